//! The reports of a month - its statement, those of councils, the revision report - read once for all of their figures.

mod days;
mod revision;
mod sources;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use super::cell::language_of;
use super::record_list::{self, RecordsOfStays};
use super::report::TracedReport;
use super::{Cell, FiguresAsked, FiguresHead, ReportFigures, Trace, later_than, of_edition};
use crate::domain::{Finding, Month, PersonKey};
use crate::error::{Error, Exit, Result};
use crate::operate::month::changes::InView;
use crate::operate::month::run::RUN_JSON;
use crate::operate::month::statements::corrections_of;
use crate::project::Project;
use crate::report::statement::Corrections;
use crate::store::{Ledger, PublishedMonth, Store};
use revision::StateBefore;

/// A published month, read once for all of its figures.
pub(super) struct MonthFigures<'a> {
    project: &'a Project,
    published: PublishedMonth,
    report: TracedReport,
    summary: Value,
    ledger: Ledger,
    /// What the edition corrects of closed months; in a revision report what it changes of its own month too.
    corrections: Corrections,
    /// What a revision report starts from, by month.
    before: BTreeMap<Month, StateBefore>,
    view: InView,
    records: RecordsOfStays,
    findings: Vec<(String, Finding)>,
    head: FiguresHead,
}

impl<'a> MonthFigures<'a> {
    /// Reads a report of an edition of a month: of the last one, if none is named. The report is what stands before the `/` of a
    /// figure: the code of a council, `revision`, or nothing for the statement.
    ///
    /// # Errors
    /// 66: the month was never published, not in that edition, or no statement of it is kept; 2: it has no such report; 65: a stored
    /// file is damaged.
    pub fn read(
        project: &'a Project,
        store: &Store,
        &FiguresAsked { report, month, edition, .. }: &FiguresAsked<'_>,
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
        let findings = record_list::findings(store)?;
        let mut wanted = record_list::of_findings(store, &findings);
        let evidence = corrections.rows.iter().chain(before.values().flat_map(|before| &before.corrections.rows));
        let evidence = evidence.filter_map(|row| row.revision.reason.evidence.as_ref());
        wanted.extend(evidence.map(|evidence| (evidence.source_id.clone(), evidence.source_record)));
        let records = RecordsOfStays::read(store, &named, wanted)?;
        let view = InView::of(project, published.month);
        let language = language_of(&statement);
        let head = FiguresHead {
            prefix: report.prefix().to_owned(),
            title: of_edition((language, "trace-report"), &published, ("report", report.words(language))),
            month: published.month,
            edition: published.edition,
            report: statement,
            kinds: &[],
            is_of_now: false,
            later: later_than(language, store, &published),
        };
        Ok(Self { project, published, report, summary, ledger, corrections, before, view, records, findings, head })
    }

    /// The stays of each person, by stay.
    fn persons(&self) -> HashMap<&str, &PersonKey> {
        self.records.stays.iter().filter_map(|stay| Some((&*stay.stay_id, stay.person_key.as_ref()?))).collect()
    }
}

impl ReportFigures for MonthFigures<'_> {
    fn head(&self) -> &FiguresHead {
        &self.head
    }

    fn parts(&self, cell: &Cell<'_>) -> Result<Option<Trace>> {
        Ok(match self.report {
            TracedReport::Revision => self.of_revision(cell),
            _ => self.of_days(cell).or_else(|| self.of_sources(cell)),
        })
    }
}
