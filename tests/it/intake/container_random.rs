//! Good containers with random damage: no panic, no hang, no crash; a refusal with a known code, or records that add up.

use std::time::{Duration, Instant};

use crate::intake::container::{bytes, reader, wanted};
use crate::intake::container_workbook::pack;
use beddays::domain::finding_codes::CODES;
use beddays::files::container;
use beddays::files::container::{OpenRequest, Opened, formats};
use beddays::files::refusal::Refusal;

/// A small generator of numbers that needs no seed from outside.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % most.max(1)
    }

    /// One to four changes: a bit, a byte, a piece gone, doubled or moved, a cut, a wrong number.
    fn damage(&mut self, good: &[u8]) -> Vec<u8> {
        let mut bytes = good.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len());
            let length = self.below(40).min(bytes.len() - at);
            match self.below(8) {
                0 if !bytes.is_empty() => bytes[at] ^= 1 << self.below(8),
                1 if !bytes.is_empty() => bytes[at] = self.below(256) as u8,
                2 => drop(bytes.drain(at..at + length)),
                3 => {
                    let piece = bytes[at..at + length].to_vec();
                    let there = self.below(bytes.len());
                    bytes.splice(there..there, piece);
                }
                4 if self.below(4) == 0 => bytes.truncate(at),
                5 => {
                    let signs = b"\"{}[]<>&;,:=/\\0919\n\xFF\0";
                    bytes.insert(at, signs[self.below(signs.len())]);
                }
                6 if length >= 4 => bytes[at..at + 4].copy_from_slice(&[0xFF; 4]),
                _ if !bytes.is_empty() => bytes.swap(at, 0),
                _ => {}
            }
        }
        bytes
    }
}

#[track_caller]
fn holds(result: &Result<Opened<'_>, Refusal>) {
    let known = |code: &str| CODES.iter().any(|(known, _)| *known == code);
    match result {
        Err(refusal) => assert!(known(refusal.code) && refusal.code.starts_with("F_"), "{refusal:?}"),
        Ok(Opened::Text(_)) => {}
        Ok(Opened::Grid(grid)) => {
            for record in &grid.records {
                let is_whole = record.cells.len() == grid.columns.len();
                assert!(is_whole || (record.problem.is_some() && record.cells.is_empty()), "{record:?}");
            }
            let issues = grid.records.iter().flat_map(|record| record.problem.iter().chain(&record.remarks));
            assert!(issues.chain(&grid.notes).all(|issue| known(&issue.code)));
        }
    }
}

fn in_time(what: &str, work: impl FnOnce()) {
    let start = Instant::now();
    work();
    assert!(start.elapsed() < Duration::from_secs(2), "{what} took {:?}", start.elapsed());
}

#[test]
fn damaged_files_of_every_kind_are_refused_or_read() {
    let names = [
        "bad-inputs/json/j01_ok.ndjson",
        "bad-inputs/json/j08_null_vs_missing.ndjson",
        "bad-inputs/json/j10_bom_and_commas.json",
        "bad-inputs/csv/e20_gzip_named_csv.csv",
        "bad-inputs/xlsx/x01_ok.xlsx",
        "bad-inputs/xlsx/x02_formula_cells.xlsx",
        "bad-inputs/xlsx/x08_two_sheets.xlsx",
    ];
    let mut chance = Chance(1);
    for name in names {
        let good = bytes(name);
        for number in 0..900 {
            let bad = chance.damage(&good);
            in_time(&format!("{name} {number}"), || holds(&formats::read(&bad, &wanted(""))));
        }
    }
}

#[test]
fn damage_within_the_parts_of_a_workbook_is_refused_or_read() {
    let mut archive =
        zip::ZipArchive::new(std::io::Cursor::new(bytes("bad-inputs/xlsx/x02_formula_cells.xlsx"))).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        parts.push((part.name().unwrap().into_owned(), text));
    }
    let (mut chance, mut read) = (Chance(2), 0);
    for number in 0..3_000 {
        let mut bad = parts.clone();
        let index = chance.below(bad.len());
        bad[index].1 = String::from_utf8_lossy(&chance.damage(bad[index].1.as_bytes())).into_owned();
        let bad = pack(&bad);
        in_time(&format!("part {index} {number}"), || {
            let result = formats::read(&bad, &OpenRequest::default());
            read += usize::from(result.is_ok());
            holds(&result);
        });
    }
    assert!(read > 300, "only {read} of the damaged workbooks were read: the damage was never where it matters");
}

#[test]
fn damaged_files_never_harm_the_process_that_asks() {
    let mut chance = Chance(3);
    for (name, times) in
        [("containers/april_2011.xls", 100), ("bad-inputs/xlsx/x01_ok.xlsx", 60), ("bad-inputs/json/j01_ok.ndjson", 40)]
    {
        let good = bytes(name);
        for number in 0..times {
            let bad = chance.damage(&good);
            let start = Instant::now();
            holds(&container::open(&bad, &OpenRequest::default(), &reader()));
            assert!(start.elapsed() < Duration::from_secs(10), "{name} {number} took {:?}", start.elapsed());
        }
    }
}

#[test]
fn no_beginning_of_a_workbook_or_gzip_file_is_taken_for_the_whole() {
    for name in ["bad-inputs/xlsx/x01_ok.xlsx", "bad-inputs/csv/e20_gzip_named_csv.csv"] {
        let good = bytes(name);
        for length in 4..good.len() {
            let result = formats::read(&good[..length], &wanted(""));
            holds(&result);
            assert!(result.is_err(), "{name}: the first {length} bytes");
        }
        assert!(formats::read(&good, &wanted("")).is_ok(), "{name}");
    }
}
