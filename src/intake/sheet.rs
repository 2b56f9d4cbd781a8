//! One file, record by record: what refuses it as a whole, what refuses a row by its shape, and the rows left to read.

use super::cells::{Cells, Flaw, trim};
use super::check::{self, Problem};
use super::date_columns::DateColumns;
use super::field::Field;
use super::header::{self, Columns};
use super::record::{self, Ending, Record, Scanner, Unclosed};
use super::refusal::{Note, Refusal};
use super::shape;
use super::tally::{Candidate, Fate, Place, Tally};
use super::text::Text;
use super::words::count;
use super::{Delivery, NativeTable, Rules};
use crate::domain::nhs_number::mask;
use crate::domain::{NhsNumber, Origin};

/// How many bytes are read between two reports of progress.
const STEP: usize = 1 << 20;

/// Reads the cells of a row into a row of a table; nothing if a problem was noted.
pub type RowReader<T> = fn(&mut Cells<'_, '_>) -> Option<T>;

/// A row that was refused although its stay can be named.
#[derive(Clone, Debug)]
pub struct Refused {
    /// The stay.
    pub stay_id: Box<str>,
    /// Where it stands.
    pub place: Place,
    /// Why.
    pub code: &'static str,
}

/// The rows of one file.
#[derive(Debug)]
pub struct Rows<T> {
    /// Rows that could be read.
    pub candidates: Vec<Candidate<T>>,
    /// Rows that were refused.
    pub refused: Vec<Refused>,
}

impl<T> Rows<T> {
    /// Adds the rows of another file.
    pub fn add(&mut self, mut other: Self) {
        if self.candidates.is_empty() {
            // Most often there is one large file, which need not be copied.
            std::mem::swap(&mut self.candidates, &mut other.candidates);
        }
        self.candidates.append(&mut other.candidates);
        self.refused.append(&mut other.refused);
    }
}

/// Reads one file.
///
/// # Errors
/// The file is refused as a whole.
pub fn read<T>(
    delivery: &Delivery<'_>,
    number: usize,
    rules: &Rules<'_>,
    tally: &mut Tally,
    row: RowReader<T>,
    progress: &dyn Fn(u64),
) -> Result<Rows<T>, Refusal> {
    let (text, notes) = Text::open(delivery.bytes)?;
    notes.into_iter().for_each(|note| tally.note(number, note));
    let Head { columns, scanner, endings, blank, notes } = head(&text, delivery)?;
    notes.into_iter().for_each(|note| tally.note(number, note));
    let sheet = Sheet { endings, blank, ..Sheet::new(delivery, number, rules, &text, &columns) };
    sheet.run(scanner, tally, row, progress)
}

/// What stands above the rows.
pub(super) struct Head<'t> {
    /// The columns.
    pub columns: Columns,
    /// Behind the header line.
    pub scanner: Scanner<'t>,
    /// How the header line ends.
    pub endings: Endings,
    /// Blank lines above it.
    pub blank: u32,
    /// What there is to say about it.
    pub notes: Vec<Note>,
}

/// Reads what stands above the rows.
pub(super) fn head<'t>(text: &'t Text<'_>, delivery: &Delivery<'_>) -> Result<Head<'t>, Refusal> {
    let mut notes = Vec::new();
    let mut scanner = Scanner::new(text.bytes(), text.start(), b',');
    if let Some(name) = header::separator_line(text, &mut scanner) {
        let message = format!("the first line says that {name} divides the cells; it was followed");
        notes.push(Note::new("W_SEP_LINE", message, ""));
    }
    let mut record = Record::default();
    let mut blank = 0;
    loop {
        let more = scanner.next(&mut record).map_err(|unclosed| refuse_unclosed(text, unclosed))?;
        if !more || !record.is_blank(text.bytes()) {
            break;
        }
        blank += 1;
    }
    let (columns, more) = Columns::read(&record, text, &scanner, delivery.table.layout())?;
    notes.extend(more);
    let mut endings = Endings::default();
    endings.note(record.ending);
    Ok(Head { columns, scanner, endings, blank, notes })
}

