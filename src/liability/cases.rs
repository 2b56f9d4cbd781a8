//! Cases: each stay with its facts, or stays joined by transfers where a reading lets the case go on.

use std::collections::HashMap;

use super::NotAssessed;
use super::stay::{Judged, assess_stay};
use crate::domain::{Day, Event, EventKind, EventRecord, OpenQuestion, PersonKey, Stay, StayFacts};
use crate::regime::Law;
use crate::regime::readings::TransferEndsCase;

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

/// All cases, in the order of the stays. `events` are sorted by stay.
pub fn cases<'a>(stays: &'a [Stay], events: &'a [EventRecord], laws: &[Law], followed_to: Day) -> Vec<CaseOfStays<'a>> {
    let facts_of = |stay: &Stay| -> Vec<Event> {
        let from = events.partition_point(|record| record.stay_id < stay.stay_id);
        let of_stay = events[from..].iter().take_while(|record| record.stay_id == stay.stay_id);
        of_stay.map(|record| record.event.clone()).collect()
    };
    let goes_on = laws.iter().any(|law| law.readings.transfer_ends_case == TransferEndsCase::False);
    let next = if goes_on { transfers(stays) } else { HashMap::new() };
    let continued: std::collections::HashSet<usize> = next.values().copied().collect();
    let mut cases = Vec::with_capacity(stays.len());
    for at in (0..stays.len()).filter(|at| !continued.contains(at)) {
        let mut members = vec![at];
        while let Some(following) = next.get(&members[members.len() - 1]) {
            members.push(*following);
        }
        let chain: Vec<&Stay> = members.iter().map(|at| &stays[*at]).collect();
        let facts = match chain.as_slice() {
            [only] => StayFacts::of(only, facts_of(only), followed_to),
            chain => joined(chain, &facts_of, followed_to),
        };
        cases.push(CaseOfStays { stays: chain, facts, questions: Vec::new() });
    }
    cases
}

/// Puts the open questions, sorted by stay, to the cases that they are about.
pub fn ask<'a>(cases: &mut [CaseOfStays<'a>], questions: &'a [OpenQuestion]) {
    if questions.is_empty() {
        return;
    }
    for case in cases {
        let of_stay = |stay: &&Stay| {
            let from = questions.partition_point(|question| question.stay_id < stay.stay_id);
            let stay_id = stay.stay_id.clone();
            questions[from..].iter().take_while(move |question| question.stay_id == stay_id)
        };
        case.questions = case.stays.iter().flat_map(of_stay).collect();
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
