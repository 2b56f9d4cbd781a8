//! The rows of a text: its head, then its records part by part and block by block on every core, merged in the order of the
//! file.

use std::sync::Arc;

use rayon::prelude::*;

use crate::domain::Receipt;
use crate::files::csv_records::{CsvRecord, RecordScanner};
use crate::files::refusal::{FileWarning, Refusal};
use crate::files::text::Text;
use crate::files::text_parts::TextParts;
use crate::files::text_source::TextSource;
use crate::intake::findings::candidate::Place;
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::profile::header::HeaderColumns;
use crate::intake::validate::blocks::{self, ChunkSizes, PartBlocks, RecordBlock};
use crate::intake::validate::cells::CellSource;
use crate::intake::validate::file_traits::Endings;
use crate::intake::validate::read_context::ReadContext;
use crate::intake::validate::read_rows::{ParseRow, PrepareRows, RowSink};
use crate::intake::validate::row_reader::{RowReader, THIS_DELIVERY};
use crate::intake::validate::shape;
use crate::intake::validate::surround::{Surround, is_footer};
use crate::intake::validate::text_head::{TextHead, head, refuse_identity};
use crate::intake::{Delivery, Rules};

/// Of a text that is larger, so much is read for what stands above the rows; more where that ends in the middle of it.
const HEAD: usize = 1 << 20;
/// So much of a text without a header that can be read is looked at.
const MOST_HEAD: usize = 64 << 20;

/// Reads a text. `progress` hears how many of its bytes are done.
///
/// # Errors
/// The file is refused as a whole, and with it the rows that were handed on.
pub(crate) fn read<T: Send, P: Send>(
    source: TextSource<'_>,
    sizes: ChunkSizes,
    (delivery, rules): (&Delivery<'_>, &Rules<'_>),
    audit: &mut RecordAudit,
    RowSink { row, prepare, take }: RowSink<'_, T, P>,
    progress: &dyn Fn(u64),
) -> Result<(), Refusal> {
    let (parts, notes) = TextParts::open(source, delivery.profile.layout.encoding)?;
    notes.into_iter().for_each(|note| audit.note(THIS_DELIVERY, note));
    let Begun { columns, delimiter, endings, blank, around, notes, mut at, line } =
        begin(&parts, (delivery, rules), audit, row)?;
    notes.into_iter().for_each(|note| audit.note(THIS_DELIVERY, note));
    let mut all = RowReader { endings, blank, around, ..RowReader::new(delivery, rules, &columns) };
    let (columns, context) = (all.columns, Arc::clone(&all.context));
    let (receipts, mut waiting) = (audit.blank_receipts(), Vec::new());
    let (mut size, mut line, mut records, mut below) = (sizes.part, line, 0, None);
    while at < parts.end {
        let text = parts.part(at, size, line as usize - 1)?;
        let scanner = RecordScanner::new(text.bytes(), 0, delimiter).moved(0, line);
        let is_footer = |record: &CsvRecord| is_footer(CellSource::record(&text, record), columns, delivery.profile);
        let ends_table: &(dyn Fn(&CsvRecord) -> bool + Sync) = &is_footer;
        let ends_table = delivery.profile.layout.footer.as_ref().filter(|_| below.is_none()).map(|_| ends_table);
        let PartBlocks { blocks, next, has_footer } =
            blocks::cut(&scanner, (sizes.block, records, !text.is_last), ends_table);
        let (context, receipts) = (Arc::clone(&context), receipts.clone());
        let of = (delivery, rules, columns);
        let blocks_of = TextBlocks { text: &text, scanner, of, context, receipts, below, row, prepare };
        for batch in blocks::batches(&blocks, sizes.batch) {
            let before = std::mem::take(&mut waiting);
            let (merged, read) = rayon::join(|| all.merge_blocks(before, audit, take), || blocks_of.read(batch));
            merged?;
            waiting = read;
            progress(batch.last().map_or(0, |block| text.offset(block.end)));
        }
        // A record can be longer than a part.
        size = if blocks.is_empty() { size.saturating_mul(2) } else { sizes.part };
        (at, line, records) = (text.offset(next.start) as usize, next.line, next.records);
        below = below.or(has_footer.then_some(records));
    }
    all.merge_blocks(waiting, audit, take)?;
    all.close(audit)
}

/// What stands above the rows of a text, and where these begin.
struct Begun {
    columns: HeaderColumns,
    delimiter: u8,
    endings: Endings,
    blank: u32,
    around: Surround,
    notes: Vec<FileWarning>,
    /// The first byte of the rows.
    at: usize,
    /// Its line.
    line: u32,
}

/// Reads what stands above the rows, in so much of the text as that takes.
fn begin<T>(
    parts: &TextParts<'_>,
    (delivery, rules): (&Delivery<'_>, &Rules<'_>),
    audit: &mut RecordAudit,
    row: ParseRow<T>,
) -> Result<Begun, Refusal> {
    let mut size = HEAD;
    loop {
        let text = parts.part(parts.start, size, 0)?;
        match begin_in(&text, (delivery, rules), audit, row) {
            Ok((begun, is_whole)) if text.is_last || is_whole => return Ok(begun),
            Err(refusal) if text.is_last || size >= MOST_HEAD => return Err(refusal),
            _ => size *= 2,
        }
    }
}

