//! The days of a line one by one: what each of them is, and what is claimed for it.

use std::collections::HashMap;

use super::basis::{ClaimLine, OwedDay, ReconcileBasis};
use super::outcome::LinePart;
use super::verdict::ClaimVerdict;
use crate::domain::claim::split;
use crate::domain::{Day, LedgerStatus, Minor, Month};

/// A day that a line claims.
#[derive(Clone, Debug)]
pub(super) struct ClaimedDay {
    /// The line, by its place.
    pub line: usize,
    /// What is left of what it claims for the day.
    pub claimed: Minor,
    /// What the day was found to be.
    pub part: LinePart,
}

/// The days that are claimed so far, by stay, each with the lines that claim it: those after the first are duplicates. A credit
/// takes a line out again.
pub(super) type DaysTaken = HashMap<(Box<str>, Day), Vec<ClaimedDay>>;

/// What a day is by itself, whatever is claimed for it.
pub(super) struct DayFound<'b> {
    pub verdict: ClaimVerdict,
    /// What we owe for it; 0 unless it is owed to the claimant.
    pub owed: Minor,
    pub of_line: Option<usize>,
    pub in_month: Option<Month>,
    pub ledger: Option<&'b OwedDay>,
}

impl<'b> DayFound<'b> {
    /// What a day of a stay is to a line that claims it.
    pub fn of(basis: &'b ReconcileBasis<'_>, taken: &DaysTaken, stay_id: &str, day: Day) -> Self {
        let key = (stay_id.into(), day);
        let ledger = basis.days.get(&key);
        let found = |verdict| Self { verdict, owed: Minor(0), of_line: None, in_month: None, ledger };
        if let Some(earlier) = taken.get(&key).and_then(|claims| claims.first()) {
            return Self { of_line: Some(earlier.line), ..found(ClaimVerdict::Duplicate) };
        }
        if day.month() != basis.month {
            return match basis.charged_elsewhere.get(&key) {
                Some(month) => Self { in_month: Some(*month), ..found(ClaimVerdict::AlreadyPaid) },
                None => found(ClaimVerdict::OutOfScope),
            };
        }
        let Some(own) = ledger else { return found(ClaimVerdict::DifferentDays) };
        if own.payer.is_some() && !basis.is_between(own) {
            return found(ClaimVerdict::NotOurs);
        }
        match own.status {
            LedgerStatus::Chargeable => Self { owed: own.amount, ..found(ClaimVerdict::Agreed) },
            LedgerStatus::NoticeMissing => found(ClaimVerdict::NotNotified),
            LedgerStatus::OtherCause => found(ClaimVerdict::OtherCause),
            LedgerStatus::OutOfScope | LedgerStatus::NotInForce => found(ClaimVerdict::OutOfScope),
            LedgerStatus::NoPayer => found(ClaimVerdict::NotOurs),
            // No month with such a day is reconciled.
            LedgerStatus::PriceMissing
            | LedgerStatus::WithinInterval
            | LedgerStatus::FreeDay
            | LedgerStatus::FirstDayExempt
            | LedgerStatus::ServicesInPlace
            | LedgerStatus::Deterioration
            | LedgerStatus::NotClaimed
            | LedgerStatus::AfterEnd => found(ClaimVerdict::DifferentDays),
        }
    }

    /// Whether we owe it to the claimant.
    pub fn is_owed(&self) -> bool {
        self.verdict == ClaimVerdict::Agreed
    }

    /// The day as a part of a line that claims so much for it.
    pub fn part(&self, day: Day, claimed: Minor) -> LinePart {
        let verdict = match self.is_owed() && claimed != self.owed {
            true => ClaimVerdict::DifferentRate,
            false => self.verdict,
        };
        LinePart {
            day: Some(day),
            last: None,
            days: 1,
            claimed,
            owed_days: i64::from(self.is_owed()),
            owed: self.owed,
            verdict,
            of_line: self.of_line,
            in_month: self.in_month,
            ledger: self.ledger.cloned(),
        }
    }
}

/// What a line claims for each of its days: in the proportion of the tariff where it prices all of them, so that a line that is
/// priced by it has no difference on any day; else to equal parts. To the penny, by the largest remainder.
pub(super) fn shares(basis: &ReconcileBasis<'_>, line: &ClaimLine, days: &[Day]) -> Vec<Minor> {
    let price = |day: &Day| {
        let price = (basis.price)(line.claim.payer, *day)?;
        u32::try_from(price.0).ok().filter(|price| *price > 0)
    };
    let priced: Option<Vec<u32>> = days.iter().map(price).collect();
    split(line.claim.amount_minor, &priced.unwrap_or_else(|| vec![1; days.len()]))
}

/// Parts in which days one after the other that lie outside the month, and are alike, are one: a line can lie over years.
pub(super) fn in_spans(month: Month, parts: Vec<LinePart>) -> Vec<LinePart> {
    let mut spans: Vec<LinePart> = Vec::new();
    for part in parts {
        let continues = |last: &&mut LinePart| {
            let follows = last.last_day().zip(part.day).is_some_and(|(last, day)| last + 1 == day);
            let of = |part: &LinePart| (part.verdict, part.of_line, part.in_month, part.days.signum(), part.owed_days);
            let is_outside =
                |part: &LinePart| part.ledger.is_none() && part.day.is_some_and(|day| day.month() != month);
            follows && is_outside(last) && is_outside(&part) && of(last) == of(&part)
        };
        match spans.last_mut().filter(continues) {
            Some(span) => {
                span.last = part.day;
                span.days += part.days;
                span.claimed = span.claimed + part.claimed;
                span.owed = span.owed + part.owed;
            }
            None => spans.push(part),
        }
    }
    spans
}
