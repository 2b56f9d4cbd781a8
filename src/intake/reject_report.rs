//! The reject report: every finding as a line of CSV that no spreadsheet takes for a formula.
//!
//! A text that a spreadsheet could run gets an apostrophe in front: texts that start with `=`, `+`, `-`, `@`, their
//! full-width forms, a tab or a line end, also behind spaces and quotes, and the same behind a separator inside the
//! text, since a program in another country may cut there. Texts that have an apostrophe in such a place get one more,
//! so that taking one away gives the text back: [`unmark_formula`].

use std::borrow::Cow;
use std::io;

use crate::domain::nhs_number::mask;
use crate::domain::{Finding, Severity};

const HEADER: [&str; 11] =
    ["file", "record", "line", "byte_offset", "column", "severity", "code", "value", "message", "hint", "stay_id"];

/// Writes the findings as CSV with a header line: RFC 4180, UTF-8, every text in quotes.
///
/// # Errors
/// The sink refuses.
pub fn write_findings_csv(findings: &[Finding], out: impl io::Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::NonNumeric).from_writer(out);
    writer.write_record(HEADER)?;
    for finding in findings {
        let Finding { file, record, line, byte_offset, column, severity, code, value, message, hint, stay_id } =
            finding;
        let severity = match severity {
            Severity::Rejected => "rejected",
            Severity::Duplicate => "duplicate",
            Severity::Warning => "warning",
        };
        let numbers = [record.to_string(), line.to_string(), byte_offset.to_string()];
        let (value, message, stay_id) = (without_numbers(value), without_numbers(message), without_numbers(stay_id));
        let texts = [file, column, severity, code, &value, &message, hint, &stay_id].map(mark_formula);
        let [file, rest @ ..] = &texts;
        let before = [file.as_bytes()].into_iter().chain(numbers.iter().map(String::as_bytes));
        writer.write_record(before.chain(rest.iter().map(|text| text.as_bytes())))?;
    }
    writer.flush()
}

/// A text without anything that could be an NHS number: ten digits, whatever spaces, hyphens, quotes or shown control
/// characters stand between them. More digits, or the marks of a date or time between them, are something else.
fn without_numbers(text: &str) -> Cow<'_, str> {
    let joined: String = text.replace("\\u{000A}", "").replace("\\u{000D}", "");
    let plain = joined.chars().filter(|character| !matches!(character, ' ' | '-' | '"' | '\''));
    let plain: String = plain.collect();
    let mut runs = plain.split(|character: char| !character.is_ascii_digit());
    if runs.any(|run| run.len() == 10) { Cow::Owned(mask(text)) } else { Cow::Borrowed(text) }
}

/// A text with an apostrophe in front of whatever a spreadsheet could take for a formula.
pub fn mark_formula(text: &str) -> Cow<'_, str> {
    let marks: Vec<usize> = cell_starts(text).filter(|start| is_dangerous(&text[*start..])).collect();
    if marks.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut marked = String::with_capacity(text.len() + marks.len());
    let mut from = 0;
    for mark in marks {
        marked.push_str(&text[from..mark]);
        marked.push('\'');
        from = mark;
    }
    marked.push_str(&text[from..]);
    Cow::Owned(marked)
}

/// The text that was marked.
pub fn unmark_formula(marked: &str) -> String {
    let mut text = String::with_capacity(marked.len());
    let mut from = 0;
    for start in cell_starts(marked).filter(|start| marked[*start..].starts_with('\'')) {
        text.push_str(&marked[from..start]);
        from = start + 1;
    }
    text.push_str(&marked[from..]);
    text
}

/// Where a program could see a cell start: at the start of the text and behind each separator.
fn cell_starts(text: &str) -> impl Iterator<Item = usize> {
    let behind = text.bytes().enumerate().filter(|(_, byte)| is_separator(*byte)).map(|(at, _)| at + 1);
    std::iter::once(0).chain(behind)
}

fn is_separator(byte: u8) -> bool {
    matches!(byte, b',' | b';' | b'\t' | b'|' | b'\n' | b'\r')
}

/// Whether a cell that starts so could be run, or must be marked so that the mark can be told from the text.
fn is_dangerous(cell: &str) -> bool {
    if cell.starts_with(['\t', '\r', '\n', '\0']) {
        return true;
    }
    let passed_over = |character: char| {
        matches!(character, ' ' | '"')
            || (character.is_control() && !character.is_ascii_whitespace())
            || character.is_whitespace()
    };
    // Each separator starts a cell of its own, so the look ahead ends there; that keeps it linear.
    let end = cell.bytes().position(is_separator).unwrap_or(cell.len());
    let first = cell[..end].trim_start_matches(passed_over).chars().next();
    first.is_some_and(|first| matches!(first, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\''))
}
