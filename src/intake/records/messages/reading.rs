//! From the cells of a record to the values of a typed message: each value, or why the message is not taken.

use std::collections::HashMap;

use crate::domain::moment::{Caution, Moment, MomentPrecision};
use crate::domain::nhs_number::Pseudonyms;
use crate::domain::{Alternative, Day, EventKind, EventValue, PersonKey};
use crate::files::grid::{CellKind, Grid, GridCell, GridRecord};
use crate::intake::Rules;
use crate::intake::findings::disposition::Disposition;
use crate::intake::profile::dates::DateMisfit;
use crate::intake::profile::{DateStyle, dates};
use crate::intake::records::messages::outcome;
use crate::intake::validate::checks::{Checked, ValueIssue};
use crate::intake::validate::{checks, possible_values};
use jiff::tz::TimeZone;

/// Days outside these years are slips of the pen.
const YEARS: (i16, i16) = (1990, 2100);

/// The columns of a grid by name.
pub struct ColumnIndex<'g>(HashMap<&'g str, usize>);

impl<'g> ColumnIndex<'g> {
    /// Of this grid.
    pub fn of(grid: &'g Grid) -> Self {
        Self(grid.columns.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect())
    }
}

/// One record that is read into a typed message.
pub struct RecordReading<'r> {
    names: &'r ColumnIndex<'r>,
    record: &'r GridRecord,
    /// What the values are checked against.
    pub rules: &'r Rules<'r>,
    /// What is doubtful so far.
    pub remarks: Vec<Disposition>,
}

impl<'r> RecordReading<'r> {
    /// Starts with a record, unless its reader could not read it.
    ///
    /// # Errors
    /// What the reader said about the record.
    pub fn start(
        grid: &Grid,
        names: &'r ColumnIndex<'r>,
        record: &'r GridRecord,
        rules: &'r Rules<'r>,
    ) -> Result<Self, Box<Disposition>> {
        if let Some(problem) = &record.problem {
            return Err(Box::new(outcome::disposition(problem, &grid.columns)));
        }
        let remarks = record.remarks.iter().map(|issue| outcome::disposition(issue, &grid.columns)).collect();
        Ok(Self { remarks, ..Self::anyway(names, record, rules) })
    }

    /// Starts with a record whatever its reader said about it.
    pub fn anyway(names: &'r ColumnIndex<'r>, record: &'r GridRecord, rules: &'r Rules<'r>) -> Self {
        Self { names, record, rules, remarks: Vec::new() }
    }

