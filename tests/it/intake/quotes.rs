//! Quotes (test A6) and the byte ranges of records (test A4): no row is lost unseen.

use beddays::domain::{Origin, Severity, Stay};
use beddays::files::csv_records::{CsvRecord, FaultKind, LineEnding, RecordScanner};
use beddays::intake::NativeTable;
use beddays::settle::Intake;

use crate::intake::mutations::corpus;
use crate::intake::native::{File, STAYS, file, take_all};
use crate::support::mutator::Mutator;

/// Six rows in one of the ways in which a sender may write them.
fn six_rows(cell: impl Fn(usize, &str) -> String, end: &str) -> Vec<u8> {
    let row = |index: usize| {
        let id = format!("S{index}");
        let values = [id.as_str(), "9990000018", "RX1", "", "Norfolk", "2018-03-01T10:00", "2018-03-05", ""];
        let cells: Vec<String> = values.iter().enumerate().map(|(column, value)| cell(column, value)).collect();
        cells.join(",") + end
    };
    (STAYS.trim_end().to_owned() + end + &(0..6).map(row).collect::<String>()).into_bytes()
}

fn ways() -> Vec<(&'static str, Vec<u8>)> {
    let bare = |_: usize, value: &str| value.to_owned();
    let quoted = |_: usize, value: &str| format!("\"{value}\"");
    let some = |column: usize, value: &str| if column % 2 == 1 { format!("\"{value}\"") } else { value.to_owned() };
    // Cells whose first character is a delimiter or line end make an inserted quote close a cell properly.
    let nasty = |column: usize, value: &str| match column {
        3 => "\",\"".to_owned(),
        7 => "\"\n\"".to_owned(),
        _ => value.to_owned(),
    };
    let mut without_end = six_rows(bare, "\n");
    without_end.pop();
    vec![
        ("bare", six_rows(bare, "\n")),
        ("bare, CRLF", six_rows(bare, "\r\n")),
        ("bare, CR", six_rows(bare, "\r")),
        ("no last line end", without_end),
        ("with a mark", [b"\xEF\xBB\xBF".to_vec(), six_rows(bare, "\n")].concat()),
        ("all quoted", six_rows(quoted, "\n")),
        ("all quoted, CRLF", six_rows(quoted, "\r\n")),
        ("some quoted", six_rows(some, "\n")),
        ("separators in quotes", six_rows(nasty, "\n")),
    ]
}

/// Physical lines that the rejected records cover, from 1.
fn rejected_lines(file: &File, rejected: &[u32]) -> Vec<u32> {
    let start = if file.bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let (mut scanner, mut record, mut number) = (RecordScanner::new(&file.bytes, start, b','), CsvRecord::default(), 0);
    let mut lines = Vec::new();
    while scanner.next(&mut record).unwrap() {
        if record.is_blank(&file.bytes) {
            continue;
        }
        if rejected.contains(&number) {
            lines.extend(record.line..record.line + record.lines);
        }
        number += 1;
    }
    lines
}

fn line_of(bytes: &[u8], at: usize) -> u32 {
    let ends = |index: usize| bytes[index] == b'\n' || (bytes[index] == b'\r' && bytes.get(index + 1) != Some(&b'\n'));
    1 + (0..at).filter(|index| ends(*index)).count() as u32
}

