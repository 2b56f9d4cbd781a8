//! ROOM operate::month

pub mod doubts;
pub mod editions;
pub mod restated;
pub mod run;
pub(crate) mod changes;
pub(crate) mod checks;
pub(crate) mod completeness;
pub(crate) mod notes;
pub(crate) mod statistics;
pub(crate) mod summary;
