//! One series as a control chart, with the signal of each month in words.

use super::breaks::Changes;
use super::facts::TrendFacts;
use crate::domain::{Language, Month};
use crate::error::{Error, Exit, Result};
use crate::report::model::{Assured, ColumnKind, Panel, PointMark, ReportCell, ReportColumn, column};
use crate::spc::{self, Assurance, ChartSegment, ControlChart, Direction, NoChart, PointType, Settings, SpecialCause};

/// How series are charted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Charting {
    /// Months in which the limits begin anew, because the process is known to have changed.
    pub rebase: Vec<Month>,
    /// At most so many delayed days per day are aimed at.
    pub target_per_day: Option<f64>,
}

/// The columns that every table of a control chart ends in.
pub const MEASURES: [ReportColumn; 6] = [
    column("delayed_days", "head-delayed-days", ColumnKind::Count),
    column("per_day", "head-per-day", ColumnKind::Number),
    column("lower_limit", "head-lower-limit", ColumnKind::Number),
    column("centre", "head-mean", ColumnKind::Number),
    column("upper_limit", "head-upper-limit", ColumnKind::Number),
    column("signal", "head-special", ColumnKind::Text),
];

/// A series that was charted.
pub struct ChartedPanel {
    /// The chart.
    pub panel: Panel,
    days: Vec<i64>,
    months: Vec<Month>,
    signals: Vec<&'static str>,
}

/// Where in the months the series is of another area than in the month before.
fn places_of(changes: &Changes, months: &[Month]) -> Vec<usize> {
    let place = |month: Month| months.iter().position(|other| *other == month).filter(|at| *at > 0);
    changes.breaks.iter().filter_map(|one| place(one.month)).collect()
}

/// Charts the days of the months from place `from` on; nothing where limits cannot be taken from so few.
///
/// # Errors
/// 65: the figures are too large; 78: a month to begin anew that is not there.
pub fn chart(
    label: &str,
    facts: &TrendFacts,
    (from, days): (usize, &[i64]),
    changes: &Changes,
    charting: &Charting,
) -> Result<Option<ChartedPanel>> {
    let (months, language) = (facts.months()[from..].to_vec(), facts.language());
    let values: Vec<f64> =
        days.iter().zip(&months).map(|(days, month)| *days as f64 / f64::from(month.days())).collect();
    let places = facts.places(&charting.rebase)?;
    let rebase_at = places.into_iter().filter_map(|place| place.checked_sub(from)).collect();
    let chart = match control_chart(&values, rebase_at, charting.target_per_day) {
        Ok(chart) => chart,
        Err(NoChart::TooFew { .. }) => return Ok(None),
        Err(error) => {
            let what = format!("`{label}` cannot be charted: {error}");
            return Err(Error::new("F_TOO_LARGE", Exit::Data, what)
                .effect("no report was written")
                .hint("check the file"));
        }
    };
    let limits = chart.points.iter().map(|point| {
        let limits = &chart.segments[point.segment].limits;
        [limits.lower, limits.mean, limits.upper]
    });
    let special = chart.points.iter().filter(|point| point.point_type != PointType::Common).count();
    let is_unsettled = special * 2 > chart.points.len();
    let marks = chart.points.iter().map(|point| match point.point_type {
        PointType::Common => PointMark::Common,
        // Limits over a process that keeps changing cannot tell better from worse.
        _ if is_unsettled => PointMark::Special,
        PointType::Improvement => PointMark::Better,
        PointType::Concern => PointMark::Worse,
        PointType::NeutralHigh | PointType::NeutralLow => PointMark::Special,
    });
    let signals =
        chart.points.iter().map(|point| point.cause.map_or("", |(cause, way)| language.word(signal(cause, way))));
    let panel = Panel {
        label: label.to_owned(),
        first: months.first().copied().unwrap_or(facts.first()),
        limits: limits.collect(),
        marks: marks.collect(),
        variation: language.word(match chart.points.last().and_then(|point| point.cause) {
            _ if is_unsettled => "trend-keeps-changing",
            None => "trend-as-usual",
            Some((_, way)) if way > 0 => "trend-worse-than-usual",
            Some(_) => "trend-better-than-usual",
        }),
        target: charting.target_per_day,
        breaks: places_of(changes, &months),
        assurance: chart.assurance.filter(|_| !is_unsettled).map(|assurance| match assurance {
            Assurance::Pass => Assured::Passes,
            Assurance::Fail => Assured::Fails,
            Assurance::Inconsistent => Assured::ByChance,
        }),
        values,
    };
    Ok(Some(ChartedPanel { panel, days: days.to_vec(), months, signals: signals.collect() }))
}

