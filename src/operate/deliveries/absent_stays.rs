//! Rejected records about stays of which nothing was taken, and on which nothing of the month depends as far as can be known:
//! they are listed by file, code and column, so many stays of each, and the others are counted.

use std::collections::BTreeMap;

use crate::domain::OpenQuestion;

/// So many stays of a file, code and column are listed.
pub const LISTED_STAYS: usize = 1_000;

/// Such records by kind.
#[derive(Clone, Debug, Default)]
pub struct RejectedOfAbsent(pub BTreeMap<RejectedKind, AbsentStays>);

/// What is the same of several such records.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RejectedKind {
    /// The file.
    pub file: Box<str>,
    /// The stable code.
    pub code: Box<str>,
    /// The column; empty where the whole record is meant.
    pub column: Box<str>,
    /// Whether a rejected row of the stay says enough to judge it, so that it is known that nothing depends on it.
    pub may_be_judged: bool,
}

/// Those of one kind.
#[derive(Clone, Debug, Default)]
pub struct AbsentStays {
    /// The first stays by their ids.
    pub stays: BTreeMap<Box<str>, RejectedOfStay>,
    /// How many records there are about others.
    pub other_records: u32,
}

/// The first rejected record about a stay, and how many there are.
#[derive(Clone, Debug)]
pub struct RejectedOfStay {
    record: u32,
    /// The line of the first.
    pub line: u32,
    /// Its value, masked where it could identify someone.
    pub value: Box<str>,
    /// How many there are.
    pub records: u32,
}

impl RejectedOfAbsent {
    /// Adds what a record leaves open.
    pub fn add(&mut self, question: &OpenQuestion, may_be_judged: bool) {
        let OpenQuestion { stay_id, file, code, column, record, line, value, .. } = question;
        let (file, code, column) = (file.clone(), code.clone(), column.clone());
        let kind = RejectedKind { file, code, column, may_be_judged };
        let AbsentStays { stays, other_records } = self.0.entry(kind).or_default();
        let first = || RejectedOfStay { record: *record, line: *line, value: value.clone(), records: 0 };
        if let Some(held) = stays.get_mut(stay_id) {
            let records = held.records;
            if *record < held.record {
                *held = first();
            }
            held.records = records + 1;
        } else if stays.len() < LISTED_STAYS || stays.last_key_value().is_some_and(|(last, _)| stay_id < last) {
            stays.insert(stay_id.clone(), RejectedOfStay { records: 1, ..first() });
            if stays.len() > LISTED_STAYS {
                *other_records += stays.pop_last().map_or(0, |(_, other)| other.records);
            }
        } else {
            *other_records += 1;
        }
    }
}
