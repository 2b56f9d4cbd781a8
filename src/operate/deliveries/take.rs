//! What a run settles: the records of new deliveries, and those of the partitions that they or the month have to do with.
//!
//! ```text
//! new deliveries ─▶ read ─▶ keys ─▶ which partitions? ─▶ their records ─▶ settle ─▶ rows by partition ─▶ commit
//! ```
//! All other partitions stay as they are. Where the program, the key, the law or the sources are others than those that
//! the store was settled by, every delivery is read and settled anew.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::domain::{Authorities, Day, Month, Partition};
use crate::error::{Error, Exit, Result};
use crate::intake::findings::candidate::Place;
use crate::intake::findings::record_audit::check_sums;
use crate::intake::profile::Profile;
use crate::intake::read_record::ReadRecord;
use crate::intake::{Delivery, DeliveryContent, Rules};
use crate::key::Key;
use crate::operate::deliveries::affected::{NewKeys, settled_as_a_whole};
use crate::operate::deliveries::basis;
use crate::operate::deliveries::delivery_totals::{DeliveryTotals, facts_since};
use crate::operate::deliveries::listed::ListedRecords;
use crate::operate::deliveries::load::HeldDelivery;
use crate::operate::deliveries::read::{FoundByReading, read_each};
use crate::operate::deliveries::received::ReceivedDelivery;
use crate::operate::deliveries::returns::CareReturns;
use crate::operate::progress::Progress;
use crate::project::Project;
use crate::settle::batches::{BATCH_RECORDS, SettlingRules};
use crate::settle::keyed_records::KeyedRecords;
use crate::settle::partitions::{Partitioned, RecordSet};
use crate::settle::{Intake, Settled};
use crate::store::{SettledBy, Store};

/// The days before which facts are counted where it is asked whether a month came to its end.
pub const RATE_DAYS: i32 = 92;

/// What is asked.
#[derive(Clone, Copy)]
pub struct TakeRequest<'a> {
    /// The key of the pseudonyms.
    pub key: &'a Key,
    /// The last day whose facts count, if any.
    pub as_of: Option<Day>,
    /// The month of which every stay is needed, if one is run.
    pub month: Option<Month>,
    /// Why everything has to be read and settled anew, whatever the store holds.
    pub anew: Option<&'a str>,
}

/// What was settled.
#[derive(Debug)]
pub struct Taken {
    /// The rows of the partitions that were settled; receipts, facts and findings are those of every delivery.
    pub intake: Intake,
    /// What the store is to hold of it.
    pub update: StoreUpdate,
    /// How many records were read of deliveries, and not out of the store.
    pub parsed: u64,
    /// Why every delivery was read anew, where that was so and the store had any.
    pub rebuilt: Option<String>,
}

/// What the store is to hold of a run, beside the month.
#[derive(Debug)]
pub struct StoreUpdate {
    /// The records that were settled.
    pub set: RecordSet,
    /// Where they and their rows go.
    pub partitioned: Partitioned,
    /// The partitions that were settled: those of them that have nothing any more are taken out.
    pub settled: BTreeSet<Partition>,
    /// What reading found, by the run that took the deliveries.
    pub received: FoundByReading,
    /// By what the partitions were settled.
    pub by: SettledBy,
    /// Whether all partitions were made anew.
    pub is_anew: bool,
}

impl StoreUpdate {
    /// Whether a stay may be another than before.
    pub fn is_changed(&self, stay_id: &str) -> bool {
        self.is_anew || self.set.is_changed(&self.partitioned, stay_id)
    }
}

/// Reads what is new and settles what it has to do with.
///
/// # Errors
/// A file is refused as a whole; of several such files all are named. 65: the store is damaged.
pub fn take(
    project: &Project,
    store: &Store,
    held: &[HeldDelivery],
    asked: TakeRequest<'_>,
    progress: &dyn Progress,
) -> Result<Taken> {
    let zone =
        jiff::tz::TimeZone::get(project.zone()).map_err(|error| Error::new("X_ZONE", Exit::Bug, error.to_string()))?;
    let rules = Rules { zone: &zone, key: asked.key.bytes(), authorities: Authorities::england() };
    let followed_to = followed_to(store, asked.month, asked.as_of);
    let basis = basis::of(project, asked.key);
    let mut by = SettledBy { basis, as_of: asked.as_of, followed_to, returns: Vec::new() };
    let rebuilt = asked.anew.map(str::to_owned).or_else(|| basis::why_anew(store, &by.basis));
    let is_read = |at: usize| rebuilt.is_some() || held[at].is_new;
    let received = |read| ReceivedDelivery::of(read, rules.key);
    let mut read = read_each(store, held, is_read, &rules, progress, &received)?;
    let parsed = read.iter().map(|read| u64::from(read.receipt.read)).sum();
    let mut settling = Settling::new(store, held, &mut read, (&rules, asked), rebuilt.is_some())?;
    by.returns = settling.returns.to_store();
    let (received, parts) = settling.settle_read(read)?;
    let SettledParts { set, settled: Settled { mut intake, .. }, partitioned, loaded } = parts;
    settling.complete(&mut intake, &partitioned, &received, &loaded)?;
    let update = StoreUpdate { set, partitioned, settled: loaded, received, by, is_anew: rebuilt.is_some() };
    let rebuilt = rebuilt.filter(|_| held.iter().any(|held| !held.is_new));
    Ok(Taken { intake, update, parsed, rebuilt })
}

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

