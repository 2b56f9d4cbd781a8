//! What an explanation rests on: the records of the stay with their places in their files, and the sum as days at a rate.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{ExplainBasis, ExplainedDay};
use crate::domain::{EventRecord, Language, Minor, Origin, Stay};
use crate::liability::CaseOfStays;
use crate::store::RecordPlaces;
use crate::words::Argument;

/// A record that a stay rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ExplainedRecord {
    /// The file, as the user knows it.
    pub file: String,
    /// The number of the record in it, from 1.
    pub record: u32,
    /// What it gave: `stay`, or the kind of an event.
    pub gave: &'static str,
    /// Its first physical line, from 1; nothing where an older program stored it.
    pub line: Option<u32>,
    /// Its first byte in the file, from 0; nothing where an older program stored it.
    pub byte_offset: Option<u64>,
    /// Its last byte, its end of line included; nothing for the last record of a workbook or an archive.
    pub last_byte: Option<u64>,
    /// The SHA-256 of the file.
    pub sha256: String,
}

impl ExplainedRecord {
    /// A record by what it gave. The delivery is its name and its hash.
    pub fn of(gave: &'static str, origin: &Origin, (file, sha256): (&str, &str), places: &RecordPlaces) -> Self {
        let place = places.get(&(origin.source_id.clone(), origin.source_record));
        Self {
            file: file.to_owned(),
            record: origin.source_record,
            gave,
            line: place.map(|place| place.line),
            byte_offset: place.map(|place| place.first_byte),
            last_byte: place.and_then(|place| place.last_byte),
            sha256: sha256.to_owned(),
        }
    }

    /// The record in words: file, number, line and bytes.
    pub fn words(&self, language: Language) -> String {
        let id = match (self.byte_offset, self.last_byte) {
            (Some(_), Some(_)) => "explain-record-at",
            (Some(_), None) => "explain-record-from",
            (None, _) => "explain-record",
        };
        let places = [
            ("record", Some(self.record.into())),
            ("line", self.line.map(i64::from)),
            ("first", self.byte_offset.map(|byte| byte as i64)),
            ("last", self.last_byte.map(|byte| byte as i64)),
        ];
        let places = places.into_iter().filter_map(|(name, place)| Some((name, Argument::Plain(place?))));
        let of = [("gave", language.kind(self.gave).into()), ("file", (&self.file).into())];
        language.say(id, &of.into_iter().chain(places).collect::<Vec<_>>())
    }
}

/// Days that are charged at one rate, and what they come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DaysAtRate {
    /// How many days.
    pub days: i64,
    /// What each of them costs, in minor units.
    pub rate_minor: i64,
    /// Their product.
    pub amount_minor: i64,
}

/// The records that an explanation of a stay may name: those of its person's stays and of their events.
pub fn records_of(stay_id: &str, stays: &[Stay], events: &[EventRecord]) -> BTreeSet<(Box<str>, u32)> {
    let person = stays.iter().find(|stay| &*stay.stay_id == stay_id).and_then(|stay| stay.person_key.as_ref());
    let is_meant = |stay: &&Stay| {
        &*stay.stay_id == stay_id || person.is_some_and(|person| stay.person_key.as_ref() == Some(person))
    };
    let meant: Vec<&Stay> = stays.iter().filter(is_meant).collect();
    let names: BTreeSet<&str> = meant.iter().map(|stay| &*stay.stay_id).collect();
    let facts = events.iter().filter(|record| names.contains(&*record.stay_id)).map(|record| &record.origin);
    let origins = meant.iter().map(|stay| &stay.origin).chain(facts);
    origins.map(|origin| (origin.source_id.clone(), origin.source_record)).collect()
}

/// The records of a case, by file and number.
pub(super) fn records(case: &CaseOfStays<'_>, known: &ExplainBasis<'_>) -> Vec<ExplainedRecord> {
    let record =
        |gave, origin: &Origin| ExplainedRecord::of(gave, origin, known.delivery(&origin.source_id), known.places);
    let is_of_case = |record: &&EventRecord| case.stays.iter().any(|stay| stay.stay_id == record.stay_id);
    let stays = case.stays.iter().map(|stay| record("stay", &stay.origin));
    let facts = known.events.iter().filter(is_of_case);
    let facts = facts.map(|fact| record(fact.event.kind.name(), &fact.origin));
    stays.chain(facts).collect::<BTreeSet<_>>().into_iter().collect()
}

/// The days that are charged, by their rate.
pub(super) fn sums(days: &[ExplainedDay]) -> Vec<DaysAtRate> {
    let mut by_rate: BTreeMap<i64, i64> = BTreeMap::new();
    for day in days.iter().filter(|day| day.amount_minor != 0) {
        *by_rate.entry(day.amount_minor).or_default() += 1;
    }
    let sum = |(rate, days): (i64, i64)| DaysAtRate { days, rate_minor: rate, amount_minor: (Minor(rate) * days).0 };
    by_rate.into_iter().map(sum).collect()
}
