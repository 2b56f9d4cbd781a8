//! Compound files of old Office: workbooks (XLS), read by `calamine`; workbooks behind a password; and others.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataType, Range, Reader, SheetType, SheetVisible, Xls, XlsError};

use crate::files::container::kind::FileKind;
use crate::files::container::limits::OLD_ROWS;
use crate::files::container::table::{SheetCell, SheetRow, TableBuilder, letters};
use crate::files::container::which_sheet;
use crate::files::container::which_sheet::Seen;
use crate::files::container::xlsx::date;
use crate::files::container::xlsx::date::ShownPart;
use crate::files::container::{OpenRequest, kind};
use crate::files::grid::{CellKind, Grid, GridCell, Serials};
use crate::files::refusal::Refusal;
use crate::files::wording::shown;

type XlsWorkbook<'w> = Xls<Cursor<&'w [u8]>>;

/// Reads the sheet that is meant.
///
/// # Errors
/// `F_ENCRYPTED`, `F_DAMAGED`, or `F_FORMAT` where it is no workbook, or only the shell of one; or no sheet, or several,
/// fit.
pub fn read(bytes: &[u8], wanted: &OpenRequest) -> Result<Grid, Refusal> {
    refuse_others(bytes)?;
    // Numbers of records point anywhere in a damaged file, and the library follows them.
    let opened = catch_unwind(AssertUnwindSafe(|| XlsWorkbook::new(Cursor::new(bytes))));
    let mut workbook = match opened {
        Ok(Ok(workbook)) => workbook,
        Ok(Err(XlsError::Password)) => return Err(locked()),
        Ok(Err(error)) => return Err(damaged(&error.to_string())),
        Err(_) => return Err(damaged("its records point out of the file")),
    };
    let serials = if workbook.has_1904_epoch() { Serials::From1904 } else { Serials::From1900 };
    let known: Vec<calamine::Sheet> = workbook.sheets_metadata().to_vec();
    let (mut seen, mut names) = (Vec::new(), Vec::new());
    for sheet in known.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let range = workbook.worksheet_range(&sheet.name).map_err(|error| damaged(&error.to_string()))?;
        let none = Range::empty();
        let mut first_rows = rows(&range, &none, serials);
        let hidden = sheet.visible != SheetVisible::Visible;
        seen.push(Seen::of((&sheet.name, hidden), wanted, || Ok(first_rows.next()))?);
        names.push(&sheet.name);
    }
    let (chosen, remarks) = which_sheet::choose(&seen, wanted)?;
    let range = workbook.worksheet_range(names[chosen]).map_err(|error| damaged(&error.to_string()))?;
    let formulas = workbook.worksheet_formula(names[chosen]).map_err(|error| damaged(&error.to_string()))?;
    let mut table = TableBuilder::new(serials, wanted.lettered);
    for row in rows(&range, &formulas, serials).filter(|row| !wanted.is_above(row)) {
        table.add(row)?;
    }
    for area in workbook.merge_cells_by_sheet_name(names[chosen]).unwrap_or_default() {
        let ((top, left), (bottom, right)) = (area.start, area.end);
        let name = format!("{}{}:{}{}", letters(left as usize), top + 1, letters(right as usize), bottom + 1);
        table.merge(((top + 1, bottom + 1), (left as usize, right as usize)), &name);
    }
    remarks.into_iter().for_each(|remark| table.note(remark));
    Ok(table.finish(OLD_ROWS))
}

/// What a compound file holds is recognised by the names in its directory, which stand at multiples of 128 bytes.
fn refuse_others(bytes: &[u8]) -> Result<(), Refusal> {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        bytes.chunks(128).any(|entry| entry.starts_with(&wide))
    };
    let other = |name| Err(kind::unread(FileKind::Other(name)));
    if has("EncryptedPackage") || has("EncryptionInfo") {
        return Err(locked());
    }
    if has("WordDocument") {
        return other("a Word document");
    }
    if has("PowerPoint Document") {
        return other("a presentation");
    }
    if !has("Workbook") && !has("Book") {
        return other("an old Office file without a workbook");
    }
    // Version, order of bytes, and size of a sector: without them the file cannot be read.
    let header = bytes.get(26..32);
    if matches!(header, Some([3 | 4, 0, 0xFE, 0xFF, 9 | 12, 0])) {
        return Ok(());
    }
    other("the shell of an old workbook (XLS) without one in it")
}

/// The rows of a range, blank ones included.
fn rows<'r>(
    range: &'r Range<Data>,
    formulas: &'r Range<String>,
    serials: Serials,
) -> impl Iterator<Item = SheetRow> + 'r {
    let (top, left) = range.start().unwrap_or_default();
    range.rows().enumerate().map(move |(index, cells)| {
        let number = top + index as u32;
        let cells = cells.iter().enumerate().filter(|(_, data)| !data.is_empty()).map(|(index, data)| {
            let column = left + index as u32;
            let formula = formulas.get_value((number, column)).is_some_and(|formula| !formula.is_empty());
            (column as usize, cell(data, formula, serials))
        });
        SheetRow { number: number + 1, hidden: false, cells: cells.collect() }
    })
}

fn cell(data: &Data, formula: bool, serials: Serials) -> SheetCell {
    let number = |value: f64| GridCell::of(CellKind::Number, date::shortest(value));
    let mut issue = None;
    let content = match data {
        Data::Empty => GridCell::default(),
        Data::Int(value) => GridCell::of(CellKind::Number, value.to_string()),
        Data::Float(value) => number(*value),
        Data::String(text) => GridCell::text(text),
        Data::Bool(value) => GridCell::text(if *value { "TRUE" } else { "FALSE" }),
        Data::DateTime(moment) if moment.is_duration() => number(moment.as_f64()),
        Data::DateTime(moment) => {
            let value = moment.as_f64();
            let shown = if value > 0.0 && value < 1.0 {
                ShownPart::Time
            } else if value.fract() == 0.0 {
                ShownPart::Day
            } else {
                ShownPart::Moment
            };
            date::cell(value, serials, shown).unwrap_or_else(|| number(value))
        }
        Data::DateTimeIso(text) => date::iso(text).unwrap_or_else(|| GridCell::text(text)),
        Data::DurationIso(text) => GridCell::text(text),
        Data::Error(error) => {
            let what = "the cell shows an error of the spreadsheet".to_owned();
            issue = Some(("R_CELL_ERROR", what, "ask the sender to correct the cell"));
            GridCell::text(error.to_string())
        }
    };
    SheetCell { content, formula, issue }
}

fn locked() -> Refusal {
    let what = "the workbook looks protected with a password";
    Refusal::new("F_ENCRYPTED", what, "ask the sender to save it without a password, and to send it over a safe way")
}

fn damaged(what: &str) -> Refusal {
    let what = format!("the workbook (XLS) is damaged: {}", shown(what));
    Refusal::new("F_DAMAGED", what, "ask the sender to save it as XLSX or CSV")
}
