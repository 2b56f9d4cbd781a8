//! What was said about stays, as rows of its table, there and back.

use std::cmp::Ordering;

use arrow_array::ArrayRef;

use crate::domain::Minor;
use crate::domain::position::StayPosition;
use crate::error::Result;
use crate::frames::rows::StoreRow;
use crate::frames::rows::columns::{Batch, RowSlice};
use crate::frames::schema::Table;
use crate::frames::schema::positions::POSITION;

impl StoreRow for StayPosition {
    const TABLE: &'static Table = &POSITION;

    fn order(&self, other: &Self) -> Ordering {
        self.stay_id.cmp(&other.stay_id)
    }

    fn columns(rows: &RowSlice<'_, Self>) -> Result<Vec<ArrayRef>> {
        Ok(vec![
            rows.text(|row| Some(&row.stay_id)),
            rows.text(|row| Some(row.state.code())),
            rows.int64(|row| row.charged_minor.0),
            rows.int64(|row| row.beyond_minor.0),
            rows.int64(|row| row.amount_minor.0),
            rows.text(|row| Some(&row.reason)),
            rows.text(|row| Some(&row.claim)),
            rows.text(|row| Some(&row.by)),
            rows.day(|row| Some(row.on)),
        ])
    }

    fn take(batch: &Batch<'_>, rows: &mut Vec<Self>) -> Result<()> {
        let (stay_id, state) = (batch.text("stay_id")?, batch.text("state")?);
        let (charged_minor, beyond_minor) = (batch.int64("charged_minor")?, batch.int64("beyond_minor")?);
        let (amount_minor, reason, claim) = (batch.int64("amount_minor")?, batch.text("reason")?, batch.text("claim")?);
        let (by, on) = (batch.text("by")?, batch.days("on")?);
        for row in batch.rows() {
            rows.push(Self {
                stay_id: stay_id.own(row),
                state: state.parse(row)?,
                charged_minor: Minor(charged_minor.must(row)),
                beyond_minor: Minor(beyond_minor.must(row)),
                amount_minor: Minor(amount_minor.must(row)),
                reason: reason.own(row),
                claim: claim.own(row),
                by: by.own(row),
                on: on.must_day(row),
            });
        }
        Ok(())
    }
}
