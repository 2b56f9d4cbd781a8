//! Regimes: dated, cited files of law, checked and made ready for the verbs that use them.

#![deny(clippy::float_arithmetic)]

pub mod agreement;
pub mod answered_question;
pub mod check;
pub mod convention;
pub mod file;
pub mod group_mean;
pub mod law;
pub mod law_rule;
pub mod library;
pub(crate) mod named;
pub mod notice_law;
pub mod readiness;
pub mod readings;
pub mod ready_law;
pub mod rule;
pub mod rules;
pub mod show;
pub mod words;
mod written;

pub use agreement::Agreement;
pub use answered_question::AnsweredQuestion;
pub use convention::Convention;
pub use group_mean::GroupMeanRegime;
pub use law::{Law, Procedure};
pub use law_rule::LawRule;
pub use library::{AnyRegime, Library, Regime};
pub use notice_law::NoticeLaw;
pub use readiness::ReadinessRegime;
pub use readings::Readings;
pub use ready_law::ReadyLaw;
pub use rule::RuleId;
pub use rules::LawRules;
