//! Bytes cut into records and cells by RFC 4180, with the byte range of each. Nothing is decided here.
//!
//! A quote that does not belong (in the middle of a bare cell, or with text after its end) is a fault of its record. The
//! record is then its first physical line only, and reading goes on at the next line, so that no row behind a fault is
//! lost. That stays linear: a line inside a quoted cell has an even number of quotes, so it opens no cell over its own
//! end when it is read a second time.

/// Cells beyond this many are counted and not kept.
pub const MOST_CELLS: usize = 1024;

/// Where the content of one cell lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First byte of the content.
    pub start: usize,
    /// Byte after its last.
    pub end: usize,
    /// Whether it holds doubled quotes, each of which stands for one.
    pub doubled: bool,
}

/// A quote that does not belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The first byte of the cell it is in, or of the cell that runs over the first line end before it.
    pub cell: usize,
    /// The quote itself, or the first byte behind the quote that ended the cell.
    pub at: usize,
    /// Which of the two.
    pub kind: FaultKind,
}

/// In what way a quote does not belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// It is in the middle of a bare cell.
    Stray,
    /// There is text behind the quote that ends the cell.
    TextAfter,
}

/// A quoted cell that the file ends in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unclosed {
    /// The byte of the quote that opened it.
    pub at: usize,
}

/// What ended a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineEnding {
    /// A line feed.
    LineFeed,
    /// A carriage return and a line feed.
    Both,
    /// A carriage return alone.
    Return,
    /// The end of the file.
    #[default]
    File,
}

/// One record: a place to read into, used again and again.
#[derive(Clone, Debug, Default)]
pub struct CsvRecord {
    /// First byte.
    pub start: usize,
    /// Byte after the last, the line end included.
    pub end: usize,
    /// Physical line of the first byte, from 1.
    pub line: u32,
    /// How many physical lines it covers.
    pub lines: u32,
    /// How many cells it has.
    pub width: usize,
    /// The first [`MOST_CELLS`] cells; after a fault, those before it.
    pub cells: Vec<Span>,
    /// A quote that does not belong.
    pub fault: Option<Fault>,
    /// The most delimiters on any further line of a quoted cell: as many as a row has, and the cell may hold a row. Where
    /// the last line has as many as stand before the cell, those of the first line count with them: the rest of one row
    /// and the start of the next.
    pub delimiters_inside: usize,
    /// What ended it.
    pub ending: LineEnding,
    /// The first line break inside a quoted cell, and the quote that opened the cell.
    first_break: Option<(usize, usize)>,
}

/// The first byte of a quote that is never closed or does not belong; nothing if the text is well formed.
pub fn first_fault(bytes: &[u8], delimiter: u8) -> Option<usize> {
    let (mut scanner, mut record) = (RecordScanner::new(bytes, 0, delimiter), CsvRecord::default());
    loop {
        match scanner.next(&mut record) {
            Err(unclosed) => return Some(unclosed.at),
            Ok(true) if record.fault.is_none() => {}
            Ok(true) => return record.fault.map(|fault| fault.at),
            Ok(false) => return None,
        }
    }
}

/// The first line feed, carriage return or quote.
fn line_end_or_quote(bytes: &[u8]) -> Option<usize> {
    let is_one = |byte: &u8| matches!(byte, b'\n' | b'\r' | b'"');
    // Whole pieces are looked at without a branch for each byte.
    let (pieces, _) = bytes.as_chunks::<32>();
    let piece = pieces.iter().position(|piece| piece.iter().fold(false, |any, byte| any | is_one(byte)));
    let from = 32 * piece.unwrap_or(pieces.len());
    bytes[from..].iter().position(is_one).map(|length| from + length)
}

enum CellEnd {
    Delimiter(usize),
    Line(usize),
    File,
    Fault(Fault),
}

impl CsvRecord {
    fn begin(&mut self, start: usize, line: u32) {
        self.cells.clear();
        let cells = std::mem::take(&mut self.cells);
        *self = Self { start, end: start, line, lines: 1, cells, ..Self::default() };
    }

