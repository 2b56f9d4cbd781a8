//! How a sender writes claims, where it is not as in the native table.

use serde::Deserialize;
use toml::Spanned;

use super::RecordKind;
use super::file::{Wrong, wrong};

/// In what amounts are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Amounts {
    /// In whole minor units, such as pence.
    #[default]
    Minor,
    /// In pounds, with pence behind a point.
    Pounds,
}

/// Whether the last day of a line is claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LastDay {
    /// It is.
    Counted,
    /// It is not: it is the day on which the patient left.
    NotCounted,
}

/// How claims are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClaimForm {
    /// In what amounts are written.
    pub amounts: Amounts,
    /// Whether the last day counts, where the sender always does it in one way.
    pub last_day: Option<LastDay>,
}

impl ClaimForm {
    /// # Errors
    /// The records of the profile are no claims.
    pub(super) fn of(
        amounts: Option<Spanned<Amounts>>,
        last_day: Option<Spanned<LastDay>>,
        record: RecordKind,
    ) -> Result<Self, Wrong> {
        let hint = "it belongs into a profile of record = \"claim\"";
        if record != RecordKind::Claim {
            if let Some(written) = &amounts {
                return Err(wrong(written, "`amounts` says how claims write money, and no record here is one", hint));
            }
            if let Some(written) = &last_day {
                return Err(wrong(written, "`last_day` says what claims count, and no record here is one", hint));
            }
        }
        let amounts = amounts.map(Spanned::into_inner).unwrap_or_default();
        Ok(Self { amounts, last_day: last_day.map(Spanned::into_inner) })
    }
}
