//! Counted days under a named convention of statistics, and the few rows that its tables are added up from.

#![deny(clippy::float_arithmetic)]

use super::authority::AuthorityId;
use super::codes::{Attribution, CareType};
use super::day::{Day, Month};

/// One delayed day. It borrows its words from the convention and the stay, so that a row costs no allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountedDay<'a> {
    /// The convention with every reading that is not the default, as in `england-drd`.
    pub convention: &'a str,
    /// The SHA-256 of the convention as it was read.
    pub convention_hash: &'a str,
    /// The stay.
    pub stay_id: &'a str,
    /// The delay: for a statistic every stay is its own, joined by a transfer or not.
    pub delay_id: &'a str,
    /// The day.
    pub day: Day,
    /// The month whose figure it is in, which need not be its own.
    pub month: Month,
    /// Days since the ready day, which is 0.
    pub days_since_ready: i32,
    /// The reason that the hospital gives for the day, the first if there are several.
    pub reason_code: Option<&'a str>,
    /// Who is responsible for it.
    pub attributed_to: Option<Attribution>,
}

/// What one stay has in one month by a convention for one reason and side: so many days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountedStay<'a> {
    /// Under which convention, and whose stay it is.
    pub of: CountedOf<'a>,
    /// The month whose figure the days are in.
    pub month: Month,
    /// The reason, the first if a day has several.
    pub reason_code: Option<&'a str>,
    /// Who is responsible.
    pub attributed_to: Option<Attribution>,
    /// Delayed days.
    pub days: i32,
}

/// One delay that ended, those of no days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountedDelay<'a> {
    /// Under which convention, and whose stay it is.
    pub of: CountedOf<'a>,
    /// The month in which it ended.
    pub month: Month,
    /// The day it ended.
    pub ended_on: Day,
    /// Its delayed days, all months together; 0 for who left at once.
    pub days: i32,
    /// The band of that length, where the convention has bands at the end.
    pub band: Option<&'a str>,
}

/// One person in one census.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountedCensus<'a> {
    /// Under which convention, and whose stay it is.
    pub of: CountedOf<'a>,
    /// The month of the census.
    pub month: Month,
    /// The day of the census.
    pub day: Day,
    /// The reason that the hospital gives for that day.
    pub reason_code: Option<&'a str>,
    /// Who is responsible.
    pub attributed_to: Option<Attribution>,
    /// For how many days the delay has lasted.
    pub days: i32,
    /// The band of that length, where the convention has bands at the census.
    pub band: Option<&'a str>,
}

/// A stay under a convention, with the dimensions of its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountedOf<'a> {
    /// The convention with every reading that is not the default.
    pub convention: &'a str,
    /// The stay.
    pub stay_id: &'a str,
    /// The authority; nothing where unknown.
    pub authority: Option<AuthorityId>,
    /// The hospital.
    pub provider_code: &'a str,
    /// The kind of care; acute where none is recorded.
    pub care_type: CareType,
}

/// What a row of an added-up table is about: a convention, a month, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountedPlace<'a> {
    /// The convention with every reading that is not the default.
    pub convention: &'a str,
    /// The month.
    pub month: Month,
    /// Code of the authority; empty text where unknown.
    pub authority_code: &'a str,
    /// The hospital.
    pub provider_code: &'a str,
}

/// The delayed days of one month in one place for one kind of care, reason and side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountedMonthRow<'a> {
    /// Which month, and where.
    pub place: CountedPlace<'a>,
    /// The kind of care.
    pub care_type: CareType,
    /// The reason, the first if a day has several; empty text where there is none.
    pub reason_code: &'a str,
    /// Who is responsible.
    pub attributed_to: Option<Attribution>,
    /// Delayed days.
    pub days: i32,
    /// Stays that have them.
    pub people: i32,
}

/// Days of stays that were removed, as they were counted: a row of the days of a month, with its own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptCount {
    /// The convention with every reading that is not the default.
    pub convention: Box<str>,
    /// The month.
    pub month: Month,
    /// Code of the authority; empty text where unknown.
    pub authority_code: Box<str>,
    /// The hospital.
    pub provider_code: Box<str>,
    /// The kind of care.
    pub care_type: CareType,
    /// The reason, the first if a day has several; empty text where there is none.
    pub reason_code: Box<str>,
    /// Who is responsible.
    pub attributed_to: Option<Attribution>,
    /// Delayed days.
    pub days: i32,
    /// Stays that had them.
    pub people: i32,
}

/// Delays of one length, that ended in a month or were there at its census.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountedLengthRow<'a> {
    /// Which month, and where.
    pub place: CountedPlace<'a>,
    /// When the length is taken: `end` or `census`.
    pub bands_of: &'static str,
    /// The kind of care.
    pub care_type: CareType,
    /// The band; empty text where the convention has none.
    pub band: &'a str,
    /// How many delays.
    pub delays: i32,
    /// Those of them of a day or more.
    pub delayed: i32,
    /// Their days.
    pub delay_days: i32,
}

/// People in one census, in one place, for one kind of care, reason and side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountedCensusRow<'a> {
    /// Which month, and where.
    pub place: CountedPlace<'a>,
    /// The day of the census.
    pub day: Day,
    /// The kind of care.
    pub care_type: CareType,
    /// The reason on that day; empty text where there is none.
    pub reason_code: &'a str,
    /// Who is responsible.
    pub attributed_to: Option<Attribution>,
    /// How many people.
    pub people: i32,
    /// For how many days they have been delayed, all together.
    pub days_so_far: i32,
    /// For how many the one who has been delayed longest.
    pub longest_days: i32,
}

/// Discharges of one month in one place, by a convention that counts delays by their end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountedDischargeRow<'a> {
    /// Which month, and where.
    pub place: CountedPlace<'a>,
    /// Those that the convention does not leave out.
    pub discharges: i32,
    /// Those of them of which everything is known that it asks for.
    pub counted: i32,
}
