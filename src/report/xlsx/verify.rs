//! Reads a workbook back and compares every cell with the plan.

use std::io::Cursor;

use calamine::{Data, DataType, Hyperlink, Range, Reader, Xlsx};

use super::looks::serial;
use super::plan::{ReportSheet, SpreadsheetValue, top_of};
use super::sheets;
use crate::error::{Error, Exit, Result};
use crate::report::model::Report;

/// Checks that a workbook says what the report says: same sheets, same marked tables, every cell with its value and
/// nothing in any other, no formula, no link but the planned ones.
///
/// # Errors
/// `X_REPORT` (exit 70) naming the sheet and the cell.
pub fn verify(report: &Report, bytes: &[u8]) -> Result<()> {
    let sheets = sheets::plan(report)?;
    let mut book: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|source| differs("", format!("cannot be opened: {source}")))?;
    let wanted: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    if book.sheet_names() != wanted {
        return Err(differs("", "has other sheets than planned"));
    }
    book.load_tables().map_err(|source| differs("", format!("has unreadable tables: {source}")))?;
    for sheet in &sheets {
        let failed = |source: calamine::XlsxError| differs(&sheet.name, format!("cannot be read: {source}"));
        let cells = book.worksheet_range(&sheet.name).map_err(failed)?;
        compare(sheet, &cells)?;
        let formulas = book.worksheet_formula(&sheet.name).map_err(failed)?;
        if formulas.used_cells().any(|(_, _, formula)| !formula.is_empty()) {
            return Err(differs(&sheet.name, "holds a formula"));
        }
        compare_links(sheet, &book.hyperlinks_by_sheet_name(&sheet.name).map_err(failed)?)?;
        let marked: Vec<&str> = sheet.marked.iter().map(|marked| marked.name.as_str()).collect();
        if book.table_names_in_sheet(&sheet.name) != marked {
            return Err(differs(&sheet.name, "has other marked tables than planned"));
        }
    }
    Ok(())
}

fn compare(sheet: &ReportSheet, cells: &Range<Data>) -> Result<()> {
    for put in &sheet.cells {
        let read = cells.get_value((put.row, put.column.into())).unwrap_or(&Data::Empty);
        let is_same = match &put.value {
            SpreadsheetValue::Words(words) | SpreadsheetValue::Link(words) => read.get_string() == Some(words),
            SpreadsheetValue::Blank => is_blank(read),
            SpreadsheetValue::Number(number) => !read.is_datetime() && read.as_f64() == Some(*number),
            SpreadsheetValue::Day(day) => read.get_datetime().is_some_and(|read| read.as_f64() == serial(*day)),
        };
        if !is_same {
            return Err(differs(
                &sheet.name,
                format!("row {}, column {} reads back changed", put.row + 1, put.column + 1),
            ));
        }
    }
    let read = cells.used_cells().filter(|(_, _, cell)| !is_blank(cell)).count();
    let planned = sheet.cells.iter().filter(|put| !matches!(put.value, SpreadsheetValue::Blank)).count();
    if read == planned {
        return Ok(());
    }
    Err(differs(&sheet.name, format!("has {read} filled cells, {planned} were planned")))
}

/// Every link leads to the sheet that it names, and there is no other.
fn compare_links(sheet: &ReportSheet, links: &[Hyperlink]) -> Result<()> {
    let planned = sheet.cells.iter().filter_map(|put| match &put.value {
        SpreadsheetValue::Link(to) => Some(((put.row, u32::from(put.column)), top_of(to))),
        _ => None,
    });
    let mut planned: Vec<_> = planned.collect();
    for link in links {
        let leads = |(place, to): &((u32, u32), String)| {
            *place == link.range.start && link.target.is_none() && link.location.as_ref() == Some(to)
        };
        let Some(at) = planned.iter().position(leads) else {
            return Err(differs(&sheet.name, "holds a link that was not planned"));
        };
        planned.swap_remove(at);
    }
    if planned.is_empty() { Ok(()) } else { Err(differs(&sheet.name, "lacks a link")) }
}

fn is_blank(cell: &Data) -> bool {
    cell.is_empty() || cell.get_string() == Some("")
}

fn differs(sheet: &str, what: impl std::fmt::Display) -> Error {
    let place = if sheet.is_empty() { "the workbook".to_owned() } else { format!("sheet `{sheet}` of the workbook") };
    Error::new("X_REPORT", Exit::Bug, format!("{place} {what}"))
        .effect("the workbook was not published; the stored month is untouched")
        .hint("this is a fault of the program: please report it with the message")
}
