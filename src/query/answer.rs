//! Answers: plain rows. No frame leaves this module.

use polars::prelude::{AnyValue, DataFrame, TimeUnit};

use crate::domain::{Day, Moment};
use crate::error::{Error, Exit, Result};

/// One value of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum AnswerValue {
    /// Nothing known.
    Null,
    /// A whole number.
    Integer(i64),
    /// Another number.
    Number(f64),
    /// Words.
    Text(String),
    /// A day.
    Day(Day),
    /// Yes or no.
    Flag(bool),
}

/// The rows that a question found.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Answer {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<AnswerValue>>,
}

impl Answer {
    pub(super) fn of(frame: &DataFrame) -> Result<Self> {
        let columns = frame.get_column_names_owned().into_iter().map(|name| name.to_string()).collect();
        let mut rows = vec![Vec::with_capacity(frame.width()); frame.height()];
        for column in frame.columns() {
            let series = column.as_materialized_series().rechunk();
            for (row, value) in rows.iter_mut().zip(series.iter()) {
                row.push(plain(value));
            }
        }
        Ok(Self { columns, rows })
    }

    /// The rows with their values by the names of the columns.
    pub fn records(&self) -> impl Iterator<Item = AnswerRow<'_>> {
        self.rows.iter().map(|row| AnswerRow { columns: &self.columns, row })
    }
}

/// One row by the names of its columns.
#[derive(Clone, Copy, Debug)]
pub struct AnswerRow<'a> {
    columns: &'a [String],
    row: &'a [AnswerValue],
}

impl<'a> AnswerRow<'a> {
    fn value(&self, name: &str) -> Result<&'a AnswerValue> {
        let at = self.columns.iter().position(|column| column == name);
        at.and_then(|at| self.row.get(at)).ok_or_else(|| unreadable(format!("no column `{name}`")))
    }

    /// Words.
    ///
    /// # Errors
    /// 70: no such column, or it holds something else (our bug).
    pub fn text(&self, name: &str) -> Result<&'a str> {
        match self.value(name)? {
            AnswerValue::Text(text) => Ok(text),
            other => Err(unreadable(format!("`{name}` holds {other:?} and not text"))),
        }
    }

    /// Words, or nothing where nothing is known.
    ///
    /// # Errors
    /// As [`AnswerRow::text`].
    pub fn text_if_any(&self, name: &str) -> Result<Option<&'a str>> {
        if *self.value(name)? == AnswerValue::Null { Ok(None) } else { self.text(name).map(Some) }
    }

    /// A whole number.
    ///
    /// # Errors
    /// As [`AnswerRow::text`].
    pub fn integer(&self, name: &str) -> Result<i64> {
        match self.value(name)? {
            AnswerValue::Integer(number) => Ok(*number),
            other => Err(unreadable(format!("`{name}` holds {other:?} and not a whole number"))),
        }
    }

    /// A number, whole or not, or nothing where nothing is known.
    ///
    /// # Errors
    /// As [`AnswerRow::text`].
    pub fn number_if_any(&self, name: &str) -> Result<Option<f64>> {
        match self.value(name)? {
            AnswerValue::Number(number) => Ok(Some(*number)),
            AnswerValue::Integer(number) => Ok(Some(*number as f64)),
            AnswerValue::Null => Ok(None),
            other => Err(unreadable(format!("`{name}` holds {other:?} and not a number"))),
        }
    }

    /// A day.
    ///
    /// # Errors
    /// As [`AnswerRow::text`].
    pub fn day(&self, name: &str) -> Result<Option<Day>> {
        match self.value(name)? {
            AnswerValue::Day(day) => Ok(Some(*day)),
            AnswerValue::Null => Ok(None),
            other => Err(unreadable(format!("`{name}` holds {other:?} and not a day"))),
        }
    }
}

fn plain(value: AnyValue<'_>) -> AnswerValue {
    match value {
        AnyValue::Null => AnswerValue::Null,
        AnyValue::Boolean(flag) => AnswerValue::Flag(flag),
        AnyValue::String(text) => AnswerValue::Text(text.to_owned()),
        AnyValue::StringOwned(text) => AnswerValue::Text(text.to_string()),
        AnyValue::Date(number) => AnswerValue::Day(Day::from_number(number)),
        // By the ward's clock, as in the files.
        AnyValue::Datetime(number, unit, _) | AnyValue::DatetimeOwned(number, unit, _) => {
            AnswerValue::Text(Moment::from_seconds(number.div_euclid(per_second(unit))).to_string())
        }
        AnyValue::Float32(number) => AnswerValue::Number(f64::from(number)),
        AnyValue::Float64(number) => AnswerValue::Number(number),
        other => match other.extract::<i64>() {
            Some(number) => AnswerValue::Integer(number),
            None => AnswerValue::Text(other.to_string()),
        },
    }
}

fn per_second(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::Milliseconds => 1_000,
        TimeUnit::Microseconds => 1_000_000,
        TimeUnit::Nanoseconds => 1_000_000_000,
    }
}

pub(super) fn unreadable(what: String) -> Error {
    Error::new("X_QUERY", Exit::Bug, what)
        .effect("nothing was published; the last good month stays")
        .hint("please report it with the query's name")
}
