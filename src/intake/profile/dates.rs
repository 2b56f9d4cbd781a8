//! Days and moments in the form that the project declared, and what is wrong with a text that is none.

#![deny(clippy::float_arithmetic)]

use std::borrow::Cow;

use crate::domain::ClockChanges;
use crate::domain::day::Day;
use crate::domain::moment::{Caution, Moment, MomentPrecision, NotAMoment, TimeOfDay, split_offset};
use crate::files::grid::Serials;
use crate::intake::profile::DateStyle;
use crate::intake::profile::date_forms::{Forms, starts_with_time};
use crate::intake::profile::date_style::{day_by, iso_time};
use jiff::tz::TimeZone;

/// Why a text is not a day or moment of the declared form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateMisfit {
    /// Not a day of the calendar in this form.
    Day,
    /// A day, and then something that is no time of it.
    Time,
    /// A local time that the clocks went forward over.
    Skipped,
}

/// What was cut off behind a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Nothing stood there.
    Nothing,
    /// A midnight: by the clocks of the zone, or without any offset from UTC, as programs write a day alone.
    Midnight,
    /// Another time: the day is that of the local clocks.
    Time,
}

impl DateStyle {
    /// A day and what follows it, its time in the form of ISO 8601, if the text starts with a day of this form.
    fn split(self, text: &str) -> Option<(Day, Cow<'_, str>)> {
        match self {
            Self::Iso => {
                let (day, rest) = text.split_at_checked(10)?;
                Some((day.parse().ok()?, Cow::Borrowed(rest)))
            }
            Self::Serial => {
                let (day, time) = of_serial(text, Serials::From1900)?;
                Some((day, time.map_or(Cow::Borrowed(""), |time| Cow::Owned(format!("T{time}")))))
            }
            _ => match day_by(self.name(), text) {
                Some((day, rest)) => Some((day, iso_time(rest, self.name()))),
                None if self == Self::ShortDayMonthYear => Self::Iso.split(text),
                None => None,
            },
        }
    }
}

/// A day, and what was cut off behind it.
///
/// # Errors
/// Anything but a time behind the day, and any other form.
pub fn day(text: &str, style: DateStyle, zone: &TimeZone) -> Result<(Day, Cut), DateMisfit> {
    let (day, rest) = style.split(text).ok_or(DateMisfit::Day)?;
    if rest.is_empty() {
        return Ok((day, Cut::Nothing));
    }
    let written = format!("{day}{rest}");
    let (moment, _, caution) = behind(&written, &rest, zone)?;
    let midnight = |moment: Moment| moment == Moment::midnight(moment.day());
    if let Some((local, 0)) = split_offset(&written)
        && Moment::parse_in(local, &TimeZone::UTC).is_ok_and(|(moment, ..)| midnight(moment))
    {
        return Ok((day, Cut::Midnight));
    }
    if caution == Some(Caution::OtherZone) {
        // By the clocks of the sender it can be another day than by those of the ward.
        return Err(DateMisfit::Time);
    }
    Ok((moment.day(), if midnight(moment) { Cut::Midnight } else { Cut::Time }))
}

/// A moment by the clocks of `zone`.
///
/// # Errors
/// See [`DateMisfit`].
pub fn moment(
    text: &str,
    style: DateStyle,
    zone: &TimeZone,
) -> Result<(Moment, MomentPrecision, Option<Caution>), DateMisfit> {
    let (day, rest) = style.split(text).ok_or(DateMisfit::Day)?;
    if rest.is_empty() {
        return Ok((Moment::midnight(day), MomentPrecision::DayOnly, None));
    }
    let written = if style == DateStyle::Iso { Cow::Borrowed(text) } else { Cow::Owned(format!("{day}{rest}")) };
    behind(&written, &rest, zone)
}

/// As [`moment`], with a first look at whether the clocks showed the time once, as they do nearly all times.
///
/// # Errors
/// See [`DateMisfit`].
pub fn moment_among(
    changes: &ClockChanges,
    text: &str,
    style: DateStyle,
    zone: &TimeZone,
) -> Result<(Moment, MomentPrecision, Option<Caution>), DateMisfit> {
    let (day, rest) = style.split(text).ok_or(DateMisfit::Day)?;
    let time: Option<TimeOfDay> = rest.strip_prefix(['T', ' ']).and_then(|time| time.parse().ok());
    match time.map(|time| Moment::at(day, time)).filter(|moment| changes.showed_once(*moment)) {
        Some(moment) => Ok((moment, MomentPrecision::ToTheSecond, None)),
        None => moment(text, style, zone),
    }
}

/// A moment in the form of ISO 8601, of which `rest` stands behind the day.
fn behind(
    written: &str,
    rest: &str,
    zone: &TimeZone,
) -> Result<(Moment, MomentPrecision, Option<Caution>), DateMisfit> {
    Moment::parse_in(written, zone).map_err(|error| match error {
        NotAMoment::Skipped(_) => DateMisfit::Skipped,
        NotAMoment::Spelling(_) if rest.starts_with(['T', ' ']) => DateMisfit::Time,
        NotAMoment::Spelling(_) => DateMisfit::Day,
    })
}

