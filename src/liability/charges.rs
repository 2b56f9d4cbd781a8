//! What stays are charged with in some days, in sums alone: to compare one law or reading with another.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::cases::{CaseOfStays, Cases};
use super::ledger::row;
use super::stay::Judged;
use crate::domain::stable_hash::stable_hash;
use crate::domain::{AuthorityId, Day, Event, EventKind, LedgerDay, LedgerStatus, Minor};
use crate::regime::Law;

/// Cases that one thread judges at a time.
const PART: usize = 256;

/// What is owed for some days of a stay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Charge {
    /// Days with a price.
    pub days: i64,
    /// What they come to.
    pub amount: Minor,
    /// Days that are owed at a price that is not known.
    pub unpriced_days: i64,
    /// Which these are: two charges with other days, or other layers of them, differ by it. Not 0 after taking away: the
    /// difference of the amounts is not known.
    pub unpriced_mark: u64,
}

impl Charge {
    /// Whether what it comes to is known.
    pub fn is_known(&self) -> bool {
        self.unpriced_days == 0 && self.unpriced_mark == 0
    }

    /// Adds another, or takes it away.
    pub fn add(&mut self, other: Self, sign: i64) {
        self.days += sign * other.days;
        self.amount = Minor(self.amount.0 + sign * other.amount.0);
        self.unpriced_days += sign * other.unpriced_days;
        let mark = other.unpriced_mark;
        self.unpriced_mark = self.unpriced_mark.wrapping_add(if sign < 0 { mark.wrapping_neg() } else { mark });
    }
}

/// What each stay is charged with, by the organisation that is owed and the authority that pays.
pub type ChargesOfStays = BTreeMap<Box<str>, BTreeMap<(Box<str>, Option<AuthorityId>), Charge>>;

/// What the stays of some days are charged with.
#[derive(Clone, Debug, Default)]
pub struct Charges {
    /// The charges.
    pub of_stays: ChargesOfStays,
    /// The stays that no law can judge.
    pub not_judged: BTreeSet<Box<str>>,
    /// The places of the laws that decided any of the days, charged or not.
    pub laws: BTreeSet<usize>,
}

impl Charges {
    /// The cases that a law may charge for, of those that are meant: those with a dated fact or a day of readiness.
    pub fn chargeable<'a>(cases: &Cases<'a>, is_meant: impl Fn(&CaseOfStays<'_>) -> bool) -> Vec<CaseOfStays<'a>> {
        let says_more = |event: &Event| {
            let arrives = matches!(event.kind, EventKind::Admission | EventKind::ExpectedAdmission);
            !arrives && !event.kind.is_departure()
        };
        let can_be_charged = |case: &CaseOfStays<'_>| {
            case.facts.events.iter().any(says_more) || case.stays.iter().any(|stay| stay.ready_on.is_some())
        };
        cases.iter().filter(|case| can_be_charged(case) && is_meant(case)).collect()
    }

    /// Judges cases for the days `first` to `last`.
    pub fn of(cases: &[CaseOfStays<'_>], laws: &[Law], span: (Day, Day)) -> Self {
        let parts: Vec<Self> = cases.par_chunks(PART).map(|cases| Self::of_some(cases, laws, span)).collect();
        let mut all = Self::default();
        for found in parts {
            all.of_stays.extend(found.of_stays);
            all.not_judged.extend(found.not_judged);
            all.laws.extend(found.laws);
        }
        all
    }

    fn of_some(cases: &[CaseOfStays<'_>], laws: &[Law], (first, last): (Day, Day)) -> Self {
        let (mut found, mut judged) = (Self::default(), Judged::default());
        for case in cases {
            if case.judge(laws, &mut judged).is_err() {
                found.not_judged.extend(case.stays.iter().map(|stay| stay.stay_id.clone()));
                continue;
            }
            let days = judged.days.iter().enumerate().filter(|(_, (_, day))| (first..=last).contains(&day.day));
            for (place, (law, day)) in days {
                found.laws.insert(judged.under[*law].0);
                if !day.status().is_owed() {
                    continue;
                }
                let stay = case.stay_on(day.day);
                let charge = match day.status() {
                    LedgerStatus::Chargeable => Charge { days: 1, amount: day.amount, ..Charge::default() },
                    _ => unpriced(&row(case, &laws[judged.under[*law].0], day, place)),
                };
                let of_stay = found.of_stays.entry(stay.stay_id.clone()).or_default();
                of_stay.entry((stay.provider_code.clone(), day.payer)).or_default().add(charge, 1);
            }
        }
        found
    }
}

/// A day at a price that is not known.
fn unpriced(row: &LedgerDay<'_>) -> Charge {
    let unpriced_mark = stable_hash([row.stay_id, &row.day.to_string(), row.layer, row.regime]);
    Charge { amount: row.amount_minor, unpriced_days: 1, unpriced_mark, ..Charge::default() }
}
