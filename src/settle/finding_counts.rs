//! Findings counted by delivery and code: there may be one for every record, so that they are counted rather than kept.

use std::collections::{BTreeMap, HashMap};

use crate::domain::{Finding, FindingCode, FindingCount, Receipt, Severity};

/// How often each code was found in the records of each delivery.
#[derive(Clone, Debug, Default)]
pub struct FindingCounts(BTreeMap<(usize, Severity, FindingCode), FoundOfCode>);

#[derive(Clone, Debug)]
struct FoundOfCode {
    findings: u64,
    records: u64,
    /// The record that was counted last, 0 for none.
    last_record: u32,
    first: Finding,
}

impl FindingCounts {
    /// Adds a finding in a delivery, by its place in the list. Those of one record come one after the other.
    pub fn add(&mut self, delivery: usize, finding: &Finding) {
        let key = (delivery, finding.severity, finding.code);
        let of_code = self.0.entry(key).or_insert_with(|| FoundOfCode {
            findings: 0,
            records: 0,
            last_record: 0,
            first: finding.clone(),
        });
        of_code.findings += 1;
        of_code.records += u64::from(finding.record > 0 && finding.record != of_code.last_record);
        of_code.last_record = finding.record;
        if *finding < of_code.first {
            of_code.first = finding.clone();
        }
    }

    /// Adds findings in files by their names: those of a file that is no delivery stand by themselves.
    pub fn add_in_files(&mut self, receipts: &[Receipt], findings: &[Finding]) {
        let mut places: HashMap<&str, usize> = receipts.iter().map(|receipt| receipt.file.as_str()).zip(0..).collect();
        let mut others = receipts.len()..;
        for finding in findings {
            let place = places.entry(&finding.file).or_insert_with(|| others.next().unwrap_or(usize::MAX));
            self.add(*place, finding);
        }
    }

    /// Adds what was found in other records, of some of the deliveries.
    pub fn extend(&mut self, other: &Self, is_meant: impl Fn(usize) -> bool) {
        for (key, theirs) in other.0.iter().filter(|((delivery, ..), _)| is_meant(*delivery)) {
            let Some(ours) = self.0.get_mut(key) else {
                self.0.insert(*key, theirs.clone());
                continue;
            };
            ours.findings += theirs.findings;
            ours.records += theirs.records;
            if theirs.first < ours.first {
                ours.first = theirs.first.clone();
            }
        }
    }

    /// Adds a row that the store keeps.
    pub fn add_stored(&mut self, delivery: usize, row: FindingCount) {
        let FindingCount { findings, records, example: first, .. } = row;
        let key = (delivery, first.severity, first.code);
        let of_code = FoundOfCode { findings, records, last_record: 0, first };
        self.extend(&Self(BTreeMap::from([(key, of_code)])), |_| true);
    }

    /// How many findings there are, by code, in some of the deliveries.
    pub fn codes(&self, is_meant: impl Fn(usize) -> bool) -> BTreeMap<FindingCode, u64> {
        let mut codes = BTreeMap::new();
        for ((_, _, code), found) in self.0.iter().filter(|((delivery, ..), _)| is_meant(*delivery)) {
            *codes.entry(*code).or_default() += found.findings;
        }
        codes
    }

    /// Whether anything was rejected.
    pub fn has_rejected(&self) -> bool {
        self.0.keys().any(|(_, severity, _)| *severity == Severity::Rejected)
    }

    /// The files in which anything was found.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(|found| found.first.file.as_str())
    }

    /// Rows of them, as the store keeps them; `receipts` are those of every delivery, named.
    pub fn rows(&self, receipts: &[Receipt]) -> Vec<FindingCount> {
        let row = |((delivery, ..), found): (&(usize, Severity, FindingCode), &FoundOfCode)| {
            let receipt = receipts.get(*delivery);
            FindingCount {
                sender: receipt.map(|receipt| receipt.sender.clone()).unwrap_or_default(),
                source_id: receipt.map(|receipt| receipt.source_id().to_owned()).unwrap_or_default(),
                findings: found.findings,
                records: found.records,
                example: found.first.clone(),
            }
        };
        self.0.iter().map(row).collect()
    }
}
