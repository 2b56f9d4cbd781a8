//! Periods of readiness: a patient who was ready can fall ill again, and be ready again later.

use crate::domain::{Day, Event, EventKind, Moment};

/// One time in which a patient was ready to leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadyPeriod {
    /// The day the patient was ready.
    pub from: Day,
    /// The day on which the patient was ill again, if that is recorded.
    pub ill_on: Option<Day>,
}

/// Whether by an event of this kind a patient who was ready is ready no more.
pub fn is_illness(kind: EventKind) -> bool {
    matches!(kind, EventKind::Relapse | EventKind::FurtherTreatment | EventKind::Deterioration)
}

/// The periods of a stay, in order: of its own ready day and its events, up to its end. A deterioration passes by itself, so
/// it ends a period only where someone recorded that the patient was ready again after it.
pub fn periods<'e>(
    ready_on: Option<Day>,
    events: impl IntoIterator<Item = &'e Event, IntoIter: Clone>,
    ended_on: Option<Day>,
) -> Vec<ReadyPeriod> {
    let events = events.into_iter();
    let of = |wanted: fn(EventKind) -> bool| events.clone().filter(move |event| wanted(event.kind));
    let mut ready: Vec<Moment> = of(|kind| kind == EventKind::Ready).map(|event| event.at).collect();
    // The stay says no time. Beside an earlier ready day its own is that of the last period, and begins after an illness
    // of the same day.
    let own = ready_on
        .map(|day| if ready.iter().any(|at| at.day() < day) { Moment::end_of(day) } else { Moment::midnight(day) });
    ready.extend(own);
    let last_ready = ready.iter().max().copied();
    let counts = |kind: EventKind, at: Moment| {
        let before_the_end = ended_on.is_none_or(|end| at.day() < end);
        before_the_end && (kind != EventKind::Deterioration || last_ready.is_some_and(|ready| at < ready))
    };
    let ill = of(is_illness).filter(|event| counts(event.kind, event.at)).map(|event| (event.at, false));
    let mut facts: Vec<(Moment, bool)> = ill.chain(ready.iter().map(|at| (*at, true))).collect();
    facts.sort_unstable();
    let mut periods: Vec<ReadyPeriod> = Vec::new();
    for (at, is_ready) in facts {
        match periods.last_mut().filter(|period| period.ill_on.is_none()) {
            Some(period) if !is_ready => period.ill_on = Some(at.day()),
            None if is_ready => periods.push(ReadyPeriod { from: at.day(), ill_on: None }),
            _ => {}
        }
    }
    periods
}
