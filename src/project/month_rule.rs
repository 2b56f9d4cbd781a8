//! Which month a run is of: `month` of the project file.

use std::fmt;
use std::str::FromStr;

use crate::domain::serde_forms::as_text;
use crate::domain::{Day, Month, NotAMonth};

/// The word for [`MonthRule::Previous`].
const PREVIOUS: &str = "previous";

/// Which month a run is of, where the command line names none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthRule {
    /// This one.
    Fixed(Month),
    /// The month before the one of today.
    Previous,
}

impl MonthRule {
    /// The month that is meant on a day.
    pub fn on(self, today: Day) -> Month {
        match self {
            Self::Fixed(month) => month,
            Self::Previous => today.month().previous(),
        }
    }
}

impl fmt::Display for MonthRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(month) => month.fmt(f),
            Self::Previous => f.write_str(PREVIOUS),
        }
    }
}

/// Text that is neither a month nor the word for a rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}; or `previous`, for the month before the one of today")]
pub struct NoMonthRule(NotAMonth);

impl FromStr for MonthRule {
    type Err = NoMonthRule;

    fn from_str(text: &str) -> Result<Self, NoMonthRule> {
        match text {
            PREVIOUS => Ok(Self::Previous),
            month => month.parse().map(Self::Fixed).map_err(NoMonthRule),
        }
    }
}

as_text!(MonthRule);
