//! The census: who is delayed on one day of the month, for how long by then, and in which band of length.

use super::days::{Delay, DelayEnd};
use crate::domain::{Day, Month};
use crate::regime::convention::rules::{Census, OnTheDay, Which};

/// The day of the census of a month; nothing after the last one.
pub fn census_day(census: &Census, month: Month) -> Option<Day> {
    let first = month.first();
    let first = first + (census.weekday as i32 - first.weekday() as i32).rem_euclid(7);
    let weeks = match census.which {
        Which::First => 0,
        Which::Second => 1,
        Which::Third => 2,
        Which::Fourth => 3,
        Which::Last if first + 28 <= month.last() => 4,
        Which::Last => 3,
    };
    let day = first + 7 * weeks;
    census.to.is_none_or(|to| day <= to).then_some(day)
}

/// For how many days a delay has lasted at the census of a month; nothing if it is not counted there. An open delay is
/// known up to the day it is followed to.
pub fn days_at_census(census: &Census, delay: Delay, month: Month) -> Option<i32> {
    days_at(census, delay, census_day(census, month)?)
}

/// The same on the day of the census.
pub(super) fn days_at(census: &Census, delay: Delay, day: Day) -> Option<i32> {
    let is_there = match delay.end {
        DelayEnd::On(end) => end > day || (end == day && census.on_the_day == OnTheDay::Counted),
        DelayEnd::Open(to) => to >= day,
    };
    let days = day - delay.ready_on;
    (is_there && days > census.threshold_days).then_some(days)
}
