//! The header line: which column of the file is which column of the table, and what is wrong with the names.

use super::cells::trim;
use super::field::{Field, Layout};
use super::record::{Record, Scanner};
use super::refusal::{Note, Refusal};
use super::text::Text;
use super::words::{count, list, nearest, odd_character};

/// Delimiters that a spreadsheet may write, and what to call them.
const DELIMITERS: [(u8, &str); 4] = [(b',', "a comma"), (b';', "a semicolon"), (b'\t', "a tab"), (b'|', "a bar")];
/// How many records below the first are looked at for a header that stands too low.
const LOOKED_AT: usize = 20;

/// The columns of a file.
#[derive(Debug)]
pub struct Columns {
    names: Vec<String>,
    positions: [Option<u16>; Field::ALL.len()],
    /// How many cells the header has.
    pub width: usize,
    /// How many cells a row must have at least: up to the last column with a name.
    pub needed: usize,
    /// The columns without a name.
    pub unnamed: Vec<usize>,
}

impl Columns {
    /// Where the column stands in the file, from 0.
    pub fn position(&self, field: Field) -> Option<usize> {
        self.positions[field as usize].map(usize::from)
    }

    /// The name of the column at this place.
    pub fn name(&self, position: usize) -> &str {
        self.names.get(position).map_or("", String::as_str)
    }

    /// Whether there is a column that tells persons apart.
    pub fn has_person(&self) -> bool {
        [Field::NhsNumber, Field::PersonKey].iter().any(|field| self.position(*field).is_some())
    }

    /// Whether the cells of a row are the names of the header once more.
    pub fn is_header(&self, cells: impl ExactSizeIterator<Item = String>) -> bool {
        cells.len() == self.names.len() && cells.zip(&self.names).all(|(cell, name)| normal(&cell) == *name)
    }

    /// Reads the header of a table, with warnings.
    ///
    /// # Errors
    /// A column is missing, unknown or there twice; the delimiter is not a comma; the line is no header.
    pub fn read(
        record: &Record,
        text: &Text<'_>,
        below: &Scanner<'_>,
        layout: &Layout,
    ) -> Result<(Self, Vec<Note>), Refusal> {
        let header = Header::new(record, text, layout)?;
        header.check_delimiter(below.delimiter())?;
        header.check_is_header(below)?;
        header.check_names()?;
        Ok(header.columns())
    }
}

/// A name in lower case, with `_` for spaces and hyphens between its words.
pub(super) fn normal(name: &str) -> String {
    trim(name).to_ascii_lowercase().replace([' ', '-'], "_")
}

/// The cells of a record as text; what is not UTF-8 stays out of it.
pub fn texts<'r>(record: &'r Record, bytes: &'r [u8]) -> impl ExactSizeIterator<Item = String> + 'r {
    record.cells.iter().map(|cell| {
        let text = String::from_utf8_lossy(&bytes[cell.start..cell.end]);
        if cell.doubled { text.replace("\"\"", "\"") } else { text.into_owned() }
    })
}

struct Header<'a> {
    record: &'a Record,
    text: &'a Text<'a>,
    layout: &'a Layout,
    written: Vec<String>,
    names: Vec<String>,
}

impl<'a> Header<'a> {
    fn new(record: &'a Record, text: &'a Text<'a>, layout: &'a Layout) -> Result<Self, Refusal> {
        if let Some(fault) = record.fault {
            let what = "a quote in the header line does not belong there";
            let hint = "a name is in quotes as a whole or not at all: \"stay_id\" or stay_id";
            return Err(Refusal::new("F_HEADER", what, hint).at(text.place(fault.at)));
        }
        if record.width > record.cells.len() {
            let what = format!("the header line has {}", count(record.width, "column"));
            return Err(Refusal::new("F_HEADER", what, "a table has some twenty").at(text.place(record.start)));
        }
        let written: Vec<String> = texts(record, text.bytes()).collect();
        let names = written.iter().map(|name| normal(name)).collect();
        Ok(Self { record, text, layout, written, names })
    }

