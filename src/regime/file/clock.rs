//! The parts of a regime file that run the clock: notices, interval, start, stops.

use serde::Deserialize;

use crate::domain::Day;
use crate::domain::day::Weekday;
use crate::domain::moment::TimeOfDay;

use super::{Cited, Grade};

/// On which days, and after which time, a notice is late.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Late {
    /// The days of the week, or rest days (Sundays and public holidays).
    pub on: Vec<DayCondition>,
    /// After this time (the time itself is in time); all day if there is none.
    pub after: Option<TimeOfDay>,
    /// Where the law says so.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}

/// A kind of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayCondition {
    /// A Sunday or public holiday.
    RestDay,
    /// This day of the week, public holiday or not.
    #[serde(untagged)]
    Weekday(Weekday),
}

/// The notice that starts the clock.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssessmentNotice {
    /// How many days before expected admission it can be given at the earliest.
    pub earliest_days_before_admission: Cited<i32>,
    /// When it is late, so that it counts as given the following day.
    pub late: Vec<Late>,
    /// Whether the day so found moves past rest days.
    pub moves_past_rest_days: Cited<bool>,
}

/// The notice of the proposed day of discharge.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DischargeNotice {
    /// How many days before the proposed day it must count as given.
    pub lead_days: Cited<i32>,
    /// When it is late.
    pub late: Vec<Late>,
    /// Whether the day so found moves past rest days.
    pub moves_past_rest_days: Cited<bool>,
}

/// The minimum interval after the assessment notice.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interval {
    /// How many countable days, from the day after the notice counts as given.
    pub days: Cited<i32>,
    /// Whether rest days are left out, and until when.
    pub leaves_out_rest_days_until: Option<Cited<Day>>,
}

/// The first chargeable day.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// Whether it moves past rest days.
    pub moves_past_rest_days: Cited<bool>,
    /// The time by which readiness spares a day (the time itself spares it).
    pub ready_by: Cited<TimeOfDay>,
    /// Which days it can spare.
    pub ready_by_spares: Cited<Spares>,
}

/// Which days readiness by the hour can spare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spares {
    /// Only the first day of the period.
    FirstDay,
    /// Any day of it.
    AnyDay,
}

/// What ends a period.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodStop {
    /// The event.
    pub event: StopEvent,
    /// The last day of the period.
    pub last_day: LastDayRule,
    /// Strictly before this time the last day is the day before instead.
    pub before: Option<TimeOfDay>,
    /// The readings that can change it.
    #[serde(default)]
    pub readings: Vec<String>,
    /// Where the law says so.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}

/// Events that can end a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StopEvent {
    /// Discharged by the hospital.
    Discharged,
    /// Discharged themselves.
    SelfDischarged,
    /// Died.
    Died,
    /// Arranged own or other care.
    OwnCare,
    /// Needed further treatment.
    FurtherTreatment,
    /// The authority's notice that all is in place.
    AuthorityReadyNotice,
    /// The services decided on were ready.
    ServicesReady,
    /// The assessment notice was withdrawn.
    AssessmentNoticeWithdrawn,
    /// The discharge notice was withdrawn.
    DischargeNoticeWithdrawn,
}

/// The last day of a period that an event ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LastDayRule {
    /// The day of the event.
    Same,
    /// The day before.
    Previous,
}

impl StopEvent {
    /// As people say it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Discharged => "discharge",
            Self::SelfDischarged => "self-discharge",
            Self::Died => "death",
            Self::OwnCare => "own or other care",
            Self::FurtherTreatment => "further treatment",
            Self::AuthorityReadyNotice => "the authority's notice",
            Self::ServicesReady => "readiness of the services",
            Self::AssessmentNoticeWithdrawn => "withdrawal of the assessment notice",
            Self::DischargeNoticeWithdrawn => "withdrawal of the discharge notice",
        }
    }
}
