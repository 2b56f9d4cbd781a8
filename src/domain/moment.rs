//! Local clock times. The law speaks of two o'clock on the ward's clock, so a moment has a day and a time, no offset. Before
//! and after are those of the instants: where the clocks went back, a moment knows whether its hour had come before.

#![deny(clippy::float_arithmetic)]

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};

use super::day::{Day, digits};
use super::serde_forms::{as_number, as_text};

const DAY_SECONDS: i64 = 86_400;
const HOUR_SECONDS: i64 = 3_600;
const MICROSECONDS: i64 = 1_000_000;

/// A local clock time to the second. In the hour that comes twice when the clocks go back, all of the first pass lies before
/// all of the second; a time of that hour without an offset counts as one of the first pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Moment {
    /// Seconds of the local calendar since 1970-01-01T00:00:00.
    seconds: i64,
    /// Whether it is of the second pass of an hour that came twice.
    is_second_pass: bool,
}

/// A time of day in seconds after midnight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay(i32);

/// How far the text of a moment went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MomentPrecision {
    /// A day and a time.
    ToTheSecond,
    /// A day alone: the moment is its midnight.
    DayOnly,
}

/// What was added to a moment's text to make it a local clock time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caution {
    /// The clocks went back: this time came twice. The day is the same either way.
    CameTwice,
    /// The text had an offset that the zone did not have at that instant, or one that is not known; it was converted.
    OtherZone,
}

/// Why a text is not a local clock time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAMoment {
    /// Not written in a form we know.
    #[error("`{0}` is not a time written like 2018-03-05T13:45 or 2018-03-05T13:45:00")]
    Spelling(String),
    /// The clocks went forward over it.
    #[error("`{0}` never was: the clocks went forward over it")]
    Skipped(String),
}

