//! Figures of the trend report: the days that a convention counts, month by month, with their stays; figures that are computed from
//! others name those; figures of official publications lead to their files.

mod control;
mod counted;
mod money;
mod peers;
mod quality;
mod steps;

use std::collections::{BTreeMap, BTreeSet};

use super::cell::language_of;
use super::on_disk::{self, fact, fact_named};
use super::record_list::RecordsOfStays;
use super::{Cell, FiguresHead, MadeOf, ReportFigures, Trace, TracedDays};
use crate::domain::{Finding, Language, LedgerStatus, Month};
use crate::error::{Error, Exit, Result};
use crate::operate::bridge::BridgeOfMonth;
use crate::operate::month::changes::InView;
use crate::operate::month::editions::REPORTS;
use crate::operate::trend::{TREND, TrendDeliveries, edition_in_words};
use crate::project::Project;
use crate::report::trend::Charting;
use crate::store::{Ledger, Store};
use crate::words::Argument;
use counted::{CountedLength, CountedOn, RecountedStays};
use peers::PublishedBasis;

/// What writes the report.
const AGAIN: &str = "`beddays report trend` writes it";

/// The trend report, with the days of its months by every convention of the project.
pub(super) struct TrendFigures {
    head: FiguresHead,
    /// The convention of the report.
    convention: String,
    months: Vec<Month>,
    /// How its series are charted.
    charting: Charting,
    /// The months that are closed, each with the edition in which it was.
    closed: BTreeMap<Month, u32>,
    /// The counted days by convention.
    days: BTreeMap<String, Vec<CountedOn>>,
    lengths: Vec<CountedLength>,
    bridges: Vec<BridgeOfMonth>,
    ledger: Ledger,
    /// The charged days of each month in view, where the report has what they come to.
    charged: BTreeMap<Month, Vec<TracedDays>>,
    view: InView,
    deliveries: TrendDeliveries,
    findings: Vec<(String, Finding)>,
    published: PublishedBasis,
    records: RecordsOfStays,
}

impl TrendFigures {
    /// Reads the trend report, and counts the days of its months again.
    ///
    /// # Errors
    /// 66: there is none; 65: it is not as it was written; 78: the project counts by its convention no more.
    pub fn read(project: &Project, store: &Store) -> Result<Self> {
        let found = on_disk::read(&project.folder.join(REPORTS).join(TREND), "internal-trend.json", AGAIN)?;
        let (language, report) = (language_of(&found.report), found.report);
        let standing = report["standing"].as_str().and_then(|standing| standing.rsplit_once("; "));
        let label = fact(&report, "fact-counting").or(standing.map(|(_, label)| label)).unwrap_or_default().to_owned();
        let convention =
            project.conventions.iter().find(|convention| convention.label() == label).ok_or_else(|| {
                Error::new("C_NO_CONVENTION", Exit::Config, format!("the project does not count by `{label}` any more"))
                    .effect("nothing was explained")
                    .hint(AGAIN)
            })?;
        let is_same = fact(&report, "fact-convention").is_none_or(|fact| fact.ends_with(&convention.hash));
        let later = match found.basis.as_deref() == Some(&*store.manifest().content_sha256()) {
            true => (!is_same).then(|| language.say("trace-convention-changed", &[("convention", (&label).into())])),
            false => Some(language.word("trace-store-changed").to_owned()),
        };
        let newest = store.manifest().published(None, "nothing was explained")?;
        let mut head = FiguresHead {
            prefix: format!("{TREND}/"),
            title: String::new(),
            month: newest.month,
            edition: newest.edition,
            report,
            kinds: &["number"],
            is_of_now: true,
            later,
        };
        let months = months_of(&head);
        let charting = charting(&head.report, &months);
        let last = store.manifest().published(months.last().copied(), "nothing was explained")?;
        (head.month, head.edition) = (last.month, last.edition);
        let of = [("month", last.month.to_string().into()), ("convention", (&label).into())];
        head.title = language.say("trace-trend", &of);
        let tables = RecountedStays::read(store)?;
        let days = tables.days((project, language), months.first().copied().unwrap_or(last.month));
        let lengths = tables.lengths(project, convention, last.month);
        let bridges = steps::bridges(project, store, (&head, &label), last.month)?;
        let ledger = store.ledger_in(&last.ledger)?;
        let of_bridges = bridges.iter().flat_map(|bridge| bridge.days.iter().map(|day| &*day.stay_id));
        let mut named: BTreeSet<&str> = of_bridges.collect();
        named.extend(days.values().flatten().map(|day| &*day.stay_id));
        named.extend(lengths.iter().map(|length| &*length.stay_id));
        named.extend(ledger.rows().filter(|row| row.status == LedgerStatus::Chargeable).map(|row| row.stay_id));
        let charged = money::charged(project, store, &head, &months)?;
        named.extend(charged.values().flatten().map(|days| &*days.stay_id));
        let deliveries = TrendDeliveries::read(store, months.first().copied().unwrap_or(last.month))?;
        let findings = quality::findings(store, months.first().copied().unwrap_or(last.month), &deliveries)?;
        let wanted = super::record_list::of_findings(store, &findings);
        let records = RecordsOfStays::read(store, &named, wanted)?;
        let published = PublishedBasis::read(project, store, &head)?;
        Ok(Self {
            convention: convention.label().to_owned(),
            months,
            charting,
            closed: store.manifest().closed.iter().map(|closed| (closed.month, closed.edition)).collect(),
            days,
            lengths,
            bridges,
            view: InView::of(project, last.month),
            ledger,
            charged,
            deliveries,
            findings,
            published,
            records,
            head,
        })
    }

