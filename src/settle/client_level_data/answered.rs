//! Rejected rows of returns: whose they are, and which of them later returns answer.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::domain::{Alternative, AuthorityId, Day, Moment, PersonKey};
use crate::intake::findings::candidate::Candidate;
use crate::intake::findings::record_audit::{Asked, RecordAudit};
use crate::intake::records::client_level_data::refused_rows::not_dead;
use crate::intake::records::client_level_data::{CareRow, fact_name};
use crate::settle::client_level_data::identity::last;
use crate::settle::client_level_data::persons::Persons;
use crate::settle::delivery_order::DeliveryRank;

/// The councils and periods that each delivery returns, of all rows that could be read.
pub type Submissions = BTreeMap<(AuthorityId, (Day, Day)), BTreeSet<usize>>;

/// Keeps open what rejected rows ask, unless their whole submission was replaced by a later one, or a later return has a row
/// of the same event. A row that names its person by the council's own number alone is about whoever has that number.
pub fn still_open(
    candidates: &[Candidate<CareRow>],
    (submissions, persons): (&Submissions, &Persons),
    ranks: &[DeliveryRank<'_>],
    audit: &mut RecordAudit,
) {
    let replaced = replaced(submissions, ranks);
    let mut latest: HashMap<usize, (Day, Day)> = HashMap::new();
    for (_, (from, to), deliveries) in submissions.iter().map(|((of, period), deliveries)| (of, *period, deliveries)) {
        for delivery in deliveries {
            let held = latest.entry(*delivery).or_insert((to, from));
            *held = (to, from).max(*held);
        }
    }
    let mut by_fact: HashMap<(Box<str>, PersonKey), Vec<&Candidate<CareRow>>> = HashMap::new();
    for candidate in candidates {
        let fact = candidate.row.kind.zip(candidate.row.reference.as_deref());
        let fact = fact.map(|(kind, reference)| fact_name(kind, reference));
        if let Some(named) = fact.zip(persons.find(&candidate.row)) {
            by_fact.entry(named).or_default().push(candidate);
        }
    }
    let is_later = |candidate: &Candidate<CareRow>, than: usize| {
        let of_later_period = latest.get(&than).is_some_and(|latest| last(&candidate.row) > *latest);
        of_later_period || ranks[candidate.place.delivery].is_later_than(&ranks[than])
    };
    let deaths = Deaths::of(candidates, persons);
    audit.still_open(|Asked { place, whose, question }| {
        let delivery = place.delivery;
        if !latest.contains_key(&delivery) && !question.alternatives.contains(&not_dead(Vec::new())) {
            return true;
        }
        let known: Vec<PersonKey> = whose.persons.iter().filter_map(|own| persons.known(own)).collect();
        whose.persons.extend(known);
        deaths.taken_back(&mut question.alternatives, &whose.persons, latest.get(&delivery));
        if question.alternatives.is_empty() {
            return false;
        }
        if !latest.contains_key(&delivery) {
            return true;
        }
        let fact = whose.fact.iter();
        let mut names = fact.flat_map(|fact| whose.persons.iter().map(|person| (fact.clone(), person.clone())));
        let is_told_again =
            names.any(|name| by_fact.get(&name).into_iter().flatten().any(|row| is_later(row, delivery)));
        !is_told_again && !replaced.contains(&delivery)
    });
}

/// The deaths that rows have, by person.
#[derive(Default)]
struct Deaths(HashMap<PersonKey, Vec<ReturnedDeath>>);

/// What orders the return of a row, and the day of death that the row has.
type ReturnedDeath = ((Day, Day), Day);

impl Deaths {
    fn of(candidates: &[Candidate<CareRow>], persons: &Persons) -> Self {
        let mut deaths = Self::default();
        for Candidate { row, .. } in candidates {
            if let Some((person, day)) = persons.find(row).zip(row.died_on) {
                deaths.0.entry(person).or_default().push((last(row), day));
            }
        }
        deaths
    }

    /// Of what a rejected row may have said, that the person is not dead: it says so only beside a death of an earlier return.
    fn taken_back(&self, alternatives: &mut Vec<Alternative>, persons: &[PersonKey], latest: Option<&(Day, Day)>) {
        let none = not_dead(Vec::new());
        if !alternatives.contains(&none) {
            return;
        }
        let of_persons = persons.iter().filter_map(|person| self.0.get(person)).flatten();
        let earlier = of_persons.filter(|(of_return, _)| latest.is_none_or(|latest| of_return < latest));
        let at: BTreeSet<Moment> = earlier.map(|(_, day)| Moment::end_of(*day)).collect();
        alternatives.retain(|alternative| *alternative != none);
        if !at.is_empty() {
            alternatives.push(not_dead(at.into_iter().collect()));
        }
    }
}

/// Deliveries of which every council and period came again in a later one.
fn replaced(submissions: &Submissions, ranks: &[DeliveryRank<'_>]) -> HashSet<usize> {
    let mut replaced: HashSet<usize> = submissions.values().flatten().copied().collect();
    for deliveries in submissions.values() {
        for delivery in deliveries {
            if !deliveries.iter().any(|other| ranks[*other].is_later_than(&ranks[*delivery])) {
                replaced.remove(delivery);
            }
        }
    }
    replaced
}
