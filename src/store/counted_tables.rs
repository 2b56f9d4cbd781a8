//! The tables of counting, written together as a stream: never more than one row group of each in memory.

use std::io::Write;

use super::commit::Commit;
use super::counted_writer::CountedWriter;
use super::draft::Draft;
use super::schema::{COUNTED_CENSUS, COUNTED_DAY, COUNTED_DELAY, COUNTED_DISCHARGE, COUNTED_STAY, Table};
use super::stream_writer::{Cell, StreamWriter, Streamed};
use crate::domain::{
    Authorities, AuthorityId, CountedCensus, CountedDay, CountedDelay, CountedDischarges, CountedOf, CountedStay,
};
use crate::error::Result;

/// Rows of one convention, stay by stay.
#[derive(Clone, Copy, Debug, Default)]
pub struct CountedRows<'r, 'a> {
    /// Every counted day.
    pub days: &'r [CountedDay<'a>],
    /// Their sums by stay, month and reason.
    pub stays: &'r [CountedStay<'a>],
    /// Delays that ended.
    pub delays: &'r [CountedDelay<'a>],
    /// People at censuses.
    pub census: &'r [CountedCensus<'a>],
    /// Discharges: once a convention, after everything else.
    pub discharges: &'r [CountedDischarges],
}

/// The tables being written.
pub struct CountedTables<W: Write + Send> {
    days: CountedWriter<W>,
    stays: StreamWriter<W>,
    delays: StreamWriter<W>,
    census: StreamWriter<W>,
    discharges: StreamWriter<W>,
}

impl<W: Write + Send> CountedTables<W> {
    /// Starts every table; `output` gives the output of each.
    ///
    /// # Errors
    /// An output refuses.
    pub fn create(mut output: impl FnMut(&Table) -> Result<W>) -> Result<Self> {
        Ok(Self {
            days: CountedWriter::create(output(&COUNTED_DAY)?)?,
            stays: StreamWriter::create(&COUNTED_STAY, output(&COUNTED_STAY)?)?,
            delays: StreamWriter::create(&COUNTED_DELAY, output(&COUNTED_DELAY)?)?,
            census: StreamWriter::create(&COUNTED_CENSUS, output(&COUNTED_CENSUS)?)?,
            discharges: StreamWriter::create(&COUNTED_DISCHARGE, output(&COUNTED_DISCHARGE)?)?,
        })
    }

    /// Adds rows, those of each table in the order of its key.
    ///
    /// # Errors
    /// A row out of order or there already (our bug; nothing is published), or an output that refuses.
    pub fn push(&mut self, rows: &CountedRows<'_, '_>) -> Result<()> {
        self.days.push(rows.days)?;
        self.stays.push(rows.stays)?;
        self.delays.push(rows.delays)?;
        self.census.push(rows.census)?;
        self.discharges.push(rows.discharges)
    }

    /// Ends the tables and gives back each with its output and the number of its rows.
    ///
    /// # Errors
    /// An output refuses.
    pub fn finish(self) -> Result<[(&'static Table, W, u64); 5]> {
        let (days, rows) = self.days.finish()?;
        let rest = [self.stays.finish()?, self.delays.finish()?, self.census.finish()?, self.discharges.finish()?];
        let [stays, delays, census, discharges] = rest;
        Ok([(&COUNTED_DAY, days, rows), stays, delays, census, discharges])
    }
}

impl Commit<'_> {
    /// Everything that was counted, in place of what was before. `write` pushes it in order.
    ///
    /// # Errors
    /// The disk refuses, `write` fails, or it pushes a row twice or out of order (our bug).
    pub fn put_counted(&mut self, write: impl FnOnce(&mut CountedTables<Draft>) -> Result<()>) -> Result<()> {
        let mut tables = CountedTables::create(|table| self.draft_of(table))?;
        write(&mut tables)?;
        for (table, draft, rows) in tables.finish()? {
            self.keep_table(table, draft, rows)?;
        }
        Ok(())
    }

    /// All counted days alone, in place of those before. `write` pushes them in order.
    ///
    /// # Errors
    /// As [`Commit::put_counted`].
    pub fn put_counted_days(&mut self, write: impl FnOnce(&mut CountedWriter<Draft>) -> Result<()>) -> Result<()> {
        let mut writer = CountedWriter::create(self.draft_of(&COUNTED_DAY)?)?;
        write(&mut writer)?;
        let (draft, rows) = writer.finish()?;
        self.keep_table(&COUNTED_DAY, draft, rows)
    }

    /// Nothing counted: the project names no convention any more.
    pub fn drop_counted(&mut self) {
        for table in [&COUNTED_DAY, &COUNTED_STAY, &COUNTED_DELAY, &COUNTED_CENSUS, &COUNTED_DISCHARGE] {
            self.drop_table(table);
        }
    }
}

fn code(authority: Option<AuthorityId>) -> Cell<'static> {
    Cell::maybe(authority.map(|id| Authorities::all().get(id).code.as_str()))
}

/// Who and where, as all tables but that of the days tell it.
fn place<'a>(of: &CountedOf<'a>) -> [Cell<'a>; 3] {
    [code(of.authority), Cell::Word(of.provider_code), Cell::Word(of.care_type.code())]
}

impl Streamed for CountedStay<'_> {
    fn cells(&self) -> Vec<Cell<'_>> {
        let [authority, provider, care] = place(&self.of);
        vec![
            Cell::Word(self.of.convention),
            Cell::Word(self.of.stay_id),
            Cell::Month(self.month),
            authority,
            provider,
            care,
            Cell::Word(self.reason_code.unwrap_or_default()),
            Cell::Word(self.attributed_to.map_or("", |side| side.code())),
            Cell::Number(self.days),
        ]
    }
}

impl Streamed for CountedDelay<'_> {
    fn cells(&self) -> Vec<Cell<'_>> {
        let [authority, provider, care] = place(&self.of);
        vec![
            Cell::Word(self.of.convention),
            Cell::Word(self.of.stay_id),
            Cell::Month(self.month),
            Cell::Day(self.ended_on),
            authority,
            provider,
            care,
            Cell::Number(self.days),
            Cell::maybe(self.band),
        ]
    }
}

impl Streamed for CountedCensus<'_> {
    fn cells(&self) -> Vec<Cell<'_>> {
        let [authority, provider, care] = place(&self.of);
        vec![
            Cell::Word(self.of.convention),
            Cell::Word(self.of.stay_id),
            Cell::Month(self.month),
            Cell::Day(self.day),
            authority,
            provider,
            care,
            Cell::maybe(self.reason_code),
            Cell::maybe(self.attributed_to.map(|side| side.code())),
            Cell::Number(self.days),
            Cell::maybe(self.band),
        ]
    }
}

impl Streamed for CountedDischarges {
    fn cells(&self) -> Vec<Cell<'_>> {
        // Fewer than two thousand million discharges a month.
        let number = |count: u32| Cell::Number(i32::try_from(count).unwrap_or(i32::MAX));
        vec![
            Cell::Word(&self.convention),
            Cell::Month(self.month),
            Cell::Word(&self.provider_code),
            Cell::Word(self.authority.map_or("", |id| Authorities::all().get(id).code.as_str())),
            number(self.discharges),
            number(self.counted),
        ]
    }
}
