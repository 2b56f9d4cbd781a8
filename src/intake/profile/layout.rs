//! How the files of a profile are laid out: encoding, delimiters, the form of days, and what stands round the table.

use crate::files::encoding::Encoding;
use toml::Spanned;

use super::mistake::{Headers, ProfileMistake, several, wrong};
use super::{RecordKind, values};
use crate::intake::profile::DateStyle;

/// What stands round the table of a file, and in which encoding its text is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The encoding of a text without a byte order mark.
    pub encoding: Encoding,
    /// The line of a text, or the row of a sheet, on which the header stands; nothing: the first that is not blank.
    pub header_row: Option<u32>,
    /// How many rows right below the header are no records.
    pub skip_rows: u32,
    /// How the first filled cell of the row begins that ends the table.
    pub footer: Option<String>,
}

impl Layout {
    /// Holds what a profile says against its kind of record.
    pub(super) fn checked(
        encoding: Option<Spanned<Encoding>>,
        header_row: Option<Spanned<u32>>,
        skip_rows: Option<Spanned<u32>>,
        footer: Option<Spanned<String>>,
        record: RecordKind,
    ) -> Result<Self, ProfileMistake> {
        if record.is_message() {
            let places = [
                encoding.as_ref().map(|key| key.span()),
                header_row.as_ref().map(|key| key.span()),
                skip_rows.as_ref().map(|key| key.span()),
                footer.as_ref().map(|key| key.span()),
            ];
            if let Some(span) = places.into_iter().flatten().next() {
                let what = "no message has a header, rows or another encoding than that of its standard";
                let hint = "leave encoding, header_row, skip_rows and footer out; tables are read by a profile of another \
                            record";
                return Err(wrong(&Spanned::new(span, ()), what, hint));
            }
        }
        if let Some(row) = header_row.as_ref().filter(|row| *row.get_ref() == 0) {
            return Err(wrong(row, "rows are numbered from 1", "header_row = 3: the header stands on line 3"));
        }
        if let Some(footer) = footer.as_ref().filter(|footer| footer.get_ref().trim().is_empty()) {
            return Err(wrong(footer, "a footer begins with a word", "footer = \"Total\""));
        }
        Ok(Self {
            encoding: encoding.map(Spanned::into_inner).unwrap_or_default(),
            header_row: header_row.map(Spanned::into_inner),
            skip_rows: skip_rows.map(Spanned::into_inner).unwrap_or_default(),
            footer: footer.map(Spanned::into_inner),
        })
    }
}

/// The form of days that a profile names.
pub(super) fn dates(written: &Spanned<String>, record: RecordKind) -> Result<DateStyle, ProfileMistake> {
    let name = written.get_ref();
    let style = DateStyle::named(name)
        .ok_or_else(|| wrong(written, format!("days are not written as `{name}`"), DateStyle::list(str::to_owned)))?;
    refuse_dates(record, style).map_err(|(what, hint)| wrong(written, what, hint))?;
    Ok(style)
}

/// Refuses a form of days for messages, whose standards say how days are written: what is wrong, and what to do.
pub(super) fn refuse_dates(record: RecordKind, style: DateStyle) -> Result<(), (String, String)> {
    if !record.is_message() || style == DateStyle::Iso {
        return Ok(());
    }
    let name = style.name();
    let what = format!("no message writes days as `{name}`: the standard of its format says how they are written");
    Err((what, "leave `dates` out; files with columns are read by a profile of another record".to_owned()))
}

/// The signs that divide the cells, the usual one first.
pub(super) fn delimiters(written: &Spanned<Headers>) -> Result<Vec<u8>, ProfileMistake> {
    let signs = several(written.get_ref().clone());
    let read: Option<Vec<u8>> = signs.iter().map(|sign| values::delimiter(sign)).collect();
    read.filter(|signs| !signs.is_empty()).ok_or_else(|| {
        let hint = "a comma, a semicolon, a bar or a tab (\"\\t\"), or a list of them";
        wrong(written, "cells are not divided by this", hint)
    })
}
