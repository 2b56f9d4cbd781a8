//! A public pack says what its months are: each as its last edition has it, with the months named of which later news or
//! corrections exist.

use super::Case;

const STAYS: &str = "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at\n\
                     A-1,9990000018,RM1,Norfolk,2018-03-01T10:00,2018-03-06,2018-03-12T15:00\n";
const EVENTS: &str = "stay_id,kind,at,until,value\n\
                      A-1,assessment_notice,2018-03-05T10:00,,\nA-1,discharge_notice,2018-03-06T10:00,,2018-03-07\n\
                      A-1,assessed,2018-03-06T15:00,,\n";

/// March is published, and closed if that is asked; news of it comes if that is asked; April is run.
fn project(language: &str, is_closed: bool, has_news: bool) -> Case {
    let case = Case::empty();
    case.beddays("init p --authority Norfolk").exits(0);
    let settings = case.read("p/beddays.toml");
    let project = format!("[project]\nlanguage = \"{language}\"\n");
    case.put("p/beddays.toml", settings.replacen("[project]\n", &project, 1));
    case.put("p/inbox/stays.csv", STAYS);
    case.put("p/inbox/events.csv", EVENTS);
    case.beddays("run --project p --month 2018-03");
    if is_closed {
        case.beddays("close --project p --month 2018-03").exits(0);
    }
    if has_news {
        case.put("p/inbox/events_2018-04-05.csv", format!("{EVENTS}A-1,services_ready,2018-03-09T09:00,,\n"));
    }
    case.beddays("run --project p --month 2018-04");
    case
}

/// The summary of the pack of a month, and what its section of months says.
fn pack(case: &Case, month: &str) -> (String, String) {
    case.beddays(&format!("publish --project p --month {month}")).exits(0);
    let pack = case.json(&format!("p/public/{month}/public-pack.json"));
    let months = pack["sections"].as_array().unwrap().iter().find(|section| section["id"] == "months").unwrap();
    (pack["summary"].to_string(), months["text"].to_string())
}

#[test]
fn a_pack_names_the_months_of_which_later_news_or_corrections_exist() {
    for is_closed in [true, false] {
        let case = project("en", is_closed, true);
        let changed = case.json("p/reports/2018-04/run.json").to_string();
        assert!(changed.contains("\"2018-03\""), "the run knows of the change: {changed}");
        for month in ["2018-03", "2018-04"] {
            let (summary, months) = pack(&case, month);
            assert!(summary.contains("Later news or corrections exist of March 2018: they are not in"), "{summary}");
            assert!(!summary.contains("April 2018:  they"), "{summary}");
            assert!(
                months.contains("as its last edition has it") && !months.contains("late news included"),
                "{months}"
            );
        }
        if !is_closed {
            // A new edition has the news: then there is none.
            case.beddays("run --project p --month 2018-03");
            assert!(!pack(&case, "2018-04").0.contains("Later news"), "the last edition has it");
        }
    }
    let case = project("en", true, false);
    for month in ["2018-03", "2018-04"] {
        assert!(!pack(&case, month).0.contains("Later news"), "there is none of {month}");
    }
}

#[test]
fn it_names_them_in_every_language() {
    for (language, later, edition) in [
        ("nb", "senere opplysninger eller rettelser for mars 2018", "den siste utgaven"),
        ("sv", "senare uppgifter eller rättelser för mars 2018", "senaste utgåva"),
        ("da", "senere oplysninger eller rettelser for marts 2018", "seneste udgave"),
    ] {
        let (summary, months) = pack(&project(language, true, true), "2018-04");
        assert!(summary.contains(later) && months.contains(edition), "{language}: {summary} {months}");
    }
}