    fn push(&mut self, start: usize, end: usize, doubled: bool) {
        self.width += 1;
        if self.cells.len() < MOST_CELLS {
            self.cells.push(Span { start, end, doubled });
        }
    }

    /// Whether every cell is empty or white space.
    pub fn is_blank(&self, bytes: &[u8]) -> bool {
        let kept = self.cells.iter().all(|cell| is_blank(&bytes[cell.start..cell.end]));
        kept && self.fault.is_none() && self.width <= MOST_CELLS
    }
}

/// Whether the bytes are nothing but spaces, tabs and no-break spaces.
pub fn is_blank(mut bytes: &[u8]) -> bool {
    while let Some(first) = bytes.first() {
        bytes = match (first, bytes.get(1)) {
            (b' ' | b'\t', _) => &bytes[1..],
            (0xC2, Some(0xA0)) => &bytes[2..],
            _ => return false,
        };
    }
    true
}

/// Cuts bytes into records.
#[derive(Clone, Debug)]
pub struct RecordScanner<'t> {
    bytes: &'t [u8],
    delimiter: u8,
    at: usize,
    line: u32,
}

impl<'t> RecordScanner<'t> {
    /// Starts at byte `at`, on line 1.
    pub fn new(bytes: &'t [u8], at: usize, delimiter: u8) -> Self {
        Self { bytes, delimiter, at, line: 1 }
    }

    /// The same place with another delimiter.
    #[must_use]
    pub fn with_delimiter(self, delimiter: u8) -> Self {
        Self { delimiter, ..self }
    }

    /// The same text from byte `at` on, at which a record starts, with `line` as its number.
    #[must_use]
    pub fn moved(self, at: usize, line: u32) -> Self {
        Self { at, line, ..self }
    }

