//! One visit: its messages applied one after the other, in the order in which they were recorded.

use crate::domain::nhs_number::PersonKey;
use crate::domain::stay::age;
use crate::domain::{Day, Moment};
use crate::files::hl7::Trigger;
use crate::intake::records::hl7::adt::{Adt, FieldUpdate, Identity};
use crate::intake::records::messages::death::Death;

/// Where a patient lay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PatientLocation {
    /// The ward.
    pub ward: Option<Box<str>>,
    /// The site.
    pub site: Option<Box<str>>,
}

/// A move that was not cancelled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// When.
    pub at: Moment,
    /// Where to.
    pub to: PatientLocation,
    /// The message.
    pub message: usize,
}

/// A leave that was not cancelled. Its start is not known where only the return is reported, nor its end while it lasts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leave {
    /// From when.
    pub from: Option<Moment>,
    /// Until when.
    pub until: Option<Moment>,
    /// The last message about it.
    pub message: usize,
}

/// A stay as the messages of one visit tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitStay {
    /// The sender (MSH-3 and MSH-4); a visit number is one only together with it.
    pub sender: Box<str>,
    /// The sending facility.
    pub facility: Option<Box<str>>,
    /// The visit number, which names the stay.
    pub visit: Box<str>,
    /// The person, after all merges.
    pub person: Option<PersonKey>,
    /// Pseudonyms that merges put an end to, the oldest first.
    pub former: Vec<PersonKey>,
    /// Admitted at.
    pub admitted_at: Moment,
    /// Left at; nothing while in hospital.
    pub discharged_at: Option<Moment>,
    /// The day of expected admission.
    pub expected_admission_on: Option<Day>,
    /// The day of expected discharge, while one is pending.
    pub expected_discharge_on: Option<Day>,
    /// Where the patient was admitted to.
    pub admitted_to: PatientLocation,
    /// Moves that were not cancelled.
    pub transfers: Vec<Transfer>,
    /// Leaves that were not cancelled.
    pub leaves: Vec<Leave>,
    /// When the patient died, if it was in this stay.
    pub died_at: Option<Moment>,
    /// PV1-2.
    pub patient_class: Option<Box<str>>,
    /// PV1-4.
    pub admission_type: Option<Box<str>>,
    /// PV1-10.
    pub service: Option<Box<str>>,
    /// PV1-36.
    pub discharge_disposition: Option<Box<str>>,
    /// PV1-37.
    pub discharged_to: Option<Box<str>>,
    /// Age in whole years at admission.
    pub age_at_admission: Option<u8>,
    /// Every message that made it what it is, in the order in which they were recorded, merges last.
    pub messages: Vec<usize>,
}

impl VisitStay {
    /// Where the patient lies, or lay last.
    pub fn place(&self) -> &PatientLocation {
        self.transfers.last().map_or(&self.admitted_to, |transfer| &transfer.to)
    }
}

/// A visit while its messages are applied.
#[derive(Clone, Debug, Default)]
pub struct Visit {
    admitted_at: Option<Moment>,
    discharged_at: Option<Moment>,
    expected_admission_on: Option<Day>,
    expected_discharge_on: Option<Day>,
    born_on: Option<Day>,
    admitted_to: PatientLocation,
    transfers: Vec<Transfer>,
    leaves: Vec<Leave>,
    /// The death of the patient, with the message that reports it last.
    pub death: Option<(Death, usize)>,
    patient_class: Option<Box<str>>,
    admission_type: Option<Box<str>>,
    service: Option<Box<str>>,
    discharge_disposition: Option<Box<str>>,
    discharged_to: Option<Box<str>>,
    facility: Option<Box<str>>,
    /// Whether the discharge itself says that the patient died.
    pub left_dead: bool,
    /// Whether its admission was cancelled and no admission followed.
    pub is_cancelled: bool,
    /// Who each message says the patient is.
    pub identities: Vec<(usize, Identity)>,
    /// The messages so far.
    pub messages: Vec<usize>,
}

