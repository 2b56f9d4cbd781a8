//! ROOM intake::records::hl7

pub mod adt;
pub(crate) mod traffic;
