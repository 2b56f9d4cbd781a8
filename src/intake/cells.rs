//! One row while it is read into a table: its cells by column, and what was found wrong or doubtful in them.

use std::borrow::Cow;

use super::check::{Checked, Problem};
use super::date::{self, Wrong};
use super::date_columns::DateColumns;
use super::field::Field;
use super::header::Columns;
use super::record::Record;

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

/// The cells of one row.
pub struct Cells<'a, 't> {
    pub(super) bytes: &'t [u8],
    pub(super) record: &'a Record,
    pub(super) columns: &'a Columns,
    pub(super) rules: &'a Rules<'a>,
    pub(super) style: DateStyle,
    pub(super) dates: &'a mut DateColumns,
    pub(super) origin: Origin,
    pub(super) problems: Vec<Flaw>,
    pub(super) remarks: Vec<Flaw>,
}

impl<'t> Cells<'_, 't> {
    /// The text of a cell as it stands; nothing if the file has no such column.
    pub fn text(&self, field: Field) -> Option<Cow<'t, str>> {
        let span = self.record.cells.get(self.columns.position(field)?)?;
        // Rows that are not UTF-8 were refused before.
        let text = std::str::from_utf8(&self.bytes[span.start..span.end]).ok()?;
        Some(if span.doubled { Cow::Owned(text.replace("\"\"", "\"")) } else { Cow::Borrowed(text) })
    }

    /// The value of a cell that may be blank.
    pub fn optional<T>(&mut self, field: Field, check: impl FnOnce(&str) -> Checked<T>) -> Option<T> {
        let text = self.text(field)?;
        let trimmed = trim(&text);
        if trimmed.len() != text.len() {
            self.remark(field, Problem::new("W_TRIM", trimmed, "white space round the value was passed over", ""));
        }
        if trimmed.is_empty() {
            return None;
        }
        match check(trimmed) {
            Ok((value, remark)) => {
                if let Some(remark) = remark {
                    self.remark(field, remark);
                }
                Some(value)
            }
            Err(problem) => {
                self.refuse(field, problem);
                None
            }
        }
    }

    /// The value of a cell that must not be blank.
    pub fn required<T>(&mut self, field: Field, check: impl FnOnce(&str) -> Checked<T>) -> Option<T> {
        self.fill(field)?;
        self.optional(field, check)
    }

    /// A day that must not be blank.
    pub fn required_day(&mut self, field: Field) -> Option<Day> {
        self.fill(field)?;
        self.day(field)
    }

    /// A moment that must not be blank, and whether only its day was written.
    pub fn required_moment(&mut self, field: Field) -> Option<(Moment, Written)> {
        self.fill(field)?;
        self.moment(field)
    }

    /// Refuses a blank cell.
    fn fill(&mut self, field: Field) -> Option<()> {
        if self.is_blank(field) {
            let message = "the cell is blank, a value is wanted";
            self.refuse(field, Problem::new("R_REQUIRED", "", message, "ask the sender for the value"));
            return None;
        }
        Some(())
    }

    /// Whether the file has no such column or the cell nothing but white space.
    pub fn is_blank(&self, field: Field) -> bool {
        self.text(field).is_none_or(|text| trim(&text).is_empty())
    }

    /// Whether the file says at all which person a stay belongs to.
    pub fn has_person_column(&self) -> bool {
        self.columns.has_person()
    }

    /// A day that may be blank.
    pub fn day(&mut self, field: Field) -> Option<Day> {
        let (style, position) = (self.style, self.columns.position(field)?);
        let text = self.text(field)?;
        let read = date::day(trim(&text), style);
        self.dates.note(position, trim(&text), read.is_ok(), self.record.cells[position].start);
        self.optional(field, |text| match read {
            Ok((day, cut)) => {
                let remark = || Problem::new("W_TIME_DROPPED", text, "a day is wanted; the midnight was cut off", "");
                Ok((day, cut.then(remark)))
            }
            Err(_) => Err(not_a_date(text, style)),
        })
    }

    /// A moment that may be blank, and whether only its day was written.
    pub fn moment(&mut self, field: Field) -> Option<(Moment, Written)> {
        let (style, position) = (self.style, self.columns.position(field)?);
        let text = self.text(field)?;
        let read = date::moment(trim(&text), style, self.rules.zone);
        self.dates.note(position, trim(&text), read != Err(Wrong::Day), self.record.cells[position].start);
        self.optional(field, |text| match read {
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
    pub fn check_range(&mut self, field: Field, day: Day) {
        if day < RANGE.0 || day > RANGE.1 {
            let message = format!("wanted a day from {} to {}", RANGE.0, RANGE.1);
            self.refuse(field, Problem::new("R_DATE_RANGE", &day.to_string(), message, "check the year"));
        }
    }

    /// Refuses a day outside the years, or after the as-of date.
    pub fn check_past(&mut self, field: Field, day: Day) {
        self.check_range(field, day);
        if let Some(as_of) = self.rules.as_of.filter(|as_of| day > *as_of) {
            let message = format!("this lies after the as-of date {as_of}");
            let hint = "check the year; a fact of the future cannot be billed";
            self.refuse(field, Problem::new("R_FUTURE", &day.to_string(), message, hint));
        }
    }

    /// Refuses the row for one of its cells.
    pub fn refuse(&mut self, field: Field, problem: Problem) {
        let flaw = self.flaw(field, problem);
        self.problems.push(flaw);
    }

    /// Warns about a cell.
    pub fn remark(&mut self, field: Field, problem: Problem) {
        let flaw = self.flaw(field, problem);
        self.remarks.push(flaw);
    }

    fn flaw(&self, field: Field, problem: Problem) -> Flaw {
        let position = self.columns.position(field);
        let column = position.map_or(field.name(), |position| self.columns.name(position)).to_owned();
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
