//! What a report says, without any format: figures, sentences, tables, charts and where it all comes from.
//!
//! Writers add nothing and leave nothing out: HTML, XLSX, CSV and JSON show the same model.

mod control;

use serde::Serialize;

use crate::domain::{Currency, Day, Language, Minor, Month};

pub use control::{Assured, IconRow, Panel, PointMark, VariationIcon};

/// A whole report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// `internal` (identifiable, exact), `public` (suppressed and rounded) or `published` (from official statistics, as they
    /// were published). They never mix. It stands first, so that the first line of every file says it.
    pub class: &'static str,
    /// Its short name, as in `statement`: also the stem of file names.
    pub name: &'static str,
    /// The language of its words; English is not named.
    #[serde(skip_serializing_if = "Language::is_english")]
    pub language: Language,
    /// The title, as in `Delayed discharge: what Example County Council owes for March 2018`.
    pub title: String,
    /// One line under the title: provisional or closed, edition, as-of date.
    pub standing: String,
    /// What every page and sheet must say, as that the data of the month are not complete; one short line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
    /// The answer in a few computed sentences.
    pub summary: Vec<String>,
    /// The few large figures at the top.
    pub figures: Vec<KeyFigure>,
    /// The sections, in reading order.
    pub sections: Vec<Section>,
    /// Name and value of all that the report rests on: law with hashes, readings, grades, as-of date, input hashes.
    pub provenance: Vec<ReportFact>,
}

impl Report {
    /// All tables in reading order. Writers number them from 1 in this order.
    pub fn tables(&self) -> impl Iterator<Item = &ReportTable> {
        self.sections.iter().flat_map(|section| &section.tables)
    }

    /// The CSV file of a table, or of `about` what no table has.
    pub fn csv_file(&self, id: &str) -> String {
        format!("{}-{}-{id}.csv", self.class, self.name)
    }

    /// Whether it is sent as it is, without the files beside it, so that a printed page must have every row.
    pub fn is_sent_alone(&self) -> bool {
        ["dispute-pack", "letter"].contains(&self.name)
    }

    /// What the class means, in one line: the first line of everything that people open.
    pub fn class_line(&self) -> &'static str {
        self.language.word(match self.class {
            "public" => "class-public",
            "published" => "class-published",
            _ if self.is_sent_alone() => "class-sent-alone",
            _ => "class-internal",
        })
    }
}

/// One large figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KeyFigure {
    /// What it is.
    pub label: String,
    /// The figure.
    pub value: ReportCell,
    /// One more line below it.
    pub note: String,
    /// The anchor of the section or table that has more of it, as in `table.doubtful_stays`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<&'static str>,
}

/// A name and a value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportFact {
    /// The name.
    pub name: String,
    /// The value.
    pub value: String,
}

/// One section: a heading, sentences, at most one chart, and the tables behind it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Section {
    /// A stable id, as in `bridge`: anchors, file names, names of sheets.
    pub id: &'static str,
    /// The heading: a question of the reader where it can be.
    pub title: String,
    /// Computed sentences and notes.
    pub text: Vec<String>,
    /// The chart, drawn from figures of the tables.
    pub chart: Option<ReportChart>,
    /// The tables.
    pub tables: Vec<ReportTable>,
}

/// One table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportTable {
    /// A stable id, unique in the report, as in `by_status`.
    pub id: &'static str,
    /// What it shows, with period and unit.
    pub title: String,
    /// The columns.
    pub columns: Vec<ReportColumn>,
    /// The rows; every row has a cell for every column.
    pub rows: Vec<Vec<ReportCell>>,
    /// The last row, where the table adds up.
    pub total: Option<Vec<ReportCell>>,
    /// What stands in place of the rows when there are none.
    pub empty: &'static str,
}

impl ReportTable {
    /// The table without one of its columns.
    #[must_use]
    pub(crate) fn without(mut self, name: &str) -> Self {
        if let Some(at) = self.columns.iter().position(|column| column.name == name) {
            self.columns.remove(at);
            self.rows.iter_mut().chain(&mut self.total).for_each(|row| _ = row.remove(at));
        }
        self
    }
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportColumn {
    /// The machine name, as in `chargeable_days`.
    pub name: &'static str,
    /// The heading for people.
    pub title: &'static str,
    /// What its cells are.
    pub kind: ColumnKind,
}

/// A column by its name in files, its heading and what its cells are.
pub(crate) const fn column(name: &'static str, title: &'static str, kind: ColumnKind) -> ReportColumn {
    ReportColumn { name, title, kind }
}

/// Columns whose headings are ids of messages, with the headings in a language.
pub(crate) fn titled(language: Language, columns: &[ReportColumn]) -> Vec<ReportColumn> {
    columns.iter().map(|column| ReportColumn { title: language.word(column.title), ..column.clone() }).collect()
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Words.
    Text,
    /// A civil day.
    Day,
    /// A month.
    Month,
    /// A whole number.
    Count,
    /// Money.
    Money,
    /// A measure that need not be whole: a rate, an average, a share.
    Number,
    /// A whole number to the nearest 5, or hidden: each figure is rounded by itself, its total too, so that a column need
    /// not add up. Public reports have no other numbers, internal ones never have these.
    RoundedCount,
    /// Money that rests on such numbers.
    RoundedMoney,
}

impl ColumnKind {
    /// Whether its cells are numbers, which stand against the right edge.
    pub fn is_number(self) -> bool {
        !matches!(self, Self::Text | Self::Day | Self::Month)
    }

