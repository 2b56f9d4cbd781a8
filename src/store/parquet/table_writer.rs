//! Writes one Parquet file: whole row groups, columns encoded on every core, the same bytes every time.

use std::error::Error as _;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_schema::{Field, SchemaRef};
use parquet::arrow::ArrowSchemaConverter;
use parquet::arrow::arrow_writer::{ArrowColumnChunk, ArrowColumnWriter, ArrowRowGroupWriterFactory, compute_leaves};
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::SortingColumn;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use rayon::prelude::*;

use crate::error::{Error, Exit, Position, Result};
use crate::store::schema::{Table, Type};

/// Rows in a row group.
pub const GROUP_ROWS: usize = 262_144;

/// Words of a row group take up to so many bytes as a dictionary.
const DICTIONARY: usize = 16 << 20;

/// Bytes that are written at once; many tables may be written side by side.
const BUFFER: usize = 1 << 17;

/// A Parquet file being written.
pub(crate) struct TableWriter<W: Write + Send> {
    name: PathBuf,
    /// The parquet crate writes a few kilobytes at a time; each would be a call of the system.
    file: SerializedFileWriter<BufWriter<W>>,
    schema: SchemaRef,
    columns: ArrowRowGroupWriterFactory,
    groups: usize,
}

impl<W: Write + Send> TableWriter<W> {
    /// Starts a file of `table`.
    pub fn new(table: &Table, output: W) -> Result<Self> {
        let (name, schema) = (PathBuf::from(table.name), table.plain());
        let failed = |error| cannot_write(&name, &error);
        let properties = properties(table).map_err(failed)?;
        let parquet = ArrowSchemaConverter::new().schema_root(table.name).convert(&schema).map_err(failed)?;
        let output = BufWriter::with_capacity(BUFFER, output);
        let file =
            SerializedFileWriter::new(output, parquet.root_schema_ptr(), Arc::new(properties)).map_err(failed)?;
        // The Arrow schema stays out of the file: readers that find dictionaries in it give up plain text for them.
        let columns = ArrowRowGroupWriterFactory::new(&file, Arc::clone(&schema));
        Ok(Self { name, file, schema, columns, groups: 0 })
    }

    /// Writes one row group, its columns encoded side by side. The caller gives full groups, all but the last, so that
    /// no batch size shows in the file.
    pub fn write_group(&mut self, columns: Vec<ArrayRef>) -> Result<()> {
        let failed = |error| cannot_write(&self.name, &error);
        let writers = self.columns.create_column_writers(self.groups).map_err(failed)?;
        if writers.len() != columns.len() {
            let what = format!("{} columns for a table of {}", columns.len(), writers.len());
            return Err(Error::new("X_BUG", Exit::Bug, what).at(Position::file(&self.name)));
        }
        let columns = self.schema.fields().par_iter().zip(writers).zip(columns);
        let chunks: Result<Vec<ArrowColumnChunk>, ParquetError> =
            columns.map(|((field, writer), column)| chunk(field, writer, &column)).collect();
        let written = chunks.and_then(|chunks| append(&mut self.file, chunks));
        written.map_err(|error| cannot_write(&self.name, &error))?;
        self.groups += 1;
        Ok(())
    }

    /// Writes the footer and gives back the output.
    pub fn finish(self) -> Result<W> {
        let output = self.file.into_inner().map_err(|error| cannot_write(&self.name, &error))?;
        output
            .into_inner()
            .map_err(|error| crate::store::files::private::refused("write the table", &self.name, error.error()))
    }
}

/// One column of a row group, encoded.
fn chunk(field: &Field, mut writer: ArrowColumnWriter, column: &ArrayRef) -> Result<ArrowColumnChunk, ParquetError> {
    compute_leaves(field, column)?.iter().try_for_each(|leaf| writer.write(leaf))?;
    writer.close()
}

fn append<W: Write + Send>(
    file: &mut SerializedFileWriter<BufWriter<W>>,
    chunks: Vec<ArrowColumnChunk>,
) -> Result<(), ParquetError> {
    let mut group = file.next_row_group()?;
    chunks.into_iter().try_for_each(|chunk| chunk.append_to_row_group(&mut group))?;
    group.close().map(|_| ())
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
        .set_dictionary_page_size_limit(DICTIONARY)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        // Whole row groups are read, no single pages.
        .set_offset_index_disabled(true)
        .set_sorting_columns(Some(sorting.collect()));
    for column in table.columns.iter().filter(|column| matches!(column.holds, Type::Text | Type::Rising | Type::Bytes))
    {
        properties = properties.set_column_dictionary_enabled(column.name.into(), false);
    }
    for column in table.columns.iter().filter(|column| column.holds == Type::Rising) {
        properties = properties.set_column_encoding(column.name.into(), Encoding::DELTA_BINARY_PACKED);
    }
    Ok(properties.build())
}

pub(crate) fn cannot_write(name: &std::path::Path, error: &ParquetError) -> Error {
    if let Some(source) = error.source().and_then(|source| source.downcast_ref::<io::Error>()) {
        return crate::store::files::private::refused("write the table", name, source);
    }
    Error::new("X_BUG", Exit::Bug, format!("the table cannot be written: {error}")).at(Position::file(name))
}
