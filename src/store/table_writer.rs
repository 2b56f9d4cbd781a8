//! Writes one Parquet file: whole row groups, columns encoded on every core, the same bytes every time.

use std::error::Error as _;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use arrow::array::ArrayRef;
use arrow::datatypes::SchemaRef;
use parquet::arrow::ArrowSchemaConverter;
use parquet::arrow::arrow_writer::{ArrowColumnChunk, ArrowRowGroupWriterFactory, compute_leaves};
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::SortingColumn;
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesBuilder};
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
    columns: Arc<ArrowRowGroupWriterFactory>,
    groups: usize,
}

impl<W: Write + Send> TableWriter<W> {
    /// Starts a file of `table` whose batches have `schema`.
    pub fn new(table: &Table, schema: SchemaRef, output: W) -> Result<Self> {
        let name = PathBuf::from(table.name);
        let properties = properties(table).map_err(|error| cannot_write(&name, &error))?;
        Self::with_properties(table, schema, properties, output)
    }

    /// The same with properties of its own.
    pub fn with_properties(table: &Table, schema: SchemaRef, properties: WriterProperties, output: W) -> Result<Self> {
        let name = PathBuf::from(table.name);
        let failed = |error| cannot_write(&name, &error);
        let parquet = ArrowSchemaConverter::new().schema_root(table.name).convert(&table.plain()).map_err(failed)?;
        let file =
            SerializedFileWriter::new(output, parquet.root_schema_ptr(), Arc::new(properties)).map_err(failed)?;
        // The Arrow schema stays out of the file: readers that find dictionaries in it give up plain text for them.
        let columns = Arc::new(ArrowRowGroupWriterFactory::new(&file, Arc::clone(&schema)));
        Ok(Self { name, file, schema, columns, groups: 0 })
    }

    /// Writes one row group. The caller gives full groups, all but the last, so that no batch size shows in the file.
    pub fn write_group(&mut self, arrays: &[ArrayRef]) -> Result<()> {
        let Self { name, file, schema, columns, groups } = self;
        let mut write = || -> Result<(), ParquetError> {
            let fields = schema.fields().par_iter().zip(arrays);
            let chunks = columns.create_column_writers(*groups)?.into_par_iter().zip(fields);
            let chunks = chunks.map(|(mut column, (field, array))| {
                for leaf in compute_leaves(field, array)? {
                    column.write(&leaf)?;
                }
                column.close()
            });
            append(file, chunks.collect::<Result<Chunks, ParquetError>>()?)
        };
        write().map_err(|error| cannot_write(name, &error))?;
        *groups += 1;
        Ok(())
    }

    /// What encodes row groups elsewhere, to be appended in their order.
    pub fn encoder(&self) -> Encoder {
        Encoder { name: self.name.clone(), schema: Arc::clone(&self.schema), columns: Arc::clone(&self.columns) }
    }

    /// Appends a row group that was encoded elsewhere.
    pub fn append(&mut self, chunks: Chunks) -> Result<()> {
        append(&mut self.file, chunks).map_err(|error| cannot_write(&self.name, &error))?;
        self.groups += 1;
        Ok(())
    }

    /// Writes the footer and gives back the output.
    pub fn finish(self) -> Result<W> {
        self.file.into_inner().map_err(|error| cannot_write(&self.name, &error))
    }
}

/// A row group, encoded.
pub(super) type Chunks = Vec<ArrowColumnChunk>;

/// Encodes row groups of one file, on any thread.
pub(super) struct Encoder {
    name: PathBuf,
    schema: SchemaRef,
    columns: Arc<ArrowRowGroupWriterFactory>,
}

impl Encoder {
    /// Encodes one row group; `group` counts from 0.
    pub fn encode(&self, group: usize, arrays: &[ArrayRef]) -> Result<Chunks> {
        let columns = || self.columns.create_column_writers(group);
        let encode = || -> Result<Chunks, ParquetError> {
            let columns = columns()?.into_iter().zip(self.schema.fields().iter().zip(arrays));
            let chunks = columns.map(|(mut column, (field, array))| {
                for leaf in compute_leaves(field, array)? {
                    column.write(&leaf)?;
                }
                column.close()
            });
            chunks.collect()
        };
        encode().map_err(|error| cannot_write(&self.name, &error))
    }
}

fn append<W: Write + Send>(file: &mut SerializedFileWriter<W>, chunks: Chunks) -> Result<(), ParquetError> {
    let mut group = file.next_row_group()?;
    for chunk in chunks {
        chunk.append_to_row_group(&mut group)?;
    }
    group.close().map(|_| ())
}

fn properties(table: &Table) -> Result<WriterProperties, ParquetError> {
    let mut properties = basic_properties(table, table.key)?;
    for column in table.columns.iter().filter(|column| column.holds == Type::Text) {
        properties = properties.set_column_dictionary_enabled(column.name.into(), false);
    }
    Ok(properties.build())
}

/// What all files have in common.
pub(super) fn basic_properties(table: &Table, sorted_by: &[&str]) -> Result<WriterPropertiesBuilder, ParquetError> {
    let place = |name: &&str| table.columns.iter().position(|column| column.name == *name);
    let sorting = sorted_by.iter().filter_map(place).map(|at| SortingColumn {
        column_idx: at as i32,
        descending: false,
        nulls_first: false,
    });
    let properties = WriterProperties::builder()
        .set_created_by("beddays version 1".to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_max_row_group_row_count(Some(GROUP_ROWS))
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_sorting_columns(Some(sorting.collect()));
    Ok(properties)
}

pub(super) fn cannot_write(name: &std::path::Path, error: &ParquetError) -> Error {
    if let Some(source) = error.source().and_then(|source| source.downcast_ref::<io::Error>()) {
        return super::private::refused("write the table", name, source);
    }
    Error::new("X_BUG", Exit::Bug, format!("the table cannot be written: {error}")).at(Position::file(name))
}