impl Visit {
    /// Applies a message. Says why it says nothing, if it does not.
    pub fn apply(&mut self, at: usize, message: &Adt) -> Option<&'static str> {
        const NOTHING: &str = "there is nothing that this message could cancel";
        self.messages.push(at);
        if message.identity != Identity::default() {
            self.identities.push((at, message.identity.clone()));
        }
        if message.trigger == Trigger::CancelAdmit {
            return (!self.cancel_admission()).then_some(NOTHING);
        }
        if self.is_cancelled && message.trigger != Trigger::Admit {
            return Some(
                "the admission of this visit was cancelled, and no patient was admitted since: no stay is made of it",
            );
        }
        self.is_cancelled = false;
        self.note(at, message);
        let was_there = match message.trigger {
            Trigger::Admit => {
                if message.admitted_at == FieldUpdate::Silent {
                    self.admitted_at = Some(message.occurred_at);
                }
                keep(&mut self.admitted_to, message);
                true
            }
            Trigger::Transfer => {
                let to = PatientLocation { ward: message.ward.clone(), site: message.site.clone() };
                self.transfers.push(Transfer { at: message.occurred_at, to, message: at });
                true
            }
            Trigger::Discharge => {
                self.left_dead = matches!(message.death, FieldUpdate::Is(_));
                self.discharged_at = match message.discharged_at {
                    FieldUpdate::Is(moment) => Some(moment),
                    FieldUpdate::Silent | FieldUpdate::Cleared => Some(message.occurred_at),
                };
                true
            }
            Trigger::Update => {
                match message.discharged_at {
                    FieldUpdate::Is(moment) => self.discharged_at = Some(moment),
                    FieldUpdate::Cleared => self.discharged_at = None,
                    FieldUpdate::Silent => {}
                }
                keep(self.transfers.last_mut().map_or(&mut self.admitted_to, |last| &mut last.to), message);
                true
            }
            Trigger::Leave | Trigger::Return | Trigger::CancelLeave | Trigger::CancelReturn => self.leave(at, message),
            Trigger::CancelTransfer => self.transfers.pop().is_some(),
            Trigger::CancelDischarge => {
                (self.discharge_disposition, self.discharged_to, self.left_dead) = (None, None, false);
                self.discharged_at.take().is_some()
            }
            Trigger::CancelPendingDischarge => self.expected_discharge_on.take().is_some(),
            Trigger::PendingDischarge | Trigger::CancelAdmit | Trigger::Merge | Trigger::Ordinary => true,
        };
        (!was_there).then_some(NOTHING)
    }

    /// What any message may say anew.
    fn note(&mut self, at: usize, message: &Adt) {
        match message.death {
            FieldUpdate::Is(death) => self.death = Some((death, at)),
            FieldUpdate::Cleared => (self.death, self.left_dead) = (None, false),
            FieldUpdate::Silent => {}
        }
        if let FieldUpdate::Is(moment) = message.admitted_at {
            self.admitted_at = Some(moment);
        }
        let renew = |held: &mut Option<Box<str>>, text: &Option<Box<str>>| {
            if text.is_some() {
                held.clone_from(text);
            }
        };
        renew(&mut self.facility, &message.facility);
        renew(&mut self.patient_class, &message.patient_class);
        renew(&mut self.admission_type, &message.admission_type);
        renew(&mut self.service, &message.service);
        renew(&mut self.discharge_disposition, &message.discharge_disposition);
        renew(&mut self.discharged_to, &message.discharged_to);
        self.expected_admission_on = message.expected_admission_on.or(self.expected_admission_on);
        self.expected_discharge_on = message.expected_discharge_on.or(self.expected_discharge_on);
        self.born_on = message.born_on.or(self.born_on);
    }

    /// Applies news of a leave; whether there is what it cancels.
    fn leave(&mut self, at: usize, message: &Adt) -> bool {
        let moment = Some(message.occurred_at);
        let last = self.leaves.last_mut();
        match message.trigger {
            Trigger::Return => match last.filter(|leave| leave.until.is_none()) {
                Some(leave) => (leave.until, leave.message) = (moment, at),
                None => self.leaves.push(Leave { from: None, until: moment, message: at }),
            },
            Trigger::CancelLeave => return self.leaves.pop().is_some(),
            Trigger::CancelReturn => match last.filter(|leave| leave.until.is_some()) {
                Some(leave) => (leave.until, leave.message) = (None, at),
                None => return false,
            },
            _ => self.leaves.push(Leave { from: moment, until: None, message: at }),
        }
        true
    }

    fn cancel_admission(&mut self) -> bool {
        let was_there = self.admitted_at.is_some();
        let (identities, messages) = (std::mem::take(&mut self.identities), std::mem::take(&mut self.messages));
        *self = Self { is_cancelled: true, identities, messages, ..Self::default() };
        was_there
    }

    /// The stay, if anybody said when it began.
    pub fn stay(self, sender: &str, visit: &str) -> Option<VisitStay> {
        let admitted_at = self.admitted_at?;
        Some(VisitStay {
            sender: sender.into(),
            facility: self.facility,
            visit: visit.into(),
            person: None,
            former: Vec::new(),
            admitted_at,
            discharged_at: self.discharged_at,
            expected_admission_on: self.expected_admission_on,
            expected_discharge_on: self.expected_discharge_on,
            admitted_to: self.admitted_to,
            transfers: self.transfers,
            leaves: self.leaves,
            died_at: None,
            patient_class: self.patient_class,
            admission_type: self.admission_type,
            service: self.service,
            discharge_disposition: self.discharge_disposition,
            discharged_to: self.discharged_to,
            age_at_admission: self.born_on.and_then(|born_on| age(born_on, admitted_at.day())),
            messages: self.messages,
        })
    }
}

fn keep(place: &mut PatientLocation, message: &Adt) {
    if message.ward.is_some() || message.site.is_some() {
        *place = PatientLocation { ward: message.ward.clone(), site: message.site.clone() };
    }
}
