//! What the months of a trend came to, from the ledgers of their statements.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Currency, LedgerStatus, Minor, Month};
use crate::error::Result;
use crate::operate::month::changes::InView;
use crate::project::{Project, View};
use crate::report::trend::money::MoneySeries;
use crate::store::{PublishedMonth, Store};

/// What one month came to by currency, and whether a price of it is missing.
type MonthAmounts = (BTreeMap<Currency, Minor>, bool);

/// The amounts of months in the view of the project; nothing where no law charges, nothing was ever owed, or months are in
/// several currencies, which are not added up.
///
/// # Errors
/// 65: a ledger is damaged.
pub(super) fn of_months(project: &Project, store: &Store, months: &[Month]) -> Result<Option<MoneySeries>> {
    if project.law.is_empty() {
        return Ok(None);
    }
    let published = months.iter().map(|month| store.manifest().month(*month));
    let amounts: Vec<Option<MonthAmounts>> =
        published.map(|month| month.map(|month| of_month(project, store, month)).transpose()).collect::<Result<_>>()?;
    let currencies: BTreeSet<Currency> =
        amounts.iter().flatten().flat_map(|(amounts, _)| amounts.keys().copied()).collect();
    let mut currencies = currencies.into_iter();
    let (Some(currency), None) = (currencies.next(), currencies.next()) else { return Ok(None) };
    // A month of which nothing is owed has the amount 0; one without a price, or a statement, has none.
    let amount = |of: &Option<MonthAmounts>| match of {
        Some((amounts, false)) => Some(amounts.get(&currency).copied().unwrap_or_default()),
        Some((_, true)) | None => None,
    };
    let amounts = amounts.iter().map(amount).collect();
    Ok(Some(MoneySeries { currency, amounts, is_owed: project.view == View::Authority }))
}

fn of_month(project: &Project, store: &Store, month: &PublishedMonth) -> Result<MonthAmounts> {
    if project.view == View::System {
        let is_missing = month.days_by_status.get(&LedgerStatus::PriceMissing).is_some_and(|days| *days > 0);
        return Ok((month.amount_minor.clone(), is_missing));
    }
    let (view, ledger) = (InView::of(project, month.month), store.ledger_in(&month.ledger)?);
    let (mut amounts, mut is_missing) = (BTreeMap::<Currency, Minor>::new(), false);
    for row in ledger.rows().filter(|row| view.is_between(row.payee_code, row.payer)) {
        match row.status {
            LedgerStatus::Chargeable => {
                let amount = amounts.entry(row.currency).or_default();
                *amount = *amount + row.amount_minor;
            }
            LedgerStatus::PriceMissing => is_missing = true,
            _ => {}
        }
    }
    Ok((amounts, is_missing))
}
