//! A pack before anything is hidden: exact cells of tables with all their totals, and which cells add up to which.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde::{Deserialize, Serialize};

use super::cells::{CellPlace, Exact, Four};
use crate::domain::Month;

/// Days of one person at one place. A person can have several parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonPart {
    /// A number for the person, the same in all parts.
    pub person: u32,
    /// Where: a value for every dimension that a table asks for.
    pub place: CellPlace,
    /// Delayed days.
    pub days: i64,
    /// Chargeable days among them.
    pub charged_days: i64,
    /// The daily rate of the chargeable days in minor units, if there are any.
    pub rate_minor: Option<i64>,
}

/// A cell that is the sum of others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackSum {
    /// The sum.
    pub whole: CellPlace,
    /// Its parts; other parts are true zeros.
    pub parts: Vec<CellPlace>,
}

/// The name of the dimension of time.
pub const PERIOD: &str = "period";

/// A pack before anything is hidden.
#[derive(Clone, Debug)]
pub struct PackDraft {
    /// The month.
    pub month: Month,
    /// The cells.
    pub cells: BTreeMap<CellPlace, Exact>,
    /// Which cells add up to which.
    pub sums: BTreeSet<PackSum>,
}

#[derive(Default)]
struct DraftTally {
    people: HashSet<u32>,
    charged_people: HashSet<u32>,
    days: i64,
    charged_days: i64,
    rates: BTreeSet<i64>,
}

impl PackDraft {
    /// A pack without tables.
    pub fn new(month: Month) -> Self {
        Self { month, cells: BTreeMap::new(), sums: BTreeSet::new() }
    }

    /// Adds a table over some dimensions, with the totals over each of them and over all. Without dimensions it is the
    /// one total of the period.
    pub fn add_table(&mut self, period: &str, span_days: i64, dimensions: &[&str], parts: &[PersonPart]) {
        let mut tallies: BTreeMap<CellPlace, DraftTally> = BTreeMap::new();
        tallies.entry(CellPlace::of(&[(PERIOD, period)])).or_default();
        for part in parts {
            for chosen in 0..1_u32 << dimensions.len() {
                let named = dimensions.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1);
                let place = named.fold(CellPlace::of(&[(PERIOD, period)]), |place, (_, name)| {
                    place.with(name, part.place.get(name).unwrap_or_default())
                });
                tallies.entry(place).or_default().add(part);
            }
        }
        let mut sums: BTreeMap<(CellPlace, &str), Vec<CellPlace>> = BTreeMap::new();
        for (place, tally) in tallies {
            for name in dimensions.iter().filter(|name| place.get(name).is_some()) {
                sums.entry((place.clone().without(name), name)).or_default().push(place.clone());
            }
            self.cells.insert(place, tally.exact(span_days));
        }
        self.sums.extend(sums.into_iter().map(|((whole, _), parts)| PackSum { whole, parts }));
    }

    /// Says that a period is made of others, which have cells of their own.
    pub fn add_periods(&mut self, whole: &str, parts: &[String]) {
        let place = |period: &str| CellPlace::of(&[(PERIOD, period)]);
        self.sums.insert(PackSum { whole: place(whole), parts: parts.iter().map(|period| place(period)).collect() });
    }
}

impl DraftTally {
    fn add(&mut self, part: &PersonPart) {
        self.people.insert(part.person);
        self.days += part.days;
        if part.charged_days > 0 {
            self.charged_people.insert(part.person);
            self.charged_days += part.charged_days;
            self.rates.extend(part.rate_minor);
        }
    }

    fn exact(&self, span_days: i64) -> Exact {
        let rate_minor = self.rates.first().copied().filter(|_| self.rates.len() == 1);
        let figures = Four {
            people: self.people.len() as i64,
            days: self.days,
            charged_people: self.charged_people.len() as i64,
            charged_days: self.charged_days,
        };
        Exact { span_days, figures, rate_minor }
    }
}
