//! Parts of a regime file about messages: those that must have been sent, and those that keep days free.

use std::str::FromStr;

use serde::Deserialize;

use crate::domain::EventKind;

use super::super::file::Cited;
use super::choice::LawChoice;
use super::rule::ReadinessRule;

/// A message without which nothing is charged.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageRequired {
    /// The message.
    pub event: EventKind,
    /// The kinds of care that need it; all if none is named.
    #[serde(default)]
    pub care_types: Vec<String>,
    /// What must have been recorded for it to be needed.
    pub when: Option<EventWord>,
    /// How soon it must have been sent.
    pub within: Option<Within>,
    /// Whether one from before the patient was last not ready serves.
    pub of_whole_stay: LawChoice<bool>,
    /// What its absence does.
    pub if_missing: LawChoice<IfMissing>,
    /// What its lateness does.
    pub if_late: Option<LawChoice<IfLate>>,
}

/// How soon a message must have been sent: after any of these events, so many hours, or days of the calendar.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Within {
    /// Hours.
    pub hours: Option<Cited<i64>>,
    /// Days: the difference of the dates.
    pub days: Option<Cited<i32>>,
    /// The events.
    pub of: Vec<EventKind>,
    /// How hours are counted where the clocks were changed.
    pub hours_by: Option<LawChoice<HoursBy>>,
}

/// How hours are counted where the clocks were changed between.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoursBy {
    /// The hours that went by.
    RealHours,
    /// The difference on the wall clock.
    WallClock,
}

/// What the absence of a message does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IfMissing {
    /// Nothing is charged.
    Bar,
    /// Nothing.
    Ignore,
}

/// What the lateness of a message does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IfLate {
    /// Nothing is charged.
    Bar,
    /// The days are charged, and marked for somebody to look at.
    Review,
    /// No day before that of the message is charged.
    Defer,
    /// No day is charged before so many hours after the message had gone by, and the days are marked.
    DeferByHours,
    /// Nothing.
    Ignore,
}

/// What keeps days free while it lasts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageHold {
    /// What the days rest on.
    pub rule: ReadinessRule,
    /// What begins it. An end of another kind without a beginning ends one that was there before.
    pub from: EventWord,
    /// What ends it: from that day on days are charged again.
    pub until: EventWord,
    /// What it does when it is there on the day the charge would begin.
    pub at_start: LawChoice<HoldAtStart>,
    /// What it does when it comes later.
    pub later: LawChoice<HoldLater>,
    /// Whether one from before the patient was last not ready goes on.
    #[serde(default)]
    pub of_whole_stay: bool,
}

/// What a hold does that is there when the charge would begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldAtStart {
    /// The charge begins when it ends.
    Delays,
    /// Nothing is charged at all.
    Bars,
    /// Nothing.
    Ignored,
}

/// What a hold does that comes after the charge began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldLater {
    /// Its days are not charged.
    Suspends,
    /// Nothing.
    Ignored,
}

/// A kind of event, or one with a certain value: `municipality_reply=can`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct EventWord {
    /// The kind.
    pub kind: EventKind,
    /// The value it must have.
    pub word: Option<String>,
}

impl TryFrom<String> for EventWord {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let (kind, word) = text.split_once('=').map_or((text.as_str(), None), |(kind, word)| (kind, Some(word)));
        let kind = EventKind::from_str(kind).map_err(|refused| refused.to_string())?;
        Ok(Self { kind, word: word.map(str::to_owned) })
    }
}
