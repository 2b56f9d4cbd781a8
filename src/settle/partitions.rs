//! Settling of some partitions: what their records give, partition by partition, as the store keeps it.
//!
//! ```text
//! records of the partitions that news touches, and new ones ─▶ settle ─▶ rows ─▶ each to the partition of its group
//! ```
//! All records of a group are in one partition, so that the rows of other partitions stay as they are.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::domain::nhs_number::mask;
use crate::domain::{
    Alternative, Day, Finding, Link, LinkQuality, OpenQuestion, Origin, Partition, Receipt, StoredRecord, Unlinked,
};
use crate::error::{Error, Result};
use crate::intake::findings::record_audit::count_found;
use crate::settle::components::Components;
use crate::settle::finding_counts::FindingCounts;
use crate::settle::keyed_records::{KeyedRecords, KeysRef};
use crate::settle::keys::RecordKeys;
use crate::settle::{Intake, Settled, link_qualities};

/// Records that are settled together, in the order of deliveries and records.
#[derive(Debug, Default)]
pub struct RecordSet {
    records: KeyedRecords,
    is_new: Vec<bool>,
    pub(super) components: Components,
}

/// What the records of one partition gave: most rows by their places in the lists of what was settled.
#[derive(Debug, Default)]
pub struct PartitionRows {
    /// Its stays, by id.
    pub stays: Vec<u32>,
    /// Their events, by stay.
    pub events: Vec<u32>,
    /// Their reasons, by stay.
    pub reasons: Vec<u32>,
    /// Claimed lines.
    pub claims: Vec<u32>,
    /// How records were linked.
    pub links: Vec<Link>,
    /// Records that should have a stay and have none.
    pub unlinked: Vec<Unlinked>,
    /// What is open about its stays, each with the delivery of its record.
    pub questions: Vec<(u32, usize)>,
    /// What was found, each with its delivery.
    pub findings: Vec<(usize, Finding)>,
    /// Its records.
    pub records: Vec<u32>,
    /// Their keys, sorted, each once.
    pub keys: RecordKeys,
    /// What they come to.
    pub sums: PartitionSums,
}

/// What the records of a partition come to.
#[derive(Debug, Default)]
pub struct PartitionSums {
    /// What became of them, by delivery.
    pub receipts: BTreeMap<usize, Receipt>,
    /// How many facts lie on which day, by delivery.
    pub fact_days: BTreeMap<(usize, Day), u32>,
    /// The deliveries that they, or what was found about them, are from.
    pub deliveries: BTreeSet<u32>,
    /// From where to where their keys and days reach.
    pub spans: RecordKeys,
    /// How often what was found about them.
    pub found: FindingCounts,
}

impl PartitionSums {
    /// Adds what other records of the partition come to.
    pub fn add(&mut self, other: &Self) {
        for (delivery, part) in &other.receipts {
            part.add_to(self.receipts.entry(*delivery).or_default());
        }
        for (place, facts) in &other.fact_days {
            *self.fact_days.entry(*place).or_default() += facts;
        }
        self.deliveries.extend(&other.deliveries);
        self.spans.extend(other.spans.as_ref());
        self.found.extend(&other.found, |_| true);
    }
}

impl RecordSet {
    /// Adds a record. All records of a delivery come in their order, and the deliveries in theirs.
    pub fn add(&mut self, record: StoredRecord, keys: KeysRef<'_>, is_new: bool) {
        self.components.add(keys);
        self.records.push(record, keys);
        self.is_new.push(is_new);
    }

    /// Whether a stay is in a group that has a new record, be it taken or not.
    pub fn is_changed(&self, partitioned: &Partitioned, stay_id: &str) -> bool {
        let record = self.components.of_stay(stay_id);
        record.is_some_and(|record| partitioned.changed.contains(&self.components.group(record)))
    }

    /// The partition in which a stay is kept.
    pub fn partition_of(&self, partitioned: &Partitioned, stay_id: &str) -> Option<Partition> {
        self.components.of_stay(stay_id).map(|record| partitioned.of_records[record as usize])
    }

    /// The keys of the stays in groups that have a new record, and of what else these groups have keys of for ever.
    pub fn changed_keys<'s>(&'s self, partitioned: &'s Partitioned) -> impl Iterator<Item = u64> + 's {
        let is_changed = |at: u32| partitioned.changed.contains(&self.components.group(at));
        let changed = (0..self.records.len() as u32).filter(move |at| is_changed(*at));
        changed.flat_map(|at| self.records.keys(at as usize).firm.iter().copied())
    }

