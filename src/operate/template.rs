//! A file to fill, made of the profile by which it will be read: as CSV with an example row, or as a workbook with an empty sheet
//! and a sheet that explains its columns.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use crate::domain::codes::{Attribution, CareType};
use crate::domain::{Authorities, Currency, EventKind};
use crate::error::{Error, Exit, Result};
use crate::files::container::EXPLAINED_SHEET;
use crate::intake::OtherLaw;
use crate::intake::profile::field::{Field, Item};
use crate::intake::profile::{CheckKind, CodeMap, Others, Profile, ProfileColumn};
use crate::store::schema::TABLES;

/// A column of a file to fill.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct TemplateColumn {
    /// Its header.
    pub header: String,
    /// `yes`: in every row; `column`: the column must be there; `no`.
    pub required: &'static str,
    /// What it means.
    pub meaning: String,
    /// What a cell may hold.
    pub allowed: String,
    /// A cell of the example row; it may be empty.
    pub example: String,
}

/// The columns of the files of a profile, in their order, under England's law.
///
/// # Errors
/// 2: its files are messages, which have no columns.
pub fn columns(profile: &Profile) -> Result<Vec<TemplateColumn>> {
    columns_under(profile, None)
}

/// The same under the law of another country, whose people have numbers of their own and whose kinds of care have other names.
///
/// # Errors
/// 2: its files are messages, which have no columns.
pub fn columns_under(profile: &Profile, law: Option<&OtherLaw>) -> Result<Vec<TemplateColumn>> {
    if profile.record.is_message() {
        let what = format!("files of `{}` are messages: they have no columns to fill", profile.name);
        return Err(Error::new("X_TEMPLATE", Exit::Usage, what)
            .effect("nothing was written")
            .hint("`beddays check --columns` lists the profiles and their columns"));
    }
    let column = |column: &ProfileColumn| TemplateColumn {
        header: column.headers.first().cloned().unwrap_or_default(),
        required: match (column.filled, column.required) {
            (true, _) => "yes",
            (false, true) => "column",
            (false, false) => "no",
        },
        meaning: meaning(profile, column.item),
        allowed: law.and_then(|law| known_to(law, column)).unwrap_or_else(|| allowed(profile, column)),
        example: law.map_or_else(|| profile.example_of(column).to_owned(), |law| example_under(profile, column, law)),
    };
    // Of the two numbers of a person a file has one: the other is of other countries.
    let has = |field: Field| profile.columns.iter().any(|column| column.item == Item::Field(field));
    let (own, other) = match law {
        None => (Field::NhsNumber, Field::PersonNumber),
        Some(_) => (Field::PersonNumber, Field::NhsNumber),
    };
    let is_other = |column: &&ProfileColumn| column.item == Item::Field(other) && has(own);
    // One column may be read as two: it is filled once, by what it is read as first.
    let is_again = |at: usize| {
        let header = profile.columns[at].headers.first();
        profile.columns[..at].iter().any(|one| one.headers.first() == header)
    };
    let each = profile.columns.iter().enumerate().filter(|(at, one)| !is_other(one) && !is_again(*at));
    Ok(each.map(|(_, one)| column(one)).collect())
}

/// The same sentence that the table of the store has for the column, where it keeps one.
fn meaning(profile: &Profile, item: Item) -> String {
    let event = |number: u8| profile.events.get(usize::from(number)).map_or("", |kind| kind.name()).replace('_', " ");
    match item {
        Item::Field(field) => {
            let of_table = TABLES.iter().find(|table| table.name == profile.record.name());
            let tables = of_table.into_iter().chain(TABLES.iter());
            let about = tables.flat_map(|table| table.columns).find(|column| column.name == field.name());
            match (field, about) {
                (Field::PersonNumber, _) => {
                    "The patient's fødselsnummer, personnummer or CPR number, under a law of that country; it is kept as a pseudonym only.".to_owned()
                }
                (Field::NhsNumber, _) => "The patient's NHS number; it is kept as a pseudonym only.".to_owned(),
                (_, Some(about)) => about.about.to_owned(),
                (_, None) => format!("{}.", sentence(field.name())),
            }
        }
        Item::EventAt(number) => format!("When: {}.", event(number)),
        Item::EventValue(number) => format!("What it says: {}.", event(number)),
        Item::EventUntil(number) => format!("Until when: {}.", event(number)),
        Item::Check(_) => "Checked, and not kept.".to_owned(),
    }
}

