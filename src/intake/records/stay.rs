//! A row of the stay table.

use serde::{Deserialize, Serialize};

use crate::domain::moment::{Moment, MomentPrecision};
use crate::domain::nhs_number::mask;
use crate::domain::{Alternative, Day, EventRecord, PersonKey, Reason, Stay};
use crate::files::header_names::trim;
use crate::intake::profile::field::Field;
use crate::intake::records::embedded_events;
use crate::intake::validate::cells::RowCells;
use crate::intake::validate::checks::{Checked, ValueIssue};
use crate::intake::validate::{checks, council, identity, law_codes, organisation};

/// Longer stays are doubtful: two years.
pub(crate) const LONG_DAYS: i32 = 731;
/// Longer stays are refused: twenty years.
pub(crate) const TOO_LONG_DAYS: i32 = 7_305;

/// A stay, and what else its row says about it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StayRow {
    /// The stay.
    pub stay: Stay,
    /// Events in columns of their own.
    pub events: Vec<EventRecord>,
    /// The reason for its delay, from the day it was ready.
    pub reasons: Vec<Reason>,
}

impl StayRow {
    /// The stay as the row gives it, without its person.
    pub fn as_given(&self) -> Alternative {
        let stay = Stay { person_key: None, ..self.stay.clone() };
        Alternative::row(&stay, self.events.iter().map(|record| record.event.clone()))
    }
}

/// Reads the cells; nothing if one of them refuses the row.
pub fn read(cells: &mut RowCells<'_, '_>) -> Option<StayRow> {
    let stay = stay(cells);
    cells.fill_required();
    embedded_events::checks(cells);
    let events = embedded_events::events(cells, stay.as_ref());
    let reason = embedded_events::reason(cells, stay.as_ref());
    let stay = stay.filter(|_| cells.is_clean())?;
    Some(StayRow { stay, events, reasons: reason.into_iter().collect() })
}

fn stay(cells: &mut RowCells<'_, '_>) -> Option<Stay> {
    let list = cells.rules.authorities;
    let stay_id = cells.required(Field::StayId, checks::id);
    let person_key = person(cells);
    let law = cells.rules.law;
    let provider_code = cells.required(Field::ProviderCode, |text| organisation::organisation(text, law));
    let site_code = cells.optional(Field::SiteCode, |text| organisation::organisation(text, law));
    let admitted_at = cells.required_moment(Field::AdmittedAt).map(|(moment, _)| moment);
    let find = |text: &str| council::on(text, list, "R_ORG", admitted_at.map(Moment::day));
    let authority = cells.required(Field::AuthorityCode, find);
    let discharged_at = cells.moment(Field::DischargedAt).map(|(moment, written)| departure(cells, moment, written));
    let stay = Stay {
        person_key,
        site_code,
        registered_in: municipality(cells, Field::RegisteredIn, admitted_at),
        staying_in: municipality(cells, Field::StayingIn, admitted_at),
        expected_admission_on: cells.day(Field::ExpectedAdmissionOn),
        ready_on: cells.day(Field::ReadyOn),
        discharged_at,
        admission_method: cells.optional(Field::AdmissionMethod, checks::name),
        discharge_method: cells.optional(Field::DischargeMethod, checks::name),
        discharge_destination: cells.optional(Field::DischargeDestination, checks::name),
        treatment_function_code: cells.optional(Field::TreatmentFunctionCode, checks::name),
        care_type: cells.optional(Field::CareType, |text| law_codes::care_type(text, law)),
        setting: cells.optional(Field::Setting, |text| law_codes::setting(text, law)),
        funding: cells.optional(Field::Funding, checks::name),
        age_at_admission: cells.optional(Field::AgeAtAdmission, checks::age),
        origin: cells.origin(),
        // Last, so that a row without one of these still names its other wrong cells.
        stay_id: stay_id?,
        provider_code: provider_code?,
        authority: Some(authority?),
        admitted_at: admitted_at?,
    };
    check_days(cells, &stay);
    check_birth(cells, stay.admitted_at.day());
    Some(stay)
}

/// A municipality beside that of the stay: by its code where the project has a list of its own.
fn municipality(cells: &mut RowCells<'_, '_>, field: Field, on: Option<Moment>) -> Option<Box<str>> {
    let list = cells.rules.authorities;
    if cells.rules.law.is_none() {
        return cells.optional(field, checks::name);
    }
    let found = cells.optional(field, |text| council::on(text, list, "R_ORG", on.map(Moment::day)));
    found.map(|id| list.get(id).code.as_str().into())
}

/// The person, with a word where the sender did not say who it is.
fn person(cells: &mut RowCells<'_, '_>) -> Option<PersonKey> {
    let person = named_person(cells);
    if person.is_none() && cells.has_person_column() && cells.is_clean() {
        let hint = "without the number it is not known which stays are of one person";
        let (field, number) = match cells.rules.numbers() {
            None => (Field::NhsNumber, "NHS number"),
            Some(scheme) => (Field::PersonNumber, scheme.name()),
        };
        let message = format!("no {number}; the stay was taken without a person");
        cells.remark(field, ValueIssue::new("W_NO_NHS_NUMBER", "", message, hint));
    }
    person
}

