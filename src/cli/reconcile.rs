//! `beddays reconcile` as typed.

use std::path::PathBuf;

use clap::Args;

use super::WaitArguments;
use crate::domain::Month;

/// Which claim, against which month.
#[derive(Debug, Args)]
pub struct ReconcileArguments {
    /// The claim: CSV or a workbook.
    #[arg(required = true, value_name = "CLAIM")]
    pub claim: Vec<PathBuf>,
    /// The month (default: the last published one).
    #[arg(long, value_name = "YYYY-MM")]
    pub month: Option<Month>,
    /// How to read it: a built-in profile, or a file of your own that ends in .toml (default: by the exact header).
    #[arg(long, value_name = "NAME-OR-FILE")]
    pub profile: Option<String>,
    /// How days are written (default: as the profile says).
    #[arg(long, value_name = "FORM")]
    pub dates: Option<String>,
    /// What the claim comes to by its covering letter, in pounds: it must be the sum of the lines.
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    pub total: Option<String>,
    /// Whether to wait for another run.
    #[command(flatten)]
    pub wait: WaitArguments,
}
