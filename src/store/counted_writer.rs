//! Writes counted days as a stream: it never holds more than one row group, and a row costs no allocation.

use std::fmt::Write as _;
use std::io::Write;
use std::sync::Arc;

use arrow::array::{ArrayRef, Date32Array, Int32Array};

use super::schema::COUNTED_DAY;
use super::table_writer::{GROUP_ROWS, TableWriter};
use super::words::Words;
use crate::domain::nhs_number::mask;
use crate::domain::{CountedDay, Day, Month};
use crate::error::{Error, Exit, Result};

/// Counted days being written. Rows come sorted by convention, delay and day; batches may be of any size.
pub struct CountedWriter<W: Write + Send> {
    table: TableWriter<W>,
    group: Group,
    last: (String, String, Option<Day>),
    rows: u64,
}

/// The rows of one row group as columns.
#[derive(Default)]
struct Group {
    convention: Words,
    convention_hash: Words,
    stay_id: Words,
    delay_id: Words,
    day: Vec<i32>,
    month: Words,
    days_since_ready: Vec<i32>,
    reason_code: Words,
    attributed_to: Words,
    /// The month of the last row in letters.
    letters: Option<(Month, String)>,
}

impl<W: Write + Send> CountedWriter<W> {
    /// Starts the table.
    ///
    /// # Errors
    /// The output refuses.
    pub fn create(output: W) -> Result<Self> {
        let table = TableWriter::new(&COUNTED_DAY, COUNTED_DAY.with_dictionaries(), output)?;
        Ok(Self { table, group: Group::default(), last: (String::new(), String::new(), None), rows: 0 })
    }

    /// Adds rows.
    ///
    /// # Errors
    /// A row out of order or there already (our bug; nothing is published), or an output that refuses.
    pub fn push(&mut self, rows: &[CountedDay<'_>]) -> Result<()> {
        for row in rows {
            let (convention, delay_id, day) = &mut self.last;
            if day.is_some_and(|day| (&**convention, &**delay_id, day) >= (row.convention, row.delay_id, row.day)) {
                let what = "counted days out of order, or one day of a delay twice";
                return Err(Error::new("X_BUG", Exit::Bug, format!("{what} (stay {})", mask(row.stay_id)))
                    .effect("nothing was published; the last good month stays")
                    .hint("this is a bug of the program: please report it"));
            }
            for (kept, word) in [(convention, row.convention), (delay_id, row.delay_id)] {
                if kept != word {
                    word.clone_into(kept);
                }
            }
            *day = Some(row.day);
            self.rows += 1;
            self.group.add(row);
            if self.group.day.len() == GROUP_ROWS {
                self.write_group()?;
            }
        }
        Ok(())
    }

    fn write_group(&mut self) -> Result<()> {
        let arrays = self.group.arrays()?;
        self.table.write_group(&arrays)
    }

    /// Ends the table and gives back the output and the number of rows.
    ///
    /// # Errors
    /// The output refuses.
    pub fn finish(mut self) -> Result<(W, u64)> {
        if !self.group.day.is_empty() {
            self.write_group()?;
        }
        Ok((self.table.finish()?, self.rows))
    }
}

impl Group {
    fn add(&mut self, row: &CountedDay<'_>) {
        self.convention.add(row.convention);
        self.convention_hash.add(row.convention_hash);
        self.stay_id.add(row.stay_id);
        self.delay_id.add(row.delay_id);
        self.day.push(row.day.number());
        let (month, letters) = self.letters.get_or_insert_with(|| (row.month, row.month.to_string()));
        if *month != row.month {
            *month = row.month;
            letters.clear();
            // Writing to a String cannot fail.
            let _ = write!(letters, "{month}");
        }
        self.month.add(letters);
        self.days_since_ready.push(row.days_since_ready);
        for (column, word) in [
            (&mut self.reason_code, row.reason_code),
            (&mut self.attributed_to, row.attributed_to.map(|side| side.code())),
        ] {
            match word {
                Some(word) => column.add(word),
                None => column.add_nothing(),
            }
        }
    }

    /// The columns in the order of the table; the group is empty afterwards.
    fn arrays(&mut self) -> Result<Vec<ArrayRef>> {
        Ok(vec![
            self.convention.array()?,
            self.convention_hash.array()?,
            self.stay_id.array()?,
            self.delay_id.array()?,
            Arc::new(Date32Array::from(std::mem::take(&mut self.day))),
            self.month.array()?,
            Arc::new(Int32Array::from(std::mem::take(&mut self.days_since_ready))),
            self.reason_code.array()?,
            self.attributed_to.array()?,
        ])
    }
}
