//! A profile out of its TOML, and what is wrong with it, with line and column.

use std::collections::BTreeMap;

use super::as_written::{
    CheckAsWritten, CodesAsWritten, ColumnAsWritten, EventAsWritten, HeaderOnly, ProfileFile, ProfileHead, Required,
};
use super::mistake::{Headers, ProfileMistake, several, wrong};
use crate::files::header_names::plain;

use toml::Spanned;

use super::claims::{ClaimForm, CutSpell, ServiceStart};
use super::layout::{Layout, dates, delimiters};
use super::{
    CheckKind, CheckedColumn, CodeMap, Others, Profile, ProfileColumn, RecordKind, Term, Unknown, When, values,
};
use crate::domain::EventKind;
use crate::intake::profile::DateStyle;
use crate::intake::profile::blank_values::Days;
use crate::intake::profile::field::{Field, Item};

/// Reads a profile.
pub(super) fn parse(text: &str) -> Result<Profile, ProfileMistake> {
    let file: ProfileFile = toml::from_str(text).map_err(|error| ProfileMistake {
        at: error.span().map_or(0, |span| span.start),
        what: error.message().to_owned(),
        hint: "the keys are profile, columns, events, checks, codes, former, terms, mandatory, defaults, formats and example"
            .to_owned(),
    })?;
    let record = record(&file.profile.record)?;
    let every_column = file.profile.every_column;
    let mut profile = head(file.profile, record, text)?;
    for (format, name) in file.formats {
        values::format(format.get_ref(), &name).map_err(|(what, hint)| wrong(&format, what, hint))?;
        profile.formats.push((format.into_inner(), name));
    }
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
        profile.columns.push(bare(Item::Check(number), headers(&what, Headers::One(header))?, false));
        profile.checks.push(CheckedColumn { what: check(&what)? });
    }
    profile.columns.iter_mut().for_each(|column| column.required |= every_column);
    for (name, list) in file.codes {
        let (field, map) = (field(&name, record)?, codes(&name, list)?);
        for (code, word) in &map.list {
            values::word(record, field, Some(code), word).map_err(|(what, hint)| wrong(&name, what, hint))?;
        }
        profile.codes.push((field, map));
    }
    for (name, list) in file.former {
        profile.former.push((field(&name, record)?, list));
    }
    for (name, terms) in file.terms {
        let field = field(&name, record)?;
        let terms = terms.into_iter().map(|(code, term)| Term { field, code, from: term.from, to: term.to });
        profile.terms.extend(terms);
    }
    for (name, when) in file.mandatory {
        profile.mandatory.push(mandatory(&profile, &name, &when)?);
    }
    for (name, value) in file.defaults {
        let field = field(&name, record)?;
        let day_only = profile.column(Item::Field(field)).is_some_and(|column| column.day_only);
        values::default(record, field, day_only, &value).map_err(|(what, hint)| wrong(&name, what, hint))?;
        profile.defaults.push((field, value));
    }
    add_example(&mut profile, file.example)?;
    Ok(profile)
}

/// The row that a template shows, by headers that the profile reads.
fn add_example(profile: &mut Profile, example: BTreeMap<Spanned<String>, String>) -> Result<(), ProfileMistake> {
    for (header, cell) in example {
        let name = plain(header.get_ref());
        if profile.find(&name).next().is_none() {
            let what = format!("the profile reads no column `{}`", header.get_ref());
            return Err(wrong(&header, what, "name a header it reads"));
        }
        profile.example.push((name, cell));
    }
    Ok(())
}

fn head(head: ProfileHead, record: RecordKind, text: &str) -> Result<Profile, ProfileMistake> {
    for name in &head.pass_over {
        values::passed_over(record, name.get_ref()).map_err(|(what, hint)| wrong(name, what, hint))?;
    }
    let mut delimiters = match &head.delimiter {
        Some(written) => delimiters(written)?,
        None => vec![b','],
    };
    let dates = head.dates.as_ref().map_or(Ok(DateStyle::Iso), |written| dates(written, record))?;
    Ok(Profile {
        name: head.name,
        about: head.about,
        record,
        dates,
        delimiter: delimiters.remove(0),
        other_delimiters: delimiters,
        unknown_columns: head.unknown_columns.as_ref().map_or(Ok(Unknown::Refuse), unknown)?,
        ignored: head.ignored.iter().map(|name| plain(name)).collect(),
        sheet: head.sheet,
        claims: ClaimForm::of(head.amounts, head.last_day, (head.total_in_footer, head.footer.is_some()), record)?,
        layout: Layout::checked(head.encoding, head.header_row, head.skip_rows, head.footer, record)?,
        whole: head.whole,
        pass_over: head.pass_over.into_iter().map(Spanned::into_inner).collect(),
        cut_spell: CutSpell::of(head.cut_spell, record)?,
        service_start: ServiceStart::of(head.service_start, record)?,
        null_values: head.null_values,
        null_dates: Days::new(head.null_dates, dates),
        invalid_dates: Days::new(head.invalid_dates, dates),
        columns: Vec::new(),
        events: Vec::new(),
        checks: Vec::new(),
        codes: Vec::new(),
        former: Vec::new(),
        terms: Vec::new(),
        mandatory: Vec::new(),
        defaults: Vec::new(),
        formats: Vec::new(),
        example: Vec::new(),
        text: text.to_owned(),
    })
}

