//! From stays to days: scope, readings about stays, the choice of the law, and what no law can judge.

use beddays::domain::codes::CareType;
use beddays::domain::{
    Authorities, Day, Event, EventKind, EventRecord, EventValue, LedgerStatus, Moment, Origin, Stay,
};
use beddays::liability::{Cases, Charges, DoubtKind, LinkQualities, Reasons, ReviewList, assess_days};
use beddays::regime::{Law, Library};

fn laws(chosen: &[(&str, &str)]) -> Vec<Law> {
    let chosen: Vec<(String, String)> =
        chosen.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Library::built_in().unwrap().iter().map(|regime| Law::new(regime.clone(), &chosen).unwrap()).collect()
}

fn at(text: &str) -> Moment {
    text.parse().unwrap()
}

fn stay(id: &str) -> Stay {
    Stay {
        stay_id: id.into(),
        person_key: Some(beddays::domain::PersonKey("a".repeat(64).into())),
        provider_code: "RZZ01".into(),
        site_code: None,
        authority: Authorities::england().find("Norfolk"),
        registered_in: None,
        staying_in: None,
        admitted_at: at("2018-03-01T09:00"),
        expected_admission_on: None,
        ready_on: Some("2018-03-07".parse().unwrap()),
        discharged_at: Some(at("2018-03-09T16:00")),
        admission_method: None,
        discharge_method: None,
        discharge_destination: None,
        treatment_function_code: None,
        care_type: None,
        setting: None,
        funding: None,
        age_at_admission: Some(80),
        origin: Origin { source_id: "0123456789abcdef".into(), source_record: 1 },
    }
}

fn event(stay: &str, kind: EventKind, moment: &str, value: EventValue) -> EventRecord {
    let event = Event { kind, at: at(moment), until: None, value };
    EventRecord { stay_id: stay.into(), event, origin: Origin { source_id: "f".repeat(16).into(), source_record: 1 } }
}

fn notices(id: &str) -> Vec<EventRecord> {
    vec![
        event(id, EventKind::AssessmentNotice, "2018-03-05T10:00", EventValue::Nothing),
        event(id, EventKind::DischargeNotice, "2018-03-06T10:00", EventValue::Day("2018-03-07".parse().unwrap())),
    ]
}

type Row = (String, Day, LedgerStatus, i64, String);

fn judged(stays: &[Stay], events: &[EventRecord], chosen: &[(&str, &str)]) -> (Vec<Row>, ReviewList) {
    let laws = laws(chosen);
    let mut events = events.to_vec();
    events.sort_by(|one, other| one.stay_id.cmp(&other.stay_id));
    let cases = Cases::of(stays, &events, &laws, "2018-03-31".parse().unwrap());
    let span = ("2003-01-01".parse().unwrap(), "2026-12-31".parse().unwrap());
    let mut rows = Vec::new();
    let looked_at =
        assess_days(&cases, &laws, span, (&Reasons::new(&[]), &LinkQualities::new()), &|_| {}, &mut |batch| {
            rows.extend(
                batch.iter().map(|row| {
                    (row.stay_id.to_owned(), row.day, row.status, row.amount_minor.0, row.regime.to_owned())
                }),
            );
            Ok(())
        })
        .unwrap();
    (rows, looked_at.looked_at)
}

fn pence(stay: Stay, chosen: &[(&str, &str)]) -> i64 {
    let events = notices(&stay.stay_id);
    judged(&[stay], &events, chosen).0.iter().map(|(_, _, _, pence, _)| pence).sum()
}

#[test]
fn what_is_not_acute_adult_nhs_care_is_out_of_scope_unless_a_reading_says_otherwise() {
    assert_eq!(pence(stay("S"), &[]), 26_000);
    for care in [CareType::Maternity, CareType::MentalHealth, CareType::Palliative, CareType::Intermediate] {
        assert_eq!(pence(Stay { care_type: Some(care), ..stay("S") }, &[]), 0, "{care}");
    }
    let rehabilitation = Stay { care_type: Some(CareType::Rehabilitation), ..stay("S") };
    assert_eq!(pence(rehabilitation.clone(), &[]), 0);
    assert_eq!(pence(rehabilitation, &[("current_care_exclusion", "false")]), 26_000);
    let child = Stay { age_at_admission: Some(17), ..stay("S") };
    assert_eq!(pence(child.clone(), &[]), 0);
    assert_eq!(pence(child, &[("min_age", "none")]), 26_000);
    for age in [Some(18), Some(19), None] {
        assert_eq!(pence(Stay { age_at_admission: age, ..stay("S") }, &[]), 26_000, "{age:?}");
    }
    assert_eq!(pence(Stay { funding: Some("private".into()), ..stay("S") }, &[]), 0);
    assert_eq!(pence(Stay { setting: Some("private_hospital".into()), ..stay("S") }, &[]), 0);
    assert_eq!(pence(Stay { care_type: Some(CareType::Acute), funding: Some("NHS".into()), ..stay("S") }, &[]), 26_000);
}

