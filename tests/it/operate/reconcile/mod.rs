//! A claim of the other side held against the ledger.

mod demo;
mod fixture;
mod generated;
mod lines;
mod refused;
mod swapped;
