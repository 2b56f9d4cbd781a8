//! Notices put into chains, by referral.

mod chain;
mod chained;

pub use chain::{Chained, chain};
pub use chained::{Chain, ChainEvent, MissingFact, Reply, Withdrawal};
