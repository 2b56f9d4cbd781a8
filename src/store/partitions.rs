//! What the partitions hold beside their tables: the records that they are settled from, and by what these are found.

use crate::domain::{FindingCount, Partition, REMOVED_SIGN, RestatedStay, SentFinding, StoredRecord};
use crate::error::Result;
use crate::store::Store;
use crate::store::commit::Commit;
use crate::store::files::temp_file::open_plain;
use crate::store::manifest::{SettledBy, StoredPartition};
use crate::store::parquet::table_reader::{self, TableRows};
use crate::store::parquet::table_writer::GROUP_ROWS;
use crate::store::rows::StoreRow;
use crate::store::rows::records::{DeliveryPart, FactDay};
use crate::store::rows::revisions::RestatedRun;
use crate::store::schema::Table;
use crate::store::schema::records::{DATED_KEY, FIRM_KEY, LOOSE_KEY, WIDE_KEY};
use crate::system::read_exact_at;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::Arc;

use arrow_array::Int64Array;

/// Where records stand, by the `source_id` of their file and their number in it.
pub type RecordPlaces = BTreeMap<(Box<str>, u32), RecordPlace>;

/// Where a record stands in its file. It ends where the next one begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordPlace {
    /// Its first line, from 1.
    pub line: u32,
    /// Its first byte, from 0.
    pub first_byte: u64,
    /// Its last byte; nothing where the end of the file is not known: it stands in a workbook or an archive.
    pub last_byte: Option<u64>,
}

/// So many bits of a key are stored: two keys of a million agree once in a million times.
const KEY_BITS: u64 = (1 << 40) - 1;

/// Which keys of a partition are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// Those that hold for ever.
    Firm,
    /// Those of records that need every record of a person, patient or spell.
    Wide,
    /// Those that connect with wide ones alone.
    Loose,
    /// Those of a year.
    Dated,
}

impl KeyKind {
    fn table(self) -> &'static Table {
        match self {
            Self::Firm => &FIRM_KEY,
            Self::Wide => &WIDE_KEY,
            Self::Loose => &LOOSE_KEY,
            Self::Dated => &DATED_KEY,
        }
    }
}

/// A key as it is stored.
pub fn stored_key(key: u64) -> i64 {
    (key & KEY_BITS) as i64
}

impl Store {
    /// Gives the records of a partition, some thousand at a time.
    ///
    /// # Errors
    /// 65 if a file is damaged; or `take` refuses.
    pub fn each_records(
        &self,
        partition: Partition,
        take: &mut dyn FnMut(&[StoredRecord]) -> Result<()>,
    ) -> Result<()> {
        self.each_row(partition, take)
    }

    /// Where the records stand that are wanted; a store of an older format does not keep it.
    ///
    /// # Errors
    /// 65 if a file is damaged.
    pub fn record_places(&self, wanted: &BTreeSet<(Box<str>, u32)>) -> Result<RecordPlaces> {
        let sources: BTreeSet<&str> = wanted.iter().map(|(source_id, _)| &**source_id).collect();
        let ids = self.manifest.deliveries.iter().map(|delivery| delivery.sha256.get(..16).unwrap_or_default());
        let ids: Vec<Option<Box<str>>> = ids.map(|id| sources.contains(id).then(|| id.into())).collect();
        let is_meant = |delivery: &u32| ids.get(*delivery as usize).is_some_and(Option::is_some);
        let (mut found, mut starts) = (BTreeMap::new(), BTreeMap::<u32, Vec<u64>>::new());
        for (partition, stored) in &self.manifest.partitions {
            if !stored.deliveries.iter().any(is_meant) {
                continue;
            }
            self.each_records(*partition, &mut |records| {
                for record in records {
                    let Some(Some(id)) = ids.get(record.delivery as usize) else { continue };
                    starts.entry(record.delivery).or_default().push(record.offset);
                    let name = (id.clone(), record.record);
                    if wanted.contains(&name) {
                        found.insert(name, (record.delivery, record.line, record.offset));
                    }
                }
                Ok(())
            })?;
        }
        starts.values_mut().for_each(|starts| starts.sort_unstable());
        let ends: BTreeMap<u32, Option<u64>> =
            starts.keys().map(|delivery| (*delivery, self.plain_end(*delivery))).collect();
        let place = |(delivery, line, first_byte): (u32, u32, u64)| {
            let next = starts[&delivery].partition_point(|start| *start <= first_byte);
            let end = starts[&delivery].get(next).copied().or(ends[&delivery]);
            let end = end.and_then(|end| self.before_removed(delivery, (first_byte, end)));
            RecordPlace { line, first_byte, last_byte: end.and_then(|end| end.checked_sub(1)) }
        };
        Ok(found.into_iter().map(|(name, found)| (name, place(found))).collect())
    }

