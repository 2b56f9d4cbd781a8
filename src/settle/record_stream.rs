//! Records on their way to be settled, each with its keys: in streams, because there may be millions.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::domain::{Day, StoredRecord};
use crate::error::Result;
use crate::intake::read_record::ReadRecord;
use crate::settle::keyed_records::KeysRef;
use crate::settle::keys::RecordKeys;
use crate::settle::partitions::RecordSet;
use crate::settle::spool::{Spool, Stream, encoded, entries};

/// Records of one delivery, or of some partitions.
#[derive(Debug, Default)]
pub struct RecordStream {
    entries: Stream,
    /// How many there are.
    pub records: usize,
    /// The last month, by its number, in which one of them looks for others of its person.
    pub last_month: Option<i32>,
}

/// Records as entries of a stream.
#[derive(Debug, Default)]
pub struct EncodedRecords {
    bytes: Vec<u8>,
    records: usize,
    last_month: Option<i32>,
}

/// One record and its keys, as [`RecordKeys`] has them.
#[derive(Debug, Serialize, Deserialize)]
pub struct StreamedRecord<'a> {
    delivery: u32,
    record: u32,
    line: u32,
    offset: u64,
    /// Whether there is news of it.
    is_new: bool,
    #[serde(borrow)]
    form: &'a [u8],
    firm: Vec<u64>,
    wide: Vec<u64>,
    loose: Vec<u64>,
    dated: Vec<u64>,
    #[serde(borrow)]
    stay_ids: Option<(&'a str, &'a str)>,
    has_others: bool,
    months: Option<(i32, i32)>,
    /// By the numbers of the days.
    days: Option<(i32, i32)>,
}

impl StreamedRecord<'_> {
    /// Its delivery and number.
    pub fn place(&self) -> (u32, u32) {
        (self.delivery, self.record)
    }

    /// Its delivery and line, where there is news of it.
    pub fn place_of_news(&self) -> Option<(u32, u32)> {
        self.is_new.then_some((self.delivery, self.line))
    }

    /// Its keys.
    pub fn keys(&self) -> KeysRef<'_> {
        KeysRef {
            firm: &self.firm,
            wide: &self.wide,
            loose: &self.loose,
            dated: &self.dated,
            stay_ids: self.stay_ids,
            has_others: self.has_others,
            months: self.months,
            days: self.days.map(|(first, last)| (Day::from_number(first), Day::from_number(last))),
        }
    }
}

impl EncodedRecords {
    /// Adds a record as it was read; `key` is the key of the pseudonyms.
    pub fn add(&mut self, record: &ReadRecord, key: &[u8], is_new: bool) {
        let (StoredRecord { delivery, record: number, line, offset, form }, mut keys) =
            (record.stored(), RecordKeys::default());
        keys.add(record, key);
        let RecordKeys { firm, stay_ids, has_others, wide, loose, dated, months, days } = keys;
        let entry = StreamedRecord {
            delivery,
            record: number,
            line,
            offset,
            is_new,
            form: &form,
            firm,
            wide,
            loose,
            dated,
            stay_ids: stay_ids.as_ref().map(|(first, last)| (&**first, &**last)),
            has_others,
            months,
            days: days.map(|(first, last)| (first.number(), last.number())),
        };
        self.bytes.extend(encoded(&entry));
        self.records += 1;
        self.last_month = self.last_month.max(months.map(|(_, last)| last));
    }
}

impl RecordStream {
    /// Adds records.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn add(&mut self, spool: &Spool, encoded: &EncodedRecords) -> Result<()> {
        self.records += encoded.records;
        self.last_month = self.last_month.max(encoded.last_month);
        self.entries.add(spool, &encoded.bytes)
    }

    /// Gives each record, with the bytes of its entry.
    ///
    /// # Errors
    /// The disk refuses, or `take` does.
    pub fn each(&self, spool: &Spool, take: &mut dyn FnMut(&StreamedRecord<'_>, &[u8]) -> Result<()>) -> Result<()> {
        for part in self.entries.parts(spool) {
            let part = part?;
            entries(&part).try_for_each(|entry| {
                let (record, bytes) = entry?;
                take(&record, bytes)
            })?;
        }
        Ok(())
    }

    /// Adds a record of another stream by the bytes of its entry.
    pub(super) fn add_entry(&mut self, spool: &Spool, entry: &[u8]) -> Result<()> {
        self.records += 1;
        self.entries.add(spool, entry)
    }
}

/// The records of streams, in the order of deliveries and records.
pub(super) fn record_set(spool: &Spool, streams: &[&RecordStream]) -> Result<RecordSet> {
    let parts: Vec<Cow<'_, [u8]>> =
        streams.iter().flat_map(|stream| stream.entries.parts(spool)).collect::<Result<_>>()?;
    let records = parts.iter().flat_map(|part| entries::<StreamedRecord<'_>>(part));
    let mut records: Vec<StreamedRecord<'_>> = records.map(|entry| Ok(entry?.0)).collect::<Result<_>>()?;
    records.sort_by(|one, other| (one.place(), one.form).cmp(&(other.place(), other.form)));
    let mut set = RecordSet::default();
    for streamed in &records {
        let StreamedRecord { delivery, record, line, offset, form, is_new, .. } = *streamed;
        set.add(StoredRecord { delivery, record, form: form.into(), line, offset }, streamed.keys(), is_new);
    }
    Ok(set)
}
