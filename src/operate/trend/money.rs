//! What the months of a trend came to, as their statements have it.

use std::collections::BTreeSet;

use crate::domain::{Currency, Month};
use crate::error::Result;
use crate::operate::month::changes::InView;
use crate::project::{Project, View};
use crate::report::trend::money::MoneySeries;
use crate::store::{AmountInView, PublishedMonth, Store};

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
    let amounts: Vec<Option<AmountInView>> =
        published.map(|month| month.map(|month| of_month(project, store, month)).transpose()).collect::<Result<_>>()?;
    let currencies: BTreeSet<Currency> =
        amounts.iter().flatten().flat_map(|of| of.amount_minor.keys().copied()).collect();
    let mut currencies = currencies.into_iter();
    let (Some(currency), None) = (currencies.next(), currencies.next()) else { return Ok(None) };
    // A month of which nothing is owed has the amount 0; one without a price, or a statement, has none.
    let amount = |of: &Option<AmountInView>| {
        let priced = of.as_ref().filter(|of| of.unpriced_days == 0)?;
        Some(priced.amount_minor.get(&currency).copied().unwrap_or_default())
    };
    let amounts = amounts.iter().map(amount).collect();
    Ok(Some(MoneySeries { currency, amounts, is_owed: project.view == View::Authority }))
}

/// As it was published, if in the view that the project has now; else out of its ledger.
fn of_month(project: &Project, store: &Store, month: &PublishedMonth) -> Result<AmountInView> {
    let view = InView::of(project, month.month);
    let mut amount = view.nothing();
    if let Some(published) = month.in_view.as_ref().filter(|published| published.view == amount.view) {
        return Ok(published.clone());
    }
    let ledger = store.ledger_in(&month.ledger)?;
    ledger.rows().filter(|row| view.is_between(row.payee_code, row.payer)).for_each(|row| amount.add(&row));
    Ok(amount)
}