/// What a law knows that England's has other words for.
fn known_to(law: &OtherLaw, column: &ProfileColumn) -> Option<String> {
    match column.item {
        Item::Field(Field::CareType) => Some(law.care_types().join(", ")),
        Item::Field(Field::Setting) if !law.settings.is_empty() => Some(law.settings().join(", ")),
        Item::Field(Field::Currency) => Some(law.currency.code().to_owned()),
        Item::Field(Field::Kind) => Some(law.kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ")),
        Item::Field(Field::AuthorityCode | Field::PayerCode) => {
            Some("a code or name of the list that the project names".to_owned())
        }
        _ => None,
    }
}

/// A cell of the example row: none where that of the profile is one of England.
fn example_under(profile: &Profile, column: &ProfileColumn, law: &OtherLaw) -> String {
    match column.item {
        Item::Field(Field::CareType) => law.care_types.first().cloned().unwrap_or_default(),
        Item::Field(Field::Setting) => law.settings.first().cloned().unwrap_or_default(),
        Item::Field(Field::Currency) => law.currency.code().to_owned(),
        Item::Field(Field::Kind) => {
            let kind = law.kinds.iter().find(|kind| **kind == EventKind::Ready).or(law.kinds.first());
            kind.map_or_else(String::new, |kind| kind.name().to_owned())
        }
        Item::Field(Field::AuthorityCode | Field::PayerCode) => {
            let list = Authorities::liable();
            list.iter().next().map_or_else(String::new, |(_, authority)| authority.code.clone())
        }
        _ => profile.example_of(column).to_owned(),
    }
}

fn sentence(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn allowed(profile: &Profile, column: &ProfileColumn) -> String {
    let (item, days) = (column.item, profile.dates);
    if item.is_date() {
        let time = if column.day_only { "a day alone" } else { "a day, or a day with a time" };
        return format!("{time}, as {}: {}", days.name(), days.example());
    }
    if let Some(map) = profile.code_map(item) {
        return codes(map);
    }
    let names = |names: Vec<&str>| names.join(", ");
    match item {
        Item::Field(Field::Kind) => names(EventKind::ALL.iter().map(|kind| kind.name()).collect()),
        Item::Field(Field::AttributedTo) => names(Attribution::ALL.iter().map(|code| code.code()).collect()),
        Item::Field(Field::CareType) => names(CareType::ALL.iter().map(|code| code.code()).collect()),
        Item::Field(Field::Currency) => names(Currency::ALL.iter().map(|currency| currency.code()).collect()),
        Item::Field(Field::PersonNumber) => "ten to twelve digits as the country gives them, or blank".to_owned(),
        Item::Field(Field::NhsNumber) => "ten digits with a right check digit, or blank".to_owned(),
        Item::Field(Field::AuthorityCode | Field::PayerCode) => "a code or name of regimes/authorities.csv".to_owned(),
        Item::Field(Field::Value) => "a day, an authority or a word, as the kind wants it, or blank".to_owned(),
        Item::Check(number) => {
            profile.checks.get(usize::from(number)).map_or_else(String::new, |check| checked(&check.what))
        }
        Item::Field(_) if !item.is_name() => "a number".to_owned(),
        _ => "text".to_owned(),
    }
}

fn codes(map: &CodeMap) -> String {
    let list: Vec<&str> = map.list.iter().map(|(code, _)| code.as_str()).collect();
    let others = match map.others {
        Others::Refuse => "",
        Others::AsIs => "; others as they are",
        Others::Warn => "; others with a warning",
    };
    format!("{}{others}", list.join(", "))
}

fn checked(what: &CheckKind) -> String {
    match what {
        CheckKind::Text => "text".to_owned(),
        CheckKind::Day => "a day, or blank".to_owned(),
        CheckKind::List(list) => format!("{}, or blank", list.join(", ")),
        CheckKind::Number(low, high) => format!("a whole number from {low} to {high}, or blank"),
        CheckKind::DailyAmount => "a whole number of pence a day".to_owned(),
    }
}

/// The header and the example row.
///
/// # Errors
/// 70: our bug.
pub fn csv(profile: &Profile, columns: &[TemplateColumn]) -> Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().delimiter(profile.delimiter).from_writer(Vec::new());
    let not_written = |error: csv::Error| Error::bug(format!("a template: {error}"));
    writer.write_record(columns.iter().map(|column| &column.header)).map_err(not_written)?;
    if columns.iter().any(|column| !column.example.is_empty()) {
        writer.write_record(columns.iter().map(|column| &column.example)).map_err(not_written)?;
    }
    writer.into_inner().map_err(|error| Error::bug(format!("a template: {error}")))
}

/// A workbook: a sheet to fill, with `rows` in it, and a sheet that explains its columns.
///
/// # Errors
/// 70: our bug.
pub fn workbook(profile: &Profile, columns: &[TemplateColumn], rows: &[Vec<String>]) -> Result<Vec<u8>> {
    fill(profile, columns, rows).map_err(|error| Error::bug(format!("a template: {error}")))
}

fn fill(profile: &Profile, columns: &[TemplateColumn], rows: &[Vec<String>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The clock is never read: the same profile gives the same bytes.
    let properties = DocProperties::new().set_title(&profile.name).set_subject(&profile.about);
    book.set_properties(&properties.set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    let (head, text) = (Format::new().set_bold(), Format::new().set_num_format("@"));
    let sheet = book.add_worksheet();
    sheet.set_name(profile.sheet.as_deref().unwrap_or("To fill"))?.set_freeze_panes(1, 0)?;
    for (at, column) in (0..).zip(columns) {
        // Codes keep their zeros, and days stay as they are typed.
        sheet.set_column_format(at, &text)?;
        sheet.set_column_width(at, 4.0 + column.header.chars().count() as f64)?;
        sheet.write_string_with_format(0, at, &column.header, &head)?;
    }
    for (row, cells) in (1..).zip(rows) {
        for (at, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string_with_format(row, at, cell, &text)?;
        }
    }
    let wrapped = Format::new().set_text_wrap();
    let sheet = book.add_worksheet();
    sheet.set_name(EXPLAINED_SHEET)?.set_freeze_panes(1, 0)?;
    for (at, (title, width)) in (0..).zip([
        ("Column name", 30.0),
        ("Must be filled", 14.0),
        ("Meaning", 60.0),
        ("What a cell may hold", 60.0),
        ("Example row", 30.0),
    ]) {
        sheet.set_column_width(at, width)?;
        sheet.write_string_with_format(0, at, title, &head)?;
    }
    for (row, column) in (1..).zip(columns) {
        let TemplateColumn { header, required, meaning, allowed, example } = column;
        for (at, cell) in (0..).zip([header.as_str(), required, meaning, allowed, example]) {
            sheet.write_string_with_format(row, at, cell, &wrapped)?;
        }
    }
    book.save_to_buffer()
}
