//! The chart of a series: its segments, what is special about each point, and the two icons.

use super::limits::ControlLimits;
use super::rules::{RUN, part_of_run, shift_completes, trend_completes, two_of_three};
use super::settings::{ChartKind, Direction, Settings, TwoOfThree};

/// Limits of a segment with fewer points than this are marked as taken from few.
pub const FEW: usize = 13;
/// A fixed baseline of fewer points than this makes no limits to rely on.
pub const FEW_FIXED: usize = 12;

/// Why there is no chart.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoChart {
    /// Limits need a moving range, and that needs two points.
    #[error("limits need two points, the baseline from point {} on has {points}", first + 1)]
    TooFew {
        /// Where the segment begins, from 0.
        first: usize,
        /// How many points its baseline has.
        points: usize,
    },
    /// Points of two segments have no common limits.
    #[error("a new segment begins within the baseline, at point {}", at + 1)]
    BaselineAcross {
        /// Where it begins, from 0.
        at: usize,
    },
    /// The limits run over the largest number that a computer has.
    #[error("the values are too large to compute with")]
    TooLarge,
}

/// Points between two rebases, with their common limits.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartSegment {
    /// Its first point, from 0.
    pub first: usize,
    /// How many points it has.
    pub points: usize,
    /// Its number: how many rebases came before.
    pub number: usize,
    /// The points that its limits are taken from, from 0: all of it, or its baseline, without ghost points.
    pub taken_from: Vec<usize>,
    /// Its limits.
    pub limits: ControlLimits,
    /// Whether it is too short to rely on them.
    pub short_baseline: bool,
}

impl ChartSegment {
    /// Whether its limits come from a part of its points, which a fixed baseline chose.
    pub fn is_fixed(&self) -> bool {
        self.taken_from.last().is_some_and(|last| last + 1 < self.first + self.points)
            || self.taken_from.first().is_some_and(|first| *first > self.first)
    }
}

/// What makes a point special: the first that holds, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpecialCause {
    /// Beyond a process limit.
    Outside,
    /// One of seven or more that rise, or that fall.
    Trend,
    /// One of two in three near a limit.
    TwoOfThree,
    /// One of seven or more on one side of the centre.
    Shift,
}

/// What a point means for those who want the values to go one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointType {
    /// Nothing special.
    Common,
    /// Special, on the good side.
    Improvement,
    /// Special, on the bad side.
    Concern,
    /// Special and high, where neither way is better.
    NeutralHigh,
    /// Special and low, where neither way is better.
    NeutralLow,
}

impl PointType {
    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Common => "common",
            Self::Improvement => "improvement",
            Self::Concern => "concern",
            Self::NeutralHigh => "neutral_high",
            Self::NeutralLow => "neutral_low",
        }
    }
}

/// One point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Which segment it is in, an index of [`ControlChart::segments`].
    pub segment: usize,
    /// Whether it is a ghost point: nothing below is said of it.
    pub is_ghost: bool,
    /// Which side of the centre: -1, 0 or 1.
    pub side: i8,
    /// Beyond which two-sigma line: -1, 0 or 1; also where it is outside.
    pub beyond_2s: i8,
    /// Beyond which process limit: -1, 0 or 1.
    pub outside: i8,
    /// Part of a rise (1) or fall (-1).
    pub trend: i8,
    /// Flagged by two of three, on this side.
    pub two_of_three: i8,
    /// Part of a shift, on this side.
    pub shift: i8,
    /// What makes it special, if anything does, and which way: 1 up or high, -1 down or low.
    pub cause: Option<(SpecialCause, i8)>,
    /// What that means.
    pub point_type: PointType,
}

impl Point {
    /// A point of which no rule says anything.
    fn ghost(segment: usize) -> Self {
        Self {
            segment,
            is_ghost: true,
            side: 0,
            beyond_2s: 0,
            outside: 0,
            trend: 0,
            two_of_three: 0,
            shift: 0,
            cause: None,
            point_type: PointType::Common,
        }
    }

    /// The cause as one word for files: `above_upl`, `trend_down`, `none`.
    pub fn cause_name(&self) -> &'static str {
        match self.cause {
            None => "none",
            Some((SpecialCause::Outside, 1)) => "above_upl",
            Some((SpecialCause::Outside, _)) => "below_lpl",
            Some((SpecialCause::Trend, 1)) => "trend_up",
            Some((SpecialCause::Trend, _)) => "trend_down",
            Some((SpecialCause::TwoOfThree, 1)) => "two_of_three_high",
            Some((SpecialCause::TwoOfThree, _)) => "two_of_three_low",
            Some((SpecialCause::Shift, 1)) => "shift_high",
            Some((SpecialCause::Shift, _)) => "shift_low",
        }
    }
}

