//! Writes a large table from packed columns: row groups are encoded side by side, one a core, and appended in order, so
//! that the bytes of the file do not hang on how many cores there are.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use arrow::array::{ArrayRef, Int32Array, Int64Array, StringArray, TimestampMicrosecondArray};
use arrow::buffer::{Buffer, OffsetBuffer, ScalarBuffer};
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::statistics::Statistics;

use super::coded::Dictionary;
use super::schema::{self, Table, Type};
use super::table_writer::{self, Chunks, Column, TableWriter};
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

/// The rows of a row group.
pub trait RowGroup {
    /// The cells of a column, by its name.
    ///
    /// # Errors
    /// There is no such column, which is a bug.
    fn cells(&self, column: &'static str) -> Result<Cells<'_>>;
}

/// Writes `groups` row groups of `table`, on so many threads; `rows` gives the rows of one by its number from 0;
/// `sorted_by` are the columns that all rows are sorted by.
///
/// # Errors
/// The output refuses, or a group cannot be made.
pub fn write_packed<W: Write + Send, G: RowGroup>(
    table: &Table,
    sorted_by: &[&str],
    groups: usize,
    threads: usize,
    rows: impl Fn(usize) -> G + Sync,
    output: W,
) -> Result<W> {
    let failed = |error: ParquetError| table_writer::cannot_write(table.name.as_ref(), &error);
    let properties = properties(table, sorted_by).map_err(failed)?;
    let mut writer = TableWriter::with_properties(table, properties, output)?;
    let encoder = writer.encoder();
    let (next, stopped) = (AtomicUsize::new(0), AtomicBool::new(false));
    let work = |sender: SyncSender<(usize, Result<Chunks>)>| {
        while !stopped.load(Ordering::Relaxed) {
            let group = next.fetch_add(1, Ordering::Relaxed);
            if group >= groups {
                break;
            }
            let made = rows(group);
            let of = |place: usize| column(made.cells(table.columns[place].name)?, &table.columns[place]);
            let chunks = encoder.encode(group, of);
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
fn append<W: Write + Send>(writer: &mut TableWriter<W>, receiver: &Receiver<(usize, Result<Chunks>)>) -> Result<()> {
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

fn properties(table: &Table, sorted_by: &[&str]) -> Result<WriterProperties, ParquetError> {
    let quick = Compression::ZSTD(ZstdLevel::try_new(1)?);
    let mut properties = table_writer::basic_properties(table, sorted_by)?.set_compression(quick);
    for column in table.columns {
        let path = || column.name.into();
        properties = match column.holds {
            // Lengths apart from the text: they are all alike, and the text compresses better. Sorted by something else,
            // its smallest and largest say nothing.
            Type::Text => properties
                .set_column_dictionary_enabled(path(), false)
                .set_column_encoding(path(), Encoding::DELTA_LENGTH_BYTE_ARRAY)
                .set_column_statistics_enabled(path(), EnabledStatistics::None),
            Type::Moment | Type::Int64 => properties
                .set_column_dictionary_enabled(path(), false)
                .set_column_encoding(path(), Encoding::DELTA_BINARY_PACKED),
            Type::Word | Type::Day | Type::Int32 | Type::Number => properties,
        };
    }
    Ok(properties.build())
}

fn column(cells: Cells<'_>, column: &schema::Column) -> Result<Column> {
    const MICROSECONDS: i64 = 1_000_000;
    let array = |array: ArrayRef| Ok(Column::Whole(array));
    match cells {
        Cells::Text(bytes, ends) => array(Arc::new(text(bytes, ends)?)),
        Cells::Words(numbers, words) => Ok(words_that_occur(numbers, words)),
        // Nobody looks for a pseudonym by its place in the order.
        Cells::Codes(numbers, bytes, length) => {
            Ok(Column::Coded(numbers, Dictionary::of_texts(bytes.chunks(length), None)))
        }
        Cells::Days(days) => Ok(days_that_occur(&days)),
        Cells::Moments(moments) if !column.null => {
            let micros = moments.into_iter().map(|moment| moment.unwrap_or_default() * MICROSECONDS);
            array(Arc::new(TimestampMicrosecondArray::from_iter_values(micros)))
        }
        Cells::Moments(moments) => {
            let micros = moments.into_iter().map(|moment| moment.map(|seconds| seconds * MICROSECONDS));
            array(Arc::new(micros.collect::<TimestampMicrosecondArray>()))
        }
        Cells::Int32(numbers) => array(Arc::new(Int32Array::from(numbers))),
        Cells::Int64(numbers) => array(Arc::new(Int64Array::from(numbers))),
        Cells::Nothing(rows) => {
            let statistics = Some(nothing(column.holds, rows as u64));
            Ok(Column::Coded(vec![0; rows], Dictionary { plain: Vec::new(), count: 0, statistics }))
        }
    }
}

/// What there is to say about a column without any value.
fn nothing(holds: Type, rows: u64) -> Statistics {
    let rows = Some(rows);
    match holds {
        Type::Text | Type::Word => Statistics::new::<ByteArray>(None, None, None, rows, false),
        Type::Day | Type::Int32 => Statistics::new::<i32>(None, None, None, rows, false),
        Type::Moment | Type::Int64 => Statistics::new::<i64>(None, None, None, rows, false),
        Type::Number => Statistics::new::<f64>(None, None, None, rows, false),
    }
}

fn text(bytes: Vec<u8>, ends: Vec<i32>) -> Result<StringArray> {
    let offsets = OffsetBuffer::new(ScalarBuffer::from(ends));
    let array = StringArray::try_new(offsets, Buffer::from_vec(bytes), None);
    array.map_err(|error| Error::bug(format!("a column of text cannot be made: {error}")))
}

/// The words of a row group, in the order in which they first occur.
fn words_that_occur(mut numbers: Vec<u32>, words: &[Box<str>]) -> Column {
    let (mut places, mut found, mut missing) = (vec![0_u32; words.len() + 1], Vec::<&str>::new(), 0);
    for number in &mut numbers {
        if *number == 0 {
            missing += 1;
            continue;
        }
        let place = &mut places[*number as usize];
        if *place == 0 {
            found.push(&words[*number as usize - 1]);
            *place = found.len() as u32;
        }
        *number = *place;
    }
    let bytes = |word: Option<&&str>| word.map(|word| ByteArray::from(*word));
    let (least, most) = (bytes(found.iter().min()), bytes(found.iter().max()));
    let statistics = Statistics::new::<ByteArray>(least, most, None, Some(missing), false);
    let dictionary = Dictionary::of_texts(found.into_iter().map(str::as_bytes), Some(statistics));
    Column::Coded(numbers, dictionary)
}

/// The days of a row group, in the order in which they first occur.
fn days_that_occur(days: &[Option<i32>]) -> Column {
    let there = || days.iter().flatten().copied();
    let (least, most) = (there().min(), there().max());
    let span = least.zip(most).map_or(0, |(least, most)| (most - least) as usize + 1);
    let (mut places, mut found, mut missing) = (vec![0_u32; span], Vec::new(), 0);
    let number = |day: &Option<i32>| {
        let Some(day) = day else {
            missing += 1;
            return 0;
        };
        let place = &mut places[(day - least.unwrap_or(*day)) as usize];
        if *place == 0 {
            found.push(*day);
            *place = found.len() as u32;
        }
        *place
    };
    let numbers = days.iter().map(number).collect();
    let statistics = Statistics::new::<i32>(least, most, None, Some(missing), false);
    Column::Coded(numbers, Dictionary::of_numbers(&found, Some(statistics)))
}
