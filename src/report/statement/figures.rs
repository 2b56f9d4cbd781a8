//! The sums of a statement. Its pages and `run.json` are made of the same ones.

use super::super::model::ReportCell;
use super::{Accrual, Corrections, StatementBasis, prices};
use crate::domain::{Currency, Minor};
use crate::error::Result;
use crate::liability::Doubt;
use crate::query::Engine;

/// The sums of a month in the view of a project. Amounts are in minor units of the statement's currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StatementFigures {
    /// Stays that were delayed on some day of the month.
    pub delayed_stays: i64,
    /// Those of them with a chargeable day.
    pub chargeable_stays: i64,
    /// Delayed days.
    pub delayed_days: i64,
    /// Those of them that are charged.
    pub chargeable_days: i64,
    /// What they come to.
    pub amount: Minor,
    /// Days that are owed at a price that is not known: they are in no sum of money.
    pub unpriced_days: i64,
    /// What is corrected of closed months: below 0 where too much was charged.
    pub corrections: Minor,
    /// What depends on doubts, each pound once.
    pub in_doubt: Minor,
    /// Doubts of which it is not known what they put at stake: they are in no sum of money.
    pub doubts_not_known: i64,
    /// What is charged beyond the dearest stay of one person on one day.
    pub charged_twice: Minor,
    /// What the amount could come to at least and at most.
    pub accrual: [Minor; 2],
    /// Whether the month charges nothing and no correction moves money.
    pub is_nothing_due: bool,
}

impl StatementFigures {
    /// A sum of them; where every day that is owed lacks its price, it is not known.
    pub(super) fn cell(&self, basis: &StatementBasis<'_>, sum: Minor, currency: Currency) -> ReportCell {
        prices::sum(basis, sum, (self.chargeable_days, self.unpriced_days), currency)
    }

    /// What depends on doubts; nothing where it is known of none of them.
    pub fn known_in_doubt(&self) -> Option<Minor> {
        (self.in_doubt != Minor(0) || self.doubts_not_known == 0).then_some(self.in_doubt)
    }

    /// The same as a cell.
    pub(super) fn in_doubt_cell(&self, basis: &StatementBasis<'_>, currency: Currency) -> ReportCell {
        self.known_in_doubt().map_or_else(|| basis.missing("not-known"), |amount| ReportCell::money(amount, currency))
    }

    /// The month with what it corrects of closed months.
    pub fn to_pay(&self) -> Minor {
        self.amount + self.corrections
    }

    /// Asks the marts for the sums. What is in doubt is no answer of a query: stays are assessed again for it; neither is what
    /// is corrected of closed months.
    ///
    /// # Errors
    /// 70: a query does not run (our bug).
    pub fn of(
        engine: &mut Engine,
        (in_doubt, doubts): (Minor, &[Doubt]),
        corrections: &Corrections,
        accrual: &Accrual,
    ) -> Result<Self> {
        let doubts_not_known = doubts.iter().filter(|doubt| doubt.amount().is_none()).count() as i64;
        let mut sums = Self { in_doubt, doubts_not_known, corrections: corrections.amount(), ..Self::default() };
        for record in engine.ask("liability_total")?.records() {
            sums.delayed_stays += record.integer("delayed_stays")?;
            sums.chargeable_stays += record.integer("chargeable_stays")?;
            sums.delayed_days += record.integer("delayed_days")?;
            sums.chargeable_days += record.integer("chargeable_days")?;
            sums.amount = sums.amount + Minor(record.integer("amount_minor")?);
        }
        for record in engine.ask("price_missing")?.records() {
            sums.unpriced_days += record.integer("days")?;
        }
        for record in engine.ask("charged_in_two_stays")?.records() {
            sums.charged_twice = sums.charged_twice + Minor(record.integer("amount_minor")?);
        }
        sums.accrual = [accrual.low(sums.amount), accrual.high(sums.amount)];
        sums.is_nothing_due = sums.amount == Minor(0) && sums.unpriced_days == 0 && !corrections.moves_money();
        Ok(sums)
    }
}
