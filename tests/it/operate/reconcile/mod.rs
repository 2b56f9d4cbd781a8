//! A claim of the other side held against the ledger.

mod credits;
mod demo;
pub mod fixture;
mod generated;
mod lines;
mod positions;
mod refused;
mod sides;
mod swapped;
mod twice;
