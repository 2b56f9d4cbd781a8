//! Writes one Parquet file: whole row groups, columns encoded on every core, the same bytes every time.

use std::error::Error as _;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;

use arrow::array::ArrayRef;
use arrow::datatypes::SchemaRef;
use parquet::arrow::ArrowSchemaConverter;
use parquet::arrow::arrow_writer::{ArrowColumnChunk, ArrowColumnWriter, ArrowRowGroupWriterFactory, compute_leaves};
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::SortingColumn;
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesBuilder};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{ColumnDescPtr, ColumnDescriptor, SchemaDescriptor};
use rayon::prelude::*;

use crate::error::{Error, Exit, Position, Result};
use crate::store::parquet::encoded_column::{Dictionary, EncodedColumn, Pages};
use crate::store::schema::{Table, Type};

/// Rows in a row group.
pub const GROUP_ROWS: usize = 262_144;

/// Bytes that are written at once.
const BUFFER: usize = 1 << 20;

/// A Parquet file being written.
pub(crate) struct TableWriter<W: Write + Send> {
    name: PathBuf,
    /// The parquet crate writes a few kilobytes at a time; each would be a call of the system.
    file: SerializedFileWriter<BufWriter<W>>,
    schema: SchemaRef,
    columns: Arc<ArrowRowGroupWriterFactory>,
    groups: usize,
}

impl<W: Write + Send> TableWriter<W> {
    /// Starts a file of `table`.
    pub fn new(table: &Table, output: W) -> Result<Self> {
        let properties = properties(table).map_err(|error| cannot_write(table.name.as_ref(), &error))?;
        Self::with_properties(table, properties, output)
    }

    /// The same with properties of its own.
    pub fn with_properties(table: &Table, properties: WriterProperties, output: W) -> Result<Self> {
        let (name, schema) = (PathBuf::from(table.name), table.plain());
        let failed = |error| cannot_write(&name, &error);
        let parquet = ArrowSchemaConverter::new().schema_root(table.name).convert(&schema).map_err(failed)?;
        let output = BufWriter::with_capacity(BUFFER, output);
        let file =
            SerializedFileWriter::new(output, parquet.root_schema_ptr(), Arc::new(properties)).map_err(failed)?;
        // The Arrow schema stays out of the file: readers that find dictionaries in it give up plain text for them.
        let columns = Arc::new(ArrowRowGroupWriterFactory::new(&file, Arc::clone(&schema)));
        Ok(Self { name, file, schema, columns, groups: 0 })
    }

    /// Writes one row group, its columns encoded side by side. The caller gives full groups, all but the last, so that
    /// no batch size shows in the file.
    pub fn write_group(&mut self, columns: Vec<ColumnChunk>) -> Result<()> {
        let chunks = self.encoder().encode_columns(self.groups, columns)?;
        self.append(chunks)
    }

    /// What encodes row groups elsewhere, to be appended in their order.
    pub fn encoder(&self) -> Encoder {
        let (name, schema, columns) = (self.name.clone(), Arc::clone(&self.schema), Arc::clone(&self.columns));
        Encoder { name, schema, columns, parquet: self.file.schema_descr().clone() }
    }

