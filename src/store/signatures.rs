//! Signatures of statements, and the sheet that shows them. A statement that is published anew with other files has none.

use super::commit::Commit;
use super::manifest::Manifest;
use crate::domain::Month;
use crate::domain::sign_off::{SignOffState, Signature};
use crate::error::{Error, Result};
use crate::store::ReportFile;

impl Manifest {
    /// The signatures of the statement of a month as it stands, in the order of the steps.
    pub fn signatures(&self, month: Month) -> Vec<&Signature> {
        let of_month = |signature: &&Signature| signature.month == month && self.is_signed_by(signature);
        self.signed.iter().filter(of_month).collect()
    }

    /// Whether a signature is of a statement as it stands.
    fn is_signed_by(&self, signature: &Signature) -> bool {
        let reports = self.month(signature.month).and_then(|published| published.reports.as_ref());
        reports.is_some_and(|reports| reports.sha256 == signature.reports_sha256)
    }

    /// How far the statement of a month has come.
    pub fn sign_off_state(&self, month: Month) -> SignOffState {
        let last = self.signatures(month).last().map(|signature| signature.role);
        SignOffState::after(last, self.closed_month(month).is_some())
    }
}

impl Commit<'_> {
    /// Adds a signature of a statement.
    pub fn sign(&mut self, signature: Signature) {
        self.next.signed.push(signature);
        self.next.signed.sort_by_key(|signature| (signature.month, signature.role));
    }

    /// The list of what the store will hold.
    pub fn next(&self) -> &Manifest {
        &self.next
    }

    /// The sheet that shows who stands for the statement of a month, in place of the one before.
    ///
    /// # Errors
    /// The disk refuses, or the month is not there (our bug).
    pub fn put_sign_off(&mut self, month: Month, files: &[ReportFile]) -> Result<()> {
        let Some(at) = self.next.months.iter().position(|published| published.month == month) else {
            return Err(Error::bug("a sheet of a month that is not there"));
        };
        let stored =
            self.archive(files, |hash| super::editions::sign_off_name(month, self.next.months[at].edition, hash))?;
        self.next.months[at].sign_off = Some(stored);
        Ok(())
    }

    /// Forgets the signatures of statements that are others by now.
    pub(super) fn forget_signatures(&mut self) {
        let signed = std::mem::take(&mut self.next.signed);
        self.next.signed = signed.into_iter().filter(|signature| self.next.is_signed_by(signature)).collect();
    }
}
