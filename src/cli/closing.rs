//! `beddays sign-off` and `beddays close` as typed.

use clap::Args;

use super::WaitArguments;
use crate::domain::sign_off::SignOffRole;
use crate::domain::{Day, Month};

/// Which step of which statement.
#[derive(Debug, Args)]
pub struct SignOffArguments {
    /// The published month.
    #[arg(long, value_name = "YYYY-MM")]
    pub month: Month,
    /// The step: author, checker or approver.
    #[arg(long = "as", value_name = "ROLE")]
    pub role: SignOffRole,
    /// Who takes it.
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// On which day (default: today).
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub on: Option<Day>,
    /// Whether to wait for another run.
    #[command(flatten)]
    pub wait: WaitArguments,
}

/// What to close.
#[derive(Debug, Args)]
pub struct CloseArguments {
    /// The published month.
    #[arg(long, value_name = "YYYY-MM")]
    pub month: Month,
    /// Who closes it, as it is to stand beside the month.
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// On which day (default: today).
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub on: Option<Day>,
    /// Whether to wait for another run.
    #[command(flatten)]
    pub wait: WaitArguments,
}
