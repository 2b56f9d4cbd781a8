//! A finding as it is stored, and how many adults an authority has: what figures are set beside.

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
