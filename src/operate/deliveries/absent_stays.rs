//! Rejected records about stays of which nothing was taken, and on which nothing of the month depends as far as can be known:
//! they are listed by file, code and column, so many stays of each, and the others are counted.

use std::collections::BTreeMap;

use crate::domain::OpenQuestion;
use crate::operate::deliveries::first_of::FirstOf;

/// Such records by kind, and by stay.
#[derive(Clone, Debug, Default)]
pub struct RejectedOfAbsent(pub BTreeMap<RejectedKind, FirstOf<Box<str>, FirstRejected>>);

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

/// The first rejected record about a stay.
#[derive(Clone, Debug)]
pub struct FirstRejected {
    record: u32,
    /// Its line.
    pub line: u32,
    /// Its value, masked where it could identify someone.
    pub value: Box<str>,
}

impl RejectedOfAbsent {
    /// Adds what a record leaves open.
    pub fn add(&mut self, question: &OpenQuestion, may_be_judged: bool) {
        let OpenQuestion { stay_id, file, code, column, record, line, value, .. } = question;
        let (file, code, column) = (file.clone(), code.clone(), column.clone());
        let kind = RejectedKind { file, code, column, may_be_judged };
        let first = FirstRejected { record: *record, line: *line, value: value.clone() };
        self.0.entry(kind).or_default().add(stay_id, first, |one, other| one.record < other.record);
    }
}
