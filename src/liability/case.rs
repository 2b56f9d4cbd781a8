//! The facts of one stay as the verbs need them.

use std::ops::RangeInclusive;

use crate::domain::{AuthorityId, Day, Event, EventKind, Moment};
use crate::regime::rules::LawExclusion;

/// One stay and its facts.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The authority that was notified first.
    pub authority: AuthorityId,
    /// The ground on which the stay is out of scope, if it is.
    pub excluded: Option<LawExclusion>,
    /// The day the patient was ready to leave, if recorded; else the delay starts with the day first proposed.
    pub ready_on: Option<Day>,
    /// The facts in order of time; those of one moment in the order in which they were done.
    pub events: &'a [Event],
    /// The day to which a stay without departure is followed; its last fact if nothing.
    pub followed_to: Option<Day>,
    /// One bit for each kind that is there: most kinds are not, and need not be looked for.
    kinds: u64,
}

impl<'a> Case<'a> {
    /// A case of facts in order.
    pub fn new(
        authority: AuthorityId,
        excluded: Option<LawExclusion>,
        ready_on: Option<Day>,
        events: &'a [Event],
        followed_to: Option<Day>,
    ) -> Self {
        let kinds = events.iter().fold(0, |kinds, event| kinds | 1 << event.kind as u64);
        Self { authority, excluded, ready_on, events, followed_to, kinds }
    }

    /// Facts of one kind with their places, in order.
    pub(super) fn of(&self, kind: EventKind) -> impl DoubleEndedIterator<Item = (usize, &'a Event)> + use<'a> {
        let looked_at = if self.kinds >> kind as u64 & 1 == 0 { &[] } else { self.events };
        looked_at.iter().enumerate().filter(move |(_, event)| event.kind == kind)
    }

    /// How the patient left, with its place.
    pub fn departure(&self) -> Option<(usize, &'a Event)> {
        self.events.iter().enumerate().find(|(_, event)| event.kind.is_departure())
    }

    /// The last day of the stay, or the day to which an open one is followed.
    pub fn last_day(&self) -> Option<Day> {
        if let Some((_, departure)) = self.departure() {
            return Some(departure.at.day());
        }
        let last_fact =
            self.events.iter().map(|event| event.until.map_or(event.at.day(), |_| *touched(event).end())).max();
        self.followed_to.or(last_fact)
    }

    /// Whether something of `kind` lasts to the end of `day`.
    pub(super) fn lasts_to_end_of(&self, kind: EventKind, day: Day) -> bool {
        self.of(kind).any(|(_, event)| event.at.day() <= day && end(event) >= Moment::end_of(day))
    }
}

/// Until when a lasting fact lasted; one without an end lasted that day.
fn end(event: &Event) -> Moment {
    event.until.unwrap_or_else(|| Moment::end_of(event.at.day()))
}

/// The days that a lasting fact touched. It was over at its end: one that ended at midnight left the next day alone.
pub(super) fn touched(event: &Event) -> RangeInclusive<Day> {
    let last = Moment::from_seconds(end(event).seconds() - 1).day();
    event.at.day()..=last.max(event.at.day())
}
