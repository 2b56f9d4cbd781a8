//! The arguments of `beddays explain`.

use clap::Args;

use crate::domain::{Day, Month};

/// What to explain.
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// The stay's id.
    #[arg(required_unless_present = "figure", conflicts_with = "figure")]
    pub stay: Option<String>,
    /// Follow a stay without a recorded end to this day (default: the end of the last published month).
    #[arg(long, value_name = "YYYY-MM-DD", conflicts_with = "figure")]
    pub as_of: Option<Day>,
    /// A figure of the statement instead, as its JSON names tables and columns: `owed` (the total), `owed:1`,
    /// `stays:A-1:amount`, `figures:Amount`; of the statement of one council with its code before it,
    /// `E10000020/owed`; of the revision report `revision/corrected_days:1`.
    #[arg(long, value_name = "TABLE[:ROW[:COLUMN]]")]
    pub figure: Option<String>,
    /// The month of the statement (default: the last published one).
    #[arg(long, value_name = "YYYY-MM", requires = "figure")]
    pub month: Option<Month>,
    /// The edition of the statement (default: the last one).
    #[arg(long, value_name = "N", requires = "figure")]
    pub edition: Option<u32>,
}
