//! Settling of what was read with the partitions of the store that it has to do with, shard by shard.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::domain::{Day, Month, Partition, StoredRecord};
use crate::error::{Error, Exit, Position, Result, every};
use crate::intake::findings::candidate::Place;
use crate::intake::profile::Profile;
use crate::intake::read_record::ReadRecord;
use crate::intake::{Delivery, DeliveryContent, Rules};
use crate::operate::deliveries::affected::{NewKeys, settled_as_a_whole};
use crate::operate::deliveries::delivery_totals::DeliveryTotals;
use crate::operate::deliveries::listed::ListedBy;
use crate::operate::deliveries::load::HeldDelivery;
use crate::operate::deliveries::received::{FoundByReading, FoundInDelivery, ReceivedDelivery};
use crate::operate::deliveries::returns::CareReturns;
use crate::settle::batches::{BATCH_RECORDS, SettlingRules};
use crate::settle::record_stream::{EncodedRecords, RecordStream};
use crate::settle::shards::{CrowdedName, MOST_OF_ONE_NAME, SettledShard, Shards};
use crate::settle::spool::Spool;
use crate::store::Store;

/// What is settled.
#[derive(Clone, Copy, Debug)]
pub struct SettleRequest {
    /// The last day whose facts count, if any.
    pub as_of: Option<Day>,
    /// The month of which every stay is needed, if one is run.
    pub month: Option<Month>,
    /// How many records are settled at once, at least, where there are so many: it is a matter of memory, never of results.
    pub records_at_once: usize,
}

/// How many stored records one core takes at once.
const AT_ONCE: usize = 1024;

/// The day to which delays and counted days of stays without an end are followed: as far as any published month reaches, or
/// the one that is run; a stated day is the last that counts. Nothing before the first month.
pub fn followed_to(store: &Store, month: Option<Month>, as_of: Option<Day>) -> Option<Day> {
    let published = store.manifest().months.iter().map(|published| published.as_of);
    as_of.or_else(|| published.chain(month.map(Month::last)).max())
}

/// A delivery of which nothing is read any more.
pub(super) fn known<'d>(held: &'d HeldDelivery, profile: &'d Profile) -> Delivery<'d> {
    Delivery {
        file: &held.file,
        sha256: &held.sha256,
        size: 0,
        content: DeliveryContent::Read,
        profile,
        received: held.received,
        dates: held.dates,
    }
}

/// What is done with shards of records once they are settled.
pub(super) trait ShardSink {
    /// The store, if its partitions count.
    fn store(&self) -> Option<&Store>;

    /// The shards come from the first again: these partitions of the store are settled with what is new.
    fn start(&mut self, loaded: &BTreeSet<Partition>);

    /// A shard is settled.
    ///
    /// # Errors
    /// The disk refuses.
    fn add(&mut self, shard: SettledShard) -> Result<()>;
}

/// Settles deliveries that were read together with what they have to do with in the store.
pub(super) struct Settling<'a> {
    held: &'a [HeldDelivery],
    /// The profile by which the records of each delivery were read.
    profiles: Vec<Arc<Profile>>,
    rules: &'a Rules<'a>,
    asked: SettleRequest,
    /// The deliveries that were read: what the store has of them does not count.
    read: BTreeSet<usize>,
    /// What was counted of each delivery.
    pub totals: DeliveryTotals,
    /// The returns of social care, of all deliveries.
    pub returns: CareReturns,
}

impl<'a> Settling<'a> {
    /// Nothing settled yet. Without a store, nothing that was settled before counts.
    ///
    /// # Errors
    /// 65 if a table is damaged.
    pub fn new(
        store: Option<&Store>,
        held: &'a [HeldDelivery],
        read: &mut [ReceivedDelivery],
        (rules, asked): (&'a Rules<'a>, SettleRequest),
    ) -> Result<Self> {
        let again: BTreeSet<usize> = read.iter().map(|read| read.delivery).collect();
        let mut returns = CareReturns::stored(store.and_then(|store| store.manifest().settled.as_ref()));
        returns.forget(&again);
        read.iter_mut().for_each(|read| returns.take(std::mem::take(&mut read.returns)));
        let totals = store.map_or_else(|| DeliveryTotals::new(held), |store| DeliveryTotals::stored(store, held));
        let profiles = totals.profiles(held, read.iter().map(|read| (read.delivery, &read.receipt)))?;
        Ok(Self { held, profiles, rules, asked, read: again, totals, returns })
    }

