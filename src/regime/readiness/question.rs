//! A question that the law leaves open, in a regime file.

use serde::Deserialize;

use super::super::file::Grade;

/// A question that the law leaves open.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadinessQuestion {
    /// Its name.
    pub id: String,
    /// Its number in the law notes, as in `NO-A1`, by which it can be named too.
    pub note: Option<String>,
    /// The answer used unless another is chosen.
    pub default: String,
    /// The other answers; `HH:MM` at the end of one stands for a time of day.
    pub alternatives: Vec<String>,
    /// The question.
    pub question: String,
    /// Why the default.
    pub why: String,
    /// Where the law leaves it open.
    pub cite: String,
    /// How sure we are of the default.
    pub grade: Grade,
}
