//! A record about a known stay that was thrown away: the stay is marked, with the days and the money at stake.

mod answered;
mod answered_messages;
mod attack;
mod attack_scotland;
mod care;
mod codes;
mod doubted;
mod elsewhere;
mod made;
mod readers;

use super::Case;

/// The folder of the case with its month run, which ends with 1.
fn run(case: &Case) {
    case.sh("beddays init p --authority Norfolk && cp stays.csv events.csv p/inbox/").exits(0);
    case.beddays("run --project p --month 2018-06").exits(1);
}

#[test]
fn a_rejected_departure_marks_its_stay_with_what_is_at_stake() {
    let case = Case::new("06-rejected-departure");
    run(&case);
    let rejects = case.read("p/reports/2018-06/rejects.csv");
    assert!(rejects.lines().any(|line| line.contains("FD-1") && line.contains("R_DATE")), "{rejects}");

    let run = case.json("p/reports/2018-06/run.json");
    let doubts = run["doubts"].as_array().unwrap();
    assert_eq!(doubts.len(), 1, "{doubts:?}");
    let doubt = &doubts[0];
    assert_eq!((doubt["stay_id"].as_str(), doubt["kind"].as_str()), (Some("FD-1"), Some("record_rejected")));
    let record = &doubt["record"];
    assert_eq!((record["line"].as_i64(), record["column"].as_str()), (Some(8), Some("at")));
    assert_eq!((record["file"].as_str(), record["code"].as_str()), (Some("inbox/events.csv"), Some("R_DATE")));
    let figures = ["days", "amount_minor", "days_at_stake", "amount_at_stake_minor", "days_otherwise"];
    assert_eq!(figures.map(|name| doubt[name].as_i64().unwrap()), [22, 286_000, 18, 234_000, 4]);
    assert_eq!(doubt["amount_otherwise_minor"], 52_000);
    assert_eq!((run["amount_in_doubt_minor"].as_i64(), run["charged_twice_minor"].as_i64()), (Some(234_000), Some(0)));

    case.beddays("explain --project p FD-1").exits(0).says("inbox/events.csv, line 8, at: R_DATE").says(
        "as it stands 22 days charged, £2,860.00; at stake 18 days, £2,340.00; otherwise 4 days charged, £520.00",
    );
    let other = case.beddays("explain --project p FD-2").exits(0).says("£520.00");
    assert!(!other.stdout.contains("Doubts"), "{}", other.stdout);

    let html = case.read("p/reports/2018-06/internal-statement.html");
    assert!(!html.contains("0 stays are doubtful") && html.contains("1 stay is doubtful"));
    assert!(html.contains("href=\"#table.doubtful_stays\"") && html.contains("£2,340.00"));
    let csv = case.read("p/reports/2018-06/internal-statement-doubtful_stays.csv");
    assert!(csv.contains("FD-1") && !csv.contains("FD-2"), "{csv}");
}
