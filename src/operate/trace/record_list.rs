//! The records behind stays and findings, with their places in their files.

use std::collections::BTreeSet;

use super::TracedRecord;
use crate::domain::{EventRecord, Finding, Origin, Receipt, Stay};
use crate::error::Result;
use crate::operate::explain::ExplainedRecord;
use crate::store::{RecordPlaces, Store};

/// Everything that is kept of findings, with its sender.
pub(super) fn findings(store: &Store) -> Result<Vec<(String, Finding)>> {
    let mut found = Vec::new();
    for partition in store.manifest().partitions.keys() {
        store.each_findings(*partition, &mut |some| {
            found.extend(some.iter().map(|sent| (sent.sender.to_string(), sent.finding.clone())));
            Ok(())
        })?;
    }
    Ok(found)
}

/// The records of which places are wanted.
pub(super) fn wanted(
    store: &Store,
    (stays, events): (&[Stay], &[EventRecord]),
    findings: &[(String, Finding)],
) -> BTreeSet<(Box<str>, u32)> {
    let origins = stays.iter().map(|stay| &stay.origin).chain(events.iter().map(|record| &record.origin));
    let of_rows = origins.map(|origin| (origin.source_id.clone(), origin.source_record));
    let of_file = |file: &str| {
        let found = store.manifest().deliveries.iter().find(|delivery| delivery.file == file);
        found.and_then(|delivery| delivery.sha256.get(..16))
    };
    let of_findings = findings.iter().filter(|(_, finding)| finding.record > 0);
    let of_findings = of_findings.filter_map(|(_, finding)| Some((of_file(&finding.file)?.into(), finding.record)));
    of_rows.chain(of_findings).collect()
}

/// The records of some stays.
pub(super) fn of_stays(
    wanted: &BTreeSet<&str>,
    (stays, events): (&[Stay], &[EventRecord]),
    (receipts, places): (&[Receipt], &RecordPlaces),
) -> Vec<TracedRecord> {
    let record = |stay_id: &str, gave: &'static str, origin: &Origin| {
        let receipt = receipts.iter().find(|receipt| receipt.sha256.starts_with(&*origin.source_id));
        let delivery =
            receipt.map_or((&*origin.source_id, &*origin.source_id), |receipt| (&*receipt.file, &*receipt.sha256));
        TracedRecord { stay_id: stay_id.to_owned(), record: ExplainedRecord::of(gave, origin, delivery, places) }
    };
    let is_wanted = |stay_id: &str| wanted.contains(stay_id);
    let of_stays = stays.iter().filter(|stay| is_wanted(&stay.stay_id));
    let of_stays = of_stays.map(|stay| record(&stay.stay_id, "stay", &stay.origin));
    let of_events = events.iter().filter(|event| is_wanted(&event.stay_id));
    let of_events = of_events.map(|event| record(&event.stay_id, event.event.kind.name(), &event.origin));
    of_stays.chain(of_events).collect::<BTreeSet<_>>().into_iter().collect()
}