/// The day behind a bare number of a spreadsheet, and the time that its fraction is, to the nearest second: a whole number
/// is a day alone, also where a program wrote `.0` behind it. Nothing for the 29 February 1900 that never was.
pub fn of_serial(text: &str, serials: Serials) -> Option<(Day, Option<TimeOfDay>)> {
    const DAY_SECONDS: i64 = 86_400;
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let plain = [whole, part].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    let mut number: i32 = whole.parse().ok().filter(|number| plain && *number > 0)?;
    // Twelve digits are a ten-millionth of a second; what stands behind them moves no second.
    let digits = &part[..part.len().min(12)];
    let whole_day = 10_i64.pow(digits.len() as u32);
    let mut seconds = (2 * digits.parse::<i64>().ok()? * DAY_SECONDS + whole_day).div_euclid(2 * whole_day);
    if seconds == DAY_SECONDS {
        (number, seconds) = (number + 1, 0);
    }
    let seconds = seconds as i32;
    let (zero, past) = match serials {
        // Lotus took 1900 for a leap year, and everybody kept to it: from 61 on the count is one too high.
        Serials::From1900 if number == 60 => return None,
        Serials::From1900 => (Day::from_ymd(1899, 12, 31)?, i32::from(number > 60)),
        Serials::From1904 => (Day::from_ymd(1904, 1, 1)?, 0),
    };
    // The last number is the end of the year 9999, which many feeds write where there is no day.
    let number = Some(number).filter(|number| *number <= 2_958_465)?;
    let day = Some(zero + (number - past)).filter(|day| (1900..=9999).contains(&day.date().year()))?;
    Some((day, (seconds > 0).then(|| TimeOfDay::from_seconds(seconds))))
}

/// What is wrong with a text that is no day or moment of the declared form.
pub fn fault(text: &str, style: DateStyle) -> String {
    let Some((day, rest)) = style.split(text) else {
        let what = if has_short_year(text) { "the year has two digits: " } else { "" };
        return format!("{what}not a day of the calendar written as {}", style.name());
    };
    let time = rest.strip_prefix(['T', ' ']).unwrap_or_default();
    let with_more = |end: usize| {
        let is_time = time.get(..end).is_some_and(|time| time.parse::<TimeOfDay>().is_ok());
        is_time && !time[end..].starts_with(|next: char| next == ':' || next.is_ascii_digit())
    };
    if Moment::parse_in(&format!("{day}{rest}"), &TimeZone::UTC).is_ok() {
        "the time behind the day is none of the local clocks, so that the day cannot be told".to_owned()
    } else if with_more(5) || with_more(8) {
        "what stands behind the time is no fraction of a second and no offset".to_owned()
    } else {
        "the time behind the day is not one from 00:00 to 23:59:59".to_owned()
    }
}

/// What to tell someone whose value is not in the declared form.
pub fn hint(text: &str, style: DateStyle) -> String {
    let forms = Forms::ANY.narrowed(text).names();
    let wanted = match style {
        DateStyle::Serial => {
            "write it as the number that a spreadsheet counts days by, as in 43190, with a time as its \
                              fraction, as in 43190.572917; where no time is wanted, without one"
                .to_owned()
        }
        _ => {
            let (day, with_time) = (style.example(), style.example());
            let day = day.split_at_checked(day.len() - "T13:45".len()).map_or(day, |(day, _)| day);
            let also = if style == DateStyle::ShortDayMonthYear { ", or as yyyy-mm-dd" } else { "" };
            format!("write it as {}, as in {day}{also}, with a time as {with_time}", style.name())
        }
    };
    let declare = forms.iter().find_map(|(_, other)| other.filter(|other| !style.reads(*other)));
    match (declare, forms.first()) {
        _ if has_short_year(text) => format!("its year has two digits, so its century is not known; {wanted}"),
        (Some(other), _) => {
            format!("{wanted}; if the whole file is written so, set `dates = \"{}\"` for it", other.name())
        }
        (None, Some((_, Some(_)))) | (None, None) => wanted,
        (None, Some((name, None))) => format!("it looks like {name}; {wanted}"),
    }
}

/// Whether it is a day whose year has two digits, whichever of the others is the day.
fn has_short_year(text: &str) -> bool {
    let day = text.split_once(['T', ' ']).map_or(text, |(day, time)| if starts_with_time(time) { day } else { text });
    let Some((start, year)) = day.split_at_checked(day.len().wrapping_sub(2)) else { return false };
    if !start.ends_with(['/', '.', '-', ' ']) || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    // 2000 is a leap year, so that a day of February is one.
    let full = format!("{start}2000");
    ["d/m/yyyy", "m/d/yyyy", "d.m.yyyy", "d-m-yyyy", "dd-mon-yyyy", "dd mon yyyy"]
        .iter()
        .any(|pattern| day_by(pattern, &full).is_some_and(|(_, rest)| rest.is_empty()))
}
