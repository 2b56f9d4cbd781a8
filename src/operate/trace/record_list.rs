//! The records behind stays and findings, with their places in their files.

use std::collections::BTreeSet;

use super::{Trace, TracedDays, TracedFinding, TracedRecord};
use crate::domain::{EventRecord, Finding, Origin, Receipt, Stay};
use crate::error::Result;
use crate::operate::explain::ExplainedRecord;
use crate::store::{RecordPlace, RecordPlaces, Store};

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

/// The records that findings are about, so far as one record is meant.
pub(super) fn of_findings(store: &Store, findings: &[(String, Finding)]) -> BTreeSet<(Box<str>, u32)> {
    let of_file = |file: &str| {
        let found = store.manifest().deliveries.iter().find(|delivery| delivery.file == file);
        found.and_then(|delivery| delivery.sha256.get(..16))
    };
    let meant = findings.iter().filter(|(_, finding)| finding.record > 0);
    meant.filter_map(|(_, finding)| Some((of_file(&finding.file)?.into(), finding.record))).collect()
}

/// Stays with their records, and where these stand in their files.
pub(super) struct RecordsOfStays {
    pub stays: Vec<Stay>,
    pub events: Vec<EventRecord>,
    pub receipts: Vec<Receipt>,
    pub places: RecordPlaces,
}

impl RecordsOfStays {
    /// Those of some stays; the places of other records too, where they are wanted.
    ///
    /// # Errors
    /// 65: a stored file is damaged.
    pub fn read(store: &Store, stays: &BTreeSet<&str>, mut wanted: BTreeSet<(Box<str>, u32)>) -> Result<Self> {
        let (mut found, mut events) = (store.stays()?, store.events()?);
        found.retain(|stay| stays.contains(&*stay.stay_id));
        events.retain(|record| stays.contains(&*record.stay_id));
        let origins = found.iter().map(|stay| &stay.origin).chain(events.iter().map(|record| &record.origin));
        wanted.extend(origins.map(|origin| (origin.source_id.clone(), origin.source_record)));
        Ok(Self { stays: found, events, receipts: store.receipts()?, places: store.record_places(&wanted)? })
    }

    /// Days, those one after the other of which the same holds together, with the records that they rest on.
    pub fn with_days(&self, rows: impl IntoIterator<Item = TracedDays>) -> Trace {
        let days = together(rows);
        let stays: BTreeSet<&str> = days.iter().map(|days| &*days.stay_id).collect();
        let records = self.of_stays(&stays);
        Trace { days, records, ..Trace::default() }
    }

    /// A finding at its record.
    pub fn finding(&self, finding: &Finding) -> TracedFinding {
        let place = self.place(&finding.file, finding.record);
        TracedFinding {
            file: finding.file.clone(),
            record: finding.record,
            line: finding.line,
            first_byte: place.map(|place| place.first_byte).or(Some(finding.byte_offset)),
            last_byte: place.and_then(|place| place.last_byte),
            stay_id: finding.stay_id.clone(),
            code: finding.code.to_owned(),
            counts: Some(1),
        }
    }

    /// Where a record of a delivery stands.
    pub fn place(&self, file: &str, record: u32) -> Option<&RecordPlace> {
        let receipt = self.receipts.iter().find(|receipt| receipt.file == file)?;
        self.places.get(&(receipt.sha256.get(..16)?.into(), record))
    }

    /// The records of some stays.
    pub fn of_stays(&self, wanted: &BTreeSet<&str>) -> Vec<TracedRecord> {
        let record = |stay_id: &str, gave: &'static str, origin: &Origin| {
            let receipt = self.receipts.iter().find(|receipt| receipt.sha256.starts_with(&*origin.source_id));
            let delivery =
                receipt.map_or((&*origin.source_id, &*origin.source_id), |receipt| (&*receipt.file, &*receipt.sha256));
            let record = ExplainedRecord::of(gave, origin, delivery, &self.places);
            TracedRecord { stay_id: stay_id.to_owned(), record }
        };
        let is_wanted = |stay_id: &str| wanted.contains(stay_id);
        let of_stays = self.stays.iter().filter(|stay| is_wanted(&stay.stay_id));
        let of_stays = of_stays.map(|stay| record(&stay.stay_id, "stay", &stay.origin));
        let of_events = self.events.iter().filter(|event| is_wanted(&event.stay_id));
        let of_events = of_events.map(|event| record(&event.stay_id, event.event.kind.name(), &event.origin));
        of_stays.chain(of_events).collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// Days one after the other of which the same holds, as one.
pub(super) fn together(rows: impl IntoIterator<Item = TracedDays>) -> Vec<TracedDays> {
    let mut days: Vec<TracedDays> = Vec::new();
    for row in rows {
        let is_next = |last: &&mut TracedDays| {
            last.stay_id == row.stay_id
                && last.to_on.next() == row.from_on
                && (last.status, &last.cite) == (row.status, &row.cite)
                && last.amount_minor.0 * row.days == row.amount_minor.0 * last.days
                && last.law_sha256 == row.law_sha256
        };
        match days.last_mut().filter(is_next) {
            Some(last) => {
                (last.to_on, last.days) = (row.to_on, last.days + row.days);
                last.amount_minor = last.amount_minor + row.amount_minor;
            }
            None => days.push(row),
        }
    }
    days
}
