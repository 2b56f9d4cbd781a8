//! Which stay a record belongs to: the best class wins; two stays of one class are ambiguous and get nothing.

use std::collections::HashMap;

use crate::domain::{Day, EventRecord, LinkQuality, Moment, PersonKey, Stay};
use crate::settle::keys::LINK_DAYS;
use crate::settle::link::key::LinkKey;

/// Stays, ready to be looked for.
#[derive(Debug)]
pub struct Linker<'s> {
    stays: &'s [Stay],
    left: Vec<Option<Day>>,
    by_id: HashMap<&'s str, usize>,
    by_person: HashMap<&'s PersonKey, Vec<usize>>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkMatch {
    /// One stay, by its place.
    Stay(usize, LinkQuality),
    /// Several that fit equally well, by their places in the order of their ids.
    Several(Vec<usize>),
    /// None.
    Nothing,
}

impl<'s> Linker<'s> {
    /// Of these stays; a stay ends on the day of its discharge, or of the first departure among the events.
    pub fn new(stays: &'s [Stay], events: &[EventRecord]) -> Self {
        let mut departures: HashMap<&str, Day> = HashMap::new();
        for EventRecord { stay_id, event, .. } in events.iter().filter(|record| record.event.kind.is_departure()) {
            let day = departures.entry(stay_id).or_insert(event.at.day());
            *day = event.at.day().min(*day);
        }
        let left = |stay: &Stay| {
            let own = stay.discharged_at.map(Moment::day);
            own.into_iter().chain(departures.get(&*stay.stay_id).copied()).min()
        };
        let mut by_person: HashMap<&PersonKey, Vec<usize>> = HashMap::new();
        for (at, stay) in stays.iter().enumerate() {
            if let Some(person) = &stay.person_key {
                by_person.entry(person).or_default().push(at);
            }
        }
        Self {
            stays,
            left: stays.iter().map(left).collect(),
            by_id: stays.iter().enumerate().map(|(at, stay)| (&*stay.stay_id, at)).collect(),
            by_person,
        }
    }

    /// The stay at a place.
    pub fn stay(&self, at: usize) -> &'s Stay {
        &self.stays[at]
    }

    /// The last day of the stay at a place, if it is known.
    pub fn left(&self, at: usize) -> Option<Day> {
        self.left[at]
    }

    /// The stays of a person, by their places.
    pub fn of_person(&self, person: &PersonKey) -> &[usize] {
        self.by_person.get(person).map_or(&[], Vec::as_slice)
    }

    /// The stay with this id.
    pub fn find_id(&self, stay_id: &str) -> Option<&'s Stay> {
        self.by_id.get(stay_id).map(|at| &self.stays[*at])
    }

    /// Of the stays of the person within a year of a record: the nearest, its end if known, and how many there are.
    pub fn nearest(&self, key: &LinkKey<'_>) -> Option<(&'s Stay, Option<Day>, usize)> {
        let of_person = self.by_person.get(key.person?)?;
        let apart = |at: usize| {
            let before = self.stays[at].admitted_at.day() - key.to.unwrap_or(key.from);
            let after = self.left[at].map_or(0, |left| key.from - left);
            (before.max(after).max(0), &self.stays[at].stay_id)
        };
        let near = || of_person.iter().copied().filter(|at| apart(*at).0 <= LINK_DAYS);
        let nearest = near().min_by_key(|at| apart(*at))?;
        Some((&self.stays[nearest], self.left[nearest], near().count()))
    }

    /// The stay that a record belongs to.
    pub fn find(&self, key: &LinkKey<'_>) -> LinkMatch {
        let named = key.stay_id.and_then(|id| self.by_id.get(id)).copied();
        let of_person = key.person.and_then(|person| self.by_person.get(person)).map_or(&[][..], Vec::as_slice);
        let others = of_person.iter().copied().filter(|at| Some(*at) != named);
        let class = |at: usize| (key.facts(&self.stays[at], self.left[at]).class(), at);
        let fitting = named.into_iter().chain(others).map(class).filter(|(class, _)| class.is_link());
        let fitting: Vec<(LinkQuality, usize)> = fitting.collect();
        let Some(best) = fitting.iter().map(|(class, _)| *class).min() else { return LinkMatch::Nothing };
        let mut best_at: Vec<usize> = fitting.iter().filter(|(class, _)| *class == best).map(|(_, at)| *at).collect();
        if best == LinkQuality::AroundDischarge {
            // The official rule takes the latest of several discharges.
            let latest = best_at.iter().filter_map(|at| self.left[*at]).max();
            best_at.retain(|at| self.left[*at] == latest);
        }
        if let [only] = best_at.as_slice() {
            return LinkMatch::Stay(*only, best);
        }
        best_at.sort_by_key(|at| &self.stays[*at].stay_id);
        LinkMatch::Several(best_at)
    }
}
