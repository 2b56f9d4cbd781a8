//! Deliveries in: read, validate, accept, reject or count as duplicate.
//!
//! ```text
//! bytes → Text (marks, UTF-16) → Scanner (records, byte ranges) → Columns (header) → shape → cells → rows
//!                                                                                                     │
//!                      stays: one a stay, later news wins, contradictions rejected ── settle ◀────────┤
//!                      events, reasons: of stays that were taken, each once ───────── facts ◀─────────┘
//! ```
//! Readers cut records and never decide. [`tally`] is the one place that counts, and it checks that what was read is
//! what was accepted, rejected or a duplicate. A file is refused as a whole where nobody could say which rows it has.
//!
//! The tables are a pure function of all deliveries a project ever received: an event that came before its stay is
//! rejected until the stay comes, and is taken then. Neither the order of rows, nor that of files, nor a file cut in
//! two changes what is taken.

pub mod cells;
pub mod check;
pub mod codes;
pub mod date;
pub mod date_columns;
mod doubt;
pub mod encoding;
pub mod episodes;
mod event;
mod facts;
pub mod fast;
pub mod field;
pub mod grid;
pub mod header;
pub mod news;
pub mod plain;
mod reason;
mod recognise;
pub mod record;
pub mod refusal;
mod reject_report;
mod settle;
mod shape;
pub mod sheet;
mod stay;
pub mod tally;
pub mod text;
pub mod words;

use std::collections::HashMap;

use crate::domain::{Authorities, Day, EventRecord, Finding, Reason, Receipt, Stay};
use crate::error::Result;

pub use crate::domain::spreadsheet::{mark_formula, unmark_formula};
pub use recognise::{columns, recognise};
pub use reject_report::write_findings_csv;
use sheet::{RowReader, Rows};
use tally::{Place, Tally};

/// One file as it was received.
#[derive(Clone, Copy, Debug)]
pub struct Delivery<'a> {
    /// Its name, as the user knows it. An extract date in the name orders it among the others.
    pub file: &'a str,
    /// The SHA-256 of its bytes in hexadecimal.
    pub sha256: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// What its rows are.
    pub table: NativeTable,
    /// The number of the run that first took it; a later run brings later news.
    pub received: u32,
    /// How it writes days.
    pub dates: DateStyle,
}

/// Which native table a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NativeTable {
    /// One row a stay.
    Stay,
    /// One row a dated fact.
    Event,
    /// One row a reason over some days.
    Reason,
}

impl NativeTable {
    /// Its name, as in `stay`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stay => "stay",
            Self::Event => "event",
            Self::Reason => "reason",
        }
    }
}

/// How days are written: declared by the project, never guessed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DateStyle {
    /// `2018-03-31`, with a time as `2018-03-31T13:45`.
    #[default]
    Iso,
    /// `31/03/2018`, with a time as `31/03/2018 13:45`.
    DayMonthYear,
}

/// What rows are checked against.
#[derive(Clone, Copy)]
pub struct Rules<'a> {
    /// The zone whose clocks the times are of.
    pub zone: &'a jiff::tz::TimeZone,
    /// The key of the pseudonyms.
    pub key: &'a [u8],
    /// No fact may lie after this day, where it is given.
    pub as_of: Option<Day>,
    /// The authorities that can be liable.
    pub authorities: &'static Authorities,
}

/// What the deliveries gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Intake {
    /// Stays by provider, admission and id.
    pub stays: Vec<Stay>,
    /// Events by stay, moment, kind and value.
    pub events: Vec<EventRecord>,
    /// Reasons by stay and first day.
    pub reasons: Vec<Reason>,
    /// One for each delivery, in their order.
    pub receipts: Vec<Receipt>,
    /// What was rejected, taken before or doubtful, by file and record.
    pub findings: Vec<Finding>,
}

/// Takes all deliveries that a project ever received. `progress` hears how many bytes are done.
///
/// # Errors
/// A file is refused as a whole; the error says which, where and why, and that nothing was taken from it.
pub fn take(deliveries: &[Delivery<'_>], rules: &Rules<'_>, progress: &dyn Fn(u64)) -> Result<Intake> {
    let mut tally = Tally::new(deliveries);
    let ranks: Vec<news::Rank<'_>> = deliveries.iter().map(news::Rank::of).collect();
    let mut reading =
        Reading { deliveries, rules, tally: &mut tally, progress, done: 0, firsts: firsts(deliveries, &ranks) };
    let stay_rows = reading.read(NativeTable::Stay, stay::read)?;
    let event_rows = reading.read(NativeTable::Event, event::read)?;
    let reason_rows = reading.read(NativeTable::Reason, reason::read)?;

    let (taken, absent) = settle::stays(stay_rows, &ranks, &mut tally);
    let (stays, places): (Vec<Stay>, Vec<Place>) = taken.into_iter().map(|taken| (taken.row, taken.place)).unzip();
    doubt::overlaps(&stays, &places, &mut tally);
    let by_id: HashMap<&str, &Stay> = stays.iter().map(|stay| (&*stay.stay_id, stay)).collect();
    let events = facts::facts(event_rows, &by_id, &absent, &ranks, &mut tally, doubt::event);
    let reasons = facts::facts(reason_rows, &by_id, &absent, &ranks, &mut tally, |_, _| None);

    let (receipts, findings) = tally.finish()?;
    Ok(Intake { stays, events, reasons, receipts, findings })
}

/// For each delivery, the first with the same bytes that is read in the same way.
fn firsts(deliveries: &[Delivery<'_>], ranks: &[news::Rank<'_>]) -> Vec<usize> {
    let keys: Vec<_> = deliveries.iter().map(|delivery| (delivery.sha256, delivery.table, delivery.dates)).collect();
    let mut first: HashMap<(&str, NativeTable, DateStyle), usize> = HashMap::new();
    for (index, key) in keys.iter().enumerate() {
        let held = first.entry(*key).or_insert(index);
        if ranks[index].order() < ranks[*held].order() {
            *held = index;
        }
    }
    keys.iter().map(|key| first[key]).collect()
}

struct Reading<'r, 'd> {
    deliveries: &'r [Delivery<'d>],
    rules: &'r Rules<'r>,
    tally: &'r mut Tally,
    progress: &'r dyn Fn(u64),
    done: u64,
    firsts: Vec<usize>,
}

impl Reading<'_, '_> {
    /// Reads every delivery of one table.
    fn read<T>(&mut self, table: NativeTable, row: RowReader<T>) -> Result<Rows<T>> {
        let mut rows = Rows { candidates: Vec::new(), refused: Vec::new() };
        let of_table = || self.deliveries.iter().enumerate().filter(|(_, delivery)| delivery.table == table);
        for (index, delivery) in of_table().filter(|(index, _)| self.firsts[*index] == *index) {
            let (done, progress) = (self.done, self.progress);
            let further = |bytes: u64| progress(done + bytes);
            let read = sheet::read(delivery, index, self.rules, self.tally, row, &further);
            let read = read.map_err(|refusal| refusal.error(delivery.file))?;
            rows.add(read);
            self.done += delivery.bytes.len() as u64;
            progress(self.done);
        }
        for (index, delivery) in of_table().filter(|(index, _)| self.firsts[*index] != *index) {
            self.tally.repeat(index, self.firsts[index]);
            self.done += delivery.bytes.len() as u64;
            (self.progress)(self.done);
        }
        Ok(rows)
    }
}
