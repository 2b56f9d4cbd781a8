//! The counted days, read back.

pub(crate) mod tables;
pub(crate) mod writer;
use std::fs::File;
use std::path::Path;

use arrow_array::{Array, StringArray};

use super::schema::COUNTED_DAY;
use crate::domain::codes::Attribution;
use crate::domain::{CountedDay, Day, Month};
use crate::error::Result;
use crate::store::parquet::table_reader;
use crate::store::rows::columns::{Batch, unknown_word};

/// Stored counted days. Their rows borrow their words from it.
#[derive(Debug, Default)]
pub struct CountedDays {
    parts: Vec<CountedBatch>,
}

/// Some thousand rows: words as the decoder left them, the rest as our own types.
#[derive(Debug)]
struct CountedBatch {
    facts: Vec<CountedValues>,
    convention: StringArray,
    convention_hash: StringArray,
    stay_id: StringArray,
    delay_id: StringArray,
    reason_code: StringArray,
}

#[derive(Clone, Copy, Debug)]
struct CountedValues {
    day: Day,
    month: Month,
    days_since_ready: i32,
    attributed_to: Option<Attribution>,
}

impl CountedDays {
    pub(super) fn add(&mut self, file: File, path: &Path) -> Result<()> {
        self.parts.extend(table_reader::read(&COUNTED_DAY, file, path, |batch, parts| {
            parts.push(CountedBatch::of(batch)?);
            Ok(())
        })?);
        Ok(())
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.parts.iter().map(|part| part.facts.len()).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The rows, within a partition sorted by convention, delay and day.
    pub fn rows(&self) -> impl Iterator<Item = CountedDay<'_>> {
        self.parts.iter().flat_map(|part| (0..part.facts.len()).map(|row| part.row(row)))
    }
}

impl CountedBatch {
    fn of(batch: &Batch<'_>) -> Result<Self> {
        Ok(Self {
            facts: facts(batch)?,
            convention: batch.text("convention")?.all(),
            convention_hash: batch.text("convention_hash")?.all(),
            stay_id: batch.text("stay_id")?.all(),
            delay_id: batch.text("delay_id")?.all(),
            reason_code: batch.text("reason_code")?.all(),
        })
    }

    fn row(&self, row: usize) -> CountedDay<'_> {
        let CountedValues { day, month, days_since_ready, attributed_to } = self.facts[row];
        CountedDay {
            convention: self.convention.value(row),
            convention_hash: self.convention_hash.value(row),
            stay_id: self.stay_id.value(row),
            delay_id: self.delay_id.value(row),
            day,
            month,
            days_since_ready,
            reason_code: self.reason_code.is_valid(row).then(|| self.reason_code.value(row)),
            attributed_to,
        }
    }
}

fn facts(batch: &Batch<'_>) -> Result<Vec<CountedValues>> {
    let day = batch.days("day")?;
    let month = batch.text("month")?;
    let days_since_ready = batch.int32("days_since_ready")?;
    let attributed_to = batch.text("attributed_to")?;
    // Neighbours nearly always agree, and comparing is much cheaper than parsing.
    let mut last: Option<(&str, Month)> = None;
    let facts = batch.rows().map(|row| {
        let word = month.must(row);
        let month = match last {
            Some((known, month)) if known == word => month,
            _ => word.parse().map_err(|error: crate::domain::day::NotAMonth| unknown_word(&error.to_string()))?,
        };
        last = Some((word, month));
        Ok(CountedValues {
            day: day.must_day(row),
            month,
            days_since_ready: days_since_ready.must(row),
            attributed_to: attributed_to.get(row).map(|_| attributed_to.parse(row)).transpose()?,
        })
    });
    facts.collect()
}