/// What the last point that is no ghost says: the variation icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variation(PointType, bool);

impl Variation {
    /// Its name in files, as in `improvement_low`.
    pub fn name(self) -> &'static str {
        match self {
            Self(PointType::Common, _) => "common_cause",
            Self(PointType::Improvement, true) => "improvement_high",
            Self(PointType::Improvement, false) => "improvement_low",
            Self(PointType::Concern, true) => "concern_high",
            Self(PointType::Concern, false) => "concern_low",
            Self(PointType::NeutralHigh, _) => "neutral_high",
            Self(PointType::NeutralLow, _) => "neutral_low",
        }
    }

    /// What the last point means.
    pub fn point_type(self) -> PointType {
        self.0
    }
}

/// Whether the target will be met as things are: the assurance icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assurance {
    /// Always.
    Pass,
    /// Never.
    Fail,
    /// Sometimes, by chance.
    Inconsistent,
}

impl Assurance {
    /// The limits of the last segment against a target. A target on a limit may be met or missed by chance. Where neither
    /// way is better a target says nothing.
    pub fn of(limits: &ControlLimits, target: f64, direction: Direction) -> Option<Self> {
        Some(match (limits.outside(target), direction) {
            (_, Direction::Neutral) => return None,
            (0, _) => Self::Inconsistent,
            (-1, Direction::Increase) | (1, Direction::Decrease) => Self::Pass,
            _ => Self::Fail,
        })
    }

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Inconsistent => "inconsistent",
        }
    }
}

/// The chart of a series.
#[derive(Clone, Debug, PartialEq)]
pub struct ControlChart {
    /// The segments in order.
    pub segments: Vec<ChartSegment>,
    /// One a value.
    pub points: Vec<Point>,
    /// The limits of each value: those of its segment, but for a P chart, where each denominator has its own.
    pub limits: Vec<ControlLimits>,
    /// What the last point says.
    pub variation: Variation,
    /// Whether the target will be met; nothing without a target or a better way.
    pub assurance: Option<Assurance>,
}

/// The scale of a T chart: times between events that come by chance are close to normal as their 3.6th root (L. S. Nelson, "A
/// control chart for parts-per-million nonconforming items", Journal of Quality Technology 26, 1994).
const ROOT: f64 = 3.6;

/// Makes the chart of values in order of time, none missing. Values are taken as they are: monthly totals want to be
/// divided by the days of their month first.
///
/// # Errors
/// A baseline has fewer than two points, or the values are too large.
pub fn chart(values: &[f64], settings: &Settings) -> Result<ControlChart, NoChart> {
    let mut starts: Vec<usize> = settings.rebase_at.iter().copied().filter(|at| *at < values.len()).collect();
    starts.sort_unstable();
    starts.dedup();
    // A rebase at the first point begins the first segment, which is then number 1.
    let before = if starts.first() == Some(&0) { 1 } else { 0 };
    if before == 0 {
        starts.insert(0, 0);
    }
    let values = &match settings.kind {
        ChartKind::T => values.iter().map(|value| value.max(0.0).powf(1.0 / ROOT)).collect(),
        ChartKind::Xmr | ChartKind::P => values.to_vec(),
    }[..];
    let (mut segments, mut points, mut of_points) = (Vec::new(), Vec::new(), Vec::new());
    for (index, first) in starts.iter().copied().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(values.len());
        let counted: Vec<usize> = (first..end).filter(|at| !settings.ghosts.contains(at)).collect();
        let taken_from = taken_from(&counted, (first, end), settings)?;
        let limits = limits(values, first, (&counted, &taken_from), settings)?;
        let few_fixed = taken_from.len() < counted.len() && taken_from.len() < FEW_FIXED;
        let (number, short_baseline) = (index + before, counted.len() < FEW || few_fixed);
        segments.push(ChartSegment { first, points: end - first, number, taken_from, limits, short_baseline });
        let own = |at: usize| match settings.kind {
            ChartKind::P => ControlLimits::of_share(limits.mean, settings.denominators[at]),
            ChartKind::Xmr | ChartKind::T => limits,
        };
        of_points.extend((first..end).map(own));
        let part: Vec<(f64, ControlLimits)> = counted.iter().map(|at| (values[*at], own(*at))).collect();
        let mut judged = judge(&part, index, settings).into_iter();
        let of_place = |at: usize| if counted.contains(&at) { judged.next() } else { None };
        points.extend((first..end).map(of_place).map(|point| point.unwrap_or_else(|| Point::ghost(index))));
    }
    let back = |limits: ControlLimits| match settings.kind {
        ChartKind::T => limits.mapped(|limit| limit.max(0.0).powf(ROOT)),
        ChartKind::Xmr | ChartKind::P => limits,
    };
    segments.iter_mut().for_each(|segment: &mut ChartSegment| segment.limits = back(segment.limits));
    let limits: Vec<ControlLimits> = of_points.into_iter().map(back).collect();
    let judged = points.iter().rfind(|point: &&Point| !point.is_ghost);
    let Some((last, last_limits)) = judged.zip(limits.last()) else {
        return Err(NoChart::TooFew { first: 0, points: 0 });
    };
    let variation = Variation(last.point_type, last.cause.is_some_and(|(_, way)| way > 0));
    let assurance = settings.target.and_then(|target| Assurance::of(last_limits, target, settings.direction));
    Ok(ControlChart { variation, assurance, segments, points, limits })
}

