//! Spells of readiness: a stay is cut where the patient was no longer ready, and each part has its own messages.

use crate::domain::{Day, Event, EventKind, EventValue};
use crate::regime::readiness::ReadinessRule;
use crate::regime::readiness::file::{AfterStop, EndDay, EventWord, WhichOf};

use super::{NotJudged, ReadinessCase, ReadinessLaw, messages, start};

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

/// The parts of a stay, in order.
pub(super) fn spells<'a>(
    case: &ReadinessCase<'a>,
    law: &ReadinessLaw<'_>,
) -> Result<Vec<ReadySpell<'a>>, NotJudged> {
    let file = &law.regime.file;
    let stops = || file.stop.iter().map(toml::Spanned::get_ref);
    let cuts = |event: &Event| {
        stops().find(|stop| stop.event == event.kind && *stop.then.of(&law.answers) != AfterStop::Close)
    };
    let mut spells: Vec<ReadySpell<'a>> = Vec::new();
    let (mut from, mut after) = (0, None);
    let mut ran = vec![0; file.clock.len()];
    for to in 0..=case.events.len() {
        let cut = case.events.get(to).and_then(cuts);
        if to < case.events.len() && cut.is_none() {
            continue;
        }
        let (events, stay) = (&case.events[from..to], &case.events[..to]);
        let mut spell = ReadySpell {
            events,
            stay,
            after,
            opened: opened(events, law),
            stop: None,
            bar: None,
            for_review: false,
            not_before: None,
            ran: ran.clone(),
        };
        let ended = events.iter().chain(case.events.get(to)).find_map(|event| {
            let stop = stops().find(|stop| stop.event == event.kind)?;
            Some(SpellEnd { day: event.at.day(), end_day: *stop.end_day.of(&law.answers), rule: stop.rule })
        });
        spell.stop = ended;
        messages::judge(case, law, &mut spell)?;
        if let (Some(stop), Some(event)) = (cut, case.events.get(to)) {
            if *stop.then.of(&law.answers) == AfterStop::Resume {
                start::run_until(case, law, &spell, event.at.day(), &mut ran)?;
            }
            after = Some((event.at.day(), stop.rule));
        }
        spells.push(spell);
        from = to + 1;
    }
    Ok(spells)
}

/// The first day on which an event of a needed clock says that the patient is ready.
fn opened(events: &[Event], law: &ReadinessLaw<'_>) -> Option<Day> {
    let clocks = || law.regime.file.clock.iter().map(toml::Spanned::get_ref).filter(|clock| clock.needed.value);
    events.iter().find(|event| clocks().any(|clock| clock.event == event.kind)).map(|event| event.at.day())
}

/// The event of a kind that governs.
pub(super) fn governing(events: &[Event], kind: EventKind, which: WhichOf) -> Option<&Event> {
    let mut of_kind = events.iter().filter(|event| event.kind == kind);
    match which {
        WhichOf::First => of_kind.next(),
        WhichOf::Latest => of_kind.last(),
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
