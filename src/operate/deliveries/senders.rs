//! Who sent each delivery, and whether it brought far fewer or far more records than those before it.

use std::collections::{BTreeMap, HashMap};

use crate::domain::{Finding, Receipt, SentFinding, Severity, Volume};
use crate::operate::deliveries::load::HeldDelivery;
use crate::operate::deliveries::sources::Senders;
use crate::project::Project;
use crate::settle::Intake;
use crate::settle::delivery_order::extract_date;
use crate::store::Manifest;

/// With fewer deliveries before it, a delivery is not compared.
const FEWEST: usize = 3;
/// Below so many records no share is compared.
const SHARED: u64 = 20;
/// A share that falls by more than so many of a hundred is an alarm.
const FALL: u64 = 20;
/// So many deliveries before it make the median.
const MOST: usize = 12;

/// Names the sender of each delivery of which the store does not know it: the source of the project that it was said to be of,
/// or that means its file.
pub fn name(project: &Project, held: &[HeldDelivery], receipts: &mut [Receipt]) {
    let deliveries: HashMap<&str, &HeldDelivery> = held.iter().map(|held| (held.sha256.as_str(), held)).collect();
    let senders = Senders::of(project);
    for receipt in receipts.iter_mut().filter(|receipt| receipt.sender.is_empty()) {
        if let Some(held) = deliveries.get(receipt.sha256.as_str()) {
            receipt.sender = senders.name(&receipt.file, &held.profile.name, held.source.as_deref());
        }
    }
}

/// What was found, with the sender of each file.
pub fn sent<'f>(receipts: &[Receipt], findings: impl IntoIterator<Item = &'f Finding>) -> Vec<SentFinding> {
    let mut findings = findings.into_iter().peekable();
    if findings.peek().is_none() {
        return Vec::new();
    }
    let senders: HashMap<&str, &str> =
        receipts.iter().map(|receipt| (receipt.file.as_str(), receipt.sender.as_str())).collect();
    let mut numbers: HashMap<(&str, u32), u32> = HashMap::new();
    let sent = findings.map(|finding| {
        let number = numbers.entry((&finding.file, finding.record)).or_default();
        *number += 1;
        let sender = senders.get(finding.file.as_str()).copied().unwrap_or_default().to_owned();
        SentFinding { sender, number: *number, finding: finding.clone() }
    });
    sent.collect()
}

/// Says where a delivery is far smaller or larger than those before it.
pub fn check_volumes(held: &[HeldDelivery], taken: &mut Intake) -> Vec<Volume> {
    let received = held.iter().map(|delivery| (delivery.sha256.as_str(), delivery.received)).collect();
    let volumes = volumes(&received, &taken.receipts);
    taken.findings.extend(warn(&volumes, &mut taken.receipts));
    volumes
}

/// Compares each delivery with those of its sender that came in the runs before. `received` says which run took the bytes
/// with a SHA-256.
pub fn volumes(received: &HashMap<&str, u32>, receipts: &[Receipt]) -> Vec<Volume> {
    let mut by_sender: BTreeMap<&str, Vec<(u32, &Receipt)>> = BTreeMap::new();
    for receipt in receipts {
        if let Some(run) = received.get(receipt.sha256.as_str()) {
            by_sender.entry(&receipt.sender).or_default().push((*run, receipt));
        }
    }
    let mut volumes = Vec::new();
    for (sender, mut deliveries) in by_sender {
        deliveries.sort_by_cached_key(|(run, receipt)| (*run, extract_date(&receipt.file), &*receipt.file));
        let latest = deliveries.last().map(|(run, _)| *run);
        for (run, receipt) in &deliveries {
            // What came in one run came together: none of it was there before the others.
            let earlier = deliveries.partition_point(|(other, _)| other < run);
            let before = &deliveries[earlier.saturating_sub(MOST)..earlier];
            let median = doubled_median(before.iter().map(|(_, receipt)| u64::from(receipt.read)).collect());
            let median = median.filter(|_| before.len() >= FEWEST);
            let records = u64::from(receipt.read);
            // Below half of the median, or above twice of it; an alarm is about news only.
            let is_odd = median.is_some_and(|doubled| 4 * records < doubled || records > doubled);
            let is_latest = Some(*run) == latest;
            let share_fell = before.last().and_then(|(_, before)| fell(before, receipt)).filter(|_| is_latest);
            volumes.push(Volume {
                sender: sender.to_owned(),
                file: receipt.file.clone(),
                sha256: receipt.sha256.clone(),
                records,
                before: before.len(),
                doubled_median: median,
                is_alarm: is_odd && is_latest,
                share_fell,
                acknowledged: None,
            });
        }
    }
    volumes
}

/// Puts the user's note to each that was acknowledged.
pub fn note_acknowledged(volumes: &mut [Volume], manifest: &Manifest) {
    for volume in volumes.iter_mut().filter(|volume| volume.is_odd()) {
        let seen = manifest.acknowledged_deliveries.iter().find(|seen| seen.sha256 == volume.sha256);
        volume.acknowledged = seen.map(|seen| seen.note.clone());
    }
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

/// A finding for each alarm; the receipt of its delivery counts it.
pub fn warn(volumes: &[Volume], receipts: &mut [Receipt]) -> Vec<Finding> {
    let mut findings = Vec::new();
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
            alarm("W_VOLUME", volume, message, hint, (&mut *receipts, &mut findings));
        }
        if let Some((before, now)) = volume.share_fell {
            let message = format!(
                "{now}% of its records can be read; of the delivery of `{}` before it, {before}%",
                volume.sender
            );
            let hint = "ask the sender what has changed: the rejected records say where";
            alarm("W_SHARE", volume, message, hint, (&mut *receipts, &mut findings));
        }
    }
    findings
}

fn alarm(
    code: &'static str,
    volume: &Volume,
    message: String,
    hint: &str,
    (receipts, findings): (&mut [Receipt], &mut Vec<Finding>),
) {
    if let Some(receipt) = receipts.iter_mut().find(|receipt| receipt.sha256 == volume.sha256) {
        receipt.warnings += 1;
    }
    findings.push(Finding {
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
