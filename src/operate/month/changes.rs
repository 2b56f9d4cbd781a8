//! How a month differs between two ledgers: stay by stay, by payee, and as a whole.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use crate::domain::restated::{BeforeAfter, MonthChange, PayeeChange};
use crate::domain::{Authorities, LedgerDay, LedgerStatus, Minor, Month, RestatedStay, stable_hash};
use crate::project::Project;
use crate::store::sha256;

/// Whose days count: those in the project's view, as the statement shows them.
#[derive(Clone, Debug)]
pub(crate) struct InView {
    view: &'static str,
    code: String,
}

impl InView {
    /// The view of a project in a month.
    pub fn of(project: &Project, month: Month) -> Self {
        let (view, code) = project.view_and_code(Some(month));
        Self { view, code }
    }

    /// Whether a day is in it.
    pub fn has(&self, row: &LedgerDay<'_>) -> bool {
        match self.view {
            "authority" => row.payer.is_some_and(|payer| Authorities::all().get(payer).code == self.code),
            "provider" => row.payee_code == self.code,
            _ => true,
        }
    }
}

/// Days of one stay in one ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct StayDays {
    payee: Box<str>,
    delayed: i64,
    chargeable: i64,
    amount: i64,
    /// A sum over the days that is the same only if they are.
    mark: u64,
}

impl StayDays {
    /// As the store keeps them.
    pub fn stored(&self, month: Month, stay_id: &str) -> RestatedStay {
        RestatedStay {
            month,
            stay_id: stay_id.into(),
            payee_code: self.payee.clone(),
            delayed_days: self.delayed,
            chargeable_days: self.chargeable,
            amount_minor: Minor(self.amount),
            mark: self.mark as i64,
        }
    }

    /// Out of the store.
    pub fn of_stored(stored: RestatedStay) -> Self {
        Self {
            payee: stored.payee_code,
            delayed: stored.delayed_days,
            chargeable: stored.chargeable_days,
            amount: stored.amount_minor.0,
            mark: stored.mark as u64,
        }
    }

    /// One day more.
    pub fn add(&mut self, row: &LedgerDay<'_>) {
        if self.delayed == 0 {
            self.payee = row.payee_code.into();
        }
        self.delayed += 1;
        self.chargeable += i64::from(row.status == LedgerStatus::Chargeable);
        self.amount += row.amount_minor.0;
        self.mark = self.mark.wrapping_add(mark(row));
    }
}

/// The hash of what a day states.
fn mark(row: &LedgerDay<'_>) -> u64 {
    let payer = row.payer.map_or("", |payer| &Authorities::all().get(payer).code);
    let (day, amount) = (row.day.number().to_le_bytes(), row.amount_minor.0.to_le_bytes());
    let parts: [&[u8]; 5] = [&day, &amount, row.status.code().as_bytes(), payer.as_bytes(), row.payee_code.as_bytes()];
    stable_hash(parts)
}

/// A month in two ledgers.
#[derive(Debug, Default)]
pub(crate) struct TwoLedgers {
    places: HashMap<Box<str>, usize>,
    /// The days of each stay before and after.
    stays: Vec<[StayDays; 2]>,
}

impl TwoLedgers {
    /// A day of the ledger before.
    pub fn before(&mut self, row: &LedgerDay<'_>) {
        self.stay(row.stay_id)[0].add(row);
    }

    /// Days of a stay in the ledger after.
    pub fn after(&mut self, stay_id: &str, days: StayDays) {
        self.stay(stay_id)[1] = days;
    }

    /// A day of the ledger after.
    pub fn day_after(&mut self, row: &LedgerDay<'_>) {
        self.stay(row.stay_id)[1].add(row);
    }

    /// The stays other than those that `is_given` have after the days of before.
    pub fn keep_others(&mut self, is_given: impl Fn(&str) -> bool) {
        for (stay_id, place) in &self.places {
            let [before, after] = &mut self.stays[*place];
            if !is_given(stay_id) {
                after.clone_from(before);
            }
        }
    }

    /// The stays of which the days differ, with those after.
    pub fn differing(&self) -> impl Iterator<Item = (&str, &StayDays)> {
        let stays = self.places.iter().map(|(stay_id, place)| (&**stay_id, &self.stays[*place]));
        stays.filter(|(_, [before, after])| before != after).map(|(stay_id, [_, after])| (stay_id, after))
    }

    fn stay(&mut self, stay_id: &str) -> &mut [StayDays; 2] {
        let place = self.places.get(stay_id).copied().unwrap_or(self.stays.len());
        if place == self.stays.len() {
            self.places.insert(stay_id.into(), place);
            self.stays.push(Default::default());
        }
        &mut self.stays[place]
    }

    /// What changed of this edition of a month.
    pub fn change(&self, month: Month, edition: u32) -> MonthChange {
        let stays = self.places.iter().map(|(stay_id, place)| (&**stay_id, &self.stays[*place]));
        let mut changed: Vec<(&str, &[StayDays; 2])> = stays.filter(|(_, [one, other])| one != other).collect();
        changed.sort_unstable_by_key(|(stay_id, _)| *stay_id);
        let mut lines = String::new();
        for (stay_id, [before, after]) in &changed {
            let _ = writeln!(lines, "{stay_id} {:016x} {:016x}", before.mark, after.mark);
        }
        let touched = |payee: &str| changed.iter().any(|(_, both)| both.iter().any(|days| &*days.payee == payee));
        let mut by_payee: BTreeMap<&str, BeforeAfter> = BTreeMap::new();
        let mut sums = BeforeAfter::default();
        for [before, after] in &self.stays {
            for (days, own) in [(before, one_side(before, true)), (after, one_side(after, false))] {
                sums.add(&own);
                by_payee.entry(&days.payee).or_default().add(&own);
            }
        }
        let payee = |(code, sums): (&str, BeforeAfter)| PayeeChange { payee_code: code.to_owned(), sums };
        MonthChange {
            month,
            edition,
            stays_changed: changed.len() as u64,
            sums,
            by_payee: by_payee.into_iter().filter(|(code, _)| !code.is_empty() && touched(code)).map(payee).collect(),
            change_sha256: sha256(lines.as_bytes()),
            acknowledged: None,
        }
    }
}

fn one_side(days: &StayDays, is_before: bool) -> BeforeAfter {
    let (delayed, chargeable, amount) = (days.delayed, days.chargeable, Minor(days.amount));
    if is_before {
        BeforeAfter {
            delayed_days_before: delayed,
            chargeable_days_before: chargeable,
            amount_before_minor: amount,
            ..BeforeAfter::default()
        }
    } else {
        BeforeAfter {
            delayed_days_after: delayed,
            chargeable_days_after: chargeable,
            amount_after_minor: amount,
            ..BeforeAfter::default()
        }
    }
}