    fn place(&self, position: usize) -> (usize, usize) {
        self.text.place(self.record.cells[position].start)
    }

    fn first_place(&self) -> (usize, usize) {
        self.text.place(self.record.start)
    }

    fn check_delimiter(&self, delimiter: u8) -> Result<(), Refusal> {
        let line = String::from_utf8_lossy(&self.text.bytes()[self.record.start..self.record.end]).into_owned();
        let known = |by: u8| line.trim_end().split(char::from(by)).filter(|name| self.is_known(name)).count();
        let here = known(delimiter);
        let best = DELIMITERS.iter().filter(|(by, _)| *by != delimiter).max_by_key(|(by, _)| known(*by));
        match best {
            Some((by, name)) if known(*by) > here.max(1) => {
                let what = format!("the cells are divided by {name}, {} is wanted", name_of(delimiter));
                let hint = "export with commas, or put `sep=` and the sign alone on a first line, as Excel does";
                Err(Refusal::new("F_DELIMITER", what, hint).at(self.first_place()))
            }
            _ => Ok(()),
        }
    }

    fn is_known(&self, written: &str) -> bool {
        self.layout.find(&normal(written.trim_matches('"'))).is_some()
    }

    /// Refuses a line that is no header where one stands below, and a comment.
    fn check_is_header(&self, below: &Scanner<'_>) -> Result<(), Refusal> {
        if self.names.iter().any(|name| self.layout.find(name).is_some()) {
            return Ok(());
        }
        let (mut scanner, mut record) = (below.clone(), Record::default());
        let mut lower = None;
        for _ in 0..LOOKED_AT {
            if !matches!(scanner.next(&mut record), Ok(true)) {
                break;
            }
            let names: Vec<String> = texts(&record, self.text.bytes()).map(|name| normal(&name)).collect();
            if self.layout.required.iter().all(|field| names.iter().any(|name| name == field.name())) {
                lower = Some(self.text.place(record.start).0);
                break;
            }
        }
        let hint = match lower {
            Some(line) => format!("the header stands on line {line}: delete the lines above it"),
            None => "delete the comment: every line of a CSV file is a row".to_owned(),
        };
        let is_comment = self.written.first().is_some_and(|name| name.starts_with('#'));
        if lower.is_none() && !is_comment {
            return Ok(());
        }
        Err(Refusal::new("F_HEADER", "the first line is not the header line", hint).at(self.first_place()))
    }