fn record(written: &Spanned<String>) -> Result<RecordKind, ProfileMistake> {
    let found = RecordKind::ALL.iter().find(|(_, name)| name == written.get_ref()).map(|(kind, _)| *kind);
    found.ok_or_else(|| {
        let names: Vec<&str> = RecordKind::ALL.iter().map(|(_, name)| *name).collect();
        wrong(written, format!("no record is a `{}`", written.get_ref()), format!("there are {}", names.join(", ")))
    })
}

fn unknown(written: &Spanned<String>) -> Result<Unknown, ProfileMistake> {
    let found = Unknown::named(written.get_ref());
    found.ok_or_else(|| wrong(written, "unknown columns are not dealt with so", "\"refuse\" or \"warn\""))
}

fn check(written: &Spanned<CheckAsWritten>) -> Result<CheckKind, ProfileMistake> {
    let name = match written.get_ref() {
        CheckAsWritten::List(list) => return Ok(CheckKind::List(list.clone())),
        CheckAsWritten::Named(name) => name.as_str(),
    };
    let range = name.split_once("..").and_then(|(low, high)| Some((low.parse().ok()?, high.parse().ok()?)));
    match (name, range) {
        ("text", _) => Ok(CheckKind::Text),
        ("day", _) => Ok(CheckKind::Day),
        ("daily_amount", _) => Ok(CheckKind::DailyAmount),
        (_, Some((low, high))) => Ok(CheckKind::Number(low, high)),
        _ => {
            let hint = "\"text\", \"day\", \"daily_amount\", whole numbers as \"0..120\", or a list of codes";
            Err(wrong(written, "nothing is checked so", hint))
        }
    }
}

fn codes(name: &Spanned<String>, written: CodesAsWritten) -> Result<CodeMap, ProfileMistake> {
    let mut list: Vec<(String, String)> = match written {
        CodesAsWritten::List(list) => list.into_iter().map(|code| (code.clone(), code)).collect(),
        CodesAsWritten::Map(map) => map.into_iter().collect(),
    };
    let others = match list.iter().position(|(code, _)| code == "*").map(|at| list.remove(at).1).as_deref() {
        None => Others::Refuse,
        Some("as_is") => Others::AsIs,
        // In a list, a star among the codes.
        Some("warn" | "*") => Others::Warn,
        Some(_) => return Err(wrong(name, "other codes are not dealt with so", "\"*\" = \"as_is\" or \"warn\"")),
    };
    Ok(CodeMap::new(list, others))
}

fn mandatory(
    profile: &Profile,
    header: &Spanned<String>,
    when: &Spanned<String>,
) -> Result<(Item, When), ProfileMistake> {
    let name = plain(header.get_ref());
    let Some(column) = profile.find(&name).next() else {
        return Err(wrong(
            header,
            format!("the profile reads no column `{}`", header.get_ref()),
            "name a header it reads",
        ));
    };
    let item = column.item;
    let found = When::ALL.iter().find(|(_, name)| name == when.get_ref()).map(|(when, _)| (item, *when));
    found.ok_or_else(|| {
        let names: Vec<&str> = When::ALL.iter().map(|(_, name)| *name).collect();
        wrong(when, format!("nothing is mandatory `{}`", when.get_ref()), names.join(", "))
    })
}

fn field(name: &Spanned<String>, record: RecordKind) -> Result<Field, ProfileMistake> {
    let known = || Field::ALL.iter().filter(|field| record.has(**field) && !field.is_ours());
    known().find(|field| field.name() == name.get_ref()).copied().ok_or_else(|| {
        let names: Vec<&str> = known().map(|field| field.name()).collect();
        let what = format!("a {} has no column `{}`", record.name(), name.get_ref());
        wrong(name, what, format!("it has {}", names.join(", ")))
    })
}

fn column_of(item: Item, name: &Spanned<String>, written: ColumnAsWritten) -> Result<ProfileColumn, ProfileMistake> {
    let (written, required, form) = match written {
        ColumnAsWritten::Header(header) => (Headers::One(header), Required::default(), None),
        ColumnAsWritten::Whole { header, required, form } => (header, required, form),
    };
    let headers = headers(name, written)?;
    let day_only = match form {
        None => false,
        Some(form) if form == "day" => true,
        Some(_) => return Err(wrong(name, "a column has no such form", "form = \"day\", or no form at all")),
    };
    let (required, filled) = match required {
        Required::Filled(required) => (required, required),
        Required::Header(HeaderOnly::Header) => (true, false),
    };
    Ok(ProfileColumn { day_only, filled, ..bare(item, headers, required) })
}

fn bare(item: Item, headers: Vec<String>, required: bool) -> ProfileColumn {
    let names = headers.iter().map(|header| plain(header)).collect();
    ProfileColumn { item, headers, names, required, filled: required, day_only: false }
}

/// The headers of a column, of which there must be one.
fn headers<T>(at: &Spanned<T>, written: Headers) -> Result<Vec<String>, ProfileMistake> {
    let headers = several(written);
    if headers.is_empty() || headers.iter().any(|header| plain(header).is_empty()) {
        return Err(wrong(at, "the column has no header, or a blank one", "write the header as the file has it"));
    }
    Ok(headers)
}

fn add_event(profile: &mut Profile, name: &Spanned<String>, written: EventAsWritten) -> Result<(), ProfileMistake> {
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
    for (item, written) in parts {
        if let Some(written) = written {
            profile.columns.push(bare(item, headers(name, written)?, false));
        }
    }
    Ok(())
}
