//! The rule that a day rests on, of whatever law.

use crate::domain::ledger::LedgerStatus;

use super::readiness::ReadinessRule;
use super::rule::RuleId;

/// The rule that a day of any law rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LawRule {
    /// Of a law of notices.
    Notices(RuleId),
    /// Of a law of readiness.
    Readiness(ReadinessRule),
}

impl LawRule {
    /// The name used in regime files and ledgers.
    pub fn name(self) -> &'static str {
        match self {
            Self::Notices(rule) => rule.name(),
            Self::Readiness(rule) => rule.name(),
        }
    }

    /// The status that the rule gives a day whose price is known.
    pub fn status(self) -> LedgerStatus {
        match self {
            Self::Notices(rule) => rule.status(),
            Self::Readiness(rule) => rule.status(),
        }
    }
}
