//! What is made once a file and every row of it is read by: the key of the pseudonyms, and when the clocks changed.

use crate::domain::ClockChanges;
use crate::domain::nhs_number::Pseudonyms;
use crate::intake::Rules;

/// What every row of a file is read by.
#[derive(Debug)]
pub struct ReadContext {
    /// Makes pseudonyms under the project's key.
    pub pseudonyms: Pseudonyms,
    /// When the clocks of the zone changed.
    pub clock_changes: ClockChanges,
}

impl ReadContext {
    /// By these rules.
    pub fn new(rules: &Rules<'_>) -> Self {
        Self { pseudonyms: Pseudonyms::new(rules.key), clock_changes: ClockChanges::of(rules.zone) }
    }
}