    /// The records of groups that have a new one, each with the number of its group and its keys.
    pub fn changed_records<'s>(
        &'s self,
        partitioned: &'s Partitioned,
    ) -> impl Iterator<Item = (u32, &'s StoredRecord, KeysRef<'s>)> {
        let records =
            self.records.iter().zip(0..).map(|((record, keys), at)| (self.components.group(at), record, keys));
        records.filter(|(group, ..)| partitioned.changed.contains(group))
    }

    /// A record by its place in the set.
    pub fn record(&self, at: u32) -> &StoredRecord {
        &self.records.records()[at as usize]
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The first record with a place, if it is in the set.
    fn find(&self, delivery: usize, record: u32) -> Option<u32> {
        let place = (delivery, record);
        let records = self.records.records();
        let at = records.partition_point(|record| record.in_list() < place);
        let is_it = records.get(at).is_some_and(|record| record.in_list() == place);
        is_it.then_some(at as u32)
    }
}

/// Partitions of settled records, each with what its records gave.
#[derive(Debug)]
pub struct Partitioned {
    /// The partitions that have any.
    pub rows: BTreeMap<Partition, PartitionRows>,
    /// The partition of each record.
    of_records: Vec<Partition>,
    /// The groups that have a new record.
    changed: HashSet<u32>,
    /// The first day that such a group gives.
    pub changed_since: Option<Day>,
}

impl Partitioned {
    /// For each stay that notices or care were linked to, the class of the least sure of all these links.
    pub fn link_qualities(&self) -> BTreeMap<&str, LinkQuality> {
        link_qualities(self.rows.values().flat_map(|rows| &rows.links))
    }

    /// The stays of each partition by their places; there always is a partition of open stays.
    pub fn of_stays(&self) -> impl Iterator<Item = (Partition, &[u32])> {
        let open = (!self.rows.contains_key(&Partition::Open)).then_some((Partition::Open, &[][..]));
        self.rows.iter().map(|(partition, rows)| (*partition, &*rows.stays)).chain(open)
    }
}

impl RecordSet {
    /// Joins stays without an end with all records of their persons up to a last month, by its number, and puts every row where
    /// its group is kept. `received` gives the run that took a delivery.
    ///
    /// # Errors
    /// A row of no record (our bug).
    pub fn partition(
        &mut self,
        settled: &Settled,
        (source_ids, last_month): (&HashMap<&str, usize>, i32),
        received: impl Fn(usize) -> u32,
    ) -> Result<Partitioned> {
        self.components.join_loose();
        let open = settled.intake.stays.iter().filter(|stay| stay.discharged_at.is_none());
        for (stay, person) in open.filter_map(|stay| Some((stay, stay.person_key.as_ref()?))) {
            self.components.join_open(&stay.stay_id, person, stay.admitted_at.day(), last_month);
        }
        let received: Vec<u32> = self.records.iter().map(|(record, _)| received(record.delivery as usize)).collect();
        let sorting = Sorting::of(self, settled, source_ids, &received)?;
        sorting.sorted()
    }
}

/// Where the rows of settled records go.
struct Sorting<'s> {
    set: &'s RecordSet,
    settled: &'s Settled,
    source_ids: &'s HashMap<&'s str, usize>,
    partitions: Vec<Partition>,
    rows: BTreeMap<Partition, PartitionRows>,
}

impl<'s> Sorting<'s> {
    fn of(
        set: &'s RecordSet,
        settled: &'s Settled,
        source_ids: &'s HashMap<&'s str, usize>,
        received: &[u32],
    ) -> Result<Self> {
        let mut sorting = Self { set, settled, source_ids, partitions: Vec::new(), rows: BTreeMap::new() };
        let mut is_open = vec![false; set.records.len()];
        let stays = &settled.intake.stays;
        for stay in stays.iter().filter(|stay| stay.discharged_at.is_none()) {
            is_open[sorting.record_of_stay(&stay.stay_id)? as usize] = true;
        }
        let known: HashSet<&str> = stays.iter().map(|stay| &*stay.stay_id).collect();
        let given = settled.intake.questions.iter().filter(|question| question.gives_row());
        let given: HashSet<&str> = given.map(|question| &*question.stay_id).collect();
        for (question, delivery) in settled.intake.questions.iter().zip(&settled.question_deliveries) {
            // Of a stay that was not taken another record can still say how it went.
            let is_known = known.contains(&*question.stay_id) || given.contains(&*question.stay_id);
            if !is_known || !question.alternatives.iter().all(is_bounded) {
                is_open[sorting.record_of(question, *delivery)? as usize] = true;
            }
        }
        sorting.partitions = set.components.partitions(&is_open, received);
        Ok(sorting)
    }

