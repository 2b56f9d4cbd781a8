//! A record about a known stay that was thrown away: the stay is marked, with the days and the money at stake.

use super::Case;

#[test]
fn a_rejected_record_keeps_the_name_of_its_stay() {
    let case = Case::new("06-rejected-departure");
    case.sh("beddays init p --authority Norfolk && cp stays.csv events.csv p/inbox/").exits(0);
    case.beddays("run --project p --month 2018-06").exits(1);
    let rejects = case.read("p/reports/2018-06/rejects.csv");
    assert!(rejects.lines().any(|line| line.contains("FD-1") && line.contains("R_DATE")), "{rejects}");
    assert_eq!(case.json("p/reports/2018-06/run.json")["rejected"], 1);
}

#[test]
fn a_project_without_records_has_nothing_rejected() {
    let case = Case::empty();
    case.put("p/beddays.toml", "");
    assert!(case.path("p/beddays.toml").exists());
}
