//! Typed ADT messages: what each says about a visit, with the person as a pseudonym.

use serde::{Deserialize, Serialize};

use crate::domain::moment::{Moment, MomentPrecision};
use crate::domain::nhs_number::{PersonKey, hexadecimal};
use crate::domain::{Alternative, Day, NhsNumber};
use crate::files::grid::{Grid, GridRecord};
use crate::files::hl7::{Trigger, is_passed_over};
use crate::intake::Rules;
use crate::intake::findings::disposition::Disposition;

use crate::intake::records::messages::death::Death;
use crate::intake::records::messages::reading::{ColumnIndex, RecordReading};
use crate::intake::validate::checks::ValueIssue;
use crate::intake::validate::{checks, possible_values};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// What a message says about a value: nothing, that there is none, or the value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldUpdate<T> {
    /// It says nothing.
    #[default]
    Silent,
    /// There is no value (`""`).
    Cleared,
    /// The value.
    Is(T),
}

/// Who a patient is: the pseudonyms of the NHS number and of the hospital's own number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Identity {
    /// Of the NHS number.
    pub person: Option<PersonKey>,
    /// Of the hospital's number.
    pub patient: Option<PersonKey>,
}

/// One ADT message.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Adt {
    /// The sending application and facility (MSH-3, MSH-4).
    pub sender: Box<str>,
    /// The sending facility, as a rule the hospital's code.
    pub facility: Option<Box<str>>,
    /// MSH-10.
    pub control_id: Box<str>,
    /// SHA-256 of the message.
    pub digest: Box<str>,
    /// What happened.
    pub trigger: Trigger,
    /// Its code, as in `A01`.
    pub code: Box<str>,
    /// When someone entered it (EVN-2, else MSH-7).
    pub recorded_at: Moment,
    /// When it was sent (MSH-7).
    pub sent_at: Option<Moment>,
    /// When it happened: EVN-6; else of an admission PV1-44 and of a discharge PV1-45; else when it was entered.
    pub occurred_at: Moment,
    /// The visit number (PV1-19).
    pub visit: Option<Box<str>>,
    /// The patient.
    pub identity: Identity,
    /// Of a merge: the patient who is no more.
    pub prior: Identity,
    /// PV1-44.
    pub admitted_at: FieldUpdate<Moment>,
    /// PV1-45; the end of the day where the time is not known.
    pub discharged_at: FieldUpdate<Moment>,
    /// PV2-8.
    pub expected_admission_on: Option<Day>,
    /// PV2-9, else EVN-3.
    pub expected_discharge_on: Option<Day>,
    /// PID-7.
    pub born_on: Option<Day>,
    /// Whether the patient died, and when: PID-29 and PID-30.
    pub death: FieldUpdate<Death>,
    /// PV1-2.
    pub patient_class: Option<Box<str>>,
    /// PV1-3.1.
    pub ward: Option<Box<str>>,
    /// PV1-3.4.
    pub site: Option<Box<str>>,
    /// PV1-4.
    pub admission_type: Option<Box<str>>,
    /// PV1-10.
    pub service: Option<Box<str>>,
    /// PV1-36.
    pub discharge_disposition: Option<Box<str>>,
    /// PV1-37.
    pub discharged_to: Option<Box<str>>,
    /// What is doubtful in it.
    pub remarks: Vec<Disposition>,
}

/// The typed messages of a file, in its order; where one is not taken, why.
pub fn messages(grid: &Grid, rules: &Rules<'_>) -> Vec<Result<Adt, Box<Disposition>>> {
    messages_with(grid, rules, &[])
}

/// As [`messages`], with triggers that the profile says are to be passed over, beside those of every feed.
pub fn messages_with(grid: &Grid, rules: &Rules<'_>, passed_over: &[String]) -> Vec<Result<Adt, Box<Disposition>>> {
    let names = ColumnIndex::of(grid);
    let read = |record| {
        let of_visit = |why| supposed(RecordReading::anyway(&names, record, rules), why, passed_over);
        typed(grid, &names, record, rules, passed_over).map_err(of_visit)
    };
    grid.records.iter().map(read).collect()
}

/// A message that is not taken, with the visit or the patients that it names and what it may have changed in a stay.
fn supposed(reading: RecordReading<'_>, mut why: Box<Disposition>, passed_over: &[String]) -> Box<Disposition> {
    let code = reading.text("trigger").unwrap_or("");
    let left_at = reading.text("discharged_at").map(possible_values::moments).unwrap_or_default();
    let death = reading.death_of("died_at", "is_dead");
    let of_trigger = match Trigger::of(code) {
        Some(trigger) => otherwise(trigger, left_at),
        None if is_passed_over(code, passed_over) => {
            why.is_beside_the_bill = death.is_none();
            None
        }
        None => Some(Alternative::Anything),
    };
    let persons = reading.persons(&["nhs_number", "prior_nhs_number"]);
    why.whose.fact = Some(code.into());
    why.alternatives.extend(of_trigger);
    // A death is that of the person, in whatever stay.
    if reading.text("visit_number").is_none_or(|visit| checks::id(visit).is_err()) || death.is_some() {
        why.whose.persons = persons;
    }
    why.alternatives.extend(death);
    reading.about_stay("visit_number", why)
}

