//! What a month came to for those who published it: beside the sums of its whole ledger, so that a series of months need not read
//! their ledgers again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::{Currency, LedgerDay, LedgerStatus, Minor};

/// The sums of the days of a month that are in one view.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmountInView {
    /// The view, as in `authority E10000020`.
    pub view: String,
    /// What is owed, by currency.
    pub amount_minor: BTreeMap<Currency, Minor>,
    /// Days that are owed at a price that is not known: they are in no amount.
    pub unpriced_days: u64,
}

impl AmountInView {
    /// Adds a day of the view.
    pub fn add(&mut self, day: &LedgerDay<'_>) {
        match day.status {
            LedgerStatus::Chargeable => {
                let amount = self.amount_minor.entry(day.currency).or_default();
                *amount = *amount + day.amount_minor;
            }
            LedgerStatus::PriceMissing => self.unpriced_days += 1,
            _ => {}
        }
    }
}
