//! Stays out of the store part by part, with their events and reasons: as many as there are, in the memory of a few.

use std::collections::VecDeque;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, BooleanArray, RecordBatch, StringArray, new_null_array};
use arrow_schema::ArrowError;
use arrow_select::filter::filter_record_batch;
use arrow_select::take::take;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};

use super::rows::StoreRow;
use super::schema::STAY;
use crate::domain::{EventRecord, Reason, Stay};
use crate::error::{Error, Exit, Result};
use crate::store::files::temp_file::open_plain;
use crate::store::parquet::table_reader::{TableRows, guarded, other_columns, unreadable};
use crate::store::parquet::table_writer::GROUP_ROWS;
use crate::store::rows::columns::Batch;

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
struct StayBatch {
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
            for StayBatch { stays, events, reasons } in receive {
                taken = take(&stays, &events, &reasons);
                if taken.is_err() {
                    break;
                }
            }
            let read = reader.join().unwrap_or_else(|_| Err(Error::new("X_BUG", Exit::Bug, "a reader stopped")));
            taken.and(read)
        })
    }

    fn read(&self, every: bool, send: &SyncSender<StayBatch>) -> Result<()> {
        let mut events = FactStream::open(self.events.as_deref(), |record: &EventRecord| &record.stay_id)?;
        let mut reasons = FactStream::open(self.reasons.as_deref(), |reason: &Reason| &reason.stay_id)?;
        let file = StayFile::open(&self.stays)?;
        for group in 0..file.metadata.metadata().num_row_groups() {
            for batch in file.batches(group)? {
                let batch = batch.map_err(|error| unreadable(&self.stays, &error.to_string()))?;
                let ids = column(&batch, "stay_id")?.as_string::<i32>();
                let Some(last) = ids.iter().last().flatten() else { continue };
                let (events, reasons) = (events.up_to(last)?, reasons.up_to(last)?);
                let ready_on = column(&batch, "ready_on")?;
                let mut chosen: Vec<bool> = (0..ids.len()).map(|row| every || ready_on.is_valid(row)).collect();
                choose(ids, events.iter().map(|record| &*record.stay_id), &mut chosen);
                choose(ids, reasons.iter().map(|reason| &*reason.stay_id), &mut chosen);
                let mut stays = Vec::new();
                let batch = plain(&batch, &BooleanArray::from(chosen));
                Stay::take(&Batch(&batch.map_err(|error| unreadable(&self.stays, &error.to_string()))?), &mut stays)?;
                if send.send(StayBatch { stays, events, reasons }).is_err() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}

/// The file of stays.
struct StayFile<'p> {
    path: &'p Path,
    file: File,
    metadata: ArrowReaderMetadata,
}

impl<'p> StayFile<'p> {
    fn open(path: &'p Path) -> Result<Self> {
        let failed = |why: String| unreadable(path, &why);
        let file = open_plain(path).map_err(|error| failed(error.to_string()))?;
        let options = || ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let metadata = ArrowReaderMetadata::load(&file, options()).map_err(|error| failed(error.to_string()))?;
        if metadata.schema().fields() != STAY.plain().fields() {
            return Err(other_columns(&STAY, path));
        }
        // Words that repeat stay numbers: most rows are let go before a word is looked at.
        let options = options().with_schema(STAY.with_dictionaries());
        let metadata = ArrowReaderMetadata::try_new(Arc::clone(metadata.metadata()), options);
        Ok(Self { path, file, metadata: metadata.map_err(|error| failed(error.to_string()))? })
    }

    /// The rows of a row group, without the columns in which it has nothing.
    fn batches(&self, group: usize) -> Result<ParquetRecordBatchReader> {
        let failed = |why: String| unreadable(self.path, &why);
        let file = self.file.try_clone().map_err(|error| failed(error.to_string()))?;
        let of_group = self.metadata.metadata().row_group(group);
        let has_something = |place: &usize| {
            let missing = of_group.column(*place).statistics().and_then(|known| known.null_count_opt());
            missing.is_none_or(|missing| i64::try_from(missing) != Ok(of_group.num_rows()))
                || ["stay_id", "ready_on"].contains(&STAY.columns[*place].name)
        };
        let mask = ProjectionMask::roots(of_group.schema_descr(), (0..STAY.columns.len()).filter(has_something));
        ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone())
            .with_batch_size(GROUP_ROWS)
            .with_row_groups(vec![group])
            .with_projection(mask)
            .build()
            .map_err(|error| failed(error.to_string()))
    }
}

fn column<'b>(batch: &'b RecordBatch, name: &str) -> Result<&'b ArrayRef> {
    batch.column_by_name(name).ok_or_else(|| Error::new("X_BUG", Exit::Bug, format!("no column `{name}`")))
}

/// The chosen rows with plain text and every column of the table.
fn plain(batch: &RecordBatch, chosen: &BooleanArray) -> Result<RecordBatch, ArrowError> {
    let (batch, schema) = (filter_record_batch(batch, chosen)?, STAY.plain());
    let columns = schema.fields().iter().map(|field| match batch.column_by_name(field.name()) {
        Some(column) => match column.as_any_dictionary_opt() {
            Some(words) => take(words.values(), words.keys(), None),
            None => Ok(Arc::clone(column)),
        },
        None => Ok(new_null_array(field.data_type(), batch.num_rows())),
    });
    RecordBatch::try_new(schema.clone(), columns.collect::<Result<_, _>>()?)
}

/// Chooses the rows of some stays; both lists are in order. Nearly all of them are chosen already: only the others are
/// looked for among all rows.
fn choose<'i>(ids: &StringArray, wanted: impl Iterator<Item = &'i str>, chosen: &mut [bool]) {
    let rows: Vec<usize> = (0..ids.len()).filter(|row| chosen[*row]).collect();
    let mut ahead = rows.into_iter().peekable();
    for id in wanted {
        while ahead.next_if(|row| ids.value(*row) < id).is_some() {}
        if ahead.peek().is_some_and(|row| ids.value(*row) == id) {
            continue;
        }
        let (mut from, mut until) = (0, ids.len());
        while from < until {
            let middle = from.midpoint(until);
            match ids.value(middle) < id {
                true => from = middle + 1,
                false => until = middle,
            }
        }
        if from < ids.len() && ids.value(from) == id {
            chosen[from] = true;
        }
    }
}

/// Facts in the order of their stays, read as they are wanted.
struct FactStream<T: StoreRow> {
    rows: Option<TableRows<T>>,
    ahead: VecDeque<T>,
    id: fn(&T) -> &str,
}

impl<T: StoreRow> FactStream<T> {
    fn open(path: Option<&Path>, id: fn(&T) -> &str) -> Result<Self> {
        Ok(Self { rows: path.map(TableRows::open).transpose()?, ahead: VecDeque::new(), id })
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
