//! One series as a control chart, with the signal of each month in words.

use super::breaks::Changes;
use super::charting::{ChartPlaces, Charting};
use super::facts::TrendFacts;
use crate::domain::{Language, Month};
use crate::error::{Error, Exit, Result};
use crate::report::model::{Assured, ColumnKind, Panel, PointMark, ReportCell, ReportColumn, VariationIcon, column};
use crate::spc::{
    self, Assurance, ChartKind, ChartSegment, ControlChart, Direction, LastingShift, NoChart, PointType, Settings,
    SpecialCause,
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
    let values = days.iter().zip(&facts.months()[from..]);
    let values = values.map(|(days, month)| *days as f64 / f64::from(month.days())).collect();
    let series = MeasuredSeries::of(label, from, values);
    let charted = chart_values(series, facts, changes, charting)?;
    Ok(charted.map(|charted| ChartedPanel { days: days.to_vec(), ..charted }))
}

/// A series to chart.
pub struct MeasuredSeries<'s> {
    /// What it is.
    pub label: &'s str,
    /// The place of its first month.
    pub from: usize,
    /// One value a month.
    pub values: Vec<f64>,
    /// Which way is better.
    pub direction: Direction,
    /// Of how many each value is the share, for a P chart; else nothing.
    pub denominators: Vec<f64>,
}

impl<'s> MeasuredSeries<'s> {
    /// Single values of which less is better.
    pub fn of(label: &'s str, from: usize, values: Vec<f64>) -> Self {
        Self { label, from, values, direction: Direction::Decrease, denominators: Vec::new() }
    }
}

