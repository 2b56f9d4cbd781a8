//! A record of one episode, read cell by cell.

use serde::{Deserialize, Serialize};

use crate::domain::codes::CareType;
use crate::domain::nhs_number::Pseudonyms;
use crate::domain::{Alternative, Authorities, AuthorityId, Day, Origin, PersonKey, Residence};
use crate::files::header_names::trim;
use crate::intake::findings::candidate::Candidate;
use crate::intake::findings::disposition::{Disposition, Whose};
use crate::intake::profile::CutSpell;
use crate::intake::profile::field::Field;
use crate::intake::records::embedded_events;
use crate::intake::records::hes_spells::flags;
use crate::intake::records::refused_rows;
use crate::intake::validate::cells::{CellIssue, RowCells};
use crate::intake::validate::checks::{Checked, ValueIssue};
use crate::intake::validate::readable::Supposed;
use crate::intake::validate::{checks, council, rows};

/// An episode, as far as its record can be read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EpisodeRow {
    /// Whose it is, where the record says so: the sender's own number before the NHS number.
    pub group: Option<PersonKey>,
    /// The person, by NHS number if there is one.
    pub person_key: Option<PersonKey>,
    /// The hospital's organisation.
    pub provider: Box<str>,
    /// The site within it.
    pub site: Option<Box<str>>,
    /// The authority of residence, or why there is none.
    pub authority: Result<AuthorityId, ValueIssue>,
    /// Day of admission to the spell.
    pub admitted_on: Option<Day>,
    /// First and last day of the episode.
    pub start: Option<Day>,
    /// Last day; nothing while it lasts.
    pub end: Option<Day>,
    /// Its place in the spell, from 1.
    pub order: Option<u32>,
    /// What the sender orders transfers by.
    pub transit: Option<Box<str>>,
    /// The sender's name for the episode.
    pub key: Option<Box<str>>,
    /// NHS admission method code.
    pub admission_method: Option<Box<str>>,
    /// Day of discharge from the spell.
    pub discharged_on: Option<Day>,
    /// NHS discharge method code.
    pub discharge_method: Option<Box<str>>,
    /// NHS discharge destination code.
    pub discharge_destination: Option<Box<str>>,
    /// The day the patient was ready to leave.
    pub ready_on: Option<Day>,
    /// NHS treatment function code.
    pub treatment_function: Option<Box<str>>,
    /// What kind of care, where the codes say so without doubt.
    pub care_type: Option<CareType>,
    /// Age at the start of the episode.
    pub age: Option<u8>,
    /// How its stay is taken if this is the last episode that is known, it ended, and the stay did not.
    pub cut_spell: CutSpell,
    /// Where it stands.
    pub origin: Origin,
    /// Why the record is refused; its spell is refused with it.
    pub refusal: Option<CellIssue>,
    /// The records of the episode where they contradict each other, with the fate of each; else none. Settling finds
    /// them, so that a row that was read has none.
    #[serde(skip)]
    pub contradicting: Vec<(Candidate<EpisodeRow>, Disposition)>,
    /// What a refused record may have said otherwise, and of whom.
    pub supposed: (Vec<Alternative>, Whose),
}

macro_rules! same {
    ($one:expr, $other:expr; $($field:ident),+) => { $($one.$field == $other.$field)&&+ };
}

impl EpisodeRow {
    /// Whether two records say the same of one episode.
    pub fn says_what(&self, other: &Self) -> bool {
        same!(self, other; group, person_key, provider, site, authority, admitted_on, start, end, order, transit, key)
            && same!(self, other; admission_method, discharged_on, discharge_method, discharge_destination, ready_on)
            && same!(self, other; treatment_function, care_type, age)
    }
}

