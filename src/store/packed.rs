//! Writes a large table from packed columns: row groups are encoded side by side, one a core, and appended in order, so
//! that the bytes of the file do not hang on how many cores there are.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use arrow::array::{
    ArrayRef, Date32Array, DictionaryArray, Int32Array, Int64Array, StringArray, TimestampMicrosecondArray,
};
use arrow::buffer::{Buffer, OffsetBuffer, ScalarBuffer};
use arrow::datatypes::{DataType, Field, Int32Type, Schema, SchemaRef, TimeUnit};
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};

use super::schema::{Table, Type};
use super::table_writer::{self, Chunks, GROUP_ROWS, TableWriter};
use crate::error::{Error, Result};

/// The cells of one column in one row group.
#[derive(Debug)]
pub enum Cells<'w> {
    /// Text that does not repeat: all of it, and where each cell starts and the last ends.
    Text(Vec<u8>, Vec<i32>),
    /// Words that repeat: of each row the number of its word from 1, or 0 for none.
    Words(Vec<u32>, &'w [Box<str>]),
    /// Words of one length that repeat within the row group: as [`Cells::Words`], with the words one behind the other.
    Codes(Vec<u32>, Vec<u8>, usize),
    /// Days since 1970-01-01.
    Days(Vec<Option<i32>>),
    /// Seconds of the local calendar since 1970-01-01.
    Moments(Vec<Option<i64>>),
    /// Numbers.
    Int32(Vec<Option<i32>>),
    /// Numbers.
    Int64(Vec<i64>),
    /// Nothing at all, so many times.
    Nothing(usize),
}

/// Makes the columns of a row group by its number, in the order of the table.
pub type MakeGroup<'m> = dyn Fn(usize) -> Result<Vec<Cells<'m>>> + Sync + 'm;

/// Writes `groups` row groups of `table`, on so many threads; `sorted_by` are the columns that the rows are sorted by.
///
/// # Errors
/// The output refuses, or a group cannot be made.
pub fn write_packed<W: Write + Send>(
    table: &Table,
    sorted_by: &[&str],
    groups: usize,
    threads: usize,
    make: &MakeGroup<'_>,
    output: W,
) -> Result<W> {
    let failed = |error: ParquetError| table_writer::cannot_write(table.name.as_ref(), &error);
    let properties = properties(table, sorted_by).map_err(failed)?;
    let mut writer = TableWriter::with_properties(table, schema(table), properties, output)?;
    let encoder = writer.encoder();
    let (next, stopped) = (AtomicUsize::new(0), AtomicBool::new(false));
    let work = |sender: SyncSender<(usize, Result<Chunks>)>| {
        while !stopped.load(Ordering::Relaxed) {
            let group = next.fetch_add(1, Ordering::Relaxed);
            if group >= groups {
                break;
            }
            let chunks = make(group).and_then(|cells| encoder.encode(group, &arrays(table, cells)?));
            if sender.send((group, chunks)).is_err() {
                break;
            }
        }
    };
    std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel(1);
        for _ in 0..threads.max(1) {
            let sender = sender.clone();
            scope.spawn(|| work(sender));
        }
        drop(sender);
        let appended = append(&mut writer, &receiver);
        stopped.store(true, Ordering::Relaxed);
        // Workers that wait to hand something over see that nobody takes it.
        drop(receiver);
        appended
    })?;
    writer.finish()
}

/// Appends row groups in their order, whatever the order in which they arrive.
fn append<W: Write + Send>(
    writer: &mut TableWriter<W>,
    receiver: &Receiver<(usize, Result<Chunks>)>,
) -> Result<()> {
    let (mut waiting, mut wanted) = (BTreeMap::new(), 0);
    for (group, chunks) in receiver {
        waiting.insert(group, chunks?);
        while let Some(chunks) = waiting.remove(&wanted) {
            writer.append(chunks)?;
            wanted += 1;
        }
    }
    Ok(())
}

/// How many row groups so many rows make.
pub fn groups_of(rows: usize) -> usize {
    rows.div_ceil(GROUP_ROWS)
}