    fn sorted(mut self) -> Result<Partitioned> {
        let intake: &Intake = &self.settled.intake;
        for (stay, at) in intake.stays.iter().zip(0..) {
            self.of_stay(&stay.stay_id)?.stays.push(at);
        }
        for (record, at) in intake.events.iter().zip(0..) {
            self.of_stay(&record.stay_id)?.events.push(at);
        }
        for (reason, at) in intake.reasons.iter().zip(0..) {
            self.of_stay(&reason.stay_id)?.reasons.push(at);
        }
        for (claim, at) in intake.claims.iter().zip(0..) {
            self.of_origin(&claim.origin)?.claims.push(at);
        }
        for link in &intake.links {
            self.of_origin(&link.origin)?.links.push(link.clone());
        }
        for (unlinked, delivery) in intake.unlinked.iter().zip(&self.settled.unlinked_deliveries) {
            self.of_record(*delivery, unlinked.record)?.unlinked.push(unlinked.clone());
        }
        for ((question, delivery), at) in intake.questions.iter().zip(&self.settled.question_deliveries).zip(0..) {
            let record = self.record_of(question, *delivery)?;
            self.rows.entry(self.partitions[record as usize]).or_default().questions.push((at, *delivery));
        }
        self.counts()?;
        let set = self.set;
        for ((record, keys), at) in set.records.iter().zip(0_u32..) {
            let rows = self.rows.entry(self.partitions[at as usize]).or_default();
            rows.records.push(at);
            rows.keys.extend(keys);
            rows.sums.deliveries.insert(record.delivery);
        }
        for rows in self.rows.values_mut() {
            rows.keys.sort();
            rows.sums.spans = rows.keys.spans();
            rows.findings.sort();
            rows.findings.iter().for_each(|(delivery, finding)| rows.sums.found.add(*delivery, finding));
        }
        let (changed, changed_since) = self.changed();
        Ok(Partitioned { rows: self.rows, of_records: self.partitions, changed, changed_since })
    }

    /// What became of the records, and the days of their facts.
    fn counts(&mut self) -> Result<()> {
        for kept in &self.settled.kept {
            let sums = &mut self.of_record(kept.delivery, kept.record)?.sums;
            let receipt = sums.receipts.entry(kept.delivery).or_default();
            kept.count(receipt);
        }
        for (finding, delivery) in self.settled.intake.findings.iter().zip(&self.settled.finding_deliveries) {
            let rows = match finding.record {
                0 => self.of_stay(&finding.stay_id)?,
                record => self.of_record(*delivery, record)?,
            };
            count_found(rows.sums.receipts.entry(*delivery).or_default(), finding.severity, finding.code);
            rows.sums.deliveries.insert(*delivery as u32);
            rows.findings.push((*delivery, finding.clone()));
        }
        for fact in &self.settled.facts {
            let rows = self.of_record(fact.record.0 as usize, fact.record.1)?;
            *rows.sums.fact_days.entry((fact.delivery as usize, fact.day)).or_default() += 1;
        }
        Ok(())
    }

    /// The groups that have a new record, and the first day that one of them gives.
    fn changed(&self) -> (HashSet<u32>, Option<Day>) {
        let set = self.set;
        let new = set.is_new.iter().zip(0..).filter(|(is_new, _)| **is_new);
        let groups: HashSet<u32> = new.map(|(_, record)| set.components.group(record)).collect();
        let of_groups = (0..set.records.len() as u32).filter(|record| groups.contains(&set.components.group(*record)));
        let since = of_groups.filter_map(|record| Some(set.records.keys(record as usize).days?.0)).min();
        (groups, since)
    }

    fn record_of_stay(&self, stay_id: &str) -> Result<u32> {
        self.set.components.of_stay(stay_id).ok_or_else(|| no_record(&format!("the stay `{}`", mask(stay_id))))
    }

    fn record(&self, delivery: usize, record: u32) -> Result<u32> {
        self.set.find(delivery, record).ok_or_else(|| no_record(&format!("record {record} of delivery {delivery}")))
    }

    /// The record of a question; what a delivery as a whole leaves open is asked where the stay is.
    fn record_of(&self, question: &OpenQuestion, delivery: usize) -> Result<u32> {
        match question.record {
            0 => self.record_of_stay(&question.stay_id),
            record => self.record(delivery, record),
        }
    }

    fn of_stay(&mut self, stay_id: &str) -> Result<&mut PartitionRows> {
        let record = self.record_of_stay(stay_id)?;
        Ok(self.rows.entry(self.partitions[record as usize]).or_default())
    }

    fn of_record(&mut self, delivery: usize, record: u32) -> Result<&mut PartitionRows> {
        let record = self.record(delivery, record)?;
        Ok(self.rows.entry(self.partitions[record as usize]).or_default())
    }

    fn of_origin(&mut self, origin: &Origin) -> Result<&mut PartitionRows> {
        let delivery = self.source_ids.get(&*origin.source_id).copied();
        let delivery = delivery.ok_or_else(|| no_record(&format!("the delivery {}", origin.source_id)))?;
        self.of_record(delivery, origin.source_record)
    }
}

fn no_record(what: &str) -> Error {
    Error::bug(format!("{what} is not among the records that were settled"))
}

/// Whether a stay that has an end cannot go on longer by what a record may mean.
fn is_bounded(alternative: &Alternative) -> bool {
    match alternative {
        Alternative::Anything | Alternative::NotEnded => false,
        Alternative::Ended(at) => !at.is_empty(),
        Alternative::Row { stay, .. } => stay.discharged_at.is_some(),
        _ => true,
    }
}