    /// Takes over what was read: what reading found beside the records, and the records of each delivery.
    pub fn accept(&mut self, read: Vec<ReceivedDelivery>) -> (FoundByReading, Vec<RecordStream>) {
        let (mut records, mut received) = (Vec::new(), FoundByReading::new());
        for ReceivedDelivery { delivery, receipt, findings, counts, records: of_delivery, .. } in read {
            records.push(of_delivery);
            self.totals.receipts[delivery] = receipt.clone();
            let of_run = received.entry(self.held[delivery].received).or_default();
            of_run.push(FoundInDelivery { delivery, receipt, findings, counts });
        }
        (received, records)
    }

    /// Settles the new records with those of the partitions that they have to do with, shard by shard; and all again with more
    /// partitions where a stay that has no end any more has to do with later records of its person. Gives these partitions.
    ///
    /// # Errors
    /// 65 if a table is damaged; the disk refuses.
    pub fn settle(
        &self,
        (new, spool): (&[RecordStream], &Spool),
        sink: &mut dyn ShardSink,
    ) -> Result<BTreeSet<Partition>> {
        let needed = sink.store().map(|store| self.needed(store, (new, spool)));
        let mut loaded = needed.transpose()?.unwrap_or_default();
        let source_ids: HashMap<&str, usize> =
            self.held.iter().enumerate().map(|(at, held)| (held.source_id(), at)).collect();
        let deliveries: Vec<Delivery<'_>> =
            self.held.iter().zip(&self.profiles).map(|(held, profile)| known(held, profile)).collect();
        let as_of = self.asked.as_of;
        let (returned, receipts) = (self.returns.known(as_of), self.totals.blank());
        let by = SettlingRules { deliveries: &deliveries, rules: self.rules, as_of, returned, receipts };
        loop {
            sink.start(&loaded);
            let stored = self.stored(sink.store(), &loaded, spool)?;
            let streams: Vec<&RecordStream> = new.iter().chain([&stored]).collect();
            let last = streams.iter().filter_map(|stream| stream.last_month).max().unwrap_or_default();
            let last_of_any = self.last_month(sink.store(), last);
            let (mut keys, mut partitions) = (NewKeys::default(), BTreeSet::new());
            let shards = Shards::of(spool, streams, self.asked.records_at_once)?;
            let shards = shards.map_err(|name| self.refusal(&name))?;
            for at in 0..shards.count() {
                let mut set = shards.record_set(spool, at)?;
                let settled = set.settle(&by, BATCH_RECORDS)?;
                let received = |delivery: usize| self.held[delivery].received;
                let partitioned = set.partition(&settled, (&source_ids, last), received)?;
                for stay in settled.intake.stays.iter().filter(|stay| stay.discharged_at.is_none()) {
                    let person = stay.person_key.as_ref().filter(|_| set.is_changed(&partitioned, &stay.stay_id));
                    let since = stay.admitted_at.day().month().number();
                    person.into_iter().for_each(|person| keys.add_person(person, (since, last_of_any)));
                }
                partitions.extend(partitioned.rows.keys().copied());
                sink.add(SettledShard { set, settled, partitioned })?;
            }
            let further = self.further(sink.store(), &loaded, (&keys, &partitions))?;
            if further.is_empty() {
                return Ok(loaded);
            }
            loaded.extend(further);
        }
    }

    /// A delivery with more rows of one stay than any stay can have.
    fn refusal(&self, name: &CrowdedName) -> Error {
        let file = Path::new(&self.held[name.delivery as usize].file);
        let what = format!("{} rows have the name of one stay, episode, message or claim", name.rows);
        Error::new("F_ONE_STAY", Exit::Data, what)
            .at(Position { line: Some(name.line as usize), ..Position::file(file) })
            .effect("nothing was taken or published; the last good month stays")
            .hint(format!(
                "at most {MOST_OF_ONE_NAME} rows can have one name, and this is the first of them: ask the sender for the file with a name for each"
            ))
    }

    /// The partitions that have to be settled too: those in which new rows belong, so that the rows that are there already are
    /// settled with them, and those with records of persons who have a stay without an end.
    fn further(
        &self,
        store: Option<&Store>,
        loaded: &BTreeSet<Partition>,
        (keys, partitions): (&NewKeys, &BTreeSet<Partition>),
    ) -> Result<BTreeSet<Partition>> {
        let mut further = BTreeSet::new();
        let Some(store) = store else { return Ok(further) };
        for (partition, stored) in &store.manifest().partitions {
            if matches!(partition, Partition::Received(_)) || loaded.contains(partition) {
                continue;
            }
            if partitions.contains(partition) || keys.touch(store, *partition, stored)? {
                further.insert(*partition);
            }
        }
        Ok(further)
    }

