//! When a rejected message no longer leaves its stay open: a later one of the same kind closes the question, whatever day it
//! says, and an earlier one does not.

use super::super::Case;
use super::made::at_stake;
use super::made::messages::{STARTED, encounter, of_messages};
use super::made::nhs_number;
use crate::settle::messages_hl7::Adt;

const ADMIT: Adt<'_> = Adt {
    trigger: "A01",
    id: "M1",
    recorded: "20180601090000",
    visit: "V-1",
    number: "9990700028",
    admitted: "20180601083000",
    discharged: "",
    ward: "W1",
    more: "",
};

/// Puts each file into the inbox of a project of messages, with a run after each: how many doubts of rejected records are left.
fn left_open(record: &str, ending: &str, files: &[String]) -> usize {
    let case = of_messages(record, &format!("*.{ending}"), &["V-1".to_owned()]);
    for (at, file) in files.iter().enumerate() {
        case.put(&format!("p/inbox/{at}.{ending}"), file);
        case.beddays("run --project p --month 2018-06");
    }
    let is_marked = at_stake(&case, "V-1") >= 0;
    let doubts = rejected(&case);
    assert_eq!(is_marked, doubts > 0);
    doubts
}

fn rejected(case: &Case) -> usize {
    let run = case.json("p/reports/2018-06/run.json");
    run["doubts"].as_array().unwrap().iter().filter(|doubt| doubt["kind"] == "record_rejected").count()
}

#[test]
fn a_later_message_of_the_trigger_closes_the_question_and_an_earlier_one_does_not() {
    let left = |id, recorded, discharged| Adt { trigger: "A03", id, recorded, discharged, ..ADMIT }.text();
    let admit = ADMIT.text();
    let bad = left("M2", "20180612160000", "12/06/2018 15:00");
    let good = left("M3", "20180613160000", "20180613150000");
    let run = |files: &[String]| left_open("adt", "hl7", files);
    assert_eq!(run(&[admit.clone(), admit.clone() + &bad]), 1);
    assert_eq!(run(&[admit.clone() + &bad, good.clone()]), 0);
    assert_eq!(run(&[admit.clone() + &good, bad.clone()]), 1, "what came before corrects nothing");
    assert_eq!(run(&[admit.clone() + &good + &bad]), 1, "nor does what came with it");
    // Another trigger says nothing of the discharge, nor does an update without one; another visit is another stay.
    let moved = Adt { trigger: "A02", id: "M4", recorded: "20180613160000", ..ADMIT }.text();
    let update = Adt { trigger: "A08", id: "M5", recorded: "20180613160000", ..ADMIT }.text();
    let number = nhs_number(7);
    let other = Adt { visit: "V-2", number: &number, ..ADMIT };
    let other_left =
        Adt { trigger: "A03", id: "M7", recorded: "20180613160000", discharged: "20180613150000", ..other.clone() };
    let other = Adt { id: "M6", ..other }.text() + &other_left.text();
    for later in [moved, update, other] {
        assert_eq!(run(&[admit.clone() + &bad, later.clone()]), 1, "{later}");
    }
}

#[test]
fn a_later_message_closes_the_question_of_a_move_and_of_a_leave() {
    for trigger in ["A02", "A21", "A22"] {
        let of = |id, recorded| Adt { trigger, id, recorded, ..ADMIT }.text();
        let (bad, good) = (of("M2", "12/06/2018 15:00"), of("M3", "20180613160000"));
        let admit = ADMIT.text();
        assert_eq!(left_open("adt", "hl7", &[admit.clone() + &bad, good.clone()]), 0, "{trigger}");
        assert_eq!(left_open("adt", "hl7", &[admit + &good, bad]), 1, "{trigger}");
    }
}

#[test]
fn a_version_that_was_changed_later_closes_the_question_whatever_file_came_first() {
    let version = |updated: &str, end: &str| {
        let status = if end.is_empty() { "in-progress" } else { "finished" };
        encounter("V-1", "9990700028", updated, [status, STARTED, end, ""])
    };
    let other = encounter("V-9", "9990700036", "2018-06-01T09:00:00Z", ["in-progress", STARTED, "", ""]);
    let first = version("2018-06-01T09:00:00Z", "") + &other;
    let bad = |day: &str| version(&format!("2018-06-{day}T16:00:00Z"), &format!("{day}/06/2018 15:00")) + &other;
    let good = version("2018-06-13T16:00:00Z", "2018-06-11T15:00:00+01:00") + &other;
    let run = |files: &[String]| left_open("encounter", "ndjson", files);
    assert_eq!(run(&[first.clone(), bad("12")]), 1);
    assert_eq!(run(&[first.clone(), bad("12"), good.clone()]), 0);
    assert_eq!(run(&[first.clone(), good.clone(), bad("12")]), 0, "the version that came first was changed later");
    assert_eq!(run(&[first, good, bad("14")]), 1, "the version that stands was changed before");
}

#[test]
fn an_encounter_without_an_id_marks_the_stays_of_its_patient() {
    let case = of_messages("encounter", "*.ndjson", &["V-1".to_owned(), "V-2".to_owned()]);
    let of = |stay, number: &str, end: &str| {
        let status = if end.is_empty() { "in-progress" } else { "finished" };
        encounter(stay, number, "2018-06-12T16:00:00Z", [status, STARTED, end, ""])
    };
    case.put("p/inbox/a.ndjson", of("V-1", "9990700028", "") + &of("V-2", "9990700036", ""));
    let nameless = of("V-1", "9990700028", "2018-06-12T15:00:00+01:00").replace("\"id\": \"V-1\", ", "");
    case.put("p/inbox/b.ndjson", nameless + &of("V-3", "9990700044", ""));
    case.beddays("run --project p --month 2018-06").exits(1);
    assert_eq!((at_stake(&case, "V-1"), at_stake(&case, "V-2"), rejected(&case)), (234_000, -1, 1));
}
