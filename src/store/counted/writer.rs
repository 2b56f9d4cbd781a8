//! Writes counted days as a stream: it never holds more than one row group, and a row costs no allocation.

use std::fmt::Write as _;
use std::io::Write;
use std::sync::Arc;

use arrow_array::{ArrayRef, Date32Array, Int32Array};

use crate::domain::nhs_number::mask;
use crate::domain::{CountedDay, Day, Month};
use crate::error::{Error, Exit, Result};
use crate::store::parquet::dictionary_column::DictionaryColumn;
use crate::store::parquet::table_writer::{GROUP_ROWS, TableWriter};
use crate::store::schema::COUNTED_DAY;

/// Counted days being written. Rows come in runs, each sorted by convention, delay and day; batches may be of any size.
pub struct CountedWriter<W: Write + Send> {
    table: TableWriter<W>,
    group: CountedRowGroup,
    last: (String, String, Option<Day>),
    rows: u64,
}

/// The rows of one row group as columns.
#[derive(Default)]
struct CountedRowGroup {
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

impl<W: Write + Send> CountedWriter<W> {
    /// Starts the table.
    ///
    /// # Errors
    /// The output refuses.
    pub fn create(output: W) -> Result<Self> {
        let table = TableWriter::new(&COUNTED_DAY, output)?;
        Ok(Self { table, group: CountedRowGroup::default(), last: (String::new(), String::new(), None), rows: 0 })
    }

    /// Adds rows.
    ///
    /// # Errors
    /// A row out of order or there already (our bug; nothing is published), or an output that refuses.
    pub fn push(&mut self, rows: &[CountedDay<'_>]) -> Result<()> {
        // Rows of one delay come together and nearly always share their words in memory: they are taken as one.
        for mut run in rows.chunk_by(is_same_delay) {
            self.check(run)?;
            self.rows += run.len() as u64;
            while !run.is_empty() {
                let (now, later) = run.split_at(run.len().min(GROUP_ROWS - self.group.day.len()));
                self.group.add(now);
                if self.group.day.len() == GROUP_ROWS {
                    self.write_group()?;
                }
                run = later;
            }
        }
        Ok(())
    }

    /// Holds the rows of a delay against those before them.
    fn check(&mut self, run: &[CountedDay<'_>]) -> Result<()> {
        let (Some(first), Some(end)) = (run.first(), run.last()) else { return Ok(()) };
        let (convention, delay_id, day) = &mut self.last;
        let is_back =
            day.is_some_and(|day| (&**convention, &**delay_id, day) >= (first.convention, first.delay_id, first.day));
        if is_back || run.windows(2).any(|pair| pair[0].day >= pair[1].day) {
            let what = "counted days out of order, or one day of a delay twice";
            return Err(Error::new("X_BUG", Exit::Bug, format!("{what} (stay {})", mask(first.stay_id)))
                .effect("nothing was published; the last good month stays")
                .hint("this is a bug of the program: please report it"));
        }
        for (kept, word) in [(convention, first.convention), (delay_id, first.delay_id)] {
            if kept != word {
                word.clone_into(kept);
            }
        }
        *day = Some(end.day);
        Ok(())
    }

    fn write_group(&mut self) -> Result<()> {
        let columns = self.group.columns();
        self.table.write_group(columns)
    }

    /// Ends a run: the rows of other stays come next, in order again.
    ///
    /// # Errors
    /// The output refuses.
    pub fn end_run(&mut self) -> Result<()> {
        self.last = (String::new(), String::new(), None);
        if self.group.day.is_empty() { Ok(()) } else { self.write_group() }
    }

    /// Ends the table and gives back the output and the number of rows.
    ///
    /// # Errors
    /// The output refuses.
    pub fn finish(mut self) -> Result<(W, u64)> {
        self.end_run()?;
        Ok((self.table.finish()?, self.rows))
    }
}

/// Whether two texts are one and the same piece of memory; if not, they may still say the same.
fn is_one(one: &str, other: &str) -> bool {
    std::ptr::eq(one.as_ptr(), other.as_ptr()) && one.len() == other.len()
}

fn is_same_delay(one: &CountedDay<'_>, other: &CountedDay<'_>) -> bool {
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
    /// Rows of one delay.
    fn add(&mut self, run: &[CountedDay<'_>]) {
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
    fn columns(&mut self) -> Vec<ArrayRef> {
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