/// What a message of a trigger that is not taken may have changed in a stay.
pub(crate) fn otherwise(trigger: Trigger, left_at: Vec<Moment>) -> Option<Alternative> {
    Some(match trigger {
        Trigger::Discharge => Alternative::Ended(left_at),
        Trigger::CancelDischarge => Alternative::NotEnded,
        Trigger::CancelAdmit => Alternative::NoStay,
        Trigger::Leave | Trigger::Return | Trigger::CancelLeave | Trigger::CancelReturn => {
            Alternative::Away { from: None, until: None }
        }
        Trigger::Ordinary => return None,
        _ => Alternative::Anything,
    })
}

fn typed(
    grid: &Grid,
    names: &ColumnIndex<'_>,
    record: &GridRecord,
    rules: &Rules<'_>,
    passed_over: &[String],
) -> Result<Adt, Box<Disposition>> {
    let mut reading = RecordReading::start(grid, names, record, rules)?;
    let code = reading.text("trigger").unwrap_or("");
    let Some(trigger) = Trigger::of(code) else {
        if is_passed_over(code, passed_over) {
            return ordinary(&mut reading, code);
        }
        let message = "this event is on no list of what is read here, nor of what is passed over";
        let hint = "ask the sender what it means by it; if it says nothing about a stay, a profile can name it under `pass_over`";
        return Err(RecordReading::refusal("trigger", ValueIssue::new("R_HL7_TYPE", code, message, hint)));
    };
    let visit = reading.checked("visit_number", checks::id)?;
    if visit.is_none() && trigger != Trigger::Merge {
        return Err(RecordReading::missing("visit_number", "PV1-19 names the visit: ask the sender to fill it"));
    }
    let sent_at = reading.moment("sent_at")?.map(|(moment, _)| moment);
    let recorded_at = reading.moment("recorded_at")?.map(|(moment, _)| moment).or(sent_at);
    let hint = "EVN-2 says when the event was recorded: ask the sender to fill it";
    let recorded_at = recorded_at.ok_or_else(|| RecordReading::missing("recorded_at", hint))?;
    let admitted_at = news(&mut reading, "admitted_at", |(moment, _)| moment)?;
    let discharged_at = discharge(&mut reading)?;
    let occurred_at = occurred(&mut reading, trigger, admitted_at, discharged_at)?.unwrap_or(recorded_at);
    let sender = sender(&reading);
    Ok(Adt {
        facility: reading.word("facility")?,
        control_id: reading.text("control_id").unwrap_or("").into(),
        digest: reading.text("digest").unwrap_or("").into(),
        trigger,
        code: code.into(),
        death: death(&mut reading)?,
        recorded_at,
        sent_at,
        occurred_at,
        visit,
        identity: identity(&mut reading, &sender, "nhs_number", "patient_id")?,
        prior: identity(&mut reading, &sender, "prior_nhs_number", "prior_patient_id")?,
        admitted_at,
        discharged_at,
        expected_admission_on: reading.day("expected_admission")?,
        expected_discharge_on: match reading.day("expected_discharge")? {
            None if trigger == Trigger::PendingDischarge => reading.day("planned_at")?,
            day => day,
        },
        born_on: reading.born_on("born_on"),
        patient_class: reading.word("patient_class")?,
        ward: reading.word("ward")?,
        site: reading.word("site")?,
        admission_type: reading.word("admission_type")?,
        service: reading.word("service")?,
        discharge_disposition: reading.word("discharge_disposition")?,
        discharged_to: reading.word("discharged_to")?,
        sender: sender.into(),
        remarks: reading.remarks,
    })
}

fn sender(reading: &RecordReading<'_>) -> String {
    let application = reading.text("application").unwrap_or("");
    format!("{application}|{}", reading.text("facility").unwrap_or(""))
}

/// A message that says nothing about a stay. What it says of a death counts all the same, so that alone is read with care.
fn ordinary(reading: &mut RecordReading<'_>, code: &str) -> Result<Adt, Box<Disposition>> {
    let (sender, death) = (sender(reading), death(reading)?);
    let identity = identity(reading, &sender, "nhs_number", "patient_id");
    let mut moment = |column| reading.moment(column).ok().flatten().map(|(moment, _)| moment);
    let (recorded_at, sent_at) = (moment("recorded_at"), moment("sent_at"));
    let discharged_at = moment("discharged_at").map_or(FieldUpdate::Silent, FieldUpdate::Is);
    let recorded_at = recorded_at.or(sent_at).unwrap_or_default();
    Ok(Adt {
        recorded_at,
        sent_at,
        occurred_at: recorded_at,
        discharged_at,
        control_id: reading.text("control_id").unwrap_or("").into(),
        digest: reading.text("digest").unwrap_or("").into(),
        code: code.into(),
        visit: reading.checked("visit_number", checks::id).ok().flatten(),
        identity: if matches!(death, FieldUpdate::Is(_)) { identity? } else { identity.unwrap_or_default() },
        death,
        sender: sender.into(),
        ..Adt::default()
    })
}