    /// Missing columns first: where there is no header at all, nothing else about its cells is worth saying.
    fn check_names(&self) -> Result<(), Refusal> {
        let unknown: Vec<usize> = (0..self.names.len()).filter(|position| self.is_unknown(*position)).collect();
        let required = self.layout.required.iter().map(|field| field.name());
        let missing: Vec<&str> = required.filter(|name| !self.names.iter().any(|found| found == name)).collect();
        if !missing.is_empty() {
            return Err(self.missing(&missing, &unknown));
        }
        for (position, name) in self.names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            if self.names[..position].contains(name) {
                let what = format!("the column {} is there twice", list([name.as_str()]));
                let hint = "nobody can say which of the two is meant: ask the sender to take one out";
                return Err(Refusal::new("F_HEADER_DUPLICATE", what, hint).at(self.place(position)));
            }
        }
        match unknown.first() {
            Some(first) => Err(self.unknown(*first, &unknown)),
            None => Ok(()),
        }
    }

    fn is_unknown(&self, position: usize) -> bool {
        let name = &self.names[position];
        !name.is_empty() && self.layout.find(name).is_none()
    }

    fn missing(&self, missing: &[&str], unknown: &[usize]) -> Refusal {
        let columns = if missing.len() == 1 { "the column" } else { "the columns" };
        let what = format!("{columns} {} must be there", list(missing.iter().copied()));
        let hint = if unknown.len() == self.names.len() {
            "no name of the first line is known: does the file have a header line?".to_owned()
        } else {
            let seen = format!("the header has {}", list(self.written.iter().map(String::as_str)));
            unknown.first().map_or(seen.clone(), |first| format!("{seen}; {}", self.about(*first)))
        };
        let place = unknown.first().map_or(self.first_place(), |first| self.place(*first));
        Refusal::new("F_HEADER_MISSING", what, hint).at(place)
    }

    fn unknown(&self, first: usize, unknown: &[usize]) -> Refusal {
        let names = list(unknown.iter().map(|position| self.written[*position].as_str()));
        let what = match unknown.len() {
            1 => format!("the table has no column {names}"),
            _ => format!("the table has no columns {names}"),
        };
        let hint = format!("{}; take out what is not needed", self.about(first));
        Refusal::new("F_HEADER_UNKNOWN", what, hint).at(self.place(first))
    }

    /// What may have been meant by an unknown name.
    fn about(&self, position: usize) -> String {
        let written = &self.written[position];
        let shown = list([written.as_str()]);
        if let Some(odd) = odd_character(written) {
            return format!("in {shown} {odd}");
        }
        let names: Vec<&str> = self.layout.all().map(Field::name).collect();
        match nearest(&self.names[position], names.iter().copied()) {
            Some(name) => format!("{shown} may be meant for `{name}`"),
            None => format!("{shown} is none of {}", list(names)),
        }
    }

    fn columns(self) -> (Columns, Vec<Note>) {
        let mut notes = Vec::new();
        let respelt =
            self.written.iter().zip(&self.names).filter(|(written, name)| written != name && !name.is_empty());
        let respelt: Vec<&str> = respelt.map(|(written, _)| written.as_str()).collect();
        if !respelt.is_empty() {
            let message = format!("names of columns were read in plain spelling: {}", list(respelt));
            notes.push(Note::new("W_HEADER_NORMALISED", message, ""));
        }
        let mut positions = [None; Field::ALL.len()];
        for (position, name) in self.names.iter().enumerate() {
            if let Some(field) = self.layout.find(name) {
                positions[field as usize] = Some(position as u16);
            }
        }
        let ours: Vec<&str> = self
            .layout
            .all()
            .filter(|field| field.is_ours() && positions[*field as usize].is_some())
            .map(Field::name)
            .collect();
        if !ours.is_empty() {
            let message = format!("{} were passed over: the program gives them itself", list(ours));
            notes.push(Note::new("W_COLUMN_IGNORED", message, ""));
        }
        let needed = self.names.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1);
        let unnamed = (0..self.names.len()).filter(|position| self.names[*position].is_empty()).collect();
        let columns = Columns { width: self.names.len(), names: self.names, positions, needed, unnamed };
        (columns, notes)
    }
}

/// The delimiter that a first line such as `sep=;` declares; the scanner is then behind that line.
pub fn separator_line<'t>(text: &'t Text<'_>, scanner: &mut Scanner<'t>) -> Option<&'static str> {
    let (mut probe, mut record) = (scanner.clone(), Record::default());
    if !probe.next(&mut record).is_ok_and(|found| found) {
        return None;
    }
    let line = text.bytes()[record.start..record.end].trim_ascii_end();
    let sign = line.split_at_checked(4).filter(|(name, _)| name.eq_ignore_ascii_case(b"sep="))?.1;
    // A tab would be trimmed away with the line end.
    let sign = if sign.is_empty() { b"\t" } else { sign };
    let (delimiter, name) = DELIMITERS.iter().find(|(by, _)| sign == [*by])?;
    *scanner = probe.with_delimiter(*delimiter);
    Some(name)
}

fn name_of(delimiter: u8) -> &'static str {
    DELIMITERS.iter().find(|(by, _)| *by == delimiter).map_or("another sign", |(_, name)| name)
}
