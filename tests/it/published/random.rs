//! Publications with random damage: never a panic, every record accounted for, and no number that was not there.

use std::sync::LazyLock;

use beddays::published::{PublicationContext, read_sheets};
use proptest::prelude::*;

use crate::published::totals::{given, read, sample, sheets};

/// The first lines of every CSV sample: enough for every kind of row, little enough to read thousands of times.
static HEADS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let names = [
        "msitdt_2019-11_provider_la_reason.csv.gz",
        "la_delayed_days_2011-04_2019-12.csv.gz",
        "england_monthly_2010-08_2020-02.csv",
        "england_monthly_care_reason_org_2010-08_2020-02.csv.gz",
        "dtoc_2019-11_by_reason_la.csv",
        "drd_2024-25_monthly.csv.gz",
        "drd_national_2024-04_2025-09.csv",
        "acute_sitrep_2024-25_monthly.csv.gz",
        "acute_sitrep_2024-25_delay_reasons.csv.gz",
        "delayed-discharge-beddays-health-board_201607-202202.csv.gz",
    ];
    let head = |name: &str| sample(name).split_inclusive(|byte| *byte == b'\n').take(40).flatten().copied().collect();
    names.into_iter().map(head).collect()
});

#[derive(Clone, Debug)]
enum Damage {
    Byte(usize, u8),
    Insert(usize, String),
    Cut(usize, usize),
    Again(usize),
    End(usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let pieces = prop_oneof![
        Just(","),
        Just("\""),
        Just("\n"),
        Just("\r"),
        Just("-"),
        Just("NA"),
        Just("[z]"),
        Just("*"),
        Just("\u{2013}"),
        Just("\u{A0}"),
        Just("1e9"),
        Just("-1"),
        Just("0.5"),
        Just("999999999999999999999"),
        Just("nan"),
        Just("inf"),
    ];
    prop_oneof![
        (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Damage::Byte(at, byte)),
        (any::<usize>(), pieces).prop_map(|(at, piece)| Damage::Insert(at, piece.to_owned())),
        (any::<usize>(), 1..40_usize).prop_map(|(at, length)| Damage::Cut(at, length)),
        any::<usize>().prop_map(Damage::Again),
        any::<usize>().prop_map(Damage::End),
    ]
}

fn damaged(bytes: &[u8], damages: &[Damage]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for damage in damages {
        let length = bytes.len().max(1);
        match damage {
            Damage::Byte(at, byte) => {
                if let Some(place) = bytes.get_mut(at % length) {
                    *place = *byte;
                }
            }
            Damage::Insert(at, piece) => {
                let at = at % length;
                bytes.splice(at..at, piece.bytes());
            }
            Damage::Cut(at, cut) => {
                let at = at % length;
                bytes.drain(at..bytes.len().min(at + cut));
            }
            Damage::Again(at) => {
                let lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
                if let Some(line) = lines.get(at % lines.len().max(1)) {
                    bytes.extend_from_slice(line);
                }
            }
            Damage::End(at) => bytes.truncate(at % length),
        }
    }
    bytes
}

fn accounts(bytes: &[u8]) {
    let Ok(published) = read(bytes, &given("file")) else { return };
    let receipt = &published.receipt;
    assert_eq!(receipt.read, receipt.accepted + receipt.passed_over + receipt.rejected + receipt.duplicates);
    let found = published.findings.iter().filter(|finding| finding.code.starts_with(['R', 'D'])).count();
    assert_eq!(found, (receipt.rejected + receipt.duplicates) as usize, "a reason for every record that was left");
    assert!(published.figures.iter().all(|figure| figure.value.number().is_none_or(|n| n.is_finite() && n >= 0.0)));
    let records: std::collections::BTreeSet<_> = published.figures.iter().map(|f| f.origin.source_record).collect();
    assert!(records.len() <= receipt.accepted as usize);
    assert!(records.iter().all(|record| (1..=receipt.read).contains(record)));
    let _ = published.contradiction();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files_are_accounted_for(which in any::<prop::sample::Index>(), damages in prop::collection::vec(damage(), 1..6)) {
        let bytes = damaged(which.get::<Vec<u8>>(&HEADS), &damages);
        accounts(&bytes);
    }
}

#[test]
fn thousands_of_small_damages_are_accounted_for() {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as usize
    };
    for round in 0..2_000 {
        let head = &HEADS[round % HEADS.len()];
        let damages = [Damage::Byte(next(), next() as u8), Damage::Cut(next(), next() % 3 + 1)];
        accounts(&damaged(head, &damages[..1 + round % 2]));
    }
}

#[test]
fn damaged_sheets_are_accounted_for() {
    let whole = sheets(&sample("April_11.xls"));
    let pieces = ["", "-", "NA", "x", "Total", "England", "1.5", "Acute", "A) x", "702"];
    let mut state = 7_u64;
    let mut next = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    for _ in 0..60 {
        let mut sheets = whole.clone();
        for _ in 0..3 {
            let sheet = next() % sheets.len();
            let rows = &mut sheets[sheet].rows;
            let row = next() % rows.len().min(40);
            if !rows[row].is_empty() {
                let at = next() % rows[row].len();
                rows[row][at].text = pieces[next() % pieces.len()].to_owned();
            }
        }
        let Ok(published) = read_sheets(&sheets, &PublicationContext { ..given("file") }) else { continue };
        let receipt = &published.receipt;
        assert_eq!(receipt.read, receipt.accepted + receipt.passed_over + receipt.rejected + receipt.duplicates);
    }
}

#[test]
fn damaged_workbooks_are_refused_or_read() {
    let whole = sample("April_11.xls");
    let mut state = 11_u64;
    let mut next = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    for _ in 0..20 {
        let mut bytes = whole.clone();
        // Behind the directory: what is in front of it is the library's to bear in its child process.
        let at = 4_096 + next() % (bytes.len() - 4_096);
        bytes.truncate(at);
        accounts(&bytes);
    }
}
