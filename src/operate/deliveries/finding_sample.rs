//! Findings of which there may be one for every row of a file: all are counted, and the first of each file and code are kept.

use std::collections::BTreeMap;

use crate::domain::Finding;

/// So many findings of a file and code are kept.
pub const KEPT: usize = 1_000;

/// Findings, counted and kept.
#[derive(Debug, Default)]
pub struct FindingSample {
    /// How many there are, by code.
    pub codes: BTreeMap<&'static str, u64>,
    /// The first of each file and code, each with how often it is there: two files can have one name.
    kept: BTreeMap<(String, &'static str), BTreeMap<Finding, usize>>,
}

impl FindingSample {
    /// Adds a finding.
    pub fn add(&mut self, finding: Finding) {
        *self.codes.entry(finding.code).or_default() += 1;
        let kept = self.kept.entry((finding.file.clone(), finding.code)).or_default();
        *kept.entry(finding).or_default() += 1;
        if kept.len() > KEPT {
            kept.pop_last();
        }
    }

    /// Those that are kept, by file and record.
    pub fn kept(self) -> Vec<Finding> {
        let kept = self.kept.into_values().flatten();
        let mut findings: Vec<Finding> =
            kept.flat_map(|(finding, times)| std::iter::repeat_n(finding, times)).collect();
        findings.sort();
        findings
    }
}
