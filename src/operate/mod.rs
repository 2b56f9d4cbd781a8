//! The monthly run and what belongs to it: deliveries in, the ledger, the statement, one commit.

pub mod bridge;
pub mod counted;
pub mod deliveries;
pub mod explain;
mod late;
pub mod month;
pub mod outputs;
pub mod progress;
pub mod publish;
mod reconciled;
pub mod senders;
pub mod trend;
