//! How good the data are: the records of each sender, and what was found in them.

use super::super::{Cell, Trace, TracedDelivery, TracedFinding};
use super::TrendFigures;
use crate::domain::{Finding, Month, Partition, Receipt};
use crate::error::Result;
use crate::operate::trend::TrendDeliveries;
use crate::report::data_quality::outcome;
use crate::store::Store;

/// What was found in records that can have to do with a month or later ones, and about deliveries, each with its sender.
///
/// # Errors
/// 65: a stored file is damaged.
pub(super) fn findings(store: &Store, since: Month, deliveries: &TrendDeliveries) -> Result<Vec<(String, Finding)>> {
    let is_over = |partition: &Partition| matches!(partition, Partition::Ended(last) if *last < since);
    let mut found = Vec::new();
    for partition in store.manifest().partitions.keys().filter(|partition| !is_over(partition)) {
        store.each_findings(*partition, &mut |some| {
            found.extend(some.iter().map(|sent| (sent.sender.to_string(), sent.finding.clone())));
            Ok(())
        })?;
    }
    found.extend(deliveries.alarms.iter().map(|finding| {
        let receipt = deliveries.receipts.iter().find(|receipt| receipt.file == finding.file);
        (receipt.map(|receipt| receipt.sender.to_string()).unwrap_or_default(), finding.clone())
    }));
    Ok(found)
}

impl TrendFigures {
    /// Records of a sender, or findings of a code.
    pub(super) fn of_quality(&self, cell: &Cell<'_>) -> Option<Trace> {
        if cell.table == "senders" {
            let counts = |receipt: &Receipt| match cell.column {
                "deliveries" => Some(1),
                "read" => Some(receipt.read),
                "accepted" => Some(receipt.accepted),
                "passed_over" => Some(receipt.passed_over),
                "rejected" => Some(receipt.rejected),
                "duplicates" => Some(receipt.duplicates),
                "warnings" => Some(receipt.warnings),
                _ => None,
            };
            let own = self.deliveries.receipts.iter().filter(|receipt| receipt.sender.as_str() == cell.text("sender"));
            let deliveries: Option<Vec<TracedDelivery>> = own
                .map(|receipt| {
                    let (file, sha256) = (receipt.file.clone(), receipt.sha256.clone());
                    Some(TracedDelivery { file, sha256, counts: i64::from(counts(receipt)?) })
                })
                .collect();
            let deliveries = deliveries?;
            let comes_to = Some(deliveries.iter().map(|one| one.counts).sum());
            let how = cell.language.word("trace-sender").to_owned();
            return Some(Trace { how, comes_to, deliveries, ..Trace::default() });
        }
        let is_meant = |(sender, finding): &&(String, Finding)| {
            sender == cell.text("sender")
                && finding.code == cell.text("code")
                && cell.text("fate") == outcome(cell.language, finding.severity)
        };
        let found: Vec<TracedFinding> =
            self.findings.iter().filter(is_meant).map(|(_, finding)| self.records.finding(finding)).collect();
        let how = cell.language.word("trace-findings").to_owned();
        Some(Trace { how, comes_to: Some(found.len() as i64), found, ..Trace::default() })
    }
}
