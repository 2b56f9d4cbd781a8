//! A CSV file of a few named columns read as text with positions: all of it or nothing.
//!
//! For files that a command computes with and nothing is stored of: it has no rows to accept or reject one by one, so
//! whatever cannot be read refuses the file. Every flaw found is named, up to a number that a person still reads.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::error::{Error, Exit, Position, Result};
use crate::files::csv_records::{CsvRecord, Fault, RecordScanner, Span};
use crate::files::header_names;
use crate::files::header_names::trim;
use crate::files::text::Text;
use crate::files::wording::{count, list, list_of_values, nearest};

/// How many issues are listed one by one.
const LISTED: usize = 20;
const EFFECT: &str = "nothing was computed";

/// A file read in.
#[derive(Debug)]
pub struct StrictCsv<'d> {
    file: PathBuf,
    text: Text<'d>,
    names: Vec<String>,
    rows: Vec<RowSpans>,
    /// Columns that are not used, as written.
    pub unused: Vec<String>,
}

#[derive(Debug)]
struct RowSpans {
    line: usize,
    cells: Vec<Span>,
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct StrictRow<'p> {
    plain: &'p StrictCsv<'p>,
    row: &'p RowSpans,
}

/// The columns that a command wants.
#[derive(Clone, Copy, Debug)]
pub struct WantedColumns<'w> {
    /// Without one of these there is nothing to compute.
    pub required: &'w [&'w str],
    /// These are read where they are there.
    pub optional: &'w [&'w str],
}

impl WantedColumns<'_> {
    fn has(&self, name: &str) -> bool {
        self.required.contains(&name) || self.optional.contains(&name)
    }
}

impl<'d> StrictCsv<'d> {
    /// Reads a file, all of it.
    ///
    /// # Errors
    /// 65: it is no CSV file in UTF-8 or UTF-16 with commas, a wanted column is missing or there twice, or a row is not
    /// as wide as the header; each with line and column.
    pub fn read(file: &Path, bytes: &'d [u8], wanted: WantedColumns<'_>) -> Result<Self> {
        let refused =
            |refusal: crate::files::refusal::Refusal| refusal.error(&file.display().to_string()).effect(EFFECT);
        let (text, _) = Text::open(bytes).map_err(refused)?;
        let mut plain = Self { file: file.to_owned(), names: Vec::new(), rows: Vec::new(), unused: Vec::new(), text };
        let mut rows = Vec::new();
        let mut issues = CsvIssues::default();
        let mut scanner = RecordScanner::new(plain.text.bytes(), 0, b',');
        header_names::separator_line(&plain.text, &mut scanner);
        let mut record = CsvRecord::default();
        loop {
            let more = scanner.next(&mut record).map_err(|unclosed| {
                let hint = "write a quote inside a cell as two, \"\", and close each quoted cell";
                plain.refusal("F_UNCLOSED_QUOTE", "a quote is opened and never closed", unclosed.at, hint)
            })?;
            if !more {
                break;
            }
            if record.is_blank(plain.text.bytes()) {
                continue;
            }
            if plain.names.is_empty() {
                (plain.names, plain.unused) = plain.header(&record, wanted)?;
                continue;
            }
            match plain.issue(&record) {
                Some(issue) => issues.add(|| issue.placed(&plain)),
                None => rows.push(RowSpans { line: record.line as usize, cells: record.cells.clone() }),
            }
        }
        issues.none()?;
        if rows.is_empty() {
            return Err(Error::new("F_NO_ROWS", Exit::Data, "the file has a header line and no rows")
                .at(Position::file(file))
                .effect(EFFECT)
                .hint("if rows were expected, make the file again"));
        }
        plain.rows = rows;
        Ok(plain)
    }

    /// Whether the file has the column.
    pub fn has(&self, column: &str) -> bool {
        self.names.iter().any(|name| name == column)
    }

