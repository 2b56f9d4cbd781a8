//! The records of all deliveries, gathered by kind.

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use crate::domain::{Claim, EventRecord, Reason};
use crate::error::Error;
use crate::files::refusal::Refusal;
use crate::intake::findings::record_audit::{Asked, PlacedFinding, RecordAudit};
use crate::intake::profile::{DateStyle, RecordKind};
use crate::intake::read::{self, DeliveryRecords, TypedMessage, TypedMessages, TypedRecords};
use crate::intake::read_record::ReadRecord;
use crate::intake::records::client_level_data::CareRow;
use crate::intake::records::fhir::Version;
use crate::intake::records::hes_spells::EpisodeRow;
use crate::intake::records::hl7::Adt;
use crate::intake::records::scci2075::Notice;
use crate::intake::records::scotland_return::SubmissionRow;
use crate::intake::records::stay::StayRow;
use crate::intake::validate::rows::{ReadRows, RefusedRow};
use crate::intake::{Delivery, Rules};
use crate::settle::client_level_data::Submissions;
use crate::settle::delivery_order::DeliveryRank;

/// What the deliveries of a project say, each read once.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Stays.
    pub stays: ReadRows<StayRow>,
    /// Episodes.
    pub episodes: ReadRows<EpisodeRow>,
    /// Months of Scotland's return.
    pub submissions: ReadRows<SubmissionRow>,
    /// Events of social care.
    pub care: ReadRows<CareRow>,
    /// The returns of social care that deliveries are, also of those whose rows are not among these.
    pub returned: Submissions,
    /// Facts of stays.
    pub events: ReadRows<EventRecord>,
    /// Reasons for delay.
    pub reasons: ReadRows<Reason>,
    /// Claimed lines.
    pub claims: ReadRows<Claim>,
    /// ADT messages.
    pub adt: TypedMessages<Adt>,
    /// FHIR resources.
    pub encounters: TypedMessages<Version>,
    /// Notices.
    pub notices: TypedMessages<Notice>,
}