fn control_chart(
    values: &[f64],
    rebase_at: Vec<usize>,
    target: Option<f64>,
) -> std::result::Result<ControlChart, NoChart> {
    let settings = Settings { direction: Direction::Decrease, rebase_at, target, ..Settings::default() };
    spc::chart(values, &settings)
}

/// What limits the report takes from a series, point by point.
pub struct LimitsOf {
    /// The lower limit, the centre and the upper limit.
    pub limits: Vec<[f64; 3]>,
    /// The points that they are taken from: the first, and the one after the last.
    pub spans: Vec<(usize, usize)>,
    /// How many points are special.
    pub special: usize,
}

/// The limits of a series in which new ones begin at some places; nothing where there are none.
pub fn limits_of(values: &[f64], rebase_at: Vec<usize>) -> Option<LimitsOf> {
    let chart = control_chart(values, rebase_at, None).ok()?;
    let segments = chart.points.iter().map(|point| &chart.segments[point.segment]);
    let limits = |segment: &ChartSegment| [segment.limits.lower, segment.limits.mean, segment.limits.upper];
    Some(LimitsOf {
        limits: segments.clone().map(limits).collect(),
        spans: segments.map(|segment| (segment.first, segment.first + segment.points)).collect(),
        special: chart.points.iter().filter(|point| point.point_type != PointType::Common).count(),
    })
}

/// The message of a signal.
fn signal(cause: SpecialCause, way: i8) -> &'static str {
    match (cause, way > 0) {
        (SpecialCause::Outside, true) => "trend-signal-above",
        (SpecialCause::Outside, false) => "trend-signal-below",
        (SpecialCause::Trend, true) => "trend-signal-rise",
        (SpecialCause::Trend, false) => "trend-signal-fall",
        (SpecialCause::TwoOfThree, true) => "trend-signal-near-upper",
        (SpecialCause::TwoOfThree, false) => "trend-signal-near-lower",
        (SpecialCause::Shift, true) => "trend-signal-shift-above",
        (SpecialCause::Shift, false) => "trend-signal-shift-below",
    }
}

impl ChartedPanel {
    /// For each month its name and the cells of [`MEASURES`].
    pub fn rows(&self, language: Language) -> impl Iterator<Item = Vec<ReportCell>> {
        let another_area = language.word("trend-break");
        self.months.iter().enumerate().map(move |(at, month)| {
            let [lower, centre, upper] = self.panel.limits[at];
            let lower = match lower < 0.0 {
                true => ReportCell::Missing { missing: language.word("trend-below-zero") },
                false => ReportCell::number(lower, 1),
            };
            vec![
                ReportCell::Month(*month),
                ReportCell::Count(self.days[at]),
                ReportCell::number(self.panel.values[at], 1),
                lower,
                ReportCell::number(centre, 1),
                ReportCell::number(upper, 1),
                ReportCell::text(match (self.panel.breaks.contains(&at), self.signals[at]) {
                    (false, signal) => signal.to_owned(),
                    (true, "") => another_area.to_owned(),
                    (true, signal) => format!("{another_area}; {signal}"),
                }),
            ]
        })
    }
}

/// The limits of the last month: lower, centre, upper.
pub fn limits(panel: &Panel) -> [f64; 3] {
    panel.limits.last().copied().unwrap_or_default()
}

/// Whether more than half of the months are special: the limits then give no verdict on any of them.
pub fn is_unsettled(panel: &Panel) -> bool {
    special(panel) * 2 > panel.marks.len()
}

/// How many months are special.
pub fn special(panel: &Panel) -> usize {
    panel.marks.iter().filter(|mark| **mark != PointMark::Common).count()
}