impl Moment {
    /// The moment so many seconds after the local 1970-01-01T00:00:00.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self { seconds, is_second_pass: false }
    }

    /// Seconds of the local calendar since 1970-01-01T00:00:00.
    pub const fn seconds(self) -> i64 {
        self.seconds
    }

    /// As a table keeps it: microseconds of the local calendar since 1970-01-01T00:00:00, one more for a moment of the
    /// second pass of an hour that came twice. Nothing if it is too far for a table.
    pub fn microseconds(self) -> Option<i64> {
        self.seconds.checked_mul(MICROSECONDS)?.checked_add(i64::from(self.is_second_pass))
    }

    /// The moment that a table keeps as this number.
    pub const fn from_microseconds(microseconds: i64) -> Self {
        let is_second_pass = microseconds.rem_euclid(MICROSECONDS) == 1;
        Self { seconds: microseconds.div_euclid(MICROSECONDS), is_second_pass }
    }

    /// The moment on `day` at `time`.
    pub fn at(day: Day, time: TimeOfDay) -> Self {
        Self::from_seconds(i64::from(day.number()) * DAY_SECONDS + i64::from(time.0))
    }

    /// The first moment of `day`.
    pub fn midnight(day: Day) -> Self {
        Self::at(day, TimeOfDay(0))
    }

    /// The last second of `day`.
    pub fn end_of(day: Day) -> Self {
        Self::at(day, TimeOfDay(DAY_SECONDS as i32 - 1))
    }

    /// The day it falls on.
    pub const fn day(self) -> Day {
        Day::from_number(self.seconds.div_euclid(DAY_SECONDS) as i32)
    }

    /// The time of day.
    pub const fn time(self) -> TimeOfDay {
        TimeOfDay(self.seconds.rem_euclid(DAY_SECONDS) as i32)
    }

    /// Reads `2018-03-05`, `2018-03-05T13:45`, or `2018-03-05T13:45:10`, without looking at any zone.
    ///
    /// # Errors
    /// The text is written otherwise or names a day or time that does not exist.
    pub fn parse(text: &str) -> Result<(Self, MomentPrecision), NotAMoment> {
        let refused = || NotAMoment::Spelling(text.to_owned());
        let (day, rest) = text.split_at_checked(10).ok_or_else(refused)?;
        let day: Day = day.parse().map_err(|_| refused())?;
        if rest.is_empty() {
            return Ok((Self::midnight(day), MomentPrecision::DayOnly));
        }
        let time = rest.strip_prefix(['T', ' ']).ok_or_else(refused)?;
        let time: TimeOfDay = time.parse().map_err(|_| refused())?;
        Ok((Self::at(day, time), MomentPrecision::ToTheSecond))
    }

    /// Reads a moment as [`Moment::parse`] does, with or without a fraction of the second, which is cut off, and an offset
    /// (`Z`, `+01:00`, `+0100`, `+01`), and checks it against the clocks of `zone`: a time that never was is refused, one
    /// that came twice is noted, an offset is converted to local time.
    ///
    /// # Errors
    /// As [`Moment::parse`], and when the clocks went forward over the time.
    pub fn parse_in(text: &str, zone: &TimeZone) -> Result<(Self, MomentPrecision, Option<Caution>), NotAMoment> {
        if let Some((local, offset)) = split_offset(text) {
            return Self::convert(text, local, offset, zone);
        }
        let (moment, written) = Self::parse(without_fraction(text))?;
        if written == MomentPrecision::DayOnly {
            return Ok((moment, written, None));
        }
        match zone.to_ambiguous_timestamp(moment.datetime()).offset() {
            AmbiguousOffset::Unambiguous { .. } => Ok((moment, written, None)),
            AmbiguousOffset::Fold { .. } => Ok((moment, written, Some(Caution::CameTwice))),
            AmbiguousOffset::Gap { .. } => Err(NotAMoment::Skipped(text.to_owned())),
        }
    }

    fn convert(
        text: &str,
        local: &str,
        offset: i64,
        zone: &TimeZone,
    ) -> Result<(Self, MomentPrecision, Option<Caution>), NotAMoment> {
        let refused = || NotAMoment::Spelling(text.to_owned());
        let (written_there, written) = Self::parse(without_fraction(local)).map_err(|_| refused())?;
        if written == MomentPrecision::DayOnly {
            return Err(refused());
        }
        let instant = jiff::Timestamp::from_second(written_there.seconds - offset).map_err(|_| refused())?;
        let there = zone.to_offset(instant);
        let mut moment = Self::from_seconds(instant.as_second() + i64::from(there.seconds()));
        let both = zone.to_ambiguous_timestamp(moment.datetime()).offset();
        moment.is_second_pass = matches!(both, AmbiguousOffset::Fold { after, .. } if after == there);
        // UTC is every sender's right; `-00:00` says that the sender's offset is not known (RFC 3339).
        let foreign = i64::from(there.seconds()) != offset && offset != 0;
        let unknown = ["-00:00", "-0000", "-00"].iter().any(|mark| text.ends_with(mark));
        let caution = (foreign || unknown).then_some(Caution::OtherZone);
        Ok((moment, written, caution))
    }

    /// The seconds since 1970-01-01T00:00:00 UTC at which the clocks of a zone showed it, so that two moments can be
    /// subtracted over a change of the clocks. A time that never was lies as long after the last one that was.
    ///
    /// # Errors
    /// It is too far away for the table of zones.
    pub fn instant(self, zone: &TimeZone) -> Result<i64, NotAMoment> {
        let ambiguous = zone.to_ambiguous_timestamp(self.datetime());
        let instant = if self.is_second_pass { ambiguous.later() } else { ambiguous.compatible() };
        instant.map(jiff::Timestamp::as_second).map_err(|_| NotAMoment::Spelling(self.to_string()))
    }

    /// What it is ordered by: a moment of the second pass lies behind the last second of its hour.
    const fn order(self) -> (i64, i64) {
        if !self.is_second_pass {
            return (self.seconds, 0);
        }
        let hour = self.seconds.div_euclid(HOUR_SECONDS) * HOUR_SECONDS;
        (hour + HOUR_SECONDS - 1, self.seconds - hour + 1)
    }

    fn datetime(self) -> DateTime {
        let seconds = self.time().0;
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        self.day().date().at(hour as i8, minute as i8, second as i8, 0)
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Splits a moment with a zone mark (`…Z`, `…+01:00`, `…+0100`, `…-05`, with or without a space before it) into the local
/// part and the offset in seconds.
pub fn split_offset(text: &str) -> Option<(&str, i64)> {
    if let Some(local) = text.strip_suffix(['Z', 'z']) {
        return Some((local.trim_end_matches(' '), 0));
    }
    let at = text.rfind(['+', '-'])?;
    let (local, offset) = (text[..at].trim_end_matches(' '), &text.as_bytes()[at + 1..]);
    let (hours, minutes) = match *offset {
        [_, _] => (digits(offset)?, 0),
        [_, _, b':', _, _] => (digits(&offset[..2])?, digits(&offset[3..])?),
        [_, _, _, _] => (digits(&offset[..2])?, digits(&offset[2..])?),
        _ => return None,
    };
    let sign = if text.as_bytes()[at] == b'+' { 1 } else { -1 };
    // What looks like an offset behind a day alone is a part of the day.
    let sane = hours <= 14 && minutes < 60 && local.len() > 10;
    sane.then(|| (local, sign * (i64::from(hours) * 3600 + i64::from(minutes) * 60)))
}

/// The text without a fraction behind its seconds, however long.
fn without_fraction(text: &str) -> &str {
    const SECONDS: usize = "2018-03-05T13:45:10".len();
    match text.split_at_checked(SECONDS) {
        Some((whole, fraction)) => match fraction.strip_prefix(['.', ',']) {
            Some(part) if !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()) => whole,
            _ => text,
        },
        None => text,
    }
}

