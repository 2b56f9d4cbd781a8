//! The returns of social care that deliveries are, as the store notes them: a return replaces an earlier one of its council
//! and period whole, so that all of them are known in every run, whatever records it settles.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{AuthorityId, Day};
use crate::intake::read_record::ReadRecord;
use crate::settle::as_of::last_care_fact;
use crate::settle::client_level_data::Submissions;
use crate::store::{ReturnRows, SettledBy, StoredReturn};

/// The returns of all deliveries: for each council and period the deliveries with rows of it, and the first day on which such
/// a row is known.
#[derive(Debug, Default)]
pub struct CareReturns(BTreeMap<(AuthorityId, (Day, Day)), BTreeMap<usize, Day>>);

impl CareReturns {
    /// Those that the store noted.
    pub fn stored(before: Option<&SettledBy>) -> Self {
        let mut returns = Self::default();
        for StoredReturn { authority, period, rows } in before.into_iter().flat_map(|before| &before.returns) {
            let rows = rows.iter().map(|rows| (rows.delivery as usize, rows.known_on));
            returns.0.insert((*authority, *period), rows.collect());
        }
        returns
    }

    /// Adds those of which a delivery has rows.
    pub fn add(&mut self, delivery: usize, records: &[ReadRecord]) {
        for record in records {
            let ReadRecord::Care(candidate) = record else { continue };
            let row = &candidate.row;
            let known_on = last_care_fact(row).unwrap_or(row.period.0);
            let deliveries = self.0.entry((row.authority, row.period)).or_default();
            let held = deliveries.entry(delivery).or_insert(known_on);
            *held = known_on.min(*held);
        }
    }

    /// Takes over those of other rows.
    pub fn take(&mut self, others: Self) {
        for (of_return, deliveries) in others.0 {
            let held = self.0.entry(of_return).or_default();
            for (delivery, known_on) in deliveries {
                held.entry(delivery).and_modify(|held| *held = known_on.min(*held)).or_insert(known_on);
            }
        }
    }

    /// Forgets those of some deliveries.
    pub fn forget(&mut self, deliveries: &BTreeSet<usize>) {
        self.0.values_mut().for_each(|held| held.retain(|delivery, _| !deliveries.contains(delivery)));
        self.0.retain(|_, deliveries| !deliveries.is_empty());
    }

    /// Those that are known on an as-of date; without one, all.
    pub fn known(&self, as_of: Option<Day>) -> Submissions {
        let known =
            |(delivery, known_on): (&usize, &Day)| as_of.is_none_or(|as_of| *known_on <= as_of).then_some(*delivery);
        let of = |deliveries: &BTreeMap<usize, Day>| deliveries.iter().filter_map(known).collect();
        self.0.iter().map(|(of_return, deliveries)| (*of_return, of(deliveries))).collect()
    }

    /// As the store notes them.
    pub fn to_store(&self) -> Vec<StoredReturn> {
        let rows =
            |(delivery, known_on): (&usize, &Day)| ReturnRows { delivery: *delivery as u32, known_on: *known_on };
        let stored = |((authority, period), deliveries): (&(_, _), &BTreeMap<_, _>)| StoredReturn {
            authority: *authority,
            period: *period,
            rows: deliveries.iter().map(rows).collect(),
        };
        self.0.iter().map(stored).collect()
    }
}
