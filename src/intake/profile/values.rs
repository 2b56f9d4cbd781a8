//! The values that stand in a profile itself, held against the rules of their columns when the profile is read: one that
//! no row could have would refuse every row, without a visible reason.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::tz::TimeZone;

use super::RecordKind;
use crate::built_in::PROFILES;
use crate::domain::codes::{Attribution, CareType};
use crate::domain::nhs_number::Pseudonyms;
use crate::domain::{Authorities, NumberScheme};
use crate::files::wording::{nearest, shown};
use crate::intake::profile::dates::Cut;
use crate::intake::profile::field::{Field, Item};
use crate::intake::profile::{DateStyle, dates};
use crate::intake::records::{client_level_data, hes_spells, scotland_return};
use crate::intake::validate::amounts;
use crate::intake::validate::checks;
use crate::intake::validate::checks::{Checked, ValueIssue};

/// What is wrong, and what to do.
type MistakeText = (String, String);

/// What one row must have for a format under `[formats]`.
const FORMATS: [(&str, RecordKind); 3] =
    [("hl7", RecordKind::Adt), ("fhir", RecordKind::Encounter), ("xml", RecordKind::Notice)];

/// Whether files of a format can be read by the built-in profile of this name.
pub fn format(format: &str, profile: &str) -> Result<(), MistakeText> {
    let Some((_, record)) = FORMATS.iter().find(|(name, _)| *name == format) else {
        let names = FORMATS.map(|(name, _)| name).join(", ");
        return Err((format!("there is no format `{format}`"), format!("there are {names}")));
    };
    let read = PROFILES.iter().find(|file| file.name == profile).and_then(|file| file.text.parse::<toml::Table>().ok());
    let reads = read.and_then(|table| Some(table.get("profile")?.get("record")?.as_str()? == record.name()));
    if reads == Some(true) {
        return Ok(());
    }
    let hint = format!("name the built-in profile whose records are of the kind `{}`", record.name());
    Err((format!("no built-in profile `{profile}` reads the format `{format}`"), hint))
}

/// A sign between cells.
pub fn delimiter(sign: &str) -> Option<u8> {
    match sign.as_bytes() {
        [sign @ (b',' | b';' | b'\t' | b'|')] => Some(*sign),
        _ => None,
    }
}

/// Whether messages of a trigger can be passed over.
pub fn passed_over(record: RecordKind, trigger: &str) -> Result<(), MistakeText> {
    if record != RecordKind::Adt {
        return Err(("only messages of HL7 have triggers".to_owned(), "leave `pass_over` out".to_owned()));
    }
    let hint = "name triggers that say nothing about a stay, such as A05";
    crate::files::hl7::may_be_passed_over(trigger)
        .map_err(|why| (format!("`{}` {why}", shown(trigger)), hint.to_owned()))
}

/// Whether a column can have a word, which stands for the sender's code or, without one, for a blank cell. A code that
/// means itself is the sender's: it needs a form that a row could have. Another word is ours, and has to be one we know. The
/// code of an event may have no value: one column can say both what happened and what was answered.
pub fn word(record: RecordKind, field: Field, code: Option<&str>, text: &str) -> Result<(), MistakeText> {
    let said = |ValueIssue { message, hint, .. }: ValueIssue| {
        (format!("`{}` cannot have the value `{}`: {message}", field.name(), shown(text)), hint)
    };
    if Item::Field(field).is_date() {
        let hint = "days that mean that there is none are listed as `null_dates` of [profile]";
        return Err((format!("`{}` has days, and no codes", field.name()), hint.to_owned()));
    }
    if text.is_empty() && code.is_some() && field == Field::Value {
        return Ok(());
    }
    if text.trim().is_empty() {
        return Err(said(ValueIssue::new("R_REQUIRED", "", "it is blank", "write a value, or leave the line out")));
    }
    let checked = match record {
        RecordKind::Episode => hes_spells::word(field, text),
        RecordKind::Submission => scotland_return::word(field, text),
        RecordKind::CareEvent => client_level_data::word(field, text),
        _ => native(field, text),
    };
    checked.map_err(said)?;
    let ours = code.is_none_or(|code| code != text) || field == Field::SpellEnd;
    match KNOWN.get(&(record.name(), field.name())).filter(|_| ours) {
        Some(known) if !known.iter().any(|word| is_word(record, word, text)) => Err(said(not_known(known, text))),
        _ => Ok(()),
    }
}