impl TimeOfDay {
    /// The time so many seconds after midnight.
    pub const fn from_seconds(seconds: i32) -> Self {
        Self(seconds)
    }

    /// Seconds after midnight.
    pub const fn seconds(self) -> i32 {
        self.0
    }
}

impl FromStr for TimeOfDay {
    type Err = NotAMoment;
    fn from_str(text: &str) -> Result<Self, NotAMoment> {
        let refused = || NotAMoment::Spelling(text.to_owned());
        let bytes = text.as_bytes();
        let colons = bytes.get(2) == Some(&b':') && (bytes.len() == 5 || bytes.get(5) == Some(&b':'));
        if !colons || !matches!(bytes.len(), 5 | 8) {
            return Err(refused());
        }
        let part = |range: std::ops::Range<usize>, limit: i16| digits(&bytes[range]).filter(|part| *part < limit);
        let second = if bytes.len() == 8 { part(6..8, 60) } else { Some(0) };
        match (part(0..2, 24), part(3..5, 60), second) {
            (Some(hour), Some(minute), Some(second)) => {
                Ok(Self(i32::from(hour) * 3600 + i32::from(minute) * 60 + i32::from(second)))
            }
            _ => Err(refused()),
        }
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 3600, self.0 / 60 % 60)?;
        if self.0 % 60 != 0 {
            write!(f, ":{:02}", self.0 % 60)?;
        }
        Ok(())
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.day(), self.time())
    }
}

impl FromStr for Moment {
    type Err = NotAMoment;
    fn from_str(text: &str) -> Result<Self, NotAMoment> {
        Self::parse(text).map(|(moment, _)| moment)
    }
}

/// Seconds of the local calendar, and whether they are of the second pass of an hour.
type MomentNumber = (i64, bool);

as_number!(Moment, MomentNumber, |moment| (moment.seconds, moment.is_second_pass), |(seconds, is_second_pass)| Some(
    Moment { seconds, is_second_pass }
));
as_text!(TimeOfDay);
