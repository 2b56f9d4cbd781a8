//! A month that was closed, as the manifest names it.

use serde::{Deserialize, Serialize};

use crate::domain::{Day, Month};
use crate::store::files::temp_file::sha256;

/// A month that was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClosedMonth {
    /// The month.
    pub month: Month,
    /// The edition in which it was closed.
    pub edition: u32,
    /// Who closed it, as given; may be empty.
    pub by: String,
    /// The day, as given, or that of the clock.
    pub on: Day,
    /// The SHA-256 of the ledger.
    pub ledger_sha256: String,
    /// The SHA-256 of the archive of its reports.
    pub reports_sha256: Option<String>,
    /// The SHA-256 of what it corrected of months that were closed before.
    pub revisions_sha256: Option<String>,
    /// The SHA-256 of the archive of the sheet that shows who stands for it.
    pub sign_off_sha256: Option<String>,
    /// The SHA-256 of all this and of the seal of the month that was closed before.
    pub seal_sha256: String,
}

impl ClosedMonth {
    /// The seal that it must have after another.
    pub(super) fn seal(&self, before: Option<&Self>) -> String {
        let none = || "none".to_owned();
        let lines = [
            before.map_or_else(none, |before| before.seal_sha256.clone()),
            self.month.to_string(),
            self.edition.to_string(),
            self.by.clone(),
            self.on.to_string(),
            self.ledger_sha256.clone(),
            self.reports_sha256.clone().unwrap_or_else(none),
            self.revisions_sha256.clone().unwrap_or_else(none),
            self.sign_off_sha256.clone().unwrap_or_else(none),
        ];
        sha256(lines.join("\n").as_bytes())
    }
}
