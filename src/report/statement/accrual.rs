//! What to accrue for a month: the amount of the ledger, and what it could come to at least and at most.

use std::collections::BTreeMap;

use super::super::model::{ColumnKind, ReportCell, ReportColumn, ReportTable, column, titled};
use super::{StatementBasis, StatementFigures};
use crate::domain::{Currency, Day, Minor, Month};
use crate::error::Result;
use crate::liability::DaysInDoubt;
use crate::query::Engine;

/// By how much a month could come to less or more than its ledger says, stay by stay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accrual {
    /// The stays that move it.
    pub stays: BTreeMap<Box<str>, AccruedStay>,
    /// Days between the last day whose news is in it and the end of the month.
    pub days_left: i64,
}

/// By how much one stay could come to less or more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AccruedStay {
    /// What could fall away, because days are in doubt.
    pub falls_minor: Minor,
    /// What could fall away beside that, because the person is charged for in another stay on the same day.
    pub twice_minor: Minor,
    /// What could be owed too, because days are in doubt.
    pub adds_minor: Minor,
    /// What the days to the end of the month come to if the stay goes on as it is.
    pub open_minor: Minor,
}

impl AccruedStay {
    fn sum(&self) -> Minor {
        self.falls_minor + self.twice_minor + self.adds_minor + self.open_minor
    }
}

impl Accrual {
    /// What of a month could come to less or more: by the days in doubt, by persons in two stays at once, and by the stays that
    /// are charged on the last day whose news is in it.
    ///
    /// # Errors
    /// 70: a query does not run (our bug).
    pub fn of(engine: &mut Engine, in_doubt: &DaysInDoubt<'_>, (month, as_of): (Month, Day)) -> Result<Self> {
        let mut found = Self { stays: BTreeMap::new(), days_left: i64::from(month.last() - as_of).max(0) };
        let mut fallen: BTreeMap<(&str, Day), Minor> = BTreeMap::new();
        for ((_, day), doubt) in in_doubt {
            let stay = found.stays.entry(doubt.stay_id.into()).or_default();
            stay.falls_minor = stay.falls_minor + doubt.falls;
            stay.adds_minor = stay.adds_minor + doubt.adds;
            let sum = fallen.entry((doubt.stay_id, *day)).or_default();
            *sum = *sum + doubt.falls;
        }
        for record in engine.ask("charged_in_two_stays")?.records() {
            let Some(day) = record.day("day")? else { continue };
            let (first, last) = (record.text("first_stay_id")?, record.text("last_stay_id")?);
            let of = |stay_id: &str| fallen.get(&(stay_id, day)).copied().unwrap_or_default();
            let left = record.integer("amount_minor")? - of(first).0 - of(last).0;
            let stay = found.stays.entry(last.into()).or_default();
            stay.twice_minor = stay.twice_minor + Minor(left.max(0));
        }
        if found.days_left > 0 {
            for record in engine.ask("open_days")?.records() {
                if record.day("day")? == Some(as_of) {
                    let stay = found.stays.entry(record.text("stay_id")?.into()).or_default();
                    stay.open_minor = stay.open_minor + Minor(record.integer("amount_minor")?) * found.days_left;
                }
            }
        }
        found.stays.retain(|_, stay| stay.sum() != Minor(0));
        Ok(found)
    }

    fn total(&self, part: impl Fn(&AccruedStay) -> Minor) -> Minor {
        self.stays.values().map(part).sum()
    }

    /// What an amount of the ledger comes to at least.
    pub fn low(&self, amount: Minor) -> Minor {
        let less = self.total(|stay| stay.falls_minor + stay.twice_minor);
        Minor((amount.0 - less.0).max(0))
    }

    /// What it comes to at most, as far as that is known.
    pub fn high(&self, amount: Minor) -> Minor {
        amount + self.total(|stay| stay.adds_minor + stay.open_minor)
    }
}

const COLUMNS: [ReportColumn; 4] = [
    column("part", "head-part", ColumnKind::Text),
    column("low", "head-low", ColumnKind::Money),
    column("ledger", "head-by-ledger", ColumnKind::Money),
    column("high", "head-high", ColumnKind::Money),
];

/// A table with that of the accrual behind it, where it is of a council, or of all of them.
pub(super) fn beside(
    own: ReportTable,
    basis: &StatementBasis<'_>,
    total: &StatementFigures,
    currency: Currency,
) -> Vec<ReportTable> {
    std::iter::once(own).chain(basis.is_of_council().then(|| table(basis, total, currency))).collect()
}

/// The table.
pub(super) fn table(basis: &StatementBasis<'_>, total: &StatementFigures, currency: Currency) -> ReportTable {
    let accrual = basis.accrual;
    let row = |part: String, amounts: [Minor; 3]| {
        let amounts = amounts.map(|amount| ReportCell::money(amount, currency));
        std::iter::once(ReportCell::Text(part)).chain(amounts).collect::<Vec<_>>()
    };
    let sums = |part: String, amounts: [Minor; 3]| {
        let amounts = amounts.map(|amount| total.cell(basis, amount, currency));
        std::iter::once(ReportCell::Text(part)).chain(amounts).collect::<Vec<_>>()
    };
    let (amount, zero) = (total.amount, Minor(0));
    let less = |amount: Minor| Minor(-amount.0);
    let word = |id: &'static str| basis.word(id).to_owned();
    let mut rows = vec![
        sums(word("accrual-ledger"), [amount; 3]),
        row(word("accrual-falls"), [less(accrual.total(|stay| stay.falls_minor)), zero, zero]),
        row(word("accrual-adds"), [zero, zero, accrual.total(|stay| stay.adds_minor)]),
    ];
    let twice = accrual.total(|stay| stay.twice_minor);
    if twice != zero {
        rows.push(row(word("accrual-twice"), [less(twice), zero, zero]));
    }
    if accrual.days_left > 0 {
        let part = basis.say("accrual-open", &[("days", accrual.days_left.into())]);
        rows.push(row(part, [zero, zero, accrual.total(|stay| stay.open_minor)]));
    }
    ReportTable {
        id: "accrual",
        title: basis.of_month("accrual-title"),
        columns: titled(basis.language, &COLUMNS),
        rows,
        total: Some(sums(word("accrual-total"), [accrual.low(amount), amount, accrual.high(amount)])),
        empty: "",
    }
}

/// What the table leaves out, where it leaves something out.
pub(super) fn left_out(basis: &StatementBasis<'_>) -> Vec<String> {
    let unjudged = basis.looked_at.unjudged.len() as i64;
    let unknown = basis.looked_at.doubts.iter().filter(|doubt| doubt.not_known.is_some()).count() as i64;
    let not_priced = (unjudged > 0).then(|| basis.say("accrual-not-judged", &[("stays", unjudged.into())]));
    let not_known = (unknown > 0).then(|| basis.say("accrual-not-known", &[("doubts", unknown.into())]));
    not_priced.into_iter().chain(not_known).collect()
}
