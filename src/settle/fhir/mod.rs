//! ROOM settle::fhir

pub(crate) mod part;
pub(crate) mod versions;
