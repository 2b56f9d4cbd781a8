//! XmR charts ("plot the dots"): limits, the four rules, one cause a point, and the two icons of a series.
//!
//! ```text
//! values + settings → segments (cut at each rebase) → limits of each → rules within each → cause, type → icons
//! ```
//! The rules are those of NHSRplotthedots 0.2.2, with the Making Data Count (2023) and the two-sided reading of two of
//! three as named alternatives. What the code decides where the sources leave it open:
//!
//! - A flat series does not break: a baseline without variation has its limits on the mean.
//! - A comparison forgives the last bits of binary arithmetic (see [`ControlLimits`]), so that a value written as the mean or
//!   as a limit is on it, as it would be on paper.
//! - Nothing is missing silently: a hole in the periods, a rebase that no point has, a value that is no number, and a
//!   segment of one point beside others are errors of their series; other series of the file are charted all the same.
//! - A fixed baseline (the first points of a segment, or a span of named ones) gives its limits to every point of its segment,
//!   before and after; it may not reach over a rebase. Fewer than 12 points in it are marked as few.
//! - A ghost point is charted as if it were not there: limits, moving ranges and runs go from the point before it to the point
//!   after it, as `exclude` of qicharts2 does. Nothing is said of it, and the variation icon is that of the last other point.
//! - Small counts have charts of their own, chosen by the column `chart`: `p` for a count of a `denominator`, whose share has limits
//!   of three binomial standard errors of its own denominator; `t` for the time between rare events, charted as its 3.6th root and
//!   shown as it was measured. The rules, baselines, ghost points and icons are the same for all three.
//! - A series of one point has its mean and no limits. Two points have the limits of their one moving range, marked as
//!   taken from few.

mod chart;
mod file;
mod ghosts;
mod lasting;
mod limits;
mod options;
mod period;
mod row;
pub mod rules;
mod series;
mod settings;
mod small_counts;

pub use chart::{
    Assurance, ChartSegment, ControlChart, FEW, FEW_FIXED, NoChart, Point, PointType, SpecialCause, Variation, chart,
};
pub use file::{ChartedSeries, Failed, SETTINGS, SeriesFile, read, read_with};
pub use lasting::{LASTING, LastingShift};
pub use limits::ControlLimits;
pub use options::SeriesOptions;
pub use period::{Gap, SeriesPeriod, missing};
pub use row::{COLUMNS, RowValue, rows};
pub use settings::{ChartKind, Direction, Settings, TwoOfThree};
