//! The TOML of a profile as written, and what is wrong with it, with line and column.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::{Check, CheckKind, CodeMap, Column, Profile, RecordKind, Unknown, plain};
use crate::domain::EventKind;
use crate::intake::DateStyle;
use crate::intake::field::{Field, Item};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    profile: Head,
    #[serde(default)]
    columns: BTreeMap<Spanned<String>, ColumnAsWritten>,
    #[serde(default)]
    events: BTreeMap<Spanned<String>, EventAsWritten>,
    #[serde(default)]
    checks: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    codes: BTreeMap<Spanned<String>, BTreeMap<String, String>>,
    #[serde(default)]
    defaults: BTreeMap<Spanned<String>, String>,
    #[serde(default)]
    formats: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    name: String,
    about: String,
    record: Spanned<String>,
    dates: Option<Spanned<String>>,
    delimiter: Option<Spanned<String>>,
    unknown_columns: Option<Spanned<String>>,
    #[serde(default)]
    ignored: Vec<String>,
    sheet: Option<String>,
    #[serde(default)]
    whole: bool,
}

#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum ColumnAsWritten {
    Header(String),
    Whole {
        header: Headers,
        #[serde(default)]
        required: bool,
        form: Option<String>,
    },
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Headers {
    One(String),
    Several(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EventAsWritten {
    at: Headers,
    value: Option<Headers>,
    until: Option<Headers>,
}

/// What is wrong, and at which byte of the text.
pub(super) struct Wrong {
    pub(super) at: usize,
    pub(super) what: String,
    pub(super) hint: String,
}

fn wrong<T>(at: &Spanned<T>, what: impl Into<String>, hint: impl Into<String>) -> Wrong {
    Wrong { at: at.span().start, what: what.into(), hint: hint.into() }
}

/// Reads a profile.
pub(super) fn parse(text: &str) -> Result<Profile, Wrong> {
    let file: File = toml::from_str(text).map_err(|error| Wrong {
        at: error.span().map_or(0, |span| span.start),
        what: error.message().to_owned(),
        hint: "the keys are profile, columns, events, checks, codes, defaults and formats".to_owned(),
    })?;
    let record = record(&file.profile.record)?;
    let mut profile = Profile {
        name: file.profile.name,
        about: file.profile.about,
        record,
        dates: file.profile.dates.as_ref().map_or(Ok(DateStyle::Iso), dates)?,
        delimiter: file.profile.delimiter.as_ref().map_or(Ok(b','), delimiter)?,
        unknown_columns: file.profile.unknown_columns.as_ref().map_or(Ok(Unknown::Refuse), unknown)?,
        ignored: file.profile.ignored.iter().map(|name| plain(name)).collect(),
        sheet: file.profile.sheet,
        whole: file.profile.whole,
        columns: Vec::new(),
        events: Vec::new(),
        checks: Vec::new(),
        codes: Vec::new(),
        defaults: Vec::new(),
        formats: file.formats.into_iter().collect(),
        text: text.to_owned(),
    };
    for (name, column) in file.columns {
        let field = field(&name, record)?;
        profile.columns.push(column_of(Item::Field(field), &name, column)?);
    }
    profile.columns.sort_by_key(|column| column.item);
    for (name, event) in file.events {
        add_event(&mut profile, &name, event)?;
    }
    for (header, what) in file.checks {
        let number = profile.checks.len() as u8;
        profile.columns.push(bare(Item::Check(number), vec![header], false));
        profile.checks.push(Check { what: check(&what)? });
    }
    for (name, list) in file.codes {
        profile.codes.push((field(&name, record)?, CodeMap(list.into_iter().collect())));
    }
    for (name, value) in file.defaults {
        profile.defaults.push((field(&name, record)?, value));
    }
    Ok(profile)
}

fn record(written: &Spanned<String>) -> Result<RecordKind, Wrong> {
    let found = RecordKind::ALL.iter().find(|(_, name)| name == written.get_ref()).map(|(kind, _)| *kind);
    found.ok_or_else(|| {
        let names: Vec<&str> = RecordKind::ALL.iter().map(|(_, name)| *name).collect();
        wrong(written, format!("no record is a `{}`", written.get_ref()), format!("there are {}", names.join(", ")))
    })
}

fn dates(written: &Spanned<String>) -> Result<DateStyle, Wrong> {
    DateStyle::named(written.get_ref()).ok_or_else(|| {
        wrong(written, format!("days are not written as `{}`", written.get_ref()), DateStyle::names().join(" or "))
    })
}

fn delimiter(written: &Spanned<String>) -> Result<u8, Wrong> {
    match written.get_ref().as_bytes() {
        [sign @ (b',' | b';' | b'\t' | b'|')] => Ok(*sign),
        _ => Err(wrong(written, "cells are not divided by this", "a comma, a semicolon, a bar or a tab (\"\\t\")")),
    }
}

fn unknown(written: &Spanned<String>) -> Result<Unknown, Wrong> {
    match written.get_ref().as_str() {
        "refuse" => Ok(Unknown::Refuse),
        "warn" => Ok(Unknown::Warn),
        _ => Err(wrong(written, "unknown columns are not dealt with so", "\"refuse\" or \"warn\"")),
    }
}

fn check(written: &Spanned<String>) -> Result<CheckKind, Wrong> {
    match written.get_ref().as_str() {
        "text" => Ok(CheckKind::Text),
        "daily_amount" => Ok(CheckKind::DailyAmount),
        _ => Err(wrong(written, "nothing is checked so", "\"text\" or \"daily_amount\"")),
    }
}

fn field(name: &Spanned<String>, record: RecordKind) -> Result<Field, Wrong> {
    let known = || Field::ALL.iter().filter(|field| record.has(**field) && !field.is_ours());
    known().find(|field| field.name() == name.get_ref()).copied().ok_or_else(|| {
        let names: Vec<&str> = known().map(|field| field.name()).collect();
        let what = format!("a {} has no column `{}`", record.name(), name.get_ref());
        wrong(name, what, format!("it has {}", names.join(", ")))
    })
}

fn column_of(item: Item, name: &Spanned<String>, written: ColumnAsWritten) -> Result<Column, Wrong> {
    let (headers, required, form) = match written {
        ColumnAsWritten::Header(header) => (vec![header], false, None),
        ColumnAsWritten::Whole { header, required, form } => (several(header), required, form),
    };
    let day_only = match form {
        None => false,
        Some(form) if form == "day" => true,
        Some(_) => return Err(wrong(name, "a column has no such form", "form = \"day\", or no form at all")),
    };
    Ok(Column { day_only, ..bare(item, headers, required) })
}

fn bare(item: Item, headers: Vec<String>, required: bool) -> Column {
    let names = headers.iter().map(|header| plain(header)).collect();
    Column { item, headers, names, required, day_only: false }
}

fn several(headers: Headers) -> Vec<String> {
    match headers {
        Headers::One(header) => vec![header],
        Headers::Several(headers) => headers,
    }
}

fn add_event(profile: &mut Profile, name: &Spanned<String>, written: EventAsWritten) -> Result<(), Wrong> {
    if profile.record != RecordKind::Stay {
        return Err(wrong(name, "only a stay has events in columns of their own", "leave [events] out"));
    }
    let Ok(kind) = name.get_ref().parse::<EventKind>() else {
        let names: Vec<&str> = EventKind::ALL.iter().map(|kind| kind.name()).collect();
        return Err(wrong(name, format!("no event is a `{}`", name.get_ref()), names.join(", ")));
    };
    let number = profile.events.len() as u8;
    profile.events.push(kind);
    let parts = [
        (Item::EventAt(number), Some(written.at)),
        (Item::EventValue(number), written.value),
        (Item::EventUntil(number), written.until),
    ];
    for (item, headers) in parts {
        profile.columns.extend(headers.map(|headers| bare(item, several(headers), false)));
    }
    Ok(())
}
