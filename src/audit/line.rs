//! One line of the audit log.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::Month;
use crate::error::{Error, Result};
use crate::store::sha256;

/// What one command did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditLine {
    /// Its number, from 1.
    pub n: u64,
    /// When the command began, by the clock of the machine in UTC.
    pub started: String,
    /// When it ended.
    pub ended: String,
    /// The program, as in `beddays 0.1.0`.
    pub program: String,
    /// The command, as in `run`.
    pub command: String,
    /// The month that it was about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<Month>,
    /// How it ended.
    pub exit: u8,
    /// What changed, or the code of the error.
    pub did: String,
    /// The SHA-256 of files from which something was removed, before and after.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub replaced: BTreeMap<String, String>,
    /// The first characters of the SHA-256 of the manifest before; empty where there was no store.
    pub store_before: String,
    /// The same after it.
    pub store: String,
    /// The SHA-256 of the line before; empty in the first.
    pub before: String,
}

impl AuditLine {
    /// Reads a line; nothing if it is none.
    pub(super) fn read(text: &[u8]) -> Option<Self> {
        serde_json::from_slice(text).ok()
    }

    /// The line as it is written, without its end.
    pub(super) fn written(&self) -> Result<Vec<u8>> {
        serde_json::to_vec(self).map_err(|error| Error::bug(format!("a line of the log cannot be written: {error}")))
    }
}

/// The SHA-256 of a line, without its end.
pub(super) fn hash(text: &[u8]) -> String {
    sha256(text)
}
