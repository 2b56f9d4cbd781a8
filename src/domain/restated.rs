//! How a month changed: between two editions, or between what was published and what would be published now.

use serde::Serialize;

use super::day::Month;
use super::money::Minor;

/// Days and money before and after.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BeforeAfter {
    /// Delayed days before.
    pub delayed_days_before: i64,
    /// Delayed days after.
    pub delayed_days_after: i64,
    /// Chargeable days before.
    pub chargeable_days_before: i64,
    /// Chargeable days after.
    pub chargeable_days_after: i64,
    /// The amount before, in minor units.
    pub amount_before_minor: Minor,
    /// The amount after, in minor units.
    pub amount_after_minor: Minor,
}

impl BeforeAfter {
    /// Adds others.
    pub fn add(&mut self, other: &Self) {
        self.delayed_days_before += other.delayed_days_before;
        self.delayed_days_after += other.delayed_days_after;
        self.chargeable_days_before += other.chargeable_days_before;
        self.chargeable_days_after += other.chargeable_days_after;
        self.amount_before_minor = self.amount_before_minor + other.amount_before_minor;
        self.amount_after_minor = self.amount_after_minor + other.amount_after_minor;
    }
}

/// How a month changed, in the view of the project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MonthChange {
    /// The month.
    pub month: Month,
    /// The edition before.
    pub edition: u32,
    /// Whether it is closed: then the change is corrected in a later month, and the month stays as it is.
    pub is_closed: bool,
    /// Stays of which any day changed.
    pub stays_changed: u64,
    /// The whole month.
    #[serde(flatten)]
    pub sums: BeforeAfter,
    /// The same by payee, for those of whom any day changed.
    pub by_payee: Vec<PayeeChange>,
    /// SHA-256 of what changed, stay by stay.
    pub change_sha256: String,
    /// The note with which the user acknowledged it; nothing if it is not acknowledged.
    pub acknowledged: Option<String>,
}

/// How a month changed for one payee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PayeeChange {
    /// The body that manages the hospital.
    pub payee_code: String,
    /// Its days and money.
    #[serde(flatten)]
    pub sums: BeforeAfter,
}
