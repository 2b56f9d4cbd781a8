//! What refuses a row by its shape: quotes, bytes, width, line breaks, length.

use crate::domain::finding_codes;
use crate::files::csv_records::{CsvRecord, FaultKind, Span, Unclosed};
use crate::files::grid::GridIssue;
use crate::files::header_names::trim;
use crate::files::refusal::Refusal;
use crate::files::text::Text;
use crate::files::wording::{count, shown_bytes};
use crate::files::{csv_records, header_names};
use crate::intake::profile::header::HeaderColumns;
use crate::intake::validate::cells::CellIssue;
use crate::intake::validate::checks::ValueIssue;

/// The most characters that a cell of a spreadsheet holds.
const MOST_CHARACTERS: usize = 32_767;

/// The problem without its value: a text that people wrote, or may have.
pub fn hidden(problem: ValueIssue) -> ValueIssue {
    ValueIssue { value: "***".to_owned(), ..problem }
}

/// What refuses a row by its shape, whatever its values mean.
pub fn check(text: &Text<'_>, record: &CsvRecord, columns: &HeaderColumns) -> Result<(), CellIssue> {
    let shape = Shape { text, record, columns };
    let problem = shape
        .wrong_quote()
        .or_else(|| shape.wrong_bytes())
        .or_else(|| shape.header_again())
        .or_else(|| shape.over_lines())
        .or_else(|| shape.wrong_width())
        .or_else(|| shape.too_long());
    problem.map_or(Ok(()), Err)
}

/// Refuses a file that ends inside a quoted cell.
pub fn unclosed(text: &Text<'_>, unclosed: Unclosed) -> Refusal {
    let place = text.place(unclosed.at);
    let last = text.place(text.bytes().len().saturating_sub(1)).0;
    let lost = match last.saturating_sub(place.0) {
        0 => "the rest of its line would be read as one cell".to_owned(),
        1 => format!("the rest of the file (line {last}) would be read as one cell"),
        _ => format!("the rest of the file (lines {} to {last}) would be read as one cell", place.0 + 1),
    };
    let hint = "ask the sender to write a quote inside a cell as two, \"\", and to close each quoted cell";
    Refusal::new("F_UNCLOSED_QUOTE", "a quote is opened and never closed", hint).at(place).because(&lost)
}

/// A problem that a reader found, as a row's own flaw.
pub fn cell_issue(issue: &GridIssue, columns: &HeaderColumns) -> CellIssue {
    let problem = ValueIssue::new(finding_codes::known(&issue.code), &issue.value, &*issue.message, &*issue.hint);
    let position = issue.column.unwrap_or(usize::MAX);
    let problem = if columns.is_text(position) { hidden(problem) } else { problem };
    CellIssue { position, column: columns.name(position).to_owned(), problem }
}

struct Shape<'a> {
    text: &'a Text<'a>,
    record: &'a CsvRecord,
    columns: &'a HeaderColumns,
}

