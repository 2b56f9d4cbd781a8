//! What a chain of notices gives: the facts about one stay, what the council answered, and what is not stated.

use crate::domain::{Authorities, AuthorityId, Day, Event, EventKind, EventRecord, Moment, Origin, PersonKey};
use crate::intake::records::scci2075::kind::NoticeKind;

/// A fact, and the message that said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainEvent {
    /// The fact.
    pub event: Event,
    /// The message.
    pub message: usize,
}

/// What a council answered. No law gives it an effect, so it is no event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// What it is.
    pub kind: NoticeKind,
    /// When.
    pub at: Moment,
    /// The message that it answers, if it is there.
    pub to: Option<usize>,
    /// Why, in the council's words.
    pub reason_text: Option<Box<str>>,
    /// The message.
    pub message: usize,
}

/// What a hospital took back. That a patient died or left is a reason here and no event: the message does not say when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// What it is.
    pub kind: NoticeKind,
    /// When.
    pub at: Moment,
    /// The code of the reason, 01 to 13.
    pub reason: Option<Box<str>>,
    /// The message.
    pub message: usize,
}

/// All notices about one referral, or an admission notice that no referral followed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    /// The referral.
    pub referral: Option<Box<str>>,
    /// The encounter, by which notices are linked to a stay.
    pub encounter: Option<Box<str>>,
    /// The person.
    pub person: Option<PersonKey>,
    /// The hospital site.
    pub site: Option<Box<str>>,
    /// The council's code.
    pub council: Option<Box<str>>,
    /// The council's name.
    pub council_name: Option<Box<str>>,
    /// The day of admission.
    pub admitted_on: Option<Day>,
    /// `E`, `P` or `X`.
    pub admission_type: Option<Box<str>>,
    /// The day proposed last for the discharge.
    pub proposed_discharge_on: Option<Day>,
    /// Age in whole years at admission.
    pub age_at_admission: Option<u8>,
    /// The facts, in the order in which they were issued.
    pub events: Vec<ChainEvent>,
    /// What the council answered.
    pub replies: Vec<Reply>,
    /// What the hospital took back.
    pub withdrawals: Vec<Withdrawal>,
    /// Every message of the chain, in the order in which they were issued.
    pub messages: Vec<usize>,
}

/// A fact that liability needs and that a chain does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MissingFact {
    /// The time of the admission: notices give a day.
    AdmissionTime,
    /// The end of the stay: notices propose a day, none gives the day the patient left.
    Departure,
    /// The day the patient was ready: notices give a proposed day.
    ReadyDay,
    /// Whether and when the council assessed.
    Assessed,
    /// Whether and when services were in place.
    ServicesReady,
    /// A notice that asks for an assessment.
    AssessmentNotice,
    /// A notice that proposes a day.
    DischargeNotice,
    /// An authority of the list: neither code nor name of the council is in it.
    Authority,
}

impl Chain {
    /// The council in the list of authorities, by its code, or by its name on the day of the first notice.
    pub fn authority(&self, list: &Authorities) -> Option<AuthorityId> {
        let day = self.events.iter().map(|event| event.event.at.day()).min();
        let find = |word: &str| day.map_or_else(|| list.find(word), |day| list.find_on(word, day));
        let words = [self.council.as_deref(), self.council_name.as_deref()];
        words.into_iter().flatten().filter(|word| word.is_ascii()).find_map(find)
    }

    /// What liability needs and notices do not say; the stay and the council's records have to.
    pub fn missing(&self, list: &Authorities) -> Vec<MissingFact> {
        let has = |kind: EventKind| self.events.iter().any(|event| event.event.kind == kind);
        let mut missing = vec![
            MissingFact::AdmissionTime,
            MissingFact::Departure,
            MissingFact::ReadyDay,
            MissingFact::Assessed,
            MissingFact::ServicesReady,
        ];
        if !has(EventKind::AssessmentNotice) {
            missing.push(MissingFact::AssessmentNotice);
        }
        if !has(EventKind::DischargeNotice) {
            missing.push(MissingFact::DischargeNotice);
        }
        if self.authority(list).is_none() {
            missing.push(MissingFact::Authority);
        }
        missing
    }

    /// The facts as events of a stay; `origin` says where a message came from.
    pub fn records(&self, stay_id: &str, origin: impl Fn(usize) -> Origin) -> Vec<EventRecord> {
        let record = |fact: &ChainEvent| EventRecord {
            stay_id: stay_id.into(),
            event: fact.event.clone(),
            origin: origin(fact.message),
        };
        self.events.iter().map(record).collect()
    }
}
