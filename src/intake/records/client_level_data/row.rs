//! A row of Client Level Data, read cell by cell.

use serde::{Deserialize, Serialize};

use crate::domain::nhs_number::Pseudonyms;
use crate::domain::{Authorities, AuthorityId, CareEvent, CareKind, Day, Origin, PersonKey};
use crate::files::header_names::trim;
use crate::files::wording::with_odd_character;
use crate::intake::profile::ServiceStart;
use crate::intake::profile::field::{Field, Item};
use crate::intake::records::client_level_data::validate;
use crate::intake::validate::cells::RowCells;
use crate::intake::validate::checks::{Checked, ValueIssue};
use crate::intake::validate::{checks, council};

/// The route by which someone comes from a hospital, in both releases.
const FROM_HOSPITAL: &str = "discharge from hospital";
/// The client type of people without an event.
const BY_ASSOCIATION: &str = "known by association";

/// What a row says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CareRow {
    /// The event; nothing for carers known by association, and for events that were cancelled.
    pub event: Option<CareEvent>,
    /// The council.
    pub authority: AuthorityId,
    /// First and last day of the period that was submitted.
    pub period: (Day, Day),
    /// The person by NHS number, or by a pseudonym made of it.
    pub known: Option<PersonKey>,
    /// The person by the council's own number.
    pub own: Option<PersonKey>,
    /// What kind of event.
    pub kind: Option<CareKind>,
    /// The council's own name of the event.
    pub reference: Option<Box<str>>,
    /// What else tells the event of a person from others, as the national processing does.
    pub key: String,
    /// The kind of service and its component, which distinguish services of one reference.
    pub component: Option<[Option<Box<str>>; 2]>,
    /// First and last day of the event, cancelled or not.
    pub days: (Option<Day>, Option<Day>),
    /// The day on which the person died, where the record has one that can be.
    pub died_on: Option<Day>,
    /// Whether the record tells of a death on a day that cannot be read, or cannot be.
    pub is_death_unread: bool,
    /// When on its day a service began.
    pub service_start: ServiceStart,
    /// Where it stands.
    pub origin: Origin,
    /// Its place in the list of outcomes, where earlier outcomes go first; behind all of them without one.
    pub priority: usize,
}

/// Reads the cells; nothing if one of them refuses the row.
pub fn read(cells: &mut RowCells<'_, '_>) -> Option<CareRow> {
    let list = cells.rules.authorities;
    let period = [Field::PeriodFrom, Field::PeriodTo].map(|field| cells.required_day(field));
    let authority = cells.required(Field::AuthorityCode, |text| by_number_or_name(text, list, period[1].or(period[0])));
    if let [Some(from), Some(to)] = period
        && to < from
    {
        let message = format!("before the first day of the period {from}");
        let problem = ValueIssue::new("R_ORDER", &to.to_string(), message, "ask the council which of the two is right");
        cells.refuse(Field::PeriodTo, problem);
    }
    let realm = authority.map_or("", |authority| list.get(authority).code.as_str());
    let (known, own) = person(cells, realm);
    let mut word = |field: Field| cells.optional(field, checks::word);
    let client = word(Field::ClientType);
    let outcome = word(Field::Outcome);
    let (route, assessment) = (word(Field::Route), word(Field::AssessmentType));
    let (service_type, component) = (word(Field::ServiceType), word(Field::ServiceComponent));
    let by_association = client.as_deref().is_some_and(|client| client.to_ascii_lowercase().contains(BY_ASSOCIATION));
    let kind = kind(cells, by_association);
    let (from, to) = days(cells, kind);
    validate::fields(cells, by_association, kind);
    in_period(cells, kind, period, (from, to));
    let cancelled = is_cancelled(cells);
    let died_on = validate::day_of_death(cells);
    let is_death_unread = validate::is_death_unread(cells);
    let reference = (!cells.is_blank(Field::EventReference)).then(|| cells.text(Field::EventReference)).flatten();
    let reference = reference.map(|text| trim(&text).into());
    if !cells.is_clean() {
        return None;
    }
    let (authority, person_key, [from_period, to_period]) = (authority?, known.clone().or(own.clone())?, period);
    let key = format!(
        "{kind:?} {from:?} {:?} {client:?} {route:?} {assessment:?} {service_type:?} {component:?}",
        to.filter(|_| kind != Some(CareKind::Service)),
    );
    let priority = priority(cells, outcome.as_deref());
    let component = (kind == Some(CareKind::Service)).then(|| [service_type.clone(), component]);
    let event = match (kind, from) {
        (Some(kind), Some(from)) if !cancelled && !by_association => {
            let from_hospital = route.filter(|_| kind == CareKind::Request);
            let from_hospital = from_hospital.map(|route| route.eq_ignore_ascii_case(FROM_HOSPITAL));
            let origin = cells.origin();
            Some(CareEvent { person_key, authority, kind, from, to, from_hospital, outcome, service_type, origin })
        }
        _ => None,
    };
    let (period, days, origin) = ((from_period?, to_period?), (from, to), cells.origin());
    Some(CareRow {
        event,
        authority,
        period,
        known,
        own,
        kind,
        reference,
        key,
        component,
        days,
        died_on,
        is_death_unread,
        service_start: cells.profile.service_start,
        origin,
        priority,
    })
}

/// Whether a column can have this word, which a profile writes for a sender's code.
///
/// # Errors
/// Every row with it would be refused, and why.
pub fn word(field: Field, text: &str) -> Result<(), ValueIssue> {
    match field {
        Field::AuthorityCode => by_number_or_name(text, Authorities::england(), None).map(drop),
        Field::EventType => kind_of(text).map(drop),
        Field::NhsNumber => checks::nhs_number(text, &Pseudonyms::new(b"")).map(drop),
        Field::PersonKey => checks::person_key(text).map(drop),
        _ => checks::word(text).map(drop),
    }
}

