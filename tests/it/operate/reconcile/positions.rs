//! Positions out of generated claims: what is contested of each stay is what claim and ledger differ by, day by day, and all
//! parts add up to what is charged and what is asked beyond it.

use std::collections::BTreeMap;

use beddays::domain::Day;
use beddays::operate::month::positions::{PositionRequest, say};
use beddays::operate::reconcile::{ReconcileRequest, reconcile};
use beddays::sample::seeded_rng::SeededRng;

use super::fixture::{RATE, Stay, day, project, read, stays};
use super::generated::{Made, made};

/// What is claimed beyond what is owed, and owed and not claimed, of each stay.
fn expected(made: &Made, stays: &[Stay]) -> BTreeMap<String, (i64, i64)> {
    let mut by_day: BTreeMap<(usize, Option<Day>), i64> = BTreeMap::new();
    for line in &made.lines {
        let Some(stay) = line.stay else { continue };
        for (day, _, claimed, owed) in &line.parts {
            *by_day.entry((stay, *day)).or_default() += claimed - owed;
        }
    }
    let mut of = BTreeMap::new();
    for ((stay, _), difference) in by_day {
        let (beyond, short) = of.entry(stays[stay].id.clone()).or_insert((0, 0));
        *beyond += difference.max(0);
        *short += (-difference).max(0);
    }
    of
}

#[test]
fn what_is_contested_of_a_stay_is_what_differs_of_it_day_by_day() {
    let stays = stays();
    let case = project("authority", &stays);
    let (project, month) = (read(&case), "2018-03".parse().unwrap());
    let charged: i64 = stays.iter().map(|stay| stay.owed().len() as i64 * RATE).sum();
    let mut random = SeededRng::new(1303);
    let (mut accepted, mut contested) = (0, 0);
    let rounds = if std::env::var_os("BEDDAYS_SWEEP").is_some() { 60 } else { 6 };
    for round in 0..rounds {
        let mut made = made(&mut random, &stays);
        made.rest(&stays);
        let claim = case.path(&format!("claim-{round}.csv"));
        std::fs::write(&claim, &made.text).unwrap();
        let request = ReconcileRequest { claim: &claim, month: Some(month), profile: None, dates: None, total: None };
        let Ok(_) = reconcile(&project, &request) else { continue };
        let name = format!("claim-{round}");
        let request = PositionRequest {
            month,
            stays: &[],
            claim: Some(&name),
            state: None,
            amount: None,
            reason: "",
            by: "Officer One",
            on: Some(day("2018-04-12")),
        };
        let said = say(&project, request).unwrap_or_else(|error| panic!("{error}\n{}", made.text));
        assert!(said.sums.is_whole() && said.to_look_at.is_empty(), "{:?}", said.sums);
        assert_eq!(said.sums.charged_minor.0, charged);
        assert!(said.passed_over.is_empty(), "{:?}\n{}", said.passed_over, made.text);
        let mut expected = expected(&made, &stays);
        for position in &said.said {
            let (beyond, short) = expected.remove(&*position.stay_id).unwrap_or_else(|| panic!("{position:?}"));
            assert_eq!(position.beyond_minor.0, beyond, "{position:?}\n{}", made.text);
            match beyond + short {
                0 => assert_eq!((position.state.code(), position.amount_minor), ("accepted", position.charged_minor)),
                differ => assert_eq!((position.state.code(), position.amount_minor.0), ("contested", differ)),
            }
            match beyond + short {
                0 => accepted += 1,
                _ => contested += 1,
            }
        }
        // Of the others nothing is charged and nothing asked.
        assert!(expected.values().all(|(beyond, short)| beyond + short == 0), "{expected:?}");
    }
    assert!(accepted > 5 && contested > 20, "{accepted} {contested}");
}
