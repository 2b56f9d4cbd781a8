//! Who sent each delivery, and whether it brought far fewer or far more records than those before it.

use crate::domain::{DeliveryCount, Finding, FindingCount, Receipt, Severity, Volume};
use crate::operate::deliveries::load::HeldDelivery;
use crate::operate::deliveries::sources::Senders;
use crate::project::Project;
use crate::settle::Intake;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How bad, how often, and in which records.
type OfCode = (Severity, i64, BTreeSet<u32>);

/// With fewer deliveries before it, a delivery is not compared.
const FEWEST: usize = 3;
/// Below so many records no share is compared.
const SHARED: u64 = 20;
/// A share that falls by more than so many of a hundred is an alarm.
const FALL: u64 = 20;
/// So many deliveries before it make the median.
const MOST: usize = 12;

/// Names the sender of every delivery: the source of the project that means its file.
pub fn name(project: &Project, held: &[HeldDelivery], taken: &mut Intake) {
    let profiles: HashMap<&str, &str> =
        held.iter().map(|delivery| (delivery.sha256.as_str(), delivery.profile.name.as_str())).collect();
    let senders = Senders::of(project);
    for receipt in &mut taken.receipts {
        let profile = profiles.get(receipt.sha256.as_str()).copied().unwrap_or_default();
        receipt.sender = senders.name(&receipt.file, profile);
    }
}

/// Every delivery with what became of its records, and what was found in each under which code.
pub fn counted(taken: &Intake) -> (Vec<DeliveryCount>, Vec<FindingCount>) {
    let delivery = |receipt: &Receipt| DeliveryCount {
        sender: receipt.sender.clone(),
        file: receipt.file.clone(),
        source_id: receipt.sha256.chars().take(16).collect(),
        records_of: receipt.table.to_owned(),
        records: receipt.read.into(),
        accepted: receipt.accepted.into(),
        passed_over: receipt.passed_over.into(),
        rejected: receipt.rejected.into(),
        duplicates: receipt.duplicates.into(),
    };
    let senders: HashMap<&str, &str> =
        taken.receipts.iter().map(|receipt| (receipt.file.as_str(), receipt.sender.as_str())).collect();
    let mut by_code: BTreeMap<(&str, &str, &str), OfCode> = BTreeMap::new();
    for finding in &taken.findings {
        let sender = senders.get(finding.file.as_str()).copied().unwrap_or_default();
        let key = (sender, finding.file.as_str(), finding.code);
        let (severity, findings, records) = by_code.entry(key).or_insert((finding.severity, 0, BTreeSet::new()));
        // One code has one severity; should it ever have two, the worse is reported.
        *severity = (*severity).min(finding.severity);
        *findings += 1;
        if finding.record > 0 {
            records.insert(finding.record);
        }
    }
    let count = |((sender, file, code), (severity, findings, records)): (_, OfCode)| {
        let (sender, file, code): (&str, &str, &str) = (sender, file, code);
        FindingCount {
            sender: sender.to_owned(),
            file: file.to_owned(),
            code: code.to_owned(),
            severity: severity.word().to_owned(),
            findings,
            records: records.len() as i64,
        }
    };
    (taken.receipts.iter().map(delivery).collect(), by_code.into_iter().map(count).collect())
}

/// Compares each delivery with those of its sender that came in the runs before. `receipts` begin with those of `held`.
pub fn volumes(held: &[HeldDelivery], receipts: &[Receipt]) -> Vec<Volume> {
    let mut by_sender: BTreeMap<&str, Vec<(&HeldDelivery, &Receipt)>> = BTreeMap::new();
    for (delivery, receipt) in held.iter().zip(receipts) {
        by_sender.entry(&receipt.sender).or_default().push((delivery, receipt));
    }
    let mut volumes = Vec::new();
    for (sender, mut deliveries) in by_sender {
        let extracted = |delivery: &HeldDelivery| crate::settle::delivery_order::extract_date(&delivery.file);
        deliveries.sort_by_key(|(delivery, _)| (delivery.received, extracted(delivery), &delivery.file));
        let latest = deliveries.last().map(|(delivery, _)| delivery.received);
        for (delivery, receipt) in &deliveries {
            // What came in one run came together: none of it was there before the others.
            let earlier = deliveries.partition_point(|(other, _)| other.received < delivery.received);
            let before = &deliveries[earlier.saturating_sub(MOST)..earlier];
            let median = doubled_median(before.iter().map(|(_, receipt)| u64::from(receipt.read)).collect());
            let median = median.filter(|_| before.len() >= FEWEST);
            let records = u64::from(receipt.read);
            // Below half of the median, or above twice of it; an alarm is about news only.
            let is_odd = median.is_some_and(|doubled| 4 * records < doubled || records > doubled);
            let is_latest = Some(delivery.received) == latest;
            let share_fell = before.last().and_then(|(_, before)| fell(before, receipt)).filter(|_| is_latest);
            volumes.push(Volume {
                sender: sender.to_owned(),
                file: delivery.file.clone(),
                sha256: delivery.sha256.clone(),
                records,
                before: before.len(),
                doubled_median: median,
                is_alarm: is_odd && is_latest,
                share_fell,
            });
        }
    }
    volumes
}

/// How many of a hundred records were readable, before and now, where that is far less now.
fn fell(before: &Receipt, now: &Receipt) -> Option<(u64, u64)> {
    let share = |receipt: &Receipt| {
        let (read, faulty) = (u64::from(receipt.read), u64::from(receipt.faulty()));
        (read >= SHARED).then(|| (read - faulty) * 100 / read)
    };
    let (before, now) = (share(before)?, share(now)?);
    (now + FALL < before).then_some((before, now))
}

/// Twice the median, which is a whole number even where the median lies between two; nothing of nothing.
fn doubled_median(mut counts: Vec<u64>) -> Option<u64> {
    counts.sort_unstable();
    let middle = counts.len() / 2;
    let upper = *counts.get(middle)?;
    Some(if counts.len().is_multiple_of(2) { counts[middle - 1] + upper } else { 2 * upper })
}

/// Adds a finding for each alarm.
pub fn warn(volumes: &[Volume], taken: &mut Intake) {
    for volume in volumes {
        if volume.is_alarm {
            let message = format!(
                "{} records; the median of the {} deliveries of `{}` before it is {}",
                volume.records,
                volume.before,
                volume.sender,
                volume.median().unwrap_or_default()
            );
            let hint = "below half or above twice of the median: ask the sender whether the extract is whole";
            alarm("W_VOLUME", volume, message, hint, taken);
        }
        if let Some((before, now)) = volume.share_fell {
            let message = format!(
                "{now}% of its records can be read; of the delivery of `{}` before it, {before}%",
                volume.sender
            );
            let hint = "ask the sender what has changed: the rejected records say where";
            alarm("W_SHARE", volume, message, hint, taken);
        }
    }
    taken.findings.sort();
}

fn alarm(code: &'static str, volume: &Volume, message: String, hint: &str, taken: &mut Intake) {
    if let Some(receipt) = taken.receipts.iter_mut().find(|receipt| receipt.sha256 == volume.sha256) {
        receipt.warnings += 1;
    }
    taken.findings.push(Finding {
        file: volume.file.clone(),
        record: 0,
        line: 1,
        byte_offset: 0,
        column: String::new(),
        severity: Severity::Warning,
        code,
        value: String::new(),
        message,
        hint: hint.to_owned(),
        stay_id: String::new(),
    });
}