    /// The bytes that are cut.
    pub fn bytes(&self) -> &'t [u8] {
        self.bytes
    }

    /// The first start of a line behind byte `from`, or the end of the text.
    pub fn line_start_from(&self, from: usize) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        let length = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        length.map_or(self.bytes.len(), |length| self.line_end(from + length).0)
    }

    /// The delimiter.
    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// The physical line that comes next, from 1.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// The byte that comes next.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Reads the next record; `false` at the end.
    ///
    /// # Errors
    /// A quoted cell is never closed.
    pub fn next(&mut self, record: &mut CsvRecord) -> Result<bool, Unclosed> {
        if self.at >= self.bytes.len() {
            return Ok(false);
        }
        record.begin(self.at, self.line);
        if !self.strict_line(record) {
            record.begin(self.at, self.line);
            self.cells(record)?;
        }
        self.at = record.end;
        self.line += record.lines - u32::from(record.ending == LineEnding::File);
        Ok(true)
    }

    /// Passes over the next record, if it is a line without quotes whose first cell is seen at once not to be blank.
    pub fn pass_line(&mut self) -> bool {
        let rest = &self.bytes[self.at..];
        let may_be_blank = |byte: &u8| matches!(byte, b' ' | b'\t' | 0xC2 | b'\n' | b'\r') || *byte == self.delimiter;
        match (rest.first(), line_end_or_quote(rest)) {
            (Some(first), Some(length)) if rest[length] != b'"' && !may_be_blank(first) => {
                (self.at, self.line) = (self.line_end(self.at + length).0, self.line + 1);
                true
            }
            _ => false,
        }
    }

    /// Reads a line in which no quote stands; `false` if one does, with nothing of use in the record.
    fn strict_line(&self, record: &mut CsvRecord) -> bool {
        let mut start = self.at;
        for (byte, at) in self.bytes[self.at..].iter().zip(self.at..) {
            match byte {
                b'"' => return false,
                b'\n' | b'\r' => {
                    record.push(start, at, false);
                    self.end_line(record, at);
                    return true;
                }
                byte if *byte == self.delimiter => {
                    record.push(start, at, false);
                    start = at + 1;
                }
                _ => {}
            }
        }
        record.push(start, self.bytes.len(), false);
        record.end = self.bytes.len();
        true
    }

    /// Reads a record cell by cell.
    fn cells(&self, record: &mut CsvRecord) -> Result<(), Unclosed> {
        let mut at = self.at;
        loop {
            let stop = match self.bytes.get(at) {
                Some(b'"') => self.quoted(at, record)?,
                _ => self.bare(at, record),
            };
            match stop {
                CellEnd::Delimiter(delimiter) => at = delimiter + 1,
                CellEnd::Line(byte) => break self.end_line(record, byte),
                CellEnd::File => break record.end = self.bytes.len(),
                CellEnd::Fault(fault) => break self.fall_back(record, fault),
            }
        }
        Ok(())
    }

    fn bare(&self, start: usize, record: &mut CsvRecord) -> CellEnd {
        let rest = &self.bytes[start..];
        let special = |byte: &u8| matches!(byte, b'\n' | b'\r' | b'"') || *byte == self.delimiter;
        let Some(length) = rest.iter().position(special) else {
            record.push(start, self.bytes.len(), false);
            return CellEnd::File;
        };
        let at = start + length;
        match rest[length] {
            b'"' => CellEnd::Fault(Fault { cell: start, at, kind: FaultKind::Stray }),
            b'\n' | b'\r' => {
                record.push(start, at, false);
                CellEnd::Line(at)
            }
            _ => {
                record.push(start, at, false);
                CellEnd::Delimiter(at)
            }
        }
    }

    fn quoted(&self, opening: usize, record: &mut CsvRecord) -> Result<CellEnd, Unclosed> {
        let (mut at, mut doubled, mut first, mut delimiters) = (opening + 1, false, None, 0);
        loop {
            match self.bytes.get(at) {
                None => return Err(Unclosed { at: opening }),
                Some(b'"') if self.bytes.get(at + 1) == Some(&b'"') => {
                    doubled = true;
                    at += 2;
                }
                Some(b'"') => break,
                Some(b'\n' | b'\r') => {
                    record.first_break.get_or_insert((at, opening));
                    record.lines += 1;
                    if first.is_some() {
                        record.delimiters_inside = record.delimiters_inside.max(delimiters);
                    }
                    first.get_or_insert(delimiters);
                    delimiters = 0;
                    at = self.line_end(at).0;
                }
                Some(byte) => {
                    delimiters += usize::from(*byte == self.delimiter);
                    at += 1;
                }
            }
        }
        if let Some(first) = first {
            let joined = if delimiters == record.width { first + delimiters } else { delimiters };
            record.delimiters_inside = record.delimiters_inside.max(joined);
        }
        record.push(opening + 1, at, doubled);
        Ok(match self.bytes.get(at + 1) {
            None => CellEnd::File,
            Some(b'\n' | b'\r') => CellEnd::Line(at + 1),
            Some(byte) if *byte == self.delimiter => CellEnd::Delimiter(at + 1),
            Some(_) => CellEnd::Fault(Fault { cell: opening, at: at + 1, kind: FaultKind::TextAfter }),
        })
    }

    /// The byte after the line end at `at`, and what kind it is.
    fn line_end(&self, at: usize) -> (usize, LineEnding) {
        match (self.bytes.get(at), self.bytes.get(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => (at + 2, LineEnding::Both),
            (Some(b'\r'), _) => (at + 1, LineEnding::Return),
            (Some(_), _) => (at + 1, LineEnding::LineFeed),
            (None, _) => (at, LineEnding::File),
        }
    }

    fn end_line(&self, record: &mut CsvRecord, at: usize) {
        (record.end, record.ending) = self.line_end(at);
    }

    /// Cuts a record with a fault down to its first physical line.
    fn fall_back(&self, record: &mut CsvRecord, fault: Fault) {
        let rest = || self.bytes[fault.at..].iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let (end, cell) = record.first_break.unwrap_or_else(|| {
            let end = rest().map_or(self.bytes.len(), |length| fault.at + length);
            (end, fault.cell)
        });
        record.cells.retain(|cell| cell.end <= end);
        record.lines = 1;
        record.delimiters_inside = 0;
        record.fault = Some(Fault { cell, ..fault });
        self.end_line(record, end);
    }
}
