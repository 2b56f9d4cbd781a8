//! An area beside those of its kind, from published figures: rank, quartile, the year before, the financial year.

use std::collections::BTreeMap;

use super::breaks::Changes;
use super::column;
use super::years::{financial_year, year_before};
use crate::domain::Month;
use crate::domain::money::decimal;
use crate::report::model::{ChartBar, ColumnKind, Drawing, ReportCell, ReportChart, ReportTable, Section};

/// One area of the same kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Peer {
    /// The publisher's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Delayed days by month, as published.
    pub days: BTreeMap<Month, i64>,
    /// Adults who live there, where someone counted them.
    pub adults: Option<i64>,
    /// Whether the report is about it.
    pub is_own: bool,
    /// What became of it.
    pub changes: Changes,
}

/// So many neighbours are drawn on each side.
const NEIGHBOURS: usize = 5;

struct Ranked<'a> {
    peer: &'a Peer,
    days: i64,
    /// What they are ranked by: days per day, or per day and 100,000 adults.
    measure: f64,
    rank: usize,
}

impl Peer {
    fn per_day(&self, month: Month) -> Option<f64> {
        self.days.get(&month).map(|days| *days as f64 / f64::from(month.days()))
    }

    fn rate(&self, month: Month) -> Option<f64> {
        let adults = self.adults.filter(|adults| *adults > 0)?;
        self.per_day(month).map(|per_day| per_day * 100_000.0 / adults as f64)
    }

    /// The days of the same month of the year before, of the same area.
    fn year_before(&self, month: Month) -> Result<i64, &'static str> {
        match self.changes.between(year_before(month), month) {
            Some(_) => Err("another area then"),
            None => self.days.get(&year_before(month)).copied().ok_or("no figure"),
        }
    }

    /// From April to the month; nothing while one of its months has no figure, or is another area's.
    fn year_to_date(&self, month: Month) -> Option<i64> {
        let april = std::iter::successors(Some(month), |month| Some(month.previous()))
            .take_while(|own| financial_year(*own) == financial_year(month));
        if april.last().is_some_and(|april| self.changes.between(april, month).is_some()) {
            return None;
        }
        let months = std::iter::successors(Some(month), |month| Some(month.previous()))
            .take_while(|own| financial_year(*own) == financial_year(month));
        months.map(|month| self.days.get(&month).copied()).sum()
    }
}