impl Shape<'_> {
    /// A problem about a column, with the bytes that show it. Of a text that people wrote nothing is shown, nor of what
    /// stands behind the last column.
    fn issue(&self, position: usize, bytes: &[u8], problem: ValueIssue) -> CellIssue {
        let problem = if self.columns.is_text(position) || problem.code == "R_WIDTH" {
            hidden(problem)
        } else {
            ValueIssue { value: shown_bytes(bytes), ..problem }
        };
        CellIssue { position, column: self.columns.name(position).to_owned(), problem }
    }

    fn cell(&self, position: usize) -> &[u8] {
        self.record.cells.get(position).map_or(&[], |cell| &self.text.bytes()[cell.start..cell.end])
    }

    fn wrong_quote(&self) -> Option<CellIssue> {
        let (record, fault) = (self.record, self.record.fault?);
        let mut message = match fault.kind {
            FaultKind::Stray => "a quote inside a cell that does not start with one".to_owned(),
            FaultKind::TextAfter => "text behind the quote that ends a cell".to_owned(),
        };
        if fault.at >= record.end {
            message.push_str("; the cell starts here and runs on over line ends, which were taken as ends of rows");
        }
        let before = &self.text.bytes()[..fault.at];
        let hint = if before.ends_with(b"\\\"") {
            "this system writes \\\" for a quote: ask the sender to write it as two, \"\""
        } else if before.ends_with(b", ") {
            "take out the space between the comma and the quote"
        } else {
            "write a quote inside a cell as two, \"\", and put the whole cell into quotes"
        };
        let position = record.cells.partition_point(|cell| cell.end < fault.cell);
        let bytes = &self.text.bytes()[fault.cell..record.end];
        Some(self.issue(position, bytes, ValueIssue::new("R_QUOTE", "", message, hint)))
    }

    fn wrong_bytes(&self) -> Option<CellIssue> {
        let bytes = &self.text.bytes()[self.record.start..self.record.end];
        let not_utf8 = || std::str::from_utf8(bytes).err().map(|error| error.valid_up_to());
        let nul = || bytes.iter().position(|byte| *byte == 0);
        let (at, problem) = if let Some(at) = (!self.text.is_utf8).then(not_utf8).flatten() {
            let message = format!("byte 0x{:02X} is not UTF-8 here", bytes[at]);
            (at, ValueIssue::new("R_ENCODING", "", message, "ask the sender for `CSV UTF-8`"))
        } else {
            let at = self.text.has_nul.then(nul).flatten()?;
            let hint = "the file was damaged on the way, or is binary";
            (at, ValueIssue::new("R_CONTROL", "", "a NUL byte in the row", hint))
        };
        let position = self.record.cells.partition_point(|cell| cell.end <= self.record.start + at);
        Some(self.issue(position, self.cell(position), problem))
    }

    fn header_again(&self) -> Option<CellIssue> {
        // A name keeps its length when it is brought into plain spelling.
        let first = self.record.cells.first().filter(|cell| !cell.doubled);
        let length =
            |cell: &Span| std::str::from_utf8(&self.text.bytes()[cell.start..cell.end]).map(|text| trim(text).len());
        let differs = |length: usize| length != self.columns.first_name().len();
        if first.is_some_and(|cell| length(cell).is_ok_and(differs)) {
            return None;
        }
        let again = self.columns.is_header(header_names::texts(self.record, self.text.bytes()));
        let hint = "two files were joined: take the second header line out";
        let problem = || ValueIssue::new("R_HEADER_REPEAT", "", "the header line once more", hint);
        again.then(|| self.issue(0, self.cell(0), problem()))
    }

    /// A cell that runs over lines: only a text that people wrote can, and in any other it may be rows that are held.
    /// A column with a closed list refuses it by its list. What has as many delimiters as a row has is no text either.
    fn over_lines(&self) -> Option<CellIssue> {
        let (record, columns, bytes) = (self.record, self.columns, self.text.bytes());
        if record.lines == 1 {
            return None;
        }
        let breaks = |cell: &Span| bytes[cell.start..cell.end].iter().any(|byte| matches!(byte, b'\n' | b'\r'));
        let holds_rows = record.delimiters_inside + 1 >= columns.needed && columns.needed > 1;
        let may = |position: usize| !holds_rows && columns.over_lines.contains(&position);
        let position = (0..record.cells.len()).find(|position| breaks(&record.cells[*position]) && !may(*position))?;
        let lines = format!("a quoted cell runs over lines {} to {}", record.line, record.line + record.lines - 1);
        let problem = if holds_rows {
            let hint = "look for a quote too many at its first line, and one at its last";
            let message = format!("{lines} and holds what looks like rows; none of them was taken");
            ValueIssue::new("R_QUOTE", "", message, hint)
        } else {
            let hint = "look for a quote too many at its first line; no value of this table has a line break";
            ValueIssue::new("R_CONTROL", "", lines, hint)
        };
        Some(self.issue(position, self.cell(position), problem))
    }

    fn wrong_width(&self) -> Option<CellIssue> {
        let (record, columns) = (self.record, self.columns);
        let filled = |position: &usize| !csv_records::is_blank(self.cell(*position));
        let beyond = (columns.width..record.cells.len()).rfind(filled);
        let surplus = beyond.is_some() || record.width > record.cells.len();
        if record.width >= columns.needed && !surplus {
            return None;
        }
        let message = format!("found {}, {} wanted", count(record.width, "cell"), columns.width);
        let hint = if surplus {
            "a comma inside a value: put the value into quotes"
        } else {
            "the row was cut, or a line break stands inside it: ask the sender for the row"
        };
        // The first cell that is missing, or the last of the columns, behind which there are more.
        let position = record.width.min(columns.needed - 1);
        let last = beyond.unwrap_or(record.cells.len() - 1);
        Some(self.issue(position, self.cell(last), ValueIssue::new("R_WIDTH", "", message, hint)))
    }

    fn too_long(&self) -> Option<CellIssue> {
        let characters = |cell: &Span| {
            let bytes = &self.text.bytes()[cell.start..cell.end];
            if bytes.len() > MOST_CHARACTERS { bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count() } else { 0 }
        };
        let counts = self.record.cells.iter().map(characters).enumerate();
        let (position, found) = { counts }.find(|(_, found)| *found > MOST_CHARACTERS)?;
        let bytes = self.cell(position);
        let message = format!("found {found} characters in one cell, at most {MOST_CHARACTERS} are wanted");
        let problem = ValueIssue::new("R_TOO_LONG", "", message, "a spreadsheet could not hold it");
        Some(self.issue(position, bytes, problem))
    }
}
