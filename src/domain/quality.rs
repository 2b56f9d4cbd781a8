//! What senders' deliveries came to, and how many adults an authority has: what figures are compared with.

use super::authority::AuthorityId;

/// One delivery with what became of its records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryCount {
    /// The source of the project.
    pub sender: String,
    /// The name under which it came.
    pub file: String,
    /// The first sixteen characters of its SHA-256.
    pub source_id: String,
    /// What its records are.
    pub records_of: String,
    /// Records read.
    pub records: i64,
    /// Records taken.
    pub accepted: i64,
    /// Records that say nothing about a stay of their own.
    pub passed_over: i64,
    /// Records not taken.
    pub rejected: i64,
    /// Records taken before, or overtaken by newer news.
    pub duplicates: i64,
}

/// What was found in one delivery under one code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingCount {
    /// The source of the project.
    pub sender: String,
    /// The name under which the delivery came.
    pub file: String,
    /// The code.
    pub code: String,
    /// What it does to a record.
    pub severity: String,
    /// How often.
    pub findings: i64,
    /// In how many records; 0 where the delivery as a whole is meant.
    pub records: i64,
}

/// The adults of one authority in one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Population {
    /// The authority.
    pub authority: AuthorityId,
    /// The calendar year.
    pub year: i16,
    /// People aged 18 or over.
    pub adults: u32,
    /// The first sixteen characters of the file's SHA-256.
    pub source_id: String,
}