    /// Where a record ends that others may be removed behind: these are in no table, and what is left of them is not its own.
    /// Nothing where the delivery is kept in another form since.
    fn before_removed(&self, delivery: u32, (first, end): (u64, u64)) -> Option<u64> {
        let kept = self.manifest.deliveries.get(delivery as usize).and_then(|delivery| delivery.kept.as_ref());
        let Some(kept) = kept else { return Some(end) };
        self.plain_end(delivery)?;
        let mut bytes = vec![0; end.saturating_sub(first) as usize];
        open_plain(&self.raw_path(&kept.sha256)).and_then(|file| read_exact_at(&file, &mut bytes, first)).ok()?;
        let lines = bytes.split_inclusive(|byte| matches!(byte, b'\r' | b'\n'));
        let mut start = 0;
        let of_record = lines.take_while(|line| {
            let is_other = start > 0 && is_removed_line(line);
            start += line.len();
            !is_other
        });
        Some(first + of_record.map(<[u8]>::len).sum::<usize>() as u64)
    }

    /// How many bytes a delivery has; nothing for a workbook or an archive, in which places are those of what is inside, and for
    /// what is not kept byte for byte since records were removed from it.
    fn plain_end(&self, delivery: u32) -> Option<u64> {
        const INSIDE: [&[u8]; 3] = [b"\x1f\x8b", b"PK", b"\xd0\xcf\x11\xe0"];
        const TWO_BYTES_A_LETTER: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];
        let delivery = self.manifest.deliveries.get(delivery as usize)?;
        let mut start = Vec::new();
        let (sha256, bytes) = delivery.as_kept();
        let file = open_plain(&self.raw_path(sha256)).ok().filter(|_| bytes == delivery.bytes)?;
        file.take(4).read_to_end(&mut start).ok()?;
        let begins_with = |marks: &[&[u8]]| marks.iter().any(|mark| start.starts_with(mark));
        let is_cut_by_bytes = delivery.kept.is_none() || !begins_with(&TWO_BYTES_A_LETTER);
        (is_cut_by_bytes && !begins_with(&INSIDE)).then_some(delivery.bytes)
    }

    /// Gives rows of one partition, some thousand at a time.
    fn each_row<R: StoreRow>(&self, partition: Partition, take: &mut dyn FnMut(&[R]) -> Result<()>) -> Result<()> {
        let found = self.manifest.partitions.get(&partition);
        let Some(stored) = found.and_then(|found| found.tables.get(R::TABLE.name)) else { return Ok(()) };
        let (_, path) = self.verified(&stored.file, &stored.sha256)?;
        table_reader::guarded(&path, || {
            let (mut rows, mut batch) = (TableRows::<R>::open(&path)?, Vec::new());
            while rows.next_into(&mut batch)? {
                take(&batch)?;
                batch.clear();
            }
            Ok(())
        })
    }

    /// What became of the records of a partition, by delivery.
    ///
    /// # Errors
    /// 65 if a file is damaged.
    pub fn delivery_parts(&self, partition: Partition) -> Result<Vec<DeliveryPart>> {
        self.rows_in(partition)
    }

    /// The days of the facts of a partition.
    ///
    /// # Errors
    /// 65 if a file is damaged.
    pub fn fact_days(&self, partition: Partition) -> Result<Vec<FactDay>> {
        self.rows_in(partition)
    }

    /// The stays of which published months would have other days by now, by month and stay.
    ///
    /// # Errors
    /// 65 if the table is damaged.
    pub fn restated_stays(&self) -> Result<Vec<RestatedStay>> {
        let mut rows = Vec::new();
        if let Some(stored) = self.manifest.tables.get(RestatedRun::TABLE.name) {
            self.read_file(stored, &mut rows)?;
        }
        Ok(RestatedRun::stays(rows))
    }

    /// The keys of one kind of a partition, rising within each run that was put.
    ///
    /// # Errors
    /// 65 if a file is damaged.
    pub fn keys(&self, partition: Partition, kind: KeyKind) -> Result<Vec<i64>> {
        let table = kind.table();
        let Some(stored) = self.manifest.partitions.get(&partition).and_then(|found| found.tables.get(table.name))
        else {
            return Ok(Vec::new());
        };
        let (file, path) = self.verified(&stored.file, &stored.sha256)?;
        table_reader::read(table, file, &path, |batch, keys| {
            let column = batch.int64("key")?;
            keys.extend(batch.rows().map(|row| column.must(row)));
            Ok(())
        })
    }

    /// Gives what was found in the records of a partition, some thousand at a time.
    ///
    /// # Errors
    /// 65 if a file is damaged; or `take` refuses.
    pub fn each_findings(
        &self,
        partition: Partition,
        take: &mut dyn FnMut(&[SentFinding]) -> Result<()>,
    ) -> Result<()> {
        self.each_row(partition, take)
    }

    /// How often each code was found in the records of a partition, by delivery.
    ///
    /// # Errors
    /// 65 if a file is damaged.
    pub fn finding_counts(&self, partition: Partition) -> Result<Vec<FindingCount>> {
        self.rows_in(partition)
    }

    /// Rows of one partition.
    ///
    /// # Errors
    /// 65 if a file is damaged.
    fn rows_in<R: StoreRow>(&self, partition: Partition) -> Result<Vec<R>> {
        let mut rows = Vec::new();
        let found = self.manifest.partitions.get(&partition).and_then(|found| found.tables.get(R::TABLE.name));
        if let Some(stored) = found {
            self.read_file(stored, &mut rows)?;
        }
        Ok(rows)
    }
}

