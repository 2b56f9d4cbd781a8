//! From a figure of a statement or revision report to what makes it up: ledger days, corrections, findings, deliveries or doubts,
//! each with the records that it rests on, and whether they add up to the figure.

mod cell;
mod days;
mod record_list;
mod report;
mod revision;
mod sources;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;
use serde_json::Value;

use crate::domain::{Day, EventRecord, Finding, LedgerStatus, Minor, Month, PersonKey, Receipt, Stay};
use crate::error::{Error, Exit, Result};
use crate::operate::explain::ExplainedRecord;
use crate::operate::month::changes::InView;
use crate::operate::month::run::RUN_JSON;
use crate::operate::month::statements::corrections_of;
use crate::project::Project;
use crate::report::statement::Corrections;
use crate::store::{Ledger, PublishedMonth, RecordPlaces, Store};

pub use cell::Cell;
use report::TracedReport;
use revision::StateBefore;

/// What stands before the `/` of a figure: the report that it is in; empty for the statement.
pub fn report_of(figure: &str) -> &str {
    TracedReport::split(figure).0
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
    /// Findings and doubts, each at its record.
    pub found: Vec<TracedFinding>,
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
    pub cause: &'static str,
    /// The file and line of the newest record that says so; empty where no record does.
    pub record: String,
    /// The first byte of the record, from 0; nothing where it is not known.
    pub first_byte: Option<u64>,
    /// Its last byte; nothing where it is not known.
    pub last_byte: Option<u64>,
}

/// Something that was found in a record.
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

/// A published month, read once for all of its figures.
pub struct TraceBasis<'a> {
    project: &'a Project,
    published: PublishedMonth,
    report: TracedReport,
    statement: Value,
    summary: Value,
    ledger: Ledger,
    /// What the edition corrects of closed months; in a revision report what it changes of its own month too.
    corrections: Corrections,
    /// What a revision report starts from, by month.
    before: BTreeMap<Month, StateBefore>,
    view: InView,
    stays: Vec<Stay>,
    events: Vec<EventRecord>,
    places: RecordPlaces,
    findings: Vec<(String, Finding)>,
    receipts: Vec<Receipt>,
    /// Why what is kept of records now can be other than what was then; nothing where no news came.
    later: Option<String>,
}

impl<'a> TraceBasis<'a> {
    /// Reads a report of an edition of a month: of the last one, if none is named. The report is what stands before the `/` of a
    /// figure: the code of a council, `revision`, or nothing for the statement.
    ///
    /// # Errors
    /// 66: the month was never published, not in that edition, or no statement of it is kept; 2: it has no such report; 65: a stored
    /// file is damaged.
    pub fn read(
        project: &'a Project,
        store: &Store,
        (month, edition): (Option<Month>, Option<u32>),
        report: &str,
    ) -> Result<Self> {
        let manifest = store.manifest();
        let last = manifest.published(month, "nothing was explained")?;
        let published = last.as_edition(edition.unwrap_or(last.edition)).ok_or_else(|| {
            let what = format!("{} has no edition {}", last.month, edition.unwrap_or_default());
            Error::new("X_NO_MONTH", Exit::NoInput, what)
                .effect("nothing was explained")
                .hint(format!("editions are 1 to {}", last.edition))
        })?;
        let files = published.reports.as_ref().map(|stored| store.reports(stored)).transpose()?.unwrap_or_default();
        let json = |name: &str| -> Option<Value> {
            serde_json::from_slice(&files.iter().find(|file| file.name == name)?.bytes).ok()
        };
        let report = TracedReport::named(report, &files)?;
        let Some((statement, summary)) = json(&report.file()).zip(json(RUN_JSON)) else {
            let what = format!("no statement of {} is kept in the store", published.month);
            return Err(Error::new("X_NO_MONTH", Exit::NoInput, what)
                .effect("nothing was explained")
                .hint(format!("`beddays run --month {}`", published.month)));
        };
        let ledger = store.ledger_in(&published.ledger)?;
        let receipts = store.receipts()?;
        let revisions = store.revisions(&published)?;
        let is_meant = |other: Month| other != published.month || report == TracedReport::Revision;
        let corrections = corrections_of(project, &revisions, is_meant, &receipts, report.payer());
        let before = match report {
            TracedReport::Revision => StateBefore::read(project, store, &published, (&revisions, &receipts))?,
            _ => BTreeMap::new(),
        };
        let ledgers = before.values().map(|before| &before.ledger).chain([&ledger]);
        let named: BTreeSet<&str> = ledgers.flat_map(|ledger| ledger.rows().map(|row| row.stay_id)).collect();
        let mut stays = store.stays()?;
        stays.retain(|stay| named.contains(&*stay.stay_id));
        let mut events = store.events()?;
        events.retain(|record| named.contains(&*record.stay_id));
        let findings = record_list::findings(store)?;
        let evidence = corrections.rows.iter().chain(before.values().flat_map(|before| &before.corrections.rows));
        let evidence = evidence.filter_map(|row| row.revision.reason.evidence.as_ref());
        let mut wanted = record_list::wanted(store, (&stays, &events), &findings);
        wanted.extend(evidence.map(|evidence| (evidence.source_id.clone(), evidence.source_record)));
        let places = store.record_places(&wanted)?;
        let news = manifest.deliveries.iter().filter(|delivery| delivery.received > published.news_to).count();
        let later = match published.edition == last.edition {
            true => (news > 0).then(|| format!("{news} deliveries came after this edition")),
            false => Some(format!("edition {} has replaced this edition", last.edition)),
        };
        let view = InView::of(project, published.month);
        Ok(Self {
            project,
            published,
            report,
            statement,
            summary,
            ledger,
            corrections,
            before,
            view,
            stays,
            events,
            places,
            findings,
            receipts,
            later,
        })
    }

