//! The amounts of rows that are no records: the total in the footer of a claim, and a row of a workbook that was refused.

use std::borrow::Cow;

use crate::files::csv_records::CsvRecord;
use crate::files::refusal::Refusal;
use crate::files::text::Text;
use crate::intake::profile::field::Field;
use crate::intake::profile::header::HeaderColumns;
use crate::intake::validate::cells::CellSource;
use crate::intake::validate::shape;
use crate::intake::validate::surround::is_footer;
use crate::intake::validate::text_head::{TextHead, head};
use crate::intake::{Delivery, DeliveryContent};

/// The text of a cell, and where it stands: line and column.
pub(crate) struct CellText {
    pub text: String,
    pub place: (usize, usize),
}

/// What stands in the column of the amounts in the row with which the footer begins; nothing where there is no footer.
pub(crate) fn footer_amount(delivery: &Delivery<'_>) -> Result<Option<CellText>, Refusal> {
    let cell = |source: CellSource<'_, '_>, columns: &HeaderColumns| {
        let position = columns.position(Field::AmountMinor)?;
        let text = source.text(position).map(Cow::into_owned).unwrap_or_default();
        Some(CellText { text, place: source.place(position) })
    };
    match delivery.content {
        DeliveryContent::Text(source) => {
            let text = Text::whole(source, delivery.profile.layout.encoding)?;
            let TextHead { columns, mut scanner, .. } = head(&text, delivery)?;
            let mut record = CsvRecord::default();
            while scanner.next(&mut record).map_err(|unclosed| shape::unclosed(&text, unclosed))? {
                let source = CellSource::record(&text, &record);
                if !record.is_blank(text.bytes()) && is_footer(source, &columns, delivery.profile) {
                    return Ok(cell(source, &columns));
                }
            }
            Ok(None)
        }
        DeliveryContent::Grid(grid) => {
            let (columns, _) = HeaderColumns::of_grid(grid, delivery.profile)?;
            let mut sources = grid.records.iter().map(|record| CellSource::Grid(record, grid.serials));
            let footer = sources.find(|source| is_footer(*source, &columns, delivery.profile));
            Ok(footer.and_then(|source| cell(source, &columns)))
        }
        DeliveryContent::Read => Ok(None),
    }
}

/// What stands in the column of the amounts on a line of a workbook. A row of a text whose shape is wrong has its cells in the
/// wrong columns: nothing is said of it.
pub(crate) fn amount_at(delivery: &Delivery<'_>, line: u32) -> Result<Option<String>, Refusal> {
    let DeliveryContent::Grid(grid) = delivery.content else { return Ok(None) };
    let (columns, _) = HeaderColumns::of_grid(grid, delivery.profile)?;
    let record = grid.records.iter().find(|record| record.line == line);
    let position = columns.position(Field::AmountMinor);
    Ok(record.zip(position).and_then(|(record, at)| record.cells.get(at)).map(|cell| cell.text.clone()))
}