#[test]
fn one_quote_too_many_loses_no_row_unseen() {
    let (mut offsets, mut refused, mut rejected_some) = (0, 0, 0);
    for (name, good) in ways() {
        let base = take_all(&[file(NativeTable::Stay, "stays.csv", &good)]).unwrap();
        let ids: Vec<String> = (0..6).map(|index| format!("S{index}")).collect();
        for at in 0..=good.len() {
            let mut bytes = good.clone();
            bytes.insert(at, b'"');
            offsets += 1;
            let mutated = file(NativeTable::Stay, "stays.csv", &bytes);
            let Ok(intake) = take_all(std::slice::from_ref(&mutated)) else {
                refused += 1;
                continue;
            };
            let rejects = || intake.findings.iter().filter(|finding| finding.severity == Severity::Rejected);
            let numbers: Vec<u32> = rejects().map(|finding| finding.record).collect();
            assert!(!numbers.is_empty(), "{name}, byte {at}: nothing was said");
            rejected_some += 1;
            let lines = rejected_lines(&mutated, &numbers);
            for id in &ids {
                // A row is taken as it was, or its line lies in a rejected record.
                let as_it_was = stay(&base, id).is_some() && stay(&base, id) == stay(&intake, id);
                let start = find(&good, id.as_bytes());
                let line = line_of(&bytes, start + usize::from(start >= at));
                assert!(
                    as_it_was || lines.contains(&line),
                    "{name}, byte {at}: row {id} on line {line} is lost; rejected lines {lines:?}"
                );
            }
            if !good.contains(&b'"') || name.starts_with("all quoted") {
                assert!(intake.receipts[0].read >= 6, "{name}, byte {at}: {:?}", intake.receipts[0]);
            }
        }
    }
    assert!(offsets > 4_000 && refused > 400 && rejected_some > 1_000, "{offsets} {refused} {rejected_some}");
}

/// The stay without where it came from.
fn stay(intake: &Intake, id: &str) -> Option<Stay> {
    let origin = Origin { source_id: "".into(), source_record: 0 };
    let found = intake.stays.iter().find(|stay| *stay.stay_id == *id)?;
    Some(Stay { origin, ..found.clone() })
}

fn find(bytes: &[u8], id: &[u8]) -> usize {
    let starts = |window: &[u8]| window[1..=id.len()] == *id && matches!(window[0], b'\n' | b'\r' | b'"');
    bytes.windows(id.len() + 1).position(starts).expect("the row is there") + 1
}

#[test]
fn a_lenient_reader_fails_the_same_test() {
    let good = six_rows(|_, value| value.to_owned(), "\n");
    let fewer = |at: &usize| {
        let mut bytes = good.clone();
        bytes.insert(*at, b'"');
        let mut reader = csv::Reader::from_reader(&*bytes);
        let rows: Vec<_> = reader.records().collect();
        rows.len() < 6 && rows.iter().all(Result::is_ok)
    };
    assert!((0..good.len()).filter(fewer).count() > 5, "the test above can fail");
}

fn scan(bytes: &[u8]) -> Vec<CsvRecord> {
    let (mut scanner, mut record, mut records) = (RecordScanner::new(bytes, 0, b','), CsvRecord::default(), Vec::new());
    while scanner.next(&mut record).unwrap() {
        records.push(record.clone());
    }
    records
}

fn cells(bytes: &[u8], record: &CsvRecord) -> Vec<String> {
    let text = |start: usize, end: usize| String::from_utf8(bytes[start..end].to_vec()).unwrap();
    record.cells.iter().map(|cell| text(cell.start, cell.end).replace("\"\"", "\"")).collect()
}

#[test]
fn cells_are_what_rfc_4180_says() {
    for (text, wanted) in [
        ("a,b\n", vec![vec!["a", "b"]]),
        ("a,b", vec![vec!["a", "b"]]),
        ("a,\n,b\r\n", vec![vec!["a", ""], vec!["", "b"]]),
        ("a,", vec![vec!["a", ""]]),
        ("\"a,\r\nb\",\"\"\"\"\"\"\n", vec![vec!["a,\r\nb", "\"\""]]),
        ("\"\",\",,\"\r\"x\"", vec![vec!["", ",,"], vec!["x"]]),
        ("a\u{85}b,\u{2028}\n", vec![vec!["a\u{85}b", "\u{2028}"]]),
    ] {
        let records = scan(text.as_bytes());
        let found: Vec<Vec<String>> = records.iter().map(|record| cells(text.as_bytes(), record)).collect();
        assert_eq!(found, wanted, "{text:?}");
    }
}