    /// The figures of a table and column that are meant, as parts of another.
    fn of_column(&self, table: &str, column: &str, is_meant: impl Fn(&Cell<'_>) -> bool) -> Vec<MadeOf> {
        self.head.made_of(|cell| cell.table == table && cell.column == column && is_meant(cell))
    }

    /// The editions of months, and the table that the figure is of.
    fn editions(&self, months: &[Month], table: &str) -> Vec<String> {
        let mut rests_on = vec![self.table(table, &self.convention)];
        let language = self.head.language();
        let name = |month: &Month| language.say("fact-of-month", &[("month", month.to_string().into())]);
        // The report may have been written before a month of it was closed.
        let since_closed = |month: &Month, said: &str| {
            let edition = *self.closed.get(month)?;
            let then = edition_in_words(language, edition, false);
            (said == then).then(|| edition_in_words(language, edition, true))
        };
        let edition = |month: &Month| {
            let said = fact_named(&self.head.report, &name(month))?;
            let now = since_closed(month, said);
            Some(format!("{month}: {}", now.as_deref().unwrap_or(said)))
        };
        rests_on.extend(months.iter().filter_map(edition));
        rests_on
    }

    /// Where the days of a convention stand.
    fn table(&self, table: &str, convention: &str) -> String {
        self.head.language().say("trace-table", &[("table", table.into()), ("convention", convention.into())])
    }

    /// How a figure is made of what the convention of the report counts.
    fn by_convention(&self, id: &'static str) -> String {
        self.head.language().say(id, &[("convention", (&self.convention).into())])
    }

    /// The months of the last twelve, or of all where there are fewer.
    fn last_year(&self) -> &[Month] {
        &self.months[self.months.len().saturating_sub(12)..]
    }
}

impl ReportFigures for TrendFigures {
    fn head(&self) -> &FiguresHead {
        &self.head
    }

    fn parts(&self, cell: &Cell<'_>) -> Result<Option<Trace>> {
        Ok(match cell.table {
            "figures" => self.at_the_top(cell),
            "few_reasons_table" => self.of_reasons(cell),
            "lengths_table" => self.of_lengths(cell),
            "people_by_day_table" => self.of_people(cell),
            "money_months" => self.of_money(cell),
            "peers_table" => self.of_peers(cell),
            "senders" | "findings" => self.of_quality(cell),
            table if table.starts_with("bridge_") => self.of_bridge(cell),
            _ => self.of_series(cell),
        })
    }
}

/// The months that the report shows.
fn months_of(head: &FiguresHead) -> Vec<Month> {
    let cells = head.cells();
    let of_months = cells.iter().filter(|cell| cell.table == "all_by_month");
    let months: BTreeSet<Month> = of_months.filter_map(|cell| cell.text("month").parse().ok()).collect();
    months.into_iter().collect()
}

/// How the series of a report are charted, as it says itself.
fn charting(report: &serde_json::Value, months: &[Month]) -> Charting {
    let language = language_of(report);
    let left_out = |month: Month| language.say("fact-left-out", &[("month", month.to_string().into())]);
    let why = |month: Month| fact_named(report, &left_out(month)).map(str::to_owned);
    Charting::of_facts(fact(report, "fact-rebase"), fact(report, "fact-baseline"), months, why)
}

/// How the days of a month are divided by its own.
fn per_day((language, id): (Language, &'static str), month: Month) -> String {
    let days = Argument::Plain(month.days().into());
    language.say(id, &[("month", month.to_string().into()), ("days", days)])
}
