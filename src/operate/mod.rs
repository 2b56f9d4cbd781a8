//! The monthly run and what belongs to it: deliveries in, the ledger, the statement, one commit.

pub mod deliveries;
pub mod explain;
pub mod ingest;
pub mod month;
pub mod outputs;
pub mod progress;
mod steady;
