//! What became of the records of each delivery, over all partitions: the sums of before, less what is settled anew, and that again.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::{Partition, Receipt};
use crate::error::Result;
use crate::intake::open::open_delivery::profile_for;
use crate::intake::profile::{Profile, RecordKind};
use crate::intake::read_record::ReadDelivery;
use crate::operate::deliveries::load::HeldDelivery;
use crate::settle::FactDays;
use crate::settle::partitions::Partitioned;
use crate::store::{FactDay, Store};

/// What was counted over all partitions, by delivery.
pub(super) struct DeliveryTotals {
    /// The receipt of each delivery.
    pub receipts: Vec<Receipt>,
    /// The days of the facts of each.
    pub fact_days: Vec<FactDays>,
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
        Self { receipts: held.iter().map(receipt).collect(), fact_days: vec![FactDays::new(); held.len()] }
    }

    /// As the store has them.
    ///
    /// # Errors
    /// 65 if a table is damaged.
    pub fn stored(store: &Store, held: &[HeldDelivery]) -> Result<Self> {
        let mut totals = Self::new(held);
        let mut receipts: HashMap<String, Receipt> =
            store.receipts()?.into_iter().map(|receipt| (receipt.sha256.clone(), receipt)).collect();
        for total in &mut totals.receipts {
            if let Some(stored) = receipts.remove(&total.sha256) {
                *total = Receipt { file: std::mem::take(&mut total.file), ..stored };
            }
        }
        for FactDay { delivery, day, facts } in store.all_fact_days()? {
            totals.fact_days[delivery as usize].insert(day, facts);
        }
        Ok(totals)
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
    pub fn profiles(&self, held: &[HeldDelivery], read: &[ReadDelivery]) -> Result<Vec<Arc<Profile>>> {
        let mut tables: Vec<&str> = self.receipts.iter().map(|receipt| receipt.table.as_str()).collect();
        read.iter().for_each(|read| tables[read.delivery] = &read.receipt.table);
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
        for FactDay { delivery, day, facts } in store.fact_days(partition)? {
            let days = &mut self.fact_days[delivery as usize];
            let left = days.get(&day).copied().unwrap_or_default().saturating_sub(facts);
            if left == 0 { _ = days.remove(&day) } else { _ = days.insert(day, left) }
        }
        Ok(())
    }

    /// Adds what the records of partitions came to.
    pub fn add(&mut self, partitioned: &Partitioned) {
        for rows in partitioned.rows.values() {
            for (delivery, part) in &rows.receipts {
                part.add_to(&mut self.receipts[*delivery]);
            }
            for ((delivery, day), facts) in &rows.fact_days {
                *self.fact_days[*delivery].entry(*day).or_default() += facts;
            }
        }
    }
}
