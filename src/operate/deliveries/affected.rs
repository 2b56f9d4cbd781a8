//! Which partitions new records have to do with.

use std::collections::{BTreeSet, HashSet};

use crate::domain::{Partition, PersonKey};
use crate::error::Result;
use crate::intake::profile::RecordKind;
use crate::operate::deliveries::load::HeldDelivery;
use crate::settle::keyed_records::KeysRef;
use crate::settle::keys;
use crate::store::{KeyKind, Store, StoredPartition, stored_key};

/// The keys of new records, as the store has keys.
#[derive(Debug, Default)]
pub struct NewKeys {
    firm: HashSet<i64>,
    stay_ids: BTreeSet<Box<str>>,
    wide: HashSet<i64>,
    loose: HashSet<i64>,
    dated: HashSet<i64>,
    months: Option<(i32, i32)>,
}

impl NewKeys {
    /// Adds those of a record.
    pub fn add(&mut self, keys: KeysRef<'_>) {
        let stored = |keys: &[u64]| keys.iter().map(|key| stored_key(*key)).collect::<Vec<_>>();
        self.firm.extend(stored(keys.firm));
        self.stay_ids.extend(keys.stay_ids.into_iter().flat_map(|(first, last)| [first.into(), last.into()]));
        self.wide.extend(stored(keys.wide));
        self.loose.extend(stored(keys.loose));
        self.dated.extend(stored(keys.dated));
        keys.months.into_iter().for_each(|months| keys::widen(&mut self.months, months));
    }

    /// Adds those of a person in every month from one to another.
    pub fn add_person(&mut self, person: &PersonKey, months: (i32, i32)) {
        self.dated.extend((months.0..=months.1).map(|month| stored_key(keys::of_person(person, month))));
        keys::widen(&mut self.months, months);
    }

    /// Whether a partition has a record with one of these keys.
    ///
    /// # Errors
    /// 65 if a file is damaged.
    pub fn touch(&self, store: &Store, partition: Partition, stored: &StoredPartition) -> Result<bool> {
        let has = |kind: KeyKind, keys: &[&HashSet<i64>]| -> Result<bool> {
            if keys.iter().all(|keys| keys.is_empty()) {
                return Ok(false);
            }
            let of_partition = store.keys(partition, kind)?;
            Ok(of_partition.iter().any(|key| keys.iter().any(|keys| keys.contains(key))))
        };
        let in_months = |(from, to): (i32, i32)| self.months.is_some_and(|(first, last)| first <= to && from <= last);
        // Ids that rise with time lie behind those of all partitions of long ago, which then need not be read.
        let in_span =
            |(first, last): &(Box<str>, Box<str>)| self.stay_ids.range(first.clone()..=last.clone()).next().is_some();
        let may_have = stored.stay_ids.as_ref().is_none_or(in_span);
        Ok((may_have && has(KeyKind::Firm, &[&self.firm])?)
            || has(KeyKind::Wide, &[&self.wide, &self.loose])?
            || has(KeyKind::Loose, &[&self.wide])?
            || (stored.months.is_some_and(in_months) && has(KeyKind::Dated, &[&self.dated])?))
    }
}

/// Kinds of records of which one new delivery can change what became of every older one: returns of social care replace
/// each other whole, and a whole feed says which stays it no longer has.
pub fn settled_as_a_whole(held: &[HeldDelivery], read: &BTreeSet<usize>, is_care_changed: bool) -> BTreeSet<usize> {
    let is_care = |held: &HeldDelivery| held.profile.record == RecordKind::CareEvent;
    let read: Vec<&HeldDelivery> = read.iter().map(|at| &held[*at]).collect();
    let care = is_care_changed || read.iter().any(|held| is_care(held));
    let feeds: HashSet<&str> = read.iter().filter(|held| held.profile.whole).map(|held| &*held.profile.name).collect();
    let is_meant =
        |held: &HeldDelivery| (care && is_care(held)) || (held.profile.whole && feeds.contains(&*held.profile.name));
    (0..held.len()).filter(|at| is_meant(&held[*at])).collect()
}
