//! What is kept of the counted days of removed stays, as rows of the table of months, there and back.

use std::cmp::Ordering;

use arrow_array::ArrayRef;

use crate::domain::KeptCount;
use crate::domain::day::NotAMonth;
use crate::error::Result;
use crate::frames::rows::StoreRow;
use crate::frames::rows::columns::{Batch, RowSlice, unknown_word};
use crate::frames::schema::{COUNTED_MONTH, Table};

impl StoreRow for KeptCount {
    const TABLE: &'static Table = &COUNTED_MONTH;

    fn order(&self, other: &Self) -> Ordering {
        let place =
            |row: &Self| (row.convention.clone(), row.month, row.authority_code.clone(), row.provider_code.clone());
        let why =
            |row: &Self| (row.care_type.code(), row.reason_code.clone(), row.attributed_to.map(|side| side.code()));
        place(self).cmp(&place(other)).then_with(|| why(self).cmp(&why(other)))
    }

    fn columns(rows: &RowSlice<'_, Self>) -> Result<Vec<ArrayRef>> {
        let months: Vec<String> = rows.0.iter().map(|row| row.month.to_string()).collect();
        let months: arrow_array::StringArray = months.into_iter().map(Some).collect();
        Ok(vec![
            rows.text(|row| Some(&row.convention)),
            std::sync::Arc::new(months),
            rows.text(|row| Some(&row.authority_code)),
            rows.text(|row| Some(&row.provider_code)),
            rows.text(|row| Some(row.care_type.code())),
            rows.text(|row| Some(&row.reason_code)),
            rows.text(|row| Some(row.attributed_to.map_or("", |side| side.code()))),
            rows.int32(|row| Some(row.days)),
            rows.int32(|row| Some(row.people)),
        ])
    }

    fn take(batch: &Batch<'_>, rows: &mut Vec<Self>) -> Result<()> {
        let (convention, month) = (batch.text("convention")?, batch.text("month")?);
        let (authority_code, provider_code) = (batch.text("authority_code")?, batch.text("provider_code")?);
        let (care_type, reason_code) = (batch.text("care_type")?, batch.text("reason_code")?);
        let attributed_to = batch.text("attributed_to")?;
        let (days, people) = (batch.int32("days")?, batch.int32("people")?);
        for row in batch.rows() {
            let is_attributed = !attributed_to.must(row).is_empty();
            rows.push(Self {
                convention: convention.own(row),
                month: month.must(row).parse().map_err(|error: NotAMonth| unknown_word(&error.to_string()))?,
                authority_code: authority_code.own(row),
                provider_code: provider_code.own(row),
                care_type: care_type.parse(row)?,
                reason_code: reason_code.own(row),
                attributed_to: is_attributed.then(|| attributed_to.parse(row)).transpose()?,
                days: days.must(row),
                people: people.must(row),
            });
        }
        Ok(())
    }
}
