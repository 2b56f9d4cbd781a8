//! Claims and links as rows of their tables, there and back.

use std::cmp::Ordering;

use arrow_array::ArrayRef;

use crate::domain::{Claim, Currency, Link, Minor, PersonKey};
use crate::error::Result;
use crate::frames::rows::columns::{Batch, RowSlice, authority_code, unknown_word};
use crate::frames::rows::{Origins, StoreRow};
use crate::frames::schema::{CLAIM, LINK, Table};

impl StoreRow for Claim {
    const TABLE: &'static Table = &CLAIM;

    fn order(&self, other: &Self) -> Ordering {
        (&self.payee_code, &self.claim_id).cmp(&(&other.payee_code, &other.claim_id))
    }

    fn columns(rows: &RowSlice<'_, Self>) -> Result<Vec<ArrayRef>> {
        Ok(vec![
            rows.text(|claim| Some(&claim.claim_id)),
            rows.text(|claim| claim.stay_id.as_deref()),
            rows.text(|claim| Some(claim.link_quality.code())),
            rows.text(|claim| claim.claimed_stay_id.as_deref()),
            rows.text(|claim| claim.person_key.as_ref().map(|key| &*key.0)),
            rows.day(|claim| claim.admitted_on),
            rows.day(|claim| Some(claim.from_on)),
            rows.day(|claim| Some(claim.to_on)),
            rows.int32(|claim| claim.days.and_then(|days| i32::try_from(days).ok())),
            rows.text(|claim| Some(claim.claimed_days.code())),
            rows.int64(|claim| claim.amount_minor.0),
            rows.text(|claim| Some(claim.currency.code())),
            rows.text(|claim| Some(&claim.payee_code)),
            rows.text(|claim| Some(authority_code(claim.payer))),
            rows.text(|claim| Some(&claim.origin.source_id)),
            rows.int64(|claim| claim.origin.source_record.into()),
        ])
    }

    fn take(batch: &Batch<'_>, rows: &mut Vec<Self>) -> Result<()> {
        let claim_id = batch.text("claim_id")?;
        let stay_id = batch.text("stay_id")?;
        let link_quality = batch.text("link_quality")?;
        let claimed_stay_id = batch.text("claimed_stay_id")?;
        let person_key = batch.text("person_key")?;
        let admitted_on = batch.days("admitted_on")?;
        let from_on = batch.days("from_on")?;
        let to_on = batch.days("to_on")?;
        let days = batch.int32("days")?;
        let claimed_days = batch.text("claimed_days")?;
        let amount_minor = batch.int64("amount_minor")?;
        let currency = batch.text("currency")?;
        let payee_code = batch.text("payee_code")?;
        let payer_code = batch.text("payer_code")?;
        let origins = Origins::of(batch)?;
        for row in batch.rows() {
            let known = Currency::from_code(currency.must(row));
            let counted = days.get(row).map(u32::try_from).transpose();
            rows.push(Self {
                claim_id: claim_id.own(row),
                stay_id: stay_id.maybe(row),
                link_quality: link_quality.parse(row)?,
                claimed_stay_id: claimed_stay_id.maybe(row),
                person_key: person_key.maybe(row).map(PersonKey),
                admitted_on: admitted_on.day(row),
                from_on: from_on.must_day(row),
                to_on: to_on.must_day(row),
                days: counted.map_err(|_| unknown_word("days below zero"))?,
                claimed_days: claimed_days.parse(row)?,
                amount_minor: Minor(amount_minor.must(row)),
                currency: known.ok_or_else(|| unknown_word("a currency that this program does not know"))?,
                payee_code: payee_code.own(row),
                payer: payer_code.authority(row)?,
                origin: origins.at(row)?,
            });
        }
        Ok(())
    }
}

impl StoreRow for Link {
    const TABLE: &'static Table = &LINK;

    fn order(&self, other: &Self) -> Ordering {
        (&self.origin, self.what.code()).cmp(&(&other.origin, other.what.code()))
    }

    fn columns(rows: &RowSlice<'_, Self>) -> Result<Vec<ArrayRef>> {
        Ok(vec![
            rows.text(|link| Some(link.what.code())),
            rows.text(|link| link.stay_id.as_deref()),
            rows.text(|link| Some(link.quality.code())),
            rows.day(|link| Some(link.from_on)),
            rows.text(|link| Some(&link.origin.source_id)),
            rows.int64(|link| link.origin.source_record.into()),
        ])
    }

    fn take(batch: &Batch<'_>, rows: &mut Vec<Self>) -> Result<()> {
        let what = batch.text("what")?;
        let stay_id = batch.text("stay_id")?;
        let quality = batch.text("link_quality")?;
        let from_on = batch.days("from_on")?;
        let origins = Origins::of(batch)?;
        for row in batch.rows() {
            rows.push(Self {
                stay_id: stay_id.maybe(row),
                what: what.parse(row)?,
                quality: quality.parse(row)?,
                from_on: from_on.must_day(row),
                origin: origins.at(row)?,
            });
        }
        Ok(())
    }
}
