//! Writes counted days as a stream: it never holds more than one row group, and a row costs no allocation.

use std::io::Write;

use crate::domain::nhs_number::mask;
use crate::domain::{CountedDay, Day};
use crate::error::{Error, Exit, Result};
use crate::frames::counted_rows::{CountedRowGroup, is_same_delay};
use crate::store::parquet::table_writer::{GROUP_ROWS, TableWriter};
use crate::store::schema::COUNTED_DAY;

/// Counted days being written. Rows come in runs, each sorted by convention, delay and day; batches may be of any size.
pub struct CountedWriter<W: Write + Send> {
    table: TableWriter<W>,
    group: CountedRowGroup,
    last: (String, String, Option<Day>),
    rows: u64,
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
                let (now, later) = run.split_at(run.len().min(GROUP_ROWS - self.group.len()));
                self.group.add(now);
                if self.group.len() == GROUP_ROWS {
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
        if self.group.len() == 0 { Ok(()) } else { self.write_group() }
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
