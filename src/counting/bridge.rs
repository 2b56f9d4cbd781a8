//! The bridge between two figures: day by day, each day that only one of them has goes to one named cause.
//!
//! ```text
//! figure of A + Σ steps = figure of B
//! ```
//! A day that A counts and B does not is taken away for B's cause; one that B counts and A does not is added for A's. A
//! day that both count, one of them in another month, has moved. So the steps sum by construction, the way back is the
//! same list with other signs, and every step can be drilled down to its stays and days.

use std::collections::BTreeMap;

use super::bill::BilledDays;
use super::cause::{Cause, RuledCause};
use super::days::DelayEnd;
use super::stay::StayToCount;
use super::verdict::{Counted, DayVerdict, OwnMonth, moved};
use crate::domain::{Day, Month};
use crate::regime::Convention;
use crate::regime::convention::rules::Booked;

/// One end of a bridge.
#[derive(Clone, Copy, Debug)]
pub enum BridgeEnd<'a> {
    /// The figure of a convention.
    Convention(&'a Convention),
    /// The days that are charged.
    Bill(&'a BilledDays<'a>),
}

/// One cause with what it moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BridgeStep<'a> {
    /// The cause with its rule and citation.
    pub why: RuledCause<'a>,
    /// Days that it adds, or takes away.
    pub days: i64,
    /// In how many stays.
    pub stays: u64,
}

/// One day that makes the difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayDifference<'a> {
    /// The stay.
    pub stay_id: &'a str,
    /// The day.
    pub day: Day,
    /// The month in which the first figure has it, if it does.
    pub from_month: Option<Month>,
    /// The month in which the second figure has it, if it does.
    pub to_month: Option<Month>,
    /// Added (1) or taken away (-1).
    pub days: i64,
    /// The cause.
    pub why: RuledCause<'a>,
}

/// Two figures and what lies between them.
#[derive(Clone, Debug)]
pub struct Bridge<'a> {
    /// The first figure in days.
    pub from_days: i64,
    /// The second.
    pub to_days: i64,
    steps: BTreeMap<(Cause, &'a str, &'a str, &'a str), (BridgeStep<'a>, &'a str)>,
}

impl<'a> Bridge<'a> {
    /// The steps, in the order of the causes.
    pub fn steps(&self) -> impl Iterator<Item = BridgeStep<'a>> {
        self.steps.values().map(|(step, _)| *step)
    }

    /// Whether the first figure and all steps are the second. It cannot fail, and is asked all the same.
    pub fn sums(&self) -> bool {
        self.from_days + self.steps().map(|step| step.days).sum::<i64>() == self.to_days
    }

    fn add(&mut self, crossing: &DayDifference<'a>) {
        let DayDifference { stay_id, days, why, .. } = *crossing;
        let key = (why.cause, why.by, why.rule, why.cite);
        let (step, last) = self.steps.entry(key).or_insert((BridgeStep { why, days: 0, stays: 0 }, ""));
        step.days += days;
        // The days of a stay come together.
        step.stays += u64::from(step.stays == 0 || *last != stay_id);
        *last = stay_id;
    }
}

