//! One row while it is read into a table: its cells by column, and what was found wrong or doubtful in them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::check::{self, Checked, Problem};
use super::date::{self, Wrong};
use super::date_columns::DateColumns;
use super::field::{Field, Item};
use super::grid::{CellKind, GridRecord, Serials};
use super::header::Columns;
use super::profile::Profile;
use super::record::Record;
use super::text::Text;

use super::{DateStyle, Rules};
use crate::domain::moment::{Caution, Moment, Written};
use crate::domain::{Day, Origin};

/// First and last day that a fact can have: 1990-01-01 and 2100-12-31.
const RANGE: (Day, Day) = (Day::from_number(7_305), Day::from_number(47_846));

/// A problem or a remark, and the column it is about.
#[derive(Clone, Debug)]
pub struct Flaw {
    /// The column's place in the file.
    pub position: usize,
    /// Its name in the file.
    pub column: String,
    /// What is wrong.
    pub problem: Problem,
}

/// Where the cells of a row come from.
#[derive(Clone, Copy)]
pub enum Source<'a, 't> {
    /// A record of a text.
    Text(&'t Text<'t>, &'a Record),
    /// A record of a grid, and how its bare numbers count days.
    Grid(&'t GridRecord, Option<Serials>),
}

/// The cells of one row.
pub struct Cells<'a, 't> {
    pub(super) source: Source<'a, 't>,
    pub(super) columns: &'a Columns,
    pub(super) profile: &'a Profile,
    pub(super) rules: &'a Rules<'a>,
    pub(super) style: DateStyle,
    pub(super) dates: &'a mut DateColumns,
    pub(super) origin: Origin,
    pub(super) problems: Vec<Flaw>,
    pub(super) remarks: Vec<Flaw>,
    pub(super) counts: &'a mut BTreeMap<String, u32>,
}

impl<'t> Cells<'_, 't> {
    /// The text of a cell as it stands; nothing if the file has no such column.
    pub fn text(&self, item: impl Into<Item>) -> Option<Cow<'t, str>> {
        let position = self.columns.position(item)?;
        match self.source {
            Source::Text(text, record) => {
                let span = record.cells.get(position)?;
                // Rows that are not UTF-8 were refused before.
                let text = std::str::from_utf8(&text.bytes()[span.start..span.end]).ok()?;
                Some(if span.doubled { Cow::Owned(text.replace("\"\"", "\"")) } else { Cow::Borrowed(text) })
            }
            Source::Grid(record, _) => record.cells.get(position).map(|cell| Cow::Borrowed(cell.text.as_str())),
        }
    }

    /// What the file says that a cell is.
    fn kind(&self, item: Item) -> CellKind {
        let Source::Grid(record, _) = self.source else { return CellKind::Text };
        let cell = self.columns.position(item).and_then(|position| record.cells.get(position));
        cell.map_or(CellKind::Text, |cell| cell.kind)
    }

    /// Line and column where a cell stands.
    fn place(source: Source<'_, '_>, position: usize) -> (usize, usize) {
        match source {
            Source::Text(text, record) => record.cells.get(position).map_or((1, 1), |span| text.place(span.start)),
            Source::Grid(record, _) => (record.line as usize, position + 1),
        }
    }

    /// The value of a cell that may be blank.
    pub fn optional<T>(&mut self, item: impl Into<Item>, check: impl FnOnce(&str) -> Checked<T>) -> Option<T> {
        let item = item.into();
        let default = self.profile.default(item);
        let text = self.text(item);
        let trimmed = text.as_deref().map_or("", trim);
        if let Some(text) = text.as_deref().filter(|text| text.len() != trimmed.len()) {
            let shown = trim(text);
            self.remark(item, Problem::new("W_TRIM", shown, "white space round the value was passed over", ""));
        }
        if trimmed.is_empty() {
            return self.checked(item, default?, check);
        }
        if self.kind(item) == CellKind::Number && item.is_name() {
            self.remark(item, check::numeric_name(trimmed));
        }
        let mapped = match (self.profile.code_map(item), item) {
            (Some(map), Item::Field(field)) => map.read(field, trimmed).or_else(|problem| {
                if !self.profile.is_former(field, trimmed) {
                    return Err(problem);
                }
                let message = "a value of the release before; kept as it is";
                Ok((trimmed, Some(Problem::new("W_FORMER_VALUE", trimmed, message, "send the value of this release"))))
            }),
            _ => Ok((trimmed, None)),
        };
        match mapped {
            Ok((text, remark)) => {
                if let Some(remark) = remark {
                    self.remark(item, remark);
                }
                self.checked(item, text, check)
            }
            Err(problem) => {
                self.refuse(item, problem);
                None
            }
        }
    }

    fn checked<T>(&mut self, item: Item, text: &str, check: impl FnOnce(&str) -> Checked<T>) -> Option<T> {
        match check(text) {
            Ok((value, remark)) => {
                if let Some(remark) = remark {
                    self.remark(item, remark);
                }
                Some(value)
            }
            Err(problem) => {
                self.refuse(item, problem);
                None
            }
        }
    }

