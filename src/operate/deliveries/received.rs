//! A delivery that was read, its records put aside in the form in which the store keeps them: of the records as they were read
//! only those of the blocks at work are in memory.

use std::collections::{BTreeMap, HashSet};

use crate::domain::{Finding, Receipt};
use crate::error::Result;
use crate::intake::findings::candidate::Place;
use crate::intake::findings::record_audit::count_found;
use crate::intake::read::{RecordSink, read_to};
use crate::intake::read_record::{ReadFinding, ReadRecord};
use crate::intake::validate::blocks::ChunkSizes;
use crate::intake::{Delivery, Rules};
use crate::operate::deliveries::returns::CareReturns;
use crate::settle::finding_counts::FindingCounts;
use crate::settle::finding_stream::FindingStream;
use crate::settle::record_stream::{EncodedRecords, RecordStream};
use crate::settle::spool::Spool;

/// What reading found in deliveries beside their records, by the run that took them.
pub type FoundByReading = BTreeMap<u32, Vec<FoundInDelivery>>;

/// What reading found in a delivery beside its records.
#[derive(Debug)]
pub struct FoundInDelivery {
    /// The delivery, by its place in the list.
    pub delivery: usize,
    /// What reading alone decides of its records.
    pub receipt: Receipt,
    /// What was found.
    pub findings: FindingStream,
    /// How often each code was found.
    pub counts: FindingCounts,
}

/// What reading a delivery gave.
#[derive(Debug, Default)]
pub struct ReceivedDelivery {
    /// The delivery, by its place in the list.
    pub delivery: usize,
    /// Its receipt so far: what reading alone decides, without what was found in records that there is more of.
    pub receipt: Receipt,
    /// What reading found beside its records.
    pub findings: FindingStream,
    /// How often each code was found.
    pub counts: FindingCounts,
    /// Its records.
    pub records: RecordStream,
    /// The returns of social care that it is.
    pub returns: CareReturns,
}

/// Some records of a delivery, ready to be put aside, and what was found.
struct PreparedRecords {
    encoded: EncodedRecords,
    returns: CareReturns,
    /// What was found in records of which there is more: these are counted where their records are.
    counted: Receipt,
    /// What else was found.
    others: Vec<Finding>,
}

impl PreparedRecords {
    /// Makes findings about records of which there is more, records beside them. `key` is the key of the pseudonyms.
    fn of(delivery: usize, records: &[ReadRecord], findings: Vec<Finding>, key: &[u8]) -> Self {
        let (mut encoded, mut returns) = (EncodedRecords::default(), CareReturns::default());
        records.iter().for_each(|record| encoded.add(record, key, true));
        returns.add(delivery, records);
        let known: HashSet<u32> = match findings.is_empty() {
            true => HashSet::new(),
            false => records.iter().map(|record| record.place().record).collect(),
        };
        let (mut counted, mut others) = (Receipt::default(), Vec::new());
        for finding in findings {
            if finding.record == 0 || !known.contains(&finding.record) {
                others.push(finding);
                continue;
            }
            count_found(&mut counted, finding.severity, finding.code);
            let Finding { record, line, byte_offset: offset, .. } = finding;
            let place = Place { delivery, record, line, offset };
            encoded.add(&ReadRecord::Found(ReadFinding { place, finding }), key, true);
        }
        Self { encoded, returns, counted, others }
    }
}

impl ReceivedDelivery {
    /// Reads a delivery; `at` is its place in the list.
    ///
    /// # Errors
    /// The file is refused as a whole; the disk refuses.
    pub fn read(
        at: usize,
        delivery: &Delivery<'_>,
        (rules, spool): (&Rules<'_>, &Spool),
        progress: &dyn Fn(u64),
    ) -> Result<Self> {
        let (mut received, mut failed) = (Self { delivery: at, ..Self::default() }, None);
        let mut counted = Receipt::default();
        let sink = RecordSink {
            prepare: &|records, findings| PreparedRecords::of(at, &records, findings, rules.key),
            take: &mut |prepared: PreparedRecords| {
                prepared.counted.add_to(&mut counted);
                if failed.is_none() {
                    failed = received.add(prepared, spool).err();
                }
            },
        };
        let read = read_to(sink, ChunkSizes::default(), (at, delivery), rules, progress);
        received.receipt = read.map_err(|refusal| refusal.error(delivery.file))?;
        counted.take_off(&mut received.receipt);
        failed.map_or(Ok(received), Err)
    }

    fn add(&mut self, prepared: PreparedRecords, spool: &Spool) -> Result<()> {
        self.returns.take(prepared.returns);
        for finding in &prepared.others {
            self.counts.add(self.delivery, finding);
        }
        self.findings.add(spool, &prepared.others)?;
        self.records.add(spool, &prepared.encoded)
    }
}
