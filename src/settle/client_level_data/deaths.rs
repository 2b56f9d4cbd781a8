//! Days of death: the latest return that names a person says on which day the person died.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{AuthorityId, Day, PersonKey};
use crate::intake::findings::candidate::Candidate;
use crate::intake::records::client_level_data::CareRow;
use crate::settle::client_level_data::identity::last;
use crate::settle::client_level_data::persons::Persons;
use crate::settle::delivery_order::DeliveryRank;
use crate::settle::link::CareDeath;
use crate::settle::versions::earlier;

/// The death of each person of whom any return has one. It is sure where the rows of the latest return have one day;
/// where they have several, or none any more, no day is taken and all are kept as what may be.
pub fn deaths(candidates: &[Candidate<CareRow>], persons: &Persons, ranks: &[DeliveryRank<'_>]) -> Vec<CareDeath> {
    let mut by_person: BTreeMap<(AuthorityId, Option<PersonKey>), Vec<&Candidate<CareRow>>> = BTreeMap::new();
    for candidate in candidates {
        by_person.entry((candidate.row.authority, persons.find(&candidate.row))).or_default().push(candidate);
    }
    let mut deaths: Vec<CareDeath> =
        by_person.into_values().filter_map(|rows| of_person(rows, persons, ranks)).collect();
    deaths.sort_by(|one, other| (&one.person_key.0, &one.days).cmp(&(&other.person_key.0, &other.days)));
    deaths
}

fn of_person(rows: Vec<&Candidate<CareRow>>, persons: &Persons, ranks: &[DeliveryRank<'_>]) -> Option<CareDeath> {
    let days = |rows: &mut dyn Iterator<Item = &Candidate<CareRow>>| {
        rows.filter_map(|candidate| candidate.row.died_on).collect::<BTreeSet<Day>>()
    };
    let latest = rows.iter().map(|candidate| last(&candidate.row)).max()?;
    let now = days(&mut rows.iter().copied().filter(|candidate| last(&candidate.row) == latest));
    let is_sure = now.len() == 1;
    let unread = rows.iter().filter(|candidate| last(&candidate.row) == latest && candidate.row.is_death_unread);
    if now.is_empty() && unread.clone().next().is_some() {
        return unread_death(unread.copied(), persons, ranks);
    }
    let days = if now.is_empty() { days(&mut rows.iter().copied()) } else { now };
    let telling = rows.iter().filter(|candidate| candidate.row.died_on.is_some_and(|day| days.contains(&day)));
    let first = telling.min_by(|one, other| {
        last(&other.row).cmp(&last(&one.row)).then_with(|| earlier(ranks, one.place, other.place))
    })?;
    let origin = first.row.origin.clone();
    let person_key = persons.find(&first.row)?;
    let days = days.into_iter().collect();
    Some(CareDeath { person_key, days, is_sure, since: first.row.period.0, place: first.place, origin })
}

/// A death of which the latest return has a day that cannot be read: at some time since the events of its rows began.
fn unread_death<'c>(
    rows: impl Iterator<Item = &'c Candidate<CareRow>> + Clone,
    persons: &Persons,
    ranks: &[DeliveryRank<'_>],
) -> Option<CareDeath> {
    let since = rows.clone().filter_map(|candidate| candidate.row.days.0).min();
    let first = rows.min_by(|one, other| earlier(ranks, one.place, other.place))?;
    let since = since.unwrap_or(first.row.period.0);
    let person_key = persons.find(&first.row)?;
    let origin = first.row.origin.clone();
    Some(CareDeath { person_key, days: Vec::new(), is_sure: false, since, place: first.place, origin })
}