    /// The value of a cell that must not be blank.
    pub fn required<T>(&mut self, item: impl Into<Item>, check: impl FnOnce(&str) -> Checked<T>) -> Option<T> {
        let item = item.into();
        self.fill(item)?;
        self.optional(item, check)
    }

    /// A day that must not be blank.
    pub fn required_day(&mut self, field: Field) -> Option<Day> {
        self.fill(field.into())?;
        self.day(field)
    }

    /// A moment that must not be blank, and whether only its day was written.
    pub fn required_moment(&mut self, item: impl Into<Item>) -> Option<(Moment, Written)> {
        let item = item.into();
        self.fill(item)?;
        self.moment(item)
    }

    /// Refuses a blank cell.
    fn fill(&mut self, item: Item) -> Option<()> {
        if self.is_blank(item) && self.profile.default(item).is_none() {
            let message = match self.kind(item) {
                CellKind::Absent => "the record has no such key, a value is wanted",
                CellKind::Null => "the value is null, a value is wanted",
                _ => "the cell is blank, a value is wanted",
            };
            self.refuse(item, Problem::new("R_REQUIRED", "", message, "ask the sender for the value"));
            return None;
        }
        Some(())
    }

    /// Refuses the row for every column that the profile wants filled and that is blank.
    pub fn fill_required(&mut self) {
        let filled = self.profile.columns.iter().filter(|column| column.filled);
        let required: Vec<Item> = filled.map(|column| column.item).collect();
        for item in required {
            let told = self.problems.iter().any(|flaw| Some(flaw.position) == self.columns.position(item));
            if !told {
                let _ = self.fill(item);
            }
        }
    }

    /// Whether the file has no such column, the cell nothing but white space, or a day that means that there is none.
    pub fn is_blank(&self, item: impl Into<Item>) -> bool {
        let item = item.into();
        self.text(item).is_none_or(|text| trim(&text).is_empty() || self.is_null_date(item, trim(&text)))
    }

    fn is_null_date(&self, item: Item, text: &str) -> bool {
        !self.profile.null_dates.is_empty() && item.is_date() && self.profile.null_dates.iter().any(|null| null == text)
    }

    /// What a cell means by the profile's list of codes, with nothing said about it; empty if it is blank.
    ///
    /// # Errors
    /// The list does not have its code.
    pub fn meaning(&self, field: Field) -> Result<String, Problem> {
        let text = self.text(field).unwrap_or_default();
        let text = trim(&text);
        match self.profile.code_map(field.into()).filter(|_| !text.is_empty()) {
            Some(map) => map.read(field, text).map(|(meaning, _)| meaning.to_owned()),
            None => Ok(text.to_owned()),
        }
    }

    /// Counts the record under a name, whatever becomes of it.
    pub fn count(&mut self, name: &str) {
        match self.counts.get_mut(name) {
            Some(count) => *count += 1,
            None => {
                self.counts.insert(name.to_owned(), 1);
            }
        }
    }

    /// Whether the file says at all which person a stay belongs to.
    pub fn has_person_column(&self) -> bool {
        [Field::NhsNumber, Field::PersonKey].iter().any(|field| self.columns.position(*field).is_some())
    }

    /// Whether the profile wants a day alone in a column whose table has a moment.
    pub fn is_day_only(&self, item: impl Into<Item>) -> bool {
        self.profile.column(item.into()).is_some_and(|column| column.day_only)
    }

    /// The day, and the time if there is one, that the number of a workbook's cell counts to, in ISO form.
    fn counted(&self, item: Item) -> Option<String> {
        let Source::Grid(_, Some(serials)) = self.source else { return None };
        let text = self.text(item).filter(|_| self.kind(item) == CellKind::Number)?;
        let (day, time) = date::of_serial(&text, serials)?;
        Some(time.map_or_else(|| day.to_string(), |time| format!("{day}T{time}")))
    }

    /// The form in which the days of a cell are written, once it is read by `date_text`.
    pub(super) fn style_of(&self, item: Item) -> DateStyle {
        let is_iso = self.kind(item) == CellKind::Date || self.counted(item).is_some();
        if is_iso { DateStyle::Iso } else { self.style }
    }

