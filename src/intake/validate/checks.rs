//! What one cell must be: each check gives the value, or what is wrong with it, found and wanted.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::domain::codes::NotInList;
use crate::domain::finding_codes::{self, FindingCode};
use crate::domain::nhs_number::{NotAnNhsNumber, Pseudonyms, mask};
use crate::domain::nhs_number_in_text::holds_number;
use crate::domain::spreadsheet::looks_like_formula;
use crate::domain::{Authorities, AuthorityId, Currency, EventKind, NhsNumber, PersonKey};
use crate::files::wording;
use crate::files::wording::with_odd_character;
use crate::intake::OtherLaw;

/// What is wrong or doubtful: a stable code, the value fit to be shown, and the words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueIssue {
    /// `R_…` or `W_…`.
    #[serde(with = "finding_codes::as_word")]
    pub code: FindingCode,
    /// The value, masked, escaped and cut.
    pub value: String,
    /// Found and wanted.
    pub message: String,
    /// What to do, or empty.
    pub hint: String,
}

impl ValueIssue {
    /// A problem with a value that may be shown.
    pub fn new(code: &'static str, value: &str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code, value: wording::value(value), message: message.into(), hint: hint.into() }
    }

    /// A problem with a value that is shown masked.
    pub fn masked(code: &'static str, value: &str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code, value: mask(value), message: message.into(), hint: hint.into() }
    }
}

/// A value with at most one warning, or why it is refused.
pub type Checked<T> = Result<(T, Option<ValueIssue>), ValueIssue>;

/// The name of a stay: 1 to 64 ASCII letters, digits, `.`, `_`, `-`, `/`, starting with a letter or digit.
pub fn id(text: &str) -> Checked<Box<str>> {
    if holds_number(text) {
        let message = "this holds an NHS number: ids go into reports, numbers never";
        return Err(ValueIssue::new("R_ID", &mask(text), message, "use the hospital's own number of the stay"));
    }
    let good = |byte: u8| byte.is_ascii_alphanumeric() || b"._-/".contains(&byte);
    let starts_well = text.starts_with(|first: char| first.is_ascii_alphanumeric());
    if text.len() <= 64 && starts_well && text.bytes().all(good) && !text.contains("..") && !text.contains("//") {
        return Ok((text.into(), None));
    }
    let message = if text.len() > 64 {
        format!("found {}, at most 64 are wanted", wording::count(text.chars().count(), "character"))
    } else {
        with_odd_character("a stay id is ASCII letters, digits, `.`, `_`, `-` and `/`, a letter or digit first", text)
    };
    let hint = match text.as_bytes().first() {
        Some(b'\'') => "cells wrapped in apostrophes: export with double quotes or none",
        Some(b'=' | b'+' | b'@') => "this is a spreadsheet formula: export values",
        _ if text.is_ascii() => "ask the sender for the id as the hospital's system has it",
        _ => "type the id again: a character that looks like the right one is another",
    };
    Err(ValueIssue::new("R_ID", text, message, hint))
}

/// The remark on a number that stands where a name made of digits is wanted.
pub fn numeric_name(text: &str) -> ValueIssue {
    let message = "the file has a number where a name made of digits is wanted; its digits were taken";
    ValueIssue::new("W_NUMERIC_ID", text, message, "leading zeros would be lost: send text")
}

/// An organisation code: 3 to 9 ASCII letters and digits, in upper case.
pub fn organisation(text: &str) -> Checked<Box<str>> {
    if (3..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        let code: Box<str> = text.to_ascii_uppercase().into();
        let folded = (*code != *text).then(|| ValueIssue::new("W_CASE", text, format!("read as `{code}`"), ""));
        return Ok((code, folded));
    }
    let message = with_odd_character("an organisation code is 3 to 9 ASCII letters and digits", text);
    Err(ValueIssue::new(
        "R_ORG",
        text,
        message,
        "look the code up in the organisation data service, as in RX1 or RX1RA",
    ))
}

/// An authority by code, name or code of the old return.
pub fn authority(text: &str, list: &Authorities, code: &'static str) -> Result<AuthorityId, ValueIssue> {
    // The list folds case in ASCII alone: a Kelvin sign would fold to k.
    let found = if text.is_ascii() { list.find(text) } else { list.find_as_written(text) };
    if let Some(found) = found {
        return Ok(found);
    }
    let names = list.iter().map(|(_, authority)| authority.name.as_str());
    if Authorities::own().is_some() {
        return Err(not_in_own_list(text, names, code));
    }
    let message = with_odd_character("no English authority has this code or name", text);
    let hint = match wording::nearest(text, names) {
        Some(name) => format!("the nearest known is `{name}`; see regimes/authorities.csv"),
        None => "see regimes/authorities.csv for codes and names".to_owned(),
    };
    Err(ValueIssue::new(code, text, message, hint))
}