#[test]
fn a_fault_costs_its_line_and_no_more() {
    for (text, fault, lines) in [
        ("a,b\"c\nd,e\n", (FaultKind::Stray, 2, 3), [(1, 1), (2, 1)]),
        ("\"a\"b,c\nd,e\n", (FaultKind::TextAfter, 0, 3), [(1, 1), (2, 1)]),
        ("\"a\nb\"c,d\r\n", (FaultKind::TextAfter, 0, 5), [(1, 1), (2, 1)]),
        ("a,\"b\nc\",d\"e\n", (FaultKind::Stray, 2, 9), [(1, 1), (2, 1)]),
        ("x, \"y\"\n\"z\nz\"\n", (FaultKind::Stray, 2, 3), [(1, 1), (2, 2)]),
    ] {
        let records = scan(text.as_bytes());
        let found = records[0].fault.map(|fault| (fault.kind, fault.cell, fault.at));
        assert_eq!(found, Some(fault), "{text:?}");
        let found: Vec<(u32, u32)> = records.iter().map(|record| (record.line, record.lines)).collect();
        assert_eq!(found, lines, "{text:?}");
    }
    let records = scan(b"a\rb\r\nc\nd");
    let endings: Vec<LineEnding> = records.iter().map(|record| record.ending).collect();
    assert_eq!(endings, [LineEnding::Return, LineEnding::Both, LineEnding::LineFeed, LineEnding::File]);
}

/// Every byte belongs to one record, or the file ends in a quoted cell, which is said with its place.
fn records_cover(bytes: &[u8], delimiter: u8) {
    let (mut scanner, mut record) = (RecordScanner::new(bytes, 0, delimiter), CsvRecord::default());
    let (mut end, mut line, mut lines_seen) = (0, 1, 0);
    loop {
        match scanner.next(&mut record) {
            Ok(false) => break assert_eq!(end, bytes.len()),
            Err(unclosed) => break assert!(unclosed.at >= end && bytes[unclosed.at] == b'"'),
            Ok(true) => {
                assert_eq!((record.start, record.line), (end, line));
                assert!(record.end > record.start);
                line += line_of(&bytes[end..record.end], record.end - end) - 1;
                end = record.end;
                lines_seen += record.lines;
                assert!(lines_seen + 1 >= line);
            }
        }
    }
}

#[test]
fn records_cover_every_byte_once() {
    proptest::proptest!(|(bytes in proptest::collection::vec(proptest::sample::select(b"a,\"\n\r ;\xC3".as_slice()), 0..60))| {
        records_cover(&bytes, b',');
    });
    // And of the files that are broken on purpose, as they are and changed (A4).
    let seeds = corpus("csv", 20_000);
    assert!(seeds.len() > 90, "{}", seeds.len());
    seeds.iter().for_each(|seed| records_cover(&seed.bytes, b','));
    for number in 0..10_000_u64 {
        let mut mutator = Mutator::new(number);
        let other = mutator.below(seeds.len());
        let bytes = mutator.file(&seeds[number as usize % seeds.len()].bytes, &seeds[other].bytes);
        records_cover(&bytes, b",;\t|"[number as usize % 4]);
    }
}

#[test]
fn hostile_quotes_take_linear_time() {
    // Each line opens a cell that runs on, and its end is found to be wrong only at the very end.
    let hostile = |lines: usize| {
        let mut bytes = b"\"a\n".to_vec();
        bytes.extend(b"\"\",b\"\"\n".repeat(lines));
        bytes.extend(b"\"x\n");
        bytes
    };
    // A scanner of quadratic time would need days for so many lines.
    let lines = 1_000_000;
    let bytes = hostile(lines);
    let (mut scanner, mut record, mut count) = (RecordScanner::new(&bytes, 0, b','), CsvRecord::default(), 0);
    while scanner.next(&mut record).unwrap_or(false) {
        count += 1;
    }
    assert_eq!(count, lines + 1);
}
