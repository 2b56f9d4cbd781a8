//! Single records of a delivery as they were read, before anything is settled, and each of them as bytes for the store:
//! a later month settles them again without reading the delivery.

use serde::{Deserialize, Serialize};

use crate::domain::{Claim, EventRecord, Finding, Reason, Receipt, StoredRecord};
use crate::error::{Error, Exit, Result};
use crate::intake::findings::candidate::{Candidate, Place};
use crate::intake::findings::record_audit::{Asked, PlacedFinding};
use crate::intake::profile::RecordKind;
use crate::intake::records::client_level_data::CareRow;
use crate::intake::records::fhir::Version;
use crate::intake::records::hes_spells::EpisodeRow;
use crate::intake::records::hl7::Adt;
use crate::intake::records::scci2075::Notice;
use crate::intake::records::scotland_return::SubmissionRow;
use crate::intake::records::stay::StayRow;
use crate::intake::typed_message::TypedMessage;
use crate::intake::validate::rows::RefusedRow;

/// The form of the bytes. Raise it with every change of what a record's bytes are or mean: a test holds the bytes of some
/// records, and bytes of another form are read from the delivery anew.
pub const FORM: u32 = 2;

/// One record of a delivery as it was read, before anything is settled.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum ReadRecord {
    /// A stay.
    Stay(Candidate<StayRow>),
    /// An episode, several of which make a stay.
    Episode(Candidate<EpisodeRow>),
    /// A month of a delay in Scotland's return.
    Submission(Candidate<SubmissionRow>),
    /// An event of social care.
    Care(Candidate<CareRow>),
    /// A dated fact of a stay.
    Event(Candidate<EventRecord>),
    /// A reason for delay.
    Reason(Candidate<Reason>),
    /// A claimed line.
    Claim(Candidate<Claim>),
    /// An ADT message.
    Adt(TypedMessage<Adt>),
    /// A FHIR resource.
    Encounter(TypedMessage<Version>),
    /// A notice.
    Notice(TypedMessage<Notice>),
    /// A row that was refused although its stay can be named.
    Refused(RecordKind, RefusedRow),
    /// What a finding of reading leaves open about a stay.
    Question(Asked),
    /// What reading found in a record of which there is more than that.
    Found(ReadFinding),
}

/// A finding of reading, and the record that it is about.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReadFinding {
    /// The record.
    #[serde(skip)]
    pub place: Place,
    /// The finding.
    pub finding: Finding,
}

impl ReadFinding {
    /// With its delivery.
    pub fn placed(self) -> PlacedFinding {
        PlacedFinding { delivery: self.place.delivery, finding: self.finding }
    }
}

impl ReadRecord {
    /// Where it stands. The place is no part of the bytes: the store keeps it in columns of its own.
    pub fn place(&self) -> Place {
        match self {
            Self::Stay(candidate) => candidate.place,
            Self::Episode(candidate) => candidate.place,
            Self::Submission(candidate) => candidate.place,
            Self::Care(candidate) => candidate.place,
            Self::Event(candidate) => candidate.place,
            Self::Reason(candidate) => candidate.place,
            Self::Claim(candidate) => candidate.place,
            Self::Adt(message) => message.place,
            Self::Encounter(message) => message.place,
            Self::Notice(message) => message.place,
            Self::Refused(_, refused) => refused.place,
            Self::Question(asked) => asked.place,
            Self::Found(found) => found.place,
        }
    }

    /// Puts it at a place; the other records that its row was made of stand in the same delivery.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        match &mut self {
            Self::Stay(candidate) => candidate.put_at(place),
            Self::Episode(candidate) => candidate.put_at(place),
            Self::Submission(candidate) => candidate.put_at(place),
            Self::Care(candidate) => candidate.put_at(place),
            Self::Event(candidate) => candidate.put_at(place),
            Self::Reason(candidate) => candidate.put_at(place),
            Self::Claim(candidate) => candidate.put_at(place),
            Self::Adt(message) => message.place = place,
            Self::Encounter(message) => message.place = place,
            Self::Notice(message) => message.place = place,
            Self::Refused(_, refused) => refused.place = place,
            Self::Question(asked) => asked.place = place,
            Self::Found(found) => found.place = place,
        }
        self
    }

    /// Appends it as bytes.
    pub fn encode(&self, out: &mut Vec<u8>) {
        postcard::to_io(self, out).expect("memory takes every byte, and the length of every list is known");
    }

    /// As the store keeps it.
    pub fn stored(&self) -> StoredRecord {
        let (Place { delivery, record, line, offset }, mut form) = (self.place(), Vec::new());
        self.encode(&mut form);
        StoredRecord { delivery: delivery as u32, record, form: form.into(), line, offset }
    }

    /// Reads it back from its bytes, at this place.
    ///
    /// # Errors
    /// The bytes are no record: they are damaged, or of another form.
    pub fn decode(bytes: &[u8], place: Place) -> Result<Self> {
        match postcard::take_from_bytes::<Self>(bytes) {
            Ok((record, [])) => Ok(record.at(place)),
            Ok((_, further)) => Err(damaged(place, &format!("{} bytes too many", further.len()))),
            Err(error) => Err(damaged(place, &error.to_string())),
        }
    }
}

fn damaged(place: Place, what: &str) -> Error {
    let Place { record, line, .. } = place;
    let what = format!("the stored form of record {record}, line {line}, cannot be read: {what}");
    Error::new("S_DAMAGED", Exit::Data, what).effect("the record was not taken from the store")
}

/// What reading one delivery gave, record by record.
#[derive(Debug)]
pub struct ReadDelivery {
    /// The delivery, by its place in the list.
    pub delivery: usize,
    /// Its receipt so far: what reading alone decides.
    pub receipt: Receipt,
    /// What reading found.
    pub findings: Vec<Finding>,
    /// Its records, in their order.
    pub records: Vec<ReadRecord>,
}
