//! What was found in records, and the count of what became of each.

pub mod assumptions;
pub mod candidate;
pub mod disposition;
pub mod record_audit;
pub mod reject_report;

pub use reject_report::write_findings_csv;
