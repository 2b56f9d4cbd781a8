//! Encounters settled into stays: versions, parts, deaths.

mod part;
mod versions;

pub use versions::{SettledEncounters, TakenEncounter, settle};
