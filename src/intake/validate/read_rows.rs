//! The rows of one file as they were read, and those that were refused.

use serde::{Deserialize, Serialize};

use crate::domain::Finding;
use crate::domain::finding_codes::{self, FindingCode};
use crate::intake::findings::candidate::{Candidate, Place};
use crate::intake::findings::record_audit::Asked;
use crate::intake::validate::cells::RowCells;

/// Reads the cells of a row into a row of a table; nothing if a problem was noted.
pub type ParseRow<T> = fn(&mut RowCells<'_, '_>) -> Option<T>;

/// Prepares rows, with what was found in them and left open.
pub type PrepareRows<'s, T, P> = dyn Fn(ReadRows<T>, (Vec<Finding>, Vec<Asked>)) -> P + Sync + 's;

/// What is done with the rows of a file: they come in parts, each part prepared on any core and taken in the order of the file.
pub struct RowSink<'s, T, P> {
    /// How a row is read.
    pub row: ParseRow<T>,
    /// Prepares a part, with what was found in its rows and left open.
    pub prepare: &'s PrepareRows<'s, T, P>,
    /// Takes what was prepared.
    pub take: &'s mut (dyn FnMut(P) + Send),
}

/// A row that was refused although its stay can be named.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RefusedRow {
    /// The stay.
    pub stay_id: Box<str>,
    /// Where it stands.
    #[serde(skip)]
    pub place: Place,
    /// Why.
    #[serde(with = "finding_codes::as_word")]
    pub code: FindingCode,
}

/// The rows of one file.
#[derive(Debug)]
pub struct ReadRows<T> {
    /// Rows that could be read.
    pub candidates: Vec<Candidate<T>>,
    /// Rows that were refused.
    pub refused: Vec<RefusedRow>,
}

impl<T> Default for ReadRows<T> {
    fn default() -> Self {
        Self { candidates: Vec::new(), refused: Vec::new() }
    }
}

impl<T> ReadRows<T> {
    /// Adds the rows of another file.
    pub fn add(&mut self, mut other: Self) {
        if self.candidates.is_empty() {
            // Most often there is one large file, which need not be copied.
            std::mem::swap(&mut self.candidates, &mut other.candidates);
        }
        self.candidates.append(&mut other.candidates);
        self.refused.append(&mut other.refused);
    }

    /// Puts the rows in the order of the deliveries and of their records.
    pub fn sort(&mut self) {
        self.candidates.sort_by_key(|candidate| candidate.place.in_list());
        self.refused.sort_by_key(|refused| refused.place.in_list());
    }
}
