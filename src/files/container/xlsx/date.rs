//! Days and moments as workbooks count them, in ISO form.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::files::grid::{CellKind, GridCell, Serials};

/// What a style shows of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShownPart {
    /// Only the day.
    Day,
    /// Only the time of day.
    Time,
    /// Both.
    Moment,
}

const MILLISECONDS: i64 = 86_400_000;

/// A number that is shown as a date. What no calendar has, as 29 February 1900, stays nothing.
pub fn cell(serial: f64, serials: Serials, shown: ShownPart) -> Option<GridCell> {
    let (mut days, part) = (serial.floor(), serial - serial.floor());
    let mut milliseconds = (part * MILLISECONDS as f64).round() as i64;
    if milliseconds == MILLISECONDS {
        (days, milliseconds) = (days + 1.0, 0);
    }
    let time = time(milliseconds);
    if shown == ShownPart::Time && days == 0.0 {
        return Some(GridCell::text(time));
    }
    let day = day(days, serials)?;
    let text = if milliseconds == 0 && shown == ShownPart::Day { day.to_string() } else { format!("{day}T{time}") };
    Some(GridCell::of(CellKind::Date, text))
}

fn time(milliseconds: i64) -> String {
    let (seconds, rest) = (milliseconds / 1000, milliseconds % 1000);
    let text = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if rest == 0 { text } else { format!("{text}.{rest:03}") }
}

fn day(days: f64, serials: Serials) -> Option<Date> {
    const LAST: f64 = 2_958_465.0;
    if !(0.0..=LAST).contains(&days) {
        return None;
    }
    let first = match serials {
        Serials::From1904 => date(1904, 1, 1),
        Serials::From1900 if days < 1.0 || days == 60.0 => return None,
        Serials::From1900 if days < 60.0 => date(1899, 12, 31),
        Serials::From1900 => date(1899, 12, 30),
    };
    first.checked_add((days as i64).days()).ok()
}

/// A day or moment that a cell gives in ISO form itself.
pub fn iso(text: &str) -> Option<GridCell> {
    let plain = text.trim_end_matches('Z');
    let is_date = plain.parse::<Date>().is_ok() || plain.parse::<jiff::civil::DateTime>().is_ok();
    is_date.then(|| GridCell::of(CellKind::Date, text.strip_suffix(".000").unwrap_or(text)))
}

/// A number in the shortest form that reads back as the same; a whole number stays as it is written.
pub fn number(text: &str) -> Option<(f64, String)> {
    let text = text.trim();
    let value: f64 = text.parse().ok().filter(|value: &f64| value.is_finite())?;
    let is_whole = text.strip_prefix('-').unwrap_or(text).bytes().all(|byte| byte.is_ascii_digit());
    Some((value, if is_whole { text.to_owned() } else { shortest(value) }))
}

/// The shortest form of a number, without an exponent where people would write none.
pub fn shortest(value: f64) -> String {
    let size = value.abs();
    if value == 0.0 {
        "0".to_owned()
    } else if (1e-7..1e17).contains(&size) {
        format!("{value}")
    } else {
        format!("{value:e}")
    }
}
