//! A regime file exactly as written. Every value of law carries its citation and a grade; unknown keys are refused.

mod clock;
mod money;

use serde::Deserialize;
use toml::Spanned;

use crate::domain::codes::CareType;
use crate::domain::{Currency, Day};

pub use clock::{
    AssessmentNotice, DayCondition, DischargeNotice, Interval, LastDayRule, Late, PeriodStop, Spares, Start, StopEvent,
};
pub use money::{PriceBand, RedirectUntil, Tariff};

/// How sure we are that the law says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// Read in the text of the Act or instrument.
    Verified,
    /// Official notes, Hansard, or a secondary or local source.
    Secondary,
    /// The text leaves a gap; this is the default reading, its alternatives are parameters.
    Reading,
    /// From memory, or an inference where nothing was seen.
    Unverified,
}

impl Grade {
    /// The word used in files and outputs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Secondary => "secondary",
            Self::Reading => "reading",
            Self::Unverified => "unverified",
        }
    }
}

/// A value of law with where it stands.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cited<T> {
    /// The value.
    pub value: T,
    /// Where the law says so.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}

/// A stretch of days, both ends included; no end means open.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Option<Day>,
    /// Where the law says so.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}

/// A whole regime file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegimeFile {
    /// The form of the file: `beddays-regime/1`.
    pub schema: String,
    /// What it is.
    pub regime: RegimeHead,
    /// The days for which someone has read the law; others are refused by name.
    pub coverage: Coverage,
    /// When notices and payments are in force.
    pub force: Force,
    /// Who is out of scope.
    pub excluded: Vec<Spanned<Excluded>>,
    /// The notice that starts the clock.
    pub assessment_notice: AssessmentNotice,
    /// The notice of the proposed day of discharge.
    pub discharge_notice: DischargeNotice,
    /// The minimum interval.
    pub interval: Interval,
    /// The first chargeable day.
    pub start: Start,
    /// What ends a period.
    pub stop: Vec<Spanned<PeriodStop>>,
    /// Who pays what a day.
    pub band: Vec<Spanned<PriceBand>>,
    /// Dated prices.
    pub tariff: Vec<Spanned<Tariff>>,
    /// When another authority takes over.
    pub redirect: Cited<RedirectUntil>,
    /// How many days of a stay are charged at most; any number if none is named.
    pub ceiling: Option<Cited<i32>>,
    /// Stretches of days that one reading would not charge.
    #[serde(default)]
    pub pause: Vec<Spanned<Pause>>,
    /// Stretches of days that a reader should be warned of.
    #[serde(default)]
    pub warning: Vec<Spanned<Warning>>,
    /// The limbs, tests and outcomes that a day can rest on, each with its words.
    pub rule: Vec<Spanned<DayRule>>,
    /// The questions that the law leaves open.
    pub reading: Vec<Spanned<LawQuestion>>,
}

/// What the regime is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegimeHead {
    /// Its name, as in `england-2003`.
    pub id: String,
    /// The law's title.
    pub title: String,
    /// What belongs to the law and was not at hand when it was read.
    pub not_seen: String,
    /// Whose law.
    pub jurisdiction: String,
    /// The currency of its prices.
    pub currency: Currency,
    /// The clocks it goes by, as in `Europe/London`.
    pub zone: String,
    /// The calendar of public holidays.
    pub calendar: String,
    /// Which verbs apply it.
    pub procedure: String,
    /// Whether the charge must or may be made.
    pub duty: Cited<Duty>,
}

/// Force of the charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Duty {
    /// The authority must pay.
    Must,
    /// The health body may claim.
    May,
    /// The two have agreed on it.
    Agreed,
    /// It must be paid unless the two have agreed otherwise.
    #[serde(rename = "unless_agreed")]
    UnlessAgreed,
}

impl Duty {
    /// As people say it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Must => "the authority must pay",
            Self::May => "the health body may require payment",
            Self::Agreed => "the two have agreed that it is paid",
            Self::UnlessAgreed => "the authority must pay, unless the two have agreed on something else",
        }
    }
}

/// The days for which the law was read.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Why these.
    pub why: String,
}

/// When the parts of the regime are in force.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Force {
    /// Days on which an assessment notice can count as given.
    pub notices: Window,
    /// Days that can be charged.
    pub payments: Window,
}

/// One ground of exclusion.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Excluded {
    /// Its name, as in `palliative`: what stands after `no:` in vector files.
    pub reason: String,
    /// The care type that falls under it, if it is about the kind of care.
    pub care_type: Option<CareType>,
    /// The ground in words.
    pub words: String,
    /// Where the law says so.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}

/// A stretch of days that one value of a reading would not charge.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// The reading.
    pub reading: String,
    /// Its value that makes the pause.
    pub value: String,
    /// First day; it has no end.
    pub from: Day,
    /// Where the law leaves it open.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}

/// A stretch of days that a reader should be warned of.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Warning {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// The warning.
    pub words: String,
    /// Where it comes from.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}

/// A rule that a day can rest on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayRule {
    /// Its name; the verbs know it.
    pub id: String,
    /// The rule in words for a lawyer.
    pub words: String,
    /// Where the law says so.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}

/// A question that the law leaves open.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawQuestion {
    /// Its name; the verbs know it.
    pub id: String,
    /// The answer used unless a project says otherwise.
    pub default: String,
    /// The other answers.
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
