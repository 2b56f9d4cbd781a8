//! A regime file of the procedure `readiness` exactly as written: messages, clocks, stops and layers of price.

use serde::Deserialize;
use toml::Spanned;

use crate::domain::{Currency, Day, EventKind, Minor};

use super::super::file::{Cited, Coverage, DayRule, Duty, Grade};
use super::choice::{CutOff, LawChoice};
use super::rule::ReadinessRule;

pub use super::messages::{
    EventWord, HoldAtStart, HoldLater, HoursBy, IfLate, IfMissing, MessageHold, MessageRequired, Within,
};
pub use super::question::ReadinessQuestion;

/// A whole regime file of this procedure.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadinessFile {
    /// The form of the file: `beddays-regime/1`.
    pub schema: String,
    /// What it is.
    pub regime: ReadinessHead,
    /// The days for which someone has read the law.
    pub coverage: Coverage,
    /// Which stays, or days of them, this version governs.
    pub in_force: Vec<Spanned<ReadinessForce>>,
    /// Who is in scope.
    pub scope: ReadinessScope,
    /// Which of a patient's municipalities pays.
    pub payer: LawChoice<PayerRule>,
    /// What must all have run before a day is charged.
    pub clock: Vec<Spanned<ReadinessClock>>,
    /// Messages without which nothing is charged.
    #[serde(default)]
    pub require: Vec<Spanned<MessageRequired>>,
    /// What keeps days free while it lasts.
    #[serde(default)]
    pub hold: Vec<Spanned<MessageHold>>,
    /// What ends the charge.
    pub stop: Vec<Spanned<ReadinessStop>>,
    /// How the days of one charge are numbered.
    #[serde(default)]
    pub count: DayNumbering,
    /// To which day of a charge it is charged at most; to its end if none is named.
    pub ceiling: Option<Cited<i32>>,
    /// What is charged for a day, and to whom it goes.
    pub layer: Vec<Spanned<PriceLayer>>,
    /// Dated prices. A day without one is an error, never a zero.
    #[serde(default)]
    pub price: Vec<Spanned<LayerPrice>>,
    /// Which year's price a day has.
    pub price_year: LawChoice<PriceYear>,
    /// What is known of the law and decides no day.
    #[serde(default)]
    pub remark: Vec<Spanned<Remark>>,
    /// The rules that a day can rest on, each with its words.
    pub rule: Vec<Spanned<DayRule>>,
    /// The questions that the law leaves open.
    #[serde(default)]
    pub reading: Vec<Spanned<ReadinessQuestion>>,
}

/// What the regime is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadinessHead {
    /// Its name, as in `norway-2019`.
    pub id: String,
    /// The law's title.
    pub title: String,
    /// What the law itself calls a patient who is ready to leave, as in `utskrivningsklar pasient`.
    pub ready_word: Option<String>,
    /// What belongs to the law and was not at hand when it was read.
    pub not_seen: String,
    /// Whose law.
    pub jurisdiction: String,
    /// The currency of its prices.
    pub currency: Currency,
    /// The clocks it goes by, as in `Europe/Oslo`.
    pub zone: String,
    /// Which verbs apply it: `readiness`.
    pub procedure: String,
    /// The version before it, if there is one at hand.
    pub follows: Option<String>,
    /// Whether the charge must or may be made.
    pub duty: Cited<Duty>,
}

/// What a version governs: days, or what began with an event of these days.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadinessForce {
    /// Which date decides.
    pub by: LawChoice<DatedBy>,
    /// The kinds of care it is about; all if none is named.
    #[serde(default)]
    pub care_types: Vec<String>,
    /// First day.
    pub from: Day,
    /// Last day; none while it is in force.
    pub to: Option<Day>,
    /// Where the law says so.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}

/// Which date decides whether a rule governs a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DatedBy {
    /// The day itself.
    Day,
    /// The day of this event, the first of its kind since the patient was admitted or ceased to be ready.
    #[serde(untagged)]
    Event(EventKind),
}

/// Who is in scope.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadinessScope {
    /// The kinds of care.
    pub care_types: Cited<Vec<String>>,
    /// The kinds of hospital; all if none is named.
    pub settings: Option<Cited<Vec<String>>>,
}

/// Which of a patient's municipalities pays a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PayerRule {
    /// The one the patient is registered in.
    RegisteredIn,
    /// The one the patient stays in.
    StayingIn,
    /// The one the patient lives in on the day: a move passes the days from then on to the other.
    Residence,
}