/// Whether the patient died, by PID-29 (when) and PID-30 (`Y` or `N`).
fn death(reading: &mut RecordReading<'_>) -> Result<FieldUpdate<Death>, Box<Disposition>> {
    let is_taken_back = reading.is_null("is_dead") || reading.is_null("died_at");
    let said = reading.text("is_dead").map(str::to_owned);
    if let Some((moment, written)) = reading.moment("died_at")? {
        let on_day = written == MomentPrecision::DayOnly;
        return Ok(FieldUpdate::Is(if on_day { Death::On(moment.day()) } else { Death::At(moment) }));
    }
    match said.as_deref() {
        Some("Y") => Ok(FieldUpdate::Is(Death::Sometime)),
        Some("N") => Ok(FieldUpdate::Cleared),
        None if is_taken_back => Ok(FieldUpdate::Cleared),
        None => Ok(FieldUpdate::Silent),
        Some(other) => {
            let message = "PID-30 says by Y or N whether the patient died; this was left out";
            let problem =
                ValueIssue::new("W_VALUE_SET", other, message, "ask the sender whether the patient died, and when");
            reading.remarks.push(RecordReading::disposition("is_dead", problem));
            Ok(FieldUpdate::Silent)
        }
    }
}

fn news<T>(
    reading: &mut RecordReading<'_>,
    column: &str,
    take: fn((Moment, MomentPrecision)) -> T,
) -> Result<FieldUpdate<T>, Box<Disposition>> {
    if reading.is_null(column) {
        return Ok(FieldUpdate::Cleared);
    }
    Ok(reading.moment(column)?.map_or(FieldUpdate::Silent, |said| FieldUpdate::Is(take(said))))
}

/// A discharge of which only the day is known lies at the end of that day, behind whatever else happened then.
fn discharge(reading: &mut RecordReading<'_>) -> Result<FieldUpdate<Moment>, Box<Disposition>> {
    let said = news(reading, "discharged_at", |said| said)?;
    Ok(match said {
        FieldUpdate::Is((moment, MomentPrecision::DayOnly)) => {
            let message = "the discharge has no time; the end of the day was taken";
            let hint = "before 11:00 a discharge can take a chargeable day away: ask the sender for the time";
            let problem = ValueIssue::new("W_NO_TIME", &moment.day().to_string(), message, hint);
            reading.remarks.push(RecordReading::disposition("discharged_at", problem));
            FieldUpdate::Is(Moment::end_of(moment.day()))
        }
        FieldUpdate::Is((moment, MomentPrecision::ToTheSecond)) => FieldUpdate::Is(moment),
        FieldUpdate::Cleared => FieldUpdate::Cleared,
        FieldUpdate::Silent => FieldUpdate::Silent,
    })
}

fn occurred(
    reading: &mut RecordReading<'_>,
    trigger: Trigger,
    admitted_at: FieldUpdate<Moment>,
    discharged_at: FieldUpdate<Moment>,
) -> Result<Option<Moment>, Box<Disposition>> {
    if let Some((moment, _)) = reading.moment("occurred_at")? {
        return Ok(Some(moment));
    }
    Ok(match (trigger, admitted_at, discharged_at) {
        (Trigger::Admit, FieldUpdate::Is(moment), _) | (Trigger::Discharge, _, FieldUpdate::Is(moment)) => Some(moment),
        _ => None,
    })
}

fn identity(
    reading: &mut RecordReading<'_>,
    sender: &str,
    number: &str,
    own: &str,
) -> Result<Identity, Box<Disposition>> {
    let person = reading.person(number)?;
    let key = reading.rules.key;
    let patient = reading.text(own).map(|text| pseudonym(&format!("{sender}|{text}"), key));
    Ok(Identity { person, patient })
}

/// The pseudonym of a hospital's own number, which is one only together with the hospital. Where a hospital numbers its
/// patients by the NHS number it is no other person's.
fn pseudonym(text: &str, key: &[u8]) -> PersonKey {
    let own = text.rsplit('|').next().unwrap_or(text);
    if let Ok(number) = NhsNumber::parse(own) {
        return PersonKey::of(&number, key);
    }
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(b"patient|");
    mac.update(text.as_bytes());
    PersonKey(hexadecimal(&mac.finalize().into_bytes()).into())
}