/// An admission that was expected later says nothing of who is in hospital already: the notice is not too early.
#[test]
fn a_notice_is_measured_from_the_admission_that_took_place() {
    let of_day = |day: &str| event("S", EventKind::ExpectedAdmission, &format!("{day}T09:00"), EventValue::Nothing);
    for expected in ["2018-03-07", "2018-03-20", "2018-06-01"] {
        let events = [notices("S"), vec![of_day(expected)]].concat();
        let found: i64 = judged(&[stay("S")], &events, &[]).0.iter().map(|(_, _, _, pence, _)| pence).sum();
        assert_eq!(found, 26_000, "{expected}");
    }
}

/// What an open question is worth is computed of cases that a law may charge: those with a day of readiness, or with news beside coming
/// and going.
#[test]
fn a_case_with_a_notice_or_a_day_of_readiness_may_be_charged() {
    let comes = |id: &str| event(id, EventKind::Admission, "2018-03-01T09:00", EventValue::Nothing);
    let goes = |id: &str| event(id, EventKind::Discharged, "2018-03-09T16:00", EventValue::Nothing);
    let told = |id: &str| event(id, EventKind::AssessmentNotice, "2018-03-05T10:00", EventValue::Nothing);
    let may_be = |ready: bool, events: &[EventRecord]| {
        let stays = [Stay { ready_on: stay("S").ready_on.filter(|_| ready), person_key: None, ..stay("S") }];
        let laws = laws(&[]);
        let cases = Cases::of(&stays, events, &laws, "2018-03-31".parse().unwrap());
        assert_eq!((cases.len(), cases.is_empty()), (1, false));
        assert_eq!(Charges::chargeable(&cases, |_| false).len(), 0);
        Charges::chargeable(&cases, |_| true).len() == 1
    };
    assert!(may_be(true, &[]) && may_be(true, &[comes("S"), goes("S")]));
    assert!(may_be(false, &[told("S")]) && may_be(false, &[comes("S"), told("S"), goes("S")]));
    assert!(!may_be(false, &[]) && !may_be(false, &[comes("S")]) && !may_be(false, &[comes("S"), goes("S")]));
    assert!(Cases::of(&[], &[], &laws(&[]), "2018-03-31".parse().unwrap()).is_empty());
}

#[test]
fn a_transfer_ends_the_case_unless_the_reading_lets_it_go_on() {
    let first = Stay { discharge_destination: Some("51".into()), ..stay("A") };
    let second = Stay {
        admitted_at: at("2018-03-09T18:00"),
        provider_code: "RZZ02".into(),
        ready_on: Some("2018-03-09".parse().unwrap()),
        discharged_at: Some(at("2018-03-12T16:00")),
        ..stay("B")
    };
    let stays = [first, second];
    let sum = |chosen: &[(&str, &str)]| {
        let (rows, _) = judged(&stays, &notices("A"), chosen);
        let charged = rows.iter().filter(|(_, _, _, pence, _)| *pence > 0);
        charged.map(|(stay, day, ..)| format!("{stay} {day}")).collect::<Vec<_>>()
    };
    assert_eq!(sum(&[]), ["A 2018-03-08", "A 2018-03-09"]);
    let goes_on = sum(&[("transfer_ends_case", "false")]);
    assert_eq!(goes_on, ["A 2018-03-08", "B 2018-03-09", "B 2018-03-10", "B 2018-03-11", "B 2018-03-12"]);
    // Home, or a second stay that begins later than the next day, is no transfer; the next day is one.
    let [first, second] = &stays;
    let days_of_both = |destination: &str, admitted: &str| {
        let first = Stay { discharge_destination: Some(destination.into()), ..first.clone() };
        let second = Stay { admitted_at: at(admitted), ready_on: None, ..second.clone() };
        let (rows, _) = judged(&[first, second], &notices("A"), &[("transfer_ends_case", "false")]);
        rows.iter().filter(|(stay, _, _, pence, _)| &**stay == "B" && *pence > 0).count()
    };
    assert_eq!(days_of_both("19", "2018-03-09T18:00"), 0);
    assert_eq!(days_of_both("51", "2018-03-11T18:00"), 0);
    assert!(days_of_both("51", "2018-03-10T18:00") > 0);
}

