//! The order in which deliveries arrive changes nothing, nor does the number of threads (F3).

use beddays::domain::{EventRecord, Link, Origin, Reason, Severity, Stay};
use beddays::liability::Cases;
use beddays::regime::{Law, Library};
use beddays::settle::Intake;
use beddays::store::sha256;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::collections::BTreeMap;

use crate::intake::native::{EVENTS, REASONS, STAYS};
use crate::law::shifted::ledger;
use crate::operate::sweep::step;
use crate::settle::messages_support::{Chance, root};
use crate::support::source::{Sent, sent, take_files};

/// Twelve deliveries about ten stays: each names the day of its extract, and corrects, withdraws or adds to what others say.
fn deliveries() -> Vec<Sent> {
    let csv = |name: &str, header: &str, rows: &str| {
        let profile = if name.starts_with("stays") {
            "native-stay"
        } else if name.starts_with("events") {
            "native-event"
        } else {
            "native-reason"
        };
        sent(profile, name, format!("{header}{rows}"))
    };
    let notice = |name: &str| {
        let bytes = std::fs::read(root().join("data-samples/notices").join(name)).unwrap();
        sent("scci2075", name, bytes)
    };
    vec![
        csv(
            "stays_2018-03-05.csv",
            STAYS,
            "S1,9990000018,RX1,,Norfolk,2018-02-20T09:00,2018-02-26,\nS2,9990000026,RX1,,Norfolk,2018-02-21T09:00,2018-02-27,\n\
             S3,9990000034,RX2,,Norfolk,2018-02-22T09:00,2018-02-28,\nS4,9990000042,RX2,,Suffolk,2018-02-23T09:00,2018-03-01,\n\
             S5,9990000050,RX1,,Norfolk,2018-02-24T09:00,2018-03-01,\nS6,9990000069,RX1,,Norfolk,2018-02-24T09:00,,\n",
        ),
        // Corrections, each of which a later delivery corrects once more.
        csv(
            "stays_2018-03-12.csv",
            STAYS,
            "S1,9990000018,RX1,,Norfolk,2018-02-20T09:00,2018-02-26,2018-03-09T16:00\n\
             S2,9990000026,RX1,,Norfolk,2018-02-21T09:00,2018-03-01,\nS3,9990000034,RX2,,Suffolk,2018-02-22T09:00,2018-02-28,\n",
        ),
        csv(
            "stays_2018-03-19.csv",
            STAYS,
            "S1,9990000018,RX1,,Norfolk,2018-02-20T09:00,2018-02-26,2018-03-08T16:00\n\
             S2,9990000026,RX1,,Norfolk,2018-02-21T09:00,2018-03-01,2018-03-16T10:00\n\
             S4,9990000042,RX2,,Suffolk,2018-02-23T09:00,2018-03-01,2018-03-15T12:00\n",
        ),
        // Late rows, and rows that say what was said.
        csv(
            "stays_2018-04-20.csv",
            STAYS,
            "S7,9990000077,RX1,,Norfolk,2018-02-01T09:00,2018-02-08,2018-03-02T12:00\n\
             S8,9990000085,RX2,,Norfolk,2018-03-02T09:00,2018-03-08,2018-03-20T12:00\n\
             S4,9990000042,RX2,,Suffolk,2018-02-23T09:00,2018-03-01,2018-03-15T12:00\n\
             S9,9990000093,RX2,,Nowhere,2018-03-02T09:00,2018-03-08,2018-03-20T12:00\n\
             N1,9990000018,RZZ01,,Norfolk,2019-03-04,2019-03-15,2019-03-17T12:00\n",
        ),
        csv(
            "events_2018-03-05.csv",
            EVENTS,
            "S1,assessment_notice,2018-02-22T10:00,,\nS2,assessment_notice,2018-02-23T10:00,,\n\
             S3,assessment_notice,2018-02-26T10:00,,\nS4,assessment_notice,2018-02-26T10:00,,\n\
             S7,assessment_notice,2018-02-05T10:00,,\nS8,assessment_notice,2018-03-05T10:00,,\n",
        ),
        csv(
            "events_2018-03-12.csv",
            EVENTS,
            "S1,discharge_notice,2018-02-23T10:00,,2018-02-26\nS2,discharge_notice,2018-02-26T10:00,,2018-02-28\n\
             S3,discharge_notice,2018-02-27T10:00,,2018-03-01\nS4,discharge_notice,2018-02-27T10:00,,2018-03-01\n\
             S7,discharge_notice,2018-02-06T10:00,,2018-02-08\nS8,discharge_notice,2018-03-06T10:00,,2018-03-08\n",
        ),
        // Withdrawals, a fresh notice and an event of a stay that never comes.
        csv(
            "events_2018-03-19.csv",
            EVENTS,
            "S2,discharge_notice_withdrawn,2018-02-27T15:00,,\nS2,discharge_notice,2018-02-28T10:00,,2018-03-02\n\
             S3,assessment_notice_withdrawn,2018-02-27T12:00,,\nS99,assessment_notice,2018-03-05T10:00,,\n",
        ),
        csv(
            "events_2018-04-20.csv",
            EVENTS,
            "S1,assessed,2018-02-24T10:00,,\nS1,services_ready,2018-03-05T09:30,,\nS7,assessed,2018-02-07T10:00,,\n\
             S8,deterioration,2018-03-10,2018-03-12,\nS8,nhs_cause,2018-03-14,2018-03-15,\nS8,assessed,2018-03-30T10:00,,\n",
        ),
        csv("reasons_2018-03-12.csv", REASONS, "S1,2018-02-27,2018-03-05,A,social_care\nS2,2018-03-02,,B,nhs\n"),
        csv(
            "reasons_2018-04-20.csv",
            REASONS,
            "S1,2018-02-27,2018-03-05,A,social_care\nS8,2018-03-09,2018-03-12,B,both\n",
        ),
        notice("AssessmentNotice.xml"),
        notice("DischargeNotice.xml"),
    ]
}

