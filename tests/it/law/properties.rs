//! What must not matter: the order of rows, cutting a file in two, how many threads look at it.

use std::collections::BTreeMap;

use proptest::prelude::*;

use beddays::domain::{Authorities, Day};
use beddays::files::text_source::TextSource;
use beddays::intake;
use beddays::intake::profile::DateStyle;
use beddays::intake::profile::native;
use beddays::intake::{Delivery, DeliveryContent, NativeTable};
use beddays::liability::{Cases, LinkQualities, Reasons, assess_days};
use beddays::regime::{Law, Library};
use beddays::sample;
use beddays::settle::Intake;
use beddays::store::sha256;

fn table(name: &str) -> NativeTable {
    match name {
        name if name.contains("stays") => NativeTable::Stay,
        name if name.contains("events") => NativeTable::Event,
        _ => NativeTable::Reason,
    }
}

/// The deliveries of the sample project.
fn deliveries() -> Vec<(String, String)> {
    sample::demo().files.into_iter().filter(|(name, _)| name.starts_with("inbox/") && name.ends_with(".csv")).collect()
}

pub fn taken(files: &[(String, String)]) -> Intake {
    let hashes: Vec<String> = files.iter().map(|(_, text)| sha256(text.as_bytes())).collect();
    let profiles: Vec<_> = files.iter().map(|(name, _)| native(table(name)).unwrap()).collect();
    let deliveries: Vec<Delivery<'_>> = files
        .iter()
        .zip(&hashes)
        .zip(&profiles)
        .map(|(((name, text), hash), profile)| Delivery {
            file: name,
            sha256: hash,
            size: text.len(),
            content: DeliveryContent::Text(TextSource::Memory(text.as_bytes())),
            profile,
            received: 1,
            dates: DateStyle::Iso,
        })
        .collect();
    let zone = jiff::tz::TimeZone::get("Europe/London").unwrap();
    let rules = intake::Rules { zone: &zone, key: &[7; 32], authorities: Authorities::england(), law: None };
    let mut taken = beddays::settle::take(&deliveries, &rules, None).unwrap();
    for receipt in &taken.receipts {
        assert_eq!(
            receipt.read,
            receipt.accepted + receipt.passed_over + receipt.rejected + receipt.duplicates,
            "{}",
            receipt.file
        );
    }
    taken.stays.sort_by(|one, other| one.stay_id.cmp(&other.stay_id));
    taken.events.sort_by(|one, other| one.stay_id.cmp(&other.stay_id));
    taken
}

/// Every ledger row of every month, as text, by delay and day.
fn ledger(taken: &Intake) -> BTreeMap<(String, Day), String> {
    let library = Library::built_in().unwrap();
    let laws: Vec<Law> = library.iter().map(|regime| Law::new(regime.clone(), &[]).unwrap()).collect();
    let cases = Cases::of(&taken.stays, &taken.events, &laws, "2018-03-31".parse().unwrap());
    let span = ("2003-01-01".parse().unwrap(), "2026-12-31".parse().unwrap());
    let mut rows = BTreeMap::new();
    assess_days(&cases, &laws, span, (&Reasons::new(&taken.reasons), &LinkQualities::new()), &|_| {}, &mut |batch| {
        for row in batch {
            let there = rows.insert((row.delay_id.to_owned(), row.day), format!("{row:?}"));
            assert!(there.is_none(), "{} {} is there twice", row.delay_id, row.day);
        }
        Ok(())
    })
    .unwrap();
    rows
}

/// Shuffles the rows of a file below its header, by a seed.
pub fn shuffled(text: &str, seed: u64) -> String {
    let (header, rows) = text.split_once('\n').unwrap();
    let mut rows: Vec<&str> = rows.lines().collect();
    let mut state = seed;
    for at in (1..rows.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        rows.swap(at, (state >> 33) as usize % (at + 1));
    }
    format!("{header}\n{}\n", rows.join("\n"))
}