/// The schema of the arrays in memory. Readers of the file see plain text for every dictionary.
fn schema(table: &Table) -> SchemaRef {
    let word = || DataType::Dictionary(DataType::Int32.into(), DataType::Utf8.into());
    let fields = table.columns.iter().map(|column| {
        let kind = match column.holds {
            Type::Text if column.null => word(),
            Type::Text => DataType::Utf8,
            Type::Word => word(),
            Type::Day => DataType::Date32,
            Type::Moment => DataType::Timestamp(TimeUnit::Microsecond, None),
            Type::Int32 => DataType::Int32,
            Type::Int64 => DataType::Int64,
        };
        Field::new(column.name, kind, column.null)
    });
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

fn properties(table: &Table, sorted_by: &[&str]) -> Result<WriterProperties, ParquetError> {
    let quick = Compression::ZSTD(ZstdLevel::try_new(1)?);
    let mut properties = table_writer::basic_properties(table, sorted_by)?.set_compression(quick);
    for column in table.columns {
        let path = || column.name.into();
        properties = match column.holds {
            // Pseudonyms: a person comes back within a row group; nobody asks for the smallest.
            Type::Text if column.null => properties
                .set_column_dictionary_page_size_limit(path(), GROUP_ROWS * 80)
                .set_column_statistics_enabled(path(), EnabledStatistics::None),
            // Lengths apart from the text: they are all the same, and the text compresses better.
            Type::Text => properties
                .set_column_dictionary_enabled(path(), false)
                .set_column_encoding(path(), Encoding::DELTA_LENGTH_BYTE_ARRAY),
            Type::Moment | Type::Int64 => properties.set_column_dictionary_enabled(path(), false),
            Type::Word | Type::Day | Type::Int32 => properties,
        };
    }
    Ok(properties.build())
}

fn arrays(table: &Table, cells: Vec<Cells<'_>>) -> Result<Vec<ArrayRef>> {
    let columns = table.columns.iter().zip(cells);
    columns.map(|(column, cells)| array(cells, column.holds, column.null)).collect()
}

fn array(cells: Cells<'_>, holds: Type, null: bool) -> Result<ArrayRef> {
    const MICROSECONDS: i64 = 1_000_000;
    let broken = |error: arrow::error::ArrowError| Error::bug(format!("a column cannot be made: {error}"));
    Ok(match cells {
        Cells::Text(bytes, ends) => Arc::new(text(bytes, ends)?),
        Cells::Words(numbers, words) => Arc::new(words_that_occur(numbers, words)?),
        Cells::Codes(numbers, bytes, length) => {
            let ends = (0..=bytes.len() / length.max(1)).map(|place| (place * length) as i32).collect();
            Arc::new(DictionaryArray::<Int32Type>::try_new(keys(&numbers), Arc::new(text(bytes, ends)?)).map_err(broken)?)
        }
        Cells::Days(days) => Arc::new(Date32Array::from(days)),
        Cells::Moments(moments) if !null => {
            let micros = moments.into_iter().map(|moment| moment.unwrap_or_default() * MICROSECONDS);
            Arc::new(TimestampMicrosecondArray::from_iter_values(micros))
        }
        Cells::Moments(moments) => {
            let micros = moments.into_iter().map(|moment| moment.map(|seconds| seconds * MICROSECONDS));
            Arc::new(micros.collect::<TimestampMicrosecondArray>())
        }
        Cells::Int32(numbers) => Arc::new(Int32Array::from(numbers)),
        Cells::Int64(numbers) => Arc::new(Int64Array::from(numbers)),
        Cells::Nothing(rows) => match holds {
            Type::Text | Type::Word => Arc::new(words_that_occur(vec![0; rows], &[])?),
            Type::Day => Arc::new(Date32Array::new_null(rows)),
            Type::Moment => Arc::new(TimestampMicrosecondArray::new_null(rows)),
            Type::Int32 => Arc::new(Int32Array::new_null(rows)),
            Type::Int64 => Arc::new(Int64Array::new_null(rows)),
        },
    })
}

fn text(bytes: Vec<u8>, ends: Vec<i32>) -> Result<StringArray> {
    let offsets = OffsetBuffer::new(ScalarBuffer::from(ends));
    let array = StringArray::try_new(offsets, Buffer::from_vec(bytes), None);
    array.map_err(|error| Error::bug(format!("a column of text cannot be made: {error}")))
}

/// Numbers from 1 as places from 0; 0 is nothing.
fn keys(numbers: &[u32]) -> Int32Array {
    if numbers.contains(&0) {
        return numbers.iter().map(|number| number.checked_sub(1).map(|place| place as i32)).collect();
    }
    Int32Array::from_iter_values(numbers.iter().map(|number| (number - 1) as i32))
}

/// The words of a row group, in the order in which they first occur.
fn words_that_occur(mut numbers: Vec<u32>, words: &[Box<str>]) -> Result<DictionaryArray<Int32Type>> {
    let (mut places, mut found) = (vec![0_u32; words.len() + 1], Vec::new());
    for number in numbers.iter_mut().filter(|number| **number > 0) {
        let place = &mut places[*number as usize];
        if *place == 0 {
            found.push(&*words[*number as usize - 1]);
            *place = found.len() as u32;
        }
        *number = *place;
    }
    let array = DictionaryArray::<Int32Type>::try_new(keys(&numbers), Arc::new(StringArray::from(found)));
    array.map_err(|error| Error::bug(format!("a column of words cannot be made: {error}")))
}
