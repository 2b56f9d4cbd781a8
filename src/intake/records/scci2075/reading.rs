//! Notices read from the records of their file.

use crate::domain::Day;
use crate::domain::nhs_number::Pseudonyms;
use crate::files::grid::{Grid, GridRecord};
use crate::intake::Rules;
use crate::intake::findings::disposition::Disposition;
use crate::intake::records::messages::reading::{ColumnIndex, RecordReading};
use crate::intake::records::scci2075::days;
use crate::intake::records::scci2075::kind::{NoticeKind, Signs, tell};
use crate::intake::records::scci2075::notice::{Notice, NoticeAnswers, before, meaning};
use crate::intake::records::scci2075::value_sets::ValueSet;
use crate::intake::validate::checks::ValueIssue;
use crate::intake::validate::{checks, possible_values};

/// The typed notices of a file, in its order; where one is not taken, why.
pub fn notices(grid: &Grid, rules: &Rules<'_>) -> Vec<Result<Notice, Box<Disposition>>> {
    let names = ColumnIndex::of(grid);
    let read = |record| {
        let of_stay = |why: Box<Disposition>| supposed(RecordReading::anyway(&names, record, rules), *why);
        typed(grid, &names, record, rules).map_err(of_stay)
    };
    grid.records.iter().map(read).collect()
}

/// A notice that is not taken, with the stay and the person that it names and what it may have been.
fn supposed(reading: RecordReading<'_>, mut why: Disposition) -> Box<Disposition> {
    let kind = reading.text("event_code").and_then(NoticeKind::of_code);
    let at = reading.text("issued_at").map(possible_values::moments).unwrap_or_default();
    let proposed = reading.text("proposed_discharge_on").map(possible_values::days).unwrap_or_default();
    let number =
        reading.text("nhs_number").and_then(|text| checks::nhs_number(text, &Pseudonyms::new(reading.key())).ok());
    why.whose.persons.extend(number.map(|(person, _)| person));
    why.whose.within = before(&at);
    reading.about_stay("encounter_id", Box::new(meaning(why, kind, &at, &proposed)))
}

fn typed(
    grid: &Grid,
    names: &ColumnIndex<'_>,
    record: &GridRecord,
    rules: &Rules<'_>,
) -> Result<Notice, Box<Disposition>> {
    let mut reading = RecordReading::start(grid, names, record, rules)?;
    let kind = kind(&reading)?;
    let hint = "ask the sender for the whole message";
    let id = reading.checked("message_id", checks::id)?.ok_or_else(|| RecordReading::missing("message_id", hint))?;
    let issued_at = reading.moment_with_time("issued_at")?.ok_or_else(|| RecordReading::missing("issued_at", hint))?;
    let referral = reading.checked("referral_id", checks::id)?;
    if referral.is_none() && kind != NoticeKind::AdmissionNotice {
        let hint = "the identifier of the referral links notices to each other: ask the sender to fill it";
        return Err(RecordReading::missing("referral_id", hint));
    }
    let proposed_discharge_on = reading.day("proposed_discharge_on")?;
    if proposed_discharge_on.is_none() && kind == NoticeKind::DischargeNotice {
        let hint = "a discharge notice proposes a day (Encounter.period.end): ask the sender to fill it";
        return Err(RecordReading::missing("proposed_discharge_on", hint));
    }
    let person = reading.person("nhs_number")?;
    if person.is_none() {
        let hint = "a notice has to name the patient's NHS number (SI 2014/2823, regulations 3 and 6)";
        let problem =
            ValueIssue::new("W_NO_NHS_NUMBER", "", "no NHS number; the notice was taken without a person", hint);
        reading.remarks.push(RecordReading::disposition("nhs_number", problem));
    }
    // The address tells the site and the council too, where their resources do not.
    let (of_site, of_council) = if kind.is_reply() { ("destination", "source") } else { ("source", "destination") };
    let born_on = born_on(&mut reading);
    let notice = Notice {
        kind,
        id,
        digest: reading.text("digest").unwrap_or("").into(),
        issued_at,
        response_to: reading.checked("response_to", checks::id)?,
        referral,
        encounter: reading.checked("encounter_id", checks::id)?,
        person,
        admitted_on: reading.day("admitted_on")?,
        proposed_discharge_on,
        admission_type: coded(&mut reading, "admission_type", ValueSet::of_admission()),
        born_on,
        site: organisation(&mut reading, "site_code", of_site)?,
        council: organisation(&mut reading, "council_code", of_council)?,
        council_name: text(&mut reading, "council_name"),
        ward: text(&mut reading, "ward"),
        reason: ValueSet::of_reason(kind).and_then(|list| coded(&mut reading, "reason_code", list)),
        reason_text: text(&mut reading, "reason_text"),
        answers: answers(&mut reading),
        remarks: reading.remarks,
    };
    let doubts = days::doubts(&notice);
    Ok(Notice { remarks: notice.remarks.into_iter().chain(doubts).collect(), ..notice })
}

