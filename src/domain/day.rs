//! Civil days and months. Days have no zone and no hour.

#![deny(clippy::float_arithmetic)]

use std::fmt;
use std::ops::{Add, Sub};
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::serde_forms::as_number;

/// One civil day, as the number of days since 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

const EPOCH: Date = Date::constant(1970, 1, 1);
/// Days in the 400 years after which the calendar repeats.
const CYCLE_DAYS: i32 = 146_097;
/// Days from 0000-03-01 to 1970-01-01.
const DAYS_TO_EPOCH: i32 = 719_468;
/// -9999-01-01 and 9999-12-31, the first and last day that jiff has.
const FIRST_NUMBER: i32 = -4_371_587;
const LAST_NUMBER: i32 = 2_932_896;

/// First and last day that a fact can have: 1990-01-01 and 2100-12-31.
pub const FACT_DAYS: (Day, Day) = (Day::from_number(7_305), Day::from_number(47_846));

/// Days of the week in the order of ISO 8601.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the names say it
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// The days of a week in order.
    pub const ALL: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    /// Three letters, as in `Mon`.
    pub fn short(self) -> &'static str {
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][self as usize]
    }
}

/// Text that is not a day or month written as ISO 8601 (`2018-03-31`, `2018-03`), or that names a day that never was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a day or month of the calendar written like 2018-03-31 or 2018-03")]
pub struct NotADay(pub String);

impl Day {
    /// The year that it lies in.
    pub fn year(self) -> i16 {
        self.month().year()
    }

    /// The day with this number, counted from 1970-01-01 = 0. It is what Parquet calls `Date32`.
    pub const fn from_number(number: i32) -> Self {
        Self(number)
    }

    /// Days since 1970-01-01.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The day with this year, month (1 to 12) and day of the month, if the calendar has it.
    pub fn from_ymd(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self::from_date)
    }

    fn from_date(date: Date) -> Self {
        // Counted in years that begin with March, so that a leap day is the last of its year.
        let (month, day) = (i32::from(date.month()), i32::from(date.day()));
        let year = i32::from(date.year()) - i32::from(month < 3);
        let (cycle, of_cycle) = (year.div_euclid(400), year.rem_euclid(400));
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let days = of_cycle * 365 + of_cycle / 4 - of_cycle / 100 + of_year;
        Self(cycle * CYCLE_DAYS + days - DAYS_TO_EPOCH)
    }

    /// The same day as jiff's civil date; the nearest one that jiff has for days before year -9999 or after 9999.
    pub fn date(self) -> Date {
        let number = self.0.clamp(FIRST_NUMBER, LAST_NUMBER) + DAYS_TO_EPOCH;
        let (cycle, of_cycle) = (number.div_euclid(CYCLE_DAYS), number.rem_euclid(CYCLE_DAYS));
        let year = (of_cycle - of_cycle / 1_460 + of_cycle / 36_524 - of_cycle / 146_096) / 365;
        let of_year = of_cycle - (365 * year + year / 4 - year / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = cycle * 400 + year + i32::from(month < 3);
        Date::new(year as i16, month as i8, day as i8).unwrap_or(EPOCH)
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        Weekday::ALL[(self.0 + 3).rem_euclid(7) as usize]
    }

    /// The month that the day belongs to.
    pub fn month(self) -> Month {
        let date = self.date();
        Month { year: date.year(), month: date.month() }
    }

    /// The next day.
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// The day before.
    pub const fn previous(self) -> Self {
        Self(self.0 - 1)
    }

    /// Every day from this one to `last`, both included; none if `last` is earlier.
    pub fn to(self, last: Self) -> impl Iterator<Item = Self> {
        (self.0..=last.0).map(Self)
    }

    /// `1 March 2018`, for people.
    pub fn long(self) -> String {
        let date = self.date();
        format!("{} {} {}", date.day(), MONTHS[date.month() as usize - 1].0, date.year())
    }

    /// `Thu 1 March 2018`, where the day of the week matters.
    pub fn with_weekday(self) -> String {
        format!("{} {}", self.weekday().short(), self.long())
    }
}

impl Add<i32> for Day {
    type Output = Self;
    fn add(self, days: i32) -> Self {
        Self(self.0 + days)
    }
}

impl Sub<i32> for Day {
    type Output = Self;
    fn sub(self, days: i32) -> Self {
        Self(self.0 - days)
    }
}

impl Sub for Day {
    type Output = i32;
    fn sub(self, other: Self) -> i32 {
        self.0 - other.0
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date().fmt(f)
    }
}

impl FromStr for Day {
    type Err = NotADay;
    fn from_str(text: &str) -> Result<Self, NotADay> {
        let refused = || NotADay(text.to_owned());
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(refused());
        }
        let [year, month, day] = [digits(&bytes[..4]), digits(&bytes[5..7]), digits(&bytes[8..])];
        let (Some(year), Some(month), Some(day)) = (year, month, day) else { return Err(refused()) };
        Self::from_ymd(year, month as i8, day as i8).ok_or_else(refused)
    }
}

/// A run of ASCII digits as a number. A number too large for a year is nothing, and so is anything else, a sign or another
/// script's digits included.
pub(crate) fn digits(bytes: &[u8]) -> Option<i16> {
    bytes.iter().try_fold(0_i16, |sum, byte| {
        let digit = byte.is_ascii_digit().then(|| i16::from(byte - b'0'))?;
        sum.checked_mul(10)?.checked_add(digit)
    })
}

/// One calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    month: i8,
}