/// The refusal of what the project's own list does not have; a council of the built-in lists is named.
fn not_in_own_list<'n>(text: &str, names: impl Iterator<Item = &'n str>, code: &'static str) -> ValueIssue {
    let built_in = Authorities::built_in();
    let elsewhere = text.is_ascii().then(|| built_in.find(text)).flatten();
    let message = match elsewhere {
        Some(id) => format!(
            "{} is an authority of the United Kingdom, and no municipality of the project's list",
            built_in.get(id).with_code()
        ),
        None => with_odd_character("the project's list of municipalities has no such code or name", text),
    };
    let padded = format!("0{text}");
    let hint = match wording::nearest(text, names) {
        _ if Authorities::liable().find_as_written(&padded).is_some() => {
            format!("the list has `{padded}`: a spreadsheet took the code for a number; send text")
        }
        Some(name) if elsewhere.is_none() => {
            format!("the nearest known is `{name}`; see `authorities` in beddays.toml")
        }
        _ => "see the list that `authorities` in beddays.toml names".to_owned(),
    };
    ValueIssue::new(code, text, message, hint)
}

/// An NHS number, as the keyed pseudonym of the person.
pub fn nhs_number(text: &str, pseudonyms: &Pseudonyms) -> Checked<PersonKey> {
    match NhsNumber::parse(text) {
        Ok(number) => {
            let spaced = text.len() != 10;
            let warning = || ValueIssue::masked("W_NHS_FORMAT", text, "read without its spaces or hyphens", "");
            Ok((pseudonyms.person(&number), spaced.then(warning)))
        }
        Err(reason) => {
            let hint = match reason {
                NotAnNhsNumber::Shape if text.starts_with(['\'', '=']) => "export the number as plain text",
                NotAnNhsNumber::Shape if text.contains(['.', '+', 'e', 'E']) => {
                    "a spreadsheet took it for a number: format the column as text before the export"
                }
                _ => "check the number against the patient's record; leave the cell blank if it is not known",
            };
            Err(ValueIssue::masked("R_NHS", text, with_odd_character(&reason.to_string(), text), hint))
        }
    }
}

/// A pseudonym made elsewhere: 64 hexadecimal digits that are not an NHS number with padding.
pub fn person_key(text: &str) -> Checked<PersonKey> {
    let hexadecimal = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let padded = text.as_bytes().windows(16).any(|window| window.iter().all(|byte| *byte == window[0]));
    if hexadecimal && !padded {
        return Ok((PersonKey(text.to_ascii_lowercase().into()), None));
    }
    let bare: String = text.chars().filter(char::is_ascii_digit).collect();
    let message = if bare.len() == 10 || padded {
        "this looks like an NHS number; a person key is a keyed pseudonym, never the number"
    } else {
        "a person key is 64 hexadecimal digits"
    };
    let hint = "put NHS numbers into the column `nhs_number`, where they are turned into pseudonyms";
    Err(ValueIssue::masked("R_PERSON_KEY", text, message, hint))
}

/// A word of the sender or the regime: no hidden characters; a formula is kept as text.
pub fn word(text: &str) -> Checked<Box<str>> {
    // Most are codes of a few letters, which are too short for a number and hide nothing.
    if text.len() < 10 && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Ok((text.into(), None));
    }
    if holds_number(text) {
        let message = "this holds an NHS number: it would go into reports in the clear";
        return Err(ValueIssue::new("R_NHS", &mask(text), message, "put the number into the column nhs_number"));
    }
    let seen = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    let hidden = || text.chars().enumerate().find(|(_, character)| wording::is_hidden(*character));
    if let Some((index, character)) = (!seen).then(hidden).flatten() {
        let message = format!("character {} is U+{:04X}, which cannot be seen", index + 1, character as u32);
        return Err(ValueIssue::new("R_CONTROL", text, message, "type the value again"));
    }
    let formula = text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let warning = || {
        let message = "looks like a spreadsheet formula; kept as text and marked in every output";
        ValueIssue::new("W_FORMULA_TEXT", text, message, "")
    };
    Ok((text.into(), formula.then(warning)))
}

