//! The centre and the limits of a segment, from the points of its baseline.

use std::cmp::Ordering;

use super::settings::Settings;

/// A moving range of this many mean moving ranges or more is an outlier and says nothing about ordinary variation.
const SCREEN: f64 = 3.267;
/// How many units in the last place of the largest value a sum of a few hundred values may be off.
const LAST_BITS: f64 = 16.0 * f64::EPSILON;

/// The centre and the limits of a segment.
///
/// Binary arithmetic is off in its last bits: the mean of 0.1, 0.2 and 0.3 is not the number 0.2. Values are therefore
/// compared with a tolerance of some last places of the largest value, far below what any file can say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ControlLimits {
    /// The mean of the baseline.
    pub mean: f64,
    /// The mean of its moving ranges, after screening.
    pub mean_mr: f64,
    /// The lower process limit. It may be below zero; only a drawing may cut it there.
    pub lower: f64,
    /// The upper process limit.
    pub upper: f64,
    /// Two thirds of the way from the mean to the lower limit: two sigma.
    pub lower_2s: f64,
    /// Two thirds of the way from the mean to the upper limit.
    pub upper_2s: f64,
    /// Values closer than this are the same.
    pub tolerance: f64,
}

impl ControlLimits {
    /// The limits of a baseline of at least two points. `largest` is the largest magnitude that will be compared.
    pub fn of(baseline: &[f64], largest: f64, settings: &Settings) -> Self {
        let mean = mean(baseline);
        let ranges: Vec<f64> = baseline.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect();
        let mean_mr = mean_moving_range(&ranges, settings.screen_outliers);
        let reach = settings.k3 * mean_mr;
        let near = reach * 2.0 / 3.0;
        Self {
            mean,
            mean_mr,
            lower: mean - reach,
            upper: mean + reach,
            lower_2s: mean - near,
            upper_2s: mean + near,
            tolerance: largest * LAST_BITS,
        }
    }

    /// The limits of a share of `denominator`, where so much of all is the centre: three standard errors of a binomial count.
    pub fn of_share(centre: f64, denominator: f64) -> Self {
        let sigma = (centre * (1.0 - centre)).max(0.0).sqrt() / denominator.sqrt();
        Self {
            mean: centre,
            mean_mr: 0.0,
            lower: centre - 3.0 * sigma,
            upper: centre + 3.0 * sigma,
            lower_2s: centre - 2.0 * sigma,
            upper_2s: centre + 2.0 * sigma,
            tolerance: LAST_BITS,
        }
    }

    /// The limits as they are on another scale that rises with this one.
    #[must_use]
    pub fn mapped(self, scale: impl Fn(f64) -> f64) -> Self {
        Self {
            mean: scale(self.mean),
            mean_mr: self.mean_mr,
            lower: scale(self.lower),
            upper: scale(self.upper),
            lower_2s: scale(self.lower_2s),
            upper_2s: scale(self.upper_2s),
            tolerance: self.tolerance,
        }
    }

    /// Whether every limit is a number: values near the largest that a computer has would run over.
    pub fn are_finite(&self) -> bool {
        self.lower.is_finite() && self.upper.is_finite()
    }

    /// On which side of the centre a value is: -1 below, 0 on it, 1 above.
    pub fn side(&self, value: f64) -> i8 {
        self.compare(value, self.mean) as i8
    }

    /// Beyond which limit a value is: -1 the lower, 1 the upper, 0 neither. A value on a limit is inside it.
    pub fn outside(&self, value: f64) -> i8 {
        self.beyond(value, self.lower, self.upper)
    }

    /// Beyond which two-sigma line a value is, as [`ControlLimits::outside`].
    pub fn beyond_2s(&self, value: f64) -> i8 {
        self.beyond(value, self.lower_2s, self.upper_2s)
    }

    fn beyond(&self, value: f64, lower: f64, upper: f64) -> i8 {
        match (self.compare(value, lower), self.compare(value, upper)) {
            (Ordering::Less, _) => -1,
            (_, Ordering::Greater) => 1,
            _ => 0,
        }
    }

    fn compare(&self, value: f64, line: f64) -> Ordering {
        if (value - line).abs() <= self.tolerance { Ordering::Equal } else { value.total_cmp(&line) }
    }
}

/// One pass: what is dropped does not change the mean that the others are held against.
fn mean_moving_range(ranges: &[f64], screen: bool) -> f64 {
    let all = mean(ranges);
    if !screen {
        return all;
    }
    let kept: Vec<f64> = ranges.iter().copied().filter(|range| *range < SCREEN * all).collect();
    // In a flat series no range is below 3.267 times zero; it has no outlier either.
    if kept.is_empty() { all } else { mean(&kept) }
}

/// The mean, summed with what each addition loses carried along (Neumaier): the order of magnitude of the values costs
/// no digits. Equal values have themselves as mean, to the last bit.
fn mean(values: &[f64]) -> f64 {
    let (mut sum, mut lost) = (0.0_f64, 0.0_f64);
    for &value in values {
        let next = sum + value;
        lost += if sum.abs() >= value.abs() { (sum - next) + value } else { (value - next) + sum };
        sum = next;
    }
    match values {
        [first, rest @ ..] if rest.iter().all(|value| value == first) => *first,
        _ => (sum + lost) / values.len() as f64,
    }
}
