//! Deliveries, findings, open questions and populations as rows of their tables, there and back.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::domain::{
    Finding, FindingCount, OpenQuestion, Population, Receipt, SentFinding, Severity, Unlinked, finding_codes,
};
use crate::error::{Error, Result};
use crate::frames::rows::StoreRow;
use crate::frames::rows::columns::{Batch, RowSlice, authority_code, unknown_word};
use crate::frames::schema::{DELIVERY, FINDING, FINDING_COUNT, OPEN_QUESTION, POPULATION, Table, UNLINKED};
use arrow_array::{ArrayRef, StringArray};

impl StoreRow for Receipt {
    const TABLE: &'static Table = &DELIVERY;

    fn order(&self, other: &Self) -> Ordering {
        (&self.sender, &self.file, &self.sha256).cmp(&(&other.sender, &other.file, &other.sha256))
    }

    fn columns(rows: &RowSlice<'_, Self>) -> Result<Vec<ArrayRef>> {
        let counts = json(rows.0, |row| serde_json::to_string(&row.counts))?;
        let unreadable = json(rows.0, |row| serde_json::to_string(&row.unreadable))?;
        let day_columns = json(rows.0, |row| serde_json::to_string(&row.day_columns))?;
        Ok(vec![
            rows.text(|row| Some(&row.sender)),
            rows.text(|row| Some(&row.file)),
            rows.text(|row| Some(row.source_id())),
            rows.text(|row| Some(&row.table)),
            rows.int64(|row| row.read.into()),
            rows.int64(|row| row.accepted.into()),
            rows.int64(|row| row.passed_over.into()),
            rows.int64(|row| row.rejected.into()),
            rows.int64(|row| row.duplicates.into()),
            rows.int64(|row| row.waiting.into()),
            rows.int64(|row| row.warnings.into()),
            rows.int64(|row| row.blank_lines.into()),
            counts,
            unreadable,
            day_columns,
            rows.text(|row| Some(&row.sha256)),
        ])
    }

    fn take(batch: &Batch<'_>, rows: &mut Vec<Self>) -> Result<()> {
        let words = ["sender", "file", "records_of", "counts", "unreadable", "day_columns", "sha256"];
        let [sender, file, records_of, counts, unreadable, day_columns, sha256] = words.map(|name| batch.text(name));
        let (sender, file, records_of, counts) = (sender?, file?, records_of?, counts?);
        let (unreadable, day_columns, sha256) = (unreadable?, day_columns?, sha256?);
        let names =
            ["records", "accepted", "passed_over", "rejected", "duplicates", "waiting", "warnings", "blank_lines"];
        let [read, accepted, passed_over, rejected, duplicates, waiting, warnings, blank_lines] =
            names.map(|name| batch.int64(name));
        let (read, accepted, passed_over, rejected) = (read?, accepted?, passed_over?, rejected?);
        let (duplicates, waiting, warnings, blank_lines) = (duplicates?, waiting?, warnings?, blank_lines?);
        for row in batch.rows() {
            rows.push(Self {
                file: file.own(row).into(),
                sha256: sha256.own(row).into(),
                table: records_of.own(row).into(),
                sender: sender.own(row).into(),
                read: number(read.must(row))?,
                accepted: number(accepted.must(row))?,
                passed_over: number(passed_over.must(row))?,
                rejected: number(rejected.must(row))?,
                duplicates: number(duplicates.must(row))?,
                warnings: number(warnings.must(row))?,
                blank_lines: number(blank_lines.must(row))?,
                counts: from_json(counts.must(row))?,
                waiting: number(waiting.must(row))?,
                unreadable: from_json(unreadable.must(row))?,
                day_columns: from_json(day_columns.must(row))?,
            });
        }
        Ok(())
    }
}

impl StoreRow for SentFinding {
    const TABLE: &'static Table = &FINDING;

    fn order(&self, other: &Self) -> Ordering {
        let (mine, theirs) = (&self.finding, &other.finding);
        (&self.sender, &mine.file, mine.record, self.number).cmp(&(
            &other.sender,
            &theirs.file,
            theirs.record,
            other.number,
        ))
    }

