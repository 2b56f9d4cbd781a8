//! Rows of a sheet as a grid: the first row that is not blank is the header, every other one a record.

use crate::files::container::limits::{CELLS, CHARACTERS, COLUMNS};
use crate::files::grid::{Grid, GridCell, GridIssue, GridRecord, Serials};
use crate::files::refusal::Refusal;
use crate::files::wording::{count, list, shown};

/// One row of a sheet; cells without anything may be left out.
#[derive(Debug, Default)]
pub struct SheetRow {
    /// Its number, from 1.
    pub number: u32,
    /// Whether the sheet hides it.
    pub hidden: bool,
    /// Its cells by the number of their column, from 0, in rising order.
    pub cells: Vec<(usize, SheetCell)>,
}

/// One cell of a sheet.
#[derive(Debug, Default)]
pub struct SheetCell {
    /// What it holds.
    pub content: GridCell,
    /// Whether that is what a formula gave.
    pub formula: bool,
    /// Why it cannot be taken: a code, what is wrong, and what to do.
    pub issue: Option<(&'static str, String, &'static str)>,
}

/// Corners of an area of cells: first and last row, from 1, and first and last column, from 0.
pub type CellRange = ((u32, u32), (usize, usize));

impl SheetCell {
    fn is_blank(&self) -> bool {
        self.issue.is_none() && self.content.text.trim().is_empty()
    }
}

impl SheetRow {
    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|(_, cell)| cell.is_blank())
    }

    /// Its texts from the first column on.
    pub fn texts(&self) -> Vec<String> {
        let filled = self.cells.iter().rfind(|(_, cell)| !cell.is_blank());
        let mut texts = vec![String::new(); filled.map_or(0, |(column, _)| column + 1)];
        for (column, cell) in &self.cells {
            if let Some(text) = texts.get_mut(*column) {
                text.clone_from(&cell.content.text);
            }
        }
        texts
    }
}

/// A table while its rows are read.
pub struct TableBuilder {
    grid: Grid,
    /// Whether there is no header, and columns are letters.
    lettered: bool,
    /// The number of the header's row, or 0 before it.
    header: u32,
    /// The last row with anything in it.
    last: u32,
    widest: usize,
    /// Which columns hold a value anywhere below the header.
    filled: Vec<bool>,
    blank: u32,
    hidden: (u32, u32),
    hidden_columns: Vec<(usize, usize)>,
    merged: (usize, String),
}

impl TableBuilder {
    /// A table without rows, of a file that counts days so; `lettered` if all rows are records and columns are letters.
    pub fn new(serials: Serials, lettered: bool) -> Self {
        let grid = Grid { serials: Some(serials), ..Grid::default() };
        let (hidden_columns, filled) = (Vec::new(), Vec::new());
        let merged = (0, String::new());
        Self { grid, lettered, header: 0, last: 0, widest: 0, filled, blank: 0, hidden: (0, 0), hidden_columns, merged }
    }

    /// Adds the next row.
    ///
    /// # Errors
    /// `F_SHEET_SIZE`: the corners of the table are too far apart.
    pub fn add(&mut self, row: SheetRow) -> Result<(), Refusal> {
        let Some((last_column, _)) = row.cells.iter().rfind(|(_, cell)| !cell.is_blank()) else { return Ok(()) };
        self.widest = self.widest.max(last_column + 1);
        if u64::from(row.number) * self.widest as u64 > CELLS {
            return Err(too_large(row.number, *last_column, self.widest));
        }
        if row.hidden {
            self.hidden = (self.hidden.0 + 1, if self.hidden.1 == 0 { row.number } else { self.hidden.1 });
        }
        let before = std::mem::replace(&mut self.last, row.number);
        if self.lettered {
            self.grid.columns.extend((self.grid.columns.len()..self.widest).map(letters));
            self.filled.resize(self.widest, false);
        } else if self.header == 0 {
            self.header = row.number;
            self.grid.columns = row.texts();
            self.filled = vec![false; self.grid.columns.len()];
            return Ok(());
        }
        if !self.grid.records.is_empty() || self.header > 0 {
            self.blank += row.number - before - 1;
        }
        let record = self.record(row);
        self.grid.records.push(record);
        Ok(())
    }

