//! Workbooks (XLSX): read part by part as they inflate; nothing is calculated, no other file is opened.

mod cell;
pub mod date;
mod sheet;
mod strings;
mod styles;
mod workbook;

use crate::files::container::OpenRequest;
use crate::files::container::limits::ROWS;
use crate::files::container::table::TableBuilder;
use crate::files::container::which_sheet;
use crate::files::container::which_sheet::Seen;
use crate::files::container::xlsx::cell::Context;
use crate::files::container::xlsx::sheet::SheetRows;
use crate::files::container::xlsx::workbook::XlsxWorkbook;
use crate::files::container::zipped::ZipParts;
use crate::files::grid::Grid;
use crate::files::refusal::Refusal;

/// Reads the sheet that is meant.
///
/// # Errors
/// The archive is no workbook, is damaged, locked or a bomb, or has no sheet, or several, that fit.
pub fn read(bytes: &[u8], wanted: &OpenRequest) -> Result<Grid, Refusal> {
    let mut parts = ZipParts::open(bytes)?;
    let main = crate::files::container::xlsx::workbook::main_part(&mut parts)?;
    parts.refuse_document_types()?;
    let workbook = XlsxWorkbook::read(&mut parts, &main)?;
    let strings = workbook
        .strings
        .as_ref()
        .map(|part| crate::files::container::xlsx::strings::read(parts.xml(part)?))
        .transpose()?;
    let styles = workbook
        .styles
        .as_ref()
        .map(|part| crate::files::container::xlsx::styles::read(parts.xml(part)?))
        .transpose()?;
    let context =
        Context { strings: strings.unwrap_or_default(), styles: styles.unwrap_or_default(), serials: workbook.serials };
    let mut seen = Vec::new();
    for sheet in &workbook.sheets {
        let mut rows = SheetRows::new(parts.xml(&sheet.part)?, &context);
        seen.push(Seen::of((&sheet.name, sheet.hidden), wanted, || rows.next())?);
    }
    let (chosen, remarks) = which_sheet::choose(&seen, wanted)?;
    let mut table = TableBuilder::new(workbook.serials, wanted.lettered);
    let mut rows = SheetRows::new(parts.xml(&workbook.sheets[chosen].part)?, &context);
    while let Some(row) = rows.next()? {
        if wanted.is_above(&row) {
            continue;
        }
        table.add(row)?;
    }
    rows.finish(&mut table);
    remarks.into_iter().for_each(|remark| table.note(remark));
    Ok(table.finish(ROWS))
}
