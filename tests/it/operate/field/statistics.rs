//! The two halves of the product without each other: statistics without a bill, a bill without statistics.

use super::Case;

/// The case's project: no law, one convention.
fn project(convention: &str) -> Case {
    let case = Case::new("20-statistics-alone");
    case.sh(&format!(
        "beddays init p --authority Norfolk && \
         sed -i 's/^regimes.*/regimes = []/; s/^# conventions.*/conventions = [\"{convention}\"]/' p/beddays.toml && \
         cp stays.csv p/inbox/"
    ))
    .exits(0);
    case
}

#[test]
fn a_project_without_a_law_has_statistics_in_place_of_the_statement() {
    let case = project("england-drd");
    let said = case.beddays("run --project p --month 2024-05").exits(0);
    let said =
        said.says("counted by england-drd: 12 days").says("statistics: p/reports/2024-05/internal-statistics.html");
    assert!(!said.stdout.contains('£') && !said.stdout.contains("owe"), "{}", said.stdout);
    let report = case.json("p/reports/2024-05/internal-statistics.json");
    assert_eq!(report["figures"][0]["value"], 12);
    let page = case.read("p/reports/2024-05/internal-statistics.html");
    assert!(page.contains("12 delayed days in May 2024 by england-drd") && !page.contains('£'), "{page}");
    assert!(!case.path("p/reports/2024-05/internal-statement.html").exists());
    let run = case.json("p/reports/2024-05/run.json");
    assert!(run["statement_amount_minor"].is_null() && run["exit"] == 0, "{run}");
    case.beddays("run --project p --month 2024-06").exits(0).says("counted by england-drd: 6 days");
    // The same bytes again, and every other command goes on.
    let before = case.read("p/reports/2024-05/internal-statistics.html");
    case.beddays("report statement --project p --month 2024-05").exits(0).says("internal-statistics.html");
    assert_eq!(case.read("p/reports/2024-05/internal-statistics.html"), before);
    assert!(case.path("p/reports/trend/internal-trend.html").exists());
    case.beddays("verify --project p").exits(0);
    case.beddays("explain --project p DR-1").exits(0).says("names no law");
    case.beddays("query --project p \"select stay_id from stay\"").exits(0).says("DR-5");
    case.beddays("bridge --project p --from england-drd --to england-msitdt --month 2024-05").exits(0);
    case.beddays("bridge --project p --from england-drd --to bill --month 2024-05").exits(78).says("there is no bill");
    case.beddays("publish --project p --month 2024-05").exits(78).says("names no regime");
}

#[test]
fn statistics_of_other_conventions_and_views_stand_alone_too() {
    for (convention, days) in [("scotland-2016", "days"), ("england-msitdt", "13 days"), ("wales-pocd", "days")] {
        let case = project(convention);
        case.sh("sed -i 's/^view .*/view = \"system\"/' p/beddays.toml").exits(0);
        case.beddays("run --project p --month 2024-05").exits(0).says(days);
        let page = case.read("p/reports/2024-05/internal-statistics.html");
        assert!(page.contains("RZZ01") && page.contains("Norfolk") && page.contains(convention), "{convention}");
    }
    // What cannot be counted is listed with why, and is no zero.
    let case = project("england-drd");
    let stays = case.read("stays.csv").replace(",81\n", ",\n").replace(",82\n", ",\n");
    case.put("p/inbox/stays.csv", stays);
    case.beddays("run --project p --month 2024-05").exits(0).says("no figure; 4 stays not counted");
    let report = case.json("p/reports/2024-05/internal-statistics.json");
    assert!(!report["figures"][0]["value"].is_number(), "{}", report["figures"]);
    assert!(report["summary"][0].as_str().unwrap().contains("There is no figure for May 2024"));
}

#[test]
fn a_bill_needs_no_convention_and_neither_half_is_refused_with_what_is_missing() {
    let case = project("england-drd");
    case.sh("sed -i 's/^regimes.*/regimes = [\"england-2014\"]/; s/^conventions.*/conventions = []/' p/beddays.toml")
        .exits(0);
    let said = case.beddays("run --project p --month 2018-05").exits(0);
    assert!(!said.stderr.contains("counted by"), "{}", said.stderr);
    assert!(case.path("p/reports/2018-05/internal-statement.html").exists());
    case.sh("sed -i 's/^regimes.*/regimes = []/' p/beddays.toml").exits(0);
    case.beddays("run --project p --month 2018-05").exits(78).says("neither a regime nor a convention");
}

#[test]
fn a_blank_cell_of_a_file_of_episodes_refuses_nothing() {
    let case = Case::new("20-statistics-alone");
    let said = case.beddays("count --convention england-drd episodes.csv").exits(0);
    for row in ["DR-1,2024-05,4", "DR-3,2024-05,8", "DR-4,2024-06,6"] {
        assert!(said.stdout.contains(row), "{row}: {}", said.stdout);
    }
    assert!(!said.stdout.contains("DR-2") && !said.stdout.contains("DR-5"), "{}", said.stdout);
    assert!(
        said.stderr.contains("1 episode without a ready day: counted as a discharge and not as a delay"),
        "{}",
        said.stderr
    );
    // Elsewhere the day of readiness is wanted, and one that goes on is no discharge.
    let said = case.beddays("count --convention scotland-2016 episodes.csv").exits(0);
    assert!(said.stderr.contains("not known whether they count: ready_on 1"), "{}", said.stderr);
    case.put(
        "more.csv",
        "episode,ready_on,ended_on,nights\n,2024-05-08,2024-05-12,11\nA,,,3\nB,2024-05-01,2024-05-03,\n",
    );
    let said = case.beddays("count --convention england-drd more.csv").exits(0);
    assert!(said.stdout.contains("line 2,2024-05,4"), "{}", said.stdout);
    assert!(said.stderr.contains("nights 1, ready_on 1"), "{}", said.stderr);
}
