//! The header line: which column of the file is which column of the table, and what is wrong with the names.

use std::collections::BTreeSet;

use crate::files::csv_records::{CsvRecord, RecordScanner};
use crate::files::grid::Grid;
use crate::files::header_names::{DELIMITERS, name_of, plain, texts};
use crate::files::refusal::{FileWarning, Refusal};
use crate::files::text::Text;
use crate::files::wording::{count, list, list_of_values, nearest, odd_character, value};
use crate::intake::open::recognise::other_release;
use crate::intake::profile::field::{Field, Item};
use crate::intake::profile::{CheckKind, Profile, ProfileColumn, Unknown};

/// How many records below the first are looked at for a header that stands too low.
const LOOKED_AT: usize = 20;

/// How many ignored columns are named in a note.
const SHOWN: usize = 12;

/// The columns of a file.
#[derive(Debug)]
pub struct HeaderColumns {
    names: Vec<String>,
    shown: Vec<String>,
    positions: [Option<u16>; Item::COUNT],
    /// How many cells the header has.
    pub width: usize,
    /// How many cells a row must have at least: up to the last column with a name.
    pub needed: usize,
    /// The columns without a name.
    pub unnamed: Vec<usize>,
    /// The columns whose cells may run over lines, or are refused for it by a list.
    pub over_lines: Vec<usize>,
    /// The columns that hold what people wrote.
    pub texts: Vec<usize>,
}

impl HeaderColumns {
    /// Where the column stands in the file, from 0.
    pub fn position(&self, item: impl Into<Item>) -> Option<usize> {
        self.positions[item.into().index()].map(usize::from)
    }

    /// The name of the column at this place, fit to be shown: where lines were joined, a cell of a row can stand in the
    /// header.
    pub fn name(&self, position: usize) -> &str {
        self.shown.get(position).map_or("", String::as_str)
    }

    /// The names of the columns of days that the profile reads, in the order of the file.
    pub fn of_days(&self, profile: &Profile) -> Vec<String> {
        let days = profile.columns.iter().map(|column| column.item).filter(|item| item.is_date());
        let positions: BTreeSet<usize> = days.filter_map(|item| self.position(item)).collect();
        positions.into_iter().map(|position| self.name(position).to_owned()).collect()
    }

    /// Whether the column at this place is one that the profile reads.
    pub fn is_read(&self, position: usize) -> bool {
        self.positions.iter().flatten().any(|read| usize::from(*read) == position)
    }

    /// Whether the column at this place holds what people wrote.
    pub fn is_text(&self, position: usize) -> bool {
        self.texts.contains(&position)
    }

    /// The name of the first column in plain spelling.
    pub fn first_name(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }

    /// Whether the cells of a row are the names of the header once more.
    pub fn is_header(&self, cells: impl ExactSizeIterator<Item = String>) -> bool {
        cells.len() == self.names.len() && cells.zip(&self.names).all(|(cell, name)| plain(&cell) == *name)
    }

    /// Reads the header line of a text, with warnings.
    ///
    /// # Errors
    /// A column is missing, unknown or there twice; the delimiter is another; the line is no header.
    pub fn read(
        record: &CsvRecord,
        text: &Text<'_>,
        below: &RecordScanner<'_>,
        profile: &Profile,
    ) -> Result<(Self, Vec<FileWarning>), Refusal> {
        let written = HeaderLines { record, text, profile }.header(below)?;
        let place = |position: usize| record.cells.get(position).map_or((1, 1), |cell| text.place(cell.start));
        Header::new(written, profile, &place).columns()
    }

    /// Reads the names of the columns of a grid, with warnings.
    ///
    /// # Errors
    /// A column is missing, unknown or there twice.
    pub fn of_grid(grid: &Grid, profile: &Profile) -> Result<(Self, Vec<FileWarning>), Refusal> {
        Header::new(grid.columns.clone(), profile, &|position| (1, position + 1)).columns()
    }
}

/// The first line of a text, before anything is known of its names.
struct HeaderLines<'a> {
    record: &'a CsvRecord,
    text: &'a Text<'a>,
    profile: &'a Profile,
}

