//! The run of a month, its checks, and its summary.

pub mod changes;
pub mod checks;
pub mod completeness;
pub mod counterparties;
pub(crate) mod delays;
pub mod doubts;
pub mod editions;
mod elsewhere;
pub mod judged;
pub mod notes;
pub mod restated;
pub mod run;
pub mod statements;
pub mod statistics;
pub mod summary;
pub mod which;
