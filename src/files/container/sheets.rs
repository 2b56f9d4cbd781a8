//! All sheets of a workbook at once, for reports whose tables stand below titles on sheets whose names are not known before.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Reader, SheetType};

use crate::files::container::kind::FileKind;
use crate::files::container::limits::CELLS;
use crate::files::container::{OpenRequest, xls, xlsx};
use crate::files::grid::{Grid, GridCell, GridRecord};
use crate::files::refusal::Refusal;

/// Reads every sheet with anything in it: a record a row, its first cell the name of the sheet, the others those of the
/// row under letters.
///
/// # Errors
/// The workbook is locked, damaged or no workbook, or its sheets together are too large.
pub fn read(kind: FileKind, bytes: &[u8]) -> Result<Grid, Refusal> {
    let one = |sheet: Option<String>| {
        let wanted = OpenRequest { sheet, lettered: true, ..OpenRequest::default() };
        if kind == FileKind::Zip { xlsx::read(bytes, &wanted) } else { xls::read(bytes, &wanted) }
    };
    // The names come from the library alone, which follows numbers of records anywhere in a damaged file. What is wrong
    // with such a file is better said by its own reader.
    let Ok(Some(names)) = catch_unwind(AssertUnwindSafe(|| names(bytes))) else { return one(None) };
    let mut all = Grid { columns: vec!["sheet".to_owned()], ..Grid::default() };
    for name in names {
        let grid = match one(Some(name.clone())) {
            Ok(grid) => grid,
            Err(refusal) if refusal.code == "F_EMPTY" => continue,
            Err(refusal) => return Err(refusal),
        };
        if all.columns.len() <= grid.columns.len() {
            all.columns = std::iter::once("sheet".to_owned()).chain(grid.columns.iter().cloned()).collect();
        }
        all.serials = grid.serials;
        all.records.extend(grid.records.into_iter().map(|record| {
            let cells = std::iter::once(GridCell::text(name.as_str())).chain(record.cells).collect();
            GridRecord { cells, ..record }
        }));
        if all.records.len() as u64 * all.columns.len() as u64 > CELLS {
            let what = format!("the sheets of the workbook have more than {CELLS} cells together");
            return Err(Refusal::new("F_SHEET_SIZE", what, "ask for the sheets one by one, or for CSV"));
        }
    }
    let width = all.columns.len();
    all.records.iter_mut().for_each(|record| record.cells.resize(width, GridCell::default()));
    Ok(all)
}

/// The names of the sheets, in order; nothing if it is no workbook.
fn names(bytes: &[u8]) -> Option<Vec<String>> {
    let book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).ok()?;
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    Some(sheets.map(|sheet| sheet.name.clone()).collect())
}
