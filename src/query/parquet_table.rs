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
}

/// A file whose footer was read.
struct Footer<'f> {
    file: &'f Path,
    metadata: ArrowReaderMetadata,
}

impl<'f> Footer<'f> {
    fn read(file: &'f Path) -> PolarsResult<Self> {
        // The types are those of the columns, whatever types the writer had in memory.
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let metadata = ArrowReaderMetadata::load(&File::open(file)?, options).map_err(unreadable)?;
        Ok(Self { file, metadata })
    }

    fn rows(&self) -> usize {
        self.metadata.metadata().file_metadata().num_rows().try_into().unwrap_or_default()
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
        let batches = ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone())
            .with_projection(mask)
            .with_batch_size(BATCH)
            .with_limit(rows)
            .build()
            .map_err(unreadable)?;
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
            let footer = Footer::read(file)?;
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
        let footer = Footer::read(first)?;
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
    LazyFrame::anonymous_scan(Arc::new(ParquetTable { files }), ScanArgsAnonymous::default())
}
