//! What every reader but that of CSV gives: named columns, and records of cells with the kind that their file gave them.
//!
//! A reader cuts and never decides: what a cell must be is the profile's to say. Readers of files that can be hostile run
//! in a child process, so this is also what comes back through its pipe.

use serde::{Deserialize, Serialize};

/// A file as records of cells under named columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    /// Names of the columns, as the file writes them, or as the reader of a message format names its items.
    pub columns: Vec<String>,
    /// The records in the order of the file.
    pub records: Vec<GridRecord>,
    /// What there is to say about the whole file.
    pub notes: Vec<GridIssue>,
    /// How bare numbers count days, where the file is a spreadsheet; elsewhere a number is never a day.
    pub serials: Option<Serials>,
}

/// One record: a row of a sheet, a JSON object, a message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridRecord {
    /// The line of the file, the row of the sheet or the number of the message, from 1, where it starts.
    pub line: u32,
    /// The offset of its first byte, or 0 where the container has none that a reader could go to.
    pub offset: u64,
    /// Its cells, one a column of the grid.
    pub cells: Vec<GridCell>,
    /// Why it cannot be read at all; its cells may then be empty.
    pub problem: Option<GridIssue>,
    /// What is doubtful in it.
    pub remarks: Vec<GridIssue>,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridCell {
    /// Its text: of a number the shortest form that reads back as the same number; of a day or moment the ISO form.
    pub text: String,
    /// What the file says it is.
    pub kind: CellKind,
}

/// What a file says a cell is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellKind {
    /// Text, or nothing at all where it is empty.
    #[default]
    Text,
    /// A number.
    Number,
    /// A day or a moment that the file itself marks as such; its text is ISO.
    Date,
    /// The key is not there (JSON).
    Absent,
    /// The key is there and its value is null (JSON).
    Null,
}

/// Which day a spreadsheet calls 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Serials {
    /// 1 January 1900, with a 29 February 1900 that never was.
    From1900,
    /// 2 January 1904.
    From1904,
}

/// A problem or a remark as it travels between processes; its code is one of the list in `codes`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridIssue {
    /// A stable code.
    pub code: String,
    /// The column it is about, if any.
    pub column: Option<usize>,
    /// The value, not yet masked or escaped; it is never shown as it stands.
    pub value: String,
    /// Found and wanted.
    pub message: String,
    /// What to do, or empty.
    pub hint: String,
}

impl GridIssue {
    /// About a record or a file as a whole.
    pub fn new(code: &str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        let (column, value) = (None, String::new());
        Self { code: code.to_owned(), column, value, message: message.into(), hint: hint.into() }
    }

    /// About one cell and its value.
    #[must_use]
    pub fn about(mut self, column: usize, value: &str) -> Self {
        (self.column, self.value) = (Some(column), value.to_owned());
        self
    }
}

impl GridCell {
    /// A cell of text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), kind: CellKind::Text }
    }

    /// A cell of another kind.
    pub fn of(kind: CellKind, text: impl Into<String>) -> Self {
        Self { text: text.into(), kind }
    }
}
