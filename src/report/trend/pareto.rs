//! Which few reasons make up most of the days of the last twelve months.

use super::facts::{Dimension, TrendFacts, ValueSeries};
use crate::report::limits::{largest, more_bars};
use crate::report::model::{
    ChartBar, ColumnKind, Drawing, ReportCell, ReportChart, ReportColumn, ReportTable, Section, column, titled,
};
use crate::words::Argument;

/// The share of all days that the strong bars make up at least.
const MOST: f64 = 0.8;

const REASONS: [ReportColumn; 4] = [
    column("reason", "head-reason", ColumnKind::Text),
    column("delayed_days", "head-delayed-days", ColumnKind::Count),
    column("share", "head-share", ColumnKind::Number),
    column("share_so_far", "head-share-so-far", ColumnKind::Number),
];

/// Reasons by days, largest first, with the share that they make up so far.
pub fn section(facts: &TrendFacts) -> Section {
    let language = facts.language();
    let named = |series: &ValueSeries| Some((series.name.clone(), series.last_year()?));
    let mut days: Vec<(String, i64)> = facts.by(Dimension::Reason).iter().filter_map(named).collect();
    days.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    let all: i64 = days.iter().map(|(_, days)| days).sum();
    let share = |days: i64| if all == 0 { 0.0 } else { days as f64 / all as f64 };
    let (mut rows, mut bars, mut so_far, mut few) = (Vec::new(), Vec::new(), 0, 0);
    for (name, days) in days.iter().filter(|(_, days)| *days > 0) {
        let strong = share(so_far) < MOST;
        few += usize::from(strong);
        so_far += days;
        bars.push(ChartBar { label: name.clone(), value: *days, strong });
        let shares = [share(*days), share(so_far)].map(|share| ReportCell::number(share * 100.0, 1));
        rows.push([ReportCell::text(name.clone()), ReportCell::Count(*days)].into_iter().chain(shares).collect());
    }
    let months = facts.months().len().min(12);
    let strong: i64 = bars[..few].iter().map(|bar| bar.value).sum();
    let [few, all_reasons] = [("few", few), ("all", bars.len())].map(|(name, count)| (name, (count as i64).into()));
    let months = ("months", Argument::Plain(months as i64));
    let percent = ("share", language.measure(share(strong) * 100.0, 0).into());
    let sentence = language.say("trend-few-reasons", &[few, all_reasons, percent, months.clone()]);
    let (bars, left_out) = largest(bars);
    let total = Some(vec![
        ReportCell::text(language.word("trend-all")),
        ReportCell::Count(all),
        ReportCell::text(""),
        ReportCell::text(""),
    ]);
    let title = language.say("trend-reasons-table", &[months, ("month", facts.last().into())]);
    let chart = ReportChart {
        id: "few_reasons",
        title: title.clone(),
        description: format!("{sentence}{}", more_bars(language, bars.len(), left_out)),
        unit: language.word("unit-days"),
        drawing: Drawing::Bars(bars),
    };
    let table = ReportTable {
        id: "few_reasons_table",
        title,
        columns: titled(language, &REASONS),
        rows,
        total,
        empty: language.word("trend-no-days"),
    };
    let title = language.word("trend-few-title").to_owned();
    Section { id: "pareto", title, text: vec![sentence], chart: Some(chart), tables: vec![table] }
}