/// Cuts a file in two below its header; both parts keep the date in the name, which says what is newer.
pub fn cut(name: &str, text: &str, at: usize) -> [(String, String); 2] {
    let (header, rows) = text.split_once('\n').unwrap();
    let rows: Vec<&str> = rows.lines().collect();
    let at = at % rows.len().max(1);
    let part = |label: &str, rows: &[&str]| {
        (name.replace(".csv", &format!("_{label}.csv")), format!("{header}\n{}\n", rows.join("\n")))
    };
    [part("a", &rows[..at]), part("b", &rows[at..])]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_rows_and_files_does_not_matter(seed in any::<u64>()) {
        let files = deliveries();
        let mut other: Vec<_> = files.iter().map(|(name, text)| (name.clone(), shuffled(text, seed))).collect();
        other.reverse();
        let (one, other) = (taken(&files), taken(&other));
        prop_assert!(ledger(&one) == ledger(&other));
        let sums = |taken: &Intake| taken.receipts.iter().map(|receipt| (receipt.read, receipt.rejected)).fold((0, 0), |s, r| (s.0 + r.0, s.1 + r.1));
        prop_assert_eq!(sums(&one), sums(&other));
    }

    #[test]
    fn cutting_a_file_in_two_does_not_matter(at in any::<usize>()) {
        let files = deliveries();
        let parts: Vec<(String, String)> = files.iter().flat_map(|(name, text)| cut(name, text, at)).collect();
        prop_assert!(ledger(&taken(&files)) == ledger(&taken(&parts)));
    }
}

#[test]
fn an_unrelated_patient_adds_exactly_his_own_days() {
    let files = deliveries();
    let before = ledger(&taken(&files));
    let mut more = files;
    more.push((
        "inbox/stays_extra.csv".to_owned(),
        "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at\nZZ-1,,RZZ01,Norfolk,2018-03-01T09:00,2018-03-02,2018-03-04T12:00\n".to_owned(),
    ));
    let mut after = ledger(&taken(&more));
    after.retain(|(delay, _), _| delay != "ZZ-1");
    assert!(before == after);
}

/// The deliveries of some stays alone: of each file its header and every so many rows, by the stay.
fn small() -> Vec<(String, String)> {
    let is_meant = |line: &str| {
        line.split(',').next().is_some_and(|id| id.bytes().map(usize::from).sum::<usize>().is_multiple_of(23))
    };
    let files = deliveries().into_iter().map(|(name, text)| {
        let (header, rows) = text.split_once('\n').unwrap();
        let rows: String = rows.lines().filter(|line| is_meant(line)).map(|line| format!("{line}\n")).collect();
        (name, format!("{header}\n{rows}"))
    });
    files.collect()
}

/// Goal: a delivery that comes again changes nothing (F2). Method: 200 random sets of the same rows, cut at random, in random order,
/// with some of the files twice under other names; the ledger is that of the rows alone.
#[test]
fn two_hundred_sets_of_deliveries_with_repeats_give_the_ledger_of_the_set() {
    let files = small();
    let wanted = ledger(&taken(&files));
    assert!(wanted.len() > 100, "{}", wanted.len());
    let mut repeats = 0;
    for seed in 0..200_u64 {
        let mut chance = crate::settle::messages_support::Chance(seed * 31 + 7);
        let mut set: Vec<(String, String)> =
            files.iter().flat_map(|(name, text)| cut(name, &shuffled(text, seed), chance.below(1_000))).collect();
        for _ in 0..=chance.below(4) {
            let (name, text) = set[chance.below(set.len())].clone();
            set.push((
                name.replace(".csv", "_again.csv"),
                if chance.below(2) == 0 { text } else { shuffled(&text, seed + 1) },
            ));
            repeats += 1;
        }
        for at in (1..set.len()).rev() {
            set.swap(at, chance.below(at + 1));
        }
        assert!(
            ledger(&taken(&set)) == wanted,
            "set {seed}: {:?}",
            set.iter().map(|(name, _)| name).collect::<Vec<_>>()
        );
    }
    assert!(repeats > 300, "{repeats}");
}
