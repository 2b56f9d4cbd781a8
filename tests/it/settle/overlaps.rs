//! One person in several stays at once (C6): every overlap is listed, and what is charged in two stays is the sum that the mart
//! of it says, day by day.

use std::collections::{BTreeMap, BTreeSet};

use beddays::domain::{Day, NhsNumber, Severity};

use crate::intake::native::{STAYS, stays, take_as_of};
use crate::settle::messages_support::Chance;
use crate::support::harness::Folder;

/// A stay of a made-up patient.
struct Made {
    id: String,
    patient: String,
    provider: usize,
    admitted: Day,
    left: Option<Day>,
}

/// NHS numbers of the range that is never issued.
fn numbers() -> impl Iterator<Item = String> {
    let with_check = |number: u32| (0..10).map(move |digit| format!("999{number:06}{digit}"));
    (0..1_000_000).flat_map(with_check).filter(|number| NhsNumber::parse(number).is_ok())
}

/// One to five stays of each patient at as many hospitals, within a few weeks.
fn made(patients: usize) -> Vec<Made> {
    let mut chance = Chance(6);
    let mut all = Vec::new();
    for (number, patient) in numbers().take(patients).enumerate() {
        for stay in 0..=chance.below(5) {
            let admitted = "2018-02-20".parse::<Day>().unwrap() + chance.below(25) as i32;
            let left = (chance.below(8) > 0).then(|| admitted + chance.below(15) as i32);
            all.push(Made {
                id: format!("P{number:05}-{stay}"),
                patient: patient.clone(),
                provider: chance.below(5),
                admitted,
                left,
            });
        }
    }
    all
}

fn rows(made: &[Made]) -> String {
    let row = |stay: &Made| {
        let left = stay.left.map(|day| format!("{day}T15:00")).unwrap_or_default();
        let ready = stay.admitted + 1;
        format!(
            "{},{},RZZ0{},,Norfolk,{}T09:00,{ready},{left}\n",
            stay.id,
            stay.patient,
            stay.provider + 1,
            stay.admitted
        )
    };
    made.iter().filter(|stay| stay.left.is_none_or(|left| left > stay.admitted)).map(row).collect()
}

/// Whether two stays share more than the day of a transfer.
fn overlap(one: &Made, other: &Made) -> bool {
    let ends = |stay: &Made| stay.left.unwrap_or(Day::from_number(i32::MAX));
    one.admitted.max(other.admitted) < ends(one).min(ends(other))
}

#[test]
fn every_overlap_of_twenty_thousand_patients_is_listed() {
    let mut made = made(20_000);
    made.retain(|stay| stay.left.is_none_or(|left| left > stay.admitted));
    let intake = take_as_of(&[stays(&rows(&made))], None).unwrap();
    assert!(intake.findings.iter().all(|finding| finding.severity == Severity::Warning), "{:?}", intake.findings[0]);
    let of_overlaps = intake.findings.iter().filter(|finding| finding.code == "W_OVERLAP");
    let found: BTreeSet<String> = of_overlaps.map(|finding| finding.stay_id.to_string()).collect();
    let mut wanted = BTreeSet::new();
    for patient in made.chunk_by(|one, other| one.patient == other.patient) {
        for (at, one) in patient.iter().enumerate() {
            for other in patient.iter().skip(at + 1).filter(|other| overlap(one, other)) {
                wanted.extend([one.id.clone(), other.id.clone()]);
            }
        }
    }
    let (missing, wrong): (Vec<_>, Vec<_>) =
        (wanted.difference(&found).take(5).collect(), found.difference(&wanted).take(5).collect());
    assert!(missing.is_empty() && wrong.is_empty(), "not listed {missing:?}, listed {wrong:?}");
    assert!(wanted.len() > 20_000, "{}", wanted.len());
}

/// Goal: no day of a patient is in the bill twice unseen. Method: the days of the ledger by patient and day, added up here.
#[test]
fn a_day_that_is_charged_in_two_stays_is_in_the_sum_charged_twice() {
    let folder = Folder::new();
    let mut made = made(400);
    made.retain(|stay| stay.left.is_none_or(|left| left > stay.admitted));
    folder.put("inbox/stays.csv", format!("{STAYS}{}", rows(&made)));
    let event = |stay: &Made| {
        let (notice, discharge) = (stay.admitted, stay.admitted + 1);
        format!(
            "{id},assessment_notice,{notice}T10:00,,\n{id},discharge_notice,{discharge}T10:00,,{}\n{id},assessed,{discharge}T12:00,,\n",
            stay.admitted + 2,
            id = stay.id
        )
    };
    folder.put(
        "inbox/events.csv",
        format!("stay_id,kind,at,until,value\n{}", made.iter().map(event).collect::<String>()),
    );
    let ran = folder.march();
    assert!(matches!(ran.exit, Some(0 | 1)), "{ran:?}");
    let charged = "select stay_id, day, amount_minor from ledger_day where amount_minor > 0";
    let answer = folder.run(&["query", charged, "--format", "csv"]).exits(0).stdout;
    let patients: BTreeMap<&str, &str> = made.iter().map(|stay| (stay.id.as_str(), stay.patient.as_str())).collect();
    let mut by_day: BTreeMap<(&str, &str), Vec<i64>> = BTreeMap::new();
    for line in answer.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        by_day.entry((patients[cells[0]], cells[1])).or_default().push(cells[2].parse().unwrap());
    }
    let twice: Vec<&Vec<i64>> = by_day.values().filter(|amounts| amounts.len() > 1).collect();
    let sum: i64 = twice.iter().map(|amounts| amounts.iter().sum::<i64>() - amounts.iter().max().unwrap()).sum();
    let mart = folder.run(&["query", "charged_in_two_stays", "--format", "csv"]).exits(0).stdout;
    let at = mart.lines().next().unwrap().split(',').position(|name| name == "amount_minor").unwrap();
    let said: Vec<i64> = mart.lines().skip(1).map(|line| line.split(',').nth(at).unwrap().parse().unwrap()).collect();
    assert_eq!((said.len(), said.iter().sum::<i64>()), (twice.len(), sum));
    assert!(twice.len() > 100, "{}", twice.len());
}
