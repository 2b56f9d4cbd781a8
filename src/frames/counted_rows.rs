//! Counted days as columns: for the file of a partition, and for frames of other programs.

use std::fmt::Write as _;
use std::sync::Arc;

use arrow_array::{ArrayRef, Date32Array, Int32Array};

use crate::domain::{CountedDay, Month};
use crate::frames::dictionary_column::DictionaryColumn;

/// Counted days as columns.
#[derive(Default)]
pub(crate) struct CountedRowGroup {
    convention: DictionaryColumn,
    convention_hash: DictionaryColumn,
    stay_id: DictionaryColumn,
    delay_id: DictionaryColumn,
    day: Vec<i32>,
    month: DictionaryColumn,
    days_since_ready: Vec<i32>,
    reason_code: DictionaryColumn,
    attributed_to: DictionaryColumn,
    /// The month of the last row in letters.
    letters: Option<(Month, String)>,
}

/// Whether two texts are one and the same piece of memory; if not, they may still say the same.
fn is_one(one: &str, other: &str) -> bool {
    std::ptr::eq(one.as_ptr(), other.as_ptr()) && one.len() == other.len()
}

/// Whether two rows are of one delay, and share its words in memory.
pub(crate) fn is_same_delay(one: &CountedDay<'_>, other: &CountedDay<'_>) -> bool {
    is_one(one.delay_id, other.delay_id)
        && is_one(one.stay_id, other.stay_id)
        && is_one(one.convention, other.convention)
        && is_one(one.convention_hash, other.convention_hash)
}

fn is_same_reason(one: &CountedDay<'_>, other: &CountedDay<'_>) -> bool {
    let code = match (one.reason_code, other.reason_code) {
        (Some(one), Some(other)) => is_one(one, other),
        (None, None) => true,
        _ => false,
    };
    code && one.attributed_to == other.attributed_to
}

fn add_maybe(column: &mut DictionaryColumn, word: Option<&str>, times: usize) {
    match word {
        Some(word) => column.add_times(word, times),
        None => column.add_nothing_times(times),
    }
}

impl CountedRowGroup {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.day.len()
    }

    /// Rows of one delay.
    pub fn add(&mut self, run: &[CountedDay<'_>]) {
        let Some(first) = run.first() else { return };
        self.convention.add_times(first.convention, run.len());
        self.convention_hash.add_times(first.convention_hash, run.len());
        self.stay_id.add_sorted_times(first.stay_id, run.len());
        self.delay_id.add_sorted_times(first.delay_id, run.len());
        self.day.extend(run.iter().map(|row| row.day.number()));
        self.days_since_ready.extend(run.iter().map(|row| row.days_since_ready));
        for of_month in run.chunk_by(|one, other| one.month == other.month) {
            let month = of_month[0].month;
            let (known, letters) = self.letters.get_or_insert_with(|| (month, month.to_string()));
            if *known != month {
                *known = month;
                letters.clear();
                // Writing to a String cannot fail.
                let _ = write!(letters, "{month}");
            }
            self.month.add_times(letters, of_month.len());
        }
        for same in run.chunk_by(is_same_reason) {
            let CountedDay { reason_code, attributed_to, .. } = same[0];
            add_maybe(&mut self.reason_code, reason_code, same.len());
            add_maybe(&mut self.attributed_to, attributed_to.map(|side| side.code()), same.len());
        }
    }

    /// The columns in the order of the table; the group is empty afterwards.
    pub fn columns(&mut self) -> Vec<ArrayRef> {
        vec![
            self.convention.column(),
            self.convention_hash.column(),
            self.stay_id.column(),
            self.delay_id.column(),
            Arc::new(Date32Array::from(std::mem::take(&mut self.day))),
            self.month.column(),
            Arc::new(Int32Array::from(std::mem::take(&mut self.days_since_ready))),
            self.reason_code.column(),
            self.attributed_to.column(),
        ]
    }
}