    /// The partitions that have to be settled: those of the month and after it, those that new records touch, and those of
    /// deliveries of which the month lists every record.
    fn needed(&self, store: &Store, (new, spool): (&[RecordStream], &Spool)) -> Result<BTreeSet<Partition>> {
        let manifest = store.manifest();
        let (before, as_of) = (as_of_before(store), self.asked.as_of);
        // Delays were followed, and days counted, to the end of the last run's month.
        let followed_to = manifest.settled.as_ref().and_then(|settled| settled.followed_to);
        let counted = followed_to.map(|day| day.next().month());
        let changed = (before != as_of).then(|| before.into_iter().chain(as_of).map(Day::month)).into_iter().flatten();
        // Under an earlier last day, months that were published with later news were not compared.
        let not_compared = manifest.months.iter().filter(|published| before.is_some_and(|day| day < published.as_of));
        let not_compared = not_compared.map(|published| published.month).filter(|_| before != as_of);
        let since = self.asked.month.into_iter().chain(counted).chain(changed).chain(not_compared).min();
        let returns_before = CareReturns::stored(manifest.settled.as_ref()).known(before);
        let is_care_changed = returns_before != self.returns.known(as_of);
        let (as_a_whole, listed) = (
            settled_as_a_whole(self.held, &self.read, is_care_changed),
            ListedBy::of(store, self.held, self.asked.month),
        );
        let mut keys = NewKeys::default();
        for stream in new {
            stream.each(spool, &mut |record, _| {
                keys.add(record.keys());
                Ok(())
            })?;
        }
        let mut needed = BTreeSet::new();
        for (partition, stored) in &manifest.partitions {
            let is_needed = match partition {
                Partition::Received(_) => continue,
                Partition::Open => true,
                Partition::Undated(_) => before != as_of,
                Partition::Ended(month) => since.is_some_and(|since| *month >= since),
            };
            let is_listed = |delivery: usize| self.asked.month.is_some() && listed.is_recent(delivery);
            let is_meant = |delivery: usize| {
                as_a_whole.contains(&delivery) || is_listed(delivery) || self.read.contains(&delivery)
            };
            let is_meant = || stored.deliveries.iter().any(|delivery| is_meant(*delivery as usize));
            if is_needed || is_meant() || keys.touch(store, *partition, stored)? {
                needed.insert(*partition);
            }
        }
        Ok(needed)
    }

    /// The last month, by its number, of which any record tells; `settled` is that of those that are settled.
    fn last_month(&self, store: Option<&Store>, settled: i32) -> i32 {
        let partitions = store.into_iter().flat_map(|store| store.manifest().partitions.values());
        let stored = partitions.filter_map(|partition| Some(partition.months?.1));
        stored.chain([settled]).max().unwrap_or_default()
    }

    /// The records of some partitions, but for those of deliveries that were read again.
    fn stored(&self, store: Option<&Store>, loaded: &BTreeSet<Partition>, spool: &Spool) -> Result<RecordStream> {
        let mut stored = RecordStream::default();
        let Some(store) = store else { return Ok(stored) };
        let is_new = self.is_all_new(store);
        let encode = |some: &[StoredRecord]| {
            let mut encoded = EncodedRecords::default();
            for record in some.iter().filter(|record| !self.read.contains(&(record.delivery as usize))) {
                encoded.add(&ReadRecord::decode(&record.form, Place::from(record))?, self.rules.key, is_new);
            }
            Ok(encoded)
        };
        for partition in loaded {
            store.each_records(*partition, &mut |records| {
                let encoded: Vec<Result<EncodedRecords>> = records.par_chunks(AT_ONCE).map(encode).collect();
                every(encoded)?.iter().try_for_each(|encoded| stored.add(spool, encoded))
            })?;
        }
        Ok(stored)
    }

    /// Whether every record of the store counts as new: under another last day each can mean something else, and without those
    /// that it was settled with.
    fn is_all_new(&self, store: &Store) -> bool {
        let stored_deliveries = store.manifest().deliveries.len();
        let is_read_again = self.read.first().is_some_and(|first| *first < stored_deliveries);
        as_of_before(store) != self.asked.as_of || is_read_again
    }
}

/// The last day whose facts counted in the run before.
fn as_of_before(store: &Store) -> Option<Day> {
    store.manifest().settled.as_ref().and_then(|settled| settled.as_of)
}
