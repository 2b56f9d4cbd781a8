//! Stays out of the store part by part, with their events and reasons: as many as there are, in the memory of a few.

use std::collections::{BTreeSet, VecDeque};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{SyncSender, sync_channel};

use arrow::array::{Array, AsArray, RecordBatch};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder, RowSelection, RowSelector,
};

use super::columns::Batch;
use super::rows::Row;
use super::schema::{STAY, Table};
use super::table_reader::{Rows, guarded, other_columns, unreadable};
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
        let groups = Groups::open(&STAY, &self.stays)?;
        let mut events = Facts::open(self.events.as_deref(), |record: &EventRecord| &record.stay_id)?;
        let mut reasons = Facts::open(self.reasons.as_deref(), |reason: &Reason| &reason.stay_id)?;
        for group in 0..groups.len() {
            let ready = if every { None } else { Some(groups.with_value(group, "ready_on")?) };
            let last = groups.last_text(group, "stay_id")?;
            let Some(last) = last else { continue };
            let (events, reasons) = (events.up_to(&last)?, reasons.up_to(&last)?);
            let stays = match ready {
                None => groups.rows(group, None)?,
                Some(ready) => {
                    let mut stays: Vec<Stay> = groups.rows(group, Some(ready.as_slice()))?;
                    let of_facts = (events.iter().map(|record| &*record.stay_id))
                        .chain(reasons.iter().map(|reason| &*reason.stay_id));
                    let known = |id: &&str| stays.binary_search_by(|stay| (*stay.stay_id).cmp(id)).is_ok();
                    let others: BTreeSet<&str> = of_facts.filter(|id| !known(id)).collect();
                    if !others.is_empty() {
                        let chosen = groups.among(group, "stay_id", &others)?;
                        stays.extend(groups.rows(group, Some(chosen.as_slice()))?);
                        stays.sort_by(|one: &Stay, other| one.stay_id.cmp(&other.stay_id));
                    }
                    stays
                }
            };
            if send.send(Part { stays, events, reasons }).is_err() {
                return Ok(());
            }
        }
        Ok(())
    }
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

/// A file of a table, row group by row group.
struct Groups {
    table: &'static Table,
    path: PathBuf,
    file: File,
    metadata: ArrowReaderMetadata,
}

impl Groups {
    fn open(table: &'static Table, path: &Path) -> Result<Self> {
        let file = super::draft::open_plain(path).map_err(|error| unreadable(path, &error.to_string()))?;
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let metadata = ArrowReaderMetadata::load(&file, options);
        let metadata = metadata.map_err(|error| unreadable(path, &error.to_string()))?;
        if metadata.schema().fields() != table.plain().fields() {
            return Err(other_columns(table, path));
        }
        Ok(Self { table, path: path.to_owned(), file, metadata })
    }

    fn len(&self) -> usize {
        self.metadata.metadata().num_row_groups()
    }

    fn failed(&self, why: &str) -> Error {
        unreadable(&self.path, why)
    }

    /// The batches of a group: of all columns or of one, of all rows or of those chosen.
    fn batches(&self, group: usize, column: Option<&str>, chosen: Option<&[bool]>) -> Result<Vec<RecordBatch>> {
        let file = self.file.try_clone().map_err(|error| self.failed(&error.to_string()))?;
        let mut builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone())
            .with_row_groups(vec![group])
            .with_batch_size(32_768);
        if let Some(at) = column.and_then(|name| self.table.columns.iter().position(|column| column.name == name)) {
            let mask = ProjectionMask::leaves(self.metadata.parquet_schema(), [at]);
            builder = builder.with_projection(mask);
        }
        if let Some(chosen) = chosen {
            builder = builder.with_row_selection(selection(chosen));
        }
        let reader = builder.build().map_err(|error| self.failed(&error.to_string()))?;
        reader.map(|batch| batch.map_err(|error| self.failed(&error.to_string()))).collect()
    }

    /// The rows of a group.
    fn rows<T: Row>(&self, group: usize, chosen: Option<&[bool]>) -> Result<Vec<T>> {
        let mut rows = Vec::new();
        for batch in self.batches(group, None, chosen)? {
            T::take(&Batch(&batch), &mut rows)?;
        }
        Ok(rows)
    }

    /// Which rows of a group have something in a column.
    fn with_value(&self, group: usize, column: &str) -> Result<Vec<bool>> {
        let mut chosen = Vec::new();
        for batch in self.batches(group, Some(column), None)? {
            let cells = batch.column(0);
            chosen.extend((0..cells.len()).map(|row| cells.is_valid(row)));
        }
        Ok(chosen)
    }

    /// Which rows of a group have one of some texts in a column.
    fn among(&self, group: usize, column: &str, texts: &BTreeSet<&str>) -> Result<Vec<bool>> {
        let mut chosen = Vec::new();
        for batch in self.batches(group, Some(column), None)? {
            chosen.extend(
                batch.column(0).as_string::<i32>().iter().map(|cell| cell.is_some_and(|id| texts.contains(id))),
            );
        }
        Ok(chosen)
    }

    /// The text in the last row of a group.
    fn last_text(&self, group: usize, column: &str) -> Result<Option<String>> {
        let rows = usize::try_from(self.metadata.metadata().row_group(group).num_rows()).unwrap_or_default();
        let mut chosen = vec![false; rows];
        if let Some(last) = chosen.last_mut() {
            *last = true;
        }
        let batches = self.batches(group, Some(column), Some(&chosen))?;
        let cell = batches.last().map(|batch| batch.column(0).as_string::<i32>()).filter(|cells| !cells.is_empty());
        Ok(cell.map(|cells| cells.value(cells.len() - 1).to_owned()))
    }
}

fn selection(chosen: &[bool]) -> RowSelection {
    let runs = chosen.chunk_by(|one, other| one == other);
    let runs = runs.map(|run| if run[0] { RowSelector::select(run.len()) } else { RowSelector::skip(run.len()) });
    runs.collect::<Vec<_>>().into()
}
