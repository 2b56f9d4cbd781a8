//! Stays out of the store part by part, with their events and reasons: as many as there are, in the memory of a few.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{SyncSender, sync_channel};

use arrow::array::{Array, ArrayRef, AsArray, BooleanArray, RecordBatch, StringArray};
use arrow::compute::{cast, filter_record_batch};
use arrow::error::ArrowError;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};

use super::columns::Batch;
use super::draft::open_plain;
use super::rows::Row;
use super::schema::{STAY, Table};
use super::table_reader::{Rows, guarded, other_columns, unreadable};
use super::table_writer::GROUP_ROWS;
use crate::domain::{EventRecord, Reason, Stay};
use crate::error::{Error, Exit, Result};

/// What is done with some stays, their events and their reasons.
type TakePart<'t> = dyn FnMut(&[Stay], &[EventRecord], &[Reason]) -> Result<()> + 't;

/// Parts that are read ahead.
const AHEAD: usize = 2;

/// The files of stays, events and reasons.
#[derive(Clone, Debug)]
pub struct StoredStays {
    stays: PathBuf,
    events: Option<PathBuf>,
    reasons: Option<PathBuf>,
}

/// Some stays in order, with all their facts.
struct Part {
    stays: Vec<Stay>,
    events: Vec<EventRecord>,
    reasons: Vec<Reason>,
}

impl StoredStays {
    /// Files that the store gave out, or others with the columns and the order of its tables.
    pub fn at(stays: PathBuf, events: Option<PathBuf>, reasons: Option<PathBuf>) -> Self {
        Self { stays, events, reasons }
    }

    /// Gives the stays in order, part by part: every one, or those that have a ready day, an event or a reason. Reading
    /// and taking go on at the same time.
    ///
    /// # Errors
    /// A file cannot be read, or `take` refuses.
    pub fn each(&self, every: bool, take: &mut TakePart<'_>) -> Result<()> {
        std::thread::scope(|scope| {
            let (send, receive) = sync_channel(AHEAD);
            let reader = scope.spawn(move || guarded(&self.stays, || self.read(every, &send)));
            let mut taken = Ok(());
            for Part { stays, events, reasons } in receive {
                taken = take(&stays, &events, &reasons);
                if taken.is_err() {
                    break;
                }
            }
            let read = reader.join().unwrap_or_else(|_| Err(Error::new("X_BUG", Exit::Bug, "a reader stopped")));
            taken.and(read)
        })
    }

    fn read(&self, every: bool, send: &SyncSender<Part>) -> Result<()> {
        let mut events = Facts::open(self.events.as_deref(), |record: &EventRecord| &record.stay_id)?;
        let mut reasons = Facts::open(self.reasons.as_deref(), |reason: &Reason| &reason.stay_id)?;
        for batch in batches(&STAY, &self.stays)? {
            let batch = batch?;
            let ids = column(&batch, "stay_id")?.as_string::<i32>();
            let Some(last) = ids.iter().last().flatten() else { continue };
            let (events, reasons) = (events.up_to(last)?, reasons.up_to(last)?);
            let chosen = if every {
                None
            } else {
                let mut chosen = column(&batch, "ready_on")?
                    .logical_nulls()
                    .map_or_else(|| vec![true; ids.len()], |nulls| nulls.iter().collect());
                choose(ids, events.iter().map(|record| &*record.stay_id), &mut chosen);
                choose(ids, reasons.iter().map(|reason| &*reason.stay_id), &mut chosen);
                Some(chosen)
            };
            let mut stays = Vec::new();
            Stay::take(&Batch(&plain(&STAY, &batch, chosen, &self.stays)?), &mut stays)?;
            if send.send(Part { stays, events, reasons }).is_err() {
                return Ok(());
            }
        }
        Ok(())
    }
}

/// The batches of a file of a table, with words that repeat as numbers: most rows are let go before a word is looked at.
fn batches<'p>(table: &Table, path: &'p Path) -> Result<impl Iterator<Item = Result<RecordBatch>> + 'p> {
    let failed = |why: String| unreadable(path, &why);
    let file = open_plain(path).map_err(|error| failed(error.to_string()))?;
    let found = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new().with_skip_arrow_metadata(true));
    if found.map_err(|error| failed(error.to_string()))?.schema().fields() != table.plain().fields() {
        return Err(other_columns(table, path));
    }
    let options = ArrowReaderOptions::new().with_schema(table.with_dictionaries());
    let reader = ParquetRecordBatchReaderBuilder::try_new_with_options(file, options)
        .and_then(|builder| builder.with_batch_size(GROUP_ROWS).build())
        .map_err(|error| failed(error.to_string()))?;
    Ok(reader.map(|batch| batch.map_err(|error| unreadable(path, &error.to_string()))))
}

fn column<'b>(batch: &'b RecordBatch, name: &str) -> Result<&'b ArrayRef> {
    batch.column_by_name(name).ok_or_else(|| Error::new("X_BUG", Exit::Bug, format!("no column `{name}`")))
}

/// Chooses the rows of some stays; both lists are in order.
fn choose<'i>(ids: &StringArray, wanted: impl Iterator<Item = &'i str>, chosen: &mut [bool]) {
    let mut row = 0;
    for id in wanted {
        while row < ids.len() && ids.value(row) < id {
            row += 1;
        }
        if row < ids.len() && ids.value(row) == id {
            chosen[row] = true;
        }
    }
}

/// The chosen rows with plain text.
fn plain(table: &Table, batch: &RecordBatch, chosen: Option<Vec<bool>>, path: &Path) -> Result<RecordBatch> {
    let made = || {
        let batch = match chosen {
            Some(chosen) => filter_record_batch(batch, &BooleanArray::from(chosen))?,
            None => batch.clone(),
        };
        let schema = table.plain();
        let columns =
            batch.columns().iter().zip(schema.fields()).map(|(column, field)| cast(column, field.data_type()));
        RecordBatch::try_new(schema.clone(), columns.collect::<Result<_, _>>()?)
    };
    made().map_err(|error: ArrowError| unreadable(path, &error.to_string()))
}

/// Facts in the order of their stays, read as they are wanted.
struct Facts<T: Row> {
    rows: Option<Rows<T>>,
    ahead: VecDeque<T>,
    id: fn(&T) -> &str,
}

impl<T: Row> Facts<T> {
    fn open(path: Option<&Path>, id: fn(&T) -> &str) -> Result<Self> {
        Ok(Self { rows: path.map(Rows::open).transpose()?, ahead: VecDeque::new(), id })
    }

    /// The next ones, of stays up to this one.
    fn up_to(&mut self, last: &str) -> Result<Vec<T>> {
        while self.ahead.back().is_none_or(|row| (self.id)(row) <= last) {
            let Some(rows) = &mut self.rows else { break };
            let mut more = Vec::new();
            if !rows.next_into(&mut more)? {
                self.rows = None;
            }
            self.ahead.extend(more);
        }
        let until = self.ahead.partition_point(|row| (self.id)(row) <= last);
        Ok(self.ahead.drain(..until).collect())
    }
}
