//! Records as the store keeps them, each with its keys; close together, because there may be millions.

use std::ops::Range;

use crate::domain::{Day, StoredRecord};
use crate::settle::keys::{RecordKeys, widen};

/// The keys of one record, as [`RecordKeys`] has them.
#[derive(Clone, Copy, Debug, Default)]
pub struct KeysRef<'k> {
    /// Keys that hold for ever.
    pub firm: &'k [u64],
    /// Keys of records that need every record of a person, patient or spell.
    pub wide: &'k [u64],
    /// Keys that connect with wide ones alone.
    pub loose: &'k [u64],
    /// Keys of a month.
    pub dated: &'k [u64],
    /// The first and last of the stay ids among what these stand for.
    pub stay_ids: Option<(&'k str, &'k str)>,
    /// Whether they stand for anything else.
    pub has_others: bool,
    /// The first and last month of the keys of a month, by their numbers.
    pub months: Option<(i32, i32)>,
    /// The first and last day that the record gives.
    pub days: Option<(Day, Day)>,
}

impl RecordKeys {
    /// The keys, as those of one record.
    pub fn as_ref(&self) -> KeysRef<'_> {
        KeysRef {
            firm: &self.firm,
            wide: &self.wide,
            loose: &self.loose,
            dated: &self.dated,
            stay_ids: self.stay_ids.as_ref().map(|(first, last)| (&**first, &**last)),
            has_others: self.has_others,
            months: self.months,
            days: self.days,
        }
    }

    /// Adds those of a record.
    pub fn extend(&mut self, other: KeysRef<'_>) {
        self.firm.extend(other.firm);
        self.has_others |= other.has_others;
        if let Some((first, last)) = other.stay_ids {
            [first, last].into_iter().for_each(|stay_id| self.span(stay_id));
        }
        self.wide.extend(other.wide);
        self.loose.extend(other.loose);
        self.dated.extend(other.dated);
        other.months.into_iter().for_each(|months| widen(&mut self.months, months));
        other.days.into_iter().for_each(|days| widen(&mut self.days, days));
    }
}

/// Records and their keys.
#[derive(Debug, Default)]
pub struct KeyedRecords {
    records: Vec<StoredRecord>,
    rows: Vec<KeyRow>,
    keys: Vec<u64>,
    stay_ids: String,
}

/// Where the keys of a record end, those of each kind behind those of the kind before.
#[derive(Clone, Copy, Debug, Default)]
struct KeyRow {
    keys: [u32; 4],
    /// The first stay id, and the last where it is another.
    stay_ids: [u32; 2],
    has_others: bool,
    months: Option<(i32, i32)>,
    days: Option<(Day, Day)>,
}

impl KeyedRecords {
    /// Adds a record.
    pub fn push(&mut self, record: StoredRecord, keys: KeysRef<'_>) {
        let KeysRef { has_others, months, days, .. } = keys;
        let ends = [keys.firm, keys.wide, keys.loose, keys.dated].map(|keys| {
            self.keys.extend(keys);
            self.keys.len() as u32
        });
        let (first, last) = keys.stay_ids.unwrap_or_default();
        self.stay_ids.push_str(first);
        let first_end = self.stay_ids.len() as u32;
        self.stay_ids.push_str(if first == last { "" } else { last });
        let stay_ids = [first_end, self.stay_ids.len() as u32];
        self.records.push(record);
        self.rows.push(KeyRow { keys: ends, stay_ids, has_others, months, days });
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The records.
    pub fn records(&self) -> &[StoredRecord] {
        &self.records
    }

    /// The keys of a record by its place.
    pub fn keys(&self, at: usize) -> KeysRef<'_> {
        let before = at.checked_sub(1).map_or(KeyRow::default(), |before| self.rows[before]);
        let KeyRow { keys: [firm, wide, loose, dated], stay_ids: [first, last], has_others, months, days } =
            self.rows[at];
        let keys = |from: u32, to: u32| &self.keys[from as usize..to as usize];
        let text = |range: Range<u32>| &self.stay_ids[range.start as usize..range.end as usize];
        let (first, last) = (text(before.stay_ids[1]..first), text(first..last));
        let stay_ids = (!first.is_empty()).then_some((first, if last.is_empty() { first } else { last }));
        KeysRef {
            firm: keys(before.keys[3], firm),
            wide: keys(firm, wide),
            loose: keys(wide, loose),
            dated: keys(loose, dated),
            stay_ids,
            has_others,
            months,
            days,
        }
    }

    /// Each record with its keys.
    pub fn iter(&self) -> impl Iterator<Item = (&StoredRecord, KeysRef<'_>)> {
        self.records.iter().enumerate().map(|(at, record)| (record, self.keys(at)))
    }
}
