//! What the tests of message formats share: the rules, the corpus with what its list says, and messages to order.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use beddays::domain::Authorities;
use beddays::files::grid::Grid;
use beddays::files::refusal::Refusal;
use beddays::intake::Rules;
use beddays::intake::records::messages::outcome::{Outcome, Verdict};
use jiff::tz::TimeZone;

use crate::intake::native::london;

/// Runs with the rules of an English project.
pub fn with_rules<T>(run: impl FnOnce(&Rules<'_>) -> T) -> T {
    let zone: TimeZone = london();
    run(&Rules { zone: &zone, key: b"a key for tests", authorities: Authorities::england(), law: None })
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// What the list of the corpus says about a file.
#[derive(Debug, PartialEq, Eq)]
pub struct Wanted {
    pub outcome: String,
    pub counts: [String; 4],
    pub codes: BTreeSet<String>,
}

/// The files of one group, with what the list says about each.
pub fn corpus(group: &str) -> BTreeMap<String, (Vec<u8>, Wanted)> {
    let folder = root().join("tests/bad-inputs");
    let mut reader = csv::Reader::from_path(folder.join("manifest.csv")).unwrap();
    let rows = reader.deserialize::<BTreeMap<String, String>>().map(Result::unwrap);
    rows.filter(|row| row["file"].starts_with(group))
        .map(|row| {
            let wanted = Wanted {
                outcome: row["outcome"].clone(),
                counts: ["records", "accepted", "rejected", "duplicates"].map(|name| row[name].clone()),
                codes: row["codes"].split(';').filter(|code| !code.is_empty()).map(str::to_owned).collect(),
            };
            (row["file"].clone(), (std::fs::read(folder.join(&row["file"])).unwrap(), wanted))
        })
        .collect()
}

/// What became of a file, in the words of the list.
pub fn found(read: Result<Grid, Refusal>, fold: impl FnOnce(&Grid) -> Vec<Outcome>) -> Wanted {
    let grid = match read {
        Ok(grid) => grid,
        Err(refusal) => {
            let counts = ["", "0", "", ""].map(str::to_owned);
            return Wanted { outcome: "reject_file".into(), counts, codes: [refusal.code.to_owned()].into() };
        }
    };
    let outcomes = fold(&grid);
    assert_eq!(outcomes.len(), grid.records.len(), "every record has an outcome");
    let count = |verdict| outcomes.iter().filter(|outcome| outcome.verdict == verdict).count();
    let [accepted, rejected, duplicates] = [Verdict::Accepted, Verdict::Rejected, Verdict::Duplicate].map(count);
    let mut codes: BTreeSet<String> = grid.notes.iter().map(|note| note.code.clone()).collect();
    codes.extend(outcomes.iter().flat_map(Outcome::codes).map(str::to_owned));
    let outcome = match (rejected, codes.is_empty()) {
        (1.., _) => "reject_rows",
        (0, true) => "accept",
        (0, false) => "accept_warn",
    };
    let counts = [outcomes.len(), accepted, rejected, duplicates].map(|count| count.to_string());
    Wanted { outcome: outcome.into(), counts, codes }
}

/// A generator of numbers for mutations: the same ones on every run.
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }
}

/// Bytes that mean something in one of the formats.
const MARKS: &[u8] = b"|^~\\&\r\n\x0b\x1c\"<>{}[]0129";

/// Changes some bytes: others in their place, cut out, doubled, put in, or the end cut off.
pub fn mutated(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len());
        let length = chance.below(40).min(bytes.len().saturating_sub(at));
        match chance.below(6) {
            _ if bytes.is_empty() => bytes.push(b'M'),
            0 => bytes[at] = chance.below(256) as u8,
            1 => bytes[at] = MARKS[chance.below(MARKS.len())],
            2 => drop(bytes.drain(at..at + length)),
            3 => {
                let again = bytes[at..at + length].to_vec();
                bytes.splice(at..at, again);
            }
            4 => bytes.insert(at, chance.below(256) as u8),
            _ if chance.below(4) == 0 => bytes.truncate(at),
            _ => bytes[at] ^= 1 << chance.below(8),
        }
    }
    bytes
}

/// What findings call a message here.
pub fn numbered(at: usize) -> String {
    format!("record {}", at + 1)
}
