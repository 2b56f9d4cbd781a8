//! Control charts in the model of a report.

use serde::Serialize;

use crate::domain::Month;

/// One control chart: a measure by month with its centre, its limits and what is special.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Panel {
    /// What it shows.
    pub label: String,
    /// The first month.
    pub first: Month,
    /// One value a month, without a hole.
    pub values: Vec<f64>,
    /// For each month the lower limit, the centre and the upper limit.
    pub limits: Vec<[f64; 3]>,
    /// For each month what its point means.
    pub marks: Vec<PointMark>,
    /// What the last month says, in words.
    pub variation: &'static str,
    /// Places of the months from which on the series is of another area.
    pub breaks: Vec<usize>,
    /// What the chart says at them; that it is another area if nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub broken_by: Option<&'static str>,
    /// The first and the last place of the months that limits are taken from, where they hold for others too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub baselines: Vec<[usize; 2]>,
    /// What the values should stay at or below, if anything is aimed at.
    pub target: Option<f64>,
    /// What the limits mean for the target; nothing without one.
    pub assurance: Option<Assured>,
}

/// What the limits of a control chart mean for its target: a letter in a ring, as well as words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Assured {
    /// It will be met every month, as things are: `P`.
    Passes,
    /// It will be missed every month, as things are: `F`.
    Fails,
    /// It is met or missed by chance: `?`.
    ByChance,
}

impl Assured {
    /// Its code, which decides what a message says of the target.
    pub fn code(self) -> &'static str {
        match self {
            Self::Passes => "passes",
            Self::Fails => "fails",
            Self::ByChance => "by_chance",
        }
    }
}

/// What a point of a control chart means: shown by shape as well as by colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PointMark {
    /// Nothing special: a dot.
    Common,
    /// Special and better: a square.
    Better,
    /// Special and worse: a triangle.
    Worse,
    /// Special, where neither way is better: a diamond.
    Special,
    /// In no limit and no rule: a ring.
    LeftOut,
}

/// One series with two signs only: what its last month says, and what its limits mean for its target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IconRow {
    /// What is measured: rows of one measure stand together.
    pub measure: String,
    /// Of which area, hospital or reason; the measure itself where it is of all.
    pub label: String,
    /// What the last month says.
    pub variation: VariationIcon,
    /// Whether there is a target.
    pub has_target: bool,
    /// What the limits mean for the target; nothing without one, or without a verdict.
    pub assurance: Option<Assured>,
}

/// What the last month of a series says: a letter in a ring, filled where it is worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum VariationIcon {
    /// Nothing special: `~`.
    Usual,
    /// Special, low and better: `L`.
    BetterLow,
    /// Special, high and better: `H`.
    BetterHigh,
    /// Special, low and worse: `L`, filled.
    WorseLow,
    /// Special, high and worse: `H`, filled.
    WorseHigh,
    /// Special and low, where neither way is better: an arrow.
    Low,
    /// Special and high, where neither way is better: an arrow.
    High,
    /// Limits give no verdict on it: a dash.
    NoVerdict,
}

impl VariationIcon {
    /// All of them, in the order of their key.
    pub const ALL: [Self; 8] = [
        Self::Usual,
        Self::BetterLow,
        Self::BetterHigh,
        Self::WorseHigh,
        Self::WorseLow,
        Self::High,
        Self::Low,
        Self::NoVerdict,
    ];

    /// Its code, which decides what a message says of it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::BetterLow => "better_low",
            Self::BetterHigh => "better_high",
            Self::WorseLow => "worse_low",
            Self::WorseHigh => "worse_high",
            Self::Low => "low",
            Self::High => "high",
            Self::NoVerdict => "no_verdict",
        }
    }
}

impl Assured {
    /// All of them, in the order of their key.
    pub const ALL: [Self; 3] = [Self::Passes, Self::ByChance, Self::Fails];
}
