//! The run of a month, its checks, and its summary.

mod asked;
pub mod changes;
pub mod checks;
pub mod closed;
pub mod completeness;
mod corrected_months;
pub mod counterparties;
pub(crate) mod delays;
pub mod doubts;
pub mod editions;
mod elsewhere;
mod journal;
pub mod judged;
mod late_records;
pub mod notes;
pub mod past;
pub mod positions;
mod refuse_closed;
mod replaced;
pub mod restated;
mod revisions;
pub mod run;
pub mod sign_off;
pub mod statements;
pub mod statistics;
pub mod summary;
pub mod which;