/// Codes and names that tables and reports hold have no more words than this.
const FEW: usize = 5;

/// A code or a name of a few words, as [`word`]; more are a note, which belongs into no table.
pub fn name(text: &str) -> Checked<Box<str>> {
    // So many words have as many letters, and signs between them.
    let words = if text.len() > 2 * FEW { text.split_whitespace().count() } else { 1 };
    if words > FEW {
        let message = format!("a text of {words} words where a code or a name is wanted");
        return Err(ValueIssue::new(
            "R_CODE",
            text,
            message,
            "leave notes out: the values of this column go into reports",
        ));
    }
    word(text)
}

/// A code of a closed list.
pub fn code<T: FromStr<Err = NotInList>>(text: &str) -> Checked<T> {
    folded(text, |text| text.parse()).map_err(|error: NotInList| {
        let message = with_odd_character(&format!("wanted one of {}", error.list.join(", ")), text);
        ValueIssue::new("R_CODE", text, message, suggestion(text, error.list.iter().copied()))
    })
}

/// A kind of event that the law of the project knows; those that England's has no use for are taken, and the statement says so.
pub fn kind(text: &str, law: Option<&OtherLaw>) -> Checked<EventKind> {
    let found = any_kind(text)?;
    match law.filter(|law| !law.kinds.contains(&found.0)) {
        None => Ok(found),
        Some(law) => Err(unknown_to(law, found.0)),
    }
}

/// The refusal of a kind of event that a law does not know.
pub fn unknown_to(law: &OtherLaw, kind: EventKind) -> ValueIssue {
    let known: Vec<&str> = law.kinds.iter().map(|kind| kind.name()).collect();
    let message = format!("the law of {} that the project names knows no {kind}", law.country);
    ValueIssue::new("R_KIND", kind.name(), message, format!("it knows {}", known.join(", ")))
}

fn any_kind(text: &str) -> Checked<EventKind> {
    folded(text, |text| text.parse()).map_err(|_| {
        let message = with_odd_character("no event has this kind", text);
        ValueIssue::new("R_KIND", text, message, suggestion(text, EventKind::ALL.iter().map(|kind| kind.name())))
    })
}

/// What an event of a kind says in a word: one of those that its law knows, or a municipality of the project's list.
pub fn word_of(kind: EventKind, text: &str, list: &Authorities) -> Checked<Box<str>> {
    if kind == EventKind::ResidenceMoved && Authorities::own().is_some() {
        return authority(text, list, "R_VALUE").map(|id| (list.get(id).code.as_str().into(), None));
    }
    let (word, remark) = name(text)?;
    match kind.words() {
        Some(words) if !words.contains(&&*word) => {
            let message = with_odd_character(&format!("for {kind} one of {} is wanted", words.join(", ")), text);
            Err(ValueIssue::new("R_VALUE", text, message, suggestion(text, words)))
        }
        _ => Ok((word, remark)),
    }
}

/// Reads a code as written, or in lower case with a warning.
fn folded<T, E>(text: &str, read: impl Fn(&str) -> Result<T, E>) -> Result<(T, Option<ValueIssue>), E> {
    if !text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return read(text).map(|value| (value, None));
    }
    let lower = text.to_ascii_lowercase();
    let folded = || ValueIssue::new("W_CASE", text, format!("read as `{lower}`"), "");
    read(&lower).map(|value| (value, Some(folded())))
}

fn suggestion<'n>(text: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    match wording::nearest(text, names) {
        Some(name) => format!("did the sender mean `{name}`?"),
        None => "ask the sender which it should be".to_owned(),
    }
}

