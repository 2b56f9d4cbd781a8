//! What was settled, handed to the commit: the rows of each shard, and what was counted over all of them.

use std::collections::BTreeMap;

use crate::domain::{Day, Partition, Receipt};
use crate::error::Result;
use crate::operate::deliveries::received::{FoundByReading, FoundInDelivery};
use crate::operate::deliveries::senders::sent;
use crate::settle::Intake;
use crate::settle::finding_counts::FindingCounts;
use crate::settle::partitions::{PartitionRows, PartitionSums, RecordSet};
use crate::settle::shards::SettledShard;
use crate::settle::spool::Spool;
use crate::store::{Commit, DeliveryPart, FactDay, KeyKind, SettledBy, StoredPartition};

/// What the store is to hold of a run, beside the month and the rows of its partitions.
#[derive(Debug)]
pub struct StoreUpdate {
    /// What the records of each partition come to that was settled.
    pub sums: BTreeMap<Partition, PartitionSums>,
    /// What reading found, by the run that took the deliveries.
    pub received: FoundByReading,
    /// Where that is put aside.
    pub spool: Spool,
    /// By what the partitions were settled.
    pub by: SettledBy,
}

/// How many findings are put at once.
const AT_ONCE: usize = 65_536;

/// Puts the rows and records of a shard, each in its partition. `receipts` have the names of every delivery.
///
/// # Errors
/// The disk refuses.
pub fn put_shard(commit: &mut Commit<'_>, shard: &SettledShard, receipts: &[Receipt]) -> Result<()> {
    for (partition, rows) in &shard.partitioned.rows {
        commit.in_partition(Some(*partition));
        put_rows(commit, rows, &shard.settled.intake, receipts)?;
        put_records(commit, rows, &shard.set)?;
    }
    commit.in_partition(None);
    Ok(())
}

/// Puts what the records of each partition come to, and what reading found. `receipts` are those of every delivery, named.
///
/// # Errors
/// The disk refuses.
pub fn put_sums(
    commit: &mut Commit<'_>,
    update: &StoreUpdate,
    receipts: &[Receipt],
    fact_spans: &[Option<(Day, Day)>],
) -> Result<()> {
    commit.settled_by(update.by.clone());
    for (run, deliveries) in &update.received {
        commit.in_partition(Some(Partition::Received(*run)));
        let parts = deliveries.iter().map(|found| part(found.delivery, &found.receipt));
        commit.put_delivery_parts(&parts.collect::<Vec<_>>())?;
        put_found(commit, deliveries, (&update.spool, receipts))?;
        let mut found = FindingCounts::default();
        deliveries.iter().for_each(|of| found.extend(&of.counts, |_| true));
        commit.put_finding_counts(&found.rows(receipts))?;
        let deliveries = deliveries.iter().map(|found| found.delivery as u32).collect();
        commit.describe_partition(StoredPartition { deliveries, ..StoredPartition::default() });
    }
    // The partition of open stays has a file of each table, whatever is in it.
    commit.in_partition(Some(Partition::Open));
    put_rows(commit, &PartitionRows::default(), &Intake::default(), receipts)?;
    put_records(commit, &PartitionRows::default(), &RecordSet::default())?;
    commit.put_delay_periods(&[])?;
    commit.put_finding_counts(&[])?;
    for (partition, sums) in &update.sums {
        commit.in_partition(Some(*partition));
        put_partition_sums(commit, (*partition, sums), receipts)?;
    }
    commit.in_partition(None);
    commit.put_receipts(receipts.iter().zip(fact_spans.iter().copied()))
}

/// Puts what reading found in deliveries of one run.
fn put_found(
    commit: &mut Commit<'_>,
    deliveries: &[FoundInDelivery],
    (spool, receipts): (&Spool, &[Receipt]),
) -> Result<()> {
    let mut waiting = Vec::new();
    for found in deliveries {
        found.findings.each(spool, &mut |findings| {
            waiting.extend(findings);
            if waiting.len() < AT_ONCE {
                return Ok(());
            }
            commit.put_findings(&sent(receipts, &std::mem::take(&mut waiting)))
        })?;
    }
    commit.put_findings(&sent(receipts, &waiting))
}

fn put_rows(commit: &mut Commit<'_>, rows: &PartitionRows, intake: &Intake, receipts: &[Receipt]) -> Result<()> {
    fn meant<'r, R>(places: &'r [u32], of: &'r [R]) -> impl Iterator<Item = &'r R> + Clone {
        places.iter().map(|at| &of[*at as usize])
    }
    commit.put_stays(meant(&rows.stays, &intake.stays))?;
    commit.put_events(meant(&rows.events, &intake.events))?;
    commit.put_reasons(meant(&rows.reasons, &intake.reasons))?;
    commit.put_claims(meant(&rows.claims, &intake.claims))?;
    commit.put_questions(rows.questions.iter().map(|(at, _)| &intake.questions[*at as usize]))?;
    commit.put_links(&rows.links)?;
    commit.put_unlinked(&rows.unlinked)?;
    commit.put_findings(&sent(receipts, rows.findings.iter().map(|(_, finding)| finding)))
}

fn put_records(commit: &mut Commit<'_>, rows: &PartitionRows, set: &RecordSet) -> Result<()> {
    commit.put_records(rows.records.iter().map(|at| set.record(*at)))?;
    let keys = [
        (KeyKind::Firm, &rows.keys.firm),
        (KeyKind::Wide, &rows.keys.wide),
        (KeyKind::Loose, &rows.keys.loose),
        (KeyKind::Dated, &rows.keys.dated),
    ];
    keys.into_iter().try_for_each(|(kind, keys)| commit.put_keys(kind, keys))
}

fn put_partition_sums(
    commit: &mut Commit<'_>,
    (partition, sums): (Partition, &PartitionSums),
    receipts: &[Receipt],
) -> Result<()> {
    commit.put_finding_counts(&sums.found.rows(receipts))?;
    let parts: Vec<DeliveryPart> = sums.receipts.iter().map(|(delivery, receipt)| part(*delivery, receipt)).collect();
    commit.put_delivery_parts(&parts)?;
    let fact = |((delivery, day), facts): (&(usize, Day), &u32)| FactDay {
        delivery: *delivery as u32,
        day: *day,
        facts: *facts,
    };
    commit.put_fact_days(&sums.fact_days.iter().map(fact).collect::<Vec<_>>())?;
    let stay_ids = sums.spans.stay_ids.clone().filter(|_| !sums.spans.has_others);
    let (deliveries, months) = (sums.deliveries.iter().copied().collect(), sums.spans.months);
    let is_late = |day: &Day| matches!(partition, Partition::Ended(month) if day.month() > month);
    let late_facts = sums.fact_days.keys().map(|(_, day)| *day).filter(is_late).max();
    commit.describe_partition(StoredPartition {
        deliveries,
        stay_ids,
        months,
        late_facts,
        ..StoredPartition::default()
    });
    Ok(())
}

fn part(delivery: usize, receipt: &Receipt) -> DeliveryPart {
    DeliveryPart { delivery: delivery as u32, receipt: receipt.clone() }
}
