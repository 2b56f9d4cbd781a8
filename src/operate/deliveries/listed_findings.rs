//! What the reports of a month say of findings: how many there are, the first of each file and code, and the rejected records
//! that name no stay. So memory does not grow with their number.

use std::collections::BTreeMap;

use crate::domain::{Finding, FindingCode, Receipt, Severity};
use crate::operate::deliveries::absent_stays::RejectedOfAbsent;
use crate::operate::deliveries::finding_sample::FindingSample;
use crate::settle::finding_counts::FindingCounts;

/// The findings that are listed.
#[derive(Debug, Default)]
pub struct ListedFindings {
    /// How many there are, by delivery and code.
    pub counts: FindingCounts,
    /// The first of each file and code.
    pub sample: FindingSample,
    /// Rejected records that name no stay, by file, code and column: the first, and how many.
    nameless: BTreeMap<(String, FindingCode, String), (Finding, u32)>,
    /// Rejected records about stays of which nothing can be read.
    pub absent: RejectedOfAbsent,
}

impl ListedFindings {
    /// Adds a finding that is counted already. `marks_stay`: whether its record leaves something open about a stay.
    pub fn list(&mut self, finding: &Finding, marks_stay: bool) {
        self.sample.add(finding);
        if finding.severity != Severity::Rejected || !finding.stay_id.is_empty() || marks_stay {
            return;
        }
        let key = (finding.file.clone(), finding.code, finding.column.clone());
        let (first, records) = self.nameless.entry(key).or_insert_with(|| (finding.clone(), 0));
        *records += 1;
        if finding < first {
            *first = finding.clone();
        }
    }

    /// Adds findings of the run itself, in files by their names.
    pub fn add_in_files(&mut self, receipts: &[Receipt], findings: &[Finding]) {
        self.counts.add_in_files(receipts, findings);
        findings.iter().for_each(|finding| self.list(finding, false));
    }

    /// Rejected records that name no stay, of each file, code and column the first, and how many there are.
    pub fn nameless(&self) -> impl Iterator<Item = (&Finding, u32)> {
        self.nameless.values().map(|(first, records)| (first, *records))
    }
}