/// Reads the cells. A record that says whose it is and where stays with its spell even if it is refused.
pub fn read(cells: &mut RowCells<'_, '_>) -> Option<EpisodeRow> {
    flags::count(cells);
    let provider = provider(cells);
    let (group, person_key) = person(cells);
    let days = [Field::AdmittedAt, Field::EpisodeStart, Field::EpisodeEnd, Field::DischargedAt, Field::ReadyOn];
    let [admitted_on, start, end, discharged_on, ready_on] = days.map(|field| day(cells, field));
    if cells.is_blank(Field::EpisodeStart) {
        let message = "the episode has no first day, so it is not known which stay it belongs to";
        cells.refuse(Field::EpisodeStart, ValueIssue::new("R_REQUIRED", "", message, "ask the sender for the day"));
    }
    check_order(cells, start, end, discharged_on);
    let order = order(cells);
    let authority = authority(cells, admitted_on.or(start));
    let transit = cells.optional(Field::Transit, checks::own_key);
    let key = cells.optional(Field::EpisodeKey, checks::own_key);
    let mut word = |field| cells.optional(field, checks::name);
    let admission_method = word(Field::AdmissionMethod);
    let discharge_method = word(Field::DischargeMethod);
    let discharge_destination = word(Field::DischargeDestination);
    // `&` is how the statistics write that it is not known.
    let treatment_function = word(Field::TreatmentFunctionCode).filter(|code| &**code != "&");
    let _ = (word(Field::EpisodeStatus), word(Field::IntendedManagement), word(Field::SpellEnd));
    let (classification, kind) = (word(Field::PatientClassification), word(Field::EpisodeType));
    let care_type = care_type(classification.as_deref(), kind.as_deref(), treatment_function.as_deref());
    let site = cells.optional(Field::SiteCode, site).flatten();
    let age = cells.optional(Field::AgeAtAdmission, checks::age);
    terms(cells, admitted_on, discharged_on.or(end));
    embedded_events::checks(cells);
    cells.fill_required();
    let supposed = if cells.is_clean() { Supposed::default() } else { refused_rows::of_row(cells, false) };
    let supposed = (supposed.alternatives, supposed.whose);
    let refusal = (!cells.is_clean()).then(|| rows::first_of(std::mem::take(&mut cells.problems)));
    let origin = cells.origin();
    let row = EpisodeRow {
        group,
        person_key,
        provider: match (provider, &refusal) {
            (Some(provider), _) => provider,
            (None, Some(issue)) => {
                cells.problems.push(issue.clone());
                return None;
            }
            (None, None) => return None,
        },
        site,
        authority,
        admitted_on,
        start,
        end,
        order,
        transit,
        key,
        admission_method,
        discharged_on,
        discharge_method,
        discharge_destination,
        ready_on,
        treatment_function,
        care_type,
        age,
        cut_spell: cells.profile.cut_spell,
        origin,
        refusal,
        contradicting: Vec::new(),
        supposed,
    };
    Some(row)
}

/// Whether a column can have this word, which a profile writes for a sender's code.
///
/// # Errors
/// Every row with it would be refused, and why.
pub fn word(field: Field, text: &str) -> Result<(), ValueIssue> {
    let wrong = |message: &str, hint: &str| Err(ValueIssue::new("R_CODE", text, message, hint));
    match field {
        Field::ProviderCode | Field::ProviderSiteCode | Field::SiteCode => checks::organisation(text).map(drop),
        Field::AuthorityCode | Field::FormerAuthorityCode => match residence(text, Authorities::england(), None) {
            Some(_) => Ok(()),
            None => Err(ValueIssue::new(
                "R_ORG",
                text,
                NO_DISTRICT,
                "see regimes/authorities.csv and regimes/residence.csv",
            )),
        },
        Field::NhsNumber => checks::nhs_number(text, &Pseudonyms::new(b"")).map(drop),
        Field::PersonKey => checks::person_key(text).map(drop),
        Field::AgeAtAdmission => checks::age(text).map(drop),
        Field::EpisodeOrder => checks::number(text, 0, 99).map(drop),
        Field::Fce | Field::Fae | Field::FaeEmergency | Field::Fde if !matches!(text, "0" | "1") => {
            wrong("a flag is 0 or 1", "write 1 where the episode counts and 0 where it does not")
        }
        Field::TreatmentFunctionCode if !is_function(text) => {
            wrong("a treatment function is three digits or letters", "write its NHS code, or `&` where it is not known")
        }
        _ => checks::name(text).map(drop),
    }
}

