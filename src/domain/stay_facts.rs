//! The facts of one stay in order of time: its own dates and the events that were recorded about it.

use super::day::Day;
use super::event::{Event, EventKind, EventValue};
use super::moment::Moment;
use super::stay::Stay;

/// The facts of a stay in order of time, its own dates and the recorded events together.
#[derive(Clone, Debug, PartialEq)]
pub struct StayFacts {
    /// The facts.
    pub events: Vec<Event>,
    /// The day to which the stay is followed if no record says how it ended.
    pub followed_to: Day,
}

impl StayFacts {
    /// Puts the dates of the stay and its recorded events in order. Of two records of one fact the event is the fuller, so
    /// a recorded departure of the same day takes the place of the stay's own. Departures on different days both stand:
    /// the first one counts, and the contradiction is a doubt.
    pub fn of(stay: &Stay, recorded: impl IntoIterator<Item = Event>, followed_to: Day) -> Self {
        let mut events: Vec<Event> = recorded.into_iter().collect();
        let has = |events: &[Event], kind: EventKind| events.iter().any(|event| event.kind == kind);
        if !has(&events, EventKind::Admission) {
            events.push(Event::bare(EventKind::Admission, stay.admitted_at));
        }
        if let Some(day) = stay.expected_admission_on
            && !has(&events, EventKind::ExpectedAdmission)
        {
            events.push(Event::bare(EventKind::ExpectedAdmission, Moment::midnight(day)));
        }
        if let Some(at) = stay.discharged_at {
            let own = departure(stay);
            match events.iter_mut().find(|event| event.kind.is_departure() && event.at.day() == at.day()) {
                // A discharge by death is death.
                Some(event) if own == EventKind::Died && event.kind == EventKind::Discharged => event.kind = own,
                Some(_) => {}
                None => events.push(Event::bare(own, at)),
            }
        }
        Self::in_order(events, followed_to)
    }

    /// Facts in order of time; those of one moment in a fixed order of kinds.
    pub fn in_order(mut events: Vec<Event>, followed_to: Day) -> Self {
        events.sort_by(|one, other| {
            (one.at, one.kind, one.until, &one.value).cmp(&(other.at, other.kind, other.until, &other.value))
        });
        Self { events, followed_to }
    }

    /// How the patient left, by the first record of it.
    pub fn departure(&self) -> Option<&Event> {
        self.events.iter().find(|event| event.kind.is_departure())
    }
}

impl Event {
    /// A fact of which no more is known than when it happened.
    pub fn bare(kind: EventKind, at: Moment) -> Self {
        Self { kind, at, until: None, value: EventValue::Nothing }
    }
}

/// How the patient left, by the NHS discharge method: 2 (6 and 7 from April 2022) by own wish or that of relatives,
/// 4 died, 5 stillbirth; or by the discharge destination 79, which is that of patients who died.
fn departure(stay: &Stay) -> EventKind {
    match (stay.discharge_method.as_deref(), stay.discharge_destination.as_deref()) {
        (Some("4" | "5"), _) | (_, Some("79")) => EventKind::Died,
        (Some("2" | "6" | "7"), _) => EventKind::SelfDischarged,
        _ => EventKind::Discharged,
    }
}