/// Charts any values of the months from place `from` on; nothing where limits cannot be taken from so few.
///
/// # Errors
/// As [`chart`].
pub fn chart_values(
    series: MeasuredSeries<'_>,
    facts: &TrendFacts,
    changes: &Changes,
    charting: &Charting,
) -> Result<Option<ChartedPanel>> {
    let MeasuredSeries { label, from, values, direction, denominators } = series;
    let kind = if denominators.is_empty() { ChartKind::Xmr } else { ChartKind::P };
    let (months, language) = (facts.months()[from..].to_vec(), facts.language());
    let Some(places) = charting.places(facts, from)? else { return Ok(None) };
    let chart = match control_chart(&values, places, (charting.target_per_day, direction), (kind, denominators)) {
        Ok(chart) => chart,
        Err(NoChart::TooFew { .. }) => return Ok(None),
        Err(error) => {
            let what = format!("`{label}` cannot be charted: {error}");
            return Err(Error::new("F_TOO_LARGE", Exit::Data, what)
                .effect("no report was written")
                .hint("check the file"));
        }
    };
    let limits = chart.limits.iter().map(|limits| [limits.lower, limits.mean, limits.upper]);
    let special = chart.points.iter().filter(|point| point.point_type != PointType::Common).count();
    let baselines = chart.segments.iter().filter(|segment| charting.baseline.is_some() && segment.is_fixed());
    let baselines: Vec<[usize; 2]> =
        baselines.filter_map(|segment| Some([*segment.taken_from.first()?, *segment.taken_from.last()?])).collect();
    // Limits of months that someone chose are what the others are held against, however many are special.
    let is_unsettled =
        baselines.is_empty() && special * 2 > chart.points.iter().filter(|point| !point.is_ghost).count();
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
    let panel = Panel {
        label: label.to_owned(),
        first: months.first().copied().unwrap_or(facts.first()),
        limits: limits.collect(),
        marks: marks.collect(),
        variation: language.word(match chart.points.last().and_then(|point| point.cause) {
            _ if is_unsettled => "trend-keeps-changing",
            _ if chart.points.last().is_some_and(|point| point.is_ghost) => "trend-left-out-last",
            None => "trend-as-usual",
            Some((_, way)) if direction == Direction::Neutral && way > 0 => "trend-higher-than-usual",
            Some(_) if direction == Direction::Neutral => "trend-lower-than-usual",
            Some((_, way)) if way > 0 => "trend-worse-than-usual",
            Some(_) => "trend-better-than-usual",
        }),
        target: charting.target_per_day,
        breaks: places_of(changes, &months),
        broken_by: changes.is_of_trust.then(|| language.word("chart-another-trust")),
        baselines,
        assurance: chart.assurance.filter(|_| !is_unsettled).map(|assurance| match assurance {
            Assurance::Pass => Assured::Passes,
            Assurance::Fail => Assured::Fails,
            Assurance::Inconsistent => Assured::ByChance,
        }),
        values,
    };
    let (icon, lasting) = (icon(&chart, is_unsettled), chart.lasting_shift());
    Ok(Some(ChartedPanel { panel, icon, lasting, days: Vec::new(), months, signals }))
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
    (target, direction): (Option<f64>, Direction),
    (kind, denominators): (ChartKind, Vec<f64>),
) -> std::result::Result<ControlChart, NoChart> {
    let ChartPlaces { rebase_at, fix_after: fix_after_n, baseline, ghosts } = places;
    let settings = Settings {
        kind,
        denominators,
        direction,
        rebase_at,
        fix_after_n,
        baseline,
        ghosts,
        target,
        ..Settings::default()
    };
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
    let chart = control_chart(values, places, (None, Direction::Decrease), (ChartKind::Xmr, Vec::new())).ok()?;
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
    /// The same chart in a unit of which a value has so many.
    #[must_use]
    pub fn in_units(mut self, factor: f64) -> Self {
        let drawn = self.panel.values.iter_mut().chain(self.panel.limits.iter_mut().flatten());
        drawn.for_each(|value| *value *= factor);
        self
    }

    /// For each month its name and the cells of [`MEASURES`].
    pub fn rows(&self, language: Language) -> impl Iterator<Item = Vec<ReportCell>> {
        self.months.iter().enumerate().map(move |(at, month)| {
            let own = [ReportCell::Month(*month), ReportCell::Count(self.days[at])];
            own.into_iter().chain(self.measures(language, at, 1)).collect()
        })
    }

    /// What is measured of a month, its limits, and what is special about it.
    pub fn measures(&self, language: Language, at: usize, places: u8) -> [ReportCell; 5] {
        let another_area = match self.panel.broken_by {
            Some(_) => language.word("trend-break-trust"),
            None => language.word("trend-break"),
        };
        let [lower, centre, upper] = self.panel.limits[at];
        let lower = match lower < 0.0 {
            true => ReportCell::Missing { missing: language.word("trend-below-zero") },
            false => ReportCell::number(lower, places),
        };
        let signal = match (self.panel.breaks.contains(&at), &*self.signals[at]) {
            (false, signal) => signal.to_owned(),
            (true, "") => another_area.to_owned(),
            (true, signal) => format!("{another_area}; {signal}"),
        };
        [
            ReportCell::number(self.panel.values[at], places),
            lower,
            ReportCell::number(centre, places),
            ReportCell::number(upper, places),
            ReportCell::text(signal),
        ]
    }
}

/// As [`ChartedPanel::measures`], with two decimal places; of a month that is not charted, that it is not.
pub(super) fn measures_if_charted(language: Language, charted: Option<(&ChartedPanel, usize)>) -> [ReportCell; 5] {
    let none = || ReportCell::Missing { missing: language.word("trend-not-charted") };
    charted.map_or_else(
        || [none(), none(), none(), none(), ReportCell::text("")],
        |(charted, at)| charted.measures(language, at, 2),
    )
}

/// The limits of the last month: lower, centre, upper.
pub fn limits(panel: &Panel) -> [f64; 3] {
    panel.limits.last().copied().unwrap_or_default()
}

/// Whether more than half of the months are special: the limits then give no verdict on any of them, unless a baseline was fixed.
pub fn is_unsettled(panel: &Panel) -> bool {
    panel.baselines.is_empty() && special(panel) * 2 > counted(panel)
}

/// How many months are special.
pub fn special(panel: &Panel) -> usize {
    panel.marks.iter().filter(|mark| !matches!(mark, PointMark::Common | PointMark::LeftOut)).count()
}

/// How many months the rules look at.
pub fn counted(panel: &Panel) -> usize {
    panel.marks.iter().filter(|mark| **mark != PointMark::LeftOut).count()
}