impl Gathered {
    /// Gathers records that were read before, whose places say their deliveries; what reading found in them, and what it left
    /// open.
    /// They may come in any order.
    pub fn of(
        records: impl IntoIterator<Item = ReadRecord>,
        ranks: &[DeliveryRank<'_>],
    ) -> (Self, Vec<PlacedFinding>, Vec<Asked>) {
        let (mut gathered, mut findings, mut asked) = (Self::default(), Vec::new(), Vec::new());
        let (mut adt, mut encounters, mut notices) = (Vec::new(), Vec::new(), Vec::new());
        for record in records {
            match record {
                ReadRecord::Stay(candidate) => gathered.stays.candidates.push(candidate),
                ReadRecord::Episode(candidate) => gathered.episodes.candidates.push(candidate),
                ReadRecord::Submission(candidate) => gathered.submissions.candidates.push(candidate),
                ReadRecord::Care(candidate) => gathered.care.candidates.push(candidate),
                ReadRecord::Event(candidate) => gathered.events.candidates.push(candidate),
                ReadRecord::Reason(candidate) => gathered.reasons.candidates.push(candidate),
                ReadRecord::Claim(candidate) => gathered.claims.candidates.push(candidate),
                ReadRecord::Adt(message) => adt.push(message),
                ReadRecord::Encounter(message) => encounters.push(message),
                ReadRecord::Notice(message) => notices.push(message),
                ReadRecord::Refused(kind, refused) => gathered.refused(kind, refused),
                ReadRecord::Question(question) => asked.push(question),
                ReadRecord::Found(found) => findings.push(found.placed()),
            }
        }
        gathered.sort_rows();
        gathered.adt = in_order(adt, ranks);
        gathered.encounters = in_order(encounters, ranks);
        gathered.notices = in_order(notices, ranks);
        asked.sort_by_key(|asked| asked.place.in_list());
        (gathered, findings, asked)
    }

    /// Notes a row that was refused. Messages are refused where they stand.
    fn refused(&mut self, kind: RecordKind, refused: RefusedRow) {
        match kind {
            RecordKind::Stay => self.stays.refused.push(refused),
            RecordKind::Episode => self.episodes.refused.push(refused),
            RecordKind::Submission => self.submissions.refused.push(refused),
            RecordKind::CareEvent => self.care.refused.push(refused),
            RecordKind::Event => self.events.refused.push(refused),
            RecordKind::Reason => self.reasons.refused.push(refused),
            RecordKind::Claim => self.claims.refused.push(refused),
            RecordKind::Adt | RecordKind::Encounter | RecordKind::Notice => {}
        }
    }

    fn sort_rows(&mut self) {
        self.stays.sort();
        self.episodes.sort();
        self.submissions.sort();
        self.care.sort();
        self.events.sort();
        self.reasons.sort();
        self.claims.sort();
    }
}

/// Messages in an order that does not depend on how the deliveries were listed.
fn in_order<M>(mut messages: Vec<TypedMessage<M>>, ranks: &[DeliveryRank<'_>]) -> TypedMessages<M> {
    messages.sort_by_cached_key(|message| (ranks[message.place.delivery].order(), message.place.in_list()));
    messages.into_iter().collect()
}

/// Reads each delivery once, on every core. Deliveries whose bytes another has are counted as its repeats.
/// `progress` hears how many bytes are done.
///
/// # Errors
/// The deliveries that are refused as a whole, by their place in the list, and why.
pub fn gather(
    deliveries: &[Delivery<'_>],
    ranks: &[DeliveryRank<'_>],
    rules: &Rules<'_>,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<(Gathered, RecordAudit), Vec<(usize, Error)>> {
    let firsts = firsts(deliveries, ranks);
    let done = AtomicU64::new(0);
    let read = |(at, delivery): (usize, &Delivery<'_>)| {
        let of_delivery = Cell::new(0);
        let further = |bytes: u64| {
            let more = bytes.saturating_sub(of_delivery.replace(bytes));
            progress(done.fetch_add(more, Ordering::Relaxed) + more);
        };
        let read = (firsts[at] == at).then(|| read::read(delivery, rules, &further));
        further(delivery.size as u64);
        read
    };
    let read: Vec<Option<Result<DeliveryRecords, Refusal>>> = deliveries.par_iter().enumerate().map(read).collect();
    let refusal = |at: usize| read[firsts[at]].as_ref().and_then(|read| read.as_ref().err());
    let refused: Vec<(usize, Error)> = deliveries
        .iter()
        .enumerate()
        .filter_map(|(at, delivery)| Some((at, refusal(at)?.clone().error(delivery.file))))
        .collect();
    if !refused.is_empty() {
        return Err(refused);
    }
    let mut audit = RecordAudit::new(deliveries);
    let mut records: Vec<Option<TypedRecords>> = Vec::with_capacity(read.len());
    for (at, read) in read.into_iter().enumerate() {
        let read = read.and_then(Result::ok);
        records.push(read.map(|read| {
            audit.adopt(at, read.audit);
            read.records
        }));
    }
    (0..deliveries.len()).filter(|at| firsts[*at] != *at).for_each(|at| audit.repeat(at, firsts[at]));
    Ok((by_kind(records, ranks), audit))
}

/// Rows in the order of the list; messages in an order that does not depend on how the deliveries were listed.
fn by_kind(mut records: Vec<Option<TypedRecords>>, ranks: &[DeliveryRank<'_>]) -> Gathered {
    let mut gathered = Gathered::default();
    let is_message = |records: &TypedRecords| {
        matches!(records, TypedRecords::Adt(_) | TypedRecords::Encounters(_) | TypedRecords::Notices(_))
    };
    let mut order: Vec<usize> = (0..records.len()).collect();
    order.sort_by_key(|at| match &records[*at] {
        Some(of_messages) if is_message(of_messages) => Some(ranks[*at].order()),
        _ => None,
    });
    for at in order {
        match records[at].take() {
            Some(TypedRecords::Stays(rows)) => gathered.stays.add(rows.of_delivery(at)),
            Some(TypedRecords::Episodes(rows)) => gathered.episodes.add(rows.of_delivery(at)),
            Some(TypedRecords::Submissions(rows)) => gathered.submissions.add(rows.of_delivery(at)),
            Some(TypedRecords::Care(rows)) => gathered.care.add(rows.of_delivery(at)),
            Some(TypedRecords::Events(rows)) => gathered.events.add(rows.of_delivery(at)),
            Some(TypedRecords::Reasons(rows)) => gathered.reasons.add(rows.of_delivery(at)),
            Some(TypedRecords::Claims(rows)) => gathered.claims.add(rows.of_delivery(at)),
            Some(TypedRecords::Adt(messages)) => gathered.adt.add(messages, at),
            Some(TypedRecords::Encounters(messages)) => gathered.encounters.add(messages, at),
            Some(TypedRecords::Notices(messages)) => gathered.notices.add(messages, at),
            None => {}
        }
    }
    gathered
}

/// For each delivery, the first with the same bytes that is read in the same way.
pub fn firsts(deliveries: &[Delivery<'_>], ranks: &[DeliveryRank<'_>]) -> Vec<usize> {
    let key = |delivery: &Delivery<'_>| (delivery.sha256.to_owned(), delivery.profile.text.clone(), delivery.dates);
    let keys: Vec<_> = deliveries.iter().map(key).collect();
    let mut first: HashMap<&(String, String, DateStyle), usize> = HashMap::new();
    for (index, key) in keys.iter().enumerate() {
        let held = first.entry(key).or_insert(index);
        if ranks[index].order() < ranks[*held].order() {
            *held = index;
        }
    }
    keys.iter().map(|key| first[key]).collect()
}
