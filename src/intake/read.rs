//! One delivery read on its own: its records typed, and what was found in them.
//!
//! The result depends on nothing but the bytes, the profile and the rules of intake, so that a delivery can be read
//! without any other, in any order. Which of its records are taken is decided over all deliveries, in
//! [`settle`](crate::settle).

use crate::domain::{Claim, EventRecord, Reason};
use crate::files::finding_codes;
use crate::files::grid::Grid;
use crate::files::refusal::{Note, Refusal};
use crate::intake::findings::candidate::Place;
use crate::intake::findings::disposition::Fate;
use crate::intake::findings::record_audit::Tally;
use crate::intake::profile::RecordKind;
use crate::intake::records::client_level_data::{self, CareRow};
use crate::intake::records::fhir::{self, Version};
use crate::intake::records::hes_spells::{self, EpisodeRow};
use crate::intake::records::hl7::{self, Adt};
use crate::intake::records::scci2075::{self, Notice};
use crate::intake::records::scotland_return::{self, SubmissionRow};
use crate::intake::records::stay::{self, StayRow};
use crate::intake::records::{claim, event, reason};
use crate::intake::validate::rows::{self, RowReader, Rows};
use crate::intake::{Content, Delivery, Rules};

/// A delivery that was read.
#[derive(Debug)]
pub struct DeliveryRecords {
    /// What was found in its records, counted so far.
    pub audit: Tally,
    /// Its records.
    pub records: Records,
}

/// The records of one delivery, all of one kind.
#[derive(Debug)]
pub enum Records {
    /// Stays.
    Stays(Rows<StayRow>),
    /// Episodes, several of which make a stay.
    Episodes(Rows<EpisodeRow>),
    /// Months of a delay in Scotland's return.
    Submissions(Rows<SubmissionRow>),
    /// Events of social care.
    Care(Rows<CareRow>),
    /// Dated facts of stays.
    Events(Rows<EventRecord>),
    /// Reasons for delay.
    Reasons(Rows<Reason>),
    /// Claimed lines.
    Claims(Rows<Claim>),
    /// ADT messages.
    Adt(Messages<Adt>),
    /// FHIR resources.
    Encounters(Messages<Version>),
    /// Notices.
    Notices(Messages<Notice>),
}

/// Messages of one kind; what is wrong with a message stands in its place.
#[derive(Debug)]
pub struct Messages<M> {
    /// Each message as typed, or why it cannot be.
    pub messages: Vec<Result<M, Box<Fate>>>,
    /// Where each stands.
    pub places: Vec<Place>,
}

impl<M> Default for Messages<M> {
    fn default() -> Self {
        Self { messages: Vec::new(), places: Vec::new() }
    }
}

impl<M> Messages<M> {
    /// Adds the messages of the delivery with this number.
    pub fn add(&mut self, other: Self, delivery: usize) {
        self.messages.extend(other.messages);
        self.places.extend(other.places.into_iter().map(|place| Place { delivery, ..place }));
    }
}

/// Reads one delivery. `progress` hears how many of its bytes are done. Places say delivery 0.
///
/// # Errors
/// The file is refused as a whole.
pub fn read(delivery: &Delivery<'_>, rules: &Rules<'_>, progress: &dyn Fn(u64)) -> Result<DeliveryRecords, Refusal> {
    let audit = Tally::new(std::slice::from_ref(delivery));
    let mut reading = Reading { delivery, rules, audit, progress };
    let records = match delivery.profile.record {
        RecordKind::Stay => Records::Stays(reading.rows(stay::read)?),
        RecordKind::Episode => Records::Episodes(reading.rows(hes_spells::read)?),
        RecordKind::Submission => Records::Submissions(reading.rows(scotland_return::read)?),
        RecordKind::CareEvent => Records::Care(reading.rows(client_level_data::read)?),
        RecordKind::Event => Records::Events(reading.rows(event::read)?),
        RecordKind::Reason => Records::Reasons(reading.rows(reason::read)?),
        RecordKind::Claim => Records::Claims(reading.rows(claim::read)?),
        RecordKind::Adt => {
            Records::Adt(reading.messages(|grid| hl7::messages_with(grid, rules, &delivery.profile.pass_over)))
        }
        RecordKind::Encounter => Records::Encounters(reading.messages(|grid| fhir::encounters(grid, rules))),
        RecordKind::Notice => Records::Notices(reading.messages(|grid| scci2075::notices(grid, rules))),
    };
    Ok(DeliveryRecords { audit: reading.audit, records })
}

struct Reading<'r, 'd> {
    delivery: &'r Delivery<'d>,
    rules: &'r Rules<'r>,
    audit: Tally,
    progress: &'r dyn Fn(u64),
}

impl Reading<'_, '_> {
    fn rows<T>(&mut self, row: RowReader<T>) -> Result<Rows<T>, Refusal> {
        rows::read(self.delivery, 0, self.rules, &mut self.audit, row, self.progress)
    }

    fn messages<M>(&mut self, typed: impl FnOnce(&Grid) -> Vec<Result<M, Box<Fate>>>) -> Messages<M> {
        let Content::Grid(grid) = self.delivery.content else { return Messages::default() };
        for note in &grid.notes {
            self.audit.note(0, Note::new(finding_codes::known(&note.code), note.message.clone(), note.hint.clone()));
        }
        let mut places = Vec::with_capacity(grid.records.len());
        for (record, number) in grid.records.iter().zip(1..) {
            self.audit.read(0);
            places.push(Place { delivery: 0, record: number, line: record.line, offset: record.offset });
        }
        Messages { messages: typed(grid), places }
    }
}
