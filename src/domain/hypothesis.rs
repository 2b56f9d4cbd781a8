//! A stay as it may have gone otherwise: of each alternative that a record leaves open every exact way, as facts from which a
//! bill and a statistic can be worked out again.

use super::alternative::Alternative;
use super::authority::{Authorities, AuthorityId};
use super::day::Day;
use super::event::{Event, EventKind, EventValue, ValueRule};
use super::moment::Moment;
use super::stay::Stay;
use super::stay_facts::StayFacts;

/// How many days before the first day of the span an unknown moment is looked for: longer than any interval of notice.
const BEFORE: i32 = 10;
/// How many days after the day of a discharge notice an unknown proposed day is looked for.
const PROPOSED: i32 = 3;
/// The most days that are tried for an unknown moment.
const MOST_DAYS: usize = 100;

/// A stay as it was taken, and the days that are asked about.
#[derive(Clone, Copy, Debug)]
pub struct StayAsTaken<'a> {
    /// The stay.
    pub stay: &'a Stay,
    /// Its facts.
    pub facts: &'a StayFacts,
    /// The first and the last day that are asked about.
    pub span: (Day, Day),
    /// The kinds that are tried for an event of an unknown kind: those that what is worked out reacts to.
    pub kinds: &'a [EventKind],
}

/// A stay as it may have gone.
#[derive(Clone, Debug, PartialEq)]
pub struct Hypothesis {
    /// The stay.
    pub stay: Stay,
    /// Its facts.
    pub facts: StayFacts,
    /// The first and the last day on which the patient was not in the bed, if there was such a time.
    pub away: Option<(Day, Day)>,
}

impl Hypothesis {
    /// Whether the patient was in the bed on a day.
    pub fn is_in_bed(&self, day: Day) -> bool {
        self.away.is_none_or(|(from, until)| day < from || until < day)
    }
}

impl<'a> StayAsTaken<'a> {
    /// The stay in every way that some alternatives leave open and that can bear on the span.
    pub fn otherwise(self, alternatives: &'a [Alternative]) -> impl Iterator<Item = Hypothesis> + use<'a> {
        alternatives.iter().flat_map(move |alternative| self.ways(alternative))
    }

    fn ways(self, alternative: &'a Alternative) -> Box<dyn Iterator<Item = Hypothesis> + 'a> {
        match alternative {
            Alternative::Anything => {
                let any = self.with(&[], &[], None, &EventValue::Nothing);
                let ended = self.ended(&[]).chain(std::iter::once(self.not_ended()));
                Box::new(any.chain(ended).chain(self.ready(&[])))
            }
            Alternative::Event { kinds, at, until, value } => Box::new(self.with(kinds, at, *until, value)),
            Alternative::Without { kinds, at } => Box::new(std::iter::once(self.without(kinds, at))),
            Alternative::Instead { kind, at } => Box::new(self.instead(*kind, at)),
            Alternative::Ended(at) => Box::new(self.ended(at)),
            Alternative::NotEnded => Box::new(std::iter::once(self.not_ended())),
            Alternative::Away { from, until } => {
                let from = from.unwrap_or_else(|| self.stay.admitted_at.day());
                let away = (from, until.unwrap_or(self.span.1));
                Box::new(std::iter::once(away).filter(move |_| from <= self.span.1).map(move |away| self.away(away)))
            }
            Alternative::NoStay => Box::new(std::iter::once(self.away((Day::from_number(i32::MIN), self.span.1)))),
            Alternative::Ready(days) => Box::new(self.ready(days)),
            Alternative::Row { stay, events } => Box::new(std::iter::once(self.as_row(stay, events))),
        }
    }

    fn changed(self, change: impl FnOnce(&mut Stay, &mut Vec<Event>)) -> Hypothesis {
        let (mut stay, mut events) = (self.stay.clone(), self.facts.events.clone());
        change(&mut stay, &mut events);
        Hypothesis { stay, facts: StayFacts::in_order(events, self.facts.followed_to), away: None }
    }

    fn away(self, away: (Day, Day)) -> Hypothesis {
        Hypothesis { away: Some(away), ..self.changed(|_, _| {}) }
    }

    /// With one more event. A recorded admission takes the place of the stay's own.
    fn with(
        self,
        kinds: &'a [EventKind],
        at: &'a [Moment],
        until: Option<Moment>,
        value: &'a EventValue,
    ) -> impl Iterator<Item = Hypothesis> + use<'a> {
        let kinds = if kinds.is_empty() { self.kinds } else { kinds };
        let mut at = if at.is_empty() { self.moments() } else { at.to_vec() };
        at.retain(|at| at.day() <= self.span.1);
        let events = kinds.iter().flat_map(move |kind| self.events(*kind, &at, until, value));
        events.map(move |event| {
            self.changed(|stay, events| {
                if event.kind == EventKind::Admission {
                    stay.admitted_at = event.at;
                }
                if matches!(event.kind, EventKind::Admission | EventKind::ExpectedAdmission) {
                    events.retain(|held| held.kind != event.kind);
                }
                events.push(event);
            })
        })
    }

    /// With what is recorded of a kind at another moment; where that is not known, at any or never.
    fn instead(self, kind: EventKind, at: &[Moment]) -> impl Iterator<Item = Hypothesis> + use<'a> {
        let never = at.is_empty().then_some(None);
        let at = if at.is_empty() { self.days().into_iter().map(Moment::end_of).collect() } else { at.to_vec() };
        at.into_iter().map(Some).chain(never).map(move |at| {
            self.changed(|_, events| {
                events.retain(|event| event.kind != kind);
                events.extend(at.map(|at| Event::bare(kind, at)));
            })
        })
    }

