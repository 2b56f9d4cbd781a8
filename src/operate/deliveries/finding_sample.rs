//! Findings of which there may be one for every row of a file: all are counted, and the first of each file and code are kept.

use std::collections::BTreeMap;

use crate::domain::money::thousands;
use crate::domain::{Finding, FindingCode};

/// So many findings of a file and code are kept.
pub const KEPT: usize = 1_000;

/// Findings, counted and kept.
#[derive(Debug, Default)]
pub struct FindingSample(BTreeMap<String, BTreeMap<FindingCode, KeptOfCode>>);

/// Findings of one file and code.
#[derive(Debug, Default)]
struct KeptOfCode {
    findings: u64,
    /// The first of them, each with how often it is there: two files can have one name.
    kept: BTreeMap<Finding, usize>,
}

impl FindingSample {
    /// Adds a finding.
    pub fn add(&mut self, finding: &Finding) {
        if !self.0.contains_key(&finding.file) {
            self.0.insert(finding.file.clone(), BTreeMap::new());
        }
        let Some(of_file) = self.0.get_mut(&finding.file) else { return };
        let KeptOfCode { findings, kept } = of_file.entry(finding.code).or_default();
        *findings += 1;
        if let Some(times) = kept.get_mut(finding) {
            *times += 1;
        } else if kept.len() < KEPT || kept.last_key_value().is_some_and(|(last, _)| finding < last) {
            kept.insert(finding.clone(), 1);
            if kept.len() > KEPT {
                kept.pop_last();
            }
        }
    }

    /// How many findings there are, by code.
    pub fn codes(&self) -> BTreeMap<FindingCode, u64> {
        let mut codes = BTreeMap::new();
        for (code, found) in self.0.values().flatten() {
            *codes.entry(*code).or_default() += found.findings;
        }
        codes
    }

    /// Those that are kept, by file and record.
    pub fn kept(&self) -> Vec<Finding> {
        let kept = self.0.values().flatten().flat_map(|(_, found)| &found.kept);
        let mut findings: Vec<Finding> =
            kept.flat_map(|(finding, times)| std::iter::repeat_n(finding.clone(), *times)).collect();
        findings.sort();
        findings
    }

    /// For each file and code of which not all are kept, a finding that says how many more there are.
    pub fn not_kept(&self) -> Vec<Finding> {
        let mut not_kept = Vec::new();
        for (file, codes) in &self.0 {
            for (code, KeptOfCode { findings, kept }) in codes {
                let more = findings - kept.values().sum::<usize>() as u64;
                let Some(first) = kept.keys().next().filter(|_| more > 0) else { continue };
                not_kept.push(Finding {
                    file: file.clone(),
                    record: 0,
                    line: 0,
                    byte_offset: 0,
                    column: String::new(),
                    severity: first.severity,
                    code,
                    value: String::new(),
                    message: format!("{} more of this code in this file are not listed here", thousands(more)),
                    hint: "`beddays query finding` prints all of them".to_owned(),
                    stay_id: String::new(),
                });
            }
        }
        not_kept
    }
}