    /// Appends a row group that was encoded elsewhere.
    pub fn append(&mut self, chunks: Chunks) -> Result<()> {
        append(&mut self.file, chunks).map_err(|error| cannot_write(&self.name, &error))?;
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

/// A row group, encoded.
pub(crate) type Chunks = Vec<Chunk>;

/// One column of a row group, encoded.
pub(crate) enum Chunk {
    /// By the parquet crate, from an array.
    Whole(ArrowColumnChunk),
    /// From packed values.
    Coded(EncodedColumn),
}

/// One column of a row group, to be encoded.
pub(crate) enum ColumnChunk {
    /// An array.
    Whole(ArrayRef),
    /// Of each row the number of its value from 1, or 0 for none; and the values.
    Coded(Vec<u32>, Dictionary),
}

/// Encodes row groups of one file, on any thread.
pub(crate) struct Encoder {
    name: PathBuf,
    schema: SchemaRef,
    columns: Arc<ArrowRowGroupWriterFactory>,
    parquet: SchemaDescriptor,
}

impl Encoder {
    /// Encodes one row group of packed columns, one after the other.
    pub fn encode(&self, pages: impl Fn(usize, &ColumnDescriptor) -> Result<Pages>) -> Result<Chunks> {
        let columns = self.parquet.columns().iter().enumerate();
        columns.map(|(place, column)| self.packed(column, pages(place, column)?)).collect()
    }

    /// Encodes one row group, its columns side by side; `group` counts from 0.
    fn encode_columns(&self, group: usize, columns: Vec<ColumnChunk>) -> Result<Chunks> {
        let writers = self.columns.create_column_writers(group).map_err(|error| cannot_write(&self.name, &error))?;
        if writers.len() != columns.len() {
            let what = format!("{} columns for a table of {}", columns.len(), writers.len());
            return Err(Error::new("X_BUG", Exit::Bug, what).at(Position::file(&self.name)));
        }
        let columns = writers.into_par_iter().zip(columns).enumerate();
        columns.map(|(place, (writer, column))| self.chunk(place, writer, column)).collect()
    }

    fn chunk(&self, place: usize, mut writer: ArrowColumnWriter, column: ColumnChunk) -> Result<Chunk> {
        let mut write = |array: &ArrayRef| -> Result<(), ParquetError> {
            compute_leaves(self.schema.field(place), array)?.iter().try_for_each(|leaf| writer.write(leaf))
        };
        match column {
            ColumnChunk::Whole(array) => {
                let made = write(&array).and_then(|()| writer.close()).map(Chunk::Whole);
                made.map_err(|error| cannot_write(&self.name, &error))
            }
            ColumnChunk::Coded(numbers, dictionary) => {
                let column = self.parquet.column(place);
                self.packed(&column, Pages::coded(&column, numbers, dictionary))
            }
        }
    }

    fn packed(&self, column: &ColumnDescPtr, pages: Pages) -> Result<Chunk> {
        EncodedColumn::encode(column, pages).map(Chunk::Coded).map_err(|error| cannot_write(&self.name, &error))
    }
}

fn append<W: Write + Send>(file: &mut SerializedFileWriter<W>, chunks: Chunks) -> Result<(), ParquetError> {
    let mut group = file.next_row_group()?;
    for chunk in chunks {
        match chunk {
            Chunk::Whole(chunk) => chunk.append_to_row_group(&mut group)?,
            Chunk::Coded(chunk) => chunk.append(&mut group)?,
        }
    }
    group.close().map(|_| ())
}

fn properties(table: &Table) -> Result<WriterProperties, ParquetError> {
    let mut properties = basic_properties(table, table.key)?;
    for column in table.columns.iter().filter(|column| column.holds == Type::Text) {
        properties = properties.set_column_dictionary_enabled(column.name.into(), false);
    }
    for column in table.columns.iter().filter(|column| matches!(column.holds, Type::Rising | Type::Bytes)) {
        properties = properties.set_column_dictionary_enabled(column.name.into(), false);
    }
    for column in table.columns.iter().filter(|column| column.holds == Type::Rising) {
        properties = properties.set_column_encoding(column.name.into(), Encoding::DELTA_BINARY_PACKED);
    }
    Ok(properties.build())
}

/// What all files have in common.
pub(crate) fn basic_properties(table: &Table, sorted_by: &[&str]) -> Result<WriterPropertiesBuilder, ParquetError> {
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
        // Columns of words that repeat are coded here and have no pages to point at.
        .set_offset_index_disabled(true)
        .set_sorting_columns(Some(sorting.collect()));
    Ok(properties)
}

pub(crate) fn cannot_write(name: &std::path::Path, error: &ParquetError) -> Error {
    if let Some(source) = error.source().and_then(|source| source.downcast_ref::<io::Error>()) {
        return crate::store::files::private::refused("write the table", name, source);
    }
    Error::new("X_BUG", Exit::Bug, format!("the table cannot be written: {error}")).at(Position::file(name))
}
