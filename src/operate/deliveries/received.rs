//! A delivery that was read, its records put aside in the form in which the store keeps them: of the records as they were read
//! only those of the blocks at work are in memory.

use crate::domain::{Finding, Receipt};
use crate::error::{Error, Result};
use crate::intake::findings::candidate::Place;
use crate::intake::findings::record_audit::count_found;
use crate::intake::read::{RecordSink, read_to};
use crate::intake::read_record::{ReadDelivery, ReadFinding, ReadRecord};
use crate::intake::validate::blocks::ChunkSizes;
use crate::intake::{Delivery, Rules};
use crate::operate::deliveries::returns::CareReturns;
use crate::settle::record_stream::{EncodedRecords, RecordStream};
use crate::settle::spool::Spool;

/// What reading a delivery gave.
#[derive(Debug, Default)]
pub struct ReceivedDelivery {
    /// The delivery, by its place in the list.
    pub delivery: usize,
    /// Its receipt so far: what reading alone decides, without what was found in records that there is more of.
    pub receipt: Receipt,
    /// What reading found beside its records.
    pub findings: Vec<Finding>,
    /// Its records.
    pub records: RecordStream,
    /// The returns of social care that it is.
    pub returns: CareReturns,
}

/// Some records of a delivery, ready to be put aside.
struct PreparedRecords {
    encoded: EncodedRecords,
    /// Their numbers in the delivery.
    numbers: Vec<u32>,
    returns: CareReturns,
}

impl PreparedRecords {
    /// `key` is the key of the pseudonyms.
    fn of(delivery: usize, records: &[ReadRecord], key: &[u8]) -> Self {
        let (mut encoded, mut returns) = (EncodedRecords::default(), CareReturns::default());
        records.iter().for_each(|record| encoded.add(record, key, true));
        returns.add(delivery, records);
        Self { encoded, numbers: records.iter().map(|record| record.place().record).collect(), returns }
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
        let (mut received, mut numbers, mut failed) = (Self { delivery: at, ..Self::default() }, Vec::new(), None);
        let sink = RecordSink {
            prepare: &|records| PreparedRecords::of(at, &records, rules.key),
            take: &mut |prepared| failed = failed.take().or(received.add(prepared, &mut numbers, spool).err()),
        };
        let read = read_to(sink, ChunkSizes::default(), (at, delivery), rules, progress);
        let (receipt, findings) = read.map_err(|refusal| refusal.error(delivery.file))?;
        failed.map_or(Ok(()), Err::<(), Error>)?;
        received.finish((receipt, findings), numbers, (rules, spool))
    }

    /// Takes over what was read already.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn of(read: ReadDelivery, (rules, spool): (&Rules<'_>, &Spool)) -> Result<Self> {
        let ReadDelivery { delivery, receipt, findings, records } = read;
        let (mut received, mut numbers) = (Self { delivery, ..Self::default() }, Vec::new());
        received.add(PreparedRecords::of(delivery, &records, rules.key), &mut numbers, spool)?;
        received.finish((receipt, findings), numbers, (rules, spool))
    }

    fn add(&mut self, prepared: PreparedRecords, numbers: &mut Vec<u32>, spool: &Spool) -> Result<()> {
        self.returns.take(prepared.returns);
        numbers.extend(prepared.numbers);
        self.records.add(spool, &prepared.encoded)
    }

    /// Makes findings about records of which there is more, records beside them: they are kept, and counted, where these are.
    fn finish(
        mut self,
        (mut receipt, findings): (Receipt, Vec<Finding>),
        mut numbers: Vec<u32>,
        (rules, spool): (&Rules<'_>, &Spool),
    ) -> Result<Self> {
        numbers.sort_unstable();
        let is_of_record = |finding: &Finding| finding.record > 0 && numbers.binary_search(&finding.record).is_ok();
        let (of_records, others): (Vec<Finding>, Vec<Finding>) = findings.into_iter().partition(is_of_record);
        let (mut counted, mut encoded) = (Receipt::default(), EncodedRecords::default());
        for finding in of_records {
            count_found(&mut counted, finding.severity, finding.code);
            let Finding { record, line, byte_offset: offset, .. } = finding;
            let place = Place { delivery: self.delivery, record, line, offset };
            encoded.add(&ReadRecord::Found(ReadFinding { place, finding }), rules.key, true);
        }
        counted.take_off(&mut receipt);
        self.records.add(spool, &encoded)?;
        Ok(Self { receipt, findings: others, ..self })
    }
}
