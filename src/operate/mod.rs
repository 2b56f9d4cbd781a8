//! The monthly run and what belongs to it: deliveries, cases, the ledger, doubts, the statement, one commit.

pub mod deliveries;
pub mod explain;
pub mod month;
