//! Reads one Parquet file that has been verified; a panic of the decoder is an error like any other.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReaderBuilder};

use super::columns::Batch;
use super::schema::Table;
use crate::error::{Error, Exit, Position, Result};

/// Reads all rows of a file of `table` as `take` makes them from batches.
///
/// # Errors
/// The file is no Parquet file with exactly the columns of the table, or `take` refuses a batch.
pub(super) fn read<T>(
    table: &Table,
    file: File,
    path: &Path,
    mut take: impl FnMut(&Batch<'_>, &mut Vec<T>) -> Result<()>,
) -> Result<Vec<T>> {
    let read = AssertUnwindSafe(|| {
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let reader = ParquetRecordBatchReaderBuilder::try_new_with_options(file, options);
        let reader = reader.map_err(|error| unreadable(path, &error.to_string()))?;
        if reader.schema().fields() != table.plain().fields() {
            return Err(other_columns(table, path));
        }
        let batches = reader.build().map_err(|error| unreadable(path, &error.to_string()))?;
        let mut rows = Vec::new();
        for batch in batches {
            let batch = batch.map_err(|error| unreadable(path, &error.to_string()))?;
            take(&Batch(&batch), &mut rows).map_err(|error| error.at(Position::file(path)))?;
        }
        Ok(rows)
    });
    catch_unwind(read).unwrap_or_else(|_| Err(unreadable(path, "the decoder stopped")))
}

fn unreadable(path: &Path, why: &str) -> Error {
    Error::new("S_DAMAGED", Exit::Data, format!("the stored table cannot be read: {why}"))
        .at(Position::file(path))
        .effect("nothing was priced or published; the deliveries in `store/raw` are as they were")
        .hint("run again from the deliveries, or put the file back from a backup")
}

fn other_columns(table: &Table, path: &Path) -> Error {
    let what = format!("the stored table does not have the columns of `{}` that this program writes", table.name);
    Error::new("S_COLUMNS", Exit::Config, what)
        .at(Position::file(path))
        .effect("nothing was read or changed")
        .hint("use the program version that wrote the store, or run again from the deliveries")
}