/// What was settled together: the new records and those of some partitions.
pub(super) struct SettledParts {
    set: RecordSet,
    /// What they gave.
    pub settled: Settled,
    /// Where each row goes.
    pub partitioned: Partitioned,
    /// These partitions.
    loaded: BTreeSet<Partition>,
}

/// Settles deliveries that were read together with what they have to do with in the store, which is left as it is.
pub(super) struct Settling<'a> {
    store: &'a Store,
    held: &'a [HeldDelivery],
    /// The profile by which the records of each delivery were read.
    profiles: Vec<Arc<Profile>>,
    rules: &'a Rules<'a>,
    asked: TakeRequest<'a>,
    /// The deliveries that were read: what the store has of them does not count.
    pub read: BTreeSet<usize>,
    /// Whether nothing that the store has of others counts.
    is_anew: bool,
    /// What was counted of each delivery.
    pub totals: DeliveryTotals,
    /// The returns of social care, of all deliveries.
    returns: CareReturns,
}

impl<'a> Settling<'a> {
    /// Nothing settled yet. `is_anew`: nothing that the store has counts.
    ///
    /// # Errors
    /// 65 if a table is damaged.
    pub fn new(
        store: &'a Store,
        held: &'a [HeldDelivery],
        read: &mut [ReceivedDelivery],
        (rules, asked): (&'a Rules<'a>, TakeRequest<'a>),
        is_anew: bool,
    ) -> Result<Self> {
        let again: BTreeSet<usize> = read.iter().map(|read| read.delivery).collect();
        let mut returns = CareReturns::stored(store.manifest().settled.as_ref().filter(|_| !is_anew));
        returns.forget(&again);
        read.iter_mut().for_each(|read| returns.take(std::mem::take(&mut read.returns)));
        let totals = if is_anew { DeliveryTotals::new(held) } else { DeliveryTotals::stored(store, held) };
        let profiles = totals.profiles(held, read.iter().map(|read| (read.delivery, &read.receipt)))?;
        Ok(Self { store, held, profiles, rules, asked, read: again, is_anew, totals, returns })
    }

    /// Settles what was read with what it has to do with; and what reading found beside its records.
    ///
    /// # Errors
    /// 65 if a table is damaged.
    pub fn settle_read(&mut self, read: Vec<ReceivedDelivery>) -> Result<(FoundByReading, SettledParts)> {
        let (mut records, mut received) = (Vec::new(), FoundByReading::new());
        for ReceivedDelivery { delivery, receipt, findings, records: of_delivery, .. } in read {
            records.push(of_delivery);
            self.totals.receipts[delivery] = receipt.clone();
            received.entry(self.held[delivery].received).or_default().push((delivery, receipt, findings));
        }
        let loaded = if self.is_anew { BTreeSet::new() } else { self.needed(&records)? };
        Ok((received, self.settle(&records, loaded)?))
    }

    /// The partitions that have to be settled: those of the month and after it, those that new records touch, and those of
    /// deliveries of which the month lists every record.
    fn needed(&self, new: &[KeyedRecords]) -> Result<BTreeSet<Partition>> {
        let manifest = self.store.manifest();
        let (before, as_of) = (self.as_of_before(), self.asked.as_of);
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
        let (as_a_whole, listed) = (settled_as_a_whole(self.held, &self.read, is_care_changed), self.listed());
        let mut keys = NewKeys::default();
        new.iter().flat_map(KeyedRecords::iter).for_each(|(_, of_record)| keys.add(of_record));
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
            if is_needed || is_meant() || keys.touch(self.store, *partition, stored)? {
                needed.insert(*partition);
            }
        }
        Ok(needed)
    }

