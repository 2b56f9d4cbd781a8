//! What became of the records of each delivery, over all partitions: the sums of before, less what is settled anew, and that again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::domain::{Day, Partition, Receipt};
use crate::error::Result;
use crate::intake::open::open_delivery::profile_for;
use crate::intake::profile::{Profile, RecordKind};
use crate::operate::deliveries::load::HeldDelivery;
use crate::settle::FactDays;
use crate::settle::keys::widen;
use crate::settle::partitions::PartitionSums;
use crate::store::{FactDay, Store};

/// The first and last day of something; nothing of nothing.
type DaySpan = Option<(Day, Day)>;

/// What was counted over all partitions, by delivery.
pub(super) struct DeliveryTotals {
    /// The receipt of each delivery.
    pub receipts: Vec<Receipt>,
    /// The first and last day on which a fact of each lies.
    pub fact_spans: Vec<DaySpan>,
    /// The same of the partitions that are settled anew, before that.
    taken_off: Vec<DaySpan>,
}

impl DeliveryTotals {
    /// Nothing counted yet.
    pub fn new(held: &[HeldDelivery]) -> Self {
        let receipt = |held: &HeldDelivery| Receipt {
            file: held.file.clone(),
            sha256: held.sha256.clone(),
            table: held.profile.record.name().to_owned(),
            ..Receipt::default()
        };
        let nothing = vec![None; held.len()];
        Self { receipts: held.iter().map(receipt).collect(), fact_spans: nothing.clone(), taken_off: nothing }
    }

    /// As the store has them. Its deliveries are the first of the list.
    pub fn stored(store: &Store, held: &[HeldDelivery]) -> Self {
        let mut totals = Self::new(held);
        for (stored, at) in store.manifest().deliveries.iter().zip(0..) {
            if let Some(receipt) = stored.receipt() {
                let file = std::mem::take(&mut totals.receipts[at].file);
                totals.receipts[at] = Receipt { file, ..receipt };
                totals.fact_spans[at] = stored.outcome.as_ref().and_then(|outcome| outcome.fact_days);
            }
        }
        totals
    }

    /// Receipts in which nothing is counted yet, with what settling must know of the deliveries.
    pub fn blank(&self) -> Vec<Receipt> {
        let blank = |Receipt { file, sha256, table, day_columns, .. }: &Receipt| Receipt {
            file: file.clone(),
            sha256: sha256.clone(),
            table: table.clone(),
            day_columns: day_columns.clone(),
            ..Receipt::default()
        };
        self.receipts.iter().map(blank).collect()
    }

    /// The profile by which the records of each delivery were read.
    ///
    /// # Errors
    /// 70: a built-in profile is broken.
    pub fn profiles<'r>(
        &'r self,
        held: &[HeldDelivery],
        read: impl IntoIterator<Item = (usize, &'r Receipt)>,
    ) -> Result<Vec<Arc<Profile>>> {
        let mut tables: Vec<&str> = self.receipts.iter().map(|receipt| receipt.table.as_str()).collect();
        read.into_iter().for_each(|(delivery, receipt)| tables[delivery] = &receipt.table);
        let kind = |table: &str| RecordKind::ALL.iter().find(|(_, name)| *name == table).map(|(kind, _)| *kind);
        let profile = |(held, table): (&HeldDelivery, &str)| {
            profile_for(&held.profile, kind(table).unwrap_or(held.profile.record))
        };
        held.iter().zip(tables).map(profile).collect()
    }

    /// Takes off what the records of a partition came to before.
    ///
    /// # Errors
    /// 65 if a file is damaged.
    pub fn take_off(&mut self, store: &Store, partition: Partition) -> Result<()> {
        for part in store.delivery_parts(partition)? {
            part.receipt.take_off(&mut self.receipts[part.delivery as usize]);
        }
        for FactDay { delivery, day, .. } in store.fact_days(partition)? {
            widen(&mut self.taken_off[delivery as usize], (day, day));
        }
        Ok(())
    }

    /// Adds what the records of the partitions came to that were settled anew. `loaded` are those of them that the store
    /// has: where the first or last day of a delivery was in one of them and is not any more, the others are asked.
    ///
    /// # Errors
    /// 65 if a file is damaged.
    pub fn add(
        &mut self,
        store: &Store,
        settled: &BTreeMap<Partition, PartitionSums>,
        loaded: &BTreeSet<Partition>,
    ) -> Result<()> {
        let mut added: Vec<DaySpan> = vec![None; self.receipts.len()];
        for sums in settled.values() {
            for (delivery, part) in &sums.receipts {
                part.add_to(&mut self.receipts[*delivery]);
            }
            sums.fact_days.keys().for_each(|(delivery, day)| widen(&mut added[*delivery], (*day, *day)));
        }
        let mut lost = BTreeSet::new();
        for (at, span) in self.fact_spans.iter_mut().enumerate() {
            let is_lost = span.zip(self.taken_off[at]).is_some_and(|(all, off)| {
                let is_first = off.0 <= all.0 && added[at].is_none_or(|added| added.0 > all.0);
                let is_last = off.1 >= all.1 && added[at].is_none_or(|added| added.1 < all.1);
                is_first || is_last
            });
            if is_lost {
                lost.insert(at as u32);
                *span = None;
            }
            added[at].into_iter().for_each(|days| widen(span, days));
        }
        self.ask_others(store, &lost, loaded)
    }

    /// Makes the spans of deliveries as wide as their facts in the partitions that were not loaded.
    fn ask_others(&mut self, store: &Store, deliveries: &BTreeSet<u32>, loaded: &BTreeSet<Partition>) -> Result<()> {
        for (partition, stored) in &store.manifest().partitions {
            let is_asked = stored.deliveries.iter().any(|delivery| deliveries.contains(delivery));
            if loaded.contains(partition) || !is_asked {
                continue;
            }
            for FactDay { delivery, day, .. } in store.fact_days(*partition)? {
                if deliveries.contains(&delivery) {
                    widen(&mut self.fact_spans[delivery as usize], (day, day));
                }
            }
        }
        Ok(())
    }
}

/// How many facts of each delivery lie on each day from a day on: of the partitions that were settled, and of those of
/// the store that were not.
///
/// # Errors
/// 65 if a file is damaged.
pub(super) fn facts_since(
    since: Day,
    (store, deliveries): (Option<&Store>, usize),
    settled: &BTreeMap<Partition, PartitionSums>,
    loaded: &BTreeSet<Partition>,
) -> Result<Vec<FactDays>> {
    let mut days = vec![FactDays::new(); deliveries];
    let mut add = |delivery: usize, day: Day, facts: u32| {
        if day >= since {
            *days[delivery].entry(day).or_default() += facts;
        }
    };
    for sums in settled.values() {
        sums.fact_days.iter().for_each(|((delivery, day), facts)| add(*delivery, *day, *facts));
    }
    let Some(store) = store else { return Ok(days) };
    for (partition, stored) in &store.manifest().partitions {
        let is_late = matches!(partition, Partition::Ended(month) if *month >= since.month())
            || stored.late_facts.is_some_and(|day| day >= since);
        if is_late && !loaded.contains(partition) {
            store.fact_days(*partition)?.into_iter().for_each(|fact| add(fact.delivery as usize, fact.day, fact.facts));
        }
    }
    Ok(days)
}
