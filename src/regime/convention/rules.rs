//! The counting rules of a convention under its readings, ready for use: what its words can be.

use serde::Deserialize;

use crate::domain::Day;
use crate::domain::day::Weekday;

/// Whether the ready day and the day on which the delay ends are delayed days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Boundary {
    /// The last day is one, the ready day is not.
    LastDayCounted,
    /// The ready day is one, the last day is not.
    FirstDayCounted,
    /// Both are.
    BothDaysCounted,
    /// Neither is.
    NeitherDayCounted,
}

impl Boundary {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::LastDayCounted, Self::FirstDayCounted, Self::BothDaysCounted, Self::NeitherDayCounted];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::LastDayCounted => "last_day_counted",
            Self::FirstDayCounted => "first_day_counted",
            Self::BothDaysCounted => "both_days_counted",
            Self::NeitherDayCounted => "neither_day_counted",
        }
    }

    /// Whether the ready day counts.
    pub fn counts_first(self) -> bool {
        matches!(self, Self::FirstDayCounted | Self::BothDaysCounted)
    }

    /// Whether the day on which the delay ends counts.
    pub fn counts_last(self) -> bool {
        matches!(self, Self::LastDayCounted | Self::BothDaysCounted)
    }
}

/// Which month a delayed day is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Booked {
    /// The month that it lies in.
    OwnMonth,
    /// The month in which the delay ended; a delay is never split.
    MonthOfEnd,
}

/// Whether the days up to the threshold count once it has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WithinThreshold {
    /// They never do: the delay begins when the threshold passes.
    LeftOut,
    /// They do, of a delay that passes it.
    CountedOncePassed,
}

impl WithinThreshold {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::LeftOut, Self::CountedOncePassed];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::LeftOut => "left_out",
            Self::CountedOncePassed => "counted_once_passed",
        }
    }
}

/// The rules by which days are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConventionRules {
    /// Whether the ready day and the last day count.
    pub boundary: Boundary,
    /// Which month a day is counted in.
    pub booked: Booked,
    /// How many days must have passed since the ready day, and one more begun, for a wait to be a delay.
    pub threshold_days: i32,
    /// Whether those days count once they have passed.
    pub within_threshold: WithinThreshold,
}

/// Which of the days of the week in a month is the day of the census.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// The first.
    First,
    /// The second.
    Second,
    /// The third.
    Third,
    /// The fourth.
    Fourth,
    /// The last, fourth or fifth.
    Last,
}

/// Whether who leaves on the day of the census is still counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnTheDay {
    /// Yes.
    Counted,
    /// No.
    NotCounted,
}

/// The census of a convention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Census {
    /// The day of the week.
    pub weekday: Weekday,
    /// Which of them.
    pub which: Which,
    /// The last day on which there could be one.
    pub to: Option<Day>,
    /// Whether who leaves on the day is still counted.
    pub on_the_day: OnTheDay,
    /// How many days must have passed since the ready day for a wait to be a delay.
    pub threshold_days: i32,
}

/// What a convention may leave people out by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExclusionField {
    /// Whole years on the ready day.
    AgeAtReady,
    /// The reason for the delay.
    ReasonCode,
    /// Nights of the stay.
    Nights,
    /// How the stay began.
    AdmissionMethod,
    /// How it ended.
    DischargeMethod,
    /// Where to.
    DischargeDestination,
    /// The treatment function at the end.
    TreatmentFunctionCode,
    /// What kind of care the stay is for.
    CareType,
}

impl ExclusionField {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::AgeAtReady,
        Self::ReasonCode,
        Self::Nights,
        Self::AdmissionMethod,
        Self::DischargeMethod,
        Self::DischargeDestination,
        Self::TreatmentFunctionCode,
        Self::CareType,
    ];

    /// Its name as a column.
    pub fn name(self) -> &'static str {
        match self {
            Self::AgeAtReady => "age_at_ready",
            Self::ReasonCode => "reason_code",
            Self::Nights => "nights",
            Self::AdmissionMethod => "admission_method",
            Self::DischargeMethod => "discharge_method",
            Self::DischargeDestination => "discharge_destination",
            Self::TreatmentFunctionCode => "treatment_function_code",
            Self::CareType => "care_type",
        }
    }

    /// Whether it is a number.
    pub fn is_number(self) -> bool {
        matches!(self, Self::AgeAtReady | Self::Nights)
    }
}

/// Of what people are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// The delayed days.
    Days,
    /// The census.
    Census,
}

/// One ground to leave people out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConventionExclusion {
    /// One word for it.
    pub reason: String,
    /// What decides.
    pub field: ExclusionField,
    /// Numbers below this.
    pub below: Option<i32>,
    /// These codes.
    pub codes: Vec<String>,
    /// Codes that start so.
    pub starts: Vec<String>,
    /// Of what.
    pub of: Vec<Use>,
}
