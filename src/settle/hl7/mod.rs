//! ADT messages folded into stays, by visit.

mod fold;
mod merge;
mod visit;

pub use fold::{Folded, fold};
pub use visit::{Leave, PatientLocation, Transfer, VisitStay};