    /// The text of a cell that holds a day: the number of a spreadsheet's day as that day.
    pub(super) fn date_text(&self, item: Item) -> Option<Cow<'t, str>> {
        self.counted(item).map(Cow::Owned).or_else(|| self.text(item))
    }

    /// What the profile says for a blank or missing cell. A day is written there as yyyy-mm-dd, whatever the file does.
    fn default_of_blank(&self, item: Item) -> Option<&str> {
        let default = self.profile.default(item)?;
        self.text(item).is_none_or(|text| trim(&text).is_empty()).then_some(default)
    }

    /// A day that may be blank.
    pub fn day(&mut self, item: impl Into<Item>) -> Option<Day> {
        let item = item.into();
        if let Some(default) = self.default_of_blank(item) {
            return date::day(default, DateStyle::Iso).ok().map(|(day, _)| day);
        }
        let (style, position) = (self.style_of(item), self.columns.position(item)?);
        let text = self.date_text(item)?;
        if self.is_null_date(item, trim(&text)) {
            let message = "the day that this sender writes where there is none; read as blank";
            self.remark(item, Problem::new("W_DATE_NULL", trim(&text), message, ""));
            return None;
        }
        if self.profile.invalid_dates.iter().any(|invalid| invalid == trim(&text)) {
            let message = "the day that stands for one that was sent and was none";
            self.refuse(item, Problem::new("R_DATE_INVALID", trim(&text), message, "ask the hospital for the day"));
            return None;
        }
        let (source, read) = (self.source, date::day(trim(&text), style));
        self.dates.note(position, trim(&text), read.is_ok(), || Self::place(source, position));
        self.optional(item, |text| match read {
            Ok((day, cut)) => {
                let remark = || Problem::new("W_TIME_DROPPED", text, "a day is wanted; the midnight was cut off", "");
                Ok((day, cut.then(remark)))
            }
            Err(_) => Err(not_a_date(text, style)),
        })
    }

    /// A moment that may be blank, and whether only its day was written.
    pub fn moment(&mut self, item: impl Into<Item>) -> Option<(Moment, Written)> {
        let item = item.into();
        if self.is_day_only(item) {
            return self.day(item).map(|day| (Moment::midnight(day), Written::DayOnly));
        }
        if let Some(default) = self.default_of_blank(item) {
            let read = date::moment(default, DateStyle::Iso, self.rules.zone);
            return read.ok().map(|(moment, written, _)| (moment, written));
        }
        let (style, position) = (self.style_of(item), self.columns.position(item)?);
        let text = self.date_text(item)?;
        let (source, read) = (self.source, date::moment(trim(&text), style, self.rules.zone));
        self.dates.note(position, trim(&text), read != Err(Wrong::Day), || Self::place(source, position));
        self.optional(item, |text| match read {
            Ok((moment, written, caution)) => Ok(((moment, written), caution.map(|caution| cautious(text, caution)))),
            Err(Wrong::Day) => Err(not_a_date(text, style)),
            Err(Wrong::Time) => {
                let message = "the time behind the day is not one from 00:00 to 23:59:59";
                Err(Problem::new("R_TIME", text, message, "write it as 13:45 or 13:45:10, or with an offset as +01:00"))
            }
            Err(Wrong::Skipped) => {
                let message = "this time never was: the clocks went forward over it";
                Err(Problem::new("R_TIME", text, message, "ask the sender what the clock on the wall said"))
            }
        })
    }

    /// Refuses a day outside the years that a fact can have.
    pub fn check_range(&mut self, item: impl Into<Item>, day: Day) {
        if day < RANGE.0 || day > RANGE.1 {
            let message = format!("wanted a day from {} to {}", RANGE.0, RANGE.1);
            self.refuse(item, Problem::new("R_DATE_RANGE", &day.to_string(), message, "check the year"));
        }
    }

    /// Refuses a day outside the years, or after the as-of date.
    pub fn check_past(&mut self, item: impl Into<Item>, day: Day) {
        let item = item.into();
        self.check_range(item, day);
        if let Some(as_of) = self.rules.as_of.filter(|as_of| day > *as_of) {
            let message = format!("this lies after the as-of date {as_of}");
            let hint = "check the year; a fact of the future cannot be billed";
            self.refuse(item, Problem::new("R_FUTURE", &day.to_string(), message, hint));
        }
    }

    /// Refuses the row for one of its cells.
    pub fn refuse(&mut self, item: impl Into<Item>, problem: Problem) {
        let flaw = self.flaw(item.into(), problem);
        self.problems.push(flaw);
    }

    /// Warns about a cell.
    pub fn remark(&mut self, item: impl Into<Item>, problem: Problem) {
        let flaw = self.flaw(item.into(), problem);
        self.remarks.push(flaw);
    }

    fn flaw(&self, item: Item, problem: Problem) -> Flaw {
        let position = self.columns.position(item);
        let column = position.map_or(item.name(), |position| self.columns.name(position)).to_owned();
        let mut problem = problem;
        if item.is_private() {
            problem.value = "*".repeat(problem.value.chars().count().min(10));
        }
        Flaw { position: position.unwrap_or(usize::MAX), column, problem }
    }

    /// Whether nothing was found wrong so far.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }
}

/// The text without spaces, tabs and no-break spaces at its ends.
pub fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t', '\u{A0}'])
}

fn not_a_date(text: &str, style: DateStyle) -> Problem {
    let message = format!("not a day of the calendar written as {}", style.name());
    Problem::new("R_DATE", text, super::words::with_odd_character(&message, text), date::hint(text, style))
}

fn cautious(text: &str, caution: Caution) -> Problem {
    match caution {
        Caution::CameTwice => {
            let message = "this time came twice, the clocks went back; the day is the same either way";
            Problem::new("W_TIME_AMBIGUOUS", text, message, "an offset would tell which: +01:00 or +00:00")
        }
        Caution::OtherZone => {
            let message = "the local clocks did not have this offset then; the time was converted";
            Problem::new("W_ZONE", text, message, "ask the sender which clock wrote it")
        }
    }
}
