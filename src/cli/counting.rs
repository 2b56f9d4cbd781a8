//! `beddays count` and `beddays bridge` as typed.

use std::path::PathBuf;

use clap::Args;

use super::OutputFormat;
use crate::domain::{Day, Month};

/// What to count.
#[derive(Debug, Args)]
pub struct CountArguments {
    /// How to count: a convention that `beddays regimes list` names, or a file of your own (.toml).
    #[arg(long, value_name = "NAME")]
    pub convention: String,
    /// Another answer to a question that the convention leaves open, as in day_boundary=first_day_counted.
    #[arg(long = "reading", value_name = "NAME=ANSWER")]
    pub readings: Vec<String>,
    /// Follow episodes that have not ended to this day (default: the last day that the file names).
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub to: Option<Day>,
    /// The file: `episode,ready_on,ended_on`.
    #[arg(value_name = "FILE.csv")]
    pub file: PathBuf,
}

/// Between which figures.
#[derive(Debug, Args)]
pub struct BridgeArguments {
    /// The first figure: a convention, with readings if wanted (england-msitdt:day_boundary=first_day_counted), or bill.
    #[arg(long, value_name = "NAME")]
    pub from: String,
    /// The second figure: a convention, or bill for the days that are charged.
    #[arg(long, value_name = "NAME")]
    pub to: String,
    /// The month (default: the last published one).
    #[arg(long, value_name = "YYYY-MM")]
    pub month: Option<Month>,
    /// Every day that makes a difference, instead of the causes.
    #[arg(long)]
    pub days: bool,
    /// How to print the rows.
    #[arg(long, value_enum, default_value_t = OutputFormat::Table)]
    pub format: OutputFormat,
}
