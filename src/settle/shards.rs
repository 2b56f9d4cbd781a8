//! Shards: many records in parts that have nothing to do with each other, so that only one part at a time is settled in memory.

use crate::error::Result;
use crate::settle::Settled;
use crate::settle::components::Components;
use crate::settle::keyed_records::KeysRef;
use crate::settle::partitions::{Partitioned, RecordSet};
use crate::settle::record_stream::{RecordStream, record_set};
use crate::settle::spool::{Spool, Stream};

/// How many records a shard has at least, where there are so many.
pub const SHARD_RECORDS: usize = 131_072;

/// How many rows can have one name, of a stay, an episode, a message or a claim: they are settled together, in memory.
pub const MOST_OF_ONE_NAME: usize = 50_000;

/// How many shards there are at most: each can add to every table of the store.
const MOST_SHARDS: usize = 4_096;

/// A shard that was settled.
#[derive(Debug)]
pub struct SettledShard {
    /// Its records.
    pub set: RecordSet,
    /// What they gave.
    pub settled: Settled,
    /// Where each row goes.
    pub partitioned: Partitioned,
}

/// A name that more rows have than any stay can have.
#[derive(Debug)]
pub struct CrowdedName {
    /// How many rows have it.
    pub rows: usize,
    /// The delivery of the first of them that is new.
    pub delivery: u32,
    /// Its line.
    pub line: u32,
}

/// Streams of records in shards.
#[derive(Debug)]
pub enum Shards<'r> {
    /// There are few: all of them at once.
    One(Vec<&'r RecordStream>),
    /// Several.
    Many(Vec<RecordStream>),
}

impl<'r> Shards<'r> {
    /// Divides the records into shards of at least so many, if there are so many: those that are joined by keys, and all that
    /// have a person, patient or spell in common whenever it was, are in one. Instead, new records that too many of one name are
    /// among.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn of(spool: &Spool, streams: Vec<&'r RecordStream>, least: usize) -> Result<Result<Self, CrowdedName>> {
        let records: usize = streams.iter().map(|stream| stream.records).sum();
        if records <= least.min(MOST_OF_ONE_NAME) {
            return Ok(Ok(Self::One(streams)));
        }
        let mut keys = KeyBuckets::default();
        for stream in &streams {
            stream.each(spool, &mut |record, _| keys.add(spool, record.keys()))?;
        }
        let Groups { of_records, crowd } = keys.groups(spool)?;
        if let Some(name) = crowd.map(|crowd| crowded(spool, &streams, crowd)).transpose()?.flatten() {
            return Ok(Err(name));
        }
        if records <= least {
            return Ok(Ok(Self::One(streams)));
        }
        let shard_of = parts_of(of_records, least.max(records / MOST_SHARDS + 1));
        let shards = shard_of.iter().max().map_or(0, |last| *last as usize + 1);
        let mut shards: Vec<RecordStream> = (0..shards).map(|_| RecordStream::default()).collect();
        let mut shard_of = shard_of.into_iter();
        for stream in streams {
            stream.each(spool, &mut |_, entry| {
                let shard = shard_of.next().unwrap_or_default();
                shards[shard as usize].add_entry(spool, entry)
            })?;
        }
        Ok(Ok(Self::Many(shards)))
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        match self {
            Self::One(_) => 1,
            Self::Many(shards) => shards.len(),
        }
    }

    /// The records of a shard by its place.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn record_set(&self, spool: &Spool, at: usize) -> Result<RecordSet> {
        match self {
            Self::One(streams) => record_set(spool, streams),
            Self::Many(shards) => record_set(spool, &[&shards[at]]),
        }
    }
}

/// Records by their keys.
struct Groups {
    /// For each record the one that stands for its group.
    of_records: Vec<u32>,
    /// The name that most records have, if these are too many.
    crowd: Option<u64>,
}

