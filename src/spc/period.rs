//! The periods of a series: read, put in order, and found to be without holes.

use std::fmt;

use crate::domain::{Day, Month};

/// When a value was measured, as far as order and gaps go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SeriesPeriod {
    /// A month: `2018-03`, `Mar-18`, `Mar 2018`, `March 2018`.
    Month(Month),
    /// A day: `2018-03-31`. A month may be written as one of its days.
    Day(Day),
}

impl fmt::Display for SeriesPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Month(month) => month.fmt(f),
            Self::Day(day) => day.fmt(f),
        }
    }
}

impl SeriesPeriod {
    /// Reads a period; nothing if it is written in no known way.
    pub fn parse(text: &str) -> Option<Self> {
        let day = || text.parse().ok().map(Self::Day);
        let month = || text.parse().ok().or_else(|| Month::named(text)).map(Self::Month);
        day().or_else(month)
    }

    /// Whether this is what a shorter name means: `2018-03` means the day `2018-03-01` of a series of months.
    pub fn is_meant_by(self, name: Self) -> bool {
        self == name
            || match (self, name) {
                (Self::Day(day), Self::Month(month)) => day.month() == month,
                _ => false,
            }
    }
}

/// What is wrong between two neighbours in a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Periods are missing before this point: the first of them, and how many.
    Missing(usize, String, usize),
    /// The point is not a whole number of steps after the one before.
    Uneven(usize),
}

/// The first hole in periods that rise, at least two. Months must follow each other; days must be one of each month that follows
/// another, or the same number of days apart.
pub fn missing(periods: &[SeriesPeriod]) -> Option<Gap> {
    let numbers: Vec<i32> = periods.iter().map(|period| month_number(*period)).collect();
    let follows = |at: usize| numbers[at] == numbers[at - 1] + 1;
    let days = days(periods);
    if (1..periods.len()).all(follows) {
        return None;
    }
    let step = step(&days);
    if are_months(periods) {
        let at = (1..periods.len()).find(|at| !follows(*at))?;
        let count = numbers[at] - numbers[at - 1] - 1;
        if count < 1 {
            return Some(Gap::Uneven(at));
        }
        let first = month_of(periods[at - 1]).next();
        return Some(Gap::Missing(at, first.to_string(), count as usize));
    }
    let at = (1..days.len()).find(|at| days[*at] - days[*at - 1] != step)?;
    let apart = days[at] - days[at - 1];
    if apart % step != 0 {
        return Some(Gap::Uneven(at));
    }
    Some(Gap::Missing(at, (days[at - 1] + step).to_string(), (apart / step - 1) as usize))
}

/// Whether the periods are months, or days of different months.
pub fn are_months(periods: &[SeriesPeriod]) -> bool {
    let days = days(periods);
    // No two days of neighbouring weeks are this far apart, no two months' days nearer.
    days.len() < periods.len() || step(&days) > 26
}

fn days(periods: &[SeriesPeriod]) -> Vec<Day> {
    let day = |period: &SeriesPeriod| if let SeriesPeriod::Day(day) = period { Some(*day) } else { None };
    periods.iter().filter_map(day).collect()
}

/// The shortest way from one day to the next.
fn step(days: &[Day]) -> i32 {
    days.windows(2).map(|pair| pair[1] - pair[0]).min().unwrap_or(0)
}

fn month_of(period: SeriesPeriod) -> Month {
    match period {
        SeriesPeriod::Month(month) => month,
        SeriesPeriod::Day(day) => day.month(),
    }
}

fn month_number(period: SeriesPeriod) -> i32 {
    let first = month_of(period).first().date();
    i32::from(first.year()) * 12 + i32::from(first.month())
}
