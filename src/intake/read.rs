//! One delivery read on its own: its records typed, and what was found in them.
//!
//! The result depends on nothing but the bytes, the profile and the rules of intake, so that a delivery can be read
//! without any other, in any order. Which of its records are taken, and which lie after the as-of date, is decided over all
//! deliveries, in [`settle`](crate::settle).

use crate::domain::finding_codes;
use crate::domain::{Finding, Receipt};
use crate::files::grid::Grid;
use crate::files::refusal::{FileWarning, Refusal};
use crate::files::removed::is_removed;
use crate::intake::findings::candidate::{Candidate, Place};
use crate::intake::findings::disposition::Disposition;
use crate::intake::findings::record_audit::{Asked, RecordAudit};
use crate::intake::profile::RecordKind;
use crate::intake::read_record::{ReadDelivery, ReadRecord};
use crate::intake::records::{
    claim, client_level_data, event, fhir, hes_spells, hl7, reason, scci2075, scotland_return, stay,
};
use crate::intake::typed_message::TypedMessage;
use crate::intake::validate::blocks::ChunkSizes;
use crate::intake::validate::row_reader::pass_over_removed;
use crate::intake::validate::rows::{self, ParseRow, ReadRows, RowSink};
use crate::intake::{Delivery, DeliveryContent, Rules};

/// What is done with the records of a delivery: they come in parts, each part prepared on any core and taken in the order of
/// the file.
pub struct RecordSink<'s, P> {
    /// Prepares a part, with what was found in its records or in the file as a whole.
    pub prepare: &'s (dyn Fn(Vec<ReadRecord>, Vec<Finding>) -> P + Sync),
    /// Takes what was prepared.
    pub take: &'s mut (dyn FnMut(P) + Send),
}

/// Reads one delivery; `at` is its place in the list. `progress` hears how many of its bytes are done.
///
/// # Errors
/// The file is refused as a whole.
pub fn read(
    at: usize,
    delivery: &Delivery<'_>,
    rules: &Rules<'_>,
    progress: &dyn Fn(u64),
) -> Result<ReadDelivery, Refusal> {
    read_in(ChunkSizes::default(), (at, delivery), rules, progress)
}

