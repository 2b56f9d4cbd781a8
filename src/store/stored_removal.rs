//! What the manifest says of removals.

use serde::{Deserialize, Serialize};

use crate::domain::Day;

/// What was removed in one go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Removal {
    /// The day.
    pub on: Day,
    /// Who removed it.
    pub by: String,
    /// How many stays lost their names.
    pub stays: u32,
    /// How many records deliveries lost.
    pub records: u32,
    /// How many deliveries.
    pub deliveries: u32,
    /// The conventions by which their days are kept; none where an older program removed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counted: Vec<String>,
}

/// The bytes of a delivery that lost records, as it is kept since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptBytes {
    /// Their SHA-256.
    pub sha256: String,
    /// How many there are.
    pub bytes: u64,
}

/// The list of the manifests before a commit, which lost what they said of stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedPast {
    /// The commit.
    pub before: u64,
    /// The SHA-256 of the list of their names and hashes.
    pub sha256: String,
}
