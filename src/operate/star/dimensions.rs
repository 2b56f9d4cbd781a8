//! The dimensions of the star: the days and codes that its facts name, with words for them.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::codes::Attribution;
use crate::domain::{Authorities, Day, Language, LedgerStatus};
use crate::operate::star::star_key::StarKey;
use crate::project::Project;
use crate::query::{Answer, AnswerValue};
use crate::report::statement::{status_meaning, status_title};
use crate::store::schema::{SchemaColumn, Table, Type, must};

/// A dimension with its rows.
pub(super) struct DimensionTable {
    /// Its columns; the first is the key.
    pub table: Table,
    /// Its rows.
    pub rows: Answer,
}

/// The days and codes that facts name.
#[derive(Default)]
pub(super) struct Dimensions {
    days: Option<(Day, Day)>,
    codes: BTreeMap<StarKey, BTreeSet<String>>,
}

const DATE: Table = Table {
    name: "dim_date",
    row: "one day, from the first to the last that any table has",
    key: &["day"],
    columns: &[
        must("day", Type::Day, "The day."),
        must("month", Type::Word, "Its month, as in 2018-03."),
        must("month_on", Type::Day, "The first day of its month."),
        must("month_name", Type::Word, "Its month, as in March 2018."),
        must("year", Type::Int64, "Its calendar year."),
        must("quarter", Type::Int64, "Its quarter of the calendar year, from 1."),
        must("financial_year", Type::Word, "Its financial year, from April, as in 2017-18."),
        must("financial_month", Type::Int64, "The place of its month in the financial year: April is 1."),
        must("weekday", Type::Word, "Its day of the week, as in Thu."),
        must("weekday_number", Type::Int64, "The same from Monday, which is 1."),
    ],
};

/// A dimension of codes and names.
const fn named(
    name: &'static str,
    row: &'static str,
    key: &'static [&'static str],
    columns: &'static [SchemaColumn],
) -> Table {
    Table { name, row, key, columns }
}

const AUTHORITY: Table = named(
    "dim_authority",
    "one authority that is named in any table",
    &["authority_code"],
    &[
        must("authority_code", Type::Word, "Its code; unknown where no record or law names one."),
        must("authority", Type::Word, "Its name."),
    ],
);
const PROVIDER: Table = named(
    "dim_provider",
    "one hospital that is named in any table",
    &["provider_code"],
    &[
        must("provider_code", Type::Word, "Its organisation code."),
        must("provider", Type::Word, "Its name, as [names] of beddays.toml gives it; else the code."),
    ],
);
const STATUS: Table = named(
    "dim_status",
    "one status of a delayed day",
    &["status"],
    &[
        must("status", Type::Word, "Its code."),
        must("status_name", Type::Word, "What people call it."),
        must("meaning", Type::Word, "What it means."),
        must("is_owed", Type::Int64, "1 where the authority owes for the day, else 0."),
    ],
);
const REASON: Table = named(
    "dim_reason",
    "one reason that is named in any table",
    &["reason_code"],
    &[must("reason_code", Type::Word, "Letter of the return, or the sender's own code; none where there is none.")],
);
const SIDE: Table = named(
    "dim_side",
    "one side that can be responsible",
    &["attributed_to"],
    &[
        must("attributed_to", Type::Word, "Its code; none where not said."),
        must("side", Type::Word, "What people call it."),
    ],
);
const REGIME: Table = named(
    "dim_regime",
    "one law of the project",
    &["regime"],
    &[must("regime", Type::Word, "Its code."), must("law", Type::Word, "Its title.")],
);
const CONVENTION: Table = named(
    "dim_convention",
    "one convention of the project",
    &["convention"],
    &[
        must("convention", Type::Word, "The convention with every reading that is not the default."),
        must("title", Type::Word, "Its title."),
        must("publisher", Type::Word, "Whose convention it is."),
    ],
);

/// The tables of the dimensions that are made of what facts name, in the order of the dictionary.
pub(super) const DIMENSIONS: [&Table; 8] =
    [&DATE, &AUTHORITY, &PROVIDER, &STATUS, &REASON, &SIDE, &REGIME, &CONVENTION];

