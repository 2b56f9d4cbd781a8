//! Writes a large table from packed columns: row groups are encoded side by side, one a core, and appended in order, so
//! that the bytes of the file do not depend on how many cores there are.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::statistics::Statistics;
use parquet::schema::types::ColumnDescriptor;

use crate::error::Result;
use crate::store::parquet::encoded_column::{Dictionary, Pages};
use crate::store::parquet::table_writer;
use crate::store::parquet::table_writer::{Chunks, TableWriter};
use crate::store::schema;
use crate::store::schema::{Table, Type};

/// The cells of one column in one row group.
#[derive(Debug)]
pub enum PackedColumn<'w> {
    /// Text that does not repeat: all of it, and where each cell starts and the last ends.
    Text(Cow<'w, [u8]>, Cow<'w, [i32]>),
    /// Words that repeat: of each row the number of its word from 1, or 0 for none.
    Words(Vec<u32>, &'w [Box<str>]),
    /// Random words that repeat within the row group: as [`PackedColumn::Words`], with so many words one behind the other, each
    /// with its length in four bytes before it.
    Codes(Vec<u32>, Vec<u8>, usize),
    /// Of each row 1 if it has a moment, else 0, and those moments: microseconds of the local calendar since 1970-01-01.
    Moments(Vec<u32>, Vec<i64>),
    /// Days since 1970-01-01 or other numbers that lie near each other: of each row how far it lies above a number, or 0 for
    /// none; and that number.
    Int32(Vec<u32>, i32),
    /// Numbers.
    Int64(Cow<'w, [i64]>),
    /// Nothing at all, so many times.
    Nothing(usize),
}

/// The rows of a row group.
pub trait RowGroup {
    /// The cells of a column, by its name.
    ///
    /// # Errors
    /// There is no such column, which is a bug.
    fn cells(&self, column: &'static str) -> Result<PackedColumn<'_>>;
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
    let properties = table_writer::basic_properties(table, sorted_by).map_err(failed)?.build();
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
            let chunks = encoder.encode(|place, column| {
                let schema::SchemaColumn { name, holds, .. } = table.columns[place];
                Ok(pages(made.cells(name)?, holds, column))
            });
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
        // Workers that wait to send see that the receiver is gone.
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

/// The pages of one column.
fn pages(cells: PackedColumn<'_>, holds: Type, column: &ColumnDescriptor) -> Pages {
    let coded = |(numbers, dictionary): (Vec<u32>, Dictionary)| Pages::coded(column, numbers, dictionary);
    match cells {
        PackedColumn::Text(bytes, ends) => Pages::texts(&bytes, &ends),
        PackedColumn::Words(numbers, words) => coded(words_that_occur(numbers, words)),
        // Pseudonyms are never searched by their order.
        PackedColumn::Codes(numbers, plain, count) => {
            coded((numbers, Dictionary { plain, count, random: true, statistics: None }))
        }
        PackedColumn::Int32(numbers, before) => coded(numbers_that_occur(numbers, before)),
        PackedColumn::Moments(there, moments) => Pages::numbers(column, &there, &moments),
        PackedColumn::Int64(numbers) => Pages::numbers(column, &vec![1; numbers.len()], &numbers),
        PackedColumn::Nothing(rows) => {
            let statistics = Some(nothing(holds, rows as u64));
            coded((vec![0; rows], Dictionary { statistics, ..Dictionary::of_numbers(&[], None) }))
        }
    }
}

/// What there is to say about a column without any value.
fn nothing(holds: Type, rows: u64) -> Statistics {
    let rows = Some(rows);
    match holds {
        Type::Text | Type::Word | Type::Bytes => Statistics::new::<ByteArray>(None, None, None, rows, false),
        Type::Day | Type::Int32 => Statistics::new::<i32>(None, None, None, rows, false),
        Type::Moment | Type::Int64 | Type::Rising => Statistics::new::<i64>(None, None, None, rows, false),
        Type::Number => Statistics::new::<f64>(None, None, None, rows, false),
    }
}

/// The words of a row group, in the order in which they first occur.
fn words_that_occur(mut numbers: Vec<u32>, words: &[Box<str>]) -> (Vec<u32>, Dictionary) {
    let (found, missing) = those_that_occur(&mut numbers, words.len());
    let found: Vec<&str> = found.into_iter().map(|number| &*words[number as usize - 1]).collect();
    let bytes = |word: Option<&&str>| word.map(|word| ByteArray::from(*word));
    let (least, most) = (bytes(found.iter().min()), bytes(found.iter().max()));
    let statistics = Statistics::new::<ByteArray>(least, most, None, Some(missing), false);
    (numbers, Dictionary::of_texts(found.into_iter().map(str::as_bytes), Some(statistics)))
}

/// The days or small numbers of a row group, in the order in which they first occur.
fn numbers_that_occur(mut numbers: Vec<u32>, before: i32) -> (Vec<u32>, Dictionary) {
    let most = numbers.iter().max().copied().unwrap_or_default();
    let (found, missing) = those_that_occur(&mut numbers, most as usize);
    let found: Vec<i32> = found.into_iter().map(|number| before + number as i32).collect();
    let (least, most) = (found.iter().min().copied(), found.iter().max().copied());
    let statistics = Statistics::new::<i32>(least, most, None, Some(missing), false);
    (numbers, Dictionary::of_numbers(&found, Some(statistics)))
}

/// Puts in place of each number up to `most` its place from 1 among those that occur; 0 stays. Those that occur, in the
/// order in which they first do, and how often 0 stands.
fn those_that_occur(numbers: &mut [u32], most: usize) -> (Vec<u32>, u64) {
    let (mut places, mut found, mut missing) = (vec![0_u32; most + 1], Vec::new(), 0);
    for number in numbers {
        let place = &mut places[*number as usize];
        if *place == 0 {
            if *number == 0 {
                missing += 1;
                continue;
            }
            found.push(*number);
            *place = found.len() as u32;
        }
        *number = *place;
    }
    (found, missing)
}
