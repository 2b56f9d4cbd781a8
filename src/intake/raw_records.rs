//! Each record of a delivery as it stands, whatever it says: with its number, its place and its text.

use std::borrow::Cow;
use std::ops::Range;

use crate::files::csv_records::CsvRecord;
use crate::files::grid::GridRecord;
use crate::files::refusal::Refusal;
use crate::files::text::Text;
use crate::files::text_source::TextSource;
use crate::intake::profile::header::HeaderColumns;
use crate::intake::validate::cells::CellSource;
use crate::intake::validate::shape;
use crate::intake::validate::surround::{RowRole, Surround};
use crate::intake::validate::text_head::{TextHead, head};
use crate::intake::{Delivery, DeliveryContent};

/// One record.
#[derive(Debug)]
pub struct RawRecord<'r> {
    /// Its number, from 1, as ledgers and findings have it.
    pub number: u32,
    /// Of a text its bytes in the file, the line end included; of records that another reader cut its place in their list.
    pub range: Range<usize>,
    /// What stands in it; of a grid cell by cell, a line each.
    pub text: Cow<'r, str>,
}

/// Gives each record of a delivery in the order of the file.
///
/// # Errors
/// The file is refused as a whole.
pub fn each(delivery: &Delivery<'_>, take: &mut dyn FnMut(RawRecord<'_>)) -> Result<(), Refusal> {
    match delivery.content {
        DeliveryContent::Text(source) => each_of_text(source, delivery, take),
        DeliveryContent::Grid(grid) => {
            let is_table = grid.serials.is_some() && !delivery.profile.record.is_message();
            let columns = if is_table { Some(HeaderColumns::of_grid(grid, delivery.profile)?.0) } else { None };
            let (mut around, mut number) = (Surround::default(), 0);
            for (at, record) in grid.records.iter().enumerate() {
                let source = CellSource::Grid(record, grid.serials);
                if let Some(columns) = &columns
                    && around.part(source, columns, delivery.profile)? == RowRole::Around
                {
                    continue;
                }
                number += 1;
                take(RawRecord { number, range: at..at + 1, text: Cow::Owned(text_of(record)) });
            }
            Ok(())
        }
        DeliveryContent::Read => Ok(()),
    }
}

/// The cells of a record, and what is said of them.
fn text_of(record: &GridRecord) -> String {
    let cells = record.cells.iter().map(|cell| cell.text.as_str());
    let issues = record.problem.iter().chain(&record.remarks).map(|issue| issue.value.as_str());
    cells.chain(issues).collect::<Vec<_>>().join("\n")
}

fn each_of_text(
    source: TextSource<'_>,
    delivery: &Delivery<'_>,
    take: &mut dyn FnMut(RawRecord<'_>),
) -> Result<(), Refusal> {
    let text = Text::whole(source, delivery.profile.layout.encoding)?;
    let TextHead { columns, mut scanner, .. } = head(&text, delivery)?;
    let (mut around, mut number, mut record) = (Surround::default(), 0, CsvRecord::default());
    while scanner.next(&mut record).map_err(|unclosed| shape::unclosed(&text, unclosed))? {
        if record.is_blank(text.bytes())
            || around.part(CellSource::record(&text, &record), &columns, delivery.profile)? == RowRole::Around
        {
            continue;
        }
        number += 1;
        let is_last = record.end == text.bytes().len();
        let end = if is_last { source.size() } else { text.offset(record.end) as usize };
        let words = String::from_utf8_lossy(&text.bytes()[record.start..record.end]);
        take(RawRecord { number, range: text.offset(record.start) as usize..end, text: words });
    }
    Ok(())
}
