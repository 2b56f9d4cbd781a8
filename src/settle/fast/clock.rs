//! Days and moments of the plain form, by table: 1990 to 2100, and no local time that came twice or never was.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::eight::HIGHS;
use crate::domain::{Day, Moment};
use crate::intake::profile::DateStyle;

/// The first day that is packed: 1990-01-01, which is also the first that a fact can have.
pub const FIRST: Day = Day::from_number(7_305);
const FIRST_YEAR: u32 = 1990;
const YEARS: u32 = 111;
const DAY_SECONDS: i64 = 86_400;
/// No day.
pub const NO_DAY: u16 = u16::MAX;
/// No moment.
pub const NO_MOMENT: u32 = u32::MAX;

/// A day as packed: days since 1990-01-01. Every day that a row of a table can have fits.
pub fn pack_day(day: Day) -> Option<u16> {
    u16::try_from(day - FIRST).ok().filter(|packed| *packed != NO_DAY)
}

/// The day again; nothing for [`NO_DAY`].
pub fn unpack_day(packed: u16) -> Option<Day> {
    (packed != NO_DAY).then(|| FIRST + i32::from(packed))
}

/// A moment as packed: seconds since 1990-01-01T00:00 by the clock. Which pass of an hour that came twice it is of is not
/// kept: it decides the order of two moments of one row, and that was checked before.
pub fn pack_moment(moment: Moment) -> Option<u32> {
    let first = Moment::midnight(FIRST).seconds();
    u32::try_from(moment.seconds() - first).ok().filter(|packed| *packed != NO_MOMENT)
}

/// The moment again; nothing for [`NO_MOMENT`].
pub fn unpack_moment(packed: u32) -> Option<Moment> {
    (packed != NO_MOMENT).then(|| Moment::from_seconds(Moment::midnight(FIRST).seconds() + i64::from(packed)))
}

/// The packed day that a packed moment falls on.
pub fn day_of(packed: u32) -> u16 {
    (packed / DAY_SECONDS as u32) as u16
}

/// The calendar and the clocks of one zone.
#[derive(Debug)]
pub struct Clock {
    /// First day of each month since 1990-01, packed, and the length of the month.
    months: Vec<(u16, u8)>,
    /// Whether a day has a local time that needs a closer look.
    odd_days: Vec<bool>,
    /// Local seconds, packed, that came twice or never: from, to.
    odd: Vec<(i64, i64)>,
    style: DateStyle,
}

impl Clock {
    /// The clocks of a zone, for texts in one form.
    pub fn new(zone: &TimeZone, style: DateStyle) -> Self {
        let mut months = Vec::new();
        for month in 0..YEARS * 12 {
            let (year, month) = ((FIRST_YEAR + month / 12) as i16, (month % 12 + 1) as i8);
            let first = Day::from_ymd(year, month, 1).unwrap_or(FIRST);
            let length = (28..=31).rev().find(|day| Day::from_ymd(year, month, *day).is_some()).unwrap_or(28);
            months.push(((first - FIRST) as u16, length as u8));
        }
        let odd = odd_times(zone);
        let mut odd_days = vec![false; usize::from(NO_DAY)];
        for (from, to) in &odd {
            let days = from.div_euclid(DAY_SECONDS)..=to.div_euclid(DAY_SECONDS);
            days.filter_map(|day| usize::try_from(day).ok()).for_each(|day| {
                if let Some(odd) = odd_days.get_mut(day) {
                    *odd = true;
                }
            });
        }
        Self { months, odd_days, odd, style }
    }

    /// A day from 1990 to 2100; nothing for whatever needs a closer look.
    #[inline]
    pub fn day(&self, text: &[u8; 10]) -> Option<u16> {
        let [first, second, .., ninth, tenth] = *text;
        let (century, year, month, day) = match self.style {
            DateStyle::Iso => {
                let (year, month, day) = pairs(*text.last_chunk()?, b'-')?;
                (two(first, second)?, year, month, day)
            }
            DateStyle::DayMonthYear | DateStyle::Dotted | DateStyle::Hyphened => {
                let sign = self.style.name().as_bytes()[2];
                let (day, month, century) = pairs(*text.first_chunk()?, sign)?;
                (century, two(ninth, tenth)?, month, day)
            }
            // Others have several lengths, or names: they go the careful way.
            _ => return None,
        };
        let months = (century * 100 + year).wrapping_sub(FIRST_YEAR).wrapping_mul(12);
        if months > YEARS * 12 || !(1..=12).contains(&month) {
            return None;
        }
        let (first, length) = *self.months.get((months + month - 1) as usize)?;
        (day >= 1 && day <= u32::from(length)).then(|| first + (day - 1) as u16)
    }

    /// The moment on a day at `hh:mm`, or at `hh:mm:ss` where a second colon was seen, if the clocks showed it once.
    #[inline]
    pub fn moment(&self, day: u16, text: &[u8; 8], with_seconds: bool) -> Option<u32> {
        let mut time = *text;
        if !with_seconds {
            time[5..].copy_from_slice(b":00");
        }
        let (hours, minutes, seconds) = pairs(time, b':')?;
        if hours > 23 || minutes > 59 || seconds > 59 {
            return None;
        }
        let packed = u32::from(day) * DAY_SECONDS as u32 + hours * 3600 + minutes * 60 + seconds;
        if self.odd_days[usize::from(day)] {
            let at = i64::from(packed);
            if self.odd.iter().any(|(from, to)| (*from..*to).contains(&at)) {
                return None;
            }
        }
        Some(packed)
    }
}

/// Two digits as a number.
#[inline]
fn two(tens: u8, ones: u8) -> Option<u32> {
    let (tens, ones) = (u32::from(tens.wrapping_sub(b'0')), u32::from(ones.wrapping_sub(b'0')));
    (tens < 10 && ones < 10).then_some(tens * 10 + ones)
}

/// Three times two digits with a sign between them: all eight bytes are looked at in one word.
#[inline]
fn pairs(text: [u8; 8], sign: u8) -> Option<(u32, u32, u32)> {
    let signs = u64::from(sign) << 16 | u64::from(sign) << 40;
    // Digits become their value and signs nothing, which no other byte does.
    let values = u64::from_le_bytes(text) ^ (0x3030_0030_3000_3030 | signs);
    // The high bit of a byte is set by whatever lies beyond nine, or beyond nothing where a sign stands.
    const ROOM: u64 = 0x7676_7F76_767F_7676;
    if (values | ((values & !HIGHS) + ROOM)) & HIGHS != 0 {
        return None;
    }
    let pair = |shift: u32| {
        let (tens, ones) = ((values >> shift) as u8, (values >> (shift + 8)) as u8);
        u32::from(tens) * 10 + u32::from(ones)
    };
    Some((pair(0), pair(24), pair(48)))
}

/// The packed local times that the clocks of a zone skipped or showed twice.
fn odd_times(zone: &TimeZone) -> Vec<(i64, i64)> {
    let first = Moment::midnight(FIRST).seconds();
    let last = first + (i64::from(YEARS) * 366 + 2) * DAY_SECONDS;
    let Ok(start) = Timestamp::from_second(first - 2 * DAY_SECONDS) else { return Vec::new() };
    let mut before = zone.to_offset(start).seconds();
    let mut odd = Vec::new();
    for change in zone.following(start) {
        let at = change.timestamp().as_second();
        if at > last {
            break;
        }
        let after = change.offset().seconds();
        let local = |offset: i32| at + i64::from(offset) - first;
        if before != after {
            odd.push((local(before.min(after)), local(before.max(after))));
        }
        before = after;
    }
    odd
}
