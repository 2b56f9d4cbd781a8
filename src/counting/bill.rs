//! The bill as one more way of counting: a day is in it if it is charged, else the ledger says why not.

use std::collections::{BTreeMap, BTreeSet};

use super::cause::{Cause, IN_LEDGER, RuledCause};
use super::days::DelayEnd;
use super::stay::StayToCount;
use super::verdict::DayVerdict;
use crate::domain::{Day, LedgerDay, LedgerStatus, Month};
use crate::regime::Law;
use crate::regime::file::Grade;

/// What the ledger says of one day.
#[derive(Clone, Copy, Debug)]
struct BillDay<'a> {
    day: Day,
    status: LedgerStatus,
    rule: &'a str,
    regime: &'a str,
    cite: &'a str,
    is_ours: bool,
}

/// Ledger rows by stay and day.
#[derive(Clone, Debug)]
pub struct BilledDays<'a> {
    days: BTreeMap<&'a str, Vec<BillDay<'a>>>,
    unjudged: BTreeSet<&'a str>,
    laws: &'a [Law],
    month: Option<Month>,
}

impl<'a> BilledDays<'a> {
    /// The bill that charges what `is_ours` of the rows says; `unjudged` are the stays that no law could judge.
    pub fn of(
        rows: impl IntoIterator<Item = LedgerDay<'a>>,
        is_ours: impl Fn(&LedgerDay<'a>) -> bool,
        unjudged: impl IntoIterator<Item = &'a str>,
        laws: &'a [Law],
    ) -> Self {
        let mut days: BTreeMap<&'a str, Vec<BillDay<'a>>> = BTreeMap::new();
        for row in rows {
            let LedgerDay { day, status, rule, regime, cite, .. } = row;
            let of_stay = days.entry(row.stay_id).or_default();
            of_stay.push(BillDay { day, status, rule, regime, cite, is_ours: is_ours(&row) });
        }
        for of_stay in days.values_mut() {
            of_stay.sort_by_key(|day| day.day);
        }
        Self { days, unjudged: unjudged.into_iter().collect(), laws, month: None }
    }

    /// The same, where the rows are the ledger of one month: of other months it says nothing.
    pub fn of_month(self, month: Month) -> Self {
        Self { month: Some(month), ..self }
    }

    /// How many days it charges, of whatever stay.
    pub fn charged_days(&self) -> i64 {
        let charged = |day: &&BillDay<'_>| day.status == LedgerStatus::Chargeable && day.is_ours;
        self.days.values().flatten().filter(charged).count() as i64
    }

    /// Whether any day of a stay is, or would be, ours to pay or to claim.
    pub fn touches(&self, stay_id: &str) -> bool {
        self.days.get(stay_id).is_some_and(|days| days.iter().any(|day| day.is_ours))
    }

    /// The days of a stay in the ledger, in order.
    pub(super) fn days_of(&self, stay_id: &str) -> impl Iterator<Item = Day> {
        self.days.get(stay_id).into_iter().flatten().map(|day| day.day)
    }

    /// What becomes of a day of a stay; `own` is the month it lies in.
    pub(super) fn verdict(&self, stay: &StayToCount<'a>, day: Day, own: Month) -> DayVerdict<'a> {
        if self.month.is_some_and(|month| own != month) {
            return DayVerdict::OtherMonth;
        }
        let of_stay = self.days.get(stay.stay_id()).map_or(&[][..], Vec::as_slice);
        let Ok(at) = of_stay.binary_search_by_key(&day, |found| found.day) else {
            return DayVerdict::Not(self.missing(stay));
        };
        let found = of_stay[at];
        match Cause::of_status(found.status) {
            None if found.is_ours => DayVerdict::Counted(own),
            None => {
                DayVerdict::Not(RuledCause { words: Cause::OtherBill.words(), ..self.why(found, Cause::OtherBill) })
            }
            Some(cause) => DayVerdict::Not(self.why(found, cause)),
        }
    }

    /// The ledger has no such day.
    fn missing(&self, stay: &StayToCount<'a>) -> RuledCause<'a> {
        let left_when_ready = matches!(stay.end, DelayEnd::On(end) if stay.ready_on == Some(end));
        let cause = if self.unjudged.contains(stay.stay_id()) {
            Cause::NotJudged
        } else if left_when_ready {
            Cause::LeftWhenReady
        } else {
            Cause::NotInLedger
        };
        RuledCause { cause, by: "bill", rule: "", words: cause.words(), cite: IN_LEDGER, grade: None }
    }

    /// The cause with the words and grade of the law, which the ledger does not repeat.
    fn why(&self, found: BillDay<'a>, cause: Cause) -> RuledCause<'a> {
        let BillDay { rule, regime, cite, .. } = found;
        let law = self.laws.iter().find(|law| law.id() == regime);
        match law.and_then(|law| spoken(law, rule, cite)) {
            Some((rule, words, grade)) => RuledCause { cause, by: regime, rule, words, cite, grade: Some(grade) },
            None => RuledCause { cause, by: regime, rule, words: cause.words(), cite, grade: None },
        }
    }
}

/// Of a stay out of scope the ground speaks, of any other day the rule: its name, its words, how sure we are.
fn spoken<'a>(law: &'a Law, rule: &'a str, cite: &str) -> Option<(&'a str, &'a str, Grade)> {
    if let Some(ground) = law.grounds().find(|ground| rule == "excluded" && ground.cite == cite) {
        return Some((&ground.reason, &ground.words, ground.grade));
    }
    let known = law.rule_named(rule)?;
    Some((rule, &known.words, known.grade))
}