/// The points of a segment that its limits are taken from: those of its baseline where it has one, else the first so many, else all.
fn taken_from(counted: &[usize], (start, end): (usize, usize), settings: &Settings) -> Result<Vec<usize>, NoChart> {
    if let Some((first, last)) = settings.baseline.filter(|(first, _)| (start..end).contains(first)) {
        if last >= end {
            return Err(NoChart::BaselineAcross { at: end });
        }
        return Ok(counted.iter().copied().filter(|at| (first..=last).contains(at)).collect());
    }
    Ok(counted.iter().copied().take(settings.fix_after_n.unwrap_or(counted.len())).collect())
}

fn limits(
    values: &[f64],
    first: usize,
    (counted, taken_from): (&[usize], &[usize]),
    settings: &Settings,
) -> Result<ControlLimits, NoChart> {
    if taken_from.len() < 2 {
        return Err(NoChart::TooFew { first: taken_from.first().copied().unwrap_or(first), points: taken_from.len() });
    }
    if settings.kind == ChartKind::P {
        let sum = |of: &dyn Fn(usize) -> f64| taken_from.iter().map(|at| of(*at)).sum::<f64>();
        let all = sum(&|at| settings.denominators[at]);
        let centre = sum(&|at| values[at] * settings.denominators[at]) / all;
        return Ok(ControlLimits::of_share(centre, all / taken_from.len() as f64));
    }
    let largest = counted.iter().fold(0.0_f64, |largest, at| largest.max(values[*at].abs()));
    let baseline: Vec<f64> = taken_from.iter().map(|at| values[*at]).collect();
    let limits = ControlLimits::of(&baseline, largest, settings);
    if limits.are_finite() { Ok(limits) } else { Err(NoChart::TooLarge) }
}

fn judge(part: &[(f64, ControlLimits)], segment: usize, settings: &Settings) -> Vec<Point> {
    let values: Vec<f64> = part.iter().map(|(value, _)| *value).collect();
    let each = |judge: fn(&ControlLimits, f64) -> i8| {
        part.iter().map(|(value, limits)| judge(limits, *value)).collect::<Vec<i8>>()
    };
    let (sides, beyond, outside) =
        (each(ControlLimits::side), each(ControlLimits::beyond_2s), each(ControlLimits::outside));
    let near: Vec<i8> = match settings.two_of_three {
        TwoOfThree::Strict => beyond.iter().zip(&outside).map(|(beyond, out)| beyond - out).collect(),
        TwoOfThree::Beyond2 | TwoOfThree::EitherSide => beyond.clone(),
    };
    let trends = part_of_run(&trend_completes(&values, RUN), RUN);
    let shifts = part_of_run(&shift_completes(&sides, RUN), RUN);
    let pairs = two_of_three(&near, &sides, settings.two_of_three);
    let point = |at: usize| {
        let signals = [
            (SpecialCause::Outside, outside[at]),
            (SpecialCause::Trend, trends[at]),
            (SpecialCause::TwoOfThree, pairs[at]),
            (SpecialCause::Shift, shifts[at]),
        ];
        let cause = signals.into_iter().find(|(_, way)| *way != 0);
        Point {
            segment,
            is_ghost: false,
            side: sides[at],
            beyond_2s: beyond[at],
            outside: outside[at],
            trend: trends[at],
            two_of_three: pairs[at],
            shift: shifts[at],
            cause,
            point_type: point_type(cause.map(|(_, way)| way), settings.direction),
        }
    };
    (0..values.len()).map(point).collect()
}

fn point_type(way: Option<i8>, direction: Direction) -> PointType {
    match (way, direction) {
        (None, _) => PointType::Common,
        (Some(1), Direction::Increase) | (Some(-1), Direction::Decrease) => PointType::Improvement,
        (Some(_), Direction::Increase | Direction::Decrease) => PointType::Concern,
        (Some(1), Direction::Neutral) => PointType::NeutralHigh,
        (Some(_), Direction::Neutral) => PointType::NeutralLow,
    }
}