#[test]
fn the_law_of_a_case_is_that_of_the_day_its_notice_counts_as_given() {
    let around = |notice: &str, discharge: &str, proposed: &str, left: &str| {
        let stay = Stay {
            admitted_at: at("2015-03-20T09:00"),
            ready_on: Some("2015-03-27".parse().unwrap()),
            discharged_at: Some(at(left)),
            ..stay("S")
        };
        let events = [
            event("S", EventKind::AssessmentNotice, notice, EventValue::Nothing),
            event("S", EventKind::DischargeNotice, discharge, EventValue::Day(proposed.parse().unwrap())),
        ];
        let (rows, _) = judged(&[stay], &events, &[]);
        let regimes: std::collections::BTreeSet<String> = rows.iter().map(|(.., regime)| regime.clone()).collect();
        (regimes.into_iter().collect::<Vec<_>>(), rows.iter().map(|(_, _, _, pence, _)| pence).sum::<i64>())
    };
    // Tuesday 31 March 2015 in time: a case of 2003 that runs on into April at its own rate, Good Friday spared.
    let old = around("2015-03-31T13:00", "2015-03-31T13:30", "2015-04-01", "2015-04-05T12:00");
    assert_eq!(old, (vec!["england-2003".to_owned()], 2 * 10_000));
    // An hour later it counts as given on 1 April: the law of 2014.
    let new = around("2015-03-31T15:00", "2015-04-01T13:30", "2015-04-02", "2015-04-05T12:00");
    // The days of the delay before April are still the old law's, under which nobody had given a notice in time.
    assert_eq!(new, (vec!["england-2003".to_owned(), "england-2014".to_owned()], 2 * 13_000));
}

#[test]
fn of_two_recorded_ends_the_first_counts_and_the_contradiction_is_a_doubt() {
    let mut events = notices("S");
    events.push(event("S", EventKind::Died, "2018-03-14T12:00", EventValue::Nothing));
    let (rows, looked_at) = judged(&[stay("S")], &events, &[]);
    assert_eq!(rows.iter().map(|(_, _, _, pence, _)| pence).sum::<i64>(), 26_000);
    assert_eq!(looked_at.doubts.len(), 1);
    assert_eq!(looked_at.doubts[0].kind, DoubtKind::EndsDiffer);
    events.push(event("S", EventKind::Discharged, "2018-03-08T12:00", EventValue::Nothing));
    let (rows, _) = judged(&[stay("S")], &events, &[]);
    assert_eq!(rows.iter().map(|(_, _, _, pence, _)| pence).sum::<i64>(), 13_000);
}

#[test]
fn who_leaves_on_the_day_of_being_ready_is_not_delayed() {
    let (rows, _) = judged(&[Stay { ready_on: Some("2018-03-09".parse().unwrap()), ..stay("S") }], &[], &[]);
    assert_eq!(rows, []);
}

#[test]
fn a_stay_that_no_law_covers_is_listed_and_not_priced() {
    let late = Stay {
        admitted_at: at("2027-03-01T09:00"),
        ready_on: Some("2027-03-05".parse().unwrap()),
        discharged_at: Some(at("2027-03-09T09:00")),
        ..stay("S")
    };
    let (rows, looked_at) = judged(&[late], &[], &[]);
    assert_eq!(rows, []);
    assert_eq!(looked_at.unjudged.len(), 1);
    assert!(looked_at.unjudged[0].refusal.to_string().contains("2027-03-05"));
    // After the repeal nobody is charged, and that is known.
    let repealed = Stay {
        admitted_at: at("2023-03-01T09:00"),
        ready_on: Some("2023-03-05".parse().unwrap()),
        discharged_at: Some(at("2023-03-09T09:00")),
        ..stay("S")
    };
    let (rows, _) = judged(&[repealed], &[], &[]);
    assert_eq!(rows.len(), 5);
    assert!(rows.iter().all(|(_, _, status, ..)| *status == LedgerStatus::NotInForce));
}
