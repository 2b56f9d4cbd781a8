//! Regimes: dated, cited files of law, checked and made ready for the verbs that use them.

#![deny(clippy::float_arithmetic)]

pub mod check;
pub mod convention;
pub mod file;
pub mod law;
pub mod library;
pub mod readings;
pub mod rule;
pub mod rules;
pub mod show;

pub use convention::Convention;
pub use law::Law;
pub use library::{Library, Regime};
pub use readings::Readings;
pub use rule::RuleId;
pub use rules::LawRules;
