//! A text cut into blocks of whole records, so that every core can read some of them: where each block starts, and how
//! many lines and records stand before it.
//!
//! Each block is scanned as if a record started at its first byte. That is certain only if the block before it ends there.
//! The blocks are therefore walked in the order of the file, and one that starts within a quoted cell is scanned again
//! from the end of that cell's record. So the cuts affect how fast a text is read, and never which records it has.

use std::ops::Range;

use rayon::prelude::*;

use crate::files::csv_records::{CsvRecord, RecordScanner};

/// Chunk sizes. They affect speed, never the result.
#[derive(Clone, Copy, Debug)]
pub struct ChunkSizes {
    /// Bytes in a block, which one core reads at a time.
    pub block: usize,
    /// Blocks in a batch. The rows of a batch are merged while the next one is read.
    pub batch: usize,
}

impl Default for ChunkSizes {
    fn default() -> Self {
        Self { block: 256 << 10, batch: 8 * rayon::current_num_threads() }
    }
}

/// A batch with so many records is not given another block.
const BATCH_RECORDS: u32 = 65_536;

/// Some whole records of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RecordBlock {
    /// The first byte, at which a record starts.
    pub start: usize,
    /// The byte behind the last record.
    pub end: usize,
    /// The physical line of the first byte, from 1.
    pub line: u32,
    /// How many records of the file stand before it; blank lines do not count.
    pub records: u32,
}

/// What a scan of some bytes found.
struct ScannedBlock {
    /// The byte behind the last record, which may run over the end of the block.
    end: usize,
    lines: u32,
    records: u32,
    /// Whether the rest of the file can only be read in one piece.
    is_last: bool,
}

/// Cuts what is ahead of a scanner into blocks of about `size` bytes. The block in which a record `ends_table`, or a
/// quoted cell is never closed, reaches to the end of the file.
pub(crate) fn cut(
    scanner: &RecordScanner<'_>,
    size: usize,
    ends_table: Option<&(dyn Fn(&CsvRecord) -> bool + Sync)>,
) -> Vec<RecordBlock> {
    let ranges = ranges(scanner, size);
    let scan = |range: &Range<usize>| scan(scanner, range.clone(), ends_table);
    let scanned: Vec<ScannedBlock> = ranges.par_iter().map(scan).collect();
    let (mut start, mut line, mut records) = (scanner.at(), scanner.line(), 0);
    let mut blocks = Vec::with_capacity(ranges.len());
    for (range, guess) in ranges.iter().zip(scanned) {
        if start >= range.end {
            continue;
        }
        let found = if start == range.start { guess } else { scan(&(start..range.end)) };
        let end = if found.is_last { scanner.bytes().len() } else { found.end };
        blocks.push(RecordBlock { start, end, line, records });
        (start, line, records) = (end, line + found.lines, records + found.records);
    }
    blocks
}

/// Blocks in batches of at most so many, and of few more records than a batch has as a rule: rows can be very short.
pub(crate) fn batches(blocks: &[RecordBlock], most: usize) -> Vec<&[RecordBlock]> {
    let (mut rest, mut batches) = (blocks, Vec::new());
    while let [first, others @ ..] = rest {
        let is_near = |block: &&RecordBlock| block.records - first.records < BATCH_RECORDS;
        let more = others.iter().take(most.saturating_sub(1)).take_while(is_near).count();
        let (batch, after) = rest.split_at(1 + more);
        batches.push(batch);
        rest = after;
    }
    batches
}

/// The bytes ahead, cut at ends of lines.
fn ranges(scanner: &RecordScanner<'_>, size: usize) -> Vec<Range<usize>> {
    let (mut start, length) = (scanner.at(), scanner.bytes().len());
    let mut ranges = Vec::new();
    while start < length {
        let end = scanner.line_start_from(start.saturating_add(size));
        ranges.push(start..end);
        start = end;
    }
    ranges
}

fn scan(
    scanner: &RecordScanner<'_>,
    range: Range<usize>,
    ends_table: Option<&(dyn Fn(&CsvRecord) -> bool + Sync)>,
) -> ScannedBlock {
    let (mut scanner, mut record) = (scanner.clone().moved(range.start, 0), CsvRecord::default());
    let (mut records, mut is_last) = (0, false);
    while scanner.at() < range.end && !is_last {
        if ends_table.is_none() && scanner.pass_line() {
            records += 1;
            continue;
        }
        match scanner.next(&mut record) {
            Ok(_) if record.is_blank(scanner.bytes()) => {}
            Ok(_) => (records, is_last) = (records + 1, ends_table.is_some_and(|ends| ends(&record))),
            Err(_) => is_last = true,
        }
    }
    ScannedBlock { end: scanner.at(), lines: scanner.line(), records, is_last }
}
