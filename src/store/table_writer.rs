//! Writes one Parquet file: whole row groups, columns encoded on every core, the same bytes every time.

use std::error::Error as _;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use arrow::array::ArrayRef;
use arrow::datatypes::SchemaRef;
use parquet::arrow::ArrowSchemaConverter;
use parquet::arrow::arrow_writer::{ArrowRowGroupWriterFactory, compute_leaves};
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::SortingColumn;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use rayon::prelude::*;

use super::schema::{Table, Type};
use crate::error::{Error, Exit, Position, Result};

/// Rows in a row group.
pub const GROUP_ROWS: usize = 262_144;

/// A Parquet file being written.
pub(super) struct TableWriter<W: Write + Send> {
    name: PathBuf,
    file: SerializedFileWriter<W>,
    schema: SchemaRef,
    columns: ArrowRowGroupWriterFactory,
    groups: usize,
}

impl<W: Write + Send> TableWriter<W> {
    /// Starts a file of `table` whose batches have `schema`.
    pub fn new(table: &Table, schema: SchemaRef, output: W) -> Result<Self> {
        let name = PathBuf::from(table.name);
        let failed = |error| cannot_write(&name, &error);
        let parquet = ArrowSchemaConverter::new().schema_root(table.name).convert(&table.plain()).map_err(failed)?;
        let properties = Arc::new(properties(table).map_err(failed)?);
        let file = SerializedFileWriter::new(output, parquet.root_schema_ptr(), properties).map_err(failed)?;
        // The Arrow schema stays out of the file: readers that find dictionaries in it give up plain text for them.
        let columns = ArrowRowGroupWriterFactory::new(&file, Arc::clone(&schema));
        Ok(Self { name, file, schema, columns, groups: 0 })
    }

    /// Writes one row group. The caller gives full groups, all but the last, so that no batch size shows in the file.
    pub fn write_group(&mut self, arrays: &[ArrayRef]) -> Result<()> {
        let Self { name, file, schema, columns, groups } = self;
        if arrays.len() != schema.fields().len() {
            let what = format!("{} columns for a table of {}", arrays.len(), schema.fields().len());
            return Err(Error::new("X_BUG", Exit::Bug, what).at(Position::file(name)));
        }
        let mut write = || -> Result<(), ParquetError> {
            let fields = schema.fields().par_iter().zip(arrays);
            let chunks = columns.create_column_writers(*groups)?.into_par_iter().zip(fields);
            let chunks = chunks.map(|(mut column, (field, array))| {
                for leaf in compute_leaves(field, array)? {
                    column.write(&leaf)?;
                }
                column.close()
            });
            let chunks = chunks.collect::<Result<Vec<_>, ParquetError>>()?;
            let mut group = file.next_row_group()?;
            for chunk in chunks {
                chunk.append_to_row_group(&mut group)?;
            }
            group.close().map(|_| ())
        };
        write().map_err(|error| cannot_write(name, &error))?;
        *groups += 1;
        Ok(())
    }

    /// Writes the footer and gives back the output.
    pub fn finish(self) -> Result<W> {
        self.file.into_inner().map_err(|error| cannot_write(&self.name, &error))
    }
}

fn properties(table: &Table) -> Result<WriterProperties, ParquetError> {
    let place = |name: &&str| table.columns.iter().position(|column| column.name == *name);
    let sorting = table.key.iter().filter_map(place).map(|at| SortingColumn {
        column_idx: at as i32,
        descending: false,
        nulls_first: false,
    });
    let mut properties = WriterProperties::builder()
        .set_created_by("beddays version 1".to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_max_row_group_row_count(Some(GROUP_ROWS))
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_sorting_columns(Some(sorting.collect()));
    for column in table.columns.iter().filter(|column| column.holds == Type::Text) {
        properties = properties.set_column_dictionary_enabled(column.name.into(), false);
    }
    Ok(properties.build())
}

fn cannot_write(name: &std::path::Path, error: &ParquetError) -> Error {
    if let Some(source) = error.source().and_then(|source| source.downcast_ref::<io::Error>()) {
        return super::private::refused("write the table", name, source);
    }
    Error::new("X_BUG", Exit::Bug, format!("the table cannot be written: {error}")).at(Position::file(name))
}
