//! The monthly run and what belongs to it: deliveries in, the ledger, the statement, one commit.

pub mod output_files;
pub(crate) mod reference_data;
pub mod bridge;
pub mod explain;
pub mod progress;
pub mod publish;
pub mod trend;