/// The person of a row, by NHS number or by a pseudonym made elsewhere.
pub(crate) fn named_person(cells: &mut RowCells<'_, '_>) -> Option<PersonKey> {
    let context = cells.context;
    let scheme = cells.rules.numbers();
    let by_nhs_number = cells.optional(Field::NhsNumber, |text| checks::nhs_number(text, &context.pseudonyms));
    let of_country = |text: &str| identity::person_number(text, scheme, &context.pseudonyms);
    let by_number = cells.optional(Field::PersonNumber, of_country).or(by_nhs_number);
    let by_key = cells.optional(Field::PersonKey, checks::person_key);
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).collect::<Vec<_>>();
    // Other digits before or behind a number do not hide it from somebody who looks for it.
    let holds = |id: &str, number: &str| {
        let (id, number) = (digits(id), digits(number));
        id.len() >= number.len() && id.windows(number.len()).any(|digits| digits == number)
    };
    let numbers = [Field::NhsNumber, Field::PersonNumber].map(|field| cells.text(field));
    let number = numbers.into_iter().flatten().find(|number| by_number.is_some() && !trim(number).is_empty());
    let id = cells.text(Field::StayId);
    if let (Some(number), Some(id)) = (number, id)
        && holds(&id, &number)
    {
        let message = match scheme {
            None => "the patient's NHS number stands in the stay id, and must not be kept".to_owned(),
            Some(scheme) => format!("the patient's {} stands in the stay id, and must not be kept", scheme.name()),
        };
        let hint = "ask the sender for the hospital's own number of the stay";
        cells.refuse(Field::StayId, ValueIssue::new("R_ID", &mask(trim(&id)), message, hint));
    }
    match (by_number, by_key) {
        (Some(_), Some(_)) => {
            let message = "both a number of the person and a person key; one of them is wanted";
            cells
                .refuse(Field::PersonKey, ValueIssue::new("R_PERSON_KEY", "", message, "leave one of the cells blank"));
            None
        }
        (number, key) => number.or(key),
    }
}

/// The moment of a discharge. Where only its day is known it is the end of that day, so that it lies behind whatever
/// else happened then.
fn departure(cells: &mut RowCells<'_, '_>, moment: Moment, written: MomentPrecision) -> Moment {
    if written == MomentPrecision::ToTheSecond {
        return moment;
    }
    // Elsewhere than in England no hour of the last day moves money.
    if cells.is_day_only(Field::DischargedAt) || cells.rules.law.is_some() {
        return Moment::end_of(moment.day());
    }
    let message = "the discharge has no time; the end of the day was taken";
    let hint = "before 11:00 a discharge can take a chargeable day away: ask the sender for the time";
    cells.remark(Field::DischargedAt, ValueIssue::new("W_NO_TIME", &moment.day().to_string(), message, hint));
    Moment::end_of(moment.day())
}

fn check_days(cells: &mut RowCells<'_, '_>, stay: &Stay) {
    let admitted_on = stay.admitted_at.day();
    cells.check_range(Field::AdmittedAt, admitted_on);
    if let Some(day) = stay.expected_admission_on {
        cells.check_range(Field::ExpectedAdmissionOn, day);
    }
    if let Some(day) = stay.ready_on {
        cells.check_range(Field::ReadyOn, day);
    }
    let discharged_on = stay.discharged_at.map(Moment::day);
    if let Some(day) = discharged_on {
        cells.check_range(Field::DischargedAt, day);
    }
    let mut order = |field, value: String, message: String| {
        cells.refuse(field, ValueIssue::new("R_ORDER", &value, message, "ask the sender which of the two is right"));
    };
    if let Some(discharged) = stay.discharged_at.filter(|discharged| *discharged < stay.admitted_at) {
        order(Field::DischargedAt, discharged.to_string(), format!("before the admission at {}", stay.admitted_at));
    }
    if let Some(ready) = stay.ready_on.filter(|ready| *ready < admitted_on) {
        order(Field::ReadyOn, ready.to_string(), format!("before the day of admission {admitted_on}"));
    }
    // A discharge before the admission is wrong itself and says nothing about the ready day.
    if let (Some(ready), Some(discharged)) = (stay.ready_on, discharged_on.filter(|day| *day >= admitted_on))
        && ready > discharged
    {
        order(Field::ReadyOn, ready.to_string(), format!("after the day of discharge {discharged}"));
    }
    if let Some(left) = discharged_on {
        match check_length(stay.admitted_at, left) {
            Ok(((), remark)) => remark.into_iter().for_each(|remark| cells.remark(Field::AdmittedAt, remark)),
            Err(problem) => cells.refuse(Field::AdmittedAt, problem),
        }
    }
}

/// No patient is admitted before the day of birth: the number is that of another person, or its century is wrong.
fn check_birth(cells: &mut RowCells<'_, '_>, admitted_on: Day) {
    let Some((scheme, text)) = cells.rules.numbers().zip(cells.text(Field::PersonNumber)) else { return };
    let text = trim(&text).to_owned();
    if scheme.birth(&text).is_some_and(|born| born > admitted_on) {
        let message = format!("the day of birth in it lies after the admission on {admitted_on}; taken as it is");
        cells.remark(
            Field::PersonNumber,
            ValueIssue::masked("W_PERSON_NUMBER", &text, message, "check the number against the patient's record"),
        );
    }
}

/// What there is to say of the length of a stay that lasted until a day.
///
/// # Errors
/// It is longer than twenty years.
pub(crate) fn check_length(admitted_at: Moment, last: Day) -> Checked<()> {
    let days = last - admitted_at.day();
    if days <= LONG_DAYS {
        return Ok(((), None));
    }
    let found = format!("found {days} days from admission to {last}");
    let value = admitted_at.to_string();
    if days > TOO_LONG_DAYS {
        let message = format!("{found}, at most 20 years are wanted");
        return Err(ValueIssue::new("R_DATE_RANGE", &value, message, "check the year"));
    }
    let message = format!("{found}, which is over two years");
    Ok(((), Some(ValueIssue::new("W_LENGTH", &value, message, "check the years and whether it ended"))))
}
