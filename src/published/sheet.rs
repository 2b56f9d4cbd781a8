//! A workbook as named sheets of plain cells, and the one place where somebody else's bytes are opened as a workbook.

use std::io::Cursor;

use calamine::{Data, Reader};

use crate::domain::Day;
use crate::intake::grid::{CellKind, GridCell};
use crate::intake::refusal::Refusal;

/// One sheet. A row that the workbook leaves out is an empty row here, so that places are those that a user sees.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its rows from the first.
    pub rows: Vec<Vec<GridCell>>,
}

/// No publication comes near; beyond it, a workbook is hostile.
const MOST_CELLS: usize = 4_000_000;

impl Sheet {
    /// The trimmed text of a cell; empty where there is none. Row and column count from 0.
    pub fn text(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|cells| cells.get(column)).map_or("", |cell| cell.text.trim())
    }

    /// The place of a cell as a user names it.
    pub fn place(&self, row: usize, column: usize) -> String {
        format!("sheet `{}`, cell {}{}", crate::intake::words::shown(&self.name), letters(column), row + 1)
    }
}

/// `A`, `B`, … `Z`, `AA`, …
fn letters(column: usize) -> String {
    let (mut rest, mut letters) = (column + 1, String::new());
    while rest > 0 {
        let letter = (b'A' + ((rest - 1) % 26) as u8) as char;
        letters.insert(0, letter);
        rest = (rest - 1) / 26;
    }
    letters
}

/// Whether the bytes are a workbook and no text.
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xD0\xCF\x11\xE0") || bytes.starts_with(b"PK\x03\x04")
}

/// Opens a workbook. This is the only call into the library that reads them, so that it can be made in a child process.
///
/// # Errors
/// It is no workbook, or a damaged, encrypted or unreasonable one.
pub fn open(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    let failed = |what: String| {
        Refusal::new(
            "F_FORMAT",
            format!("the workbook cannot be opened: {what}"),
            "ask the publisher's page for the file again",
        )
    };
    let mut book =
        calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| failed(error.to_string()))?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(|error| failed(error.to_string()))?;
        let (top, left) = range.start().unwrap_or((0, 0));
        let (height, width) = range.get_size();
        if (top as usize + height).saturating_mul(left as usize + width) > MOST_CELLS {
            return Err(failed(format!("sheet `{name}` has more cells than any publication")));
        }
        let mut rows: Vec<Vec<GridCell>> = vec![Vec::new(); top as usize];
        for row in range.rows() {
            let blank = std::iter::repeat_n(GridCell::default(), left as usize);
            rows.push(blank.chain(row.iter().map(cell)).collect());
        }
        sheets.push(Sheet { name, rows });
    }
    Ok(sheets)
}

fn cell(data: &Data) -> GridCell {
    match data {
        Data::Empty => GridCell::default(),
        Data::String(text) => GridCell::text(text.as_str()),
        Data::Int(number) => GridCell::of(CellKind::Number, number.to_string()),
        Data::Float(number) => GridCell::of(CellKind::Number, number.to_string()),
        Data::DateTime(moment) if !moment.is_duration() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let day = i16::try_from(year).ok().and_then(|year| Day::from_ymd(year, month as i8, day as i8));
            GridCell::of(CellKind::Date, day.map_or_else(|| moment.as_f64().to_string(), |day| day.to_string()))
        }
        other => GridCell::text(other.to_string()),
    }
}
