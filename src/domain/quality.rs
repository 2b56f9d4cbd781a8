//! A finding as it is stored, how many there are, and how many adults an authority has: what figures are set beside.

use super::authority::AuthorityId;
use super::finding::Finding;

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

/// A finding, with whose delivery it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentFinding {
    /// The source of the project.
    pub sender: String,
    /// Its number among the findings of the file and record, from 1.
    pub number: u32,
    /// The finding.
    pub finding: Finding,
}

/// How often one code was found in the records of one delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingCount {
    /// The source of the project; empty where it is none of its deliveries.
    pub sender: String,
    /// The first sixteen characters of the SHA-256 of the delivery.
    pub source_id: String,
    /// How many findings there are.
    pub findings: u64,
    /// In how many records; those about a file as a whole count none.
    pub records: u64,
    /// The first of them. It has the file, severity and code of all.
    pub example: Finding,
}
