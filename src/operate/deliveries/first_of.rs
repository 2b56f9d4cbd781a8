//! A map that keeps its first entries and counts the others: of what there may be too much of to list.

use std::collections::BTreeMap;

/// So many entries are kept.
pub const KEPT: usize = 1_000;

/// The first entries by their keys, each with how often it was added. They do not depend on the order of adding.
#[derive(Clone, Debug)]
pub struct FirstOf<K, V> {
    /// The entries that are kept.
    pub first: BTreeMap<K, (V, u64)>,
    /// How many were added beside them.
    pub others: u64,
}

impl<K, V> Default for FirstOf<K, V> {
    fn default() -> Self {
        Self { first: BTreeMap::new(), others: 0 }
    }
}

impl<K: Ord + Clone, V> FirstOf<K, V> {
    /// Adds one. Of several with one key `is_before` says whether the value takes the place of that which is kept.
    pub fn add(&mut self, key: &K, value: V, is_before: impl FnOnce(&V, &V) -> bool) {
        if let Some((held, times)) = self.first.get_mut(key) {
            *times += 1;
            if is_before(&value, held) {
                *held = value;
            }
        } else if self.first.len() < KEPT || self.first.last_key_value().is_some_and(|(last, _)| key < last) {
            self.first.insert(key.clone(), (value, 1));
            if self.first.len() > KEPT {
                self.others += self.first.pop_last().map_or(0, |(_, (_, times))| times);
            }
        } else {
            self.others += 1;
        }
    }
}
