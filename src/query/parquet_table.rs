//! A Parquet file of the store as a table of the engine: columns are read when a question needs them.

use std::any::Any;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use polars::error::PolarsResult;
use polars::prelude::{
    AnonymousScan, AnonymousScanArgs, DataFrame, LazyFrame, ScanArgsAnonymous, Schema, SchemaExt, SchemaRef,
};
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;

/// One file. It is opened by its exact path: no sign in it is taken for a pattern.
struct ParquetTable {
    path: PathBuf,
}

impl ParquetTable {
    fn reader(&self) -> PolarsResult<ParquetReader<File>> {
        Ok(ParquetReader::new(File::open(&self.path)?))
    }
}

impl AnonymousScan for ParquetTable {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn scan(&self, asked: AnonymousScanArgs) -> PolarsResult<DataFrame> {
        let mut reader = self.reader()?;
        let columns = asked.with_columns.map(|names| names.iter().map(ToString::to_string).collect::<Vec<_>>());
        if columns.as_ref().is_some_and(Vec::is_empty) {
            let rows = reader.num_rows()?;
            return DataFrame::new(asked.n_rows.map_or(rows, |limit| rows.min(limit)), Vec::new());
        }
        reader.with_columns(columns).with_slice(asked.n_rows.map(|limit| (0, limit))).finish()
    }

    fn schema(&self, _infer_schema_length: Option<usize>) -> PolarsResult<SchemaRef> {
        Ok(Arc::new(Schema::from_arrow_schema(&*self.reader()?.schema()?)))
    }

    fn allows_projection_pushdown(&self) -> bool {
        true
    }
}

/// A file as a lazy table. Nothing but its schema is read here.
///
/// # Errors
/// The file cannot be opened, or is no Parquet file.
pub(super) fn scan(path: &Path) -> PolarsResult<LazyFrame> {
    LazyFrame::anonymous_scan(Arc::new(ParquetTable { path: path.to_owned() }), ScanArgsAnonymous::default())
}
