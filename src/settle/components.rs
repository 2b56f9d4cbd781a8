//! Records connected by keys, directly or through others (union-find), and the partition in which each group is kept.

use std::collections::HashMap;

use crate::domain::{Day, Partition, PersonKey};
use crate::settle::keyed_records::KeysRef;
use crate::settle::keys;

/// Keys are hashes already: a quick hash of them is enough.
type KeyMap = HashMap<u64, u32, foldhash::fast::FixedState>;

/// Records by number, joined where they have a key in common.
#[derive(Debug, Default)]
pub struct Components {
    /// For each record another of its group, itself if it stands for the group.
    parents: Vec<u32>,
    /// Some record that has a key which holds for ever, narrow or wide.
    firm: KeyMap,
    /// Some record that has a key of a month.
    dated: KeyMap,
    loose: Vec<(u64, u32)>,
    days: Vec<Option<(Day, Day)>>,
}

impl Components {
    /// So many records, none of them joined with another.
    pub fn of(records: u32) -> Self {
        Self { parents: (0..records).collect(), ..Self::default() }
    }

    /// For each record the one that stands for its group.
    pub fn all(mut self) -> Vec<u32> {
        for record in 0..self.parents.len() as u32 {
            self.parents[record as usize] = self.shorten(record);
        }
        self.parents
    }

    /// Adds the next record.
    pub fn add(&mut self, keys: KeysRef<'_>) {
        let record = self.parents.len() as u32;
        self.parents.push(record);
        self.days.push(keys.days);
        for key in keys.firm.iter().chain(keys.wide) {
            let held = *self.firm.entry(*key).or_insert(record);
            self.join(held, record);
        }
        for key in keys.dated {
            let held = *self.dated.entry(*key).or_insert(record);
            self.join(held, record);
        }
        self.loose.extend(keys.loose.iter().map(|key| (*key, record)));
    }

    /// Joins the records that have a loose key with those that have it as a wide one. It comes after the last record.
    pub fn join_loose(&mut self) {
        for (key, record) in std::mem::take(&mut self.loose) {
            if let Some(held) = self.firm.get(&key).copied() {
                self.join(held, record);
            }
        }
    }

    /// For each record the one that stands for its group, where records with a loose key in common are in one group too.
    pub fn with_loose(&self) -> Vec<u32> {
        let mut wider = Self { parents: self.parents.clone(), ..Self::default() };
        let mut loose = KeyMap::default();
        for (key, record) in &self.loose {
            let held = self.firm.get(key).copied();
            let held = *loose.entry(*key).or_insert(held.unwrap_or(*record));
            wider.join(held, *record);
        }
        wider.all()
    }

    /// Joins a stay without an end with the records of its person in all months from a day on, up to a last one.
    pub fn join_open(&mut self, stay_id: &str, person: &PersonKey, since: Day, last: i32) {
        let Some(stay) = self.of_stay(stay_id) else { return };
        for month in since.month().number()..=last {
            if let Some(held) = self.dated.get(&keys::of_person(person, month)).copied() {
                self.join(held, stay);
            }
        }
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.parents.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.parents.is_empty()
    }

    /// Some record of the group of a stay.
    pub fn of_stay(&self, stay_id: &str) -> Option<u32> {
        self.firm.get(&keys::of_stay(stay_id)).copied()
    }

    /// The record that stands for the group of a record.
    pub fn group(&self, record: u32) -> u32 {
        let mut at = record;
        while self.parents[at as usize] != at {
            at = self.parents[at as usize];
        }
        at
    }

    /// Joins two records.
    pub fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.shorten(one), self.shorten(other));
        // The earlier record stands for the group, so that paths stay short when records come in order.
        let (first, second) = (one.min(other), one.max(other));
        self.parents[second as usize] = first;
    }

    /// The record that stands for a group, and every other step on the way left out from now on.
    fn shorten(&mut self, record: u32) -> u32 {
        let mut at = record;
        loop {
            let parent = self.parents[at as usize];
            if parent == at {
                return at;
            }
            let next = self.parents[parent as usize];
            self.parents[at as usize] = next;
            at = next;
        }
    }

    /// The partition of each record: that of the last month that its group gives, if `is_open` does not say of one of the
    /// records in the group that it stays open. `received` are the runs that took the records: the last of them has a group
    /// that gives no day.
    pub fn partitions(&self, is_open: &[bool], received: &[u32]) -> Vec<Partition> {
        let groups: Vec<u32> = (0..self.parents.len() as u32).map(|record| self.group(record)).collect();
        let mut last: Vec<Option<Day>> = vec![None; groups.len()];
        let mut open = vec![false; groups.len()];
        let mut run = vec![0; groups.len()];
        for (record, group) in groups.iter().enumerate() {
            let group = *group as usize;
            last[group] = last[group].max(self.days[record].map(|(_, last)| last));
            open[group] |= is_open[record];
            run[group] = run[group].max(received[record]);
        }
        let partition = |group: &u32| match last[*group as usize] {
            _ if open[*group as usize] => Partition::Open,
            Some(day) => Partition::Ended(day.month()),
            None => Partition::Undated(run[*group as usize]),
        };
        groups.iter().map(partition).collect()
    }
}