    fn record(&mut self, row: SheetRow) -> GridRecord {
        let width = self.grid.columns.len();
        let mut record = GridRecord { line: row.number, ..GridRecord::default() };
        record.cells.resize(width, GridCell::default());
        let (mut formulas, mut first_formula) = (0, None);
        for (column, mut cell) in row.cells {
            if cell.is_blank() {
                continue;
            }
            let long = cell.content.text.len() > CHARACTERS && cell.content.text.chars().nth(CHARACTERS).is_some();
            if long {
                let found = cell.content.text.chars().count();
                let what = format!("found {found} characters in one cell, at most {CHARACTERS} are wanted");
                cell.issue.get_or_insert(("R_TOO_LONG", what, "a spreadsheet could not hold it"));
                cell.content.text.clear();
            }
            if column >= width && cell.issue.is_none() {
                let what = format!("found a value in column {}, beyond the last name of the header", letters(column));
                cell.issue = Some(("R_WIDTH", what, "give the column a name, or ask the sender for the row"));
            }
            if let Some((code, message, hint)) = cell.issue.take() {
                let mut issue = GridIssue::new(code, message, hint);
                issue.value.clone_from(&cell.content.text);
                issue.column = Some(column).filter(|column| *column < width);
                record.problem.get_or_insert(issue);
            }
            if column < width {
                self.filled[column] = true;
                if cell.formula {
                    formulas += 1;
                    first_formula.get_or_insert((column, cell.content.text.clone()));
                }
                record.cells[column] = cell.content;
            }
        }
        if let Some((column, value)) = first_formula.filter(|_| record.problem.is_none()) {
            let cells = count(formulas, "cell");
            let message =
                format!("{cells} with a formula: the value that it last gave was taken, nothing was calculated");
            record.remarks.push(GridIssue::new("W_FORMULA_CELL", message, "").about(column, &value));
        }
        record
    }

    /// Some columns, from the first to the last, are hidden.
    pub fn hide_columns(&mut self, first: usize, last: usize) {
        self.hidden_columns.push((first, last));
    }

    /// An area is one cell to the eye; `name` is as the sheet says it.
    pub fn merge(&mut self, (rows, columns): CellRange, name: &str) {
        let is_one = rows.0 == rows.1 && columns.0 == columns.1;
        if !is_one && rows.1 >= self.header && rows.0 <= self.last && columns.0 < self.grid.columns.len() {
            self.merged.0 += 1;
            if self.merged.1.is_empty() {
                self.merged.1 = shown(name);
            }
            self.mark_merged((rows, columns), name);
        }
    }

    /// Says of each record that its cell is a part of a merged area, whose value stands in another record.
    fn mark_merged(&mut self, (rows, columns): CellRange, name: &str) {
        let width = self.grid.columns.len();
        let from = self.grid.records.partition_point(|record| record.line <= rows.0.max(self.header));
        let within = self.grid.records[from..].iter_mut().take_while(|record| record.line <= rows.1);
        let said = format!("a part of the merged area {}, whose value stands in its first cell alone", shown(name));
        for record in within.filter(|_| !self.lettered) {
            for column in columns.0..=columns.1.min(width - 1) {
                let trouble = GridIssue::new("W_MERGED", said.clone(), "ask the sender to undo the merging");
                record.remarks.push(trouble.about(column, ""));
            }
        }
    }

    /// Says something about the file.
    pub fn note(&mut self, note: GridIssue) {
        self.grid.notes.push(note);
    }