fn is_function(text: &str) -> bool {
    text == "&" || (text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// The provider: its code of three characters, or the first three of that of its site.
fn provider(cells: &mut RowCells<'_, '_>) -> Option<Box<str>> {
    let site = cells.optional(Field::ProviderSiteCode, checks::organisation);
    if cells.is_blank(Field::ProviderCode)
        && let Some(code) = site
    {
        // 89997 and 89999 stand for hospitals that have no code.
        let whole = code.starts_with("8999") || !code.is_ascii();
        return Some(if whole { code } else { code[..3].into() });
    }
    cells.required(Field::ProviderCode, checks::organisation)
}

/// The site. Old records have two characters of it; the stay is known without it.
fn site(text: &str) -> Checked<Option<Box<str>>> {
    Ok(match checks::organisation(text) {
        Ok((site, remark)) => (Some(site), remark),
        Err(problem) => (None, Some(ValueIssue { code: "W_SITE", ..problem })),
    })
}

/// Whose episode it is: for putting episodes together the sender's own number, which every record has; for the stay the
/// NHS number, where there is one.
fn person(cells: &mut RowCells<'_, '_>) -> (Option<PersonKey>, Option<PersonKey>) {
    let (key, realm) = (&cells.context.pseudonyms, cells.profile.name.as_str());
    let own = cells.optional(Field::PersonId, |text| checks::person_id(text, realm, key));
    let made = cells.optional(Field::PersonKey, checks::person_key);
    let number = cells.optional(Field::NhsNumber, |text| checks::nhs_number(text, key));
    let known = number.or(made);
    if own.is_none() && known.is_none() && cells.is_clean() {
        let message = "no person's number; the episode was taken as a stay of its own";
        let hint = "episodes of one stay cannot be put together without the person";
        cells.remark(Field::PersonId, ValueIssue::new("W_NO_NHS_NUMBER", "", message, hint));
    }
    (own.clone().or_else(|| known.clone()), known.or(own))
}

fn day(cells: &mut RowCells<'_, '_>, field: Field) -> Option<Day> {
    let day = cells.day(field)?;
    cells.check_range(field, day);
    Some(day)
}

/// Refuses an episode that ended, or whose patient left, before its first day.
fn check_order(cells: &mut RowCells<'_, '_>, start: Option<Day>, end: Option<Day>, left: Option<Day>) {
    let Some(start) = start else { return };
    let mut before = |field, day: Option<Day>, message: String, hint| {
        if let Some(day) = day.filter(|day| *day < start) {
            cells.refuse(field, ValueIssue::new("R_ORDER", &day.to_string(), message, hint));
        }
    };
    let message = format!("before the first day of the episode {start}");
    before(Field::EpisodeEnd, end, message, "ask the sender which of the two is right");
    let message = format!("the patient left before the first day of the episode {start}");
    before(
        Field::DischargedAt,
        left,
        message,
        "ask the sender which of the two is right: days are charged up to the discharge",
    );
}

/// The place in the spell; 98 means that it has none, 99 that it is unknown.
fn order(cells: &mut RowCells<'_, '_>) -> Option<u32> {
    match cells.optional(Field::EpisodeOrder, |text| checks::number(text, 0, 99)) {
        Some(98) => None,
        Some(99) => {
            let message = "the place in the stay is not known; episodes were put in the order of their days";
            cells.remark(
                Field::EpisodeOrder,
                ValueIssue::new("W_EPISODE_ORDER", "99", message, "ask the sender for it"),
            );
            None
        }
        other => other,
    }
}

/// The authority of residence. Whether its absence refuses the stay depends on the other episodes.
fn authority(cells: &mut RowCells<'_, '_>, day: Option<Day>) -> Result<AuthorityId, ValueIssue> {
    let [new, old] = [Field::AuthorityCode, Field::FormerAuthorityCode];
    let field = if cells.is_blank(new) && !cells.is_blank(old) { old } else { new };
    let default = cells.profile.default(Field::AuthorityCode.into()).map(str::to_owned);
    let by_default = |problem: ValueIssue| match default
        .as_deref()
        .map(|name| residence(name, cells.rules.authorities, day))
    {
        Some(Some(Residence::Known(authority))) => Ok((authority, Some(ValueIssue { code: "W_RESIDENCE", ..problem }))),
        _ => Err(problem),
    };
    let text = cells.meaning(field)?;
    let read = match residence(&text, cells.rules.authorities, day) {
        _ if text.is_empty() => {
            let message = "no place of residence, so no authority";
            by_default(ValueIssue::new("R_REQUIRED", "", message, HINT))
        }
        Some(Residence::Known(authority)) => match day {
            Some(day) => council::held(authority, &text, cells.rules.authorities, day),
            None => Ok((authority, None)),
        },
        Some(Residence::NoCouncil(words)) => by_default(ValueIssue::new("R_ORG", &text, words, HINT)),
        None => Err(ValueIssue::new("R_ORG", &text, NO_DISTRICT, HINT)),
    };
    read.map(|(authority, remark)| {
        if let Some(remark) = remark {
            cells.remark(field, remark);
        }
        authority
    })
}

/// Where a code or a name of a residence is.
fn residence(text: &str, list: &Authorities, day: Option<Day>) -> Option<Residence> {
    let find = || day.map_or_else(|| list.find(text), |day| list.find_on(text, day));
    let named = || find().filter(|_| text.is_ascii()).map(Residence::Known);
    Residence::of_code(text).or_else(named)
}

const NO_DISTRICT: &str = "no district has this code, old or new";
const HINT: &str =
    "ask the hospital where the patient lived; a profile of your own can name an authority for such stays";

/// What kind of care, where the codes leave no doubt; elsewhere nothing, which means acute care.
fn care_type(classification: Option<&str>, kind: Option<&str>, function: Option<&str>) -> Option<CareType> {
    // Deliveries, births and those who only used the facilities for them.
    if classification == Some("5") || matches!(kind, Some("2" | "3" | "5" | "6")) {
        return Some(CareType::Maternity);
    }
    match function? {
        "501" | "560" => Some(CareType::Maternity),
        "710" | "711" | "712" | "713" | "715" | "720" | "721" | "722" | "723" | "724" | "725" | "726" | "727" => {
            Some(CareType::MentalHealth)
        }
        "315" => Some(CareType::Palliative),
        "314" => Some(CareType::Rehabilitation),
        "318" => Some(CareType::Intermediate),
        _ => None,
    }
}

/// Codes that were not in their list on the day that they are about.
fn terms(cells: &mut RowCells<'_, '_>, admitted_on: Option<Day>, left_on: Option<Day>) {
    let on = [
        (Field::AdmissionMethod, admitted_on),
        (Field::DischargeMethod, left_on),
        (Field::DischargeDestination, left_on),
    ];
    for (field, day) in on {
        let (Some(day), Some(text)) = (day, cells.text(field)) else { continue };
        let Some(term) = cells.profile.term(field, trim(&text)) else { continue };
        let message = match (term.from, term.to) {
            (_, Some(to)) if day > to => format!("retired: in the list until {to}, and this is about {day}; kept"),
            (Some(from), _) if day < from => format!("in the list from {from}, and this is about {day}; kept"),
            _ => continue,
        };
        let hint = "ask the sender for a code of that day";
        cells.remark(field, ValueIssue::new("W_CODE_TERM", trim(&text), message, hint));
    }
}