    /// The rows in order.
    pub fn lines(&self) -> impl Iterator<Item = StrictRow<'_>> {
        self.rows.iter().map(|row| StrictRow { plain: self, row })
    }

    fn refusal(&self, code: &'static str, what: impl Into<String>, at: usize, hint: impl Into<String>) -> Error {
        Error::new(code, Exit::Data, what).at(self.position(at)).effect(EFFECT).hint(hint)
    }

    fn position(&self, at: usize) -> Position {
        let (line, column) = self.text.place(at);
        Position { file: self.file.clone(), line: Some(line), column: Some(column) }
    }

    /// The names of the header and those among them that are not used.
    fn header(&self, record: &CsvRecord, wanted: WantedColumns<'_>) -> Result<(Vec<String>, Vec<String>)> {
        let written: Vec<String> = header_names::texts(record, self.text.bytes()).collect();
        let names: Vec<String> = written.iter().map(|name| trim(name).to_ascii_lowercase()).collect();
        let missing: Vec<&str> =
            wanted.required.iter().copied().filter(|name| !names.iter().any(|n| n == name)).collect();
        if let Some(first) = missing.first() {
            let near = nearest(first, names.iter().map(String::as_str).filter(|name| !wanted.has(name)));
            let hint = match near {
                Some(near) => format!("is `{near}` meant for `{first}`? Columns are divided by commas"),
                // A first line without any name that is known is a row, and rows are not shown.
                None if !names.iter().any(|name| wanted.has(name)) => {
                    "no name of the first line is known: does the file have a header line? Columns are divided by commas"
                        .to_owned()
                }
                None => format!(
                    "the first line has {}; columns are divided by commas",
                    list_of_values(written.iter().map(String::as_str))
                ),
            };
            let columns = if missing.len() == 1 { "the column" } else { "the columns" };
            let what = format!("{columns} {} must be there", list(missing));
            return Err(self.refusal("F_HEADER_MISSING", what, record.start, hint));
        }
        let twice = (1..names.len()).find(|at| wanted.has(&names[*at]) && names[..*at].contains(&names[*at]));
        if let Some(at) = twice {
            let what = format!("the column `{}` is there twice", names[at]);
            return Err(self.refusal("F_HEADER_DUPLICATE", what, record.cells[at].start, "take one of the two out"));
        }
        let unused = written.into_iter().zip(&names).filter(|(_, name)| !wanted.has(name)).map(|(written, _)| written);
        let unused = unused.filter(|written| !trim(written).is_empty()).collect();
        Ok((names, unused))
    }

    /// What is wrong with the shape of a row.
    fn issue(&self, record: &CsvRecord) -> Option<Misshapen> {
        let issue = |code, at, what: String, hint| Some(Misshapen { code, at, what, hint });
        if let Some(Fault { at, .. }) = record.fault {
            let what = "a quote that does not belong here".to_owned();
            return issue(
                "R_QUOTE",
                at,
                what,
                "write a quote inside a cell as two, \"\", and put the whole cell into quotes",
            );
        }
        let bytes = self.text.bytes();
        if let Err(error) = std::str::from_utf8(&bytes[record.start..record.end]) {
            let at = record.start + error.valid_up_to();
            let what = format!("byte 0x{:02X} is not UTF-8 here", bytes[at]);
            return issue("R_ENCODING", at, what, "save the file as `CSV UTF-8`");
        }
        let surplus = record.width > record.cells.len()
            || record
                .cells
                .iter()
                .skip(self.names.len())
                .any(|cell| !crate::files::csv_records::is_blank(&bytes[cell.start..cell.end]));
        if record.width < self.names.len() || surplus {
            let what = format!("found {}, {} wanted", count(record.width, "cell"), self.names.len());
            let hint = if surplus { "a comma inside a value: put the value into quotes" } else { "the row was cut" };
            return issue("R_WIDTH", record.start, what, hint);
        }
        None
    }
}

impl<'p> StrictRow<'p> {
    /// The trimmed text of a cell; empty where the file has no such column.
    pub fn text(&self, column: &str) -> Cow<'p, str> {
        let Some(cell) = self.cell(column) else { return Cow::Borrowed("") };
        let bytes = &self.plain.text.bytes()[cell.start..cell.end];
        match String::from_utf8_lossy(bytes) {
            Cow::Borrowed(text) if !cell.doubled => Cow::Borrowed(trim(text)),
            text => Cow::Owned(trim(&text.replace("\"\"", "\"")).to_owned()),
        }
    }

    /// Where a cell stands; the row, where the file has no such column.
    pub fn place(&self, column: &str) -> Position {
        match self.cell(column) {
            Some(cell) => self.plain.position(cell.start),
            None => Position { file: self.plain.file.clone(), line: Some(self.row.line), column: None },
        }
    }

    /// The line in the file, from 1.
    pub fn number(&self) -> usize {
        self.row.line
    }

    /// A flaw of this row's cell.
    pub fn issue(
        &self,
        code: &'static str,
        column: &str,
        what: impl Into<String>,
        hint: impl Into<String>,
    ) -> CsvIssue {
        CsvIssue { code, at: self.place(column), what: what.into(), hint: hint.into() }
    }

    fn cell(&self, column: &str) -> Option<Span> {
        let at = self.plain.names.iter().position(|name| name == column)?;
        self.row.cells.get(at).copied()
    }
}

/// A row with a wrong shape, and the byte where it shows.
struct Misshapen {
    code: &'static str,
    at: usize,
    what: String,
    hint: &'static str,
}

impl Misshapen {
    fn placed(self, plain: &StrictCsv<'_>) -> CsvIssue {
        CsvIssue { code: self.code, at: plain.position(self.at), what: self.what, hint: self.hint.to_owned() }
    }
}

/// One thing wrong with a file.
#[derive(Clone, Debug)]
pub struct CsvIssue {
    code: &'static str,
    at: Position,
    what: String,
    hint: String,
}

/// What is wrong with a file, in the order in which it was found.
#[derive(Debug, Default)]
pub struct CsvIssues {
    listed: Vec<CsvIssue>,
    more: usize,
}

impl CsvIssues {
    /// One more. It is made only if it will be listed: its place costs a walk through the file.
    pub fn add(&mut self, issue: impl FnOnce() -> CsvIssue) {
        if self.listed.len() < LISTED { self.listed.push(issue()) } else { self.more += 1 }
    }

    /// Whether there are none yet.
    pub fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// Nothing, if nothing is wrong.
    ///
    /// # Errors
    /// 65: the first flaw, with the others below it.
    pub fn none(mut self) -> Result<()> {
        if self.listed.is_empty() {
            return Ok(());
        }
        let first = self.listed.remove(0);
        let mut effect = vec![EFFECT.to_owned()];
        effect.extend(self.listed.iter().map(|issue| format!("and in {}: {}", issue.at, issue.what)));
        if self.more > 0 {
            effect.push(format!("and {} more", self.more));
        }
        Err(Error::new(first.code, Exit::Data, first.what).at(first.at).effect(effect.join("\n  ")).hint(first.hint))
    }
}
