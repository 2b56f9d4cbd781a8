//! Names of columns as a file writes them, and the sign between them.

use crate::files::csv_records::{CsvRecord, RecordScanner};
use crate::files::text::Text;

/// Delimiters that a spreadsheet may write, and what to call them.
pub const DELIMITERS: [(u8, &str); 4] = [(b',', "a comma"), (b';', "a semicolon"), (b'\t', "a tab"), (b'|', "a bar")];

/// The text without spaces, tabs and no-break spaces at its ends.
pub fn trim(text: &str) -> &str {
    if let [b'!'..=b'~', .., b'!'..=b'~'] | [b'!'..=b'~'] | [] = text.as_bytes() {
        return text;
    }
    text.trim_matches([' ', '\t', '\u{A0}'])
}

/// A name in lower case, with `_` for spaces and hyphens between its words.
pub fn plain(name: &str) -> String {
    trim(name).to_ascii_lowercase().replace([' ', '-'], "_")
}

/// The cells of a record as text; what is not UTF-8 stays out of it.
pub fn texts<'r>(record: &'r CsvRecord, bytes: &'r [u8]) -> impl ExactSizeIterator<Item = String> + 'r {
    record.cells.iter().map(|cell| {
        let text = String::from_utf8_lossy(&bytes[cell.start..cell.end]);
        if cell.doubled { text.replace("\"\"", "\"") } else { text.into_owned() }
    })
}

/// The delimiter that a first line such as `sep=;` declares; the scanner is then behind that line.
pub fn separator_line<'t>(text: &'t Text<'_>, scanner: &mut RecordScanner<'t>) -> Option<&'static str> {
    let (mut probe, mut record) = (scanner.clone(), CsvRecord::default());
    if !probe.next(&mut record).is_ok_and(|found| found) {
        return None;
    }
    let line = text.bytes()[record.start..record.end].trim_ascii_end();
    // Programs that put every cell in quotes put this line in quotes too.
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    let sign = line.split_at_checked(4).filter(|(name, _)| name.eq_ignore_ascii_case(b"sep="))?.1;
    // A tab would be trimmed away with the line end.
    let sign = if sign.is_empty() { b"\t" } else { sign };
    let (delimiter, name) = DELIMITERS.iter().find(|(by, _)| sign == [*by])?;
    *scanner = probe.with_delimiter(*delimiter);
    Some(name)
}

/// Every sign that may stand between cells.
pub fn signs() -> impl Iterator<Item = u8> {
    DELIMITERS.iter().map(|(sign, _)| *sign)
}

/// The name of a sign between cells.
pub fn name_of(delimiter: u8) -> &'static str {
    DELIMITERS.iter().find(|(by, _)| *by == delimiter).map_or("another sign", |(_, name)| name)
}
