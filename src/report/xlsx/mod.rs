//! XLSX: cover, contents, notes, then one marked table a sheet. Written from a plan, read back, and compared with it.
//!
//! Longer tables and texts than a sheet is to hold are cut, and the sheet says how much more there is and which CSV file has it.
//!
//! Words are only ever written as strings: no formula, no merged cell, no link but those of the contents to the sheets.
//! Amounts are numbers with the format of their currency, days and months are dates. Sums stand in a row below their marked table, so that sorting and filtering leave
//! them alone. The same report gives the same bytes.

mod charts;
mod draw;
mod looks;
mod names;
mod plan;
mod sheet_chart;
mod sheets;
mod verify;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, IgnoreError, Table, TableColumn, TableStyle, Url, Workbook, Worksheet,
    XlsxError,
};

use crate::error::{Error, Exit, Result};
use crate::report::model::Report;
use crate::words::Argument;
use looks::{Looks, serial};
pub use names::sheet_name;
use plan::{Marked, ReportSheet, SpreadsheetValue};
pub use verify::verify;

/// The report as a workbook, read back and compared cell by cell before it is handed out.
///
/// # Errors
/// `X_REPORT` if the report contradicts itself (see [`Report::check`]) or what was written does not read back as it was meant.
pub fn write(report: &Report) -> Result<Vec<u8>> {
    let sheets = sheets::plan(report)?;
    let mut book = Workbook::new();
    let bytes = fill(&mut book, report, &sheets).map_err(|source| {
        Error::new("X_REPORT", Exit::Bug, format!("the workbook cannot be written: {source}"))
            .effect("no workbook was written; the other formats are not affected")
    })?;
    verify(report, &bytes)?;
    Ok(bytes)
}

fn fill(book: &mut Workbook, report: &Report, sheets: &[ReportSheet]) -> Result<Vec<u8>, XlsxError> {
    // The clock is never read: a fixed time stands where the format wants one, and no author is named.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_title(&report.title).set_subject(&report.standing);
    book.set_properties(&properties.set_status(report.class).set_creation_datetime(&created));
    let mut looks = Looks::new(report.language);
    for sheet in sheets {
        let [page, pages] = ["&P", "&N"].map(Argument::from);
        let footer = report.language.say("page-of", &[("page", page), ("pages", pages)]);
        fill_sheet(book.add_worksheet(), sheet, &footer, &mut looks)?;
    }
    book.save_to_buffer()
}

fn fill_sheet(page: &mut Worksheet, sheet: &ReportSheet, footer: &str, looks: &mut Looks) -> Result<(), XlsxError> {
    page.set_name(&sheet.name)?.set_screen_gridlines(false).set_paper_size(9);
    page.set_margins(0.4, 0.4, 0.7, 0.7, 0.3, 0.3).set_footer(format!("&L&A&R{footer}"));
    if let Some(notice) = &sheet.notice {
        // 255 characters is as much as a page header holds; `&` starts a code in it.
        let short: String = notice.replace('&', "&&").chars().take(200).collect();
        page.set_header(format!("&L&B{short}"));
    }
    // Some spreadsheets enlarge what is narrower than the page, so that only wide sheets are fitted to it.
    if sheet.fills_the_page() || !sheet.charts.is_empty() {
        page.set_print_fit_to_pages(1, 0);
    }
    if sheet.is_landscape {
        page.set_landscape();
    }
    for (column, width) in (0..).zip(&sheet.widths) {
        page.set_column_width(column, *width)?;
    }
    for (row, height) in &sheet.heights {
        page.set_row_height(*row, *height)?;
    }
    if let Some(marked) = &sheet.marked {
        mark(page, marked)?;
        // Codes made of digits are words on purpose; no green corners.
        page.ignore_error_range(0, 0, marked.last_row + 1, marked.last_column(), IgnoreError::NumberStoredAsText)?;
    }
    if sheet.is_frozen
        && let Some(marked) = &sheet.marked
    {
        page.set_freeze_panes(marked.header_row + 1, 1)?.set_repeat_rows(marked.header_row, marked.header_row)?;
    }
    for put in &sheet.cells {
        let format = looks.format(put.look);
        match &put.value {
            SpreadsheetValue::Number(number) => page.write_number_with_format(put.row, put.column, *number, format)?,
            SpreadsheetValue::Day(day) => page.write_number_with_format(put.row, put.column, serial(*day), format)?,
            SpreadsheetValue::Blank => page.write_blank(put.row, put.column, format)?,
            SpreadsheetValue::Link(sheet) => {
                let place = Url::new(format!("internal:{}", plan::top_of(sheet))).set_text(sheet);
                page.write_url_with_format(put.row, put.column, &place, format)?
            }
            SpreadsheetValue::Words(words) => write_words(page, put.row, put.column, words, format)?,
        };
    }
    sheet.charts.iter().try_for_each(|chart| draw::draw(page, &sheet.name, chart))
}

/// Writes a string. The library takes one that looks like its own rich text for markup, so such a string is written
/// as rich text in two runs: what is read back is the same.
fn write_words<'a>(
    page: &'a mut Worksheet,
    row: u32,
    column: u16,
    words: &str,
    format: &Format,
) -> Result<&'a mut Worksheet, XlsxError> {
    if words.starts_with("<r>") && words.ends_with("</r>") {
        let plain = Format::default();
        return page.write_rich_string_with_format(
            row,
            column,
            &[(&plain, &words[..1]), (&plain, &words[1..])],
            format,
        );
    }
    page.write_string_with_format(row, column, words, format)
}

fn mark(page: &mut Worksheet, marked: &Marked) -> Result<(), XlsxError> {
    let columns: Vec<TableColumn> = marked.headers.iter().map(|name| TableColumn::new().set_header(*name)).collect();
    let table = Table::new()
        .set_name(&marked.name)
        .set_columns(&columns)
        .set_style(TableStyle::None)
        .set_banded_rows(false)
        .set_autofilter(marked.is_filtered)
        .set_alt_text(&marked.title);
    page.add_table(marked.header_row, 0, marked.last_row, marked.last_column(), &table)?;
    Ok(())
}
