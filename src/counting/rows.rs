//! Rows of a count: every counted day, who is in the census, how long the delays of a month were, and what cannot be
//! counted.

use super::cause::{Cause, RuledCause};
use super::census::{census_day, days_at};
use super::days::{DelayEnd, span};
use super::stay::StayToCount;
use super::verdict::{Counted, ground_of_reason, whole};
use crate::domain::codes::CareType;
use crate::domain::{CountedCensus, CountedDay, CountedDelay, CountedOf, CountedStay, Month};
use crate::regime::Convention;
use crate::regime::convention::file::BandsOf;
use crate::regime::convention::rules::Use;

/// Adds every counted day of a stay to `rows`, in order.
pub fn counted_day_rows<'a>(convention: &'a Convention, stay: &StayToCount<'a>, rows: &mut Vec<CountedDay<'a>>) {
    let Some(delay) = stay.delay(&convention.rules) else { return };
    rows.extend(Counted::of(convention, stay).days().map(|(day, month)| {
        let of_period = if stay.is_ill_again() { stay.delay_on(&convention.rules, day) } else { None };
        let ready_on = of_period.unwrap_or(delay).ready_on;
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
    pub why: RuledCause<'a>,
}

/// What keeps a stay from being counted, if something is not recorded. A stay without a ready day of which
/// no record says that it was delayed is not listed.
pub fn undecided<'a>(convention: &'a Convention, stay: &StayToCount<'a>, of: Use) -> Option<Undecided<'a>> {
    let why = whole(convention, stay, of).filter(|why| why.cause == Cause::Unknown)?;
    let asked = stay.ready_on.is_some() || stay.is_said_delayed;
    asked.then_some(Undecided { stay_id: stay.stay_id(), why })
}

/// A stay under a convention, with the dimensions of its days.
fn of<'a>(convention: &'a Convention, stay: &StayToCount<'a>) -> CountedOf<'a> {
    CountedOf {
        convention: convention.label(),
        stay_id: stay.stay_id(),
        authority: stay.stay.authority,
        provider_code: &stay.stay.provider_code,
        care_type: stay.stay.care_type.unwrap_or(CareType::Acute),
    }
}

/// Adds what one stay's days come to by month and reason, in the order of both.
pub fn counted_stay_rows<'a>(
    convention: &'a Convention,
    stay: &StayToCount<'a>,
    days: &[CountedDay<'a>],
    rows: &mut Vec<CountedStay<'a>>,
) {
    let from = rows.len();
    for day in days {
        let CountedDay { month, reason_code, attributed_to, .. } = *day;
        let is_of_month = |row: &&mut CountedStay<'_>| row.month == month;
        let same = |row: &&mut CountedStay<'_>| row.reason_code == reason_code && row.attributed_to == attributed_to;
        // Months come in order: of a delay of many years the rows of the last month are asked alone.
        match rows[from..].iter_mut().rev().take_while(is_of_month).find(same) {
            Some(row) => row.days += 1,
            None => rows.push(CountedStay { of: of(convention, stay), month, reason_code, attributed_to, days: 1 }),
        }
    }
    let side = |row: &CountedStay<'a>| row.attributed_to.map(|side| side.code());
    rows[from..].sort_by(|one, other| {
        (one.month, one.reason_code, side(one)).cmp(&(other.month, other.reason_code, side(other)))
    });
}

/// One person in the census of a month, if the stay is in it.
fn at_census<'a>(convention: &'a Convention, stay: &StayToCount<'a>, month: Month) -> Option<CountedCensus<'a>> {
    let census = convention.census.as_ref()?;
    let day = census_day(census, month)?;
    let days = days_at(census, stay.delay_on(&convention.rules, day)?, day)?;
    let out = whole(convention, stay, Use::Census).or_else(|| ground_of_reason(convention, stay, day, Use::Census));
    if out.is_some() {
        return None;
    }
    let reason = stay.reason_on(day);
    Some(CountedCensus {
        of: of(convention, stay),
        month,
        day,
        reason_code: reason.map(|reason| &*reason.reason_code),
        attributed_to: reason.map(|reason| reason.attributed_to),
        days,
        band: convention.band(days, BandsOf::Census).map(|band| band.name.as_str()),
    })
}

/// Adds a stay's place in every census, in order.
pub fn counted_census_rows<'a>(convention: &'a Convention, stay: &StayToCount<'a>, rows: &mut Vec<CountedCensus<'a>>) {
    let (Some(ready_on), Some(_)) = (stay.ready_on, &convention.census) else { return };
    let mut month = ready_on.month();
    while month.first() <= stay.last_day() {
        rows.extend(at_census(convention, stay, month));
        month = month.next();
    }
}

/// The delay of a stay, if it has ended and the convention counts it.
pub fn counted_delay<'a>(convention: &'a Convention, stay: &StayToCount<'a>) -> Option<CountedDelay<'a>> {
    let (DelayEnd::On(ended_on), Some(delay)) = (stay.end, stay.delay(&convention.rules)) else { return None };
    if whole(convention, stay, Use::Days).is_some() {
        return None;
    }
    let days = if stay.is_ill_again() {
        Counted::of(convention, stay).days().count() as i32
    } else {
        span(&convention.rules, delay).map_or(0, |(first, last)| last - first + 1)
    };
    let band = convention.band(days, BandsOf::End).map(|band| band.name.as_str());
    Some(CountedDelay { of: of(convention, stay), month: ended_on.month(), ended_on, days, band })
}
