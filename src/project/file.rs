//! `beddays.toml` as it is written.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use serde::Deserialize;
use toml::Spanned;

use super::View;
use super::journal::JournalAsWritten;
use super::month_rule::MonthRule;
use super::source::SourceAsWritten;
use super::what_if::Shadow;
use crate::domain::{Day, Month};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectFile {
    /// Whose project it is, and what it is asked.
    pub project: ProjectHead,
    /// Where deliveries come from, each under a name of your own.
    pub sources: BTreeMap<String, SourceAsWritten>,
    /// Readings of the law that are not the default, by their names.
    #[serde(default)]
    pub readings: BTreeMap<String, Spanned<toml::Value>>,
    /// What people call an organisation, by its code.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// The rule for small numbers in public packs.
    pub disclosure: Option<Disclosure>,
    /// Settings of trend reports.
    #[serde(default)]
    pub trend: Trend,
    /// The journal for the ledger system.
    #[serde(default)]
    pub journal: JournalAsWritten,
    /// Whether statements are signed.
    #[serde(default)]
    pub sign_off: SignOff,
    /// Other law or readings whose difference each run reports.
    #[serde(default)]
    pub shadow: Shadow,
    /// Official figures to compare with.
    pub published: Option<PublishedFiles>,
    /// Adults by authority and year, for rates.
    pub population: Option<Files>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Trend {
    /// Months from which on limits are worked out anew.
    #[serde(default)]
    pub rebase: Vec<Month>,
    /// Limits are taken from the first so many months of each segment, and hold for the later ones.
    pub fix_after: Option<Spanned<u32>>,
    /// Limits are taken from these months only, the first and the last.
    pub baseline: Option<Spanned<Vec<Month>>>,
    /// Months that are left out of limits and rules.
    #[serde(default)]
    pub ghost: Vec<GhostMonth>,
    /// Which trust came after which, a file in the folder of the project.
    pub successors: Option<String>,
    /// Delayed people a day that are aimed at.
    pub target_per_day: Option<Spanned<f64>>,
}

/// A month that is left out of limits and rules, and drawn.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GhostMonth {
    /// The month.
    pub month: Month,
    /// Why it is left out.
    pub why: Spanned<String>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignOff {
    /// Whether a month is closed only when its statement was approved.
    #[serde(default)]
    pub required: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Files {
    /// Their names, with * for any letters.
    pub files: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PublishedFiles {
    /// Their names, with * for any letters.
    pub files: String,
    /// Whether a run goes on where one of them cannot be read.
    #[serde(default)]
    pub allow_failed: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Disclosure {
    /// Its name, or a file of your own.
    pub rule: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectHead {
    /// The name that reports print.
    pub name: String,
    /// The language of its reports: en, nb, sv or da; else en.
    pub language: Option<Spanned<String>>,
    /// Whose statement it is: authority, provider or system.
    pub view: View,
    /// The authority, by code or name.
    pub authority: Option<Spanned<String>>,
    /// The file with the municipalities, outside England.
    pub authorities: Option<Spanned<String>>,
    /// The code of the trust, for the view of a provider.
    pub provider: Option<String>,
    /// The laws that charge, by name or file.
    #[serde(default)]
    pub regimes: Vec<Spanned<String>>,
    /// The conventions that count, by name or file.
    #[serde(default)]
    pub conventions: Vec<Spanned<String>>,
    /// The month that `run` is of: one, or previous.
    pub month: Option<MonthRule>,
    /// The day whose knowledge counts; else the last day of what was delivered.
    pub as_of: Option<Day>,
    /// What becomes of a month whose data did not come: publish or refuse.
    pub policy: Option<Spanned<String>>,
    /// The share of rejected records beyond which a delivery is refused, from 0 to 1.
    pub max_rejected_share: Option<Spanned<f64>>,
    /// Records that are settled at once: less takes less memory.
    pub records_at_once: Option<NonZeroU32>,
}
