//! What the reports of a month say of findings: how many there are, the first of each file and code, and the rejected records
//! that name no stay. So memory does not grow with their number.

use std::collections::{BTreeMap, HashSet};

use crate::domain::{Finding, FindingCode, Receipt, Severity};
use crate::operate::deliveries::absent_stays::RejectedOfAbsent;
use crate::operate::deliveries::finding_sample::FindingSample;
use crate::settle::finding_counts::FindingCounts;

/// By file, code and column the first finding, and how many there are.
type FirstAndNumber = BTreeMap<(String, FindingCode, String), (Finding, u32)>;

/// The findings that are listed.
#[derive(Debug, Default)]
pub struct ListedFindings {
    /// How many there are, by delivery and code.
    pub counts: FindingCounts,
    /// The first of each file and code.
    pub sample: FindingSample,
    /// Rejected records that name no stay, by file, code and column: the first, and how many.
    nameless: FirstAndNumber,
    /// Such records about which something is open of some stay.
    of_stays: Vec<Finding>,
    /// Rejected records about stays of which nothing can be read.
    pub absent: RejectedOfAbsent,
}

impl ListedFindings {
    /// Adds findings that are counted already. `is_of_stay` says of a delivery and record whether something is open about a
    /// stay because of it.
    pub fn list(&mut self, (delivery, finding): (usize, &Finding), is_of_stay: &dyn Fn((usize, u32)) -> bool) {
        self.sample.add(finding);
        if finding.severity != Severity::Rejected || !finding.stay_id.is_empty() {
            return;
        }
        if is_of_stay((delivery, finding.record)) {
            self.of_stays.push(finding.clone());
        } else {
            add_nameless(&mut self.nameless, finding);
        }
    }

    /// Adds findings of the run itself, in files by their names.
    pub fn add_in_files(&mut self, receipts: &[Receipt], findings: &[Finding]) {
        self.counts.add_in_files(receipts, findings);
        findings.iter().for_each(|finding| self.list((receipts.len(), finding), &|_| false));
    }

    /// Rejected records that name no stay, of each file, code and column the first, and how many there are. `placed` are files
    /// and records that are accounted for with a stay.
    pub fn nameless(&self, placed: &HashSet<(&str, u32)>) -> Vec<(Finding, u32)> {
        let mut nameless = self.nameless.clone();
        let left = self.of_stays.iter().filter(|found| !placed.contains(&(found.file.as_str(), found.record)));
        left.for_each(|finding| add_nameless(&mut nameless, finding));
        nameless.into_values().collect()
    }
}

fn add_nameless(nameless: &mut FirstAndNumber, finding: &Finding) {
    let key = (finding.file.clone(), finding.code, finding.column.clone());
    let (first, records) = nameless.entry(key).or_insert_with(|| (finding.clone(), 0));
    *records += 1;
    if finding < first {
        *first = finding.clone();
    }
}
