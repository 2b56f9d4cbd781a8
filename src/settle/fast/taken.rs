//! What was taken: the rows in order, as stays one by one or as columns of a group at a time.

use std::ops::Range;

use super::places::Log;
use super::returning::Returning;
use super::table::Table;
use crate::domain::nhs_number::Pseudonyms;
use crate::domain::{Finding, Origin, Receipt, Stay};
use crate::error::{Error, Result};

/// What the files gave: the rows that were taken, by provider, admission and id.
#[derive(Debug)]
pub struct Taken {
    pub(super) table: Table,
    pub(super) log: Log,
    pub(super) words: Vec<Vec<Box<str>>>,
    pub(super) source_ids: Vec<Box<str>>,
    pub(super) pseudonyms: Pseudonyms,
    pub(super) returning: Returning,
    pub(super) order: Vec<u32>,
    /// One for each file, in their order.
    pub receipts: Vec<Receipt>,
    /// What was rejected, taken before or doubtful, by file and record.
    pub findings: Vec<Finding>,
}

impl Taken {
    /// How many rows were taken.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// What was said about the files. The rows are given up: on both sides, for so much memory takes the system a while.
    pub fn into_findings(self) -> (Vec<Receipt>, Vec<Finding>) {
        let Self { table, log, order, returning, receipts, findings, .. } = self;
        rayon::join(|| table.give_up(), || drop((log, order, returning)));
        (receipts, findings)
    }

    /// The rows from `range`, as stays.
    ///
    /// # Errors
    /// None but for a bug.
    pub fn stays(&self, range: Range<usize>) -> Result<Vec<Stay>> {
        let stay = |row: &u32| {
            let row = *row;
            let (delivery, record) = self.log.record(row);
            let origin = Origin { source_id: self.source_ids[delivery].clone(), source_record: record };
            let stay = self.table.stay(row, &self.words, &self.pseudonyms, origin);
            stay.ok_or_else(|| Error::bug("a packed stay cannot be unpacked"))
        };
        self.order[range].iter().map(stay).collect()
    }

    /// The pseudonym of a person that is somebody.
    pub(super) fn pseudonym(&self, person: u32) -> [u8; 32] {
        let known = self.returning.find(person).copied();
        known.or_else(|| self.table.pseudonym(person, &self.pseudonyms)).unwrap_or_default()
    }
}
