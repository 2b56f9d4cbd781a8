//! Months with days that are owed at a price that is not known.

use super::manifest::PublishedMonth;
use crate::domain::LedgerStatus;
use crate::error::{Error, Exit, Result};

impl PublishedMonth {
    /// Refuses to go on with a month of which some days are owed at a price that is not known.
    ///
    /// # Errors
    /// 78: it has such days.
    pub fn refuse_unpriced(&self, effect: &str) -> Result<()> {
        let days = self.days_by_status.get(&LedgerStatus::PriceMissing).copied().unwrap_or(0);
        if days == 0 {
            return Ok(());
        }
        let what = format!("the price of {days} days of {} is not known", self.month);
        Err(Error::new("C_PRICE", Exit::Config, what)
            .effect(effect)
            .hint("add the price: the statement of the month says which file to write; then run the month again"))
    }
}
