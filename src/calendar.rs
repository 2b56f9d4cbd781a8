//! The calendar of a regime: Sundays and public holidays, for exactly the years someone has tabled.

#![deny(clippy::float_arithmetic)]

use std::sync::LazyLock;

use serde::Deserialize;

use crate::domain::Day;
use crate::domain::day::Weekday;

/// What a fixed holiday on a Saturday is when a substitute day was given as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum HolidayKind {
    Holiday,
    CommonLawSaturday,
    StatuteSaturday,
    MovedSaturday,
}

/// Which fixed holidays that fall on a Saturday are public holidays themselves (reading `weekend_actual_holidays`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saturdays {
    /// Christmas Day by common law and 26 December by statute, 1 January not.
    ChristmasAndBoxingDay,
    /// None of them.
    Neither,
    /// All of them.
    All,
}

#[derive(Deserialize)]
struct HolidayRow {
    on: Day,
    name: String,
    kind: HolidayKind,
}

/// A table of public holidays. A day beyond it is unknown, never "no holiday".
#[derive(Debug)]
pub struct Calendar {
    first: Day,
    kinds: Vec<Option<HolidayKind>>,
    names: Vec<(Day, String)>,
}

/// A day outside the tabled public holidays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the table of public holidays does not reach {day}")]
pub struct NotTabled {
    /// The day.
    pub day: Day,
}

static SWEDEN_WEEKDAYS: LazyLock<Calendar> =
    LazyLock::new(|| Calendar::read(include_str!("../regimes/calendars/sweden-weekdays.csv")));
static ENGLAND_AND_WALES: LazyLock<Calendar> =
    LazyLock::new(|| Calendar::read(include_str!("../regimes/calendars/england-and-wales.csv")));

impl Calendar {
    /// The names of the calendars.
    pub const NAMES: [&str; 2] = ["england-and-wales", "sweden-weekdays"];

    /// The calendar with this id, as in `england-and-wales`.
    pub fn named(id: &str) -> Option<&'static Self> {
        match id {
            "england-and-wales" => Some(&ENGLAND_AND_WALES),
            "sweden-weekdays" => Some(&SWEDEN_WEEKDAYS),
            _ => None,
        }
    }

    fn read(table: &str) -> Self {
        let rows = csv::Reader::from_reader(table.as_bytes()).into_deserialize::<HolidayRow>();
        let rows: Vec<HolidayRow> =
            rows.map(|row| row.expect("the built-in calendar reads; a test reads it")).collect();
        let year = |at: usize| rows.get(at).map_or(0, |row| row.on.month().year());
        let (start, end) = (year(0), year(rows.len().saturating_sub(1)));
        let first = Day::from_ymd(start, 1, 1).unwrap_or_default();
        let last = Day::from_ymd(end, 12, 31).unwrap_or_default();
        let mut kinds = vec![None; (last - first + 1) as usize];
        for row in &rows {
            kinds[(row.on - first) as usize] = Some(row.kind);
        }
        Self { first, kinds, names: rows.into_iter().map(|row| (row.on, row.name)).collect() }
    }

    /// The first and last day of the table.
    pub fn span(&self) -> (Day, Day) {
        (self.first, self.first + (self.kinds.len() as i32 - 1))
    }

    /// Whether the table has the day.
    pub fn covers(&self, day: Day) -> bool {
        let (first, last) = self.span();
        (first..=last).contains(&day)
    }

    /// Whether `day` is a public holiday.
    ///
    /// # Errors
    /// The table does not have the day.
    pub fn is_public_holiday(&self, day: Day, saturdays: Saturdays) -> Result<bool, NotTabled> {
        let at = usize::try_from(day - self.first).ok();
        let kind = at.and_then(|at| self.kinds.get(at)).ok_or(NotTabled { day })?;
        Ok(match kind {
            None => false,
            Some(HolidayKind::Holiday) => true,
            Some(HolidayKind::CommonLawSaturday | HolidayKind::StatuteSaturday) => saturdays != Saturdays::Neither,
            Some(HolidayKind::MovedSaturday) => saturdays == Saturdays::All,
        })
    }

    /// Whether `day` is a Sunday or a public holiday.
    ///
    /// # Errors
    /// The table does not have the day.
    pub fn is_rest_day(&self, day: Day, saturdays: Saturdays) -> Result<bool, NotTabled> {
        let holiday = self.is_public_holiday(day, saturdays)?;
        Ok(holiday || day.weekday() == Weekday::Sunday)
    }

    /// Whether `day` is from Monday to Friday and no day of the table.
    ///
    /// # Errors
    /// The table does not have the day.
    pub fn is_weekday(&self, day: Day) -> Result<bool, NotTabled> {
        let rest = self.is_rest_day(day, Saturdays::All)?;
        Ok(!rest && day.weekday() != Weekday::Saturday)
    }

    /// What the holiday is called.
    pub fn name(&self, day: Day) -> Option<&str> {
        let at = self.names.binary_search_by_key(&day, |(on, _)| *on).ok()?;
        Some(&self.names[at].1)
    }
}
