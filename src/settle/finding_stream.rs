//! Findings that are put aside, because there may be one for every row of a file.

use crate::domain::Finding;
use crate::error::Result;
use crate::settle::spool::{Spool, Stream, entries};

/// Findings in the order in which they were added.
#[derive(Debug, Default)]
pub struct FindingStream {
    entries: Stream,
}

impl FindingStream {
    /// Adds findings.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn add(&mut self, spool: &Spool, findings: &[Finding]) -> Result<()> {
        findings.iter().try_for_each(|finding| self.entries.push(spool, finding))
    }

    /// Gives the findings, some thousand at a time.
    ///
    /// # Errors
    /// The disk refuses, or `take` does.
    pub fn each(&self, spool: &Spool, take: &mut dyn FnMut(Vec<Finding>) -> Result<()>) -> Result<()> {
        for part in self.entries.parts(spool) {
            let part = part?;
            let findings: Vec<Finding> = entries(&part).map(|entry| Ok(entry?.0)).collect::<Result<_>>()?;
            if !findings.is_empty() {
                take(findings)?;
            }
        }
        Ok(())
    }
}