    /// The grid.
    pub fn finish(mut self, most_rows: u32) -> Grid {
        let width = self.grid.columns.len();
        for record in self.grid.records.iter_mut().filter(|record| record.cells.len() < width) {
            record.cells.resize(width, GridCell::default());
        }
        self.pass_over_empty_columns();
        if self.blank > 0 {
            let message = format!("{} passed over", count(self.blank as usize, "blank row"));
            self.note(GridIssue::new("W_BLANK", message, ""));
        }
        if self.hidden.0 > 0 {
            let rows = count(self.hidden.0 as usize, "hidden row");
            let message = format!("{rows} counted like the others, the first is row {}", self.hidden.1);
            self.note(GridIssue::new("W_HIDDEN", message, "ask the sender whether a filter was left on"));
        }
        if self.merged.0 > 0 {
            let areas = count(self.merged.0, "merged area");
            let what = "only the first cell of each has the value, the others are empty";
            let message = format!("{areas}, as {}: {what}", self.merged.1);
            self.note(GridIssue::new("W_MERGED", message, "ask the sender to undo the merging"));
        }
        if self.last >= most_rows {
            let message = format!("the sheet ends on row {}, the last that such a file can have", self.last);
            let hint = "rows behind it may have been cut off: ask the sender how many there are";
            self.note(GridIssue::new("W_SHEET_FULL", message, hint));
        }
        self.grid
    }

    /// Takes out columns that have neither a name nor a value, and reports hidden ones.
    fn pass_over_empty_columns(&mut self) {
        let hidden: Vec<&str> = self
            .grid
            .columns
            .iter()
            .enumerate()
            .filter(|(column, name)| {
                !name.trim().is_empty()
                    && self.hidden_columns.iter().any(|(first, last)| (first..=last).contains(&column))
            })
            .map(|(_, name)| &**name)
            .collect();
        if !hidden.is_empty() {
            let message = format!(
                "{} counted like the others: {}",
                count(hidden.len(), "hidden column"),
                list(hidden.into_iter().take(20))
            );
            self.grid.notes.push(GridIssue::new("W_HIDDEN", message, ""));
        }
        let keep: Vec<bool> = self
            .grid
            .columns
            .iter()
            .zip(&self.filled)
            .map(|(name, filled)| *filled || !name.trim().is_empty())
            .collect();
        let empty = keep.iter().filter(|keep| !**keep).count();
        if empty == 0 {
            return;
        }
        let places: Vec<usize> = keep
            .iter()
            .scan(0, |next, keep| {
                *next += usize::from(*keep);
                Some(next.saturating_sub(1))
            })
            .collect();
        let kept = |index: &mut usize| {
            *index += 1;
            keep[*index - 1]
        };
        let mut index = 0;
        self.grid.columns.retain(|_| kept(&mut index));
        for record in &mut self.grid.records {
            let mut index = 0;
            record.cells.retain(|_| kept(&mut index));
            for issue in record.problem.iter_mut().chain(&mut record.remarks) {
                issue.column = issue.column.map(|column| places[column]);
            }
        }
        let message = format!("{} without name or values passed over", count(empty, "column"));
        self.note(GridIssue::new("W_EMPTY_COLUMN", message, ""));
    }
}

fn too_large(row: u32, column: usize, widest: usize) -> Refusal {
    let cell = format!("{}{row}", letters(column));
    let what =
        format!("the table reaches to cell {cell}, {row} rows by {widest} columns: at most {CELLS} cells are read");
    let hint = "often a stray value far from the table: delete it, or ask the sender for CSV";
    Refusal::new("F_SHEET_SIZE", what, hint).at((row as usize, column + 1))
}

/// The letters of a column, from 0: `A`, `Z`, `AA`.
pub fn letters(column: usize) -> String {
    let (mut rest, mut name) = (column + 1, Vec::new());
    while rest > 0 {
        name.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    name.iter().rev().map(|letter| *letter as char).collect()
}

/// The column, from 0, and the row, from 1, of a name as `AB12`; a row of 0 or a column beyond the last is none.
pub fn position(name: &str) -> Option<(usize, u32)> {
    let split = name.find(|character: char| character.is_ascii_digit())?;
    let (column, row) = name.split_at(split);
    if column.is_empty() || column.len() > 3 || row.len() > 7 || !row.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let value = |letter: u8| letter.is_ascii_alphabetic().then(|| usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    let column = column.bytes().try_fold(0, |sum, letter| Some(sum * 26 + value(letter)?))?;
    let row = row.parse().ok().filter(|row| *row > 0)?;
    (column <= COLUMNS).then_some((column - 1, row))
}
