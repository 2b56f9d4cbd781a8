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

/// Files with the same columns. Each is opened by its exact path: no sign in it is taken for a pattern.
struct ParquetTable {
    files: Vec<PathBuf>,
}

fn reader(file: &Path) -> PolarsResult<ParquetReader<File>> {
    Ok(ParquetReader::new(File::open(file)?))
}

impl AnonymousScan for ParquetTable {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn scan(&self, asked: AnonymousScanArgs) -> PolarsResult<DataFrame> {
        let columns = asked.with_columns.map(|names| names.iter().map(ToString::to_string).collect::<Vec<_>>());
        let mut left = asked.n_rows.unwrap_or(usize::MAX);
        if columns.as_ref().is_some_and(Vec::is_empty) {
            let rows = self.files.iter().map(|file| reader(file)?.num_rows()).sum::<PolarsResult<usize>>()?;
            return DataFrame::new(rows.min(left), Vec::new());
        }
        let mut frames: Option<DataFrame> = None;
        for file in &self.files {
            let part = reader(file)?.with_columns(columns.clone()).with_slice(Some((0, left))).finish()?;
            left -= part.height();
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
        Ok(Arc::new(Schema::from_arrow_schema(&*reader(first)?.schema()?)))
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
