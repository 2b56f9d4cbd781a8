//! A convention file exactly as written: a dated body of counting rules. Every value carries its citation and a grade.

use serde::Deserialize;
use toml::Spanned;

use super::rules::{Booked, Boundary, ExclusionField, OnTheDay, Use, Which, WithinThreshold};
use crate::domain::Day;
use crate::domain::day::Weekday;
use crate::regime::file::{Grade, LawQuestion};

/// A whole convention file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConventionFile {
    /// The form of the file: `beddays-counting/1`.
    pub schema: String,
    /// What it is.
    pub convention: ConventionHead,
    /// Since when, and until when, its publisher counted so; nothing if unknown.
    pub used: Option<Used>,
    /// Which days are delayed days, and of which month.
    pub days: CountedDaysRule,
    /// Questions that the sources leave open.
    #[serde(default)]
    pub reading: Vec<Spanned<LawQuestion>>,
    /// The snapshot of a month.
    pub census: Option<CensusDay>,
    /// How delays are grouped by length.
    pub bands: Option<LengthBands>,
    /// Who is left out.
    #[serde(default)]
    pub excluded: Vec<Spanned<LeftOutRule>>,
}

/// What a convention is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConventionHead {
    /// Its id, as in `scotland-2016`.
    pub id: String,
    /// Its name.
    pub title: String,
    /// The country.
    pub jurisdiction: String,
    /// Who publishes by it.
    pub publisher: String,
}

/// When figures were published so.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Used {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Option<Day>,
    /// Where it says so.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}

/// A value with where it stands.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where it says so.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}

/// Which days count.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountedDaysRule {
    /// Whether the ready day and the last day count.
    pub boundary: Sourced<Boundary>,
    /// Which month a day is counted in.
    pub booked: Sourced<Booked>,
    /// After how many hours a wait is a delay.
    pub threshold: Option<Threshold>,
    /// Whether those hours count once they have passed.
    pub within_threshold: Option<Sourced<WithinThreshold>>,
}

/// After how long a wait is a delay.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// Whole days, in hours.
    pub hours: i32,
    /// Where it says so.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}

/// The day of the snapshot.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CensusDay {
    /// The day of the week.
    pub weekday: Weekday,
    /// Which of them in the month.
    pub which: Which,
    /// The last day on which there could be one.
    pub to: Option<Day>,
    /// Whether who leaves on the day is still counted.
    pub on_the_day: Sourced<OnTheDay>,
    /// Where it says so.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}

/// Bands of length.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LengthBands {
    /// Whether length is taken at the census or at the end of the delay.
    pub of: BandsOf,
    /// Where it says so.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
    /// The bands, each up to the next.
    pub list: Vec<LengthBand>,
}

/// When length is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BandsOf {
    /// At the census.
    Census,
    /// At the end of the delay.
    End,
}

/// A band of length.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LengthBand {
    /// Its published name.
    pub name: String,
    /// Its fewest days.
    pub from: i32,
}

/// Who is left out of the count.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftOutRule {
    /// One word for it.
    pub reason: String,
    /// What decides.
    pub field: ExclusionField,
    /// Left out are numbers below this.
    pub below: Option<i32>,
    /// Left out are these codes.
    #[serde(default)]
    pub codes: Vec<String>,
    /// Left out are codes that start so.
    #[serde(default)]
    pub starts: Vec<String>,
    /// Of what they are left out.
    pub of: Vec<Use>,
    /// The rule in words.
    pub words: String,
    /// Where it says so.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}
