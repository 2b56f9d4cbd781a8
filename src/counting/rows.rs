//! Rows of a count: every counted day, who is in the census, how long the delays of a month were, and what cannot be
//! counted.

use super::cause::{Cause, Why};
use super::census::{census_day, days_at_census};
use super::days::{End, span};
use super::stay::StayToCount;
use super::verdict::{Counted, ground_of_reason, whole};
use crate::domain::{CountedDay, Day, Month};
use crate::regime::Convention;
use crate::regime::convention::file::BandsOf;
use crate::regime::convention::rules::Use;

/// Adds every counted day of a stay to `rows`, in order.
pub fn counted_day_rows<'a>(convention: &'a Convention, stay: &'a StayToCount<'a>, rows: &mut Vec<CountedDay<'a>>) {
    let Some(ready_on) = stay.ready_on else { return };
    rows.extend(Counted::of(convention, stay).days().map(|(day, month)| {
        let reason = stay.reason_on(day);
        CountedDay {
            convention: convention.label(),
            convention_hash: &convention.hash,
            stay_id: stay.stay_id(),
            delay_id: stay.stay_id(),
            day,
            month,
            days_since_ready: day - ready_on,
            reason_code: reason.map(|reason| &*reason.reason_code),
            attributed_to: reason.map(|reason| reason.attributed_to),
        }
    }));
}

/// A stay of which it cannot be said whether, or on which days, it is counted. It is listed, never counted as 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undecided<'a> {
    /// The stay.
    pub stay_id: &'a str,
    /// What is not known.
    pub why: Why<'a>,
}

/// What keeps a stay from being counted, if that is something nobody recorded. A stay without a ready day of which
/// nobody said that it was delayed is no question.
pub fn undecided<'a>(convention: &'a Convention, stay: &StayToCount<'a>, of: Use) -> Option<Undecided<'a>> {
    let why = whole(convention, stay, of).filter(|why| why.cause == Cause::Unknown)?;
    let asked = stay.ready_on.is_some() || stay.is_said_delayed;
    asked.then_some(Undecided { stay_id: stay.stay_id(), why })
}

/// One person in the census.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CensusRow<'a> {
    /// The stay.
    pub stay_id: &'a str,
    /// The day of the census.
    pub day: Day,
    /// For how many days the delay has lasted.
    pub days: i32,
    /// The band of that length, where the convention has bands at the census.
    pub band: Option<&'a str>,
}

/// Who is in the census of a month, in the order of the stays; nothing if the convention has none in that month.
pub fn census_rows<'a>(
    convention: &'a Convention,
    stays: &'a [StayToCount<'a>],
    month: Month,
) -> Option<Vec<CensusRow<'a>>> {
    let census = convention.census.as_ref()?;
    let day = census_day(census, month)?;
    let rows = stays.iter().filter_map(|stay| {
        let days = days_at_census(census, stay.delay()?, month)?;
        let out = whole(convention, stay, Use::Census).or_else(|| ground_of_reason(convention, stay, day, Use::Census));
        let band = convention.band(days, BandsOf::Census).map(|band| band.name.as_str());
        out.is_none().then_some(CensusRow { stay_id: stay.stay_id(), day, days, band })
    });
    Some(rows.collect())
}

/// One delay that ended in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LengthRow<'a> {
    /// The stay.
    pub stay_id: &'a str,
    /// The day it ended.
    pub ended_on: Day,
    /// Its delayed days by the convention, all months together; 0 for who left at once.
    pub days: i32,
    /// The band of that length, where the convention has bands at the end.
    pub band: Option<&'a str>,
}

/// The length of every delay that ended in a month, those of no days included, in the order of the stays.
pub fn length_rows<'a>(convention: &'a Convention, stays: &'a [StayToCount<'a>], month: Month) -> Vec<LengthRow<'a>> {
    let rows = stays.iter().filter_map(|stay| {
        let (End::On(ended_on), Some(delay)) = (stay.end, stay.delay()) else { return None };
        if ended_on.month() != month || whole(convention, stay, Use::Days).is_some() {
            return None;
        }
        let days = span(&convention.rules, delay).map_or(0, |(first, last)| last - first + 1);
        let band = convention.band(days, BandsOf::End).map(|band| band.name.as_str());
        Some(LengthRow { stay_id: stay.stay_id(), ended_on, days, band })
    });
    rows.collect()
}

/// What the lengths of a month come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lengths {
    /// Delays that ended in the month, those of no days included.
    pub ended: u64,
    /// Those with a day or more.
    pub delayed: u64,
    /// Their days.
    pub days: i64,
    /// How many in each band, in the order of the convention; bands that nobody fell in are 0.
    pub by_band: Vec<(String, u64)>,
}

impl Lengths {
    /// Adds rows up.
    pub fn of(convention: &Convention, rows: &[LengthRow<'_>]) -> Self {
        let bands = convention.file.bands.iter().filter(|bands| bands.of == BandsOf::End);
        let count = |name: &str| rows.iter().filter(|row| row.band == Some(name)).count() as u64;
        Self {
            ended: rows.len() as u64,
            delayed: rows.iter().filter(|row| row.days > 0).count() as u64,
            days: rows.iter().map(|row| i64::from(row.days)).sum(),
            by_band: bands.flat_map(|bands| &bands.list).map(|band| (band.name.clone(), count(&band.name))).collect(),
        }
    }

    /// Days a delay, those of no days included; nothing if none ended.
    pub fn average_with_zero(&self) -> Option<f64> {
        (self.ended > 0).then(|| self.days as f64 / self.ended as f64)
    }

    /// Days a delay of a day or more; nothing if there was none.
    pub fn average_without_zero(&self) -> Option<f64> {
        (self.delayed > 0).then(|| self.days as f64 / self.delayed as f64)
    }
}

/// Delayed days a day of the month: what England called delayed beds, later people delayed per day.
pub fn per_day_of(month: Month, days: i64) -> f64 {
    days as f64 / f64::from(month.days())
}
