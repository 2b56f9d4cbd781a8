//! Regimes: dated, cited files of law, checked and made ready for the verbs that use them.

#![deny(clippy::float_arithmetic)]

pub mod check;
pub mod convention;
pub mod file;
pub mod group_mean;
pub mod law;
pub mod library;
pub mod readiness;
pub mod readings;
pub mod rule;
pub mod rules;
pub mod show;
pub mod words;
mod written;

pub use convention::Convention;
pub use group_mean::GroupMeanRegime;
pub use law::Law;
pub use library::{AnyRegime, Library, Regime};
pub use readiness::ReadinessRegime;
pub use readings::Readings;
pub use rule::RuleId;
pub use rules::LawRules;
