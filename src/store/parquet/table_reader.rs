//! Reads one Parquet file that has been verified; a panic of the decoder is an error like any other.

use std::fs::File;
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int32Type, Int64Type, TimestampMicrosecondType};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::DataType;
use parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use sha2::{Digest, Sha256};

use crate::error::{Error, Exit, Position, Result};
use crate::store::files::temp_file::open_plain;
use crate::store::rows::StoreRow;
use crate::store::rows::columns::Batch;
use crate::store::schema::Table;

/// Reads all rows of a file of `table` as `take` makes them from batches.
///
/// # Errors
/// The file is no Parquet file with exactly the columns of the table, or `take` refuses a batch.
pub(crate) fn read<T>(
    table: &Table,
    file: File,
    path: &Path,
    mut take: impl FnMut(&Batch<'_>, &mut Vec<T>) -> Result<()>,
) -> Result<Vec<T>> {
    guarded(path, || {
        let mut rows = Vec::new();
        for batch in batches(table, file, path)? {
            take(&Batch(&batch?), &mut rows).map_err(|error| error.at(Position::file(path)))?;
        }
        Ok(rows)
    })
}

/// The rows of a file of a table, batch by batch.
pub(crate) struct TableRows<T: StoreRow> {
    batches: ParquetRecordBatchReader,
    path: PathBuf,
    of: PhantomData<fn() -> T>,
}

impl<T: StoreRow> TableRows<T> {
    /// Opens a file.
    ///
    /// # Errors
    /// The file is no Parquet file with exactly the columns of the table.
    pub fn open(path: &Path) -> Result<Self> {
        let file = open_plain(path).map_err(|error| unreadable(path, &error.to_string()))?;
        Ok(Self { batches: reader(T::TABLE, file, path)?, path: path.to_owned(), of: PhantomData })
    }

    /// Adds the rows of the next batch, if there is one.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn next_into(&mut self, rows: &mut Vec<T>) -> Result<bool> {
        let Some(batch) = self.batches.next() else { return Ok(false) };
        let batch = batch.map_err(|error| unreadable(&self.path, &error.to_string()))?;
        T::take(&Batch(&batch), rows).map_err(|error| error.at(Position::file(&self.path)))?;
        Ok(true)
    }
}

/// Whether two files of `table` hold the same rows in the same order, however they are encoded.
///
/// # Errors
/// As [`read`], for the second file. A first file that cannot be read is not the same.
pub(crate) fn same_rows(table: &Table, one: (File, &Path), other: (File, &Path)) -> Result<bool> {
    guarded(other.1, || {
        let Ok(mut first) = batches(table, one.0, one.1) else { return Ok(false) };
        let mut second = batches(table, other.0, other.1)?;
        loop {
            match (first.next(), second.next().transpose()?) {
                (None, None) => return Ok(true),
                (Some(Ok(first)), Some(second)) if first == second => {}
                _ => return Ok(false),
            }
        }
    })
}

/// A digest of each row of a file of whatever table.
///
/// # Errors
/// It is no Parquet file, or is damaged.
pub(crate) fn row_digests(path: &Path) -> Result<Vec<[u8; 32]>> {
    guarded(path, || {
        let file = open_plain(path).map_err(|error| unreadable(path, &error.to_string()))?;
        let reader = ParquetRecordBatchReaderBuilder::try_new_with_options(
            file,
            ArrowReaderOptions::new().with_skip_arrow_metadata(true),
        );
        let reader = reader.and_then(|reader| reader.with_batch_size(8192).build());
        let mut digests = Vec::new();
        for batch in reader.map_err(|error| unreadable(path, &error.to_string()))? {
            let batch = batch.map_err(|error| unreadable(path, &error.to_string()))?;
            for row in 0..batch.num_rows() {
                let mut hash = Sha256::new();
                batch.columns().iter().try_for_each(|column| add_cell(&mut hash, column, row))?;
                digests.push(hash.finalize().into());
            }
        }
        Ok(digests)
    })
}

/// Adds a cell to a digest: an empty one is distinguished from one that holds nothing.
fn add_cell(hash: &mut Sha256, column: &ArrayRef, row: usize) -> Result<()> {
    if column.is_null(row) {
        hash.update([0]);
        return Ok(());
    }
    let mut add = |bytes: &[u8]| {
        hash.update((bytes.len() as u64 + 1).to_le_bytes());
        hash.update(bytes);
    };
    match column.data_type() {
        DataType::Utf8 => add(column.as_string::<i32>().value(row).as_bytes()),
        DataType::Binary => add(column.as_binary::<i32>().value(row)),
        DataType::Date32 => add(&column.as_primitive::<Date32Type>().value(row).to_le_bytes()),
        DataType::Int32 => add(&column.as_primitive::<Int32Type>().value(row).to_le_bytes()),
        DataType::Int64 => add(&column.as_primitive::<Int64Type>().value(row).to_le_bytes()),
        DataType::Float64 => add(&column.as_primitive::<Float64Type>().value(row).to_le_bytes()),
        DataType::Timestamp(..) => {
            add(&column.as_primitive::<TimestampMicrosecondType>().value(row).to_le_bytes());
        }
        other => return Err(Error::bug(format!("a column of type {other} in a table of the store"))),
    }
    Ok(())
}

fn batches<'a>(table: &Table, file: File, path: &'a Path) -> Result<impl Iterator<Item = Result<RecordBatch>> + 'a> {
    let batches = reader(table, file, path)?;
    Ok(batches.map(|batch| batch.map_err(|error| unreadable(path, &error.to_string()))))
}

fn reader(table: &Table, file: File, path: &Path) -> Result<ParquetRecordBatchReader> {
    let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let reader = ParquetRecordBatchReaderBuilder::try_new_with_options(file, options);
    let reader = reader.map_err(|error| unreadable(path, &error.to_string()))?;
    if reader.schema().fields() != table.plain().fields() {
        return Err(other_columns(table, path));
    }
    reader.with_batch_size(8192).build().map_err(|error| unreadable(path, &error.to_string()))
}

pub(crate) fn guarded<T>(path: &Path, read: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(unreadable(path, "the decoder stopped")))
}

pub(crate) fn unreadable(path: &Path, why: &str) -> Error {
    Error::new("S_DAMAGED", Exit::Data, format!("the stored table cannot be read: {why}"))
        .at(Position::file(path))
        .effect("nothing was priced or published; the deliveries in `store/raw` are as they were")
        .hint("run again from the deliveries, or put the file back from a backup")
}

pub(crate) fn other_columns(table: &Table, path: &Path) -> Error {
    let what = format!("the stored table does not have the columns of `{}` that this program writes", table.name);
    Error::new("S_COLUMNS", Exit::Config, what)
        .at(Position::file(path))
        .effect("nothing was read or changed")
        .hint("use the program version that wrote the store, or run again from the deliveries")
}