/// The bridge from one figure to another over some stays, for one month or for all of them together. `each` hears of
/// every day that makes a difference, stay by stay.
pub fn bridge<'a>(
    from: BridgeEnd<'a>,
    to: BridgeEnd<'a>,
    stays: &'a [StayToCount<'a>],
    month: Option<Month>,
    each: &mut dyn FnMut(&DayDifference<'a>),
) -> Bridge<'a> {
    let mut bridge = Bridge { from_days: 0, to_days: 0, steps: BTreeMap::new() };
    let within = month.map(|month| (month.first(), month.last()));
    let (mut days, mut own) = (Vec::new(), OwnMonth::default());
    for stay in stays {
        days.clear();
        days_that_matter(&[from, to], stay, within, &mut days);
        if days.is_empty() {
            continue;
        }
        let (one, other) = (Counter::of(from, stay), Counter::of(to, stay));
        for day in days.iter().copied() {
            let own = own.of(day);
            let verdicts = (one.verdict(day, own), other.verdict(day, own));
            let is_in = |verdict| match verdict {
                DayVerdict::Counted(counted) => i64::from(month.is_none_or(|month| counted == month)),
                DayVerdict::Not(_) | DayVerdict::OtherMonth => 0,
            };
            let (has, gets) = (is_in(verdicts.0), is_in(verdicts.1));
            bridge.from_days += has;
            bridge.to_days += gets;
            let (from_month, to_month) = (month_of(verdicts.0), month_of(verdicts.1));
            let why = match verdicts {
                _ if has == gets => continue,
                (DayVerdict::Not(why), _) | (_, DayVerdict::Not(why)) => why,
                _ => match mover([(from, from_month), (to, to_month)], own) {
                    Some((convention, booked)) => {
                        let cause = if month == Some(booked) { Cause::MovedIn } else { Cause::MovedOut };
                        moved(convention, cause)
                    }
                    None => continue,
                },
            };
            let crossing = DayDifference { stay_id: stay.stay_id(), day, from_month, to_month, days: gets - has, why };
            bridge.add(&crossing);
            each(&crossing);
        }
    }
    bridge
}

fn month_of(verdict: DayVerdict<'_>) -> Option<Month> {
    match verdict {
        DayVerdict::Counted(month) => Some(month),
        DayVerdict::Not(_) | DayVerdict::OtherMonth => None,
    }
}

/// Of two sides that do not have a day in the same month, the one that counts it in another than its own.
fn mover<'a>(sides: [(BridgeEnd<'a>, Option<Month>); 2], own: Month) -> Option<(&'a Convention, Month)> {
    sides.into_iter().find_map(|(side, booked)| match (side, booked) {
        (BridgeEnd::Convention(convention), Some(booked)) if booked != own => Some((convention, booked)),
        _ => None,
    })
}

/// A side at work on one stay.
enum Counter<'a> {
    Convention(Counted<'a>),
    Bill(&'a BilledDays<'a>, &'a StayToCount<'a>),
}

impl<'a> Counter<'a> {
    fn of(side: BridgeEnd<'a>, stay: &'a StayToCount<'a>) -> Self {
        match side {
            BridgeEnd::Convention(convention) => Self::Convention(Counted::of(convention, stay)),
            BridgeEnd::Bill(bill) => Self::Bill(bill, stay),
        }
    }

    fn verdict(&self, day: Day, own: Month) -> DayVerdict<'a> {
        match self {
            Self::Convention(counted) => counted.verdict_in(day, own),
            Self::Bill(bill, stay) => bill.verdict(stay, day, own),
        }
    }
}

/// Every day that a side could have in the month, each once and in order: those of the delay, and those of the ledger,
/// which may begin before it.
fn days_that_matter(sides: &[BridgeEnd<'_>], stay: &StayToCount<'_>, within: Option<(Day, Day)>, days: &mut Vec<Day>) {
    let last = stay.last_day();
    if let Some(ready_on) = stay.ready_on {
        let books_by_end = |side: &BridgeEnd<'_>| match side {
            BridgeEnd::Convention(convention) => convention.rules.booked == Booked::MonthOfEnd,
            BridgeEnd::Bill(_) => false,
        };
        // Days of any month can be booked to the month in which the delay ended.
        let ends_within =
            |(first, until): (Day, Day)| matches!(stay.end, DelayEnd::On(end) if first <= end && end <= until);
        let whole = sides.iter().any(books_by_end) && within.is_some_and(ends_within);
        match within.filter(|_| !whole) {
            Some((first, until)) => days.extend(ready_on.max(first).to(last.min(until))),
            None => days.extend(ready_on.to(last)),
        }
    }
    let of_delay = days.len();
    for side in sides {
        if let BridgeEnd::Bill(bill) = side {
            let is_within = |day: &Day| within.is_none_or(|(first, until)| first <= *day && *day <= until);
            days.extend(bill.days_of(stay.stay_id()).filter(is_within));
        }
    }
    if days.len() > of_delay {
        days.sort_unstable();
        days.dedup();
    }
}
