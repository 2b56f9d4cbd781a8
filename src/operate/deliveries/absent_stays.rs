//! Rejected records about stays of which nothing was taken and no row can be read: no bill can depend on what they leave open,
//! so they are listed by file, code and column, so many stays of each, and the others are counted.

use std::collections::BTreeMap;

use crate::domain::OpenQuestion;

/// So many stays of a file, code and column are listed.
pub const LISTED_STAYS: usize = 1_000;

/// Such records by file, code and column.
#[derive(Debug, Default)]
pub struct RejectedOfAbsent(pub BTreeMap<(Box<str>, Box<str>, Box<str>), AbsentStays>);

/// Those of one file, code and column.
#[derive(Debug, Default)]
pub struct AbsentStays {
    /// The first stays by their ids.
    pub stays: BTreeMap<Box<str>, RejectedOfStay>,
    /// How many records there are about others.
    pub other_records: u32,
}

/// The first rejected record about a stay, and how many there are.
#[derive(Debug)]
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
    pub fn add(&mut self, question: &OpenQuestion) {
        let OpenQuestion { stay_id, file, code, column, record, line, value, .. } = question;
        let AbsentStays { stays, other_records } =
            self.0.entry((file.clone(), code.clone(), column.clone())).or_default();
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
