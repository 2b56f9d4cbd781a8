//! How a chart is made: every choice that changes a limit, a flag or an icon.

/// The multiple of the mean moving range that the limits are away from the centre, as the field rounds it.
pub const K3: f64 = 2.66;

/// Which chart a series gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChartKind {
    /// Single values and their moving ranges.
    #[default]
    Xmr,
    /// Shares of counts, each with limits of its own denominator: a P chart.
    P,
    /// Time between rare events, charted as its 3.6th root: a T chart.
    T,
}

impl ChartKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Xmr, Self::P, Self::T];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Xmr => "xmr",
            Self::P => "p",
            Self::T => "t",
        }
    }
}

/// The settings of one series.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Which chart it gets.
    pub kind: ChartKind,
    /// For a P chart, of how many each value is the share; as many as values.
    pub denominators: Vec<f64>,
    /// Limits are this many mean moving ranges away from the centre: 2.66, or 3/1.128 unrounded.
    pub k3: f64,
    /// What makes two of three points a signal.
    pub two_of_three: TwoOfThree,
    /// Whether moving ranges of 3.267 times their mean or more are dropped, once.
    pub screen_outliers: bool,
    /// Take the limits of a segment from its first points only, this many.
    pub fix_after_n: Option<usize>,
    /// Take the limits of the segment around it from these points only: the first and the last position, from 0. They hold for
    /// every other point of that segment, before and after.
    pub baseline: Option<(usize, usize)>,
    /// Positions, from 0, of ghost points: drawn, and in no limit and no rule.
    pub ghosts: Vec<usize>,
    /// Positions, from 0, at which a new segment begins.
    pub rebase_at: Vec<usize>,
    /// Which way is better.
    pub direction: Direction,
    /// What the values should reach.
    pub target: Option<f64>,
}

impl Default for Settings {
    /// As NHSRplotthedots draws, but for the direction: no direction of improvement is given.
    fn default() -> Self {
        Self {
            kind: ChartKind::Xmr,
            denominators: Vec::new(),
            k3: K3,
            two_of_three: TwoOfThree::Strict,
            screen_outliers: true,
            fix_after_n: None,
            baseline: None,
            ghosts: Vec::new(),
            rebase_at: Vec::new(),
            direction: Direction::Neutral,
            target: None,
        }
    }
}

/// What makes two of three points a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TwoOfThree {
    /// All three on one side, at least two between two and three sigma (NHSRplotthedots).
    Strict,
    /// All three on one side, at least two beyond two sigma, also beyond three (Making Data Count, November 2023).
    Beyond2,
    /// At least two beyond two sigma on one side, the third anywhere (PowerBI-SPC).
    EitherSide,
}

impl TwoOfThree {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Strict, Self::Beyond2, Self::EitherSide];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Beyond2 => "beyond2",
            Self::EitherSide => "either_side",
        }
    }
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More is better.
    Increase,
    /// Less is better.
    Decrease,
    /// Neither is, or no direction is given.
    Neutral,
}

impl Direction {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Increase, Self::Decrease, Self::Neutral];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Increase => "increase",
            Self::Decrease => "decrease",
            Self::Neutral => "neutral",
        }
    }
}
