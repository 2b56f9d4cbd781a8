//! Leave from hospital: a doubt for each stay, by whatever it is told.

use serde_json::{Value, json};

use super::super::Case;
use super::{ADMIT, ENC, Message, bundle, each, encounter, given, june, owed, run_encounters, run_messages};

/// Of each stay in doubt: days and pounds at stake.
pub fn doubts(case: &Case) -> Vec<(String, i64, i64)> {
    let run = case.json("p/reports/2018-06/run.json");
    let of = |doubt: &Value| {
        let pounds = doubt["amount_at_stake_minor"].as_i64().unwrap() / 100;
        (doubt["stay_id"].as_str().unwrap().to_owned(), doubt["days_at_stake"].as_i64().unwrap(), pounds)
    };
    run["doubts"].as_array().unwrap().iter().map(of).collect()
}

fn told(case: &Case) -> Vec<String> {
    let rejects = case.read("p/reports/2018-06/rejects.csv");
    rejects.lines().filter(|line| line.contains("W_LEAVE")).map(str::to_owned).collect()
}

#[test]
fn a_leave_in_the_history_of_an_encounter_is_a_doubt() {
    let case = given("12-on-leave", &ENC);
    june(&case);
    assert_eq!(owed(&case), each(&[("LV-1", 2860), ("LV-2", 1560)]));
    assert_eq!(told(&case).len(), 2);
    let doubts = doubts(&case);
    // LV-1: every day from 8 June, of which 22 are charged. LV-2: the nights away from 9 to 13 June.
    assert!(doubts.contains(&("LV-1".to_owned(), 23, 2860)), "{doubts:?}");
    assert!(doubts.contains(&("LV-2".to_owned(), 5, 650)), "{doubts:?}");
}

#[test]
fn a_leave_by_messages_is_a_doubt_and_one_that_was_cancelled_is_none() {
    let leave = Message { trigger: "A21", sent: "20180609100000", ..ADMIT };
    let back = Message { trigger: "A22", sent: "20180614100000", ..ADMIT };
    let cancelled = Message { trigger: "A52", sent: "20180609120000", ..ADMIT };
    let not_back = Message { trigger: "A53", sent: "20180614120000", ..ADMIT };
    let discharge = Message { trigger: "A03", sent: "20180620150000", discharged: "20180620150000", ..ADMIT };
    let same_day = Message { trigger: "A22", sent: "20180609200000", ..ADMIT };
    let cases: [(&[Message<'_>], Option<&str>); 7] = [
        (&[ADMIT, leave, back, discharge], Some("from 2018-06-09T10:00 to 2018-06-14T10:00")),
        (&[discharge, back, leave, ADMIT], Some("from 2018-06-09T10:00 to 2018-06-14T10:00")),
        (&[ADMIT, leave, discharge], Some("from 2018-06-09T10:00 and no return is known")),
        (&[ADMIT, back, discharge], Some("since a day that is not known to 2018-06-14T10:00")),
        (&[ADMIT, leave, back, not_back, discharge], Some("from 2018-06-09T10:00 and no return is known")),
        (&[ADMIT, leave, cancelled, discharge], None),
        (&[ADMIT, leave, same_day, discharge], None),
    ];
    for (messages, words) in cases {
        let (case, said) = run_messages(messages, &["V-1"]);
        assert_eq!(said.exit, Some(0), "{}", said.stdout);
        assert_eq!(owed(&case), each(&[("V-1", 1560)]));
        let told = told(&case);
        assert_eq!(told.len(), usize::from(words.is_some()), "{told:?}");
        assert!(words.is_none_or(|words| told[0].contains(words) && told[0].contains("V-1")), "{told:?}");
    }
}

#[test]
fn a_history_that_says_more_than_start_and_end_is_named() {
    let history = |key: &str, entry: Value| {
        let mut one = encounter("E-1", "9990700028", Some("2018-06-20T15:00:00+01:00"));
        one[key] = json!([entry]);
        let (case, said) = run_encounters(&[("a.json", bundle(&[one]))], &["E-1"]);
        assert_eq!(said.exit, Some(0));
        told(&case)
    };
    let period = json!({"start": "2018-06-10T10:00:00+01:00", "end": "2018-06-12T10:00:00+01:00"});
    for (key, entry, words) in [
        ("statusHistory", json!({"status": "on-leave", "period": period}), "on leave"),
        ("statusHistory", json!({"status": "onleave", "period": {"start": "2018-06-10"}}), "no return is known"),
        ("statusHistory", json!({"status": "finished", "period": period}), "finished at 2018-06-10T10:00"),
        ("classHistory", json!({"class": {"code": "HH"}, "period": period}), "not the stay of an inpatient"),
    ] {
        let told = history(key, entry);
        assert!(told.len() == 1 && told[0].contains(words), "{told:?}");
    }
    let ends = json!({"start": "2018-06-20T15:00:00+01:00", "end": "2018-06-20T15:00:00+01:00"});
    assert!(history("statusHistory", json!({"status": "finished", "period": ends})).is_empty());
    assert!(history("statusHistory", json!({"status": "in-progress", "period": period})).is_empty());
    assert!(history("classHistory", json!({"class": {"code": "EMER"}, "period": ends})).is_empty());
}
