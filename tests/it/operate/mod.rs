//! The commands of a month.

pub mod end_to_end;
pub mod exits;
pub mod field;
pub mod histories;
pub mod ingest;
pub mod killed;
pub mod names_of_files;
pub mod outside;
pub mod process_limits;
mod reconcile;
pub mod run;
pub mod sample;
pub mod sample_stories;
pub mod senders;
pub mod settings_mutated;
pub mod statements;
pub mod stopped;
pub mod sweep;
pub mod sweep_deliveries;
