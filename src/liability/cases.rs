//! Cases: each stay with its facts, or stays joined by transfers where a reading lets the case go on.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::NotAssessed;
use super::stay::{Judged, assess_stay};
use crate::domain::{Day, Event, EventKind, EventRecord, OpenQuestion, PersonKey, Stay, StayFacts, of_stay};
use crate::regime::Law;

/// NHS discharge destinations that are another hospital.
const OTHER_HOSPITALS: [&str; 7] = ["49", "50", "51", "52", "53", "84", "87"];

/// One case: a stay, or several that transfers join, in order.
#[derive(Clone, Debug)]
pub struct CaseOfStays<'a> {
    /// The stays, the first one first; never empty.
    pub stays: Vec<&'a Stay>,
    /// The facts of all of them.
    pub facts: StayFacts,
    /// What records leave open about them.
    pub questions: Vec<&'a OpenQuestion>,
}

impl<'a> CaseOfStays<'a> {
    /// The stay that the patient was in on `day`: the one admitted to last.
    pub fn stay_on(&self, day: Day) -> &'a Stay {
        let joined = self.stays.iter().rev().find(|stay| stay.admitted_at.day() <= day);
        joined.unwrap_or(&self.stays[0])
    }

    /// The stay with which the case began.
    pub fn first(&self) -> &'a Stay {
        self.stays[0]
    }

    /// The stay of this name; the first one if it is none of them.
    pub fn stay_named(&self, stay_id: &str) -> &'a Stay {
        self.stays.iter().find(|stay| &*stay.stay_id == stay_id).unwrap_or(&self.stays[0])
    }

    /// Judges the case.
    ///
    /// # Errors
    /// As [`assess_stay`].
    pub fn judge(&self, laws: &[Law], judged: &mut Judged) -> Result<(), NotAssessed> {
        assess_stay(self.first(), &self.facts, laws, judged)
    }
}

/// All cases of some stays, in the order of the stays; each is made when it is asked for.
#[derive(Debug)]
pub struct Cases<'a> {
    stays: &'a [Stay],
    events: &'a [EventRecord],
    questions: &'a [OpenQuestion],
    /// The places of the stays with which cases begin.
    first: Vec<u32>,
    /// Which stay follows which in a case.
    next: HashMap<usize, usize>,
    followed_to: Day,
}

impl<'a> Cases<'a> {
    /// Cases without open questions; `events` are sorted by stay. Stays without an end are followed to a day.
    pub fn of(stays: &'a [Stay], events: &'a [EventRecord], laws: &[Law], followed_to: Day) -> Self {
        let goes_on = laws.iter().any(Law::goes_on_elsewhere);
        let next = if goes_on { transfers(stays) } else { HashMap::new() };
        let continued: HashSet<usize> = next.values().copied().collect();
        let first = (0..stays.len()).filter(|at| !continued.contains(at)).map(|at| at as u32).collect();
        Self { stays, events, questions: &[], first, next, followed_to }
    }

    /// With what records leave open about their stays; `questions` are sorted by stay.
    #[must_use]
    pub fn asking(self, questions: &'a [OpenQuestion]) -> Self {
        Self { questions, ..self }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.first.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.first.is_empty()
    }

    /// The day to which stays without an end are followed.
    pub fn followed_to(&self) -> Day {
        self.followed_to
    }

    /// Each of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = CaseOfStays<'a>> {
        self.range(0..self.len())
    }

    /// Some of them, by their places in the order.
    pub fn range(&self, places: Range<usize>) -> impl Iterator<Item = CaseOfStays<'a>> {
        self.first[places].iter().map(|first| self.case(self.chain(*first as usize)))
    }

    /// Those of which a stay is meant.
    pub fn having(&self, is_meant: impl Fn(&Stay) -> bool) -> impl Iterator<Item = CaseOfStays<'a>> {
        let chains = self.first.iter().map(|first| self.chain(*first as usize));
        chains.filter(move |chain| chain.iter().any(|stay| is_meant(stay))).map(|chain| self.case(chain))
    }

    /// The stays of a case, by the place of its first.
    fn chain(&self, first: usize) -> Vec<&'a Stay> {
        let following = std::iter::successors(Some(first), |at| self.next.get(at).copied());
        following.map(|at| &self.stays[at]).collect()
    }

    fn case(&self, stays: Vec<&'a Stay>) -> CaseOfStays<'a> {
        let facts = match stays.as_slice() {
            [only] => StayFacts::of(only, self.facts_of(only), self.followed_to),
            chain => joined(chain, &|stay| self.facts_of(stay), self.followed_to),
        };
        let asked = |stay: &&Stay| of_stay(self.questions, &stay.stay_id, |question| &question.stay_id);
        let questions = stays.iter().flat_map(asked).collect();
        CaseOfStays { stays, facts, questions }
    }

    fn facts_of(&self, stay: &Stay) -> Vec<Event> {
        let recorded = of_stay(self.events, &stay.stay_id, |record| &record.stay_id);
        recorded.iter().map(|record| record.event.clone()).collect()
    }
}

/// The facts of joined stays: a transfer is neither a departure nor an admission.
fn joined(chain: &[&Stay], facts_of: &dyn Fn(&Stay) -> Vec<Event>, followed_to: Day) -> StayFacts {
    let last = chain.len() - 1;
    let mut events = Vec::new();
    for (place, stay) in chain.iter().enumerate() {
        let own = StayFacts::of(stay, facts_of(stay), followed_to).events.into_iter();
        events.extend(own.filter(|event| {
            let arrives = matches!(event.kind, EventKind::Admission | EventKind::ExpectedAdmission);
            (place == last || !event.kind.is_departure()) && (place == 0 || !arrives)
        }));
    }
    let mut whole = chain[0].clone();
    whole.discharged_at = chain[last].discharged_at;
    StayFacts::of(&whole, events, followed_to)
}

/// Which stay follows which: the same person, discharged to another hospital, admitted there that day or the next.
fn transfers(stays: &[Stay]) -> HashMap<usize, usize> {
    let mut by_person: HashMap<&PersonKey, Vec<usize>> = HashMap::new();
    for (at, stay) in stays.iter().enumerate() {
        if let Some(person) = &stay.person_key {
            by_person.entry(person).or_default().push(at);
        }
    }
    let mut next = HashMap::new();
    for members in by_person.values_mut() {
        members.sort_by_key(|at| (stays[*at].admitted_at, &stays[*at].stay_id));
        for pair in members.windows(2) {
            let (from, to) = (&stays[pair[0]], &stays[pair[1]]);
            let moved = from.discharge_destination.as_deref().is_some_and(|code| OTHER_HOSPITALS.contains(&code));
            let gap = from.discharged_at.map(|left| to.admitted_at.day() - left.day());
            if moved && gap.is_some_and(|days| (0..=1).contains(&days)) {
                next.insert(pair[0], pair[1]);
            }
        }
    }
    next
}
