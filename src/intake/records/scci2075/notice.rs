//! A typed notice: what it says, with the person as a pseudonym.

use serde::{Deserialize, Serialize};

use crate::domain::{Alternative, Day, EventValue, Moment, PersonKey};
use crate::intake::findings::disposition::{Disposition, Whose};
use crate::intake::records::scci2075::kind::NoticeKind;

/// The earliest that an assessment notice may come: the eight days that end with the day of expected admission (2003),
/// seven days before it (2014).
pub const NOTICE_DAYS: i32 = 7;

/// The answers to the questions of a notice, as codes of the standard.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeAnswers {
    /// Was the patient consulted: `Y` or `N`.
    pub patient_consulted: Option<Box<str>>,
    /// Was the carer consulted: `Y`, `N`, or `NKC` where none is known.
    pub carer_consulted: Option<Box<str>>,
    /// Are there safeguarding concerns: `Y` or `N`.
    pub safeguarding: Option<Box<str>>,
    /// Did the patient consent: `Y`, `N`, or `L` for lack of capacity.
    pub patient_consent: Option<Box<str>>,
    /// Who else consented: `C`, `O`, `B` or `N/A`.
    pub consent_source: Option<Box<str>>,
    /// Was NHS continuing health care considered: `Y` or `N`.
    pub continuing_care_considered: Option<Box<str>>,
}

/// One notice, reply or withdrawal.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Notice {
    /// What it is.
    pub kind: NoticeKind,
    /// The id of its header.
    pub id: Box<str>,
    /// SHA-256 of what it says.
    pub digest: Box<str>,
    /// When it was issued, by the local clocks.
    pub issued_at: Moment,
    /// The header id of the message that it answers.
    pub response_to: Option<Box<str>>,
    /// The referral; only an admission notice may have none.
    pub referral: Option<Box<str>>,
    /// The encounter.
    pub encounter: Option<Box<str>>,
    /// The person.
    pub person: Option<PersonKey>,
    /// The day of admission, which may lie ahead.
    pub admitted_on: Option<Day>,
    /// The day that is proposed for the discharge; never the day of the discharge.
    pub proposed_discharge_on: Option<Day>,
    /// `E`, `P` or `X`.
    pub admission_type: Option<Box<str>>,
    /// The day of birth, to be made an age of.
    pub born_on: Option<Day>,
    /// The hospital site.
    pub site: Option<Box<str>>,
    /// The council's code, as the organisation data service has it.
    pub council: Option<Box<str>>,
    /// The council's name.
    pub council_name: Option<Box<str>>,
    /// The ward.
    pub ward: Option<Box<str>>,
    /// Why, as a code of the list of its kind.
    pub reason: Option<Box<str>>,
    /// Why, in the sender's words.
    pub reason_text: Option<Box<str>>,
    /// The answers.
    pub answers: NoticeAnswers,
    /// What is doubtful in it.
    pub remarks: Vec<Disposition>,
}

impl Notice {
    /// What becomes of the notice where it is not taken although it can be read.
    pub(crate) fn left_out(&self, why: Disposition) -> Disposition {
        let proposed: Vec<Day> = self.proposed_discharge_on.into_iter().collect();
        let within = before(&[self.issued_at]);
        let whose = Whose { persons: self.person.iter().cloned().collect(), within, fact: None };
        let why = Disposition { whose, ..why };
        meaning(why, Some(self.kind), &[self.issued_at], &proposed)
    }
}

/// A notice of a kind, if that is known, at one of these moments, that proposes one of these days. A reply changes nothing in
/// law, so that nothing depends on it.
pub(super) fn meaning(mut why: Disposition, kind: Option<NoticeKind>, at: &[Moment], proposed: &[Day]) -> Disposition {
    why.is_beside_the_bill = kind.is_some_and(NoticeKind::is_reply);
    let kinds = kind.map_or(&[][..], NoticeKind::events);
    let mut values: Vec<EventValue> = proposed.iter().copied().map(EventValue::Day).collect();
    if values.is_empty() {
        values.push(EventValue::Nothing);
    }
    why.alternatives.extend(values.into_iter().map(|value| Alternative::event(kinds, at, value)));
    why
}

/// A notice bears on stays that had begun when it was issued, or were about to begin.
pub(super) fn before(issued: &[Moment]) -> Option<(Day, Day)> {
    issued.last().map(|last| (Day::from_number(i32::MIN), last.day() + NOTICE_DAYS + 1))
}