    fn columns(rows: &RowSlice<'_, Self>) -> Result<Vec<ArrayRef>> {
        Ok(vec![
            rows.text(|row| Some(&row.sender)),
            rows.text(|row| Some(&row.finding.file)),
            rows.int64(|row| row.finding.record.into()),
            rows.int64(|row| row.number.into()),
            rows.int64(|row| row.finding.line.into()),
            rows.int64(|row| i64::try_from(row.finding.byte_offset).unwrap_or(i64::MAX)),
            rows.text(|row| Some(&row.finding.column)),
            rows.text(|row| Some(row.finding.severity.word())),
            rows.text(|row| Some(row.finding.code)),
            rows.text(|row| Some(&row.finding.value)),
            rows.text(|row| Some(&row.finding.message)),
            rows.text(|row| Some(&row.finding.hint)),
            rows.text(|row| Some(&row.finding.stay_id)),
        ])
    }

    fn take(batch: &Batch<'_>, rows: &mut Vec<Self>) -> Result<()> {
        let words = ["sender", "file", "column", "severity", "code", "value", "message", "hint", "stay_id"];
        let [sender, file, column, severity, code, value, message, hint, stay_id] = words.map(|name| batch.text(name));
        let (sender, file, column, severity) = (sender?, file?, column?, severity?);
        let (code, value, message, hint, stay_id) = (code?, value?, message?, hint?, stay_id?);
        let (record, nth) = (batch.int64("record")?, batch.int64("number")?);
        let (line, byte_offset) = (batch.int64("line")?, batch.int64("byte_offset")?);
        for row in batch.rows() {
            let severity = known_severity(severity.must(row))?;
            let finding = Finding {
                file: file.own(row).into(),
                record: number(record.must(row))?,
                line: number(line.must(row))?,
                byte_offset: u64::try_from(byte_offset.must(row)).unwrap_or_default(),
                column: column.own(row).into(),
                severity,
                code: finding_codes::known(code.must(row)),
                value: value.own(row).into(),
                message: message.own(row).into(),
                hint: hint.own(row).into(),
                stay_id: stay_id.own(row).into(),
            };
            rows.push(Self { sender: sender.own(row).into(), number: number(nth.must(row))?, finding });
        }
        Ok(())
    }
}

impl StoreRow for FindingCount {
    const TABLE: &'static Table = &FINDING_COUNT;

    fn order(&self, other: &Self) -> Ordering {
        let (mine, theirs) = (&self.example, &other.example);
        (&self.sender, &mine.file, &self.source_id, mine.severity, mine.code).cmp(&(
            &other.sender,
            &theirs.file,
            &other.source_id,
            theirs.severity,
            theirs.code,
        ))
    }

    fn columns(rows: &RowSlice<'_, Self>) -> Result<Vec<ArrayRef>> {
        let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        Ok(vec![
            rows.text(|row| Some(&row.sender)),
            rows.text(|row| Some(&row.example.file)),
            rows.text(|row| Some(&row.source_id)),
            rows.text(|row| Some(row.example.severity.word())),
            rows.text(|row| Some(row.example.code)),
            rows.int64(|row| whole(row.findings)),
            rows.int64(|row| whole(row.records)),
            rows.int64(|row| row.example.record.into()),
            rows.int64(|row| row.example.line.into()),
            rows.int64(|row| whole(row.example.byte_offset)),
            rows.text(|row| Some(&row.example.column)),
            rows.text(|row| Some(&row.example.value)),
            rows.text(|row| Some(&row.example.message)),
            rows.text(|row| Some(&row.example.hint)),
            rows.text(|row| Some(&row.example.stay_id)),
        ])
    }

