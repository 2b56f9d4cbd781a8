//! The census: who is delayed on one day of the month, for how long by then, and in which band of length.

use super::days::{Delay, End};
use crate::domain::{Day, Month};
use crate::regime::convention::rules::{Census, OnTheDay, Which};

/// The day of the census of a month; nothing after the last one.
pub fn census_day(census: &Census, month: Month) -> Option<Day> {
    let mut days = month.first().to(month.last()).filter(|day| day.weekday() == census.weekday);
    let day = match census.which {
        Which::First => days.next(),
        Which::Second => days.nth(1),
        Which::Third => days.nth(2),
        Which::Fourth => days.nth(3),
        Which::Last => days.last(),
    };
    day.filter(|day| census.to.is_none_or(|to| *day <= to))
}

/// For how many days a delay has lasted at the census of a month; nothing if it is not counted there. An open delay is
/// known up to the day it is followed to.
pub fn days_at_census(census: &Census, delay: Delay, month: Month) -> Option<i32> {
    let day = census_day(census, month)?;
    let is_there = match delay.end {
        End::On(end) => end > day || (end == day && census.on_the_day == OnTheDay::Counted),
        End::Open(to) => to >= day,
    };
    let days = day - delay.ready_on;
    (is_there && days > census.threshold_days).then_some(days)
}