/// As [`begin`], in this beginning of a text; and whether it does not end with that.
fn begin_in<T>(
    text: &Text<'_>,
    (delivery, rules): (&Delivery<'_>, &Rules<'_>),
    audit: &mut RecordAudit,
    row: ParseRow<T>,
) -> Result<(Begun, bool), Refusal> {
    let TextHead { columns, mut scanner, endings, blank, above, notes } = head(text, delivery)?;
    refuse_identity(&columns, rules)?;
    let mut reader = RowReader { endings, blank, ..RowReader::new(delivery, rules, &columns) };
    reader.around.above = above;
    reader.pass_over_rows(text, &mut scanner, audit, row)?;
    let RowReader { endings, blank, around, .. } = reader;
    let (at, line, delimiter) = (text.offset(scanner.at()) as usize, scanner.line(), scanner.delimiter());
    Ok((Begun { columns, delimiter, endings, blank, around, notes, at, line }, scanner.at() < text.bytes().len()))
}

/// What a block gave, its rows prepared, or why the file is refused.
type BlockRead<'s, 'd, T, P> = Result<(RowReader<'s, 'd, T>, RecordAudit, P), Refusal>;

/// What the blocks of one part of a text have in common.
struct TextBlocks<'t, 's, 'd, T, P> {
    text: &'t Text<'t>,
    scanner: RecordScanner<'t>,
    of: (&'s Delivery<'d>, &'s Rules<'s>, &'s HeaderColumns),
    context: Arc<ReadContext>,
    receipts: Vec<Receipt>,
    /// How many records stand above the footer, where that was in a part before.
    below: Option<u32>,
    row: ParseRow<T>,
    prepare: &'s PrepareRows<'s, T, P>,
}

impl<'s, 'd, T: Send, P: Send> TextBlocks<'_, 's, 'd, T, P> {
    /// Reads some blocks, on every core.
    fn read(&self, blocks: &[RecordBlock]) -> Vec<BlockRead<'s, 'd, T, P>> {
        blocks.par_iter().map(|block| self.read_block(block)).collect()
    }

    fn read_block(&self, block: &RecordBlock) -> BlockRead<'s, 'd, T, P> {
        let (text, (delivery, rules, columns)) = (self.text, self.of);
        let mut reader = RowReader::with(Arc::clone(&self.context), delivery, rules, columns);
        reader.read = self.below.unwrap_or(block.records);
        reader.around.below = delivery.profile.layout.skip_rows;
        reader.around.footer = u32::from(self.below.is_some());
        let mut audit = RecordAudit::from_parts(self.receipts.clone(), Vec::new());
        let (mut scanner, mut record) = (self.scanner.clone().moved(block.start, block.line), CsvRecord::default());
        while scanner.at() < block.end {
            scanner.next(&mut record).map_err(|unclosed| shape::unclosed(text, unclosed))?;
            let offset = text.offset(record.start);
            let place = Place { delivery: THIS_DELIVERY, record: reader.read + 1, line: record.line, offset };
            reader.read += u32::from(reader.record(text, &record, place, &mut audit, self.row)?);
        }
        reader.around.footer -= u32::from(self.below.is_some());
        let prepared = (self.prepare)(std::mem::take(&mut reader.rows), audit.take_found());
        Ok((reader, audit, prepared))
    }
}

impl<'s, 'd, T> RowReader<'s, 'd, T> {
    /// Passes over the rows right below the header, as the profile says.
    fn pass_over_rows(
        &mut self,
        text: &Text<'_>,
        scanner: &mut RecordScanner<'_>,
        audit: &mut RecordAudit,
        row: ParseRow<T>,
    ) -> Result<(), Refusal> {
        let mut record = CsvRecord::default();
        while self.around.below < self.delivery.profile.layout.skip_rows
            && scanner.next(&mut record).map_err(|unclosed| shape::unclosed(text, unclosed))?
        {
            self.record(text, &record, Place::default(), audit, row)?;
        }
        Ok(())
    }

    /// Adds what the next blocks of the file gave, and hands their rows on.
    fn merge_blocks<P>(
        &mut self,
        blocks: Vec<BlockRead<'s, 'd, T, P>>,
        audit: &mut RecordAudit,
        take: &mut (dyn FnMut(P) + Send),
    ) -> Result<(), Refusal> {
        for block in blocks {
            let (other, found, prepared) = block?;
            self.merge(other);
            audit.append(found);
            take(prepared);
        }
        Ok(())
    }

    fn merge(&mut self, block: Self) {
        self.values.merge(&block.values);
        self.endings.merge(block.endings);
        self.ids.merge(block.ids);
        self.blank += block.blank;
        self.around.footer += block.around.footer;
        self.read = block.read;
        block.counts.into_iter().for_each(|(name, count)| *self.counts.entry(name).or_default() += count);
    }
}
