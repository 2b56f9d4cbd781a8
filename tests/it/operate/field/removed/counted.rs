//! What statistics have counted of stays that are removed stays in the sums of months; a convention that did not count them then
//! has no figure of such a month, and never less than all of it.

use serde_json::Value;

use super::super::Case;
use super::super::deliveries::project;
use super::search::places;
use super::{FEBRUARY, JANUARY};

/// January and February of two people, closed and counted by a convention of statistics; March is open.
fn counted() -> Case {
    let case = project();
    conventions(&case, "\"england-msitdt\"");
    for (month, anna) in [("2018-01", JANUARY), ("2018-02", FEBRUARY)] {
        case.deliver_both(month, anna);
        case.run_and_close(month);
    }
    case.beddays("run --project p --month 2018-03");
    case
}

fn conventions(case: &Case, names: &str) {
    let settings = case.read("p/beddays.toml");
    let others = settings.lines().filter(|line| !line.starts_with("conventions")).collect::<Vec<_>>().join("\n");
    case.put("p/beddays.toml", others.replacen("[project]", &format!("[project]\nconventions = [{names}]"), 1));
}

/// The trend report made anew: the table of all days by month, and the summary.
fn trend(case: &Case, options: &str) -> (Value, String) {
    case.beddays(&format!("report trend --project p {options}")).exits(0);
    let report = case.json("p/reports/trend/internal-trend.json");
    let tables = report["sections"].as_array().unwrap().iter().flat_map(|one| one["tables"].as_array().unwrap());
    let all = tables.into_iter().find(|table| table["id"] == "all_by_month").cloned().unwrap_or_default();
    (all, report["summary"].to_string())
}

fn by_month(case: &Case) -> String {
    let said = case.beddays("query --project p delayed_days_by_month --format csv").exits(0);
    assert!(said.stdout.lines().count() > 2, "{}", said.stdout);
    said.stdout
}

fn star(case: &Case) -> String {
    case.beddays("export --project p --star star").exits(0);
    case.read("star/csv/fact_delayed_days.csv")
}

#[test]
fn months_keep_the_days_of_removed_stays_in_trend_marts_and_star() {
    let case = counted();
    let (before, rows, exported) = (trend(&case, ""), by_month(&case), star(&case));
    // One after the other, so that the second adds to what the first has kept.
    let stays = |case: &Case| {
        let said = case.beddays("query --project p \"select stay_id from stay\" --format csv").exits(0).stdout;
        said.lines().count() - 1
    };
    let of_anna = case.remove(&format!("--stay {JANUARY}")).exits(0);
    assert!(of_anna.stdout.starts_with("removed: "));
    assert_eq!(stays(&case), 2);
    case.remove("--before 2018-03").exits(0);
    assert_eq!(stays(&case), 0, "nobody is left");
    let now = trend(&case, "");
    assert_eq!((&now.0, by_month(&case), star(&case)), (&before.0, rows.clone(), exported));
    assert!(!now.1.contains("were removed"), "{}", now.1);
    for month in ["2018-01", "2018-02"] {
        let said =
            case.beddays(&format!("explain --project p --figure trend/all_by_month:{month}:delayed_days")).exits(0);
        assert!(said.stdout.contains("adds up") && said.stdout.contains("(removed)"), "{}", said.stdout);
        assert!(!said.stdout.contains("does not add up"), "{}", said.stdout);
    }
    // Who asks for counted days is told that they are not among them.
    let asked = case.beddays("query --project p \"select count(*) as n from counted_day\" --format csv");
    assert!(asked.stderr.contains("removed on 2026-06-01"), "{asked:?}");
    case.beddays("verify --project p").exits(0).says("the store is whole");
    assert_eq!(places(&case.path("p"), &[JANUARY, FEBRUARY]), Vec::<String>::new());
    // A run that reads everything anew does not lose them.
    case.set("conventions = [\"england-msitdt\"]", "conventions = [\"england-msitdt\", \"england-drd\"]");
    let ran = case.beddays("run --project p --month 2018-03");
    assert!(matches!(ran.exit, Some(0 | 1)), "{ran:?}");
    assert_eq!(trend(&case, "--convention england-msitdt").0, before.0);
    // A convention that did not count them then has no figure of these months, and says why.
    let (all, summary) = trend(&case, "--convention england-drd");
    assert!(all.is_null() || !all["rows"].to_string().contains("2018-01"), "{all}");
    assert!(
        summary.contains("There is no figure for January 2018: the records of 1 stay were removed on 2026-06-01"),
        "{summary}"
    );
    let said = case.beddays("query --project p delayed_days_by_month --format csv");
    assert!(said.stderr.contains("england-drd would count") && said.stderr.contains("is not known"), "{said:?}");
    assert_eq!(said.stdout, rows);
}

#[test]
fn a_kept_file_that_is_damaged_is_found() {
    let case = counted();
    case.remove("--before 2018-03").exits(0);
    let kept = std::fs::read_dir(case.path("p/store/ledger")).unwrap().map(|entry| entry.unwrap().path());
    let kept = kept.into_iter().find(|path| path.to_string_lossy().contains("kept-counts")).unwrap();
    case.sh(&format!("chmod u+w '{0}' && printf x >> '{0}'", kept.display())).exits(0);
    case.beddays("verify --project p").exits(65).says("put it back from a backup");
}
