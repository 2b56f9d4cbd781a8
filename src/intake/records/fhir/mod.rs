//! ROOM intake::records::fhir

pub(crate) mod absence;
pub(crate) mod encounter;
