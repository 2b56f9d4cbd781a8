//! The run of a month, what it is held to, and what it says of itself.

pub mod changes;
pub mod checks;
pub mod completeness;
pub mod doubts;
pub mod editions;
pub mod judged;
pub mod notes;
pub mod restated;
pub mod run;
pub mod statistics;
pub mod summary;
