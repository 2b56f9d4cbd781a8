//! From a figure of a report to what makes it up: ledger days, counted days, corrections, findings, claimed lines, deliveries,
//! published figures or doubts, each with the records that it rests on, and whether they add up to the figure.

mod cell;
mod claim;
mod month;
mod on_disk;
mod other_law;
mod pack;
mod record_list;
mod report;
mod trend;

use std::path::Path;

use serde::Serialize;
use serde_json::Value;

use crate::domain::{Day, Language, LedgerDay, LedgerStatus, Minor, Month};
use crate::error::{Error, Exit, Result};
use crate::operate::explain::ExplainedRecord;
use crate::project::Project;
use crate::store::{PublishedMonth, Store};
use crate::words::Argument;

pub use cell::Cell;
use report::NamedReport;

/// What stands before the `/` of a figure: the report that it is in; empty for the statement.
pub fn report_of(figure: &str) -> &str {
    report::split(figure).0
}

/// What a figure is made of.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Trace {
    /// The figure: table, row and column.
    pub figure: String,
    /// What it is, in words.
    pub title: String,
    /// As the report shows it.
    pub shown: Value,
    /// How it is made.
    pub how: String,
    /// What its parts come to: days, stays, records or minor units; nothing where it is no sum.
    pub comes_to: Option<i64>,
    /// Whether that is what is shown; nothing where it is no sum.
    pub adds_up: Option<bool>,
    /// The ledger days, those one after the other of which the same holds together.
    pub days: Vec<TracedDays>,
    /// Corrections of closed months.
    pub corrections: Vec<TracedCorrection>,
    /// Findings, doubts, lines of a claim and published figures, each at its record.
    pub found: Vec<TracedFinding>,
    /// Days under the other law of a what-if report; those under the law of the project are in `days`.
    pub otherwise: Vec<TracedDays>,
    /// Days that a convention of statistics counts.
    pub counted: Vec<TracedCount>,
    /// The figures of the report that it is computed from: each can be asked for.
    pub made_of: Vec<MadeOf>,
    /// Deliveries, with what of each counts.
    pub deliveries: Vec<TracedDelivery>,
    /// The records behind the days, by stay.
    pub records: Vec<TracedRecord>,
    /// What else it rests on: law, files, figures of other places.
    pub rests_on: Vec<String>,
}

/// Days of a stay in the ledger, one after the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TracedDays {
    /// The stay.
    pub stay_id: String,
    /// The first of them.
    pub from_on: Day,
    /// The last.
    pub to_on: Day,
    /// How many.
    pub days: i64,
    /// What became of each.
    pub status: LedgerStatus,
    /// What is owed for all of them, in minor units.
    pub amount_minor: Minor,
    /// The law and its rule.
    pub rule: String,
    /// The section.
    pub cite: String,
    /// The SHA-256 of the file of law.
    pub law_sha256: String,
}

impl TracedDays {
    /// One day of a ledger.
    fn of(row: &LedgerDay<'_>) -> Self {
        Self {
            stay_id: row.stay_id.to_owned(),
            from_on: row.day,
            to_on: row.day,
            days: 1,
            status: row.status,
            amount_minor: row.amount_minor,
            rule: format!("{} {}", row.regime, row.rule),
            cite: row.cite.to_owned(),
            law_sha256: row.regime_hash.to_owned(),
        }
    }
}

/// Days of a stay that a convention of statistics counts, one after the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TracedCount {
    /// The stay.
    pub stay_id: String,
    /// The first of them.
    pub from_on: Day,
    /// The last.
    pub to_on: Day,
    /// How many; below 0 where a step of a bridge takes them away.
    pub days: i64,
    /// Why: the reason that the hospital gives, or the cause of a step of a bridge; empty where neither is recorded.
    pub why: String,
}

/// A figure that another one is computed from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MadeOf {
    /// Its name, as it can be asked for.
    pub figure: String,
    /// As the report shows it.
    pub shown: Value,
}

