//! The arguments of `beddays run`.

use std::path::PathBuf;

use clap::Args;

use super::WaitArguments;
use crate::domain::{Day, Language, Month};

/// What a run is asked.
#[derive(Debug, Args)]
pub struct RunArguments {
    /// The month (default: `month` of beddays.toml, which may be "previous": the month before the one of today).
    #[arg(long, value_name = "YYYY-MM")]
    pub month: Option<Month>,
    /// Refuse facts after this day, and follow open stays to it (default: every delivered fact counts, and open stays
    /// are followed to the end of the month).
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Day>,
    /// The language of the reports: en, nb, sv or da (default: `language` of beddays.toml, else en).
    #[arg(long, value_name = "CODE", conflicts_with = "dry_run")]
    pub language: Option<Language>,
    /// Do not run the month: report what it, as it is published, would come to under the regimes and readings of this file.
    #[arg(long, value_name = "FILE.toml", conflicts_with = "as_of")]
    pub what_if: Option<PathBuf>,
    /// Change nothing: say what the run would read, settle and publish.
    #[arg(long, conflicts_with = "what_if")]
    pub dry_run: bool,
    /// Whether to wait for another run.
    #[command(flatten)]
    pub wait: WaitArguments,
}
