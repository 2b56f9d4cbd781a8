//! Random files: the outcome does not hang on the order of rows or files or on a file cut in two, and nothing panics.

use std::collections::BTreeMap;

use beddays::domain::{EventRecord, Origin, Reason, Stay};
use beddays::intake::NativeTable;
use beddays::settle::Intake;
use proptest::prelude::*;

use crate::intake::native::{EVENTS, File, REASONS, STAYS, file, take_all, taken};

fn stay_row() -> impl Strategy<Value = String> {
    let id = (0_u8..8).prop_map(|id| format!("S{id}"));
    let number = prop::sample::select(vec!["9990000018", "999 000 0026", "", "9990000019"]);
    let provider = prop::sample::select(vec!["RX1", "rx1", "RX2", ""]);
    let authority = prop::sample::select(vec!["Norfolk", "E10000020", "Suffolk", "Nowhere"]);
    let admitted = prop::sample::select(vec!["2018-03-01", "2018-03-02T10:00", "2018-03-25T01:30", "01/03/2018"]);
    let left = prop::sample::select(vec!["", "2018-03-09T11:00", "2018-02-01", "2018-10-28T01:30"]);
    (id, number, provider, authority, admitted, left).prop_map(|(id, number, provider, authority, admitted, left)| {
        format!("{id},{number},{provider},,{authority},{admitted},,{left}\n")
    })
}

fn event_row() -> impl Strategy<Value = String> {
    let kind = prop::sample::select(vec![
        "died,2018-03-05,,",
        "nhs_cause,2018-03-05,2018-03-06,",
        "nhs_cause,2018-03-05,,",
        "deterioration,2018-03-07,,",
        "discharge_notice,2018-03-05T13:00,,2018-03-07",
        "discharge_notice,2018-03-05,,2018-03-07",
        "nonsense,2018-03-05,,",
    ]);
    (0_u8..10, kind).prop_map(|(id, rest)| format!("S{id},{rest}\n"))
}

fn reason_row() -> impl Strategy<Value = String> {
    let rest = prop::sample::select(vec!["2018-03-05,,A,nhs", "2018-03-05,2018-03-06,B,both", "2018-03-05,,A,us"]);
    (0_u8..10, rest).prop_map(|(id, rest)| format!("S{id},{rest}\n"))
}

/// Rows of the three tables.
type Rows = [Vec<String>; 3];

fn rows() -> impl Strategy<Value = Rows> {
    let many = |max: usize| 1..max;
    let stays = prop::collection::vec(stay_row(), many(14));
    let events = prop::collection::vec(event_row(), many(14));
    let reasons = prop::collection::vec(reason_row(), many(8));
    (stays, events, reasons).prop_map(|(stays, events, reasons)| [stays, events, reasons])
}

/// One row that is right leads each file, so that a column of wrong dates does not refuse the file.
fn table(number: usize, name: &str, rows: &[String]) -> File {
    let (table, header, lead) = [
        (NativeTable::Stay, STAYS, "S99,,RX9,,Norfolk,2018-01-01,2018-01-02,2018-01-05T10:00\n"),
        (NativeTable::Event, EVENTS, "S99,nhs_cause,2018-01-02,2018-01-03,\n"),
        (NativeTable::Reason, REASONS, "S99,2018-01-02,2018-01-03,A,nhs\n"),
    ][number];
    file(table, name, format!("{header}{lead}{}", rows.concat()))
}

/// The tables and the sums of the counts, without the records that rows came from.
#[derive(Debug, PartialEq)]
struct Outcome {
    stays: Vec<Stay>,
    events: Vec<EventRecord>,
    reasons: Vec<Reason>,
    /// Accepted, rejected and duplicate records of each table.
    counts: BTreeMap<String, [u32; 3]>,
}

fn outcome(intake: Intake) -> Outcome {
    let origin = || Origin { source_id: "".into(), source_record: 0 };
    let mut counts: BTreeMap<String, [u32; 3]> = BTreeMap::new();
    for receipt in &intake.receipts {
        let sums = counts.entry(receipt.table.clone()).or_default();
        for (sum, count) in sums.iter_mut().zip([receipt.accepted, receipt.rejected, receipt.duplicates]) {
            *sum += count;
        }
    }
    Outcome {
        stays: intake.stays.into_iter().map(|stay| Stay { origin: origin(), ..stay }).collect(),
        events: intake.events.into_iter().map(|event| EventRecord { origin: origin(), ..event }).collect(),
        reasons: intake.reasons.into_iter().map(|reason| Reason { origin: origin(), ..reason }).collect(),
        counts,
    }
}

