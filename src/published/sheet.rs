//! A workbook as named sheets of plain cells.

use crate::files::container::limits::ROWS;
use crate::files::grid::{Grid, GridCell};

/// One sheet. A row that the workbook leaves out is an empty row here, so that places are those that a user sees.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PublishedSheet {
    /// Its name.
    pub name: String,
    /// Its rows from the first.
    pub rows: Vec<Vec<GridCell>>,
}

impl PublishedSheet {
    /// The sheets of a grid whose records start with the name of their sheet, as a container gives them where every sheet
    /// is wanted; nothing if the grid is of another kind.
    pub fn all(grid: Grid) -> Option<Vec<Self>> {
        if grid.columns.first().is_none_or(|name| name != "sheet") || grid.serials.is_none() {
            return None;
        }
        let mut sheets: Vec<Self> = Vec::new();
        for record in grid.records {
            let mut cells = record.cells.into_iter();
            let name = cells.next().unwrap_or_default().text;
            if sheets.last().is_none_or(|sheet| sheet.name != name) {
                sheets.push(Self { name, rows: Vec::new() });
            }
            let Some(sheet) = sheets.last_mut() else { continue };
            // What comes back from another process is not believed to have rows where no sheet has any.
            let above = record.line.clamp(1, ROWS) as usize - 1;
            if above > sheet.rows.len() {
                sheet.rows.resize(above, Vec::new());
            }
            sheet.rows.push(cells.collect());
        }
        Some(sheets)
    }

    /// The trimmed text of a cell; empty where there is none. Row and column count from 0.
    pub fn text(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|cells| cells.get(column)).map_or("", |cell| cell.text.trim())
    }

    /// The place of a cell as a user names it: in a workbook by its sheet, in a CSV file by line and column.
    pub fn place(&self, row: usize, column: usize) -> String {
        if self.name.is_empty() {
            return format!("line {}, column {} ({})", row + 1, column + 1, letters(column));
        }
        format!("sheet `{}`, cell {}{}", crate::files::wording::shown(&self.name), letters(column), row + 1)
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