fn native(field: Field, text: &str) -> Result<(), ValueIssue> {
    match field {
        Field::StayId => unit(checks::id(text)),
        Field::ProviderCode | Field::SiteCode | Field::PayeeCode => unit(checks::organisation(text)),
        Field::AuthorityCode | Field::PayerCode => checks::authority(text, Authorities::all(), "R_ORG").map(drop),
        Field::AttributedTo => unit(checks::code::<Attribution>(text)),
        Field::CareType => unit(checks::code::<CareType>(text)),
        Field::Kind => unit(checks::kind(text, None)),
        Field::Currency => unit(checks::currency(text)),
        Field::AgeAtAdmission => unit(checks::age(text)),
        Field::Days => unit(checks::days(text)),
        Field::AmountMinor => unit(amounts::amount(text)),
        Field::NhsNumber => unit(checks::nhs_number(text, &Pseudonyms::new(b""))),
        Field::PersonNumber => [NumberScheme::Norway, NumberScheme::Sweden, NumberScheme::Denmark]
            .iter()
            .find_map(|scheme| scheme.parse(text).ok().map(drop))
            .ok_or_else(|| {
                ValueIssue::new("R_PERSON_NUMBER", "", "no identity number of Norway, Sweden or Denmark", "")
            }),
        Field::PersonKey => unit(checks::person_key(text)),
        _ => unit(checks::name(text)),
    }
}

/// The words of episodes and of social care, by kind of record and column: all that the built-in profiles list, those of a
/// release before included. They are read as TOML and not as profiles, which are held to them.
static KNOWN: LazyLock<BTreeMap<(&'static str, &'static str), Vec<String>>> = LazyLock::new(|| {
    let mut known: BTreeMap<_, Vec<String>> = BTreeMap::new();
    let of_kind = |table: &toml::Table| {
        let name = table.get("profile")?.get("record")?.as_str()?;
        [RecordKind::Episode, RecordKind::CareEvent].into_iter().find(|kind| kind.name() == name)
    };
    for table in PROFILES.iter().filter_map(|file| file.text.parse::<toml::Table>().ok()) {
        let Some(record) = of_kind(&table) else { continue };
        let lists = ["codes", "former"].into_iter().filter_map(|part| table.get(part)?.as_table());
        for (column, list) in lists.flatten() {
            let Some(field) = Field::ALL.iter().find(|field| field.name() == column) else { continue };
            // Of a map only the words of a list are all that there are.
            let words =
                list.as_array().into_iter().flatten().filter_map(|word| word.as_str()).filter(|word| *word != "*");
            let words: Vec<String> = words.map(str::to_owned).collect();
            if !words.is_empty() {
                known.entry((record.name(), field.name())).or_default().extend(words);
            }
        }
    }
    known
});

/// Social care is read whatever the case of its words.
fn is_word(record: RecordKind, word: &str, text: &str) -> bool {
    if record == RecordKind::CareEvent { word.eq_ignore_ascii_case(text) } else { word == text }
}

fn not_known(known: &[String], text: &str) -> ValueIssue {
    const MOST: usize = 12;
    let hint = match nearest(text, known.iter().map(String::as_str)) {
        Some(word) => {
            format!("the nearest known is `{word}`; a code of the sender's that is to stay as it is means itself")
        }
        None if known.len() > MOST => "see the lists of the built-in profiles of such records".to_owned(),
        None => format!("there are {}", known.join(", ")),
    };
    ValueIssue::new("R_CODE", text, "no such word is known", hint)
}

/// Whether a column can have what stands for a blank cell. Days are written as yyyy-mm-dd.
pub fn default(record: RecordKind, field: Field, day_only: bool, text: &str) -> Result<(), MistakeText> {
    if !Item::Field(field).is_date() {
        return word(record, field, None, text);
    }
    let timed = matches!(field, Field::AdmittedAt | Field::DischargedAt | Field::At | Field::Until) && !day_only;
    let is_moment = || timed && dates::moment(text, DateStyle::Iso, &TimeZone::UTC).is_ok();
    let day = dates::day(text, DateStyle::Iso, &TimeZone::UTC);
    if matches!(day, Ok((_, Cut::Nothing | Cut::Midnight))) || is_moment() {
        return Ok(());
    }
    let what = format!("the default of `{}` is no day of the calendar written as yyyy-mm-dd", field.name());
    Err((what, "days under [defaults] are written as 2018-03-31, whatever `dates` says".to_owned()))
}

fn unit<T>(checked: Checked<T>) -> Result<(), ValueIssue> {
    checked.map(drop)
}
