//! The TOML of a profile as it is written.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::claims::{Amounts, CutSpell, LastDay, ServiceStart};
use super::mistake::Headers;
use crate::domain::Day;
use crate::files::encoding::Encoding;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProfileFile {
    /// What it is, and how its files are laid out.
    pub profile: ProfileHead,
    /// The columns by the fields that they fill.
    #[serde(default)]
    pub columns: BTreeMap<Spanned<String>, ColumnAsWritten>,
    /// The columns of dated facts, by their kinds.
    #[serde(default)]
    pub events: BTreeMap<Spanned<String>, EventAsWritten>,
    /// Columns that are checked and not kept.
    #[serde(default)]
    pub checks: BTreeMap<String, Spanned<CheckAsWritten>>,
    /// The codes of a field, and what each means.
    #[serde(default)]
    pub codes: BTreeMap<Spanned<String>, CodesAsWritten>,
    /// Earlier names of columns.
    #[serde(default)]
    pub former: BTreeMap<Spanned<String>, Vec<String>>,
    /// Codes that were in use for some time only.
    #[serde(default)]
    pub terms: BTreeMap<Spanned<String>, BTreeMap<String, TermAsWritten>>,
    /// Fields that must be filled where another says so.
    #[serde(default)]
    pub mandatory: BTreeMap<Spanned<String>, Spanned<String>>,
    /// What a field is where no column has it.
    #[serde(default)]
    pub defaults: BTreeMap<Spanned<String>, String>,
    /// Profiles for messages of the same source.
    #[serde(default)]
    pub formats: BTreeMap<Spanned<String>, String>,
    /// The row that `beddays template` shows.
    #[serde(default)]
    pub example: BTreeMap<Spanned<String>, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProfileHead {
    /// Its name.
    pub name: String,
    /// What it reads, in a sentence.
    pub about: String,
    /// What one row is: stay, event, reason, claim and others.
    pub record: Spanned<String>,
    /// How days are written, as in dd/mm/yyyy.
    pub dates: Option<Spanned<String>>,
    /// What divides cells: one sign, or several that may.
    pub delimiter: Option<Spanned<Headers>>,
    /// What is done with a column that no field names.
    pub unknown_columns: Option<Spanned<String>>,
    /// Columns that are passed over without a word.
    #[serde(default)]
    pub ignored: Vec<String>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// Whether each file has every stay there is, so that one that is gone is deleted.
    #[serde(default)]
    pub whole: bool,
    /// Whether the file must have every column that the profile names.
    #[serde(default)]
    pub every_column: bool,
    /// Whether amounts are in pence or pounds.
    pub amounts: Option<Spanned<Amounts>>,
    /// Whether the last day of a claim counts.
    pub last_day: Option<Spanned<LastDay>>,
    /// Whether a line below the rows has their sum.
    pub total_in_footer: Option<Spanned<bool>>,
    /// What a spell without an end means.
    pub cut_spell: Option<Spanned<CutSpell>>,
    /// From when on a service is there on its first day.
    pub service_start: Option<Spanned<ServiceStart>>,
    /// How the text is encoded; UTF-16 is known by its mark.
    pub encoding: Option<Spanned<Encoding>>,
    /// The row with the names of columns.
    pub header_row: Option<Spanned<u32>>,
    /// Rows above the header that are no part of the table.
    pub skip_rows: Option<Spanned<u32>>,
    /// How a line begins that ends the table.
    pub footer: Option<Spanned<String>>,
    /// Kinds of messages that are passed over.
    #[serde(default)]
    pub pass_over: Vec<Spanned<String>>,
    /// Words that mean nothing was recorded.
    #[serde(default)]
    pub null_values: Vec<String>,
    /// Days that mean nothing was recorded.
    #[serde(default)]
    pub null_dates: Vec<String>,
    /// Days that mean something wrong was recorded.
    #[serde(default)]
    pub invalid_dates: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub(super) enum ColumnAsWritten {
    Header(String),
    Whole {
        header: Headers,
        #[serde(default)]
        required: Required,
        form: Option<String>,
    },
}

/// `true`: the file is refused without the column and a row where it is blank; `"header"`: only the file.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Required {
    Filled(bool),
    Header(HeaderOnly),
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum HeaderOnly {
    Header,
}

impl Default for Required {
    fn default() -> Self {
        Self::Filled(false)
    }
}

/// A list is a map of every code to itself.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum CodesAsWritten {
    List(Vec<String>),
    Map(BTreeMap<String, String>),
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum CheckAsWritten {
    Named(String),
    List(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TermAsWritten {
    pub from: Option<Day>,
    pub to: Option<Day>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EventAsWritten {
    pub at: Headers,
    pub value: Option<Headers>,
    pub until: Option<Headers>,
}