    /// Without the events of these kinds at these moments, or at any.
    fn without(self, kinds: &[EventKind], at: &[Moment]) -> Hypothesis {
        let is_meant = |moment: &Moment| at.is_empty() || at.contains(moment);
        self.changed(|stay, events| {
            events.retain(|event| !(kinds.contains(&event.kind) && is_meant(&event.at)));
            let is_own = |left: &Moment| kinds.iter().any(|kind| kind.is_departure()) && is_meant(left);
            stay.discharged_at = stay.discharged_at.filter(|left| !is_own(left));
        })
    }

    /// With another end, in the place of every other.
    fn ended(self, at: &[Moment]) -> impl Iterator<Item = Hypothesis> + use<'a> {
        let unknown = || self.days().into_iter().map(Moment::end_of).collect();
        let mut at: Vec<Moment> = if at.is_empty() { unknown() } else { at.to_vec() };
        at.retain(|at| at.day() <= self.span.1);
        let kind = self.facts.departure().map_or(EventKind::Discharged, |departure| departure.kind);
        at.into_iter().map(move |at| {
            self.changed(|stay, events| {
                events.retain(|event| !event.kind.is_departure());
                events.push(Event::bare(kind, at));
                stay.discharged_at = Some(at);
            })
        })
    }

    fn not_ended(self) -> Hypothesis {
        self.changed(|stay, events| {
            events.retain(|event| !event.kind.is_departure());
            stay.discharged_at = None;
        })
    }

    /// With another ready day, in the place of every other.
    fn ready(self, days: &[Day]) -> impl Iterator<Item = Hypothesis> + use<'a> {
        let days = if days.is_empty() { self.days() } else { days.to_vec() };
        days.into_iter().map(move |day| {
            self.changed(|stay, events| {
                events.retain(|event| event.kind != EventKind::Ready);
                stay.ready_on = Some(day);
            })
        })
    }

    /// As another row gives the stay, with the events that were recorded apart from it. The authority and the age are as they
    /// stand where the row does not say.
    fn as_row(self, row: &Stay, own_events: &[Event]) -> Hypothesis {
        let held = self.stay;
        let stay = Stay {
            authority: row.authority.or(held.authority),
            age_at_admission: row.age_at_admission.or(held.age_at_admission),
            ..row.clone()
        };
        let is_own = |event: &&Event| match event.kind {
            EventKind::Admission => event.at == held.admitted_at,
            EventKind::ExpectedAdmission => held.expected_admission_on == Some(event.at.day()),
            kind => kind.is_departure() && held.discharged_at == Some(event.at),
        };
        let apart = self.facts.events.iter().filter(|event| !is_own(event) && !own_events.contains(event));
        let facts = StayFacts::of(&stay, apart.chain(own_events).cloned(), self.facts.followed_to);
        Hypothesis { stay, facts, away: None }
    }

    /// Days to try where the day cannot be read: those of the span and shortly before it, and around each fact. Of a long
    /// span those that lie first: what comes earlier moves more.
    fn days(self) -> Vec<Day> {
        let last = self.span.1.min(self.facts.followed_to);
        let facts = self.facts.events.iter().map(|event| event.at.day());
        let around = facts.chain(self.stay.ready_on).flat_map(|day| [day, day + 1]);
        let mut days: Vec<Day> = around.filter(|day| *day <= last).take(MOST_DAYS).collect();
        days.extend((self.span.0 - BEFORE).to(last).take(MOST_DAYS));
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The first and the last second of each of those days: cut-offs lie between them.
    fn moments(self) -> Vec<Moment> {
        self.days().into_iter().flat_map(|day| [Moment::midnight(day), Moment::end_of(day)]).collect()
    }

    fn events(self, kind: EventKind, at: &[Moment], until: Option<Moment>, value: &EventValue) -> Vec<Event> {
        let until = until.or_else(|| kind.lasts().then(|| Moment::end_of(self.span.1)));
        let event = |at: Moment, value: EventValue| Event {
            kind,
            at,
            until: until.map(|until| until.max(at)).filter(|_| kind.lasts()),
            value,
        };
        at.iter().flat_map(|at| self.values(kind, *at, value).into_iter().map(|value| event(*at, value))).collect()
    }

    /// What an event may say: what the record says if it fits the kind, else what such an event can say.
    fn values(self, kind: EventKind, at: Moment, value: &EventValue) -> Vec<EventValue> {
        match (kind.value_rule(), value) {
            (ValueRule::Day, EventValue::Day(_)) | (ValueRule::Authority, EventValue::Authority(_)) => {
                vec![value.clone()]
            }
            (ValueRule::Day, _) => (0..=PROPOSED).map(|days| EventValue::Day(at.day() + days)).collect(),
            (ValueRule::Authority, _) => self.another().map(EventValue::Authority).into_iter().collect(),
            (ValueRule::Word | ValueRule::OptionalWord, EventValue::Word(_)) => vec![value.clone()],
            (ValueRule::Word | ValueRule::OptionalWord, _) => match kind.words() {
                Some(words) => words.map(|word| EventValue::Word(word.into())).to_vec(),
                None => self.another().map(|id| EventValue::Word(id.to_string().into())).into_iter().collect(),
            },
            (ValueRule::Nothing, _) => vec![EventValue::Nothing],
        }
    }

    /// Some other authority than that of the stay.
    fn another(self) -> Option<AuthorityId> {
        Authorities::liable().iter().map(|(id, _)| id).find(|id| Some(*id) != self.stay.authority)
    }
}
