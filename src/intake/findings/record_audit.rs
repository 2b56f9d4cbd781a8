//! The one place that counts: every record read is accepted, passed over, rejected or a duplicate, and the sums are checked.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::finding::PASSED_OVER;
use crate::domain::finding_codes::FindingCode;
use crate::domain::{Alternative, Finding, OpenQuestion, Receipt, Severity};
use crate::error::{Error, Exit, Result};
use crate::files::refusal::FileWarning;
use crate::intake::Delivery;
use crate::intake::findings::assumptions;
use crate::intake::findings::candidate::{Candidate, Place};
use crate::intake::findings::disposition::{Disposition, Whose, waits};
use crate::intake::validate::cells::CellIssue;

/// The counts of every delivery, and the findings.
#[derive(Debug)]
pub struct RecordAudit {
    receipts: Vec<Receipt>,
    findings: Vec<PlacedFinding>,
    questions: Vec<Asked>,
    kept: Vec<KeptRecord>,
}

/// A finding, and the delivery that it is about: several can have one name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlacedFinding {
    /// The finding.
    pub finding: Finding,
    /// The delivery, by its place in the list.
    pub delivery: usize,
}

/// A record that was accepted or passed over. Of every other record a finding says what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptRecord {
    /// The delivery, by its place in the list.
    pub delivery: usize,
    /// The record, from 1.
    pub record: u32,
    /// As what it was passed over; nothing if it was accepted.
    pub passed_over: Option<Box<str>>,
}

impl KeptRecord {
    /// Counts what became of it.
    pub fn count(&self, receipt: &mut Receipt) {
        match &self.passed_over {
            None => receipt.accepted += 1,
            Some(what) => {
                receipt.passed_over += 1;
                *receipt.counts.entry(format!("{PASSED_OVER}{what}")).or_default() += 1;
            }
        }
    }
}

/// Counts what a finding did to its record.
pub fn count_found(receipt: &mut Receipt, severity: Severity, code: FindingCode) {
    match severity {
        Severity::Rejected => {
            receipt.rejected += 1;
            receipt.waiting += u32::from(waits(code));
        }
        Severity::Duplicate => receipt.duplicates += 1,
        Severity::Warning => receipt.warnings += 1,
    }
}

/// What an audit comes to.
#[derive(Debug, Default)]
pub struct Audited {
    /// The receipts in the order of the deliveries.
    pub receipts: Vec<Receipt>,
    /// The findings by file and record.
    pub findings: Vec<PlacedFinding>,
    /// The records that were accepted or passed over.
    pub kept: Vec<KeptRecord>,
}

/// What a finding leaves open about a stay.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Asked {
    /// Where its record stands.
    #[serde(skip)]
    pub place: Place,
    /// The question; the stay is empty where the record names none.
    pub question: OpenQuestion,
    /// Whose stay it is, where the one that is named is not here.
    pub whose: Whose,
}