    /// Whether its cells are amounts of money, which have a currency.
    pub fn is_money(self) -> bool {
        matches!(self, Self::Money | Self::RoundedMoney)
    }

    /// Whether its cells are rounded one by one.
    pub fn is_rounded(self) -> bool {
        matches!(self, Self::RoundedCount | Self::RoundedMoney)
    }
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum ReportCell {
    /// Words; never read as markup or as a formula by any writer.
    Text(String),
    /// Words that lead to a file beside the report or in a folder below it. Only a page can be followed there.
    Linked {
        /// The words.
        text: String,
        /// The file, as in `statements/E10000020/internal-statement.html`.
        file: String,
    },
    /// A day.
    Day(Day),
    /// A month.
    Month(Month),
    /// A whole number.
    Count(i64),
    /// An amount with its currency.
    Money {
        /// Minor units.
        amount_minor: Minor,
        /// Of this currency.
        currency: Currency,
    },
    /// A measure, shown with so many decimals.
    Number {
        /// The measure, as computed.
        number: f64,
        /// Decimals where people read it.
        places: u8,
    },
    /// There is a value that is not shown, to protect people: a mark that a note explains, as in `*`.
    Hidden {
        /// The mark.
        hidden: String,
    },
    /// There is no value, and why. Never shown as 0 or left blank without the reason.
    Missing {
        /// Why, in a few words: `not discharged`.
        missing: &'static str,
    },
}

impl ReportCell {
    /// Words.
    pub fn text(words: impl Into<String>) -> Self {
        Self::Text(words.into())
    }

    /// A day, or why there is none.
    pub fn day(day: Option<Day>, missing: &'static str) -> Self {
        day.map_or(Self::Missing { missing }, Self::Day)
    }

    /// An amount of money.
    pub fn money(amount_minor: Minor, currency: Currency) -> Self {
        Self::Money { amount_minor, currency }
    }

    /// A measure.
    pub fn number(number: f64, places: u8) -> Self {
        Self::Number { number, places }
    }

    /// The words of a cell of words.
    pub(crate) fn words(&self) -> Option<&str> {
        if let Self::Text(words) = self { Some(words) } else { None }
    }

    /// The number of a count; nothing for any other cell.
    pub fn count(&self) -> Option<i64> {
        if let Self::Count(number) = self { Some(*number) } else { None }
    }

    /// As people read it in a table.
    pub fn shown(&self, language: Language) -> String {
        match self {
            Self::Text(words) | Self::Linked { text: words, .. } => words.clone(),
            Self::Day(day) => language.day(*day),
            Self::Month(month) => language.month(*month),
            Self::Count(number) => language.count(*number),
            Self::Money { amount_minor, currency } => language.money(*amount_minor, *currency),
            Self::Number { number, places } => language.measure(*number, *places),
            Self::Hidden { hidden } => hidden.clone(),
            Self::Missing { missing } => format!("– ({missing})"),
        }
    }
}

/// A chart. Its title and description are read out by screen readers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportChart {
    /// A stable id, unique in the report.
    pub id: &'static str,
    /// What it shows.
    pub title: String,
    /// What one learns from it, computed from the same figures.
    pub description: String,
    /// The unit of the length of bars or height of columns, as in `days`.
    pub unit: &'static str,
    /// How it is drawn.
    pub drawing: Drawing,
}

/// How a chart is drawn.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Drawing {
    /// From one whole to another: the first bar is the one, each further bar takes away from where the last one ended
    /// (or adds, where its value is negative), the last bar is the other.
    Bridge(Vec<ChartBar>),
    /// Columns over the days of a month, stacked by series.
    Daily {
        /// The first day.
        first: Day,
        /// The series, drawn from the bottom; every one has a value a day.
        series: Vec<StackedSeries>,
    },
    /// Horizontal bars from zero.
    Bars(Vec<ChartBar>),
    /// Control charts by month: one large, several as small multiples on one scale each.
    Control(Vec<Panel>),
    /// Series with the two signs of each, and no figures.
    Icons(Vec<IconRow>),
    /// A calendar: one field a day, darker where there is more, with the figure in it.
    Heat {
        /// The first day.
        first: Day,
        /// One value a day.
        values: Vec<i64>,
    },
}

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChartBar {
    /// What it is.
    pub label: String,
    /// How long it is, in the chart's unit; negative only for a step of a bridge that adds.
    pub value: i64,
    /// Whether it stands for what is charged: drawn in the strong colour and marked by shape as well.
    pub strong: bool,
}

/// One series of a stacked column chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StackedSeries {
    /// What it is.
    pub label: String,
    /// One value a day.
    pub values: Vec<i64>,
    /// Drawn in the strong colour, and hatched or not so that colour is not needed.
    pub strong: bool,
}