/// How many rows have a name, and where the first of them stands of which there is news; nothing if they are few enough, or none is
/// news: what is in the store stays there.
fn crowded(spool: &Spool, streams: &[&RecordStream], name: u64) -> Result<Option<CrowdedName>> {
    let (mut rows, mut first) = (Vec::new(), None);
    for stream in streams {
        stream.each(spool, &mut |record, _| {
            if record.keys().firm.contains(&name) {
                // A row can give several records.
                rows.push(record.place());
                first = first.or(record.place_of_news());
            }
            Ok(())
        })?;
    }
    rows.sort_unstable();
    rows.dedup();
    let first = first.filter(|_| rows.len() > MOST_OF_ONE_NAME);
    Ok(first.map(|(delivery, line)| CrowdedName { rows: rows.len(), delivery, line }))
}

/// The keys of records, put into buckets by their values: a bucket fits into memory.
struct KeyBuckets {
    buckets: Vec<Stream>,
    records: u32,
}

/// How many buckets there are.
const BUCKETS: u64 = 64;
/// Bytes of a key and of the number of its record.
const KEY_BYTES: usize = 12;
/// Stands beside the number of a record whose key is a name that holds for ever.
const IS_NAME: u32 = 1 << 31;

impl Default for KeyBuckets {
    fn default() -> Self {
        Self { buckets: (0..BUCKETS).map(|_| Stream::default()).collect(), records: 0 }
    }
}

impl KeyBuckets {
    /// Adds those of the next record.
    fn add(&mut self, spool: &Spool, keys: KeysRef<'_>) -> Result<()> {
        let record = self.records;
        self.records += 1;
        let names = keys.firm.iter().map(|key| (key, record | IS_NAME));
        let others = [keys.wide, keys.loose, keys.dated].into_iter().flatten().map(|key| (key, record));
        for (key, record) in names.chain(others) {
            let mut entry = [0; KEY_BYTES];
            entry[..8].copy_from_slice(&key.to_le_bytes());
            entry[8..].copy_from_slice(&record.to_le_bytes());
            self.buckets[(key % BUCKETS) as usize].add(spool, &entry)?;
        }
        Ok(())
    }

    /// The groups: records with a key in common are in one.
    fn groups(self, spool: &Spool) -> Result<Groups> {
        let (mut groups, mut crowd) = (Components::of(self.records), None);
        for bucket in self.buckets {
            let mut keys: Vec<(u64, u32)> = Vec::new();
            for part in bucket.parts(spool) {
                keys.extend(part?.as_chunks::<KEY_BYTES>().0.iter().map(|entry| {
                    let [a, b, c, d, e, f, g, h, rest @ ..] = *entry;
                    (u64::from_le_bytes([a, b, c, d, e, f, g, h]), u32::from_le_bytes(rest))
                }));
            }
            keys.sort_unstable();
            keys.dedup();
            for same in keys.chunk_by(|one, other| one.0 == other.0) {
                if same.len() > MOST_OF_ONE_NAME {
                    let named = same.iter().filter(|(_, record)| record & IS_NAME != 0).count();
                    crowd = crowd.max((named > MOST_OF_ONE_NAME).then_some((named, same[0].0)));
                }
                for pair in same.windows(2) {
                    groups.join(pair[0].1 & !IS_NAME, pair[1].1 & !IS_NAME);
                }
            }
        }
        Ok(Groups { of_records: groups.all(), crowd: crowd.map(|(_, name)| name) })
    }
}

/// Records by their places in a list, given by the group of each, in parts of at least so many; no group is divided. There
/// always is a part.
pub(super) fn in_parts(groups: Vec<u32>, least: usize) -> Vec<Vec<u32>> {
    let of_records = parts_of(groups, least);
    let mut parts = vec![Vec::new(); of_records.iter().max().map_or(1, |last| *last as usize + 1)];
    for (part, at) in of_records.into_iter().zip(0..) {
        parts[part as usize].push(at);
    }
    parts
}

/// The part of each record, in which its group is: groups are taken in the order of the records that stand for them.
fn parts_of(mut groups: Vec<u32>, least: usize) -> Vec<u32> {
    let mut part_of = vec![0_u32; groups.len()];
    for group in &groups {
        part_of[*group as usize] += 1;
    }
    let (mut part, mut taken) = (0, 0);
    for members in part_of.iter_mut().filter(|members| **members > 0) {
        if taken >= least {
            part += 1;
            taken = 0;
        }
        taken += std::mem::replace(members, part) as usize;
    }
    groups.iter_mut().for_each(|group| *group = part_of[*group as usize]);
    groups
}
