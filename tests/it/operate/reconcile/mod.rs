//! A claim of the other side held against the ledger.

mod fixture;
mod generated;
