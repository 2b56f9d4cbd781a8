//! A case judged again as it may have gone otherwise: which days would change, and what money is at stake.

use crate::domain::{AuthorityId, Day, Hypothesis, LedgerDay, LedgerStatus, Minor};
use crate::regime::Law;

use super::NotAssessed;
use super::stay::Judged;

/// One day that is at stake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayAtStake {
    /// The day.
    pub day: Day,
    /// What would be owed more or less for it, or by another authority; never below zero.
    pub amount: Minor,
    /// What is owed for it as it stands and otherwise.
    pub amounts: [Minor; 2],
    /// Who pays, or would, as it stands and otherwise; both may owe it otherwise where no council is charged as it stands.
    pub payers: [Option<AuthorityId>; 2],
}

/// What may be owed less, or more, for a day than is charged for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayInDoubt<'d> {
    /// The stay that the first doubt about it is about.
    pub stay_id: &'d str,
    /// What could fall away.
    pub falls: Minor,
    /// What could be owed too.
    pub adds: Minor,
}

impl<'d> DayInDoubt<'d> {
    /// A day of a stay of which nothing is in doubt yet.
    pub(super) fn of(stay_id: &'d str) -> Self {
        Self { stay_id, falls: Minor(0), adds: Minor(0) }
    }
}

/// What a case comes to within a span: days that are charged, and what is owed for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaseBill {
    /// Charged days.
    pub days: i64,
    /// What is owed.
    pub amount: Minor,
}

/// A case as it would be if a record were right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Otherwise {
    /// The days that would change, in order.
    pub at_stake: Vec<DayAtStake>,
    /// What it would come to, or why no law could judge it then.
    pub bill: Result<CaseBill, NotAssessed>,
    /// How many of the days that would change are owed for, as it stands or otherwise, at a price that is not known.
    pub unpriced: usize,
}

/// What became of one day.
type DayOf = (Day, LedgerStatus, Option<AuthorityId>, Minor);

impl CaseBill {
    fn of(days: &[DayOf]) -> Self {
        let charged = days.iter().filter(|(_, status, ..)| *status == LedgerStatus::Chargeable);
        charged.fold(Self::default(), |bill, (_, _, _, amount)| Self {
            days: bill.days + 1,
            amount: bill.amount + *amount,
        })
    }

    /// What rows of the ledger come to.
    pub fn of_rows(rows: &[LedgerDay<'_>]) -> Self {
        Self::of(&days_of(rows))
    }
}

impl Otherwise {
    /// The money at stake.
    pub fn amount(&self) -> Minor {
        self.at_stake.iter().map(|day| day.amount).sum()
    }

    fn hurts(&self) -> (Minor, usize) {
        (self.amount(), self.at_stake.len())
    }
}

/// The days of a case within a span as they stand, to be compared again and again.
pub(super) struct Baseline<'l> {
    laws: &'l [Law],
    span: (Day, Day),
    days: Vec<DayOf>,
    judged: Judged,
}

impl<'l> Baseline<'l> {
    /// A case as it stands; without rows where no day of it is in the ledger.
    pub(super) fn new(laws: &'l [Law], span: (Day, Day), rows: &[LedgerDay<'_>]) -> Self {
        Self { laws, span, days: days_of(rows), judged: Judged::default() }
    }

    /// What is at stake with a record under the hypothesis that moves most money, of equals the one that changes most days, with what
    /// came with it; nothing if there is none, or no day of the span would change and none stands.
    pub(super) fn worst<T>(&mut self, hypotheses: impl Iterator<Item = (T, Hypothesis)>) -> Option<(T, Otherwise)> {
        let mut worst: Option<(T, Otherwise)> = None;
        // Where no law can judge any of them, all days depend on the record.
        let mut refused: Option<(T, Otherwise)> = None;
        for (of, hypothesis) in hypotheses {
            match self.under(&hypothesis) {
                Ok(found) if worst.as_ref().is_none_or(|(_, worst)| found.hurts() > worst.hurts()) => {
                    worst = Some((of, found));
                }
                Ok(_) => {}
                Err(refusal) if refused.is_none() && self.touches(&hypothesis) => {
                    refused = Some((of, self.otherwise(&[], Err(refusal))));
                }
                Err(_) => {}
            }
        }
        let bears =
            |(_, found): &(T, Otherwise)| !self.days.is_empty() || !found.at_stake.is_empty() || found.bill.is_err();
        worst.or(refused).filter(bears)
    }

    /// The case under one hypothesis.
    fn under(&mut self, hypothesis: &Hypothesis) -> Result<Otherwise, NotAssessed> {
        super::assess_stay(&hypothesis.stay, &hypothesis.facts, self.laws, &mut self.judged)?;
        let within = self.judged.days.iter().map(|(_, day)| day);
        let within =
            within.filter(|day| (self.span.0..=self.span.1).contains(&day.day) && hypothesis.is_in_bed(day.day));
        let days: Vec<DayOf> = within.map(|day| (day.day, day.status(), day.payer, day.amount)).collect();
        Ok(self.otherwise(&days, Ok(CaseBill::of(&days))))
    }

    /// Whether some day of the span can be one of the stay.
    fn touches(&self, Hypothesis { stay, facts, .. }: &Hypothesis) -> bool {
        let left = facts.departure().map(|event| event.at.day());
        stay.admitted_at.day() <= self.span.1 && left.is_none_or(|left| self.span.0 <= left)
    }

    fn otherwise(&self, days: &[DayOf], bill: Result<CaseBill, NotAssessed>) -> Otherwise {
        let at_stake = self.compared(days);
        let is_at_stake = |day: Day| at_stake.iter().any(|other| other.day == day);
        let of_no_price = self.days.iter().chain(days).filter(|(_, status, ..)| *status == LedgerStatus::PriceMissing);
        let mut unpriced: Vec<Day> = of_no_price.map(|(day, ..)| *day).filter(|day| is_at_stake(*day)).collect();
        unpriced.sort_unstable();
        unpriced.dedup();
        Otherwise { at_stake, bill, unpriced: unpriced.len() }
    }

    /// The days that differ between the case as it stands and otherwise; both are in order.
    fn compared(&self, otherwise: &[DayOf]) -> Vec<DayAtStake> {
        let mut days: Vec<Day> = self.days.iter().chain(otherwise).map(|(day, ..)| *day).collect();
        days.sort_unstable();
        days.dedup();
        let on = |list: &[DayOf], day: Day| list.binary_search_by_key(&day, |(day, ..)| *day).ok().map(|at| list[at]);
        let differing = days.into_iter().filter_map(|day| {
            let (held, other) = (on(&self.days, day), on(otherwise, day));
            (held != other).then(|| at_stake(day, held, other))
        });
        differing.collect()
    }
}

fn at_stake(day: Day, held: Option<DayOf>, other: Option<DayOf>) -> DayAtStake {
    let [mine, theirs] =
        [held, other].map(|side| side.map_or((None, Minor(0)), |(_, _, payer, amount)| (payer, amount)));
    let same_payer = mine.0 == theirs.0;
    let amount = if same_payer { Minor((mine.1.0 - theirs.1.0).abs()) } else { mine.1.max(theirs.1) };
    DayAtStake { day, amount, amounts: [mine.1, theirs.1], payers: [mine.0, theirs.0] }
}

fn days_of(rows: &[LedgerDay<'_>]) -> Vec<DayOf> {
    rows.iter().map(|row| (row.day, row.status, row.payer, row.amount_minor)).collect()
}