const MONTHS: [(&str, &str); 12] = [
    ("January", "Jan"),
    ("February", "Feb"),
    ("March", "Mar"),
    ("April", "Apr"),
    ("May", "May"),
    ("June", "Jun"),
    ("July", "Jul"),
    ("August", "Aug"),
    ("September", "Sep"),
    ("October", "Oct"),
    ("November", "Nov"),
    ("December", "Dec"),
];

/// The number of a month by its English name, whole or of three letters, in any case; `Sept` is one too.
pub fn month_number(name: &str) -> Option<i8> {
    let name = name.trim();
    let is_meant = |(full, short): &(&str, &str)| full.eq_ignore_ascii_case(name) || short.eq_ignore_ascii_case(name);
    let found = MONTHS.iter().position(is_meant).or_else(|| name.eq_ignore_ascii_case("Sept").then_some(8))?;
    i8::try_from(found + 1).ok()
}

impl Month {
    /// `April 2011`, `Apr 2011`, `Apr-24`: a year of two digits is one of this century.
    pub fn named(text: &str) -> Option<Self> {
        let (name, year) = text.trim().split_once([' ', '-'])?;
        let (month, year) = (month_number(name)?, year.trim());
        let year = match year.len() {
            4 => digits(year.as_bytes()).filter(|year| (1900..2200).contains(year))?,
            2 => 2000 + digits(year.as_bytes())?,
            _ => return None,
        };
        Some(Self { year, month })
    }

    /// The first day of the month.
    pub fn first(self) -> Day {
        // Behind the last month of the calendar there is a day, which is in no month.
        Date::new(self.year, self.month, 1).map_or(Day::from_date(Date::MAX).next(), Day::from_date)
    }

    /// The last day of the month.
    pub fn last(self) -> Day {
        self.next().first().previous()
    }

    /// The month after.
    pub fn next(self) -> Self {
        match self.month {
            12 => Self { year: self.year + 1, month: 1 },
            month => Self { month: month + 1, ..self },
        }
    }

    /// The month before.
    pub fn previous(self) -> Self {
        match self.month {
            1 => Self { year: self.year - 1, month: 12 },
            month => Self { month: month - 1, ..self },
        }
    }

    /// How many days the month has.
    pub fn days(self) -> i32 {
        self.next().first() - self.first()
    }

    /// The calendar year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// Its place in the calendar year, from 1.
    pub fn month_of_year(self) -> i64 {
        self.month.into()
    }

    /// Its place in the financial year, which begins in April: that is 1.
    pub fn month_of_financial_year(self) -> i64 {
        (self.month_of_year() + 8) % 12 + 1
    }

    /// The calendar year in which its financial year begins.
    pub fn financial_year_begins(self) -> i16 {
        self.year - i16::from(self.month < 4)
    }

    /// Its financial year, as in `2017-18`.
    pub fn financial_year(self) -> String {
        let begins = self.financial_year_begins();
        format!("{begins}-{:02}", (begins + 1) % 100)
    }

    /// `March 2018`, for people.
    pub fn long(self) -> String {
        format!("{} {}", MONTHS[self.month as usize - 1].0, self.year)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// What is no month, with the month that may have been meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAMonth {
    text: String,
    meant: Option<Month>,
}

impl fmt::Display for NotAMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no month: a month is written as in 2018-03", self.text)?;
        self.meant.map_or(Ok(()), |month| write!(f, "; did you mean {month}?"))
    }
}

impl std::error::Error for NotAMonth {}

impl NotAMonth {
    /// Of a text that names a month in another way: `March 2018`, `2018-3`, `03/2018`, `201803`, `2018-03-31`.
    fn of(text: &str) -> Self {
        let parts: Vec<&str> = text.trim().split(['-', '/', '.', ' ']).collect();
        let of_numbers = |year: &str, month: &str| {
            let (year, month) = (digits(year.as_bytes())?, digits(month.as_bytes())?);
            Day::from_ymd(year, i8::try_from(month).ok()?, 1).filter(|_| year > 999).map(Day::month)
        };
        let by_numbers = match parts.as_slice() {
            [whole] if whole.is_ascii() && whole.len() == 6 => of_numbers(&whole[..4], &whole[4..]),
            [year, month] | [year, month, _] if year.len() == 4 => of_numbers(year, month),
            [month, year] | [_, month, year] if year.len() == 4 => of_numbers(year, month),
            _ => None,
        };
        Self { text: text.to_owned(), meant: by_numbers.or_else(|| Month::named(text)) }
    }
}

impl FromStr for Month {
    type Err = NotAMonth;
    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let refused = || NotAMonth::of(text);
        let bytes = text.as_bytes();
        if bytes.len() != 7 || bytes[4] != b'-' {
            return Err(refused());
        }
        match (digits(&bytes[..4]), digits(&bytes[5..])) {
            (Some(year), Some(month @ 1..=12)) if year > 0 => Ok(Self { year, month: month as i8 }),
            _ => Err(refused()),
        }
    }
}

impl Month {
    /// Months since the start of the year 0.
    pub fn number(self) -> i32 {
        i32::from(self.year) * 12 + i32::from(self.month) - 1
    }

    fn from_number(number: i32) -> Option<Self> {
        let year = i16::try_from(number.div_euclid(12)).ok().filter(|year| (1..=9999).contains(year))?;
        Some(Self { year, month: number.rem_euclid(12) as i8 + 1 })
    }
}

as_number!(Day, i32, |day| day.0, |number| Some(Day(number)));
as_number!(Month, i32, |month| month.number(), Month::from_number);
