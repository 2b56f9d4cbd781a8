//! The rows of a text: its head, then its records block by block on every core, merged in the order of the file.

use std::sync::Arc;

use rayon::prelude::*;

use crate::domain::Receipt;
use crate::files::csv_records::{CsvRecord, RecordScanner};
use crate::files::refusal::Refusal;
use crate::files::text::Text;
use crate::intake::findings::candidate::Place;
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::profile::header::HeaderColumns;
use crate::intake::validate::blocks::{self, ChunkSizes, RecordBlock};
use crate::intake::validate::cells::CellSource;
use crate::intake::validate::read_context::ReadContext;
use crate::intake::validate::read_rows::{ParseRow, PrepareRows, RowSink};
use crate::intake::validate::row_reader::{RowReader, THIS_DELIVERY};
use crate::intake::validate::shape;
use crate::intake::validate::surround::is_footer;
use crate::intake::validate::text_head::{TextHead, head, refuse_identity};
use crate::intake::{Delivery, Rules};

/// Reads a text. `progress` hears how many of its bytes are done.
///
/// # Errors
/// The file is refused as a whole, and with it the rows that were handed on.
pub(crate) fn read<T: Send, P: Send>(
    bytes: &[u8],
    sizes: ChunkSizes,
    (delivery, rules): (&Delivery<'_>, &Rules<'_>),
    audit: &mut RecordAudit,
    RowSink { row, prepare, take }: RowSink<'_, T, P>,
    progress: &dyn Fn(u64),
) -> Result<(), Refusal> {
    let (text, notes) = Text::open_as(bytes, delivery.profile.layout.encoding)?;
    notes.into_iter().for_each(|note| audit.note(THIS_DELIVERY, note));
    let TextHead { columns, mut scanner, endings, blank, above, notes } = head(&text, delivery)?;
    refuse_identity(&columns, rules)?;
    notes.into_iter().for_each(|note| audit.note(THIS_DELIVERY, note));
    let mut all = RowReader { endings, blank, ..RowReader::new(delivery, rules, &columns) };
    all.around.above = above;
    let receipts = audit.blank_receipts();
    all.pass_over_rows(&text, &mut scanner, audit, row)?;
    let (columns, context) = (all.columns, Arc::clone(&all.context));
    let is_footer = |record: &CsvRecord| is_footer(CellSource::record(&text, record), columns, delivery.profile);
    let ends_table: &(dyn Fn(&CsvRecord) -> bool + Sync) = &is_footer;
    let blocks = blocks::cut(&scanner, sizes.block, delivery.profile.layout.footer.as_ref().map(|_| ends_table));
    let blocks_of = TextBlocks { text: &text, scanner, delivery, rules, columns, context, receipts, row, prepare };
    let mut waiting = Vec::new();
    for batch in blocks::batches(&blocks, sizes.batch) {
        let before = std::mem::take(&mut waiting);
        let (merged, read) = rayon::join(|| all.merge_blocks(before, audit, take), || blocks_of.read(batch));
        merged?;
        waiting = read;
        progress(batch.last().map_or(0, |block| block.end.min(delivery.size)) as u64);
    }
    all.merge_blocks(waiting, audit, take)?;
    all.close(audit)
}

/// What a block gave, its rows prepared, or why the file is refused.
type BlockRead<'s, 'd, T, P> = Result<(RowReader<'s, 'd, T>, RecordAudit, P), Refusal>;

/// What the blocks of one text have in common.
struct TextBlocks<'s, 'd, T, P> {
    text: &'s Text<'s>,
    scanner: RecordScanner<'s>,
    delivery: &'s Delivery<'d>,
    rules: &'s Rules<'s>,
    columns: &'s HeaderColumns,
    context: Arc<ReadContext>,
    receipts: Vec<Receipt>,
    row: ParseRow<T>,
    prepare: &'s PrepareRows<'s, T, P>,
}

impl<'s, 'd, T: Send, P: Send> TextBlocks<'s, 'd, T, P> {
    /// Reads some blocks, on every core.
    fn read(&self, blocks: &[RecordBlock]) -> Vec<BlockRead<'s, 'd, T, P>> {
        blocks.par_iter().map(|block| self.read_block(block)).collect()
    }

    fn read_block(&self, block: &RecordBlock) -> BlockRead<'s, 'd, T, P> {
        let Self { text, delivery, .. } = *self;
        let context = Arc::clone(&self.context);
        let mut reader = RowReader::with(context, delivery, self.rules, self.columns);
        reader.read = block.records;
        reader.around.below = delivery.profile.layout.skip_rows;
        let mut audit = RecordAudit::from_parts(self.receipts.clone(), Vec::new());
        let (mut scanner, mut record) = (self.scanner.clone().moved(block.start, block.line), CsvRecord::default());
        while scanner.at() < block.end {
            scanner.next(&mut record).map_err(|unclosed| shape::unclosed(text, unclosed))?;
            let offset = text.offset(record.start);
            let place = Place { delivery: THIS_DELIVERY, record: reader.read + 1, line: record.line, offset };
            reader.read += u32::from(reader.record(text, &record, place, &mut audit, self.row)?);
        }
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