/// As [`read`], a text in chunks of these sizes.
///
/// # Errors
/// The file is refused as a whole.
pub fn read_in(
    sizes: ChunkSizes,
    (at, delivery): (usize, &Delivery<'_>),
    rules: &Rules<'_>,
    progress: &dyn Fn(u64),
) -> Result<ReadDelivery, Refusal> {
    let (mut records, mut findings) = (Vec::new(), Vec::new());
    let mut take = |(some, found)| {
        records.extend::<Vec<ReadRecord>>(some);
        findings.extend::<Vec<Finding>>(found);
    };
    let sink = RecordSink { prepare: &|some, found| (some, found), take: &mut take };
    let receipt = read_to(sink, sizes, (at, delivery), rules, progress)?;
    records.sort_by_key(|record: &ReadRecord| record.place().in_list());
    findings.sort();
    Ok(ReadDelivery { delivery: at, receipt, findings, records })
}

/// Reads one delivery and hands its records on as they are read. Gives its receipt so far: what reading alone decides.
///
/// # Errors
/// The file is refused as a whole, and with it the records that were handed on.
pub fn read_to<P: Send>(
    sink: RecordSink<'_, P>,
    sizes: ChunkSizes,
    (at, delivery): (usize, &Delivery<'_>),
    rules: &Rules<'_>,
    progress: &dyn Fn(u64),
) -> Result<Receipt, Refusal> {
    let audit = RecordAudit::new(std::slice::from_ref(delivery));
    let mut reading = DeliveryReading { sizes, at, delivery, rules, audit, sink, progress };
    match delivery.profile.record {
        RecordKind::Stay => reading.rows(stay::read, ReadRecord::Stay)?,
        RecordKind::Episode => reading.rows(hes_spells::read, ReadRecord::Episode)?,
        RecordKind::Submission => reading.rows(scotland_return::read, ReadRecord::Submission)?,
        RecordKind::CareEvent => reading.rows(client_level_data::read, ReadRecord::Care)?,
        RecordKind::Event => reading.rows(event::read, ReadRecord::Event)?,
        RecordKind::Reason => reading.rows(reason::read, ReadRecord::Reason)?,
        RecordKind::Claim => reading.rows(claim::read, ReadRecord::Claim)?,
        RecordKind::Adt => {
            reading.messages(|grid| hl7::messages_with(grid, rules, &delivery.profile.pass_over), ReadRecord::Adt)
        }
        RecordKind::Encounter => reading.messages(|grid| fhir::encounters(grid, rules), ReadRecord::Encounter),
        RecordKind::Notice => reading.messages(|grid| scci2075::notices(grid, rules), ReadRecord::Notice),
    }
    let DeliveryReading { mut audit, sink, .. } = reading;
    let (findings, asked) = audit.take_found();
    (sink.take)((sink.prepare)(questions(at, asked).collect(), findings));
    let (receipts, ..) = audit.into_parts();
    Ok(receipts.into_iter().next().unwrap_or_default())
}

/// What is left open, as records of a delivery.
fn questions(delivery: usize, asked: Vec<Asked>) -> impl Iterator<Item = ReadRecord> {
    asked.into_iter().map(move |asked| placed(delivery, ReadRecord::Question(asked)))
}

/// A record in its delivery.
fn placed(delivery: usize, record: ReadRecord) -> ReadRecord {
    let place = Place { delivery, ..record.place() };
    record.at(place)
}

struct DeliveryReading<'r, 'd, 's, P> {
    sizes: ChunkSizes,
    at: usize,
    delivery: &'r Delivery<'d>,
    rules: &'r Rules<'r>,
    audit: RecordAudit,
    sink: RecordSink<'s, P>,
    progress: &'r dyn Fn(u64),
}

impl<P: Send> DeliveryReading<'_, '_, '_, P> {
    fn rows<T: Send>(&mut self, row: ParseRow<T>, record: fn(Candidate<T>) -> ReadRecord) -> Result<(), Refusal> {
        let (at, kind, prepare) = (self.at, self.delivery.profile.record, self.sink.prepare);
        let prepare = &|rows: ReadRows<T>, (findings, asked): (Vec<Finding>, Vec<Asked>)| {
            let refused = rows.refused.into_iter().map(|refused| ReadRecord::Refused(kind, refused));
            let records = rows.candidates.into_iter().map(record).chain(refused).map(|record| placed(at, record));
            prepare(records.chain(questions(at, asked)).collect(), findings)
        };
        let sink = RowSink { row, prepare, take: &mut *self.sink.take };
        rows::read(self.sizes, (self.delivery, self.rules), &mut self.audit, sink, self.progress)
    }

    fn messages<M>(
        &mut self,
        typed: impl FnOnce(&Grid) -> Vec<Result<M, Box<Disposition>>>,
        record: fn(TypedMessage<M>) -> ReadRecord,
    ) {
        let DeliveryContent::Grid(grid) = self.delivery.content else { return };
        for note in &grid.notes {
            self.audit
                .note(0, FileWarning::new(finding_codes::known(&note.code), note.message.clone(), note.hint.clone()));
        }
        let places = grid.records.iter().zip(1..).map(|(record, number)| {
            let place = Place { delivery: 0, record: number, line: record.line, offset: record.offset };
            let is_left = !is_removed(record);
            match is_left {
                true => self.audit.read(0),
                false => pass_over_removed(place, &mut self.audit),
            }
            (place, is_left)
        });
        let places: Vec<(Place, bool)> = places.collect();
        let messages = places.into_iter().zip(typed(grid)).filter(|((_, is_left), _)| *is_left);
        let messages = messages.map(|((place, _), message)| (place, message));
        let records = messages.map(|(place, message)| placed(self.at, record(TypedMessage { place, message })));
        (self.sink.take)((self.sink.prepare)(records.collect(), Vec::new()));
    }
}
