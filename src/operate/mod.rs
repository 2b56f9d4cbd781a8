//! The monthly run and what belongs to it: deliveries in, the ledger, the statement, one commit.

pub mod bridge;
pub mod counting;
pub mod deliveries;
pub mod doctor;
pub mod explain;
pub mod file_set;
pub mod ingest;
pub mod month;
pub mod output_files;
pub mod permissions;
pub mod progress;
pub mod publish;
pub mod rebuild;
pub mod reconcile;
pub mod reference_data;
pub mod remove;
pub mod schedule;
pub mod star;
pub mod template;
pub mod trace;
pub mod trend;
pub mod verify;
pub mod what_if;
