//! A delivery that was read, its records in the form in which the store keeps them: of the records as they were read only
//! those of the deliveries at work are in memory.

use std::collections::HashSet;

use crate::domain::{Finding, Receipt};
use crate::intake::findings::candidate::Place;
use crate::intake::findings::record_audit::count_found;
use crate::intake::read_record::{ReadDelivery, ReadFinding, ReadRecord};
use crate::operate::deliveries::returns::CareReturns;
use crate::settle::keyed_records::KeyedRecords;

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
    pub records: KeyedRecords,
    /// The returns of social care that it is.
    pub returns: CareReturns,
}

impl ReceivedDelivery {
    /// Takes over what was read; `key` is the key of the pseudonyms.
    pub fn of(read: ReadDelivery, key: &[u8]) -> Self {
        let mut returns = CareReturns::default();
        returns.add(&read);
        let ReadDelivery { delivery, mut receipt, findings, records: mut as_read } = read;
        let findings = with_their_records((delivery, findings), &mut receipt, &mut as_read);
        let mut records = KeyedRecords::default();
        as_read.into_iter().for_each(|record| records.add(&record, key));
        Self { delivery, receipt, findings, records, returns }
    }
}

/// Makes findings about records of which there is more, records beside them: they are kept, and counted, where these are.
/// Gives back the others.
fn with_their_records(
    (delivery, findings): (usize, Vec<Finding>),
    receipt: &mut Receipt,
    records: &mut Vec<ReadRecord>,
) -> Vec<Finding> {
    let known: HashSet<u32> = records.iter().map(|record| record.place().record).collect();
    let (of_records, others): (Vec<_>, Vec<_>) =
        findings.into_iter().partition(|finding| finding.record > 0 && known.contains(&finding.record));
    let mut counted = Receipt::default();
    for finding in of_records {
        count_found(&mut counted, finding.severity, finding.code);
        let place = Place { delivery, record: finding.record, line: finding.line, offset: finding.byte_offset };
        records.push(ReadRecord::Found(ReadFinding { place, finding }));
    }
    counted.take_off(receipt);
    others
}