/// The code under which a council keeps its persons, by its code or name.
pub fn council(text: &str, list: &'static Authorities, day: Option<Day>) -> Option<&'static str> {
    let (authority, _) = by_number_or_name(text, list, day).ok()?;
    Some(&list.get(authority).code)
}

/// A council; it has a code of three digits too, by which the older returns name it.
fn by_number_or_name(text: &str, list: &Authorities, day: Option<Day>) -> Checked<AuthorityId> {
    let read = match (list.numbered(text, day), day) {
        (Some(authority), Some(day)) => council::held(authority, text, list, day),
        (Some(authority), None) => Ok((authority, None)),
        (None, day) => council::on(text, list, "R_ORG", day),
    };
    // A person keeps one key under all codes of a council.
    read.map(|(authority, remark)| (list.council(authority), remark))
}

/// The person: by NHS number, and by the council's own number, which no other council's number can meet.
fn person(cells: &mut RowCells<'_, '_>, realm: &str) -> (Option<PersonKey>, Option<PersonKey>) {
    let key = &cells.context.pseudonyms;
    let number = cells.optional(Field::NhsNumber, |text| checks::nhs_number(text, key));
    let made = cells.optional(Field::PersonKey, checks::person_key);
    let own = cells.optional(Field::PersonId, |text| checks::person_id(text, realm, key));
    let known = number.or(made);
    if known.is_none() && own.is_none() && cells.is_clean() {
        let message = "neither an NHS number nor the council's own number of the person";
        let hint = "ask the council for one of them";
        cells.refuse(Field::NhsNumber, ValueIssue::new("R_REQUIRED", "", message, hint));
    }
    (known, own)
}

/// What kind of event a word is.
fn kind_of(text: &str) -> Checked<CareKind> {
    let kind = match text.to_ascii_lowercase().as_str() {
        "request" => CareKind::Request,
        "assessment" => CareKind::Assessment,
        "service" => CareKind::Service,
        "review" => CareKind::Review,
        _ => {
            let message = with_odd_character("Request, Assessment, Service or Review is wanted", text);
            return Err(ValueIssue::new("R_KIND", text, message, "ask the council which it should be"));
        }
    };
    Ok((kind, None))
}

fn kind(cells: &mut RowCells<'_, '_>, by_association: bool) -> Option<CareKind> {
    match by_association {
        true => cells.optional(Field::EventType, kind_of),
        false => cells.required(Field::EventType, kind_of),
    }
}

/// First and last day. Only a service may go on; everything else belongs to the day on which it was completed.
fn days(cells: &mut RowCells<'_, '_>, kind: Option<CareKind>) -> (Option<Day>, Option<Day>) {
    let Some(kind) = kind else {
        return (cells.day(Field::StartedOn), cells.day(Field::EndedOn));
    };
    let from = cells.required_day(Field::StartedOn);
    let service = kind == CareKind::Service;
    let to = if service { cells.day(Field::EndedOn) } else { cells.required_day(Field::EndedOn) };
    if let Some(from) = from {
        cells.check_range(Field::StartedOn, from);
    }
    if let Some(to) = to {
        cells.check_range(Field::EndedOn, to);
    }
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        let message = format!("before its first day {from}");
        let problem = ValueIssue::new("R_ORDER", &to.to_string(), message, "ask the council which of the two is right");
        cells.refuse(Field::EndedOn, problem);
    }
    (from, to)
}

/// A completed event belongs to the period of its last day; a service to every period on some day of which it was open.
fn in_period(
    cells: &mut RowCells<'_, '_>,
    kind: Option<CareKind>,
    period: [Option<Day>; 2],
    (from, to): (Option<Day>, Option<Day>),
) {
    let (Some(kind), [Some(first), Some(last)], Some(from)) = (kind, period, from) else { return };
    let within = match (kind, to) {
        (CareKind::Service, to) => from <= last && to.is_none_or(|to| to >= first),
        (_, Some(to)) => (first..=last).contains(&to),
        (_, None) => true,
    };
    if !within {
        let message = format!("the event does not belong to the period {first} to {last}; taken as it is");
        let problem = ValueIssue::new("W_PERIOD", &from.to_string(), message, "ask the council which of them is right");
        cells.remark(Field::StartedOn, problem);
    }
}

/// Events that were cancelled belong in no submission; where one stands in it all the same, it says so in words.
fn is_cancelled(cells: &mut RowCells<'_, '_>) -> bool {
    let says_so = |text: &str| ["cancelled", "canceled"].iter().any(|word| trim(text).eq_ignore_ascii_case(word));
    let cancelled = cells.text(Field::Description).is_some_and(|text| says_so(&text));
    if cancelled {
        let problem = ValueIssue::new("W_CANCELLED", "", "the event was cancelled; it was counted and left out", "");
        cells.remark(Field::Description, problem);
    }
    cancelled
}

fn priority(cells: &RowCells<'_, '_>, outcome: Option<&str>) -> usize {
    let place = |outcome: &str| {
        let map = cells.profile.code_map(Item::Field(Field::Outcome))?;
        map.list.iter().position(|(_, ours)| ours.eq_ignore_ascii_case(outcome))
    };
    outcome.and_then(place).unwrap_or(usize::MAX)
}

/// What a kind of event and its reference are called together.
pub fn fact_name(kind: CareKind, reference: &str) -> Box<str> {
    format!("{kind:?} {reference}").into()
}
