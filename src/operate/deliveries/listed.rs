//! Which deliveries, findings, links and records without a stay the reports of a month list: those about stays that the
//! month has to do with, and those of deliveries that came since another month was run. So a list does not grow with the
//! years, and a delivery, and what was found in it, is listed once at least.

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
}

impl ListedRecords<'_> {
    /// Leaves what is listed in the lists of what was settled. Every partition with records of recent deliveries was.
    ///
    /// # Errors
    /// 65 if a file of the store is damaged.
    pub fn put(
        &self,
        intake: &mut Intake,
        partitioned: &Partitioned,
        (read, with_stored): (&FoundByReading, bool),
    ) -> Result<()> {
        let is_listed = |delivery: usize| self.month.is_none() || self.is_recent(delivery);
        let of_reading = || read.values().flatten().filter(|(delivery, ..)| is_listed(*delivery));
        let of_reading = || of_reading().flat_map(|(_, _, findings)| findings.iter().cloned());
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
        if with_stored {
            let stored = self.store.manifest().partitions.keys();
            let is_recent = |run: u32| u64::from(run) > self.since;
            for partition in stored.filter(|it| matches!(it, Partition::Received(run) if is_recent(*run))) {
                let found = self.store.findings_in(*partition)?.into_iter().map(|sent| sent.finding);
                intake.findings.extend(found);
            }
        }
        let of_month = || partitioned.rows.iter().filter(|(partition, _)| self.is_of_month(**partition));
        intake.links = of_month().flat_map(|(_, rows)| rows.links.iter().cloned()).collect();
        intake.unlinked = of_month().flat_map(|(_, rows)| rows.unlinked.iter().cloned()).collect();
        let others = partitioned.rows.iter().filter(|(partition, _)| !self.is_of_month(**partition));
        let others = others.flat_map(|(_, rows)| &rows.questions);
        intake.not_listed =
            others.filter(|(_, delivery)| !self.is_recent(*delivery)).map(|(at, _)| *at as usize).collect();
        let of_partitions = of_month().flat_map(|(_, rows)| rows.deliveries.iter().map(|delivery| *delivery as usize));
        let recent = (0..self.held.len()).filter(|delivery| self.is_recent(*delivery));
        intake.listed_deliveries = of_partitions.chain(recent).collect();
        intake.findings.sort();
        intake.links.sort_by(|one, other| (&one.origin, one.what).cmp(&(&other.origin, other.what)));
        intake.unlinked.sort_by(|one, other| one.place().cmp(&other.place()));
        Ok(())
    }

    /// Whether the stays of a partition can have to do with the month.
    fn is_of_month(&self, partition: Partition) -> bool {
        match partition {
            Partition::Open | Partition::Received(_) => true,
            Partition::Ended(last) => self.month.is_none_or(|month| last >= month),
            Partition::Undated(_) => false,
        }
    }

    /// Whether a delivery came since another month was run.
    pub fn is_recent(&self, delivery: usize) -> bool {
        u64::from(self.held[delivery].received) > self.since
    }
}