    /// The month and edition.
    pub fn edition(&self) -> (Month, u32) {
        (self.published.month, self.published.edition)
    }

    /// What the report is called.
    pub fn title(&self) -> String {
        format!("{} of {}, edition {}", self.report.words(), self.published.month, self.published.edition)
    }

    /// Every cell of the report that is a figure.
    pub fn cells(&self) -> Vec<Cell<'_>> {
        cell::all(self.report.prefix(), &self.statement)
    }

    /// The figures that are asked for: `TABLE`, `TABLE:ROW` or `TABLE:ROW:COLUMN`.
    ///
    /// # Errors
    /// 2: there is no such figure; what there is, is named.
    pub fn asked(&self, figure: &str) -> Result<Vec<Cell<'_>>> {
        let (prefix, figure) = (self.report.prefix(), TracedReport::split(figure).1);
        cell::asked(prefix, &self.statement, figure)
    }

    /// What a figure is made of.
    ///
    /// # Errors
    /// 65: no road leads from a figure of this table (our bug).
    pub fn trace(&self, cell: &Cell<'_>) -> Result<Trace> {
        let found = match self.report {
            TracedReport::Revision => self.of_revision(cell),
            _ => self.of_days(cell).or_else(|| self.of_sources(cell)),
        };
        let mut trace = found.ok_or_else(|| {
            Error::new("X_FIGURE", Exit::Bug, format!("nothing says how {} is made", cell.name()))
                .effect("nothing was changed")
                .hint("this is our bug: please report it with the figure")
        })?;
        (trace.figure, trace.title, trace.shown) = (cell.name(), cell.title(), cell.shown.clone());
        trace.adds_up = trace.comes_to.map(|sum| Some(sum) == cell.number());
        let is_of_records = !trace.found.is_empty() || !trace.deliveries.is_empty();
        if let Some(later) = self.later.as_ref().filter(|_| trace.adds_up == Some(false) && is_of_records) {
            trace.adds_up = None;
            trace.rests_on.push(format!("{later}: what is kept of records now can be other than what was then"));
        }
        if let Some(later) = self.later.as_ref().filter(|_| !trace.records.is_empty()) {
            trace.rests_on.push(format!("{later}: the records are those that are kept now"));
        }
        Ok(trace)
    }

    /// The stays of each person, by stay.
    fn persons(&self) -> HashMap<&str, &PersonKey> {
        self.stays.iter().filter_map(|stay| Some((&*stay.stay_id, stay.person_key.as_ref()?))).collect()
    }
}
