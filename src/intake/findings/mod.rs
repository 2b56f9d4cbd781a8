//! ROOM intake::findings

pub mod record_audit;
pub(crate) mod reject_report;