/// Ranks the areas that have a figure in the month, the highest first; nothing where the own one has none, or is alone.
pub fn section(peers: &[Peer], month: Month, source: &str) -> Option<Section> {
    let with_rate = peers.iter().filter(|peer| peer.days.contains_key(&month)).all(|peer| peer.rate(month).is_some());
    let ranked = rank(peers, month, with_rate);
    let own = ranked.iter().position(|one| one.peer.is_own).filter(|_| ranked.len() > 1)?;
    let quartile = |rank: usize| 1 + 4 * (rank - 1) / ranked.len();
    let one = &ranked[own];
    let name = &one.peer.name;
    let what = if with_rate { "delayed days per day and 100,000 adults" } else { "delayed days per day" };
    let places = if with_rate { 2 } else { 1 };
    let mut text = vec![format!(
        "By {source}, which may count otherwise than this report, {name} had {} {what} in {}: rank {} of {} (1 is the highest), quartile {}.",
        decimal(one.measure, places),
        month.long(),
        one.rank,
        ranked.len(),
        quartile(one.rank)
    )];
    let peer = one.peer;
    text.extend(peer.changes.breaks.iter().map(|one| format!("{name} breaks in {}: {}.", one.month.long(), one.words)));
    let before = peer.year_before(month).ok().and_then(|_| peer.per_day(year_before(month)));
    let before = before.filter(|before| *before > 0.0);
    if let Some((before, now)) = before.zip(one.peer.per_day(month)) {
        let change = (now / before - 1.0) * 100.0;
        let way = if change < 0.0 { "fewer" } else { "more" };
        text.push(format!("That is {}% {way} beds than in the same month last year.", decimal(change.abs(), 1)));
    }
    if !with_rate {
        text.push(
            "There is no rate per 100,000 adults: the number of adults of that year is not known for every area. Without \
             it a large area ranks high because it is large."
                .to_owned(),
        );
    }
    let rows = ranked.iter().map(|one| row(one, month, quartile(one.rank)));
    let near = &ranked[own.saturating_sub(NEIGHBOURS)..ranked.len().min(own + NEIGHBOURS + 1)];
    let bar = |one: &Ranked<'_>| ChartBar { label: one.peer.name.clone(), value: one.days, strong: one.peer.is_own };
    let chart = ReportChart {
        id: "near_peers",
        title: format!("Delayed days in {}: {name} and those next to it in rank", month.long()),
        description: text.join(" "),
        unit: "days",
        drawing: Drawing::Bars(near.iter().map(bar).collect()),
    };
    let columns = vec![
        column("area", "Area", ColumnKind::Text),
        column("rank", "Rank", ColumnKind::Count),
        column("quartile", "Quartile", ColumnKind::Count),
        column("delayed_days", "Delayed days", ColumnKind::Count),
        column("per_day", "Per day", ColumnKind::Number),
        column("per_100000_adults", "Per day and 100,000 adults", ColumnKind::Number),
        column("same_month_last_year", "Same month last year", ColumnKind::Count),
        column("year_to_date", "Financial year to date", ColumnKind::Count),
        column("break", "Began, ended or changed", ColumnKind::Text),
    ];
    let title = format!("Areas by {what} in {} ({source})", month.long());
    let table = ReportTable { id: "peers_table", title, columns, rows: rows.collect(), total: None, empty: "no areas" };
    let title = "How does it compare with others?".to_owned();
    Some(Section { id: "peers", title, text, chart: Some(chart), tables: vec![table] })
}

/// Areas with the same measure share the better rank.
fn rank(peers: &[Peer], month: Month, with_rate: bool) -> Vec<Ranked<'_>> {
    let measure = |peer: &Peer| if with_rate { peer.rate(month) } else { peer.per_day(month) };
    let found = peers
        .iter()
        .filter_map(|peer| Some(Ranked { days: *peer.days.get(&month)?, measure: measure(peer)?, rank: 0, peer }));
    let mut ranked: Vec<Ranked<'_>> = found.collect();
    ranked
        .sort_by(|one, other| other.measure.total_cmp(&one.measure).then_with(|| one.peer.code.cmp(&other.peer.code)));
    for at in 0..ranked.len() {
        let is_tie = at > 0 && ranked[at - 1].measure.total_cmp(&ranked[at].measure).is_eq();
        ranked[at].rank = if is_tie { ranked[at - 1].rank } else { at + 1 };
    }
    ranked
}

fn row(one: &Ranked<'_>, month: Month, quartile: usize) -> Vec<ReportCell> {
    let peer = one.peer;
    let number = |number: Option<f64>, places: u8, missing: &'static str| {
        number.map_or(ReportCell::Missing { missing }, |number| ReportCell::number(number, places))
    };
    let count =
        |days: Option<i64>, missing: &'static str| days.map_or(ReportCell::Missing { missing }, ReportCell::Count);
    vec![
        ReportCell::text(if peer.is_own { format!("{} (this report)", peer.name) } else { peer.name.clone() }),
        ReportCell::Count(one.rank as i64),
        ReportCell::Count(quartile as i64),
        ReportCell::Count(one.days),
        number(peer.per_day(month), 1, "no figure"),
        number(peer.rate(month), 2, "adults not known"),
        peer.year_before(month).map_or_else(|missing| ReportCell::Missing { missing }, ReportCell::Count),
        count(peer.year_to_date(month), "a month has no figure"),
        ReportCell::text(peer.changes.note()),
    ]
}
