//! What was settled, handed to the commit: the tables of each partition, and what was counted over all of them.

use crate::domain::{Day, Partition, Receipt};
use crate::error::Result;
use crate::operate::deliveries::senders::sent;
use crate::operate::deliveries::take::StoreUpdate;
use crate::settle::Intake;
use crate::settle::partitions::{PartitionRows, RecordSet};
use crate::store::{Commit, DeliveryPart, FactDay, KeyKind, StoredPartition};

/// Puts the partitions that were settled in place of those before. `receipts` are those of every delivery, named.
///
/// # Errors
/// The disk refuses.
pub fn put(commit: &mut Commit<'_>, update: &StoreUpdate, intake: &Intake, receipts: &[Receipt]) -> Result<()> {
    if update.is_anew {
        commit.drop_partitions();
    }
    for partition in &update.settled {
        commit.drop_partition(*partition);
    }
    commit.settled_by(update.by.clone());
    for (run, deliveries) in &update.received {
        commit.in_partition(Some(Partition::Received(*run)));
        let parts = deliveries.iter().map(|(delivery, receipt, _)| part(*delivery, receipt));
        commit.put_delivery_parts(&parts.collect::<Vec<_>>())?;
        commit.put_findings(&sent(receipts, deliveries.iter().flat_map(|(_, _, found)| found)))?;
        let deliveries = deliveries.iter().map(|(delivery, ..)| *delivery as u32).collect();
        commit.describe_partition(StoredPartition { deliveries, ..StoredPartition::default() });
    }
    let nothing = PartitionRows::default();
    let open = std::iter::once((Partition::Open, &nothing));
    let rows = update.partitioned.rows.iter().map(|(partition, rows)| (*partition, rows));
    let is_open = update.partitioned.rows.contains_key(&Partition::Open);
    for (partition, rows) in rows.chain(open.filter(|_| !is_open)) {
        commit.in_partition(Some(partition));
        put_rows(commit, rows, intake, receipts)?;
        put_records(commit, partition, rows, &update.set)?;
    }
    commit.in_partition(None);
    commit.put_receipts(receipts.iter().zip(intake.fact_spans.iter().copied()))
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

fn put_records(commit: &mut Commit<'_>, partition: Partition, rows: &PartitionRows, set: &RecordSet) -> Result<()> {
    commit.put_records(rows.records.iter().map(|at| set.record(*at)))?;
    let keys = [
        (KeyKind::Firm, &rows.keys.firm),
        (KeyKind::Wide, &rows.keys.wide),
        (KeyKind::Loose, &rows.keys.loose),
        (KeyKind::Dated, &rows.keys.dated),
    ];
    keys.into_iter().try_for_each(|(kind, keys)| commit.put_keys(kind, keys))?;
    let parts: Vec<DeliveryPart> = rows.receipts.iter().map(|(delivery, receipt)| part(*delivery, receipt)).collect();
    commit.put_delivery_parts(&parts)?;
    let fact = |((delivery, day), facts): (&(usize, _), &u32)| FactDay {
        delivery: *delivery as u32,
        day: *day,
        facts: *facts,
    };
    commit.put_fact_days(&rows.fact_days.iter().map(fact).collect::<Vec<_>>())?;
    let stay_ids = rows.keys.stay_ids.clone().filter(|_| !rows.keys.has_others);
    let (deliveries, months) = (rows.deliveries.iter().copied().collect(), rows.keys.months);
    let is_late = |day: &Day| matches!(partition, Partition::Ended(month) if day.month() > month);
    let late_facts = rows.fact_days.keys().map(|(_, day)| *day).filter(is_late).max();
    let about = StoredPartition { deliveries, stay_ids, months, late_facts, ..StoredPartition::default() };
    commit.describe_partition(about);
    Ok(())
}

fn part(delivery: usize, receipt: &Receipt) -> DeliveryPart {
    DeliveryPart { delivery: delivery as u32, receipt: receipt.clone() }
}
