//! An area beside those of its kind, from published figures: rank, quartile, the year before, the financial year.

use super::breaks::Changes;
use super::headline::change;
use super::years::year_before;
use crate::domain::{Language, Month};
use crate::report::model::{
    ChartBar, ColumnKind, Drawing, ReportCell, ReportChart, ReportColumn, ReportTable, Section, column, titled,
};
use crate::words::Argument;

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

const PEERS: [ReportColumn; 9] = [
    column("area", "head-area", ColumnKind::Text),
    column("rank", "head-rank", ColumnKind::Count),
    column("quartile", "head-quartile", ColumnKind::Count),
    column("delayed_days", "head-delayed-days", ColumnKind::Count),
    column("per_day", "head-per-day", ColumnKind::Number),
    column("per_100000_adults", "head-per-100000", ColumnKind::Number),
    column("same_month_last_year", "head-year-before", ColumnKind::Count),
    column("year_to_date", "head-year-to-date", ColumnKind::Count),
    column("break", "head-area-changed", ColumnKind::Text),
];

impl Peer {
    fn place(&self, by_rate: bool) -> PeerRank {
        self.rate.filter(|_| by_rate).map_or(self.place, |rate| rate.place)
    }

    /// The days of the same month of the year before, of the same area; else the message that says why there are none.
    fn year_before(&self, month: Month) -> Result<i64, &'static str> {
        match self.changes.between(year_before(month), month) {
            Some(_) if self.changes.is_of_trust => Err("trend-other-trust-then"),
            Some(_) => Err("trend-other-area-then"),
            None => self.same_month_last_year.ok_or("trend-no-figure"),
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
pub fn section(language: Language, peers: &[Peer], month: Month, source: &str) -> Option<Section> {
    let with_rate = peers.iter().all(|peer| peer.rate.is_some());
    let mut ranked: Vec<&Peer> = peers.iter().collect();
    ranked.sort_by_key(|peer| (peer.place(with_rate).rank, &peer.code));
    let own = ranked.iter().position(|peer| peer.is_own).filter(|_| ranked.len() > 1)?;
    let peer = ranked[own];
    let by = ("by", if with_rate { "rate" } else { "days" }.into());
    let of = [by, ("month", month.into()), ("source", source.into())];
    let text = text(language, peer, (&of, with_rate), (month, ranked.len()));
    let rows = ranked.iter().map(|peer| row(language, peer, month, peer.place(with_rate)));
    let near = &ranked[own.saturating_sub(NEIGHBOURS)..ranked.len().min(own + NEIGHBOURS + 1)];
    let bar = |peer: &&Peer| ChartBar { label: peer.name.clone(), value: peer.days, strong: peer.is_own };
    let chart = ReportChart {
        id: "near_peers",
        title: language.say("trend-peers-chart", &[("month", month.into()), ("name", (&peer.name).into())]),
        description: text.join(" "),
        unit: language.word("unit-days"),
        drawing: Drawing::Bars(near.iter().map(bar).collect()),
    };
    let table = ReportTable {
        id: "peers_table",
        title: language.say("trend-peers-table", &of),
        columns: titled(language, &PEERS),
        rows: rows.collect(),
        total: None,
        empty: language.word("trend-no-areas"),
    };
    let title = language.word("trend-peers-title").to_owned();
    Some(Section { id: "peers", title, text, chart: Some(chart), tables: vec![table] })
}

/// Where the area stands, and what became of it since the year before.
fn text(
    language: Language,
    peer: &Peer,
    (of, with_rate): (&[(&str, Argument<'_>)], bool),
    (month, areas): (Month, usize),
) -> Vec<String> {
    let (place, name) = (peer.place(with_rate), ("name", Argument::from(&peer.name)));
    let figure = peer.rate.filter(|_| with_rate).map(|rate| language.measure(rate.per_day_per_100000, 2));
    let figure = figure.unwrap_or_else(|| language.measure(peer.per_day, 1));
    let counts = [("rank", place.rank), ("areas", areas as i64), ("quartile", place.quartile)];
    let own = [name.clone(), ("figure", figure.into())];
    let all = of.iter().cloned().chain(own).chain(counts.map(|(name, count)| (name, Argument::Plain(count))));
    let mut text = vec![language.say("trend-peer", &all.collect::<Vec<_>>())];
    text.extend(peer.changes.breaks.iter().map(|one| {
        language.say("trend-peer-breaks", &[name.clone(), ("month", one.month.into()), ("what", (&one.words).into())])
    }));
    let before = peer.year_before(month).ok().and(peer.per_day_last_year).filter(|before| *before > 0.0);
    text.extend(before.map(|before| language.say("trend-peer-change", &change(language, peer.per_day, before))));
    text.extend((!with_rate).then(|| language.word("trend-peer-no-rate").to_owned()));
    text
}

fn row(language: Language, peer: &Peer, month: Month, place: PeerRank) -> Vec<ReportCell> {
    let missing = |id: &'static str| ReportCell::Missing { missing: language.word(id) };
    let rate = peer.rate.map(|rate| ReportCell::number(rate.per_day_per_100000, 2));
    vec![
        ReportCell::text(if peer.is_own { own_area(language, &peer.name) } else { peer.name.clone() }),
        ReportCell::Count(place.rank),
        ReportCell::Count(place.quartile),
        ReportCell::Count(peer.days),
        ReportCell::number(peer.per_day, 1),
        rate.unwrap_or_else(|| missing("trend-adults-not-known")),
        peer.year_before(month).map_or_else(missing, ReportCell::Count),
        peer.year_to_date(month).map_or_else(|| missing("trend-month-without"), ReportCell::Count),
        ReportCell::text(peer.changes.note()),
    ]
}

/// What the table calls the area that the report is about.
pub(crate) fn own_area(language: Language, name: &str) -> String {
    language.say("trend-own-area", &[("name", name.into())])
}
