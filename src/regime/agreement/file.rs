//! A file of a local agreement exactly as written: which law it extends, when, and the named values that it sets.

use serde::Deserialize;
use toml::Spanned;

use crate::domain::{Day, Minor};

use super::super::file::Grade;
use super::super::readiness::CutOff;

/// A whole file of an agreement. What has no key here, no agreement can change.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementFile {
    /// The form of the file: `beddays-agreement/1`.
    pub schema: Spanned<String>,
    /// What it is.
    pub agreement: AgreementHead,
    /// What a day costs.
    #[serde(default)]
    pub price: Vec<Spanned<AgreedPrice>>,
    /// How many days are free.
    #[serde(default)]
    pub free_days: Vec<Spanned<AgreedDays>>,
    /// After which time a message counts on the next day.
    #[serde(default)]
    pub cut_off: Vec<Spanned<AgreedTime>>,
    /// How many days of a group's mean are free.
    pub threshold: Option<Spanned<AgreedNumber>>,
    /// How many days of one charge are charged at most.
    pub ceiling: Option<Spanned<AgreedNumber>>,
}

/// What the agreement is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementHead {
    /// Its name of letters, digits and hyphens, as in `norfolk-2023`.
    pub id: Spanned<String>,
    /// Its title, with the two that agreed.
    pub title: String,
    /// The regime that holds where the agreement says nothing, as in `england-2014`.
    pub extends: Spanned<String>,
    /// First day.
    pub from: Spanned<Day>,
    /// Last day.
    pub to: Spanned<Day>,
    /// The document.
    pub cite: String,
    /// How sure we are of its dates.
    pub grade: Grade,
}

impl AgreementHead {
    /// Its first and last day.
    pub fn days(&self) -> (Day, Day) {
        (*self.from.get_ref(), *self.to.get_ref())
    }
}

/// A price that was agreed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreedPrice {
    /// The band or layer of the regime; all of them if none is named.
    pub of: Option<Spanned<String>>,
    /// First day; that of the agreement if none is named.
    pub from: Option<Day>,
    /// Last day; that of the agreement if none is named.
    pub to: Option<Day>,
    /// The price of a day.
    pub amount_minor: Minor,
    /// Where the agreement says so.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}

/// Free days that were agreed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreedDays {
    /// The event whose clock is meant, as in `readiness_notice`; every clock if none is named.
    pub of: Option<Spanned<String>>,
    /// The kinds of care whose clock is meant; every one if none is named.
    #[serde(default)]
    pub care_types: Vec<String>,
    /// How many.
    pub days: u16,
    /// Where the agreement says so.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}

/// A time of day that was agreed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreedTime {
    /// The event or notice that is meant, as in `assessment_notice`; every one if none is named.
    pub of: Option<Spanned<String>>,
    /// The kinds of care whose clock is meant; every one if none is named.
    #[serde(default)]
    pub care_types: Vec<String>,
    /// The last time that is in time, as in `16:00`; `none` where no message is late.
    pub time: CutOff,
    /// Where the agreement says so.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}

/// A number of days that was agreed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreedNumber {
    /// How many.
    pub days: u16,
    /// Where the agreement says so.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}

/// The name of what is meant with its place; that of the whole where none is named.
pub(super) fn meant(of: Option<&Spanned<String>>, whole: usize) -> (Option<&str>, usize) {
    (of.map(|of| of.get_ref().as_str()), of.map_or(whole, |of| of.span().start))
}