/// What the deliveries come to, in full, as text: rows without the records that they came from, counts, and every day of the
/// ledger.
fn state(intake: Intake, laws: &[Law]) -> String {
    let origin = || Origin { source_id: "".into(), source_record: 0 };
    let cases = Cases::of(&intake.stays, &intake.events, laws, "2019-03-31".parse().unwrap());
    let days = ledger(&cases, laws, ("2018-01-01".parse().unwrap(), "2019-03-31".parse().unwrap()));
    let mut found: BTreeMap<(Severity, &str), u32> = BTreeMap::new();
    for finding in &intake.findings {
        *found.entry((finding.severity, finding.code)).or_default() += 1;
    }
    let stays: Vec<Stay> = intake.stays.iter().cloned().map(|stay| Stay { origin: origin(), ..stay }).collect();
    let events: Vec<EventRecord> =
        intake.events.iter().cloned().map(|event| EventRecord { origin: origin(), ..event }).collect();
    let reasons: Vec<Reason> =
        intake.reasons.iter().cloned().map(|reason| Reason { origin: origin(), ..reason }).collect();
    let mut links: Vec<Link> = intake.links.iter().cloned().map(|link| Link { origin: origin(), ..link }).collect();
    links.sort_by_key(|link| format!("{link:?}"));
    format!("{stays:#?}\n{events:#?}\n{reasons:#?}\n{links:#?}\n{found:#?}\n{days:#?}")
}

/// Goal: one final state, whatever arrives first. Method: random orders of arrival of twelve deliveries, each in a run of its
/// own, on 1, 2 and 8 threads; 100 orders by default, 500 with `BEDDAYS_SWEEP=1`.
#[test]
fn twelve_deliveries_in_any_order_on_any_threads_end_in_one_state() {
    let laws: Vec<Law> =
        Library::built_in().unwrap().iter().map(|regime| Law::new(regime.clone(), &[]).unwrap()).collect();
    let pools: Vec<ThreadPool> =
        [1, 2, 8].iter().map(|threads| ThreadPoolBuilder::new().num_threads(*threads).build().unwrap()).collect();
    let files = deliveries();
    assert_eq!(files.len(), 12);
    let wanted = state(take_files(&files), &laws);
    for part in
        ["D_SUPERSEDED", "D_EXACT", "R_ORG", "R_UNKNOWN_STAY", "amount_minor: Minor(13000)", "DischargeNoticeWithdrawn"]
    {
        assert!(wanted.contains(part), "{part} is not in the state");
    }
    let (hash, mut orders) = (sha256(wanted.as_bytes()), std::collections::BTreeSet::new());
    for number in 0..500 / step(5) as u64 {
        let mut chance = Chance(number * 7_919 + 3);
        let mut arrived = files.clone();
        (1..arrived.len()).rev().for_each(|at| arrived.swap(at, chance.below(at + 1)));
        (1..).zip(&mut arrived).for_each(|(run, file)| file.received = run);
        let order: Vec<String> = arrived.iter().map(|file| file.name.clone()).collect();
        for pool in &pools {
            let found = pool.install(|| state(take_files(&arrived), &laws));
            assert!(
                sha256(found.as_bytes()) == hash,
                "order {number} on {} threads, {order:?}: {}",
                pool.current_num_threads(),
                first_difference(&found, &wanted)
            );
        }
        orders.insert(order);
    }
    assert!(orders.len() >= 99, "{}", orders.len());
}

fn first_difference(found: &str, wanted: &str) -> String {
    let differs = found.lines().zip(wanted.lines()).position(|(one, other)| one != other);
    let at = differs.unwrap_or_else(|| found.lines().count().min(wanted.lines().count()));
    let some = |text: &str| text.lines().skip(at.saturating_sub(6)).take(9).collect::<Vec<_>>().join("\n");
    format!("found\n{}\nwanted\n{}", some(found), some(wanted))
}