impl Dimensions {
    /// Notes the days and codes of some rows of a fact.
    pub fn collect(&mut self, rows: &Answer) {
        for (at, column) in rows.columns.iter().enumerate() {
            let Some(dimension) = StarKey::of(column).filter(|key| *key != StarKey::Stay) else {
                continue;
            };
            let codes = self.codes.entry(dimension).or_default();
            for value in rows.rows.iter().map(|row| &row[at]) {
                match value {
                    AnswerValue::Day(day) => {
                        let (first, last) = self.days.unwrap_or((*day, *day));
                        self.days = Some((first.min(*day), last.max(*day)));
                    }
                    AnswerValue::Text(code) if !codes.contains(code) => _ = codes.insert(code.clone()),
                    _ => {}
                }
            }
        }
    }

    /// The dimensions with words from the project, the law and the domain.
    pub fn tables(&self, project: &Project) -> Vec<DimensionTable> {
        let of = |dimension, words: &dyn Fn(&str) -> Vec<AnswerValue>| -> Vec<Vec<AnswerValue>> {
            let codes = self.codes.get(&dimension).into_iter().flatten();
            codes.map(|code| [text(code)].into_iter().chain(words(code)).collect()).collect()
        };
        let law = |code: &str| {
            let found = project.law.iter().find(|law| law.id() == code);
            vec![text(found.map_or(code, |law| law.title()))]
        };
        let convention = |code: &str| {
            let found = project.conventions.iter().find(|convention| convention.label() == code);
            let of = found.map(|found| &found.file.convention);
            vec![text(of.map_or(code, |of| &of.title)), text(of.map_or("", |of| &of.publisher))]
        };
        let side = |code: &str| {
            let found = Attribution::ALL.iter().find(|side| side.code() == code);
            vec![text(found.map_or("not said", |side| side.words()))]
        };
        let rows = [
            self.dates(),
            of(StarKey::Authority, &|code| vec![text(&authority(project, code))]),
            of(StarKey::Provider, &|code| vec![text(project.name_of(code))]),
            statuses(),
            of(StarKey::Reason, &|_| Vec::new()),
            of(StarKey::Side, &side),
            of(StarKey::Regime, &law),
            of(StarKey::Convention, &convention),
        ];
        DIMENSIONS
            .into_iter()
            .zip(rows)
            .map(|(table, rows)| DimensionTable { table: *table, rows: answer(table, rows) })
            .collect()
    }

    fn dates(&self) -> Vec<Vec<AnswerValue>> {
        let days = self.days.map(|(first, last)| first.month().first().to(last.month().last()));
        let row = |day: Day| {
            let month = day.month();
            vec![
                AnswerValue::Day(day),
                text(&month.to_string()),
                AnswerValue::Day(month.first()),
                text(&month.long()),
                AnswerValue::Integer(month.year().into()),
                AnswerValue::Integer((month.month_of_year() + 2) / 3),
                text(&month.financial_year()),
                AnswerValue::Integer(month.month_of_financial_year()),
                text(day.weekday().short()),
                AnswerValue::Integer(i64::from(day.date().weekday().to_monday_one_offset())),
            ]
        };
        days.into_iter().flatten().map(row).collect()
    }
}

fn statuses() -> Vec<Vec<AnswerValue>> {
    let row = |status: &LedgerStatus| {
        vec![
            text(status.code()),
            text(status_title(Language::English, *status)),
            text(status_meaning(Language::English, *status)),
            AnswerValue::Integer(status.is_owed().into()),
        ]
    };
    LedgerStatus::ALL.iter().map(row).collect()
}

/// The name of an authority: as the project gives it, else as the list does.
fn authority(project: &Project, code: &str) -> String {
    let known = || Authorities::all().find_as_written(code).map(|id| Authorities::all().get(id).name.clone());
    match project.name_of(code) {
        "unknown" => "not known".to_owned(),
        named if named != code => named.to_owned(),
        _ => known().unwrap_or_else(|| code.to_owned()),
    }
}

fn answer(table: &Table, rows: Vec<Vec<AnswerValue>>) -> Answer {
    Answer { columns: table.columns.iter().map(|column| column.name.to_owned()).collect(), rows }
}

fn text(words: &str) -> AnswerValue {
    AnswerValue::Text(words.to_owned())
}
