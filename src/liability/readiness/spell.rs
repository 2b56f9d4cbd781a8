//! Spells of readiness: a stay is cut where the patient was no longer ready, and each part has its own messages.

use crate::domain::{Day, Event, EventKind, EventValue};
use crate::regime::readiness::file::{DatedBy, EndDay, EventWord, WhichOf};
use crate::regime::readiness::{LawChoice, ReadinessRule};

use super::ReadinessLaw;

/// One part of a stay between two days on which the patient ceased to be ready.
#[derive(Clone, Debug)]
pub(super) struct ReadySpell<'a> {
    /// Its facts.
    pub(super) events: &'a [Event],
    /// The facts of the stay up to its end.
    pub(super) stay: &'a [Event],
    /// The event that ended the part before, and what its days rest on until the patient is ready again.
    pub(super) after: Option<(Day, ReadinessRule)>,
    /// The first day on which somebody said that the patient was ready.
    pub(super) opened: Option<Day>,
    /// What ends the charge.
    pub(super) stop: Option<SpellEnd>,
    /// Why nothing is charged, if a message bars it.
    pub(super) bar: Option<ReadinessRule>,
    /// Whether somebody should look at its days.
    pub(super) for_review: bool,
    /// The day before which a late message lets nothing be charged.
    pub(super) not_before: Option<Day>,
    /// For each clock, how many of its days had run in earlier parts.
    pub(super) ran: Vec<i32>,
}

/// What ends a charge.
#[derive(Clone, Copy, Debug)]
pub(super) struct SpellEnd {
    /// The day of the event.
    pub(super) day: Day,
    /// Whether it is charged.
    pub(super) end_day: EndDay,
    /// What the days from then on rest on.
    pub(super) rule: ReadinessRule,
}

/// The date that decides whether a version, or a part of it, is for a day: the day, or that of the event that governs.
pub(super) fn decides(by: DatedBy, law: &ReadinessLaw<'_>, events: &[Event], day: Day) -> Day {
    let DatedBy::Event(kind) = by else { return day };
    let mut clocks = law.regime.file.clock.iter().map(toml::Spanned::get_ref);
    let which = clocks.find(|clock| clock.event == kind).and_then(|clock| clock.which.as_ref());
    governing(events, kind, LawChoice::or(which, &law.answers, WhichOf::First)).map_or(day, |event| event.at.day())
}

/// The event of a kind that governs.
pub(super) fn governing(events: &[Event], kind: EventKind, which: WhichOf) -> Option<&Event> {
    let mut of_kind = events.iter().filter(|event| event.kind == kind);
    match which {
        WhichOf::First => of_kind.next(),
        WhichOf::Latest => of_kind.next_back(),
    }
}

/// Whether an event is what a file names. A plan that is required without a word is required.
pub(super) fn is(event: &Event, named: &EventWord) -> bool {
    let word = match (&event.value, event.kind) {
        (EventValue::Word(word), _) => &**word,
        (_, EventKind::JointPlanRequired) => "yes",
        _ => "",
    };
    event.kind == named.kind && named.word.as_ref().is_none_or(|wanted| wanted == word)
}
