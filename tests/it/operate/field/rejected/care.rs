//! Rejected rows of social care: what hangs on them for the stays of their person, and when a later return answers them.

use super::super::Case;
use super::made::returns::{Care, NEXT_QUARTER, care_project, file};
use super::made::{at_stake, nhs_number, stay};

/// A stay that is charged from the 9th of June on, and one of somebody else; the returns in their order, each by its own run.
fn project(returns: &[&[Care<'_>]]) -> Case {
    let ids = ["T-1".to_owned(), "T-2".to_owned()];
    let case = care_project(&[stay("T-1", 1, ""), stay("T-2", 2, "")], &ids);
    for (at, rows) in returns.iter().enumerate() {
        case.put(&format!("p/inbox/cld-{at}.csv"), file(rows));
        case.beddays("run --project p --month 2018-06");
    }
    case
}

fn doubts(case: &Case) -> Vec<String> {
    let run = case.json("p/reports/2018-06/run.json");
    let rejected = run["doubts"].as_array().unwrap().iter().filter(|doubt| doubt["kind"] == "record_rejected");
    rejected.map(|doubt| doubt["stay_id"].as_str().unwrap().to_owned()).collect()
}

fn elsewhere(case: &Case) -> String {
    let path = "p/reports/2018-06/internal-statement-rejected_elsewhere.csv";
    if case.path(path).exists() { case.read(path) } else { String::new() }
}

const BAD: &str = "2018-06-31";

#[test]
fn a_service_that_may_have_made_all_ready_is_at_stake() {
    let number = nhs_number(1);
    // Its first day can be read: from the morning of the 12th on nothing may be owed.
    let case = project(&[&[Care::of(&number, "Service", "S-1", ["12/06/2018", BAD])]]);
    assert_eq!(doubts(&case), ["T-1"]);
    assert_eq!(at_stake(&case, "T-1"), 247_000);
    assert_eq!(elsewhere(&case), "");
    // It cannot: all of the month may hang on it.
    let case = project(&[&[Care::of(&number, "Service", "S-1", [BAD, ""])]]);
    assert_eq!((doubts(&case), at_stake(&case, "T-1")), (vec!["T-1".to_owned()], 286_000));
}

#[test]
fn a_death_in_a_rejected_row_of_any_kind_is_at_stake() {
    let number = nhs_number(1);
    for kind in ["Request", "Review", "Assessment"] {
        let mut row = Care::of(&number, kind, "D-1", ["01/06/2018", BAD]);
        row.died = "12/06/2018";
        let case = project(&[&[row]]);
        assert_eq!(doubts(&case), ["T-1"], "{kind}");
        assert!(at_stake(&case, "T-1") >= 234_000, "{kind}: {}", at_stake(&case, "T-1"));
    }
}

#[test]
fn a_rejected_correction_of_a_service_can_raise_the_bill() {
    let number = nhs_number(1);
    let first = Care::of(&number, "Service", "S-1", ["12/06/2018", ""]);
    let mut later = Care::of(&number, "Service", "S-1", ["20/06/2018", BAD]);
    later.period = NEXT_QUARTER;
    let case = project(&[&[first], &[later]]);
    assert_eq!(doubts(&case), ["T-1"]);
    assert_eq!(at_stake(&case, "T-1"), 104_000, "eight days more");
    // The service was cancelled: all of the month may be owed.
    later.description = "Cancelled";
    let case = project(&[&[first], &[later]]);
    assert_eq!(at_stake(&case, "T-1"), 234_000);
}

#[test]
fn a_later_return_answers_the_rows_of_its_own_events_alone() {
    let number = nhs_number(1);
    let mut bad = Care::of(&number, "Service", "S-1", [BAD, ""]);
    let mut good = Care::of(&number, "Service", "S-1", ["14/06/2018", ""]);
    good.period = NEXT_QUARTER;
    assert_eq!(doubts(&project(&[&[bad], &[good]])), Vec::<String>::new());
    // Another event of the same person says nothing of this one, nor does the same event of an earlier return.
    good.reference = "S-2";
    assert_eq!(doubts(&project(&[&[bad], &[good]])), ["T-1"]);
    (good.reference, good.period, bad.period) = ("S-1", bad.period, good.period);
    assert_eq!(doubts(&project(&[&[good], &[bad]])), ["T-1"]);
    // The submission that replaces the whole return lacks the row.
    bad.period = good.period;
    assert_eq!(doubts(&project(&[&[bad], &[]])), Vec::<String>::new());
}

#[test]
fn a_row_that_names_its_person_by_the_own_number_of_the_council_is_placed_by_others() {
    let number = nhs_number(1);
    let mut named = Care::of(&number, "Request", "R-1", ["01/06/2018", "01/06/2018"]);
    named.own = "N-1";
    let mut bad = Care::of("999 000 001", "Service", "S-1", ["12/06/2018", ""]);
    bad.own = "N-1";
    let case = project(&[&[named, bad]]);
    assert_eq!(doubts(&case), ["T-1"]);
    // The number alone, which nobody else has: the row is listed with what is wrong with it.
    bad.own = "N-9";
    let case = project(&[&[named, bad]]);
    assert_eq!(doubts(&case), Vec::<String>::new());
    let listed = elsewhere(&case);
    assert!(listed.contains("R_NHS") && listed.contains("cld-0.csv") && listed.contains("nhs_number"), "{listed}");
}

#[test]
fn no_bill_hangs_on_a_request_and_a_row_of_another_time_marks_no_stay() {
    let number = nhs_number(1);
    let case = project(&[&[Care::of(&number, "Request", "R-1", ["01/06/2018", BAD])]]);
    assert_eq!(doubts(&case), Vec::<String>::new());
    assert!(elsewhere(&case).contains("cld-0.csv"));
    // An assessment of the spring before the stay.
    let mut early = Care::of(&number, "Assessment", "A-1", ["01/02/2018", BAD]);
    early.period = ["01/01/2018", "31/03/2018"];
    let case = project(&[&[early]]);
    assert_eq!(doubts(&case), Vec::<String>::new());
    assert!(elsewhere(&case).contains("cld-0.csv"));
    // A council and a period that nobody can read: the person is known all the same.
    let mut bare = Care::of(&number, "Assessment", "A-1", ["01/06/2018", BAD]);
    (bare.council, bare.period) = ("Atlantis", ["then", "now"]);
    assert_eq!(doubts(&project(&[&[bare]])), ["T-1"]);
}
