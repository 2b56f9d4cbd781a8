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
    /// Bytes in a part of a text, of which one is in memory at a time.
    pub part: usize,
}

impl Default for ChunkSizes {
    fn default() -> Self {
        Self { block: 256 << 10, batch: 8 * rayon::current_num_threads(), part: 64 << 20 }
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

/// The blocks of a part of a text.
pub(crate) struct PartBlocks {
    /// The blocks.
    pub blocks: Vec<RecordBlock>,
    /// Where the next part begins, if more of the text comes, with what stands before that.
    pub next: RecordBlock,
    /// Whether the table ends in the last block.
    pub has_footer: bool,
}

/// What a scan of some bytes found.
struct ScannedBlock {
    /// The byte behind the last record, which may run over the end of the block.
    end: usize,
    lines: u32,
    records: u32,
    rest: Rest,
}

/// Why what is left of a text can only be read in one piece.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rest {
    /// It need not be.
    Free,
    /// The last record that was scanned ends the table.
    Footer,
    /// A quoted cell is never closed.
    Unclosed,
}

/// Cuts what is ahead of a scanner into blocks of about `size` bytes, `records` records of the file standing before it. The
/// block in which a record `ends_table`, or a quoted cell is never closed, reaches to the end of the text. Where more
/// `comes`, the last block may go on there, and is left to the next part; of one with the footer only what may go on.
pub(crate) fn cut(
    scanner: &RecordScanner<'_>,
    (size, records, comes): (usize, u32, bool),
    ends_table: Option<&(dyn Fn(&CsvRecord) -> bool + Sync)>,
) -> PartBlocks {
    let ranges = ranges(scanner, size);
    let scan = |range: &Range<usize>| scan(scanner, range.clone(), ends_table);
    let scanned: Vec<ScannedBlock> = ranges.par_iter().map(scan).collect();
    let mut next = RecordBlock { start: scanner.at(), end: scanner.bytes().len(), line: scanner.line(), records };
    let mut blocks = Vec::with_capacity(ranges.len());
    let mut footer = None;
    for (range, guess) in ranges.iter().zip(scanned) {
        if next.start >= range.end {
            continue;
        }
        let found = if next.start == range.start { guess } else { scan(&(next.start..range.end)) };
        let end = if found.rest == Rest::Free { found.end } else { scanner.bytes().len() };
        blocks.push(RecordBlock { end, ..next });
        footer = (found.rest == Rest::Footer).then_some(found.end);
        let records = next.records + found.records - u32::from(footer.is_some());
        next = RecordBlock { start: end, line: next.line + found.lines, records, ..next };
    }
    let cut = PartBlocks { blocks, next, has_footer: footer.is_some() };
    if comes { cut.without_what_goes_on((scanner, size), footer) } else { cut }
}

impl PartBlocks {
    /// `footer` is the byte behind the record that ends the table.
    fn without_what_goes_on(mut self, (scanner, size): (&RecordScanner<'_>, usize), footer: Option<usize>) -> Self {
        let Some(last) = self.blocks.pop() else { return self };
        let Some(footer) = footer else { return Self { next: last, ..self } };
        let below = cut(&scanner.clone().moved(last.start, last.line), (size, last.records, true), None).next;
        if below.start < footer {
            return Self { next: last, has_footer: false, ..self };
        }
        self.blocks.push(RecordBlock { end: below.start, ..last });
        // Below a footer there are no records.
        Self { next: RecordBlock { records: self.next.records, ..below }, ..self }
    }
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
    let (mut records, mut rest) = (0, Rest::Free);
    while scanner.at() < range.end && rest == Rest::Free {
        if ends_table.is_none() && scanner.pass_line() {
            records += 1;
            continue;
        }
        match scanner.next(&mut record) {
            Ok(_) if record.is_blank(scanner.bytes()) => {}
            Ok(_) => {
                records += 1;
                if ends_table.is_some_and(|ends| ends(&record)) {
                    rest = Rest::Footer;
                }
            }
            Err(_) => rest = Rest::Unclosed,
        }
    }
    ScannedBlock { end: scanner.at(), lines: scanner.line(), records, rest }
}
