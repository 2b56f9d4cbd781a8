//! Which days of a delay are delayed days, and which month gets each.

use crate::domain::{Day, Month};
use crate::regime::convention::rules::{Booked, ConventionRules, WithinThreshold};

/// Time between the day a patient was ready to leave and the day they left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delay {
    /// The day the patient was ready.
    pub ready_on: Day,
    /// How it ended, if it did.
    pub end: DelayEnd,
}

/// The end of a delay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DelayEnd {
    /// It ended on this day.
    On(Day),
    /// It had not ended on this day, to which it is followed.
    Open(Day),
}

/// The first and the last delayed day; nothing if there is none.
pub fn span(rules: &ConventionRules, delay: Delay) -> Option<(Day, Day)> {
    let (until, last) = match delay.end {
        DelayEnd::On(day) if rules.boundary.counts_last() => (day, day),
        DelayEnd::On(day) => (day, day.previous()),
        DelayEnd::Open(_) if rules.booked == Booked::MonthOfEnd => return None,
        DelayEnd::Open(day) => (day, day),
    };
    if rules.threshold_days > 0 && until - delay.ready_on <= rules.threshold_days {
        return None;
    }
    let begins = match rules.within_threshold {
        WithinThreshold::LeftOut => delay.ready_on + rules.threshold_days,
        WithinThreshold::CountedOncePassed => delay.ready_on,
    };
    let first = if rules.boundary.counts_first() { begins } else { begins.next() };
    (first <= last).then_some((first, last))
}

/// The last month of which every day is known on a day: rows of later ones would look like figures of whole months.
pub fn last_whole_month(known_to: Day) -> Month {
    let month = known_to.month();
    if known_to == month.last() { month } else { month.previous() }
}

/// Every delayed day with the month that gets it.
pub fn counted_days(rules: &ConventionRules, delay: Delay) -> impl Iterator<Item = (Day, Month)> + use<> {
    let rules = *rules;
    let days = span(&rules, delay).into_iter().flat_map(|(first, last)| first.to(last));
    days.map(move |day| (day, month(&rules, delay, day)))
}

/// How many delayed days each month gets: only months with days, in order.
pub fn days_by_month(rules: &ConventionRules, delay: Delay) -> Vec<(Month, i32)> {
    let Some((first, last)) = span(rules, delay) else { return Vec::new() };
    if rules.booked == Booked::MonthOfEnd {
        return vec![(month(rules, delay, last), last - first + 1)];
    }
    let mut found = Vec::new();
    let (mut from, mut month) = (first, first.month());
    while from <= last {
        let to = last.min(month.last());
        found.push((month, to - from + 1));
        (from, month) = (to.next(), month.next());
    }
    found
}

fn month(rules: &ConventionRules, delay: Delay, day: Day) -> Month {
    match (rules.booked, delay.end) {
        (Booked::MonthOfEnd, DelayEnd::On(end)) => end.month(),
        _ => day.month(),
    }
}
