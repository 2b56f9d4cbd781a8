//! What is said of a month after it was closed: it is not provisional any more, in whatever is made from then on.

use super::Case;

/// Two months of Norfolk with their notices, counted by a convention, in a language; the first is closed.
fn two_months(language: &str) -> Case {
    let case = Case::empty();
    case.beddays("init p --authority Norfolk").exits(0);
    let settings = case.read("p/beddays.toml");
    let project = format!("[project]\nconventions = [\"england-msitdt\"]\nlanguage = \"{language}\"\n");
    case.put("p/beddays.toml", settings.replacen("[project]\n", &project, 1));
    let mut stays =
        "stay_id,provider_code,authority_code,admitted_at,ready_on,discharged_at,age_at_admission\n".to_owned();
    let mut events = "stay_id,kind,at,until,value\n".to_owned();
    for (id, month) in [("MA-1", "2018-03"), ("AP-1", "2018-04")] {
        stays += &format!("{id},RM1,Norfolk,{month}-01T10:00,{month}-06,{month}-20T15:00,80\n");
        events +=
            &format!("{id},assessment_notice,{month}-03T10:00,,\n{id},discharge_notice,{month}-04T10:00,,{month}-06\n");
    }
    case.put("p/inbox/stays.csv", stays);
    case.put("p/inbox/events.csv", events);
    for month in ["2018-03", "2018-04"] {
        let ran = case.beddays(&format!("run --project p --month {month}"));
        assert!(matches!(ran.exit, Some(0 | 1)), "{ran:?}");
    }
    case.beddays("report trend --project p").exits(0);
    case
}

#[test]
fn a_closed_month_is_called_provisional_nowhere() {
    let words = [
        ("en", "provisional", "closed"),
        ("nb", "foreløpig", "avsluttet"),
        ("sv", "preliminär", "avslutad"),
        ("da", "foreløbig", "afsluttet"),
    ];
    for (language, open, closed) in words {
        let case = two_months(language);
        let pack = |month: &str| -> String {
            case.beddays(&format!("publish --project p --month {month}")).exits(0);
            let pack = case.json(&format!("p/public/{month}/public-pack.json"));
            format!("{} | {}", pack["standing"], pack["provenance"][0]["value"]).to_lowercase()
        };
        let explained = |month: &str| {
            let said =
                case.beddays(&format!("explain --project p --figure trend/all_by_month:{month}")).exits(0).stdout;
            let of_month = said.lines().find(|line| line.trim().starts_with(&format!("{month}: "))).map(str::to_owned);
            of_month.unwrap_or_else(|| panic!("{language}, {month}: {said}"))
        };
        assert_eq!(pack("2018-03").matches(open).count(), 2, "{language}");
        assert!(explained("2018-03").contains(open), "{language}");
        case.beddays("close --project p --month 2018-03").exits(0);
        let now = pack("2018-03");
        assert!(now.matches(closed).count() == 2 && !now.contains(open), "{language}: {now}");
        // With the report as it was before the month was closed, and with the report made anew.
        for report in ["", "report trend --project p"] {
            if !report.is_empty() {
                case.beddays(report).exits(0);
            }
            let now = explained("2018-03");
            assert!(now.contains(closed) && !now.contains(open), "{language}: {now}");
            assert!(explained("2018-04").contains(open), "{language}: an open month stays provisional");
        }
        let trend = case.json("p/reports/trend/internal-trend.json");
        let facts: Vec<&str> =
            trend["provenance"].as_array().unwrap().iter().map(|fact| fact["value"].as_str().unwrap()).collect();
        assert!(facts.iter().any(|fact| fact.ends_with(&format!(" 1, {closed}"))), "{language}: {facts:?}");
        assert!(facts.iter().any(|fact| fact.ends_with(&format!(" 1, {open}"))), "{language}: {facts:?}");
    }
}
