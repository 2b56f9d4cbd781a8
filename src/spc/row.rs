//! Charts as rows of a table, one a point: what was given, what was found, and how.

use super::chart::{ChartSegment, ControlChart};
use super::file::{ChartedSeries, SETTINGS};
use super::limits::ControlLimits;
use super::settings::ChartKind;

/// The columns of the table.
pub const COLUMNS: [&str; 33] = [
    "series_id",
    "seq",
    "period",
    "value",
    "segment",
    "mean",
    "mean_mr",
    "lpl",
    "upl",
    "lower_2s",
    "upper_2s",
    "side",
    "beyond_2s",
    "outside",
    "in_trend",
    "in_two_of_three",
    "in_shift",
    "cause",
    "point_type",
    "short_baseline",
    "variation_icon",
    "assurance_icon",
    SETTINGS[0],
    SETTINGS[1],
    SETTINGS[2],
    SETTINGS[3],
    SETTINGS[4],
    SETTINGS[5],
    SETTINGS[6],
    SETTINGS[7],
    "ghost",
    SETTINGS[8],
    "denominator",
];

/// A cell of the table.
#[derive(Clone, Debug, PartialEq)]
pub enum RowValue {
    /// A measure.
    Number(f64),
    /// A count, a flag (0 or 1) or a direction (-1, 0 or 1).
    Integer(i64),
    /// A name; empty where there is nothing to say.
    Text(String),
}

impl RowValue {
    /// As it stands in a CSV file.
    pub fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Integer(integer) => integer.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

/// The rows of a series. The icons stand on its last. Where there are no limits, whatever follows from them is empty.
pub fn rows(series: &ChartedSeries) -> impl Iterator<Item = Vec<RowValue>> + '_ {
    series.points.iter().enumerate().map(move |(at, (seq, period, value))| {
        let text = |text: &str| RowValue::Text(text.to_owned());
        let mut row = vec![text(&series.id), RowValue::Integer(*seq), text(period), RowValue::Number(*value)];
        match &series.chart {
            Some(chart) => row.extend(judged(chart, at, series.settings.kind)),
            None => {
                row.extend([RowValue::Integer(0), RowValue::Number(*value)]);
                row.resize_with(SHORT_BASELINE, || text(""));
                row.extend([RowValue::Integer(1), text(""), text("")]);
            }
        }
        let (words, later) = series.words.split_at(SETTINGS.len() - 1);
        row.extend(words.iter().map(|words| text(words)));
        row.push(text(series.ghosts.get(&at).map_or("", String::as_str)));
        row.extend(later.iter().map(|words| text(words)));
        row.push(series.settings.denominators.get(at).map_or(text(""), |of| RowValue::Number(*of)));
        row
    })
}

/// The place of the column `short_baseline`.
const SHORT_BASELINE: usize = 19;
/// How many columns say what the rules make of a point.
const RULES: usize = 8;

/// What was found about a point.
fn judged(chart: &ControlChart, at: usize, kind: ChartKind) -> Vec<RowValue> {
    let point = &chart.points[at];
    let flag = |way: i8| RowValue::Integer(i64::from(way != 0));
    let way = |way: i8| RowValue::Integer(way.into());
    let text = |text: &str| RowValue::Text(text.to_owned());
    let mut row: Vec<RowValue> = segment(&chart.segments[point.segment], &chart.limits[at], kind).into();
    if point.is_ghost {
        row.extend([""; RULES].map(text));
    } else {
        row.extend([way(point.side), flag(point.beyond_2s), flag(point.outside), way(point.trend)]);
        row.extend([flag(point.two_of_three), flag(point.shift)]);
        row.extend([text(point.cause_name()), text(point.point_type.name())]);
    }
    row.push(RowValue::Integer(chart.segments[point.segment].short_baseline.into()));
    let is_last = at + 1 == chart.points.len();
    row.push(text(if is_last { chart.variation.name() } else { "" }));
    row.push(text(chart.assurance.filter(|_| is_last).map_or("", |icon| icon.name())));
    row
}

fn segment(segment: &ChartSegment, limits: &ControlLimits, kind: ChartKind) -> [RowValue; 7] {
    let lines = [limits.mean, limits.mean_mr, limits.lower, limits.upper, limits.lower_2s, limits.upper_2s];
    let [mean, mean_mr, lower, upper, lower_2s, upper_2s] = lines.map(RowValue::Number);
    // A moving range of shares is in no limit, that of a T chart is on another scale.
    let mean_mr = if kind == ChartKind::Xmr { mean_mr } else { RowValue::Text(String::new()) };
    [RowValue::Integer(segment.number as i64), mean, mean_mr, lower, upper, lower_2s, upper_2s]
}
