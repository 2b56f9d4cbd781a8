//! A record that could be read, and where it stands in its delivery.

use serde::{Deserialize, Serialize};

use crate::domain::StoredRecord;
use crate::intake::validate::cells::CellIssue;

/// Which record of which delivery, and where it starts. A stored place says no delivery: that is where it is stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The delivery, by its place in the list.
    #[serde(skip)]
    pub delivery: usize,
    /// The record, from 1.
    pub record: u32,
    /// Its first physical line.
    pub line: u32,
    /// Its first byte in the file as it came.
    pub offset: u64,
}

impl Place {
    /// Orders places by delivery and record.
    pub fn in_list(self) -> (usize, u32) {
        (self.delivery, self.record)
    }
}

impl From<&StoredRecord> for Place {
    fn from(stored: &StoredRecord) -> Self {
        let StoredRecord { delivery, record, line, offset, .. } = *stored;
        Self { delivery: delivery as usize, record, line, offset }
    }
}

/// A row that could be read, before it is settled whether it is news.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Candidate<T> {
    /// The row.
    pub row: T,
    /// Where it came from.
    #[serde(skip)]
    pub place: Place,
    /// The other records that the row was made of, where several make one: they share its fate.
    pub also: Box<[Place]>,
    /// What is doubtful in it, to be said if it is taken.
    pub remarks: Box<[CellIssue]>,
}

impl<T> Candidate<T> {
    /// Puts it at a place; the other records that the row was made of stand in the same delivery.
    pub fn put_at(&mut self, place: Place) {
        self.place = place;
        self.also.iter_mut().for_each(|also| also.delivery = place.delivery);
    }

    /// Every record that the row was made of.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        std::iter::once(self.place).chain(self.also.iter().copied())
    }
}
