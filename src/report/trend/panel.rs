//! One series as a control chart, with the signal of each month in words.

use super::breaks::Changes;
use super::charting::{ChartPlaces, Charting};
use super::facts::TrendFacts;
use crate::domain::{Language, Month};
use crate::error::{Error, Exit, Result};
use crate::report::model::{Assured, ColumnKind, Panel, PointMark, ReportCell, ReportColumn, VariationIcon, column};
use crate::spc::{
    self, Assurance, ChartSegment, ControlChart, Direction, LastingShift, NoChart, PointType, Settings, SpecialCause,
};

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
    /// What its last month says, as one sign.
    pub icon: VariationIcon,
    /// A shift that goes on to the last month.
    pub lasting: Option<LastingShift>,
    days: Vec<i64>,
    months: Vec<Month>,
    signals: Vec<String>,
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
    let Some(places) = charting.places(facts, from)? else { return Ok(None) };
    let chart = match control_chart(&values, places, charting.target_per_day) {
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
    let is_unsettled = special * 2 > chart.points.iter().filter(|point| !point.is_ghost).count();
    let marks = chart.points.iter().map(|point| match point.point_type {
        _ if point.is_ghost => PointMark::LeftOut,
        PointType::Common => PointMark::Common,
        // Limits over a process that keeps changing cannot tell better from worse.
        _ if is_unsettled => PointMark::Special,
        PointType::Improvement => PointMark::Better,
        PointType::Concern => PointMark::Worse,
        PointType::NeutralHigh | PointType::NeutralLow => PointMark::Special,
    });
    let signals = chart.points.iter().zip(&months).map(|(point, month)| match charting.ghosts.get(month) {
        Some(why) => language.say("trend-signal-left-out", &[("why", why.into())]),
        None => point.cause.map_or("", |(cause, way)| language.word(signal(cause, way))).to_owned(),
    });
    let signals = signals.collect();
    let baselines = chart.segments.iter().filter(|segment| charting.baseline.is_some() && segment.is_fixed());
    let baselines = baselines.filter_map(|segment| Some([*segment.taken_from.first()?, *segment.taken_from.last()?]));
    let panel = Panel {
        label: label.to_owned(),
        first: months.first().copied().unwrap_or(facts.first()),
        limits: limits.collect(),
        marks: marks.collect(),
        variation: language.word(match chart.points.last().and_then(|point| point.cause) {
            _ if is_unsettled => "trend-keeps-changing",
            _ if chart.points.last().is_some_and(|point| point.is_ghost) => "trend-left-out-last",
            None => "trend-as-usual",
            Some((_, way)) if way > 0 => "trend-worse-than-usual",
            Some(_) => "trend-better-than-usual",
        }),
        target: charting.target_per_day,
        breaks: places_of(changes, &months),
        baselines: baselines.collect(),
        assurance: chart.assurance.filter(|_| !is_unsettled).map(|assurance| match assurance {
            Assurance::Pass => Assured::Passes,
            Assurance::Fail => Assured::Fails,
            Assurance::Inconsistent => Assured::ByChance,
        }),
        values,
    };
    let (icon, lasting) = (icon(&chart, is_unsettled), chart.lasting_shift());
    Ok(Some(ChartedPanel { panel, icon, lasting, days: days.to_vec(), months, signals }))
}

/// The sign of the last month; no verdict where limits give none or the month is left out.
fn icon(chart: &ControlChart, is_unsettled: bool) -> VariationIcon {
    let Some(last) = chart.points.last().filter(|last| !last.is_ghost && !is_unsettled) else {
        return VariationIcon::NoVerdict;
    };
    match (last.point_type, last.cause.is_some_and(|(_, way)| way > 0)) {
        (PointType::Common, _) => VariationIcon::Usual,
        (PointType::Improvement, true) => VariationIcon::BetterHigh,
        (PointType::Improvement, false) => VariationIcon::BetterLow,
        (PointType::Concern, true) => VariationIcon::WorseHigh,
        (PointType::Concern, false) => VariationIcon::WorseLow,
        (PointType::NeutralHigh, _) => VariationIcon::High,
        (PointType::NeutralLow, _) => VariationIcon::Low,
    }
}

fn control_chart(
    values: &[f64],
    places: ChartPlaces,
    target: Option<f64>,
) -> std::result::Result<ControlChart, NoChart> {
    let ChartPlaces { rebase_at, fix_after: fix_after_n, baseline, ghosts } = places;
    let direction = Direction::Decrease;
    let settings = Settings { direction, rebase_at, fix_after_n, baseline, ghosts, target, ..Settings::default() };
    spc::chart(values, &settings)
}

/// What limits the report takes from a series, point by point.
pub struct LimitsOf {
    /// The lower limit, the centre and the upper limit.
    pub limits: Vec<[f64; 3]>,
    /// The points that they are taken from.
    pub taken_from: Vec<Vec<usize>>,
    /// How many points are special.
    pub special: usize,
}

/// The limits of a series as they are charted; nothing where there are none.
pub fn limits_of(values: &[f64], places: ChartPlaces) -> Option<LimitsOf> {
    let chart = control_chart(values, places, None).ok()?;
    let segments = chart.points.iter().map(|point| &chart.segments[point.segment]);
    let limits = |segment: &ChartSegment| [segment.limits.lower, segment.limits.mean, segment.limits.upper];
    Some(LimitsOf {
        limits: segments.clone().map(limits).collect(),
        taken_from: segments.map(|segment| segment.taken_from.clone()).collect(),
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
                ReportCell::text(match (self.panel.breaks.contains(&at), &*self.signals[at]) {
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
    special(panel) * 2 > counted(panel)
}

/// How many months are special.
pub fn special(panel: &Panel) -> usize {
    panel.marks.iter().filter(|mark| !matches!(mark, PointMark::Common | PointMark::LeftOut)).count()
}

/// How many months the rules look at.
pub fn counted(panel: &Panel) -> usize {
    panel.marks.iter().filter(|mark| **mark != PointMark::LeftOut).count()
}
