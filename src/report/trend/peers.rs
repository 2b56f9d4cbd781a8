//! An area beside those of its kind, from published figures: rank, quartile, the year before, the financial year.

use super::breaks::Changes;
use super::column;
use super::years::year_before;
use crate::domain::Month;
use crate::domain::decimal::decimal;
use crate::report::model::{ChartBar, ColumnKind, Drawing, ReportCell, ReportChart, ReportTable, Section};

/// An area in a month, beside those of its kind. Every figure is an answer of the marts `peers` and `peer_rates`.
#[derive(Clone, Debug, PartialEq)]
pub struct Peer {
    /// The publisher's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether the report is about it.
    pub is_own: bool,
    /// What became of it.
    pub changes: Changes,
    /// Delayed days, as published.
    pub days: i64,
    /// Delayed days per day of the month.
    pub per_day: f64,
    /// Its place by the days.
    pub place: PeerRank,
    /// Its rate, where someone counted the adults who live there.
    pub rate: Option<PeerRate>,
    /// Delayed days of the same month of the year before.
    pub same_month_last_year: Option<i64>,
    /// Those per day of that month.
    pub per_day_last_year: Option<f64>,
    /// Delayed days from April to the month; nothing while one of its months has no figure.
    pub year_to_date: Option<i64>,
}

/// Where an area stands among those of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeerRank {
    /// 1 is the highest; areas with the same figure share the better rank.
    pub rank: i64,
    /// 1 has the highest.
    pub quartile: i64,
}

/// The rate of an area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PeerRate {
    /// Delayed days per day and 100,000 adults.
    pub per_day_per_100000: f64,
    /// Its place by the rate, among the areas that have one.
    pub place: PeerRank,
}

/// So many neighbours are drawn on each side.
const NEIGHBOURS: usize = 5;

impl Peer {
    fn place(&self, by_rate: bool) -> PeerRank {
        self.rate.filter(|_| by_rate).map_or(self.place, |rate| rate.place)
    }

    /// The days of the same month of the year before, of the same area.
    fn year_before(&self, month: Month) -> Result<i64, &'static str> {
        match self.changes.between(year_before(month), month) {
            Some(_) => Err("another area then"),
            None => self.same_month_last_year.ok_or("no figure"),
        }
    }

    /// From April to the month; nothing while one of its months has no figure, or is another area's.
    fn year_to_date(&self, month: Month) -> Option<i64> {
        let april = std::iter::successors(Some(month), |month| Some(month.previous()))
            .take_while(|own| own.financial_year_begins() == month.financial_year_begins());
        if april.last().is_some_and(|april| self.changes.between(april, month).is_some()) {
            return None;
        }
        self.year_to_date
    }
}

/// The areas that have a figure in the month, the highest first; nothing where the own one has none, or is alone. They
/// stand by their rates if each of them has one, else by their days.
pub fn section(peers: &[Peer], month: Month, source: &str) -> Option<Section> {
    let with_rate = peers.iter().all(|peer| peer.rate.is_some());
    let mut ranked: Vec<&Peer> = peers.iter().collect();
    ranked.sort_by_key(|peer| (peer.place(with_rate).rank, &peer.code));
    let own = ranked.iter().position(|peer| peer.is_own).filter(|_| ranked.len() > 1)?;
    let (peer, place) = (ranked[own], ranked[own].place(with_rate));
    let name = &peer.name;
    let what = if with_rate { "delayed days per day and 100,000 adults" } else { "delayed days per day" };
    let places = if with_rate { 2 } else { 1 };
    let mut text = vec![format!(
        "By {source}, which may count otherwise than this report, {name} had {} {what} in {}: rank {} of {} (1 is the highest), quartile {}.",
        decimal(if with_rate { peer.rate.map_or(0.0, |rate| rate.per_day_per_100000) } else { peer.per_day }, places),
        month.long(),
        place.rank,
        ranked.len(),
        place.quartile
    )];
    text.extend(peer.changes.breaks.iter().map(|one| format!("{name} breaks in {}: {}.", one.month.long(), one.words)));
    let before = peer.year_before(month).ok().and(peer.per_day_last_year);
    if let Some(before) = before.filter(|before| *before > 0.0) {
        let change = (peer.per_day / before - 1.0) * 100.0;
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
    let rows = ranked.iter().map(|peer| row(peer, month, peer.place(with_rate)));
    let near = &ranked[own.saturating_sub(NEIGHBOURS)..ranked.len().min(own + NEIGHBOURS + 1)];
    let bar = |peer: &&Peer| ChartBar { label: peer.name.clone(), value: peer.days, strong: peer.is_own };
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

fn row(peer: &Peer, month: Month, place: PeerRank) -> Vec<ReportCell> {
    let rate = peer.rate.map_or(ReportCell::Missing { missing: "adults not known" }, |rate| {
        ReportCell::number(rate.per_day_per_100000, 2)
    });
    let count =
        |days: Option<i64>, missing: &'static str| days.map_or(ReportCell::Missing { missing }, ReportCell::Count);
    vec![
        ReportCell::text(if peer.is_own { format!("{} (this report)", peer.name) } else { peer.name.clone() }),
        ReportCell::Count(place.rank),
        ReportCell::Count(place.quartile),
        ReportCell::Count(peer.days),
        ReportCell::number(peer.per_day, 1),
        rate,
        peer.year_before(month).map_or_else(|missing| ReportCell::Missing { missing }, ReportCell::Count),
        count(peer.year_to_date(month), "a month has no figure"),
        ReportCell::text(peer.changes.note()),
    ]
}
