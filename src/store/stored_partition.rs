//! What the manifest says of the partitions: their files, and by what they were settled.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::{AuthorityId, Day};
use crate::store::stored_file::StoredFile;

/// The files of one partition, and what can be known of it without reading them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredPartition {
    /// Its tables, by name; a table without rows has no file.
    pub tables: BTreeMap<String, StoredFile>,
    /// The deliveries that its records are from, by their places in the list.
    pub deliveries: Vec<u32>,
    /// The first and last stay id by which its records are found; nothing: they are found by other names too.
    pub stay_ids: Option<(Box<str>, Box<str>)>,
    /// The first and last month, counted from year 0, in which its records look for others of their persons.
    pub months: Option<(i32, i32)>,
    /// The last day of a fact in it, where that lies after its own month.
    pub late_facts: Option<Day>,
}

/// By what the partitions were settled. Where it is no longer so, every delivery is read and settled anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettledBy {
    /// A hash of the program, the key and all that the project says of how records are read, settled and counted.
    pub basis: String,
    /// A hash of what else the project says that reports show; nothing where an older program wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<String>,
    /// The last day whose facts count; nothing if all do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Day>,
    /// The day to which stays without an end were followed; nothing before the first month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub followed_to: Option<Day>,
    /// The returns of social care that deliveries are: what a return replaces is asked over all of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub returns: Vec<StoredReturn>,
}

/// A return of social care.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoredReturn {
    /// The council.
    pub authority: AuthorityId,
    /// The first and last day of its period.
    pub period: (Day, Day),
    /// Which deliveries have rows of it.
    pub rows: Vec<ReturnRows>,
}

/// Rows of a return in one delivery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReturnRows {
    /// The delivery, by its place in the list.
    pub delivery: u32,
    /// The first day on which one of them is known: on an as-of date before it they are not.
    pub known_on: Day,
}
