//! The values that stand in a profile itself, held against the rules of their columns when the profile is read: one that
//! no row could have would refuse every row, and nobody would know why.

use jiff::tz::TimeZone;

use super::{RecordKind, file, library};
use crate::domain::Authorities;
use crate::domain::codes::{Attribution, CareType};
use crate::intake::check::{self, Checked, Problem};
use crate::intake::field::{Field, Item};
use crate::intake::{DateStyle, date};

/// What is wrong, and what to do.
type Wrong = (String, String);

/// What one row must have for a format under `[formats]`.
const FORMATS: [(&str, RecordKind); 3] =
    [("hl7", RecordKind::Adt), ("fhir", RecordKind::Encounter), ("xml", RecordKind::Notice)];

/// Whether files of a format can be read by the built-in profile of this name.
pub fn format(format: &str, profile: &str) -> Result<(), Wrong> {
    let Some((_, record)) = FORMATS.iter().find(|(name, _)| *name == format) else {
        let names = FORMATS.map(|(name, _)| name).join(", ");
        return Err((format!("there is no format `{format}`"), format!("there are {names}")));
    };
    let read = library::text_of(profile).and_then(|text| file::parse(text).ok());
    if read.is_some_and(|profile| profile.record == *record) {
        return Ok(());
    }
    let hint = format!("name the built-in profile whose records are of the kind `{}`", record.name());
    Err((format!("no built-in profile `{profile}` reads the format `{format}`"), hint))
}

/// Whether a column can have a word that the sender's code stands for.
pub fn word(record: RecordKind, field: Field, text: &str) -> Result<(), Wrong> {
    let said = |Problem { message, hint, .. }: Problem| {
        (format!("`{}` cannot have the value `{}`: {message}", field.name(), crate::intake::words::shown(text)), hint)
    };
    if text.trim().is_empty() {
        return Err(said(Problem::new("R_REQUIRED", "", "it is blank", "write a value, or leave the line out")));
    }
    let native = matches!(record, RecordKind::Stay | RecordKind::Event | RecordKind::Reason | RecordKind::Claim);
    if !native && !record.is_message() {
        return Ok(());
    }
    let checked = match field {
        Field::StayId => unit(check::id(text)),
        Field::ProviderCode | Field::SiteCode | Field::PayeeCode => unit(check::organisation(text)),
        Field::AuthorityCode | Field::PayerCode => check::authority(text, Authorities::all(), "R_ORG").map(drop),
        Field::AttributedTo => unit(check::code::<Attribution>(text)),
        Field::CareType => unit(check::code::<CareType>(text)),
        Field::Kind => unit(check::kind(text)),
        Field::Currency => unit(check::currency(text)),
        Field::AgeAtAdmission => unit(check::age(text)),
        Field::Days => unit(check::days(text)),
        Field::AmountMinor => unit(check::amount(text)),
        Field::NhsNumber => unit(check::nhs_number(text, b"")),
        Field::PersonKey => unit(check::person_key(text)),
        _ => unit(check::name(text)),
    };
    checked.map_err(said)
}

/// Whether a column can have what stands for a blank cell. Days are written as yyyy-mm-dd.
pub fn default(record: RecordKind, field: Field, day_only: bool, text: &str) -> Result<(), Wrong> {
    if !Item::Field(field).is_date() {
        return word(record, field, text);
    }
    let timed = matches!(field, Field::AdmittedAt | Field::DischargedAt | Field::At | Field::Until) && !day_only;
    let is_moment = || timed && date::moment(text, DateStyle::Iso, &TimeZone::UTC).is_ok();
    if date::day(text, DateStyle::Iso).is_ok() || is_moment() {
        return Ok(());
    }
    let what = format!("the default of `{}` is no day of the calendar written as yyyy-mm-dd", field.name());
    Err((what, "days under [defaults] are written as 2018-03-31, whatever `dates` says".to_owned()))
}

fn unit<T>(checked: Checked<T>) -> Result<(), Problem> {
    checked.map(drop)
}
