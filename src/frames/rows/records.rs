//! What settling starts from, as rows of tables, there and back.

use std::cmp::Ordering;

use arrow_array::ArrayRef;

use crate::domain::{Day, Receipt, StoredRecord};
use crate::error::Result;
use crate::frames::rows::StoreRow;
use crate::frames::rows::columns::{Batch, RowSlice, unknown_word};
use crate::frames::rows::quality::{from_json, json, number};
use crate::frames::schema::Table;
use crate::frames::schema::records::{DELIVERY_PART, FACT_DAY, RECORD};

/// What became of the records of one delivery that are in one partition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryPart {
    /// The delivery, by its place in the manifest.
    pub delivery: u32,
    /// The counts. The names of the delivery are empty: the manifest has them.
    pub receipt: Receipt,
}

/// How many facts of one delivery lie on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactDay {
    /// The delivery, by its place in the manifest.
    pub delivery: u32,
    /// The day.
    pub day: Day,
    /// How many.
    pub facts: u32,
}

impl StoreRow for StoredRecord {
    const TABLE: &'static Table = &RECORD;

    /// What reading left open stands at the place of its record.
    fn order(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }

    fn columns(rows: &RowSlice<'_, Self>) -> Result<Vec<ArrayRef>> {
        Ok(vec![
            rows.int32(|row| Some(row.delivery as i32)),
            rows.int64(|row| row.record.into()),
            rows.int64(|row| row.line.into()),
            rows.int64(|row| i64::try_from(row.offset).unwrap_or(i64::MAX)),
            rows.bytes(|row| &row.form),
        ])
    }

    fn take(batch: &Batch<'_>, rows: &mut Vec<Self>) -> Result<()> {
        let (delivery, form) = (batch.int32("delivery")?, batch.bytes("form")?);
        let [record, line, offset] = ["record", "line", "byte_offset"].map(|name| batch.int64(name));
        let (record, line, offset) = (record?, line?, offset?);
        for row in batch.rows() {
            rows.push(Self {
                delivery: delivery_number(delivery.must(row))?,
                record: number(record.must(row))?,
                line: number(line.must(row))?,
                offset: u64::try_from(offset.must(row)).unwrap_or_default(),
                form: form.value(row).into(),
            });
        }
        Ok(())
    }
}

impl StoreRow for DeliveryPart {
    const TABLE: &'static Table = &DELIVERY_PART;

    fn order(&self, other: &Self) -> Ordering {
        self.delivery.cmp(&other.delivery)
    }

    fn columns(rows: &RowSlice<'_, Self>) -> Result<Vec<ArrayRef>> {
        Ok(vec![
            rows.int32(|row| Some(row.delivery as i32)),
            rows.int64(|row| row.receipt.read.into()),
            rows.int64(|row| row.receipt.accepted.into()),
            rows.int64(|row| row.receipt.passed_over.into()),
            rows.int64(|row| row.receipt.rejected.into()),
            rows.int64(|row| row.receipt.duplicates.into()),
            rows.int64(|row| row.receipt.waiting.into()),
            rows.int64(|row| row.receipt.warnings.into()),
            rows.int64(|row| row.receipt.blank_lines.into()),
            json(rows.0, |row| serde_json::to_string(&row.receipt.counts))?,
            json(rows.0, |row| serde_json::to_string(&row.receipt.unreadable))?,
        ])
    }

    fn take(batch: &Batch<'_>, rows: &mut Vec<Self>) -> Result<()> {
        let (counts, unreadable) = (batch.text("counts")?, batch.text("unreadable")?);
        let delivery = batch.int32("delivery")?;
        let int64 = |name: &str, row: usize| number(batch.int64(name)?.must(row));
        for row in batch.rows() {
            let receipt = Receipt {
                read: int64("records", row)?,
                accepted: int64("accepted", row)?,
                passed_over: int64("passed_over", row)?,
                rejected: int64("rejected", row)?,
                duplicates: int64("duplicates", row)?,
                waiting: int64("waiting", row)?,
                warnings: int64("warnings", row)?,
                blank_lines: int64("blank_lines", row)?,
                counts: from_json(counts.must(row))?,
                unreadable: from_json(unreadable.must(row))?,
                ..Receipt::default()
            };
            rows.push(Self { delivery: delivery_number(delivery.must(row))?, receipt });
        }
        Ok(())
    }
}

impl StoreRow for FactDay {
    const TABLE: &'static Table = &FACT_DAY;

    fn order(&self, other: &Self) -> Ordering {
        (self.delivery, self.day).cmp(&(other.delivery, other.day))
    }

    fn columns(rows: &RowSlice<'_, Self>) -> Result<Vec<ArrayRef>> {
        let delivery = rows.int32(|row| Some(row.delivery as i32));
        Ok(vec![delivery, rows.day(|row| Some(row.day)), rows.int64(|row| row.facts.into())])
    }

    fn take(batch: &Batch<'_>, rows: &mut Vec<Self>) -> Result<()> {
        let (delivery, day, facts) = (batch.int32("delivery")?, batch.days("day")?, batch.int64("facts")?);
        for row in batch.rows() {
            let facts = number(facts.must(row))?;
            rows.push(Self { delivery: delivery_number(delivery.must(row))?, day: day.must_day(row), facts });
        }
        Ok(())
    }
}

fn delivery_number(number: i32) -> Result<u32> {
    u32::try_from(number).map_err(|_| unknown_word("a delivery below 0"))
}