fn refuse_unclosed(text: &Text<'_>, unclosed: Unclosed) -> Refusal {
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

/// The rows of a file, or of a part of it, as they are read.
pub(super) struct Sheet<'s, 'd, T> {
    delivery: &'s Delivery<'d>,
    number: usize,
    rules: &'s Rules<'s>,
    text: &'s Text<'s>,
    columns: &'s Columns,
    pub dates: DateColumns,
    pub endings: Endings,
    pub blank: u32,
    pub ids: Ids,
    pub rows: Rows<T>,
}

impl<'s, 'd, T> Sheet<'s, 'd, T> {
    /// Nothing read yet.
    pub fn new(
        delivery: &'s Delivery<'d>,
        number: usize,
        rules: &'s Rules<'s>,
        text: &'s Text<'s>,
        columns: &'s Columns,
    ) -> Self {
        let rows = Rows { candidates: Vec::new(), refused: Vec::new() };
        let (dates, endings, ids) = (DateColumns::new(columns.width), Endings::default(), Ids::default());
        Self { delivery, number, rules, text, columns, dates, endings, blank: 0, ids, rows }
    }

    fn run(
        mut self,
        mut scanner: Scanner<'_>,
        tally: &mut Tally,
        row: RowReader<T>,
        progress: &dyn Fn(u64),
    ) -> Result<Rows<T>, Refusal> {
        let (text, mut record, mut number, mut reported) = (self.text, Record::default(), 0, 0);
        while scanner.next(&mut record).map_err(|unclosed| refuse_unclosed(text, unclosed))? {
            if scanner.at() - reported >= STEP {
                reported = scanner.at();
                progress(reported.min(self.delivery.bytes.len()) as u64);
            }
            let offset = text.offset(record.start);
            let place = Place { delivery: self.number, record: number + 1, line: record.line, offset };
            number += u32::from(self.record(&record, place, tally, row)?);
        }
        self.close(number, tally)?;
        Ok(self.rows)
    }

    /// Takes one record; whether it counts, which a blank line does not.
    pub fn record(
        &mut self,
        record: &Record,
        place: Place,
        tally: &mut Tally,
        row: RowReader<T>,
    ) -> Result<bool, Refusal> {
        if record.is_blank(self.text.bytes()) {
            self.blank += 1;
            return Ok(false);
        }
        self.endings.note(record.ending);
        self.refuse_cut(record)?;
        self.refuse_unnamed(record)?;
        tally.read(self.number);
        self.row(record, place, tally, row);
        Ok(true)
    }

    /// Ends a file of so many records: what refuses it as a whole, and what there is to say about it.
    pub fn close(&self, records: u32, tally: &mut Tally) -> Result<(), Refusal> {
        if let Some(refusal) = self.dates.refusal(self.columns, self.text, self.delivery.dates) {
            return Err(refusal);
        }
        self.refuse_numbers_as_ids()?;
        for note in self.closing_notes(records) {
            tally.note(self.number, note);
        }
        tally.blank_lines(self.number, self.blank);
        Ok(())
    }

    /// Refuses a file that ends in the middle of a row.
    fn refuse_cut(&self, record: &Record) -> Result<(), Refusal> {
        if record.ending != Ending::File || record.fault.is_some() || record.width >= self.columns.needed {
            return Ok(());
        }
        let (found, wanted) = (count(record.width, "cell"), self.columns.needed);
        let what = format!("the file ends in the middle of a row: found {found}, {wanted} wanted, and no line end");
        let hint = "ask the sender for the whole file again; if it is whole, end its last line";
        Err(Refusal::new("F_TRUNCATED", what, hint).at(self.text.place(record.start)))
    }

    /// Refuses a file that has values in a column without a name.
    fn refuse_unnamed(&self, record: &Record) -> Result<(), Refusal> {
        if record.fault.is_some() || record.width != self.columns.width {
            return Ok(());
        }
        let bytes = self.text.bytes();
        let filled = |span: &record::Span| !record::is_blank(&bytes[span.start..span.end]);
        let found = self.columns.unnamed.iter().find_map(|position| record.cells.get(*position).filter(|s| filled(s)));
        match found {
            Some(span) => {
                let what = "a column without a name holds values";
                let hint = "ask the sender what the column is; name it or take it out";
                Err(Refusal::new("F_HEADER_EMPTY", what, hint).at(self.text.place(span.start)))
            }
            None => Ok(()),
        }
    }

    fn row(&mut self, record: &Record, place: Place, tally: &mut Tally, row: RowReader<T>) {
        let source_id = self.delivery.sha256.get(..16).unwrap_or(self.delivery.sha256).into();
        let mut cells = Cells {
            bytes: self.text.bytes(),
            record,
            columns: self.columns,
            rules: self.rules,
            style: self.delivery.dates,
            dates: &mut self.dates,
            origin: Origin { source_id, source_record: place.record },
            problems: Vec::new(),
            remarks: Vec::new(),
        };
        let result = match shape::check(self.text, record, self.columns) {
            Ok(()) => row(&mut cells),
            Err(flaw) => {
                cells.problems.push(flaw);
                None
            }
        };
        if record.width != self.columns.width && cells.is_clean() {
            let problem = Problem::new("W_EMPTY_COLUMN", "", "empty cells beyond the last column were passed over", "");
            cells.remarks.push(Flaw { position: self.columns.needed, column: String::new(), problem });
        }
        let written = cells.text(Field::StayId);
        let stay_id = written.as_deref().and_then(|id| check::id(trim(id)).ok()).map(|(id, _)| id);
        self.ids.note(written.as_deref().map(trim));
        let (problems, remarks) = (cells.problems, cells.remarks.into());
        match result.filter(|_| problems.is_empty()) {
            Some(row) => self.rows.candidates.push(Candidate { row, place, remarks }),
            None => {
                let flaw = first_of(problems);
                let code = flaw.problem.code;
                tally.reject(place, Fate::cell(flaw, &named(stay_id.as_deref())));
                self.rows.refused.extend(stay_id.map(|stay_id| Refused { stay_id, place, code }));
            }
        }
    }

    /// Refuses a file whose stays are all named by what are NHS numbers: they would be kept in the clear.
    fn refuse_numbers_as_ids(&self) -> Result<(), Refusal> {
        if !self.ids.are_numbers() {
            return Ok(());
        }
        let what = format!("all {} stay ids are NHS numbers, which must not be kept", self.ids.all);
        let hint = "ask the sender for the hospital's own number of each stay";
        Err(Refusal::new("F_STAY_ID", what, hint).at((1, 1)))
    }

    fn closing_notes(&self, rows: u32) -> Vec<Note> {
        let mut notes = Vec::new();
        if rows == 0 {
            let hint = "if rows were expected, ask the sender; an empty extract deletes nothing";
            notes.push(Note::new("W_NO_ROWS", "the file has a header line and no rows", hint));
        }
        if self.delivery.table == NativeTable::Stay && rows > 0 && !self.columns.has_person() {
            let message = "the file has no column `nhs_number`: its stays were taken without persons";
            let hint = "stays of one person cannot be told to be so without the number";
            notes.push(Note::new("W_NO_NHS_NUMBER", message, hint));
        }
        if self.blank > 0 {
            let message = format!("{} passed over", count(self.blank as usize, "blank line"));
            notes.push(Note::new("W_BLANK", message, ""));
        }
        if !self.columns.unnamed.is_empty() {
            let message = format!("{} without name or values passed over", count(self.columns.unnamed.len(), "column"));
            notes.push(Note::new("W_EMPTY_COLUMN", message, ""));
        }
        if self.endings.are_odd() {
            let message = "lines end in different ways, or in a carriage return alone; each was taken as a line end";
            notes.push(Note::new("W_EOL", message, "some program on the way joined or converted files"));
        }
        notes
    }
}

/// The problem in the leftmost column, with the names of the other columns that have one.
fn first_of(mut problems: Vec<Flaw>) -> Flaw {
    problems.sort_by_key(|flaw| flaw.position);
    let mut problems = problems.into_iter();
    let Some(mut first) = problems.next() else {
        // A row reader that gives nothing has noted why; if one ever does not, the row is still counted and named.
        let problem = Problem::new("R_ROW", "", "the row cannot be read", "");
        return Flaw { position: 0, column: String::new(), problem };
    };
    let mut others: Vec<String> = problems.map(|flaw| flaw.column).filter(|column| *column != first.column).collect();
    others.dedup();
    if !others.is_empty() {
        let columns = super::words::list(others.iter().map(String::as_str));
        first.problem.message.push_str(&format!("; wrong in the same row: {columns}"));
    }
    first
}

/// A stay id as a finding about a refused row may show it: where columns were mixed up, it can be an NHS number.
fn named(stay_id: Option<&str>) -> String {
    match stay_id {
        Some(number) if NhsNumber::parse(number).is_ok() => mask(number),
        other => other.unwrap_or("").to_owned(),
    }
}

/// How many rows name their stay, and how many by what is an NHS number: by chance it is one of eleven numbers.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ids {
    pub all: usize,
    pub numbers: usize,
}

impl Ids {
    /// Adds those of another part of the file.
    pub fn merge(&mut self, other: Self) {
        self.all += other.all;
        self.numbers += other.numbers;
    }

    fn note(&mut self, stay_id: Option<&str>) {
        self.all += usize::from(stay_id.is_some());
        self.numbers += usize::from(stay_id.is_some_and(|id| NhsNumber::parse(id).is_ok()));
    }

    fn are_numbers(&self) -> bool {
        self.all >= 4 && self.numbers == self.all
    }
}

/// What kinds of line ends a file has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Endings {
    line_feed: bool,
    both: bool,
    alone: bool,
}

impl Endings {
    /// Adds those of another part of the file.
    pub fn merge(&mut self, other: Self) {
        self.line_feed |= other.line_feed;
        self.both |= other.both;
        self.alone |= other.alone;
    }

    pub fn note(&mut self, ending: Ending) {
        match ending {
            Ending::LineFeed => self.line_feed = true,
            Ending::Both => self.both = true,
            Ending::Return => self.alone = true,
            Ending::File => {}
        }
    }

    fn are_odd(&self) -> bool {
        self.alone || (self.line_feed && self.both)
    }
}