/// Days of a closed month that are corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TracedCorrection {
    /// The month.
    pub month: Month,
    /// The stay.
    pub stay_id: String,
    /// The first of the days.
    pub from_on: Day,
    /// The last.
    pub to_on: Day,
    /// What they came to before, in minor units.
    pub before_minor: Minor,
    /// What they come to now.
    pub after_minor: Minor,
    /// Why.
    pub cause: String,
    /// The file and line of the newest record that says so; empty where no record does.
    pub record: String,
    /// The first byte of the record, from 0; nothing where it is not known.
    pub first_byte: Option<u64>,
    /// Its last byte; nothing where it is not known.
    pub last_byte: Option<u64>,
}

/// Something that stands in a record: a finding, a doubt, a claimed line, a published figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TracedFinding {
    /// The file.
    pub file: String,
    /// The number of the record, from 1; 0 for the whole file.
    pub record: u32,
    /// Its line, from 1.
    pub line: u32,
    /// Its first byte, from 0; nothing where it is not known.
    pub first_byte: Option<u64>,
    /// Its last byte; nothing where it is not known.
    pub last_byte: Option<u64>,
    /// The stay, where one is meant.
    pub stay_id: String,
    /// The code, or the kind of doubt.
    pub code: String,
    /// What it comes to; 1 where findings are counted.
    pub counts: Option<i64>,
}

/// A delivery, and what of it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TracedDelivery {
    /// The file.
    pub file: String,
    /// Its SHA-256.
    pub sha256: String,
    /// What of it counts.
    pub counts: i64,
}

/// A record behind the days of a stay.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct TracedRecord {
    /// The stay.
    pub stay_id: String,
    /// The record.
    #[serde(flatten)]
    pub record: ExplainedRecord,
}

/// Whose figures are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct FiguresAsked<'q> {
    /// What stands before the `/` of a figure: the code of a council, `revision`, `trend`, `public`, `reconciled/CLAIM`,
    /// `what-if/NAME`, or nothing for the statement.
    pub report: &'q str,
    /// The month; the last published one if none.
    pub month: Option<Month>,
    /// The edition; the last one if none.
    pub edition: Option<u32>,
    /// The file of other law of a what-if report, where the project names it nowhere.
    pub other_law: Option<&'q Path>,
}

/// A report that was read, with what its figures are called.
struct FiguresHead {
    /// What figures have before their table.
    prefix: String,
    /// What people call it.
    title: String,
    month: Month,
    edition: u32,
    report: Value,
    /// Which columns have figures beside counts and amounts.
    kinds: &'static [&'static str],
    /// Whether parts are found by what is known now, and not by a ledger that is kept.
    is_of_now: bool,
    /// Why what is known now can be other than what was then; nothing where no news came.
    later: Option<String>,
}

impl FiguresHead {
    /// The language of the report, in which its figures are explained.
    fn language(&self) -> Language {
        cell::language_of(&self.report)
    }

    fn cells(&self) -> Vec<Cell<'_>> {
        cell::all(&self.prefix, &self.report, self.kinds)
    }

    /// The figures of a table that are meant, as parts of another.
    fn made_of(&self, is_meant: impl Fn(&Cell<'_>) -> bool) -> Vec<MadeOf> {
        let cells = self.cells().into_iter().filter(is_meant);
        cells.map(|cell| MadeOf { figure: cell.name(), shown: cell.shown.clone() }).collect()
    }
}

/// What finds the parts of the figures of one report.
trait ReportFigures {
    fn head(&self) -> &FiguresHead;

    /// What a figure is made of; nothing where no road leads from its table.
    fn parts(&self, cell: &Cell<'_>) -> Result<Option<Trace>>;
}

/// A report, read once for all of its figures.
pub struct TraceBasis<'a>(Box<dyn ReportFigures + 'a>);

