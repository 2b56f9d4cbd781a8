//! A Parquet file of the store as a table of the engine: columns are read when a question needs them.

use std::any::Any;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use parquet::errors::ParquetError;
use polars::error::{PolarsError, PolarsResult};
use polars::prelude::{
    AnonymousScan, AnonymousScanArgs, Column, DataFrame, Field, LazyFrame, ScanArgsAnonymous, Schema, SchemaRef, Series,
};
use rayon::prelude::*;

use super::arrow_column::{series, type_of};

/// Rows that are read at once.
const BATCH: usize = 65_536;

/// Files with the same columns. Each is opened by its exact path: no sign in it is taken for a pattern.
struct ParquetTable {
    files: Vec<PathBuf>,
    /// The row group of each that is meant; nothing: all.
    group: Option<usize>,
}

/// A file whose footer was read.
struct Footer<'f> {
    file: &'f Path,
    metadata: ArrowReaderMetadata,
    group: Option<usize>,
}

impl<'f> Footer<'f> {
    fn read(file: &'f Path, group: Option<usize>) -> PolarsResult<Self> {
        // The types are those of the columns, whatever types the writer had in memory.
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let metadata = ArrowReaderMetadata::load(&File::open(file)?, options).map_err(unreadable)?;
        Ok(Self { file, metadata, group })
    }

    fn rows(&self) -> usize {
        let all = self.metadata.metadata();
        let rows = match self.group {
            Some(group) => all.row_group(group).num_rows(),
            None => all.file_metadata().num_rows(),
        };
        rows.try_into().unwrap_or_default()
    }

    /// The first rows of some columns, or of all; each column is read by itself, on every core.
    fn columns(&self, wanted: Option<&[String]>, rows: usize) -> PolarsResult<Vec<Column>> {
        let fields = self.metadata.schema().fields();
        let all: Vec<String>;
        let names = match wanted {
            Some(names) => names,
            None => {
                all = fields.iter().map(|field| field.name().clone()).collect();
                &all
            }
        };
        names.par_iter().map(|name| self.column(name, rows).map(Column::from)).collect()
    }

    fn column(&self, name: &str, rows: usize) -> PolarsResult<Series> {
        let mask = ProjectionMask::columns(self.metadata.parquet_schema(), [name]);
        let file = File::open(self.file)?;
        let reader = ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone());
        let reader = match self.group {
            Some(group) => reader.with_row_groups(vec![group]),
            None => reader,
        };
        let batches =
            reader.with_projection(mask).with_batch_size(BATCH).with_limit(rows).build().map_err(unreadable)?;
        let field = self.metadata.schema().field_with_name(name).map_err(|error| unreadable(error.into()))?;
        let mut column = Series::new_empty(name.into(), &type_of(field.data_type())?);
        for batch in batches {
            let batch = batch.map_err(|error| unreadable(error.into()))?;
            column.append(&series(name, batch.column(0))?)?;
        }
        Ok(column)
    }
}

fn unreadable(error: ParquetError) -> PolarsError {
    PolarsError::ComputeError(format!("the stored table cannot be read: {error}").into())
}

impl AnonymousScan for ParquetTable {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn scan(&self, asked: AnonymousScanArgs) -> PolarsResult<DataFrame> {
        let columns = asked.with_columns.map(|names| names.iter().map(ToString::to_string).collect::<Vec<_>>());
        let mut left = asked.n_rows.unwrap_or(usize::MAX);
        let mut frames: Option<DataFrame> = None;
        for file in &self.files {
            let footer = Footer::read(file, self.group)?;
            let rows = footer.rows().min(left);
            let part = DataFrame::new(rows, footer.columns(columns.as_deref(), rows)?)?;
            left -= rows;
            match &mut frames {
                Some(frames) => _ = frames.vstack_mut(&part)?,
                None => frames = Some(part),
            }
            if left == 0 {
                break;
            }
        }
        Ok(frames.unwrap_or_default())
    }

    fn schema(&self, _infer_schema_length: Option<usize>) -> PolarsResult<SchemaRef> {
        let Some(first) = self.files.first() else { return Ok(SchemaRef::default()) };
        let footer = Footer::read(first, None)?;
        let fields = footer.metadata.schema().fields().iter();
        let fields = fields.map(|field| Ok(Field::new(field.name().into(), type_of(field.data_type())?)));
        Ok(Arc::new(fields.collect::<PolarsResult<Schema>>()?))
    }

    fn allows_projection_pushdown(&self) -> bool {
        true
    }
}

/// Files as one lazy table. Nothing but the schema of the first is read here.
///
/// # Errors
/// The file cannot be opened, or is no Parquet file.
pub(super) fn scan(files: Vec<PathBuf>) -> PolarsResult<LazyFrame> {
    LazyFrame::anonymous_scan(Arc::new(ParquetTable { files, group: None }), ScanArgsAnonymous::default())
}

/// The same, a table for each row group: together they have all rows, in their order.
///
/// # Errors
/// The same.
pub(super) fn scan_parts(files: &[PathBuf]) -> PolarsResult<Vec<LazyFrame>> {
    let mut parts = Vec::new();
    for file in files {
        let groups = Footer::read(file, None)?.metadata.metadata().num_row_groups();
        for group in 0..groups {
            let table = ParquetTable { files: vec![file.clone()], group: Some(group) };
            parts.push(LazyFrame::anonymous_scan(Arc::new(table), ScanArgsAnonymous::default())?);
        }
    }
    Ok(parts)
}