    fn take(batch: &Batch<'_>, rows: &mut Vec<Self>) -> Result<()> {
        let words = ["sender", "file", "source_id", "severity", "code"].map(|name| batch.text(name));
        let [sender, file, source_id, severity, code] = words;
        let (sender, file, source_id, severity, code) = (sender?, file?, source_id?, severity?, code?);
        let words = ["column", "value", "message", "hint", "stay_id"];
        let [column, value, message, hint, stay_id] = words.map(|name| batch.text(&format!("example_{name}")));
        let (column, value, message, hint, stay_id) = (column?, value?, message?, hint?, stay_id?);
        let (findings, records) = (batch.int64("findings")?, batch.int64("records")?);
        let (record, line) = (batch.int64("example_record")?, batch.int64("example_line")?);
        let byte_offset = batch.int64("example_byte_offset")?;
        let whole = |number: i64| u64::try_from(number).unwrap_or_default();
        for row in batch.rows() {
            let example = Finding {
                file: file.own(row).into(),
                record: number(record.must(row))?,
                line: number(line.must(row))?,
                byte_offset: whole(byte_offset.must(row)),
                column: column.own(row).into(),
                severity: known_severity(severity.must(row))?,
                code: finding_codes::known(code.must(row)),
                value: value.own(row).into(),
                message: message.own(row).into(),
                hint: hint.own(row).into(),
                stay_id: stay_id.own(row).into(),
            };
            rows.push(Self {
                sender: sender.own(row).into(),
                source_id: source_id.own(row).into(),
                findings: whole(findings.must(row)),
                records: whole(records.must(row)),
                example,
            });
        }
        Ok(())
    }
}

impl StoreRow for Unlinked {
    const TABLE: &'static Table = &UNLINKED;

    fn order(&self, other: &Self) -> Ordering {
        (self.place(), self.what.code()).cmp(&(other.place(), other.what.code()))
    }

    fn columns(rows: &RowSlice<'_, Self>) -> Result<Vec<ArrayRef>> {
        let stake = json(rows.0, |row| serde_json::to_string(&row.stake))?;
        Ok(vec![
            rows.text(|row| Some(row.what.code())),
            rows.text(|row| Some(row.quality.code())),
            rows.text(|row| Some(&row.file)),
            rows.int64(|row| row.record.into()),
            rows.text(|row| Some(&row.source_id)),
            rows.day(|row| Some(row.from_on)),
            rows.text(|row| Some(&row.why)),
            stake,
        ])
    }

    fn take(batch: &Batch<'_>, rows: &mut Vec<Self>) -> Result<()> {
        let [what, quality, file, source_id, why, stake] =
            ["what", "link_quality", "file", "source_id", "why", "stake"].map(|name| batch.text(name));
        let (what, quality, file, source_id, why, stake) = (what?, quality?, file?, source_id?, why?, stake?);
        let (record, from_on) = (batch.int64("record")?, batch.days("from_on")?);
        for row in batch.rows() {
            rows.push(Self {
                what: what.parse(row)?,
                quality: quality.parse(row)?,
                file: file.own(row).into(),
                source_id: source_id.own(row),
                record: number(record.must(row))?,
                from_on: from_on.must_day(row),
                why: why.own(row).into(),
                stake: from_json(stake.must(row))?,
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
        let alternatives = json(rows.0, |row| serde_json::to_string(&row.alternatives))?;
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
            alternatives,
        ])
    }

    fn take(batch: &Batch<'_>, rows: &mut Vec<Self>) -> Result<()> {
        let words = ["stay_id", "file", "column", "severity", "code", "value", "message", "alternatives"];
        let [stay_id, file, column, severity, code, value, message, alternatives] = words.map(|name| batch.text(name));
        let (stay_id, file, column, severity) = (stay_id?, file?, column?, severity?);
        let (code, value, message, alternatives) = (code?, value?, message?, alternatives?);
        let (record, line) = (batch.int64("record")?, batch.int64("line")?);
        for row in batch.rows() {
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
                alternatives: from_json(alternatives.must(row))?,
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

fn known_severity(word: &str) -> Result<Severity> {
    let known = Severity::ALL.into_iter().find(|severity| severity.word() == word);
    known.ok_or_else(|| unknown_word("a severity that is not known"))
}

/// A column of JSON texts.
pub(crate) fn json<T>(rows: &[T], text: impl Fn(&T) -> serde_json::Result<String>) -> Result<ArrayRef> {
    let texts = rows.iter().map(|row| text(row).map_err(|error| Error::bug(error.to_string())));
    Ok(Arc::new(StringArray::from(texts.collect::<Result<Vec<String>>>()?)))
}

pub(crate) fn from_json<'a, T: serde::Deserialize<'a>>(text: &'a str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| unknown_word(&error.to_string()))
}

pub(crate) fn number(number: i64) -> Result<u32> {
    u32::try_from(number).map_err(|_| unknown_word("a number that no delivery has"))
}
