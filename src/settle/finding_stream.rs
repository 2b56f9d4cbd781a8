//! Findings that are put aside, because there may be one for every row of a file.

use crate::domain::Finding;
use crate::error::{Error, Result};
use crate::settle::spool::{Spool, Stream};

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
        for finding in findings {
            let bytes =
                postcard::to_stdvec(finding).expect("memory takes every byte, and the length of every list is known");
            self.entries.add(spool, &bytes)?;
        }
        Ok(())
    }

    /// Gives the findings, some thousand at a time.
    ///
    /// # Errors
    /// The disk refuses, or `take` does.
    pub fn each(&self, spool: &Spool, take: &mut dyn FnMut(Vec<Finding>) -> Result<()>) -> Result<()> {
        for part in self.entries.parts(spool) {
            let (part, mut findings) = (part?, Vec::new());
            let mut rest = &part[..];
            while !rest.is_empty() {
                let (finding, after) = postcard::take_from_bytes::<Finding>(rest)
                    .map_err(|error| Error::bug(format!("a finding that was put aside cannot be read: {error}")))?;
                findings.push(finding);
                rest = after;
            }
            if !findings.is_empty() {
                take(findings)?;
            }
        }
        Ok(())
    }
}
