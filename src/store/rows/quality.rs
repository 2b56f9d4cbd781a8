//! Deliveries, findings, open questions and populations as rows of their tables, there and back.

use std::cmp::Ordering;
use std::sync::Arc;

use arrow::array::{ArrayRef, StringArray};

use crate::domain::{DeliveryCount, FindingCount, OpenQuestion, Population, Severity};
use crate::error::{Error, Result};
use crate::store::rows::StoreRow;
use crate::store::rows::columns::{Batch, RowSlice, authority_code, unknown_word};
use crate::store::schema::{DELIVERY, FINDING, OPEN_QUESTION, POPULATION, Table};

impl StoreRow for DeliveryCount {
    const TABLE: &'static Table = &DELIVERY;

    fn order(&self, other: &Self) -> Ordering {
        (&self.sender, &self.file, &self.source_id).cmp(&(&other.sender, &other.file, &other.source_id))
    }

    fn columns(rows: &RowSlice<'_, Self>) -> Result<Vec<ArrayRef>> {
        Ok(vec![
            rows.text(|row| Some(&row.sender)),
            rows.text(|row| Some(&row.file)),
            rows.text(|row| Some(&row.source_id)),
            rows.text(|row| Some(&row.records_of)),
            rows.int64(|row| row.records),
            rows.int64(|row| row.accepted),
            rows.int64(|row| row.passed_over),
            rows.int64(|row| row.rejected),
            rows.int64(|row| row.duplicates),
        ])
    }

    fn take(batch: &Batch<'_>, rows: &mut Vec<Self>) -> Result<()> {
        let words = ["sender", "file", "source_id", "records_of"];
        let [sender, file, source_id, records_of] = words.map(|name| batch.text(name));
        let (sender, file, source_id, records_of) = (sender?, file?, source_id?, records_of?);
        let numbers = ["records", "accepted", "passed_over", "rejected", "duplicates"];
        let [records, accepted, passed_over, rejected, duplicates] = numbers.map(|name| batch.int64(name));
        let (records, accepted, passed_over) = (records?, accepted?, passed_over?);
        let (rejected, duplicates) = (rejected?, duplicates?);
        for row in batch.rows() {
            rows.push(Self {
                sender: sender.own(row).into(),
                file: file.own(row).into(),
                source_id: source_id.own(row).into(),
                records_of: records_of.own(row).into(),
                records: records.must(row),
                accepted: accepted.must(row),
                passed_over: passed_over.must(row),
                rejected: rejected.must(row),
                duplicates: duplicates.must(row),
            });
        }
        Ok(())
    }
}

impl StoreRow for FindingCount {
    const TABLE: &'static Table = &FINDING;

    fn order(&self, other: &Self) -> Ordering {
        (&self.sender, &self.file, &self.code).cmp(&(&other.sender, &other.file, &other.code))
    }

    fn columns(rows: &RowSlice<'_, Self>) -> Result<Vec<ArrayRef>> {
        Ok(vec![
            rows.text(|row| Some(&row.sender)),
            rows.text(|row| Some(&row.file)),
            rows.text(|row| Some(&row.code)),
            rows.text(|row| Some(&row.severity)),
            rows.int64(|row| row.findings),
            rows.int64(|row| row.records),
        ])
    }

    fn take(batch: &Batch<'_>, rows: &mut Vec<Self>) -> Result<()> {
        let (sender, file) = (batch.text("sender")?, batch.text("file")?);
        let (code, severity) = (batch.text("code")?, batch.text("severity")?);
        let (findings, records) = (batch.int64("findings")?, batch.int64("records")?);
        for row in batch.rows() {
            rows.push(Self {
                sender: sender.own(row).into(),
                file: file.own(row).into(),
                code: code.own(row).into(),
                severity: severity.own(row).into(),
                findings: findings.must(row),
                records: records.must(row),
            });
        }
        Ok(())
    }
}

impl StoreRow for OpenQuestion {
    const TABLE: &'static Table = &OPEN_QUESTION;

    fn order(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }

    fn columns(rows: &RowSlice<'_, Self>) -> Result<Vec<ArrayRef>> {
        let json = |row: &Self| serde_json::to_string(&row.alternatives).map_err(|error| Error::bug(error.to_string()));
        let alternatives = rows.0.iter().map(|row| json(row)).collect::<Result<Vec<String>>>()?;
        let severity = |row: &Self| if row.is_rejected { Severity::Rejected } else { Severity::Warning };
        Ok(vec![
            rows.text(|row| Some(&row.stay_id)),
            rows.text(|row| Some(&row.file)),
            rows.int64(|row| row.record.into()),
            rows.int64(|row| row.line.into()),
            rows.text(|row| Some(&row.column)),
            rows.text(|row| Some(severity(row).word())),
            rows.text(|row| Some(&row.code)),
            rows.text(|row| Some(&row.value)),
            rows.text(|row| Some(&row.message)),
            Arc::new(StringArray::from(alternatives)),
        ])
    }

    fn take(batch: &Batch<'_>, rows: &mut Vec<Self>) -> Result<()> {
        let words = ["stay_id", "file", "column", "severity", "code", "value", "message", "alternatives"];
        let [stay_id, file, column, severity, code, value, message, alternatives] = words.map(|name| batch.text(name));
        let (stay_id, file, column, severity) = (stay_id?, file?, column?, severity?);
        let (code, value, message, alternatives) = (code?, value?, message?, alternatives?);
        let (record, line) = (batch.int64("record")?, batch.int64("line")?);
        let number = |number: i64| u32::try_from(number).map_err(|_| unknown_word("a record beyond all records"));
        for row in batch.rows() {
            let known = serde_json::from_str(alternatives.must(row));
            rows.push(Self {
                stay_id: stay_id.own(row),
                file: file.own(row),
                record: number(record.must(row))?,
                line: number(line.must(row))?,
                column: column.own(row),
                is_rejected: severity.must(row) == Severity::Rejected.word(),
                code: code.own(row),
                value: value.own(row),
                message: message.own(row),
                alternatives: known.map_err(|error| unknown_word(&error.to_string()))?,
            });
        }
        Ok(())
    }
}

impl StoreRow for Population {
    const TABLE: &'static Table = &POPULATION;

    fn order(&self, other: &Self) -> Ordering {
        authority_code(self.authority).cmp(authority_code(other.authority)).then_with(|| self.year.cmp(&other.year))
    }

    fn columns(rows: &RowSlice<'_, Self>) -> Result<Vec<ArrayRef>> {
        Ok(vec![
            rows.text(|row| Some(authority_code(row.authority))),
            rows.int32(|row| Some(row.year.into())),
            rows.int64(|row| row.adults.into()),
            rows.text(|row| Some(&row.source_id)),
        ])
    }

    fn take(batch: &Batch<'_>, rows: &mut Vec<Self>) -> Result<()> {
        let (authority, source_id) = (batch.text("authority_code")?, batch.text("source_id")?);
        let (year, adults) = (batch.int32("year")?, batch.int64("adults")?);
        for row in batch.rows() {
            rows.push(Self {
                authority: authority.authority(row)?,
                year: i16::try_from(year.must(row)).map_err(|_| unknown_word("a year of five digits"))?,
                adults: u32::try_from(adults.must(row)).map_err(|_| unknown_word("fewer people than none"))?,
                source_id: source_id.own(row).into(),
            });
        }
        Ok(())
    }
}