/// A text that people wrote: kept as it is, and marked where it is a formula, hides characters or names a person.
pub fn text(text: &str) -> Checked<()> {
    // Line breaks are part of what people write.
    let breaks = |letter: &char| matches!(letter, '\r' | '\n' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let remark = if looks_like_formula(text) {
        let message = "looks like a spreadsheet formula; kept as text and marked in every output";
        Some(ValueIssue::masked("W_FORMULA_TEXT", "", message, ""))
    } else if let Some(hidden) = text.chars().find(|letter| wording::is_hidden(*letter) && !breaks(letter)) {
        let message =
            format!("holds U+{:04X}, which cannot be seen; it is escaped wherever it is shown", hidden as u32);
        Some(ValueIssue::masked("W_CONTROL", "", message, ""))
    } else if names_a_person(text) {
        let message = "looks as if it names a person; the text stays in the delivery and is shown nowhere";
        Some(ValueIssue::masked("W_PII_IN_TEXT", "", message, "ask the sender to leave notes out"))
    } else {
        None
    };
    Ok(((), remark))
}

/// Whether a text holds an NHS number, a postcode, or a date as people write birthdays.
fn names_a_person(text: &str) -> bool {
    let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '/').collect();
    let birthday = |word: &&str| {
        let parts: Vec<&str> = word.split('/').collect();
        parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    holds_number(text) || words.iter().any(birthday) || wording::holds_postcode(text)
}

/// A currency by its ISO 4217 code.
pub fn currency(text: &str) -> Checked<Currency> {
    let upper = text.to_ascii_uppercase();
    let Some(found) = Currency::from_code(&upper) else {
        let codes = Currency::ALL.map(Currency::code).join(", ");
        let message = with_odd_character(&format!("wanted one of {codes}"), text);
        return Err(ValueIssue::new("R_CODE", text, message, "write the three letters of ISO 4217, as in GBP"));
    };
    Ok((found, (upper != text).then(|| ValueIssue::new("W_CASE", text, format!("read as `{upper}`"), ""))))
}

/// A number of days, up to 9999.
pub fn days(text: &str) -> Checked<u32> {
    let plain = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse().ok().filter(|_| plain) {
        Some(days) => Ok((days, None)),
        None => {
            let message = with_odd_character("wanted a whole number of days from 0 to 9999", text);
            Err(ValueIssue::new("R_NUMBER", text, message, "leave the cell blank if it is not known"))
        }
    }
}

/// An age in whole years.
pub fn age(text: &str) -> Checked<u8> {
    let digits = text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse().ok().filter(|years: &u8| digits && *years <= 130) {
        Some(years) => Ok((years, None)),
        None => {
            let message = with_odd_character("an age is a whole number of years from 0 to 130", text);
            Err(ValueIssue::new("R_AGE", text, message, "leave the cell blank if it is not known"))
        }
    }
}

/// A code of a list that no table keeps.
pub fn listed(text: &str, list: &[String]) -> Checked<()> {
    if list.iter().any(|code| code == text) {
        return Ok(((), None));
    }
    if let Some(code) = list.iter().find(|code| text.is_ascii() && code.eq_ignore_ascii_case(text)) {
        return Ok(((), Some(ValueIssue::new("W_CASE", text, format!("read as `{code}`"), ""))));
    }
    let message = with_odd_character("the profile's list for this column has no such code", text);
    Err(ValueIssue::new("R_CODE", text, message, suggestion(text, list.iter().map(String::as_str))))
}

/// A whole number of a range.
pub fn number(text: &str, low: u32, high: u32) -> Checked<u32> {
    let digits = !text.is_empty() && text.len() <= 10 && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse().ok().filter(|number| digits && (low..=high).contains(number)) {
        Some(number) => Ok((number, None)),
        None => {
            let message = with_odd_character(&format!("a whole number from {low} to {high} is wanted"), text);
            Err(ValueIssue::new("R_NUMBER", text, message, "leave the cell blank if it is not known"))
        }
    }
}

/// The sender's own number of a person, as a keyed pseudonym that no NHS number can have.
pub fn person_id(text: &str, realm: &str, pseudonyms: &Pseudonyms) -> Checked<PersonKey> {
    if let Ok(number) = NhsNumber::parse(text) {
        let message = "an NHS number where the sender's own number of the person is wanted; read as the NHS number";
        let hint = "put NHS numbers into the column for them";
        return Ok((pseudonyms.person(&number), Some(ValueIssue::masked("W_NHS_FORMAT", text, message, hint))));
    }
    if let Some(character) = text.chars().find(|character| wording::is_hidden(*character)) {
        let message = format!("holds U+{:04X}, which cannot be seen", character as u32);
        return Err(ValueIssue::masked("R_CONTROL", text, message, "type the value again"));
    }
    Ok((pseudonyms.local_person(realm, text), None))
}

/// A name that the sender's system gives a record, which is neither kept nor shown.
pub fn own_key(text: &str) -> Checked<Box<str>> {
    match text.chars().find(|character| wording::is_hidden(*character)) {
        None => Ok((text.into(), None)),
        Some(character) => {
            let message = format!("holds U+{:04X}, which cannot be seen", character as u32);
            Err(ValueIssue::masked("R_CONTROL", text, message, "type the value again"))
        }
    }
}