impl Commit<'_> {
    /// The tables that are put from now on are those of a partition; of none: the whole.
    pub fn in_partition(&mut self, partition: Option<Partition>) {
        self.partition = partition;
        self.put.extend(partition);
    }

    /// Takes a partition out, with all of its tables.
    pub fn drop_partition(&mut self, partition: Partition) {
        self.next.partitions.remove(&partition);
    }

    /// Takes every partition out, and the tables that an older store has instead: all of them are made anew.
    pub fn drop_partitions(&mut self) {
        self.next.partitions.clear();
        self.next.tables.clear();
    }

    /// By what the partitions were settled.
    pub fn settled_by(&mut self, by: SettledBy) {
        self.next.settled = Some(by);
    }

    /// What can be known of the partition whose tables are put without reading them; its tables stay.
    pub fn describe_partition(&mut self, about: StoredPartition) {
        if let Some(partition) = self.partition {
            let StoredPartition { tables, .. } = self.next.partitions.remove(&partition).unwrap_or_default();
            self.next.partitions.insert(partition, StoredPartition { tables, ..about });
        }
    }

    /// The records of the partition, by delivery and number.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn put_records<'r>(&mut self, records: impl IntoIterator<Item = &'r StoredRecord>) -> Result<()> {
        let mut sorted: Vec<&StoredRecord> = records.into_iter().collect();
        sorted.sort_unstable();
        self.write(&sorted)
    }

    /// What became of the records of the partition.
    ///
    /// # Errors
    /// The disk refuses, or a delivery is there twice (our bug).
    pub fn put_delivery_parts(&mut self, parts: &[DeliveryPart]) -> Result<()> {
        self.put(parts, |_| "")
    }

    /// The days of the facts of the partition.
    ///
    /// # Errors
    /// The disk refuses, or a delivery and day is there twice (our bug).
    pub fn put_fact_days(&mut self, days: &[FactDay]) -> Result<()> {
        self.put(days, |_| "")
    }

    /// The stays of which published months would have other days by now.
    ///
    /// # Errors
    /// The disk refuses, or a stay is there twice in a month (our bug).
    pub fn put_restated_stays(&mut self, stays: &[RestatedStay]) -> Result<()> {
        let rows: Vec<RestatedRun> = stays.iter().flat_map(RestatedRun::of).collect();
        self.put(&rows, |_| "")
    }

    /// Keys of one kind of the partition, in any order.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn put_keys(&mut self, kind: KeyKind, keys: &[u64]) -> Result<()> {
        let mut keys: Vec<i64> = keys.iter().map(|key| stored_key(*key)).collect();
        keys.sort_unstable();
        keys.dedup();
        let (table, partition) = (kind.table(), self.partition.unwrap_or(Partition::Open));
        self.open_table(partition, table).map(drop)?;
        for group in keys.chunks(GROUP_ROWS) {
            self.write_group((partition, table), vec![Arc::new(Int64Array::from(group.to_vec()))], group.len())?;
        }
        Ok(())
    }
}

/// Whether a line is the first of a record that was removed: a row of signs, or a message without anything else.
fn is_removed_line(line: &[u8]) -> bool {
    let is_sign = |byte: &&u8| !matches!(byte, b',' | b';' | b'\t' | b'|' | b'"');
    line.iter().find(is_sign) == Some(&REMOVED_SIGN) || (line.starts_with(b"MSH") && line.contains(&REMOVED_SIGN))
}
