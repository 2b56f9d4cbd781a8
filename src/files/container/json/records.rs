//! Objects as records: columns are the keys in the order in which they first come; what is not there is absent.

use std::collections::HashMap;

use crate::domain::nhs_number::mask;
use crate::files::container::json::scan::{Broken, JsonIssue, JsonValue, Members};
use crate::files::container::limits::{CELLS, COLUMNS};
use crate::files::grid::{CellKind, Grid, GridCell, GridIssue, GridRecord};
use crate::files::refusal::Refusal;
use crate::files::wording::{count, shown};

/// Most bytes of a record that a message may show.
const SHOWN: usize = 240;

const HINT: &str = "ask the sender for this record again: one object with plain values, each key once, in UTF-8";

/// Records while they are read.
#[derive(Default)]
pub struct JsonRecords {
    grid: Grid,
    /// The column of each key, and the number of the last record that has it.
    keys: HashMap<String, (usize, usize)>,
    line: u32,
    offset: u64,
    blank: usize,
    pending_blank: usize,
}

impl JsonRecords {
    /// A record starts on this line, from 0, and at this byte.
    pub fn start(&mut self, line: usize, offset: usize) {
        self.line = u32::try_from(line + 1).unwrap_or(u32::MAX);
        self.offset = offset as u64;
        self.blank += std::mem::take(&mut self.pending_blank);
    }

    /// A line without anything; those at the end of a file are not counted.
    pub fn blank(&mut self) {
        self.pending_blank += 1;
    }

    /// Adds an object.
    pub fn members(&mut self, members: Members<'_>, issue: Option<JsonIssue>, bytes: &[u8]) -> Result<(), Refusal> {
        let number = self.grid.records.len() + 1;
        // An object with more keys than a table has columns gives none of them to the others.
        let members = if issue.is_some() && members.len() >= COLUMNS { Vec::new() } else { members };
        let flawed = issue.as_ref().and_then(|issue| issue.member);
        let mut problem = issue.map(|issue| grid_issue(issue.code, issue.at, &issue.what, bytes));
        let mut cells = vec![GridCell::of(CellKind::Absent, ""); self.grid.columns.len()];
        for (index, (key, value)) in members.into_iter().enumerate() {
            let (column, is_again) = self.column(&key, number)?;
            if column == cells.len() {
                cells.push(GridCell::default());
            }
            let wrong = if is_again {
                Some("is there twice")
            } else if value == JsonValue::Nested {
                Some("holds an array or an object; wanted a plain value")
            } else {
                None
            };
            if let Some(wrong) = wrong {
                let what = format!("`{}` {wrong}", shown(&key));
                problem.get_or_insert_with(|| GridIssue::new("R_JSON", what, HINT).about(column, ""));
            }
            cells[column] = cell(value);
            if flawed == Some(index) {
                let value = cells[column].text.chars().take(SHOWN).collect::<String>();
                problem = problem.map(|problem| problem.about(column, &value));
            }
        }
        self.push(cells, problem)
    }

    /// Adds what is no object.
    pub fn broken(&mut self, broken: &Broken, bytes: &[u8]) -> Result<(), Refusal> {
        self.push(Vec::new(), Some(grid_issue("R_JSON", broken.at, &broken.what, bytes)))
    }

    fn column(&mut self, key: &str, number: usize) -> Result<(usize, bool), Refusal> {
        if let Some((column, last)) = self.keys.get_mut(key) {
            return Ok((*column, std::mem::replace(last, number) == number));
        }
        let column = self.grid.columns.len();
        if column == COLUMNS {
            let what = format!("the objects have more than {COLUMNS} different keys");
            let hint = "keys must be names of columns, not values: ask the sender for the other layout";
            return Err(Refusal::new("F_JSON", what, hint).at((self.line as usize, 1)));
        }
        self.grid.columns.push(key.to_owned());
        self.keys.insert(key.to_owned(), (column, number));
        Ok((column, false))
    }

    fn push(&mut self, cells: Vec<GridCell>, problem: Option<GridIssue>) -> Result<(), Refusal> {
        let (line, offset) = (self.line, self.offset);
        self.grid.records.push(GridRecord { line, offset, cells, problem, remarks: Vec::new() });
        let all = self.grid.records.len() as u64 * self.grid.columns.len().max(1) as u64;
        if all <= CELLS {
            return Ok(());
        }
        let what = format!("the objects make a table of more than {CELLS} cells");
        Err(Refusal::new("F_TOO_BIG", what, "ask the sender for a file a month, or for CSV, which has no such limit"))
    }

    /// The records, all of the same width.
    pub fn finish(mut self) -> Result<Grid, Refusal> {
        let width = self.grid.columns.len();
        for record in &mut self.grid.records {
            if !record.cells.is_empty() || record.problem.is_none() {
                record.cells.resize(width, GridCell::of(CellKind::Absent, ""));
            }
        }
        if self.blank > 0 {
            let message = format!("{} passed over", count(self.blank, "blank line"));
            self.grid.notes.push(GridIssue::new("W_BLANK", message, ""));
        }
        Ok(self.grid)
    }
}

fn cell(value: JsonValue<'_>) -> GridCell {
    match value {
        JsonValue::Text(text) => GridCell::text(text),
        JsonValue::Number(text) => GridCell::of(CellKind::Number, text),
        JsonValue::Word(word) => GridCell::text(word),
        JsonValue::Null => GridCell::of(CellKind::Null, ""),
        JsonValue::Nested => GridCell::default(),
    }
}

fn grid_issue(code: &str, at: usize, what: &str, bytes: &[u8]) -> GridIssue {
    // The record may hold anything about a person, and nothing tells where.
    let shown = mask(&String::from_utf8_lossy(&bytes[..bytes.len().min(SHOWN)]));
    let message = format!("byte {} of the record: {what}", at + 1);
    let mut issue = GridIssue::new(code, message, HINT);
    issue.value = shown;
    issue
}
