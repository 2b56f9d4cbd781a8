//! The monthly run and what belongs to it: deliveries in, the ledger, the statement, one commit.

mod beside;
pub mod bridge;
mod changes;
mod checks;
mod completeness;
pub mod counted;
mod counted_doubts;
mod counted_month;
pub mod deliveries;
pub mod doubted;
pub mod editions;
pub mod explain;
pub mod inbox;
pub mod ingest;
pub mod look;
pub mod month;
mod notes;
pub mod outputs;
pub mod progress;
pub mod publish;
pub mod restated;
pub mod senders;
mod statistics;
mod steady;
mod summary;
mod tally;
pub mod trend;
