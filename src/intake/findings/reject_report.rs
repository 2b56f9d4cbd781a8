//! The reject report: every finding as a line of CSV that no spreadsheet takes for a formula
//! ([`crate::domain::spreadsheet`] says how, and how to take the marks away again).

use std::borrow::Cow;
use std::io;

use crate::domain::nhs_number::mask;
use crate::domain::spreadsheet::mark_formula;
use crate::domain::{Finding, Severity};
use crate::files::wording::is_day_with_time;

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
    if runs.any(|run| run.len() == 10) && !is_day_with_time(text) {
        Cow::Owned(mask(text))
    } else {
        Cow::Borrowed(text)
    }
}