impl HeaderLines<'_> {
    /// The names as written.
    fn header(&self, below: &RecordScanner<'_>) -> Result<Vec<String>, Refusal> {
        if let Some(fault) = self.record.fault {
            let what = "a quote in the header line does not belong there";
            let hint = "a name is in quotes as a whole or not at all: \"stay_id\" or stay_id";
            return Err(Refusal::new("F_HEADER", what, hint).at(self.text.place(fault.at)));
        }
        if self.record.width > self.record.cells.len() {
            let what = format!("the header line has {}", count(self.record.width, "column"));
            return Err(Refusal::new("F_HEADER", what, "a table has some twenty").at(self.first_place()));
        }
        let written: Vec<String> = texts(self.record, self.text.bytes()).collect();
        self.check_delimiter(below.delimiter())?;
        self.check_is_header(&written, below)?;
        Ok(written)
    }

    fn first_place(&self) -> (usize, usize) {
        self.text.place(self.record.start)
    }

    fn check_delimiter(&self, delimiter: u8) -> Result<(), Refusal> {
        let line = String::from_utf8_lossy(&self.text.bytes()[self.record.start..self.record.end]).into_owned();
        let is_known = |written: &&str| self.profile.knows(&plain(written.trim_matches('"')));
        let known = |by: u8| line.trim_end().split(char::from(by)).filter(is_known).count();
        let here = known(delimiter);
        let best = DELIMITERS.iter().filter(|(by, _)| *by != delimiter).max_by_key(|(by, _)| known(*by));
        match best {
            Some((by, name)) if known(*by) > here.max(1) => {
                let what = format!("the cells are divided by {name}, {} is wanted", name_of(delimiter));
                let hint = "export as wanted, put `sep=` and the sign alone on a first line, as Excel does, or set \
                            `delimiter` in a profile of your own";
                Err(Refusal::new("F_DELIMITER", what, hint).at(self.first_place()))
            }
            _ => Ok(()),
        }
    }

    /// Refuses a line that is no header where one stands below, and a comment.
    fn check_is_header(&self, written: &[String], below: &RecordScanner<'_>) -> Result<(), Refusal> {
        if written.iter().any(|name| self.profile.knows(&plain(name))) {
            return Ok(());
        }
        let (mut scanner, mut record) = (below.clone(), CsvRecord::default());
        let mut lower = None;
        for _ in 0..LOOKED_AT {
            if !matches!(scanner.next(&mut record), Ok(true)) {
                break;
            }
            let names: Vec<String> = texts(&record, self.text.bytes()).map(|name| plain(&name)).collect();
            let has = |column: &ProfileColumn| column.names.iter().any(|known| names.contains(known));
            if self.profile.required().all(has) {
                lower = Some(self.text.place(record.start).0);
                break;
            }
        }
        let hint = match lower {
            Some(line) => format!(
                "the header stands on line {line}: delete the lines above it, or declare header_row = {line} under [profile] \
                 of a profile of your own"
            ),
            None => "delete the comment: every line of a CSV file is a row".to_owned(),
        };
        let is_comment = written.first().is_some_and(|name| name.starts_with('#'));
        if lower.is_none() && !is_comment {
            return Ok(());
        }
        Err(Refusal::new("F_HEADER", "the first line is not the header line", hint).at(self.first_place()))
    }
}

/// The names of a file against those of a profile.
struct Header<'a> {
    profile: &'a Profile,
    place: &'a dyn Fn(usize) -> (usize, usize),
    written: Vec<String>,
    names: Vec<String>,
}

impl<'a> Header<'a> {
    fn new(written: Vec<String>, profile: &'a Profile, place: &'a dyn Fn(usize) -> (usize, usize)) -> Self {
        let names = written.iter().map(|name| plain(name)).collect();
        Self { profile, place, written, names }
    }

