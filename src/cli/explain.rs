//! The arguments of `beddays explain`.

use std::path::PathBuf;

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
    /// `stays:A-1:amount`, `figures:Amount`. Of another report with its name before it: of one council `E10000020/owed`; of
    /// the revision report `revision/corrected_days:1`; of the trend `trend/all_by_month:2018-03`; of the public pack
    /// `public/by_hospital:1`; of a claim by its folder `reconciled/claim-2018-03/verdicts`; of a what-if report
    /// `what-if/NAME/by_stay`.
    #[arg(long, value_name = "TABLE[:ROW[:COLUMN]]")]
    pub figure: Option<String>,
    /// The month of the report (default: the last published one).
    #[arg(long, value_name = "YYYY-MM", requires = "figure")]
    pub month: Option<Month>,
    /// The edition of the statement (default: the last one).
    #[arg(long, value_name = "N", requires = "figure")]
    pub edition: Option<u32>,
    /// The file of other law of a what-if report, where beddays.toml does not name it.
    #[arg(long, value_name = "FILE", requires = "figure")]
    pub what_if: Option<PathBuf>,
}
