//! Claimed days as rows of their table, there and back.

use std::cmp::Ordering;

use arrow_array::ArrayRef;

use crate::domain::{ClaimDay, Currency, Minor};
use crate::error::Result;
use crate::frames::rows::StoreRow;
use crate::frames::rows::columns::{Batch, RowSlice, authority_code, unknown_word};
use crate::frames::schema::{CLAIM_DAY, Table};

impl StoreRow for ClaimDay {
    const TABLE: &'static Table = &CLAIM_DAY;

    fn order(&self, other: &Self) -> Ordering {
        (&self.payee_code, &self.claim_id, self.day).cmp(&(&other.payee_code, &other.claim_id, other.day))
    }

    fn columns(rows: &RowSlice<'_, Self>) -> Result<Vec<ArrayRef>> {
        Ok(vec![
            rows.text(|day| Some(&day.claim_id)),
            rows.text(|day| Some(&day.payee_code)),
            rows.day(|day| Some(day.day)),
            rows.text(|day| Some(day.part.code())),
            rows.text(|day| day.stay_id.as_deref()),
            rows.text(|day| Some(&day.claimed_for)),
            rows.text(|day| Some(authority_code(day.payer))),
            rows.int64(|day| day.days),
            rows.int32(|day| Some(i32::from(day.says_days))),
            rows.int64(|day| day.amount_minor.0),
            rows.text(|day| Some(day.currency.code())),
        ])
    }

    fn take(batch: &Batch<'_>, rows: &mut Vec<Self>) -> Result<()> {
        let claim_id = batch.text("claim_id")?;
        let payee_code = batch.text("payee_code")?;
        let day = batch.days("day")?;
        let part = batch.text("part")?;
        let stay_id = batch.text("stay_id")?;
        let claimed_for = batch.text("claimed_for")?;
        let payer_code = batch.text("payer_code")?;
        let days = batch.int64("days")?;
        let says_days = batch.int32("says_days")?;
        let amount_minor = batch.int64("amount_minor")?;
        let currency = batch.text("currency")?;
        for row in batch.rows() {
            let known = Currency::from_code(currency.must(row));
            rows.push(Self {
                claim_id: claim_id.own(row),
                payee_code: payee_code.own(row),
                day: day.must_day(row),
                part: part.parse(row)?,
                stay_id: stay_id.maybe(row),
                claimed_for: claimed_for.own(row),
                payer: payer_code.authority(row)?,
                days: days.must(row),
                says_days: says_days.get(row) == Some(1),
                amount_minor: Minor(amount_minor.must(row)),
                currency: known.ok_or_else(|| unknown_word("a currency that this program does not know"))?,
            });
        }
        Ok(())
    }
}