impl<'a> TraceBasis<'a> {
    /// Reads a report, and what is needed to follow its figures.
    ///
    /// # Errors
    /// 66: the month was never published, not in that edition, or no such report of it was written; 2: there is no report of that
    /// name, or a file of other law is missing; 65: a stored file is damaged, or a report is not as it was written.
    pub fn read(project: &'a Project, store: &Store, asked: &FiguresAsked<'_>) -> Result<Self> {
        let name = NamedReport::of(asked.report);
        name.refuse_what_it_has_not(asked)?;
        Ok(Self(match name {
            NamedReport::OfMonth => Box::new(month::MonthFigures::read(project, store, asked)?),
            NamedReport::Trend => Box::new(trend::TrendFigures::read(project, store)?),
            NamedReport::Public => Box::new(pack::PackFigures::read(project, store, asked.month)?),
            NamedReport::Reconciled(claim) => Box::new(claim::ClaimFigures::read(project, store, asked.month, claim)?),
            NamedReport::WhatIf(name) => Box::new(other_law::OtherLawFigures::read(project, store, asked, name)?),
        }))
    }

    /// The month and edition; of a trend its last month.
    pub fn edition(&self) -> (Month, u32) {
        (self.0.head().month, self.0.head().edition)
    }

    /// The language of the report, in which its figures are explained.
    pub fn language(&self) -> Language {
        self.0.head().language()
    }

    /// What the report is called.
    pub fn title(&self) -> &str {
        &self.0.head().title
    }

    /// Every cell of the report that is a figure.
    pub fn cells(&self) -> Vec<Cell<'_>> {
        self.0.head().cells()
    }

    /// The figures that are asked for: `TABLE`, `TABLE:ROW` or `TABLE:ROW:COLUMN`.
    ///
    /// # Errors
    /// 2: there is no such figure; what there is, is named.
    pub fn asked(&self, figure: &str) -> Result<Vec<Cell<'_>>> {
        cell::asked(self.cells(), report::split(figure).1)
    }

    /// What a figure is made of.
    ///
    /// # Errors
    /// 65: a stored file is damaged; 70: no road leads from a figure of this table (our bug).
    pub fn trace(&self, cell: &Cell<'_>) -> Result<Trace> {
        let head = self.0.head();
        let mut trace = self.0.parts(cell)?.ok_or_else(|| {
            Error::new("X_FIGURE", Exit::Bug, format!("nothing says how {} is made", cell.name()))
                .effect("nothing was changed")
                .hint("this is our bug: please report it with the figure")
        })?;
        (trace.figure, trace.title, trace.shown) = (cell.name(), cell.title(), cell.shown.clone());
        trace.adds_up = trace.adds_up.or(trace.comes_to.map(|sum| Some(sum) == cell.number()));
        let is_of_now = head.is_of_now || !trace.found.is_empty() || !trace.deliveries.is_empty();
        let Some(later) = &head.later else { return Ok(trace) };
        if trace.adds_up == Some(false) && is_of_now {
            trace.adds_up = None;
            trace.rests_on.push(cell.language.say("trace-later-kept", &[("later", later.into())]));
        }
        if !trace.records.is_empty() {
            trace.rests_on.push(cell.language.say("trace-later-records", &[("later", later.into())]));
        }
        Ok(trace)
    }
}

/// Why what is known now can be other than when an edition of a month was published; nothing where no news came.
fn later_than(language: Language, store: &Store, published: &PublishedMonth) -> Option<String> {
    let manifest = store.manifest();
    let last = manifest.month(published.month).map_or(published.edition, |last| last.edition);
    let news = manifest.deliveries.iter().filter(|delivery| delivery.received > published.news_to).count() as i64;
    match published.edition == last {
        true => (news > 0).then(|| language.say("trace-news", &[("news", Argument::Plain(news))])),
        false => Some(language.say("trace-replaced", &[("edition", Argument::Plain(last.into()))])),
    }
}

/// What a report of an edition is called, by the message that says it and what else is put into it.
fn of_edition(
    (language, id): (Language, &'static str),
    published: &PublishedMonth,
    (name, what): (&str, String),
) -> String {
    let edition = Argument::Plain(published.edition.into());
    language.say(id, &[("month", published.month.to_string().into()), ("edition", edition), (name, what.into())])
}