impl RecordAudit {
    /// Nothing counted yet.
    pub fn new(deliveries: &[Delivery<'_>]) -> Self {
        let receipts = deliveries.iter().map(blank).collect();
        Self { receipts, findings: Vec::new(), questions: Vec::new(), kept: Vec::new() }
    }

    /// What was counted and found when deliveries were read before: the receipt of each, and findings.
    pub fn from_parts(receipts: Vec<Receipt>, findings: Vec<PlacedFinding>) -> Self {
        Self { receipts, findings, questions: Vec::new(), kept: Vec::new() }
    }

    /// Adds what reading found that is counted already, and what it left open.
    pub fn add(&mut self, findings: Vec<PlacedFinding>, questions: Vec<Asked>) {
        self.findings.extend(findings);
        self.questions.extend(questions);
    }

    /// The receipt of each delivery so far, the findings, and the questions.
    pub fn into_parts(self) -> (Vec<Receipt>, Vec<Finding>, Vec<Asked>) {
        let findings = self.findings.into_iter().map(|found| found.finding).collect();
        (self.receipts, findings, self.questions)
    }

    /// Takes what was found and left open so far; it stays counted.
    pub fn take_found(&mut self) -> (Vec<Finding>, Vec<Asked>) {
        let findings = std::mem::take(&mut self.findings).into_iter().map(|found| found.finding).collect();
        (findings, std::mem::take(&mut self.questions))
    }

    /// A record was read.
    pub fn read(&mut self, delivery: usize) {
        self.receipts[delivery].read += 1;
    }

    /// So many blank lines were passed over.
    pub fn blank_lines(&mut self, delivery: usize, lines: u32) {
        self.receipts[delivery].blank_lines += lines;
    }

    /// What else was counted in the records of a delivery.
    pub fn counts(&mut self, delivery: usize, counts: BTreeMap<String, u32>) {
        for (name, count) in counts {
            *self.receipts[delivery].counts.entry(name).or_default() += count;
        }
    }

    /// No value of a column of a delivery could be read.
    pub fn unreadable(&mut self, delivery: usize, column: String) {
        self.receipts[delivery].unreadable.push(column);
    }

    /// How the columns of days of a delivery are named, in the order of the file.
    pub fn set_day_columns(&mut self, delivery: usize, names: Vec<String>) {
        self.receipts[delivery].day_columns = names;
    }

    /// The names of the columns of days of a delivery, in the order of the file.
    pub fn day_columns(&self, delivery: usize) -> &[String] {
        &self.receipts[delivery].day_columns
    }

    /// Adds what a further part of the same deliveries gave, which was counted on its own.
    pub fn append(&mut self, part: Self) {
        part.receipts.iter().zip(&mut self.receipts).for_each(|(part, receipt)| part.add_to(receipt));
        self.findings.extend(part.findings);
        self.questions.extend(part.questions);
        self.kept.extend(part.kept);
    }

    /// The receipts with nothing counted.
    pub fn blank_receipts(&self) -> Vec<Receipt> {
        self.receipts.iter().map(Receipt::without_counts).collect()
    }

    /// The row was taken, with whatever is doubtful in it.
    pub fn accept<T>(&mut self, candidate: &Candidate<T>, stay_id: &str) {
        candidate.places().for_each(|place| self.accept_alone(place));
        self.remark(candidate.place, &candidate.remarks, stay_id);
    }

    /// Says what is doubtful in a record that was taken.
    pub fn remark(&mut self, place: Place, remarks: &[CellIssue], stay_id: &str) {
        for issue in remarks {
            let disposition = Disposition::cell(issue.clone(), stay_id);
            let assumed = assumptions::of(disposition.code, &disposition.column, &disposition.value);
            self.warn(place, assumed.into_iter().fold(disposition, Disposition::supposing));
        }
    }

    /// A record that makes no row of its own was taken.
    pub fn accept_alone(&mut self, place: Place) {
        self.keep(KeptRecord { delivery: place.delivery, record: place.record, passed_over: None });
    }

    /// The record says nothing about a stay of its own; as what it is counted.
    pub fn pass_over(&mut self, place: Place, what: &str) {
        self.keep(KeptRecord { delivery: place.delivery, record: place.record, passed_over: Some(what.into()) });
    }

    fn keep(&mut self, kept: KeptRecord) {
        kept.count(&mut self.receipts[kept.delivery]);
        self.kept.push(kept);
    }

    /// The record was not taken.
    pub fn reject(&mut self, place: Place, disposition: Disposition) {
        self.find(place, Severity::Rejected, disposition);
    }

    /// The record was taken before, or newer news was.
    pub fn duplicate(&mut self, place: Place, disposition: Disposition) {
        self.find(place, Severity::Duplicate, disposition);
    }

    /// None of the records behind the row was taken.
    pub fn reject_all<T>(&mut self, candidate: &Candidate<T>, disposition: &Disposition) {
        candidate.places().for_each(|place| self.reject(place, disposition.clone()));
    }

    /// All of the records behind the row were taken before, or newer news was.
    pub fn duplicate_all<T>(&mut self, candidate: &Candidate<T>, disposition: &Disposition) {
        candidate.places().for_each(|place| self.duplicate(place, disposition.clone()));
    }

    /// The record is doubtful; what becomes of it is settled elsewhere.
    pub fn warn(&mut self, place: Place, disposition: Disposition) {
        self.find(place, Severity::Warning, disposition);
    }

    /// A warning about a whole delivery.
    pub fn note(&mut self, delivery: usize, note: FileWarning) {
        let place = Place { delivery, record: 0, line: 1, offset: 0 };
        self.warn(place, Disposition::new(note.code, "", note.message, note.hint));
    }

    /// A delivery whose bytes came before: all its records are duplicates.
    pub fn repeat(&mut self, delivery: usize, first: usize) {
        let (read, file) = (self.receipts[first].read, self.receipts[first].file.clone());
        let message = format!("the bytes are those of `{file}`: all {read} records were counted there");
        let place = Place { delivery, record: 0, line: 1, offset: 0 };
        self.find(place, Severity::Duplicate, Disposition::new("D_DELIVERY", "", message, "nothing to do"));
        let receipt = &mut self.receipts[delivery];
        (receipt.read, receipt.duplicates) = (read, read);
    }

    /// The name of a delivery.
    pub fn file(&self, delivery: usize) -> &str {
        &self.receipts[delivery].file
    }

    /// The first characters of the SHA-256 of a delivery.
    pub fn source_id(&self, delivery: usize) -> &str {
        let sha256 = &self.receipts[delivery].sha256;
        sha256.get(..16).unwrap_or(sha256)
    }

    fn find(&mut self, place: Place, severity: Severity, disposition: Disposition) {
        let file = self.receipts[place.delivery].file.clone();
        let Disposition { code, stay_id, column, value, message, hint, named, whose, alternatives, is_beside_the_bill } =
            disposition;
        let Place { record, line, offset: byte_offset, .. } = place;
        let finding =
            Finding { file, record, line, byte_offset, column, severity, code, value, message, hint, stay_id };
        count_found(&mut self.receipts[place.delivery], severity, code);
        if !is_beside_the_bill {
            self.ask(place, &finding, (named, whose), alternatives);
        }
        self.findings.push(PlacedFinding { finding, delivery: place.delivery });
    }

    /// Notes what a finding leaves open about a stay. Facts of the future are taken by a later run, so they leave nothing
    /// open now; duplicates never do.
    fn ask(
        &mut self,
        place: Place,
        finding: &Finding,
        (named, whose): (Option<Box<str>>, Whose),
        mut alternatives: Vec<Alternative>,
    ) {
        let says_nothing = matches!(finding.code, "R_FUTURE" | "R_HEADER_REPEAT");
        let rejected = finding.severity == Severity::Rejected && !says_nothing;
        if rejected && alternatives.is_empty() {
            alternatives.push(Alternative::Anything);
        }
        let stay_id = named.unwrap_or_else(|| finding.stay_id.as_str().into());
        // Reasons and claims are what others say of the days: no bill is made of them.
        let is_beside = matches!(self.receipts[place.delivery].table.as_str(), "reason" | "claim");
        let opens = (rejected || finding.severity == Severity::Warning) && !is_beside;
        if !opens || (stay_id.is_empty() && whose.persons.is_empty()) || alternatives.is_empty() {
            return;
        }
        let Finding { file, record, line, column, code, value, message, .. } = finding;
        let question = OpenQuestion {
            stay_id,
            file: file.as_str().into(),
            record: *record,
            line: *line,
            column: column.as_str().into(),
            is_rejected: rejected,
            code: (*code).into(),
            value: value.as_str().into(),
            message: message.as_str().into(),
            alternatives: alternatives.into_iter().map(Alternative::without_number).collect(),
        };
        self.questions.push(Asked { place, question, whose });
    }

    /// What is left open about a stay under one name is about the stay of another name, to which its records were linked.
    pub fn ask_about(&mut self, name: &str, stay_id: &str) {
        let named = self.questions.iter_mut().map(|asked| &mut asked.question);
        named.filter(|question| &*question.stay_id == name).for_each(|question| question.stay_id = stay_id.into());
    }

    /// Of what is left open keeps what is still open, once more is known of whose it is.
    pub fn still_open(&mut self, is_open: impl FnMut(&mut Asked) -> bool) {
        self.questions.retain_mut(is_open);
    }

    /// What the findings leave open about stays.
    pub fn take_questions(&mut self) -> Vec<Asked> {
        std::mem::take(&mut self.questions)
    }

    /// The receipts in the order of the deliveries, and the findings by file and record.
    ///
    /// # Errors
    /// The sums do not agree, which is a bug of this program.
    pub fn finish(self) -> Result<(Vec<Receipt>, Vec<Finding>)> {
        check_sums(&self.receipts)?;
        let Audited { receipts, findings, .. } = self.finish_partly();
        Ok((receipts, findings.into_iter().map(|found| found.finding).collect()))
    }

    /// The same where only a part of the records of the deliveries was settled, so that the sums say nothing yet.
    pub fn finish_partly(mut self) -> Audited {
        self.findings.sort();
        Audited { receipts: self.receipts, findings: self.findings, kept: self.kept }
    }
}

/// Every record that was read is accepted, passed over, rejected or a duplicate.
///
/// # Errors
/// The sums do not agree, which is a bug of this program.
pub fn check_sums(receipts: &[Receipt]) -> Result<()> {
    for receipt in receipts {
        let Receipt { file, read, accepted, passed_over, rejected, duplicates, .. } = receipt;
        if *read != accepted + passed_over + rejected + duplicates {
            let what = format!(
                "of `{file}` {read} records were read, but {accepted} accepted, {passed_over} passed over, {rejected} \
                 rejected and {duplicates} duplicates were counted"
            );
            let error = Error::new("X_COUNT", Exit::Bug, what).effect("nothing was taken; the last good month stays");
            return Err(error.hint("please report it: this is an error of the program"));
        }
    }
    Ok(())
}

/// The receipt of a delivery of which nothing is counted yet.
pub fn blank(delivery: &Delivery<'_>) -> Receipt {
    let [file, sha256, table] = [delivery.file, delivery.sha256, delivery.profile.record.name()].map(str::to_owned);
    Receipt { file, sha256, table, ..Receipt::default() }
}