fn whole(rows: &Rows) -> Vec<File> {
    rows.iter().enumerate().map(|(number, rows)| table(number, "whole.csv", rows)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn order_of_rows_and_files_does_not_matter(
        (rows, shuffled) in rows().prop_flat_map(|rows| {
            let [a, b, c] = rows.clone();
            (Just(rows), (Just(a).prop_shuffle(), Just(b).prop_shuffle(), Just(c).prop_shuffle()))
        }),
        turn in 0_usize..3,
    ) {
        let mut files = whole(&[shuffled.0, shuffled.1, shuffled.2]);
        files.rotate_left(turn);
        prop_assert_eq!(outcome(taken(&files)), outcome(taken(&whole(&rows))));
    }

    #[test]
    fn a_file_cut_in_two_gives_the_same(rows in rows(), cut in 0.0_f64..1.0) {
        let mut files = Vec::new();
        for (number, rows) in rows.iter().enumerate() {
            let (first, second) = rows.split_at((cut * rows.len() as f64) as usize);
            files.extend([table(number, "part_a.csv", first), table(number, "part_b.csv", second)]);
        }
        // Two equal parts are one delivery that came twice, which is another story.
        prop_assume!(files.chunks(2).all(|parts| parts[0].bytes != parts[1].bytes));
        let (one, two) = (outcome(taken(&whole(&rows))), outcome(taken(&files)));
        prop_assert_eq!(&one.stays, &two.stays);
        prop_assert_eq!(&one.events, &two.events);
        prop_assert_eq!(&one.reasons, &two.reasons);
        for (table, counts) in &one.counts {
            let [accepted, rejected, duplicates] = *counts;
            // The leading row is in both parts: a duplicate more.
            prop_assert_eq!(two.counts[table], [accepted, rejected, duplicates + 1]);
        }
    }

    #[test]
    fn the_order_in_which_deliveries_are_listed_does_not_matter_at_all(
        rows in rows(),
        runs in prop::array::uniform3(1_u32..3),
        turn in 1_usize..6,
    ) {
        let mut files = Vec::new();
        for (number, rows) in rows.iter().enumerate() {
            let (first, second) = rows.split_at(rows.len() / 2);
            files.push(File { received: runs[number], ..table(number, "b.csv", first) });
            files.push(table(number, "a.csv", second));
        }
        let one = taken(&files);
        files.rotate_left(turn);
        let two = taken(&files);
        // Origins and findings too: only the receipts follow the list.
        prop_assert_eq!((one.stays, one.events, one.reasons), (two.stays, two.events, two.reasons));
        prop_assert_eq!(one.findings, two.findings);
    }

    #[test]
    fn the_same_files_again_change_no_table(rows in rows()) {
        let files = whole(&rows);
        let again: Vec<File> = files.iter().map(|file| File { received: 2, name: "again.csv".to_owned(), ..file.clone() }).collect();
        let (one, two) = (taken(&files), taken(&[files, again].concat()));
        prop_assert_eq!((one.stays, one.events, one.reasons), (two.stays, two.events, two.reasons));
    }
}

/// One change to the bytes of a file.
#[derive(Clone, Debug)]
enum Slip {
    Flip(usize, u8),
    Drop(usize, usize),
    Double(usize, usize),
    Put(usize, &'static [u8]),
    Cut(usize),
}

fn slip() -> impl Strategy<Value = Slip> {
    let put: Vec<&'static [u8]> = vec![
        b"\"",
        b"\"\"",
        b"\n",
        b"\r",
        b",",
        b"\0",
        b"\x1A",
        b"\xEF\xBB\xBF",
        b"\xFF",
        b"\xC3",
        b"=",
        b"  ",
        b"\xFF\xFE",
    ];
    prop_oneof![
        (any::<usize>(), any::<u8>()).prop_map(|(at, bits)| Slip::Flip(at, bits)),
        (any::<usize>(), 1_usize..9).prop_map(|(at, length)| Slip::Drop(at, length)),
        (any::<usize>(), 1_usize..200).prop_map(|(at, length)| Slip::Double(at, length)),
        (any::<usize>(), prop::sample::select(put)).prop_map(|(at, bytes)| Slip::Put(at, bytes)),
        any::<usize>().prop_map(Slip::Cut),
    ]
}

fn apply(bytes: &mut Vec<u8>, slip: &Slip) {
    let length = bytes.len().max(1);
    let range = |at: usize, count: usize, held: usize| (at % length).min(held)..(at % length + count).min(held);
    match slip {
        Slip::Flip(at, bits) => {
            if let Some(byte) = bytes.get_mut(at % length) {
                *byte ^= bits;
            }
        }
        Slip::Drop(at, count) => drop(bytes.drain(range(*at, *count, bytes.len()))),
        Slip::Double(at, count) => {
            let piece = bytes[range(*at, *count, bytes.len())].to_vec();
            let at = (at % length).min(bytes.len());
            bytes.splice(at..at, piece);
        }
        Slip::Put(at, piece) => {
            let at = (at % length).min(bytes.len());
            bytes.splice(at..at, piece.iter().copied());
        }
        Slip::Cut(at) => bytes.truncate(at % length),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn damaged_bytes_never_panic_and_always_add_up(
        rows in rows(),
        which in 0_usize..3,
        quoted in any::<bool>(),
        slips in prop::collection::vec(slip(), 1..5),
    ) {
        let mut files = whole(&rows);
        let bytes = &mut files[which].bytes;
        if quoted {
            let text = String::from_utf8(std::mem::take(bytes)).unwrap();
            let quote = |line: &str| format!("\"{}\"\r\n", line.replace(',', "\",\""));
            *bytes = text.lines().map(quote).collect::<String>().into_bytes();
        }
        slips.iter().for_each(|slip| apply(bytes, slip));
        // The sums are checked by `take_all`; an error must be about a file.
        match take_all(&files) {
            Ok(intake) => {
                let sum = |count: fn(&beddays::domain::Receipt) -> u32| intake.receipts.iter().map(count).sum::<u32>() as usize;
                let of = |severity| intake.findings.iter().filter(|finding| finding.severity == severity).count();
                prop_assert_eq!(sum(|receipt| receipt.accepted), intake.stays.len() + intake.events.len() + intake.reasons.len());
                prop_assert_eq!(sum(|receipt| receipt.rejected), of(beddays::domain::Severity::Rejected));
                prop_assert_eq!(sum(|receipt| receipt.duplicates), of(beddays::domain::Severity::Duplicate));
                prop_assert_eq!(sum(|receipt| receipt.warnings), of(beddays::domain::Severity::Warning));
            }
            Err(error) => prop_assert!(error.code().starts_with("F_"), "{}", error),
        }
    }
}