/// A clock: so many days from an event.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadinessClock {
    /// The event it counts from.
    pub event: EventKind,
    /// The first day it lets be charged: so many days after the day on which the event counts.
    pub days: LawChoice<i32>,
    /// The calendar whose days it counts; every day if none is named.
    pub calendar: Option<String>,
    /// The kinds of care it is for; all if none is named.
    #[serde(default)]
    pub care_types: Vec<String>,
    /// Events, or days, that it is for.
    pub dated: Option<ClockDates>,
    /// After which time the event counts on the next day.
    pub cut_off: Option<LawChoice<CutOff>>,
    /// Which of several such events starts it.
    pub which: Option<LawChoice<WhichOf>>,
    /// Whether nothing is charged without the event; where nothing is said, the clock is then not run.
    pub needed: Option<Cited<bool>>,
    /// Whether an event from before the patient was last not ready starts it too.
    #[serde(default)]
    pub of_whole_stay: bool,
    /// Whether the clock is run at all.
    pub applies: Option<LawChoice<bool>>,
}

impl ReadinessClock {
    /// Whether nothing is charged without its event.
    pub fn is_needed(&self) -> bool {
        self.needed.as_ref().is_some_and(|needed| needed.value)
    }
}

/// The dates of a clock's event, or of the days it lets be charged.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockDates {
    /// Which date decides.
    pub by: LawChoice<DatedBy>,
    /// First day.
    pub from: Option<Day>,
    /// Last day.
    pub to: Option<Day>,
}

/// Which of several events of a kind governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhichOf {
    /// The first.
    First,
    /// The latest.
    Latest,
}

/// What ends the charge.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadinessStop {
    /// The event.
    pub event: EventKind,
    /// What the days from then on rest on.
    pub rule: ReadinessRule,
    /// Whether the day of the event is charged.
    pub end_day: LawChoice<EndDay>,
    /// What can follow.
    pub then: LawChoice<AfterStop>,
}

/// Whether the day on which a charge ends is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndDay {
    /// No.
    Free,
    /// Only where the charge would end on the day on which it begins.
    ChargedIfFirst,
    /// Yes.
    Charged,
}

/// What can follow an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AfterStop {
    /// Nothing.
    Close,
    /// Readiness again, with new messages and clocks that start anew.
    NewClock,
    /// Readiness again, with new messages; days that had run on a clock are not run again.
    Resume,
}

/// How the days of one charge are numbered, for prices that step on the n-th.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayNumbering {
    /// After the patient was not ready and is again.
    pub after_relapse: Option<LawChoice<Numbering>>,
    /// When the patient moves to another municipality.
    pub after_move: Option<LawChoice<Numbering>>,
    /// When a second event of the first clock is recorded.
    pub second_ready: Option<LawChoice<Numbering>>,
    /// On the first day of this version.
    pub in_force: Option<LawChoice<Numbering>>,
}

/// Whether the number of a day starts again at one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Numbering {
    /// It goes on.
    Continue,
    /// It starts again.
    Restart,
}

/// What is charged for a day, and to whom it goes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriceLayer {
    /// Its name, as in `daily_price`.
    pub id: String,
    /// Who is paid.
    pub payee: String,
    /// The kinds of care it is charged for.
    pub care_types: LawChoice<Vec<String>>,
    /// From which day of the charge.
    pub from_nth: Cited<i32>,
    /// To which day of the charge; to the end if none is named.
    pub to_nth: Option<Cited<i32>>,
    /// The price level of its amounts, where they are to be raised by an index: the year whose level it is.
    pub price_level: Option<Cited<i16>>,
}

/// A dated price of a layer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayerPrice {
    /// The layer.
    pub layer: String,
    /// First day.
    pub from: Day,
    /// Last day; none while it holds.
    pub to: Option<Day>,
    /// The price of a day.
    pub amount_minor: Minor,
    /// Where the law says so.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}

/// Which year's price a day has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriceYear {
    /// That of its own year.
    EachDay,
    /// That of the year in which the charge began.
    StartYear,
}

/// What is known of the law and decides no day: disputes, settlement.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remark {
    /// What it is about.
    pub about: String,
    /// What is known.
    pub words: String,
    /// Where the law says so.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}
