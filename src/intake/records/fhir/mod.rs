//! Typed encounters of FHIR R4.

mod absence;
pub mod encounter;

pub use encounter::{Encounter, UnreferencedPatient, Version, Void, encounters};
