//! How a month differs between two ledgers: stay by stay, by payee, and as a whole.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::domain::restated::{BeforeAfter, MonthChange, PayeeChange};
use crate::domain::revision::{DayState, StayDays};
use crate::domain::{Authorities, AuthorityId, Event, EventValue, LedgerDay, LedgerStatus, Month, Standing};
use crate::liability::CaseOfStays;
use crate::project::Project;
use crate::store::{AmountInView, is_nameless, sha256};

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

    /// What a month comes to in it, before its days are added.
    pub fn nothing(&self) -> AmountInView {
        AmountInView { view: format!("{} {}", self.view, self.code), ..AmountInView::default() }
    }

    /// Whether a day is in it.
    pub fn has(&self, state: &DayState) -> bool {
        self.is_between(&state.payee_code, state.payer)
    }

    /// Whether days that are owed to one and paid by the other are in it.
    pub fn is_between(&self, payee_code: &str, payer: Option<AuthorityId>) -> bool {
        match self.view {
            "authority" => payer.is_some_and(|payer| Authorities::all().get(payer).code == self.code),
            "provider" => payee_code == self.code,
            _ => true,
        }
    }

    /// Whether a day of a case may be in it in a month, whatever the law: by all authorities that its records name.
    pub fn may_have(&self, case: &CaseOfStays<'_>, month: Month) -> bool {
        let passed = |event: &Event| match event.value {
            EventValue::Authority(authority) => Some(authority),
            _ => None,
        };
        let of_stays = case.stays.iter().filter_map(|stay| stay.authority);
        let mut named = of_stays.chain(case.facts.events.iter().filter_map(passed));
        let pays = |authority: AuthorityId| {
            (0..month.days()).any(|n| match Authorities::all().on(authority, month.first() + n) {
                Standing::Is(payer) | Standing::Passed(payer) => self.is_between("", Some(payer)),
                Standing::Split | Standing::NotYet => false,
            })
        };
        match self.view {
            "authority" => named.any(pays),
            "provider" => case.stays.iter().any(|stay| self.is_between(&stay.provider_code, None)),
            _ => true,
        }
    }
}

/// The days of stays by month.
pub(crate) type DaysOfStays = Vec<(Month, Box<str>, StayDays)>;

/// A month before and after.
#[derive(Debug, Default)]
pub(crate) struct MonthComparison {
    /// The days of each stay, before and after.
    stays: BTreeMap<Box<str>, [StayDays; 2]>,
}

impl MonthComparison {
    /// A day before.
    pub fn before(&mut self, row: &LedgerDay<'_>) {
        self.stay(row.stay_id)[0].add(row);
    }

    /// A day after.
    pub fn after(&mut self, row: &LedgerDay<'_>) {
        self.stay(row.stay_id)[1].add(row);
    }

    /// Changes the days of a stay before.
    pub fn correct(&mut self, stay_id: &str, correct: impl FnOnce(&StayDays) -> StayDays) {
        let [before, _] = self.stay(stay_id);
        *before = correct(before);
    }

    /// The days of a stay before.
    pub fn set_before(&mut self, stay_id: &str, days: StayDays) {
        self.stay(stay_id)[0] = days;
    }

    /// The days of a stay after.
    pub fn set_after(&mut self, stay_id: &str, days: StayDays) {
        self.stay(stay_id)[1] = days;
    }

    /// Each stay with its days before and after.
    pub fn stays(&self) -> impl Iterator<Item = (&str, &[StayDays; 2])> {
        self.stays.iter().map(|(stay_id, days)| (&**stay_id, days))
    }

    /// The stays other than those that `is_given` have after the days of before.
    pub fn keep_others(&mut self, is_given: impl Fn(&str) -> bool) {
        for (_, [before, after]) in self.stays.iter_mut().filter(|(stay_id, _)| !is_given(stay_id)) {
            after.clone_from(before);
        }
    }

    /// What was removed under retention stays as it was published and corrected.
    pub fn keep_removed(&mut self) {
        for (_, [before, after]) in self.stays.iter_mut().filter(|(stay_id, _)| is_nameless(stay_id)) {
            after.clone_from(before);
        }
    }

    fn stay(&mut self, stay_id: &str) -> &mut [StayDays; 2] {
        if !self.stays.contains_key(stay_id) {
            self.stays.insert(stay_id.into(), Default::default());
        }
        self.stays.get_mut(stay_id).expect("it was just put there")
    }

    /// The stays of which days that count differ, with all their days before and after.
    pub fn differing(&self, counts: &dyn Fn(&DayState) -> bool) -> impl Iterator<Item = (&str, &[StayDays; 2])> {
        let differs = |days: &[StayDays; 2]| days[0] != days[1] && days[0].counting(counts) != days[1].counting(counts);
        self.stays.iter().filter(move |(_, days)| differs(days)).map(|(stay_id, days)| (&**stay_id, days))
    }

    /// Who pays for the days that count; nothing stands for days without anybody.
    pub fn payers(&self, counts: &dyn Fn(&DayState) -> bool) -> impl Iterator<Item = Option<AuthorityId>> {
        let runs = self.stays.values().flatten().flat_map(StayDays::runs);
        runs.filter(move |run| counts(&run.state)).map(|run| run.state.payer)
    }

    /// What changed of this edition of a month, as far as days count.
    pub fn change(&self, (month, edition): (Month, u32), counts: &dyn Fn(&DayState) -> bool) -> MonthChange {
        let (mut by_payee, mut sums) = (BTreeMap::<Box<str>, BeforeAfter>::new(), BeforeAfter::default());
        for (days, is_before) in self.stays.values().flat_map(|[before, after]| [(before, true), (after, false)]) {
            for run in days.runs().iter().filter(|run| counts(&run.state)) {
                let own = one_side(run.days(), &run.state, is_before);
                sums.add(&own);
                by_payee.entry(run.state.payee_code.clone()).or_default().add(&own);
            }
        }
        let (mut lines, mut stays_changed, mut touched) = (String::new(), 0, Vec::new());
        for (stay_id, days) in self.differing(counts) {
            let [before, after] = [0, 1].map(|side| days[side].counting(counts));
            stays_changed += 1;
            let _ = writeln!(lines, "{stay_id} {:016x} {:016x}", before.mark(), after.mark());
            touched.extend([before, after].iter().flat_map(|days| days.runs()).map(|run| run.state.payee_code.clone()));
        }
        touched.sort();
        let is_touched = |payee: &str| touched.binary_search_by(|other| (**other).cmp(payee)).is_ok();
        let of_payee = by_payee.into_iter().filter(|(code, _)| !code.is_empty() && is_touched(code));
        MonthChange {
            month,
            edition,
            is_closed: false,
            stays_changed,
            sums,
            by_payee: of_payee.map(|(code, sums)| PayeeChange { payee_code: code.into(), sums }).collect(),
            change_sha256: sha256(lines.as_bytes()),
            acknowledged: None,
        }
    }
}

fn one_side(days: i64, state: &DayState, is_before: bool) -> BeforeAfter {
    let chargeable = if state.status == LedgerStatus::Chargeable { days } else { 0 };
    let amount = state.amount_minor * days;
    let zero = BeforeAfter::default();
    if is_before {
        return BeforeAfter {
            delayed_days_before: days,
            chargeable_days_before: chargeable,
            amount_before_minor: amount,
            ..zero
        };
    }
    BeforeAfter { delayed_days_after: days, chargeable_days_after: chargeable, amount_after_minor: amount, ..zero }
}