/// The day of birth, which a sender may know to the year or month alone; one that is no day is passed over and said.
fn born_on(reading: &mut RecordReading<'_>) -> Option<Day> {
    let born_on = reading.born_on("born_on");
    let is_part = |text: &str| text.len() < 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if born_on.is_none() && reading.text("born_on").is_some_and(|text| !is_part(text)) {
        let hint = "ask the sender for the day; no charge hangs on it";
        let problem = ValueIssue::new("W_INVALID", "", "not a day of the calendar; taken as not known", hint);
        reading.remarks.push(RecordReading::disposition("born_on", problem));
    }
    born_on
}

fn kind(reading: &RecordReading<'_>) -> Result<NoticeKind, Box<Disposition>> {
    let Some(code) = reading.text("event_code") else {
        return Err(RecordReading::missing("event_code", "ask the sender what the message is"));
    };
    let signs = Signs {
        has_response: reading.text("response_to").is_some(),
        profile: reading.text("profile").unwrap_or(""),
        status: reading.text("referral_status").unwrap_or(""),
    };
    tell(code, signs).map_err(|what| {
        let hint = "ask the sender what the message is; a notice can start or stop a charge, so nothing is guessed";
        RecordReading::refusal("event_code", ValueIssue::new("R_NOTICE_KIND", code, what, hint))
    })
}

fn organisation(
    reading: &mut RecordReading<'_>,
    column: &str,
    address: &str,
) -> Result<Option<Box<str>>, Box<Disposition>> {
    let column = if reading.text(column).is_some() { column } else { address };
    reading.checked(column, checks::organisation)
}

/// A code, and a warning if its list does not have it. What a notice does in law does not depend on it.
fn coded(reading: &mut RecordReading<'_>, column: &str, list: ValueSet) -> Option<Box<str>> {
    let code = reading.text(column)?;
    if !list.codes.contains(&code) {
        let message = format!("wanted one of {}", list.codes.join(", "));
        let hint = "the notice was taken; ask the sender which code is meant";
        reading.remarks.push(RecordReading::disposition(column, ValueIssue::new("W_VALUE_SET", code, message, hint)));
        return None;
    }
    Some(code.into())
}

/// Words of the sender, or a warning that they were left out because they cannot be kept.
fn text(reading: &mut RecordReading<'_>, column: &str) -> Option<Box<str>> {
    reading.word(column).unwrap_or_else(|disposition| {
        let hint = "nothing to do; the words stay in the delivery";
        let left_out = Disposition { code: "W_TEXT", hint: hint.to_owned(), ..*disposition };
        reading.remarks.push(left_out);
        None
    })
}

fn answers(reading: &mut RecordReading<'_>) -> NoticeAnswers {
    let mut answer = |column| ValueSet::of_answer(column).and_then(|list| coded(reading, column, list));
    NoticeAnswers {
        patient_consulted: answer("patient_consulted"),
        carer_consulted: answer("carer_consulted"),
        safeguarding: answer("safeguarding"),
        patient_consent: answer("patient_consent"),
        consent_source: answer("consent_source"),
        continuing_care_considered: answer("continuing_care_considered"),
    }
}
