//! In the table of doubts each day and each pound stands once in a row, however many records are about it.

use serde_json::Value;

use super::Case;

const STAYS: &str = "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at\n\
                     A-1,9990000018,RM1,Norfolk,2018-03-01T10:00,2018-03-06,2018-03-22T15:00\n\
                     B-1,9990000026,RM1,Norfolk,2018-03-01T10:00,2018-03-06,2018-03-22T15:00\n";
const EVENTS: &str = "stay_id,kind,at,until,value\n\
                      A-1,assessment_notice,2018-03-05T10:00,,\nA-1,discharge_notice,2018-03-06T10:00,,2018-03-07\n\
                      A-1,assessed,2018-03-06T15:00,,\n\
                      B-1,assessment_notice,2018-03-05T10:00,,\nB-1,discharge_notice,2018-03-06T10:00,,2018-03-07\n\
                      B-1,assessed,2018-03-06T15:00,,\n";
const REASONS: &str = "stay_id,from_on,to_on,reason_code,attributed_to\n";

/// A project in a language, run for March 2018 with more events and reasons.
fn run(language: &str, events: &str, reasons: &str) -> Case {
    let case = Case::empty();
    case.beddays("init p --authority Norfolk").exits(0);
    let settings = case.read("p/beddays.toml");
    case.put("p/beddays.toml", settings.replacen("[project]\n", &format!("[project]\nlanguage = \"{language}\"\n"), 1));
    case.put("p/inbox/stays.csv", STAYS);
    case.put("p/inbox/events.csv", format!("{EVENTS}{events}"));
    if !reasons.is_empty() {
        case.put("p/inbox/reasons.csv", format!("{REASONS}{reasons}"));
    }
    let ran = case.beddays("run --project p --month 2018-03");
    assert!(matches!(ran.exit, Some(0 | 1)), "{ran:?}");
    case
}

/// The rows of the table by kind as stays, days and pounds at stake; what is in doubt in all, in pounds; whether the page says
/// that kinds share days.
fn by_kind(case: &Case) -> (Vec<[i64; 3]>, i64, bool) {
    let statement = case.json("p/reports/2018-03/internal-statement.json");
    let of = |section: &Value, id: &str| -> Option<Value> {
        section["tables"].as_array().unwrap().iter().find(|table| table["id"] == id).cloned()
    };
    let sections = statement["sections"].as_array().unwrap();
    let (section, table) = sections.iter().find_map(|one| Some((one, of(one, "doubts")?))).unwrap();
    let row = |row: &Value| {
        [row[1].as_i64().unwrap(), row[2].as_i64().unwrap(), row[3]["amount_minor"].as_i64().unwrap() / 100]
    };
    let rows = table["rows"].as_array().unwrap().iter().map(row).collect();
    let run = case.json("p/reports/2018-03/run.json");
    let says = section["text"].to_string().contains("Doubts of several kinds can be about the same day");
    (rows, run["amount_in_doubt_minor"].as_i64().unwrap() / 100, says)
}

const THREE_OF_ONE: &str =
    "A-1,services_ready,2018-03-32T10:30,,\nA-1,own_care,2018-03-32T10:30,,\nA-1,services_ready,2018-02-31,,\n";

#[test]
fn several_records_about_one_day_are_at_stake_once() {
    let case = run("en", THREE_OF_ONE, "");
    let (rows, in_doubt, says) = by_kind(&case);
    assert_eq!((rows, in_doubt, says), (vec![[1, 15, 1950]], 1950, false));
    assert!(case.json("p/reports/2018-03/run.json")["doubts"].as_array().unwrap().len() >= 3);
    let csv = case.read("p/reports/2018-03/internal-statement-doubts.csv");
    assert!(csv.contains(",1,15,195000,GBP,") && !csv.contains("5850"), "{csv}");
    let page = case.read("p/reports/2018-03/internal-statement.html");
    assert!(!page.contains("5,850"), "the page has a sum over records");
    // It is no sum of the records that it names, and says so instead of calling it one.
    let said = case.beddays("explain --project p --figure doubts:1:amount").exits(0).stdout;
    assert!(said.contains("once, however many of these doubts") && !said.contains("adds up"), "{said}");
    let said = case.beddays("explain --project p --figure doubts:1:stays").exits(0).stdout;
    assert!(said.contains("adds up"), "{said}");
}

#[test]
fn each_row_is_at_most_what_is_in_doubt_and_all_rows_explain_it() {
    let one_of_each = "A-1,services_ready,2018-03-32T10:30,,\nB-1,services_ready,2018-03-32T10:30,,\n";
    let blamed = "A-1,2018-03-06,,A,nhs\n";
    let cases = [
        (one_of_each, "", 1, false),
        (one_of_each, blamed, 2, true),
        (THREE_OF_ONE, blamed, 2, true),
        ("B-1,services_ready,2018-03-32T10:30,,\n", blamed, 2, false),
    ];
    for (events, reasons, kinds, shares) in cases {
        let case = run("en", events, reasons);
        let (rows, in_doubt, says) = by_kind(&case);
        assert_eq!(rows.len(), kinds, "{rows:?}");
        assert!(in_doubt > 0 && rows.iter().all(|row| row[2] <= in_doubt), "{rows:?} of {in_doubt}");
        let sum: i64 = rows.iter().map(|row| row[2]).sum();
        assert_eq!((sum > in_doubt, says), (shares, shares), "{rows:?} of {in_doubt}");
        assert!(sum >= in_doubt, "{rows:?} of {in_doubt}");
    }
}

#[test]
fn that_kinds_share_days_is_said_in_every_language() {
    for (language, words) in
        [("nb", "Usikkerhet av flere arter"), ("sv", "Oklarheter av flera slag"), ("da", "Tvivl af flere arter")]
    {
        let case = run(language, THREE_OF_ONE, "A-1,2018-03-06,,A,nhs\n");
        let page = case.read("p/reports/2018-03/internal-statement.html");
        assert!(page.contains(words), "{language}");
    }
}