    /// Settles the new records with those of some partitions; and again with more of them where a stay that has no end any
    /// more has to do with later records of its person.
    fn settle(&mut self, new: &[KeyedRecords], mut loaded: BTreeSet<Partition>) -> Result<SettledParts> {
        let source_ids: HashMap<&str, usize> =
            self.held.iter().enumerate().map(|(at, held)| (source_id(held), at)).collect();
        loop {
            let mut set = self.record_set(new, &loaded)?;
            let settled = self.settled(&set)?;
            let partitioned = set.partition(&settled, &source_ids, |delivery| self.held[delivery].received)?;
            let mut keys = NewKeys::default();
            let last = self.last_month(&set);
            for stay in settled.intake.stays.iter().filter(|stay| stay.discharged_at.is_none()) {
                let person = stay.person_key.as_ref().filter(|_| set.is_changed(&partitioned, &stay.stay_id));
                person
                    .into_iter()
                    .for_each(|person| keys.add_person(person, (stay.admitted_at.day().month().number(), last)));
            }
            let mut further = BTreeSet::new();
            for (partition, stored) in &self.store.manifest().partitions {
                if self.is_anew || matches!(partition, Partition::Received(_)) || loaded.contains(partition) {
                    continue;
                }
                // Where new rows belong, the rows that are there already are settled with them.
                if partitioned.rows.contains_key(partition) || keys.touch(self.store, *partition, stored)? {
                    further.insert(*partition);
                }
            }
            if further.is_empty() {
                return Ok(SettledParts { set, settled, partitioned, loaded });
            }
            loaded.extend(further);
        }
    }

    /// The last day whose facts counted in the run before.
    fn as_of_before(&self) -> Option<Day> {
        self.store.manifest().settled.as_ref().and_then(|settled| settled.as_of)
    }

    /// The last month, by its number, of which any record tells.
    fn last_month(&self, set: &RecordSet) -> i32 {
        let stored = self.store.manifest().partitions.values().filter_map(|partition| Some(partition.months?.1));
        stored.chain([set.last_month()]).max().unwrap_or_default()
    }

    /// The records of some partitions and the new ones, in the order of deliveries and records.
    fn record_set(&self, new: &[KeyedRecords], loaded: &BTreeSet<Partition>) -> Result<RecordSet> {
        let mut stored = KeyedRecords::default();
        for partition in loaded {
            for record in self.store.records(*partition)? {
                if !self.read.contains(&(record.delivery as usize)) {
                    stored.add(&ReadRecord::decode(&record.form, Place::from(&record))?, self.rules.key);
                }
            }
        }
        let stored_deliveries = self.store.manifest().deliveries.len();
        let is_read_again = !self.is_anew && self.read.first().is_some_and(|first| *first < stored_deliveries);
        // Under another last day every record can mean something else, and without those that it was settled with.
        let is_all_new = self.as_of_before() != self.asked.as_of || is_read_again;
        let lists: Vec<(&KeyedRecords, bool)> =
            new.iter().map(|of_delivery| (of_delivery, true)).chain([(&stored, is_all_new)]).collect();
        let places = |list: usize| (0..lists[list].0.len() as u32).map(move |at| (list as u32, at));
        let record = |(list, at): (u32, u32)| &lists[list as usize].0.records()[at as usize];
        let mut order: Vec<(u32, u32)> = (0..lists.len()).flat_map(places).collect();
        order.sort_by(|one, other| record(*one).cmp(record(*other)));
        let mut set = RecordSet::default();
        for place in order {
            let (records, is_new) = lists[place.0 as usize];
            set.add(record(place).clone(), records.keys(place.1 as usize), is_new);
        }
        Ok(set)
    }

    fn settled(&self, set: &RecordSet) -> Result<Settled> {
        let deliveries: Vec<Delivery<'_>> =
            self.held.iter().zip(&self.profiles).map(|(held, profile)| known(held, profile)).collect();
        let as_of = self.asked.as_of;
        let (deliveries, returned, receipts) = (&deliveries, self.returns.known(as_of), self.totals.blank());
        set.settle(&SettlingRules { deliveries, rules: self.rules, as_of, returned, receipts }, BATCH_RECORDS)
    }

    /// Gives what was settled the counts, facts and findings of every delivery, and what is listed of all records.
    fn complete(
        &mut self,
        intake: &mut Intake,
        partitioned: &Partitioned,
        received: &FoundByReading,
        loaded: &BTreeSet<Partition>,
    ) -> Result<()> {
        for partition in loaded {
            self.totals.take_off(self.store, *partition)?;
        }
        self.totals.add(self.store, partitioned, loaded)?;
        check_sums(&self.totals.receipts)?;
        intake.receipts = std::mem::take(&mut self.totals.receipts);
        intake.fact_spans = std::mem::take(&mut self.totals.fact_spans);
        let store = Some(self.store).filter(|_| !self.is_anew);
        if let Some(month) = self.asked.month {
            let since = month.first() + -(RATE_DAYS - 1);
            intake.fact_days = facts_since(since, (store, self.held.len()), partitioned, loaded)?;
        }
        self.listed().put(intake, partitioned, (received, !self.is_anew))
    }

    /// Which records the reports of the month list.
    fn listed(&self) -> ListedRecords<'_> {
        let month = self.asked.month;
        let others = self.store.manifest().months.iter().filter(|published| Some(published.month) != month);
        let since = others.map(|published| published.news_to).max().unwrap_or_default();
        ListedRecords { store: self.store, held: self.held, month, since }
    }
}

fn source_id(held: &HeldDelivery) -> &str {
    held.sha256.get(..16).unwrap_or(&held.sha256)
}
