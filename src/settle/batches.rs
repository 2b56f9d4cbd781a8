//! Settling of many records batch by batch, on every core: records that have nothing to do with each other are settled
//! apart, so that only a few are in memory as they were read.

use rayon::prelude::*;

use crate::domain::{Day, Receipt};
use crate::error::{Result, every};
use crate::intake::findings::candidate::Place;
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::read_record::ReadRecord;
use crate::intake::{Delivery, Rules};
use crate::settle::client_level_data::Submissions;
use crate::settle::partitions::RecordSet;
use crate::settle::shards::in_parts;
use crate::settle::{Intake, Settled, settle};

/// How many records a batch has at least, where there are so many.
pub const BATCH_RECORDS: usize = 16_384;

/// What records are settled by.
pub struct SettlingRules<'a> {
    /// The deliveries that they are from, and all others.
    pub deliveries: &'a [Delivery<'a>],
    /// What records are read by.
    pub rules: &'a Rules<'a>,
    /// The last day whose facts count, if any.
    pub as_of: Option<Day>,
    /// The returns of social care, of all deliveries.
    pub returned: Submissions,
    /// A receipt for each delivery, of which nothing is counted.
    pub receipts: Vec<Receipt>,
}

impl RecordSet {
    /// Settles the records in batches of about so many.
    ///
    /// # Errors
    /// 65: the bytes of a record are damaged.
    pub fn settle(&self, by: &SettlingRules<'_>, batch_records: usize) -> Result<Settled> {
        let settle_batch = |batch: &Vec<u32>| -> Result<Settled> {
            let read = |at: &u32| ReadRecord::decode(&self.record(*at).form, Place::from(self.record(*at)));
            let records: Vec<ReadRecord> = batch.iter().map(read).collect::<Result<_>>()?;
            let audit = RecordAudit::from_parts(by.receipts.clone(), Vec::new());
            Ok(settle(by.deliveries, (by.rules, by.as_of), (records, by.returned.clone()), audit))
        };
        let settled: Vec<Result<Settled>> = self.batches(batch_records).par_iter().map(settle_batch).collect();
        Ok(Settled::joined(every(settled)?))
    }

    /// The records by their places, in batches of at least so many: those that are joined by keys, and all that have a
    /// person, patient or spell in common whenever it was, are in one.
    fn batches(&self, least: usize) -> Vec<Vec<u32>> {
        in_parts(self.components.with_loose(), least)
    }
}

impl Intake {
    /// Puts stays, events, reasons, claims and links in their order.
    pub fn sort_rows(&mut self) {
        self.stays.sort_unstable_by(|one, other| one.stay_id.cmp(&other.stay_id));
        self.events.sort_by(|one, other| one.stay_id.cmp(&other.stay_id));
        self.reasons.sort_by(|one, other| one.stay_id.cmp(&other.stay_id));
        self.claims.sort_by(|one, other| (&one.payee_code, &one.claim_id).cmp(&(&other.payee_code, &other.claim_id)));
        self.links.sort_by(|one, other| (&one.origin, one.what).cmp(&(&other.origin, other.what)));
    }
}

impl Settled {
    /// What batches gave, as if their records had been settled together: stays, events and reasons by stay. The receipts are
    /// those of the first batch.
    fn joined(batches: Vec<Self>) -> Self {
        let mut batches = batches.into_iter();
        let Some(mut all) = batches.next() else { return Self::default() };
        let stays = batches.as_slice().iter().map(|batch| batch.intake.stays.len()).sum();
        all.intake.stays.reserve_exact(stays);
        batches.for_each(|batch| all.append(batch));
        all.intake.sort_rows();
        let intake = &mut all.intake;
        sort_together(&mut intake.unlinked, &mut all.unlinked_deliveries, |one, other| one.place().cmp(&other.place()));
        sort_together(&mut intake.findings, &mut all.finding_deliveries, Ord::cmp);
        sort_together(&mut intake.questions, &mut all.question_deliveries, Ord::cmp);
        all
    }

    fn append(&mut self, other: Self) {
        let (all, more) = (&mut self.intake, other.intake);
        all.stays.extend(more.stays);
        all.events.extend(more.events);
        all.reasons.extend(more.reasons);
        all.care_events.extend(more.care_events);
        all.claims.extend(more.claims);
        all.links.extend(more.links);
        all.unlinked.extend(more.unlinked);
        all.findings.extend(more.findings);
        all.questions.extend(more.questions);
        self.finding_deliveries.extend(other.finding_deliveries);
        self.question_deliveries.extend(other.question_deliveries);
        self.unlinked_deliveries.extend(other.unlinked_deliveries);
        self.kept.extend(other.kept);
        self.facts.extend(other.facts);
    }
}

/// Sorts rows and their deliveries: by the rows, then by the deliveries.
fn sort_together<T>(rows: &mut Vec<T>, deliveries: &mut Vec<usize>, order: fn(&T, &T) -> std::cmp::Ordering) {
    let mut both: Vec<(T, usize)> = std::mem::take(rows).into_iter().zip(std::mem::take(deliveries)).collect();
    both.sort_by(|(one, a), (other, b)| order(one, other).then(a.cmp(b)));
    (*rows, *deliveries) = both.into_iter().unzip();
}
