//! The records of all deliveries, gathered by kind.

use std::collections::HashMap;

use crate::domain::{Claim, EventRecord, Reason, Receipt};
use crate::intake::Delivery;
use crate::intake::findings::record_audit::{Asked, PlacedFinding, RecordAudit};
use crate::intake::profile::{DateStyle, RecordKind};
use crate::intake::read_record::{ReadDelivery, ReadRecord};
use crate::intake::records::client_level_data::CareRow;
use crate::intake::records::fhir::Version;
use crate::intake::records::hes_spells::EpisodeRow;
use crate::intake::records::hl7::Adt;
use crate::intake::records::scci2075::Notice;
use crate::intake::records::scotland_return::SubmissionRow;
use crate::intake::records::stay::StayRow;
use crate::intake::typed_message::{TypedMessage, TypedMessages};
use crate::intake::validate::rows::{ReadRows, RefusedRow};
use crate::settle::client_level_data::Submissions;
use crate::settle::delivery_order::DeliveryRank;

/// Records that are settled together.
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
    /// Gathers records, whose places name their deliveries, by kind; and what reading found in them and left open. They may
    /// come in any order.
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

/// The records of deliveries that were read apart, and what reading counted and found in them; `receipts` are those of all
/// deliveries, as they are without these.
pub fn joined(read: Vec<ReadDelivery>, mut receipts: Vec<Receipt>) -> (Vec<ReadRecord>, RecordAudit) {
    let (mut records, mut findings) = (Vec::new(), Vec::new());
    for ReadDelivery { delivery, receipt, findings: found, records: of_delivery } in read {
        receipts[delivery] = receipt;
        findings.extend(found.into_iter().map(|finding| PlacedFinding { delivery, finding }));
        records.extend(of_delivery);
    }
    (records, RecordAudit::from_parts(receipts, findings))
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
