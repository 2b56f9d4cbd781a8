//! Findings of which there may be one for every row of a file: all are counted, and the first of each file and code are kept.

use std::collections::BTreeMap;

use crate::domain::money::thousands;
use crate::domain::{Finding, FindingCode};
use crate::operate::deliveries::first_of::FirstOf;

/// Findings, counted and kept.
#[derive(Debug, Default)]
pub struct FindingSample(BTreeMap<String, BTreeMap<FindingCode, FirstOf<Finding, ()>>>);

impl FindingSample {
    /// Adds a finding. The same one can come again: two files can have one name.
    pub fn add(&mut self, finding: &Finding) {
        if !self.0.contains_key(&finding.file) {
            self.0.insert(finding.file.clone(), BTreeMap::new());
        }
        let Some(of_file) = self.0.get_mut(&finding.file) else { return };
        of_file.entry(finding.code).or_default().add(finding, (), |(), ()| false);
    }

    /// How many findings there are, by code.
    pub fn codes(&self) -> BTreeMap<FindingCode, u64> {
        let mut codes = BTreeMap::new();
        for (code, found) in self.0.values().flatten() {
            let kept: u64 = found.first.values().map(|((), times)| times).sum();
            *codes.entry(*code).or_default() += kept + found.others;
        }
        codes
    }

    /// Those that are kept, by file and record.
    pub fn kept(&self) -> Vec<Finding> {
        let kept = self.0.values().flatten().flat_map(|(_, found)| &found.first);
        let again = |(finding, ((), times)): (&Finding, &((), u64))| vec![finding.clone(); *times as usize];
        let mut findings: Vec<Finding> = kept.flat_map(again).collect();
        findings.sort();
        findings
    }

    /// For each file and code of which not all are kept, a finding that says how many more there are.
    pub fn not_kept(&self) -> Vec<Finding> {
        let mut not_kept = Vec::new();
        for (file, codes) in &self.0 {
            for (code, FirstOf { first, others }) in codes {
                let Some(first) = first.keys().next().filter(|_| *others > 0) else { continue };
                not_kept.push(Finding {
                    file: file.clone(),
                    record: 0,
                    line: 0,
                    byte_offset: 0,
                    column: String::new(),
                    severity: first.severity,
                    code,
                    value: String::new(),
                    message: format!("{} more of this code in this file are not listed here", thousands(*others)),
                    hint: "`beddays query finding` prints all of them".to_owned(),
                    stay_id: String::new(),
                });
            }
        }
        not_kept
    }
}
