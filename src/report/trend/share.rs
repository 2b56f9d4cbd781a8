//! The share of discharges that were delayed, month by month: a P chart where counts are small, else an XmR chart.

use super::breaks::Changes;
use super::charting::Charting;
use super::facts::TrendFacts;
use super::panel::{ChartedPanel, MeasuredSeries, chart_values, measures_if_charted};
use crate::domain::Month;
use crate::error::Result;
use crate::report::model::{
    ColumnKind, Drawing, IconRow, ReportCell, ReportChart, ReportColumn, ReportTable, Section, column, titled,
};

/// With fewer delayed discharges a month on average the share has a P chart. In the 2024-25 publication the months of such areas
/// differ by 0.8 to 1.3 times what chance alone makes, those of larger ones mostly by 1.3 to 1.5 times: there P limits would be too narrow.
pub const SMALL: f64 = 20.0;

/// For each month of a report the delayed discharges and all of them; nothing where either is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareSeries {
    /// Of which area.
    pub area: String,
    /// The counts by month.
    pub counts: std::collections::BTreeMap<Month, (i64, i64)>,
}

const COLUMNS: [ReportColumn; 8] = [
    column("month", "head-month", ColumnKind::Month),
    column("delayed", "head-delayed-discharges", ColumnKind::Count),
    column("discharges", "head-discharges", ColumnKind::Count),
    column("share", "head-share-percent", ColumnKind::Number),
    column("lower_limit", "head-lower-limit", ColumnKind::Number),
    column("centre", "head-mean", ColumnKind::Number),
    column("upper_limit", "head-upper-limit", ColumnKind::Number),
    column("signal", "head-special", ColumnKind::Text),
];

/// The share as a section, and its signs; nothing where no month of the report has both counts. Charted are the months after the
/// last one that lacks them.
///
/// # Errors
/// 78: a month of the charting that is not there.
pub fn section(
    facts: &TrendFacts,
    share: &ShareSeries,
    charting: &Charting,
) -> Result<Option<(Section, Vec<IconRow>)>> {
    let (language, months) = (facts.language(), facts.months());
    // Of no discharge at all there is no share.
    let counts: Vec<Option<(i64, i64)>> =
        months.iter().map(|month| share.counts.get(month).copied().filter(|(_, all)| *all > 0)).collect();
    if counts.iter().all(Option::is_none) {
        return Ok(None);
    }
    let from = counts.iter().rposition(Option::is_none).map_or(0, |at| at + 1);
    let known: Vec<(i64, i64)> = counts.get(from..).unwrap_or_default().iter().copied().flatten().collect();
    let mean = known.iter().map(|(delayed, _)| *delayed as f64).sum::<f64>() / known.len().max(1) as f64;
    let is_small = mean < SMALL;
    let label = language.word("trend-share-label");
    let values = known.iter().map(|(delayed, all)| *delayed as f64 / *all as f64).collect();
    let denominators = if is_small { known.iter().map(|(_, all)| *all as f64).collect() } else { Vec::new() };
    let series = MeasuredSeries { denominators, ..MeasuredSeries::of(label, from, values) };
    let charting = Charting { target_per_day: None, ..charting.clone() };
    let charted = match known.is_empty() {
        true => None,
        false => chart_values(series, facts, &Changes::default(), &charting)?.map(|charted| charted.in_units(100.0)),
    };
    let mut text = vec![match &charted {
        Some(charted) => {
            let words = language.say("icon-variation", &[("icon", charted.icon.code().into())]);
            language.say("trend-last-month-says", &[("month", facts.last().into()), ("words", words.into())])
        }
        None => language.word("trend-share-not-charted").to_owned(),
    }];
    if charted.is_some() {
        let counts = [("mean", language.measure(mean, 1).into()), ("small", language.measure(SMALL, 0).into())];
        text.push(language.say(if is_small { "trend-share-p" } else { "trend-share-xmr" }, &counts));
    }
    if from > 0 {
        text.push(language.word("trend-share-unknown").to_owned());
    }
    let title = language.say("trend-share-chart", &[("area", (&share.area).into())]);
    let chart = charted.as_ref().map(|charted| ReportChart {
        id: "share",
        title: title.clone(),
        description: text.join(" "),
        unit: language.word("trend-unit-share"),
        drawing: Drawing::Control(vec![charted.panel.clone()]),
    });
    let rows = months.iter().zip(&counts).enumerate();
    let rows = rows.map(|(at, (month, of))| row(facts, (*month, *of), charted.as_ref().zip(at.checked_sub(from))));
    let table = ReportTable {
        id: "share_months",
        title: title.clone(),
        columns: titled(language, &COLUMNS),
        rows: rows.collect(),
        total: None,
        empty: language.word("trend-no-months"),
    };
    let icons = charted.iter().map(|charted| IconRow {
        measure: label.to_owned(),
        label: share.area.clone(),
        variation: charted.icon,
        has_target: false,
        assurance: None,
    });
    let icons = icons.collect();
    let title = language.word("trend-share-title").to_owned();
    Ok(Some((Section { id: "share", title, text, chart, tables: vec![table] }, icons)))
}

fn row(
    facts: &TrendFacts,
    (month, of): (Month, Option<(i64, i64)>),
    charted: Option<(&ChartedPanel, usize)>,
) -> Vec<ReportCell> {
    let language = facts.language();
    let missing = |id: &'static str| ReportCell::Missing { missing: language.word(id) };
    let count = |of: Option<i64>| of.map_or_else(|| missing("trend-no-figure"), ReportCell::Count);
    let measures = measures_if_charted(language, charted);
    let own = [ReportCell::Month(month), count(of.map(|of| of.0)), count(of.map(|of| of.1))];
    own.into_iter().chain(measures).collect()
}
