//! A counted day: one delayed day under a named convention of statistics.

use super::codes::Attribution;
use super::day::{Day, Month};

/// One delayed day. It borrows its words from the convention and the stay, so that a row costs no allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountedDay<'a> {
    /// The convention with every reading that is not the default, as in `england-drd`.
    pub convention: &'a str,
    /// The SHA-256 of the convention as it was read.
    pub convention_hash: &'a str,
    /// The stay.
    pub stay_id: &'a str,
    /// The delay: for a statistic every stay is its own, joined by a transfer or not.
    pub delay_id: &'a str,
    /// The day.
    pub day: Day,
    /// The month whose figure it is in, which need not be its own.
    pub month: Month,
    /// Days since the ready day, which is 0.
    pub days_since_ready: i32,
    /// The reason that the hospital gives for the day, the first if there are several.
    pub reason_code: Option<&'a str>,
    /// Who is said to be responsible for it.
    pub attributed_to: Option<Attribution>,
}