    /// Missing columns first: where there is no header at all, nothing else about its cells is worth saying.
    fn check_names(&self) -> Result<(), Refusal> {
        let unknown = self.unknown();
        let has = |column: &ProfileColumn| column.names.iter().any(|known| self.names.contains(known));
        let missing: Vec<&str> = self.profile.required().filter(|column| !has(column)).map(shortest).collect();
        if !missing.is_empty() {
            return Err(self.missing(&missing, &unknown));
        }
        for (position, name) in self.names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            if self.names[..position].contains(name) && self.profile.knows(name) {
                let what = format!("the column {} is there twice", list([name.as_str()]));
                let hint = "it is not clear which of the two is meant: ask the sender to take one out";
                return Err(Refusal::new("F_HEADER_DUPLICATE", what, hint).at((self.place)(position)));
            }
        }
        self.check_aliases()?;
        match unknown.first() {
            Some(first) if self.profile.unknown_columns == Unknown::Refuse => {
                Err(self.refuse_unknown(*first, &unknown))
            }
            _ => self.check_near(&unknown),
        }
    }

    /// Refuses a header in which a column that decides how a stay went is not there and another is written nearly so: passed
    /// over, every stay would be billed as if nothing stood in it.
    fn check_near(&self, unknown: &[usize]) -> Result<(), Refusal> {
        let is_there = |column: &ProfileColumn| column.names.iter().any(|known| self.names.contains(known));
        let decides = |column: &&ProfileColumn| match column.item {
            Item::Field(field) => matches!(field, Field::DischargedAt | Field::ReadyOn | Field::DiedOn),
            item => matches!(item, Item::EventAt(_)),
        };
        let lacking = self.profile.columns.iter().filter(decides).filter(|column| !is_there(column));
        let names: Vec<&str> = lacking.flat_map(|column| &column.names).map(String::as_str).collect();
        let meant = |position: &&usize| nearest(&self.names[**position], names.iter().copied()).is_some();
        unknown.iter().find(meant).map_or(Ok(()), |first| Err(self.refuse_unknown(*first, &[*first])))
    }

    /// Refuses two headers that the profile gives to one column.
    fn check_aliases(&self) -> Result<(), Refusal> {
        for column in &self.profile.columns {
            let is_its = |position: &usize| column.names.contains(&self.names[*position]);
            let mut found = (0..self.names.len()).filter(is_its);
            let (Some(first), Some(second)) = (found.next(), found.next()) else { continue };
            let both = list([self.names[first].as_str(), self.names[second].as_str()]);
            let what = format!("one column is there twice: {both} are two headers of the same");
            let hint = "it is not clear which of the two is meant: ask the sender to take one out, or name one in the \
                        profile and put the other under `ignored`";
            return Err(Refusal::new("F_HEADER_DUPLICATE", what, hint).at((self.place)(second)));
        }
        Ok(())
    }

    /// The columns that the profile does not name.
    fn unknown(&self) -> Vec<usize> {
        let is_unknown = |position: &usize| {
            let name = &self.names[*position];
            !name.is_empty() && !self.profile.knows(name)
        };
        (0..self.names.len()).filter(is_unknown).collect()
    }

    fn missing(&self, missing: &[&str], unknown: &[usize]) -> Refusal {
        let columns = if missing.len() == 1 { "the column" } else { "the columns" };
        let what = format!("{columns} {} must be there", list(missing.iter().copied()));
        let named = self.names.iter().filter(|name| !name.is_empty()).count();
        // The column that is written nearly as a missing one says more than the first that is not known.
        let unknown_names = || unknown.iter().map(|position| self.names[*position].as_str());
        let near = missing.iter().find_map(|name| nearest(name, unknown_names()));
        let near = near.and_then(|near| unknown.iter().copied().find(|position| self.names[*position] == near));
        let first = near.or(unknown.first().copied());
        let hint = if let Some(other) = other_release(&self.names, self.profile) {
            other
        } else if unknown.len() == named && near.is_none() {
            "no name of the first line is known: does the file have a header line? JSON needs the keys that the profile names".to_owned()
        } else {
            let seen = format!("the header has {}", list_of_values(self.written.iter().map(String::as_str)));
            first.map_or(seen.clone(), |first| format!("{seen}; {}", self.about(first)))
        };
        Refusal::new("F_HEADER_MISSING", what, hint).at((self.place)(first.unwrap_or(0)))
    }

    fn refuse_unknown(&self, first: usize, unknown: &[usize]) -> Refusal {
        let names = list_of_values(unknown.iter().map(|position| self.written[*position].as_str()));
        let what = match unknown.len() {
            1 => format!("the table has no column {names}"),
            _ => format!("the table has no columns {names}"),
        };
        let about = || format!("{}; take out what is not needed", self.about(first));
        let hint = other_release(&self.names, self.profile).unwrap_or_else(about);
        Refusal::new("F_HEADER_UNKNOWN", what, hint).at((self.place)(first))
    }

    /// What may have been meant by an unknown name.
    fn about(&self, position: usize) -> String {
        let written = &self.written[position];
        let shown = list_of_values([written.as_str()]);
        if let Some(odd) = odd_character(written) {
            return format!("in {shown} {odd}");
        }
        let headers = self.profile.columns.iter().flat_map(|column| column.headers.iter().map(String::as_str));
        let headers: Vec<&str> = headers.collect();
        match nearest(&self.names[position], headers.iter().copied()) {
            Some(name) => format!("{shown} may be meant for `{name}`"),
            None => format!("{shown} is none of {}", list(headers)),
        }
    }

    fn columns(self) -> Result<(HeaderColumns, Vec<FileWarning>), Refusal> {
        self.check_names()?;
        let notes = self.notes();
        let mut positions = [None; Item::COUNT];
        for column in &self.profile.columns {
            let found = column.names.iter().find_map(|known| self.names.iter().position(|name| name == known));
            positions[column.item.index()] = found.map(|position| position as u16);
        }
        let needed = self.names.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1);
        let unnamed = (0..self.names.len()).filter(|position| self.names[*position].is_empty()).collect();
        let may_run_on = |column: &&ProfileColumn| {
            matches!(column.item, Item::Check(_)) || self.profile.code_map(column.item).is_some()
        };
        let over_lines = self.profile.columns.iter().filter(may_run_on);
        let over_lines = over_lines.filter_map(|column| positions[column.item.index()]).map(usize::from).collect();
        let checks = self.profile.checks.iter().map(|check| &check.what).zip(0..);
        let texts = checks.filter(|(what, _)| **what == CheckKind::Text);
        let texts = texts.filter_map(|(_, number)| positions[Item::Check(number).index()]).map(usize::from).collect();
        let is_known = |name: &&String| self.profile.knows(name);
        let fit = |name: &String| Some(name).filter(is_known).cloned().unwrap_or_else(|| value(name));
        let shown = self.names.iter().map(fit).collect();
        let (width, names) = (self.names.len(), self.names);
        let columns = HeaderColumns { width, names, shown, positions, needed, unnamed, over_lines, texts };
        Ok((columns, notes))
    }

    fn notes(&self) -> Vec<FileWarning> {
        let mut notes = Vec::new();
        let as_known = |written: &str, name: &str| {
            self.profile.find(name).any(|column| column.headers.iter().any(|header| header == written))
        };
        let respelt = self.written.iter().zip(&self.names);
        // The spelling of a column that is passed over does not matter.
        let is_read = |name: &str| self.profile.find(name).next().is_some();
        let respelt = respelt.filter(|(written, name)| is_read(name) && !as_known(written, name));
        let respelt: Vec<&str> = respelt.map(|(written, _)| written.as_str()).collect();
        if !respelt.is_empty() {
            let message = format!("names of columns were read in plain spelling: {}", list(respelt));
            notes.push(FileWarning::new("W_HEADER_NORMALISED", message, ""));
        }
        let ignored: Vec<&str> =
            self.names.iter().filter(|name| self.profile.ignored.contains(name)).map(String::as_str).collect();
        if !ignored.is_empty() {
            let more = ignored.len().saturating_sub(SHOWN);
            let more = if more > 0 { format!(" and {}", count(more, "further column")) } else { String::new() };
            let message = format!("{}{more} passed over, as the profile says", list(ignored.into_iter().take(SHOWN)));
            notes.push(FileWarning::new("W_COLUMN_IGNORED", message, ""));
        }
        let unknown = self.unknown();
        if !unknown.is_empty() {
            let names = list_of_values(unknown.iter().map(|position| self.written[*position].as_str()));
            let message = format!("the profile does not name {names}; passed over");
            notes.push(FileWarning::new("W_UNKNOWN_COLUMN", message, "nothing to do, or name it in the profile"));
        }
        notes
    }
}

/// The header of a column as messages name it.
fn shortest(column: &ProfileColumn) -> &str {
    column.headers.first().map_or("", String::as_str)
}

/// The sign of the profile that cuts one of the first lines into most known names.
pub fn delimiter(text: &Text<'_>, profile: &Profile) -> u8 {
    if profile.other_delimiters.is_empty() {
        return profile.delimiter;
    }
    let known = |by: u8| {
        let (mut scanner, mut record) = (RecordScanner::new(text.bytes(), 0, by), CsvRecord::default());
        let mut most = 0;
        for _ in 0..LOOKED_AT {
            if !matches!(scanner.next(&mut record), Ok(true)) {
                break;
            }
            let names = texts(&record, text.bytes()).filter(|name| profile.knows(&plain(name)));
            most = most.max(names.count());
        }
        most
    };
    let mut best = (profile.delimiter, known(profile.delimiter));
    for by in &profile.other_delimiters {
        let names = known(*by);
        if names > best.1 {
            best = (*by, names);
        }
    }
    best.0
}
