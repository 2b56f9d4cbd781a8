//! One delivery read on its own: its records typed, and what was found in them.
//!
//! The result depends on nothing but the bytes, the profile and the rules of intake, so that a delivery can be read
//! without any other, in any order. Which of its records are taken, and which lie after the as-of date, is decided over all
//! deliveries, in [`settle`](crate::settle).

use serde::{Deserialize, Serialize};

use crate::domain::finding_codes;
use crate::domain::{Claim, EventRecord, Reason};
use crate::files::grid::Grid;
use crate::files::refusal::{FileWarning, Refusal};
use crate::intake::findings::candidate::Place;
use crate::intake::findings::disposition::Disposition;
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::profile::RecordKind;
use crate::intake::records::client_level_data::{self, CareRow};
use crate::intake::records::fhir::{self, Version};
use crate::intake::records::hes_spells::{self, EpisodeRow};
use crate::intake::records::hl7::{self, Adt};
use crate::intake::records::scci2075::{self, Notice};
use crate::intake::records::scotland_return::{self, SubmissionRow};
use crate::intake::records::stay::{self, StayRow};
use crate::intake::records::{claim, event, reason};
use crate::intake::validate::blocks::ChunkSizes;
use crate::intake::validate::rows::{self, ParseRow, ReadRows};
use crate::intake::{Delivery, DeliveryContent, Rules};

/// A delivery that was read.
#[derive(Debug)]
pub struct DeliveryRecords {
    /// What was found in its records, counted so far.
    pub audit: RecordAudit,
    /// Its records.
    pub records: TypedRecords,
}

/// The records of one delivery, all of one kind.
#[derive(Debug)]
pub enum TypedRecords {
    /// Stays.
    Stays(ReadRows<StayRow>),
    /// Episodes, several of which make a stay.
    Episodes(ReadRows<EpisodeRow>),
    /// Months of a delay in Scotland's return.
    Submissions(ReadRows<SubmissionRow>),
    /// Events of social care.
    Care(ReadRows<CareRow>),
    /// Dated facts of stays.
    Events(ReadRows<EventRecord>),
    /// Reasons for delay.
    Reasons(ReadRows<Reason>),
    /// Claimed lines.
    Claims(ReadRows<Claim>),
    /// ADT messages.
    Adt(TypedMessages<Adt>),
    /// FHIR resources.
    Encounters(TypedMessages<Version>),
    /// Notices.
    Notices(TypedMessages<Notice>),
}

/// Messages of one kind; what is wrong with a message stands in its place.
#[derive(Debug)]
pub struct TypedMessages<M> {
    /// Each message as typed, or why it cannot be.
    pub messages: Vec<Result<M, Box<Disposition>>>,
    /// Where each stands.
    pub places: Vec<Place>,
}

/// One message as typed, or why it cannot be.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TypedMessage<M> {
    /// Where it stands.
    #[serde(skip)]
    pub place: Place,
    /// The message.
    pub message: Result<M, Box<Disposition>>,
}

impl<M> FromIterator<TypedMessage<M>> for TypedMessages<M> {
    fn from_iter<I: IntoIterator<Item = TypedMessage<M>>>(messages: I) -> Self {
        let (places, messages) = messages.into_iter().map(|one| (one.place, one.message)).unzip();
        Self { messages, places }
    }
}

impl<M> Default for TypedMessages<M> {
    fn default() -> Self {
        Self { messages: Vec::new(), places: Vec::new() }
    }
}

/// Reads one delivery. `progress` hears how many of its bytes are done. Places say delivery 0.
///
/// # Errors
/// The file is refused as a whole.
pub fn read(delivery: &Delivery<'_>, rules: &Rules<'_>, progress: &dyn Fn(u64)) -> Result<DeliveryRecords, Refusal> {
    read_in(ChunkSizes::default(), delivery, rules, progress)
}

/// As [`read`], a text in chunks of these sizes.
///
/// # Errors
/// The file is refused as a whole.
pub fn read_in(
    sizes: ChunkSizes,
    delivery: &Delivery<'_>,
    rules: &Rules<'_>,
    progress: &dyn Fn(u64),
) -> Result<DeliveryRecords, Refusal> {
    let audit = RecordAudit::new(std::slice::from_ref(delivery));
    let mut reading = DeliveryReading { sizes, delivery, rules, audit, progress };
    let records = match delivery.profile.record {
        RecordKind::Stay => TypedRecords::Stays(reading.rows(stay::read)?),
        RecordKind::Episode => TypedRecords::Episodes(reading.rows(hes_spells::read)?),
        RecordKind::Submission => TypedRecords::Submissions(reading.rows(scotland_return::read)?),
        RecordKind::CareEvent => TypedRecords::Care(reading.rows(client_level_data::read)?),
        RecordKind::Event => TypedRecords::Events(reading.rows(event::read)?),
        RecordKind::Reason => TypedRecords::Reasons(reading.rows(reason::read)?),
        RecordKind::Claim => TypedRecords::Claims(reading.rows(claim::read)?),
        RecordKind::Adt => {
            TypedRecords::Adt(reading.messages(|grid| hl7::messages_with(grid, rules, &delivery.profile.pass_over)))
        }
        RecordKind::Encounter => TypedRecords::Encounters(reading.messages(|grid| fhir::encounters(grid, rules))),
        RecordKind::Notice => TypedRecords::Notices(reading.messages(|grid| scci2075::notices(grid, rules))),
    };
    Ok(DeliveryRecords { audit: reading.audit, records })
}

struct DeliveryReading<'r, 'd> {
    sizes: ChunkSizes,
    delivery: &'r Delivery<'d>,
    rules: &'r Rules<'r>,
    audit: RecordAudit,
    progress: &'r dyn Fn(u64),
}

impl DeliveryReading<'_, '_> {
    fn rows<T: Send>(&mut self, row: ParseRow<T>) -> Result<ReadRows<T>, Refusal> {
        rows::read(self.sizes, self.delivery, self.rules, &mut self.audit, row, self.progress)
    }

    fn messages<M>(&mut self, typed: impl FnOnce(&Grid) -> Vec<Result<M, Box<Disposition>>>) -> TypedMessages<M> {
        let DeliveryContent::Grid(grid) = self.delivery.content else { return TypedMessages::default() };
        for note in &grid.notes {
            self.audit
                .note(0, FileWarning::new(finding_codes::known(&note.code), note.message.clone(), note.hint.clone()));
        }
        let mut places = Vec::with_capacity(grid.records.len());
        for (record, number) in grid.records.iter().zip(1..) {
            self.audit.read(0);
            places.push(Place { delivery: 0, record: number, line: record.line, offset: record.offset });
        }
        TypedMessages { messages: typed(grid), places }
    }
}