    fn cell(&self, column: &str) -> Option<&'r GridCell> {
        self.names.0.get(column).and_then(|at| self.record.cells.get(*at))
    }

    /// The key of the pseudonyms.
    pub fn key(&self) -> &'r [u8] {
        self.rules.key
    }

    /// The text of a cell, or nothing if it is empty.
    pub fn text(&self, column: &str) -> Option<&'r str> {
        self.cell(column).map(|cell| cell.text.trim()).filter(|text| !text.is_empty())
    }

    /// Whether the sender says that there is no value, which is more than saying nothing.
    pub fn is_null(&self, column: &str) -> bool {
        self.cell(column).is_some_and(|cell| cell.kind == CellKind::Null)
    }

    /// Why a message is not taken, with the stay that the message names in this column, so that the stay can be marked.
    pub fn about_stay(mut self, column: &str, mut why: Box<Disposition>) -> Box<Disposition> {
        if why.stay_id.is_empty()
            && let Ok(Some(stay_id)) = self.checked(column, checks::id)
        {
            why.stay_id = stay_id.into();
        }
        why
    }

    /// The persons of whom these columns have an NHS number.
    pub fn persons(&self, columns: &[&str]) -> Vec<PersonKey> {
        let person = |column: &&str| checks::nhs_number(self.text(column)?, &Pseudonyms::new(self.rules.key)).ok();
        columns.iter().filter_map(person).map(|(person, _)| person).collect()
    }

    /// How the stay may have ended by death, where the message reports one in these columns: at a moment, or by `Y` at some
    /// moment.
    pub fn death_of(&self, died_at: &str, is_dead: &str) -> Option<Alternative> {
        let stated = self.text(died_at).map(possible_values::moments);
        let sometime = (self.text(is_dead) == Some("Y")).then(Vec::new);
        stated.or(sometime).map(|at| Alternative::event([EventKind::Died], at, EventValue::Nothing))
    }

    /// A problem about a column.
    pub fn disposition(column: &str, problem: ValueIssue) -> Disposition {
        let ValueIssue { code, value, message, hint } = problem;
        Disposition { value, ..Disposition::new(code, "", message, hint).column(column) }
    }

    /// A problem for which the message is not taken.
    pub fn refusal(column: &str, problem: ValueIssue) -> Box<Disposition> {
        Box::new(Self::disposition(column, problem))
    }

    /// The problem of a column without the value that is wanted.
    pub fn missing(column: &str, hint: &str) -> Box<Disposition> {
        Box::new(Disposition::new("R_REQUIRED", "", "no value where one is wanted", hint).column(column))
    }

    /// A checked value, if there is one; what is doubtful in it is noted.
    ///
    /// # Errors
    /// What the check refuses.
    pub fn checked<T>(
        &mut self,
        column: &str,
        check: impl FnOnce(&str) -> Checked<T>,
    ) -> Result<Option<T>, Box<Disposition>> {
        let Some(text) = self.text(column) else { return Ok(None) };
        let is_number = self.cell(column).is_some_and(|cell| cell.kind == CellKind::Number);
        match check(text) {
            Ok(_) if is_number && !text.bytes().all(|byte| byte.is_ascii_digit()) => {
                let message = "a number with a sign, a point or more digits than can be kept, where a name is wanted";
                Err(Self::refusal(column, ValueIssue::new("R_ID", text, message, "send text")))
            }
            Ok((value, remark)) => {
                if is_number {
                    self.remarks.push(Self::disposition(column, checks::numeric_name(text)));
                }
                self.remarks.extend(remark.map(|remark| Self::disposition(column, remark)));
                Ok(Some(value))
            }
            Err(problem) => Err(Self::refusal(column, problem)),
        }
    }

    /// A word fit to be kept: no hidden characters, no NHS number.
    ///
    /// # Errors
    /// See [`checks::word`].
    pub fn word(&mut self, column: &str) -> Result<Option<Box<str>>, Box<Disposition>> {
        self.checked(column, checks::word)
    }

    /// The person, as a pseudonym of the NHS number in this column.
    ///
    /// # Errors
    /// It is no NHS number.
    pub fn person(&mut self, column: &str) -> Result<Option<PersonKey>, Box<Disposition>> {
        let key = self.rules.key;
        self.checked(column, |text| checks::nhs_number(text, &Pseudonyms::new(key)))
    }

    /// A moment by the local clocks, and whether its time is known.
    ///
    /// # Errors
    /// `R_DATE`, `R_TIME` or `R_DATE_RANGE`.
    pub fn moment(&mut self, column: &str) -> Result<Option<(Moment, MomentPrecision)>, Box<Disposition>> {
        let zone = self.rules.zone;
        self.checked(column, |text| moment_in(text, zone))
    }

    /// The moment of a text that is a part of a cell.
    ///
    /// # Errors
    /// As [`RecordReading::moment`].
    pub fn moment_of(&self, text: &str) -> Result<(Moment, MomentPrecision), ValueIssue> {
        moment_in(text, self.rules.zone).map(|(moment, _)| moment)
    }

    /// A moment that must have a time of day, because the time can move money.
    ///
    /// # Errors
    /// As [`RecordReading::moment`], and `R_TIME` for a day alone.
    pub fn moment_with_time(&mut self, column: &str) -> Result<Option<Moment>, Box<Disposition>> {
        match self.moment(column)? {
            Some((moment, MomentPrecision::DayOnly)) => {
                let message = "a day alone; the time of day can move money";
                let problem =
                    ValueIssue::new("R_TIME", &moment.day().to_string(), message, "ask the sender for the time");
                Err(Self::refusal(column, problem))
            }
            with_time => Ok(with_time.map(|(moment, _)| moment)),
        }
    }

    /// The day of a day or moment.
    ///
    /// # Errors
    /// As [`RecordReading::moment`].
    pub fn day(&mut self, column: &str) -> Result<Option<Day>, Box<Disposition>> {
        Ok(self.moment(column)?.map(|(moment, _)| moment.day()))
    }

    /// A day of birth, which may lie long ago. One that is no day is passed over: no stay depends on it.
    pub fn born_on(&self, column: &str) -> Option<Day> {
        self.text(column)?.get(..10)?.parse().ok()
    }
}

fn moment_in(text: &str, zone: &TimeZone) -> Checked<(Moment, MomentPrecision)> {
    let (moment, written, caution) =
        dates::moment(text, DateStyle::Iso, zone).map_err(|wrong| wrong_moment(text, wrong))?;
    in_range(text, moment.day())?;
    Ok(((moment, written), caution.map(|caution| cautioned(text, caution))))
}

fn wrong_moment(text: &str, wrong: DateMisfit) -> ValueIssue {
    match wrong {
        DateMisfit::Day => {
            let message = "not a whole day of the calendar";
            ValueIssue::new("R_DATE", text, message, "a month or a year alone is no day: ask the sender for it")
        }
        DateMisfit::Time => {
            ValueIssue::new("R_TIME", text, "not a time of day to the minute", "ask the sender for the time")
        }
        DateMisfit::Skipped => {
            let message = "never was: the clocks went forward over it";
            ValueIssue::new("R_TIME", text, message, "ask the sender for the time by the clock on the wall")
        }
    }
}

fn in_range(text: &str, day: Day) -> Result<(), ValueIssue> {
    let year = day.date().year();
    if (YEARS.0..=YEARS.1).contains(&year) {
        return Ok(());
    }
    let message = format!("found the year {year}, {} to {} are wanted", YEARS.0, YEARS.1);
    Err(ValueIssue::new("R_DATE_RANGE", text, message, "check the year"))
}

fn cautioned(text: &str, caution: Caution) -> ValueIssue {
    match caution {
        Caution::CameTwice => {
            ValueIssue::new("W_TIME_AMBIGUOUS", text, "came twice, when the clocks went back", "the day is the same")
        }
        Caution::OtherZone => {
            ValueIssue::new("W_ZONE", text, "its offset is not that of the local clocks; it was converted", "")
        }
    }
}
