//! The tables of counting, written together as a stream: never more than one row group of each in memory.

use std::io::Write;

use crate::domain::codes::Attribution;
use crate::domain::{
    CountedCensusRow, CountedDay, CountedDischargeRow, CountedLengthRow, CountedMonthRow, CountedPlace,
};
use crate::error::Result;
use crate::store::commit::Commit;
use crate::store::counted::writer::CountedWriter;
use crate::store::parquet::stream_writer::{StreamCell, StreamWriter, Streamed};
use crate::store::schema::{COUNTED_CENSUS, COUNTED_DAY, COUNTED_DISCHARGE, COUNTED_LENGTH, COUNTED_MONTH, Table};

/// Rows of one convention: days stay by stay, and, once they are all there, what they add up to.
#[derive(Clone, Copy, Debug, Default)]
pub struct CountedRows<'r, 'a> {
    /// Every counted day.
    pub days: &'r [CountedDay<'a>],
    /// Days by month, place, reason and side.
    pub months: &'r [CountedMonthRow<'a>],
    /// Delays by length.
    pub lengths: &'r [CountedLengthRow<'a>],
    /// People at censuses.
    pub census: &'r [CountedCensusRow<'a>],
    /// Discharges.
    pub discharges: &'r [CountedDischargeRow<'a>],
}

/// The tables being written.
pub struct CountedTables<W: Write + Send> {
    days: CountedWriter<W>,
    months: StreamWriter<W>,
    lengths: StreamWriter<W>,
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
            months: StreamWriter::create(&COUNTED_MONTH, output(&COUNTED_MONTH)?)?,
            lengths: StreamWriter::create(&COUNTED_LENGTH, output(&COUNTED_LENGTH)?)?,
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
        if rows.months.is_empty() && rows.lengths.is_empty() && rows.census.is_empty() && rows.discharges.is_empty() {
            return Ok(());
        }
        let Self { months, lengths, census, discharges, .. } = self;
        let (months, others) = rayon::join(
            || months.push(rows.months),
            || lengths.push(rows.lengths).and_then(|()| census.push(rows.census)),
        );
        months.and(others)?;
        discharges.push(rows.discharges)
    }

    /// Ends a run of counted days: those of other stays come next, in order again.
    ///
    /// # Errors
    /// An output refuses.
    pub fn end_run(&mut self) -> Result<()> {
        self.days.end_run()
    }

    /// Ends the tables and gives back each with its output and the number of its rows.
    ///
    /// # Errors
    /// An output refuses.
    pub fn finish(self) -> Result<[(&'static Table, W, u64); 5]> {
        let (days, rows) = self.days.finish()?;
        let (months, lengths) = (self.months.finish()?, self.lengths.finish()?);
        Ok([(&COUNTED_DAY, days, rows), months, lengths, self.census.finish()?, self.discharges.finish()?])
    }
}

impl Commit<'_> {
    /// Nothing counted: the project names no convention any more.
    pub fn drop_counted(&mut self) {
        self.set_counted_to(None);
        for table in [&COUNTED_DAY, &COUNTED_MONTH, &COUNTED_LENGTH, &COUNTED_CENSUS, &COUNTED_DISCHARGE] {
            self.drop_table(table);
        }
    }
}

fn place<'a>(of: &CountedPlace<'a>) -> [StreamCell<'a>; 3] {
    [StreamCell::Month(of.month), StreamCell::Word(of.authority_code), StreamCell::Word(of.provider_code)]
}

fn side(of: Option<Attribution>) -> StreamCell<'static> {
    StreamCell::Word(of.map_or("", |side| side.code()))
}

impl Streamed for CountedMonthRow<'_> {
    fn cells(&self) -> Vec<StreamCell<'_>> {
        let [month, authority, provider] = place(&self.place);
        vec![
            StreamCell::Word(self.place.convention),
            month,
            authority,
            provider,
            StreamCell::Word(self.care_type.code()),
            StreamCell::Word(self.reason_code),
            side(self.attributed_to),
            StreamCell::Number(self.days),
            StreamCell::Number(self.people),
        ]
    }
}

impl Streamed for CountedLengthRow<'_> {
    fn cells(&self) -> Vec<StreamCell<'_>> {
        let [month, authority, provider] = place(&self.place);
        vec![
            StreamCell::Word(self.place.convention),
            StreamCell::Word(self.bands_of),
            month,
            authority,
            provider,
            StreamCell::Word(self.care_type.code()),
            StreamCell::Word(self.band),
            StreamCell::Number(self.delays),
            StreamCell::Number(self.delayed),
            StreamCell::Number(self.delay_days),
        ]
    }
}

impl Streamed for CountedCensusRow<'_> {
    fn cells(&self) -> Vec<StreamCell<'_>> {
        let [month, authority, provider] = place(&self.place);
        vec![
            StreamCell::Word(self.place.convention),
            month,
            StreamCell::Day(self.day),
            authority,
            provider,
            StreamCell::Word(self.care_type.code()),
            StreamCell::Word(self.reason_code),
            side(self.attributed_to),
            StreamCell::Number(self.people),
            StreamCell::Number(self.days_so_far),
            StreamCell::Number(self.longest_days),
        ]
    }
}

impl Streamed for CountedDischargeRow<'_> {
    fn cells(&self) -> Vec<StreamCell<'_>> {
        let [month, authority, provider] = place(&self.place);
        let numbers = [StreamCell::Number(self.discharges), StreamCell::Number(self.counted)];
        vec![StreamCell::Word(self.place.convention), month, authority, provider, numbers[0], numbers[1]]
    }
}
