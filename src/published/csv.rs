//! The text of a publication as a header and rows: UTF-8, UTF-16 with a mark, or the Windows-1252 that England's
//! publications come in; with or without lines above the header.

use std::borrow::Cow;

use super::cells::plain_name;
use crate::files::csv_records::{CsvRecord, RecordScanner, is_blank};
use crate::files::encoding::windows_1252;
use crate::files::header_names;
use crate::files::header_names::trim;
use crate::files::refusal::{FileWarning, Refusal};
use crate::files::text::Text;

/// The header stands in one of these first lines.
const HEADER_WITHIN: usize = 20;

/// The bytes of a publication as Unicode. Windows-1252 is read as such only where nothing in the file is UTF-8.
///
/// # Errors
/// Its encoding cannot be identified for certain.
pub(super) fn decoded(bytes: &[u8]) -> Result<(Cow<'_, [u8]>, Option<FileWarning>), Refusal> {
    let is_marked = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    if is_marked || std::str::from_utf8(bytes).is_ok() {
        return Ok((Cow::Borrowed(bytes), None));
    }
    if bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii()) || bytes.contains(&0) {
        let hint = "save it as `CSV UTF-8`, or take the publisher's file again";
        return Err(Refusal::new("F_ENCODING", "the file is UTF-8 in some places and not in others", hint));
    }
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 16);
    for byte in bytes {
        let Some(letter) = windows_1252(*byte) else {
            let what = format!("byte 0x{byte:02X} is neither UTF-8 nor Windows-1252");
            return Err(Refusal::new("F_ENCODING", what, "save it as `CSV UTF-8`, or take the publisher's file again"));
        };
        text.push(letter);
    }
    let note = FileWarning::new(
        "W_ENCODING",
        "the file is Windows-1252, as England's publications are; it was read as such",
        "",
    );
    Ok((Cow::Owned(text.into_bytes()), Some(note)))
}

/// A file from its header on.
#[derive(Debug)]
pub(super) struct Csv<'t> {
    text: &'t Text<'t>,
    scanner: RecordScanner<'t>,
    record: CsvRecord,
    /// The names of the columns in plain spelling.
    pub names: Vec<String>,
    /// The names as written.
    pub written: Vec<String>,
    /// The line of the header.
    pub line: u32,
    /// Blank lines passed over behind the header.
    pub blank_lines: u32,
}

/// One row that can be read.
#[derive(Clone, Copy, Debug)]
pub(super) struct CsvRow<'c> {
    bytes: &'c [u8],
    record: &'c CsvRecord,
}

/// What comes next in a file.
#[derive(Debug)]
pub(super) enum NextRow<'c> {
    /// A row as wide as the header.
    Row(u32, CsvRow<'c>),
    /// A row that cannot be read: its line, a code, what is wrong, what to do.
    Unread(u32, &'static str, String, &'static str),
    /// The end.
    End,
}

impl<'t> Csv<'t> {
    /// Goes to the header: the first of the first lines that `is_header` knows, by its names in plain spelling. If none
    /// is, to the line among them with the most cells, for the message about it.
    ///
    /// # Errors
    /// The file ends inside a quoted cell.
    pub fn open(text: &'t Text<'t>, is_header: impl Fn(&[String]) -> bool) -> Result<Self, Refusal> {
        let mut scanner = RecordScanner::new(text.bytes(), 0, b',');
        header_names::separator_line(text, &mut scanner);
        let mut widest: Option<Self> = None;
        let mut record = CsvRecord::default();
        for _ in 0..HEADER_WITHIN {
            if !advance(text, &mut scanner, &mut record)? {
                break;
            }
            let mut written: Vec<String> =
                header_names::texts(&record, text.bytes()).map(|name| trim(&name).to_owned()).collect();
            while written.last().is_some_and(String::is_empty) {
                written.pop();
            }
            let names: Vec<String> = written.iter().map(|name| plain_name(name)).collect();
            let found = is_header(&names);
            if found || widest.as_ref().is_none_or(|widest| names.len() > widest.names.len()) {
                let (scanner, line) = (scanner.clone(), record.line);
                let record = CsvRecord::default();
                widest = Some(Self { text, scanner, record, names, written, line, blank_lines: 0 });
            }
            if found {
                break;
            }
        }
        widest.ok_or_else(|| Refusal::new("F_EMPTY", "there is nothing in the file", "take the publisher's file again"))
    }

    /// Where a column stands, by its name in plain spelling.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|column| column == name)
    }

    /// How many bytes were read.
    pub fn at(&self) -> usize {
        self.scanner.at()
    }

    /// The next row.
    ///
    /// # Errors
    /// The file ends inside a quoted cell.
    pub fn next(&mut self) -> Result<NextRow<'_>, Refusal> {
        loop {
            if !advance(self.text, &mut self.scanner, &mut self.record)? {
                return Ok(NextRow::End);
            }
            if self.record.is_blank(self.text.bytes()) {
                self.blank_lines += 1;
                continue;
            }
            break;
        }
        let (record, bytes, line) = (&self.record, self.text.bytes(), self.record.line);
        if record.fault.is_some() {
            let hint = "write a quote inside a cell as two, \"\", and put the whole cell into quotes";
            return Ok(NextRow::Unread(line, "R_QUOTE", "a quote that does not belong here".to_owned(), hint));
        }
        let width = self.names.len();
        let surplus = record.width > record.cells.len()
            || record.cells.iter().skip(width).any(|cell| !is_blank(&bytes[cell.start..cell.end]));
        if record.width < width || surplus {
            let what = format!("{} cells, {width} wanted", record.width);
            return Ok(NextRow::Unread(line, "R_WIDTH", what, "take the publisher's file again"));
        }
        Ok(NextRow::Row(line, CsvRow { bytes, record }))
    }
}

fn advance(text: &Text<'_>, scanner: &mut RecordScanner<'_>, record: &mut CsvRecord) -> Result<bool, Refusal> {
    scanner.next(record).map_err(|unclosed| {
        Refusal::new("F_UNCLOSED_QUOTE", "a quote is opened and never closed", "take the publisher's file again")
            .at(text.place(unclosed.at))
    })
}

impl<'c> CsvRow<'c> {
    /// The trimmed text of a cell.
    pub fn text(&self, column: usize) -> Cow<'c, str> {
        let Some(cell) = self.record.cells.get(column) else { return Cow::Borrowed("") };
        match String::from_utf8_lossy(&self.bytes[cell.start..cell.end]) {
            Cow::Borrowed(text) if !cell.doubled => Cow::Borrowed(trim(text)),
            text => Cow::Owned(trim(&text.replace("\"\"", "\"")).to_owned()),
        }
    }

    /// The trimmed text of a cell that the file may not have.
    pub fn maybe(&self, column: Option<usize>) -> Cow<'c, str> {
        column.map_or(Cow::Borrowed(""), |column| self.text(column))
    }
}

/// A file that is one sheet of a workbook saved as CSV.
///
/// # Errors
/// The file ends inside a quoted cell.
pub(super) fn as_sheet(text: &Text<'_>) -> Result<super::PublishedSheet, Refusal> {
    let mut scanner = RecordScanner::new(text.bytes(), 0, b',');
    header_names::separator_line(text, &mut scanner);
    let (mut sheet, mut record) = (super::PublishedSheet::default(), CsvRecord::default());
    while advance(text, &mut scanner, &mut record)? {
        let cells = header_names::texts(&record, text.bytes()).map(crate::files::grid::GridCell::text);
        sheet.rows.resize(record.line as usize - 1, Vec::new());
        sheet.rows.push(cells.collect());
    }
    Ok(sheet)
}
