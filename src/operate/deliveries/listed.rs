//! Which findings, links and records without a stay the reports of a month list: those about stays that the month has to do
//! with, and those of deliveries that came since another month was run. So a list does not grow with the years, and what was
//! found in a delivery is listed once at least.

use std::collections::{BTreeSet, HashSet};

use crate::domain::{Month, Partition};
use crate::error::Result;
use crate::operate::deliveries::load::HeldDelivery;
use crate::operate::deliveries::read::FoundByReading;
use crate::settle::Intake;
use crate::settle::partitions::Partitioned;
use crate::store::Store;

/// What decides it.
pub(super) struct ListedRecords<'a> {
    /// The store as it was.
    pub store: &'a Store,
    /// Every delivery.
    pub held: &'a [HeldDelivery],
    /// The month that is run; nothing: everything that was settled is listed.
    pub month: Option<Month>,
    /// The last commit in which another month was run.
    pub since: u64,
    /// Beside what was settled now the store has other partitions than these; nothing: it has none.
    pub not_loaded: Option<&'a BTreeSet<Partition>>,
}

impl ListedRecords<'_> {
    /// Leaves what is listed in the lists of what was settled.
    ///
    /// # Errors
    /// 65 if a file of the store is damaged.
    pub fn put(&self, intake: &mut Intake, partitioned: &Partitioned, read: &FoundByReading) -> Result<()> {
        let of_reading = || read.values().flatten().flat_map(|(_, _, findings)| findings.iter().cloned());
        if self.month.is_none() {
            intake.findings.extend(of_reading());
            intake.findings.sort();
            return Ok(());
        }
        let found = partitioned.rows.iter().flat_map(|(partition, rows)| {
            let is_listed = |delivery: usize| self.is_of_month(*partition) || self.is_recent(delivery);
            let found = rows.findings.iter().filter(move |(delivery, _)| is_listed(*delivery));
            found.map(|(_, finding)| finding.clone())
        });
        intake.findings = of_reading().chain(found).collect();
        let of_month = || partitioned.rows.iter().filter(|(partition, _)| self.is_of_month(**partition));
        intake.links = of_month().flat_map(|(_, rows)| rows.links.iter().cloned()).collect();
        intake.unlinked = of_month().flat_map(|(_, rows)| rows.unlinked.iter().cloned()).collect();
        self.add_stored(intake)?;
        intake.findings.sort();
        intake.links.sort_by(|one, other| (&one.origin, one.what).cmp(&(&other.origin, other.what)));
        intake.unlinked.sort_by(|one, other| (&one.file, one.record).cmp(&(&other.file, other.record)));
        Ok(())
    }

    /// Adds findings of partitions that were not settled now.
    fn add_stored(&self, intake: &mut Intake) -> Result<()> {
        let Some(loaded) = self.not_loaded else { return Ok(()) };
        let recent = self.held.iter().enumerate().filter(|(at, _)| self.is_recent(*at));
        let recent: HashSet<&str> = recent.map(|(_, held)| held.file.as_str()).collect();
        for (partition, stored) in self.store.manifest().partitions.iter().filter(|(one, _)| !loaded.contains(one)) {
            let is_of_reading = matches!(partition, Partition::Received(_));
            if is_of_reading || stored.deliveries.iter().any(|delivery| self.is_recent(*delivery as usize)) {
                let found = self.store.findings_in(*partition)?.into_iter().map(|sent| sent.finding);
                intake.findings.extend(found.filter(|finding| is_of_reading || recent.contains(&*finding.file)));
            }
        }
        Ok(())
    }

    /// Whether the stays of a partition can have to do with the month.
    fn is_of_month(&self, partition: Partition) -> bool {
        match partition {
            Partition::Open | Partition::Received(_) => true,
            Partition::Ended(last) => self.month.is_none_or(|month| last >= month),
        }
    }

    /// Whether a delivery came since another month was run.
    fn is_recent(&self, delivery: usize) -> bool {
        u64::from(self.held[delivery].received) > self.since
    }
}
