//! `beddays sign-off`, `beddays close` and `beddays position` as typed.

use clap::Args;

use super::WaitArguments;
use crate::domain::position::PositionState;
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

/// What is said of which stays.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("said").args(["state", "withdraw"]))]
pub struct PositionArguments {
    /// The published month, open or closed.
    #[arg(long, value_name = "YYYY-MM")]
    pub month: Month,
    /// A stay; may be given several times. Without stay and claim, the command says how the month stands and writes its sheet.
    #[arg(long, value_name = "ID", requires_all = ["by", "said"])]
    pub stay: Vec<String>,
    /// Every stay of a claim that was reconciled, by the name of its folder: accepted where all its lines agree, else contested
    /// with the verdicts and the difference.
    #[arg(long, value_name = "NAME", requires = "by", conflicts_with_all = ["stay", "state", "withdraw", "amount", "reason"])]
    pub claim: Option<String>,
    /// What is said of the stays: accepted, contested or settled (paid, or agreed).
    #[arg(long = "as", value_name = "POSITION", requires = "stay")]
    pub state: Option<PositionState>,
    /// Take back what was said of the stays.
    #[arg(long, requires = "stay", conflicts_with_all = ["amount", "reason"])]
    pub withdraw: bool,
    /// What is contested of one stay (default: all that is charged), or what was agreed for it.
    #[arg(long, value_name = "AMOUNT", requires = "state")]
    pub amount: Option<String>,
    /// Why; a contested stay needs it.
    #[arg(long, value_name = "TEXT", requires = "state")]
    pub reason: Option<String>,
    /// Who says it.
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// On which day (default: today).
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub on: Option<Day>,
    /// Whether to wait for another run.
    #[command(flatten)]
    pub wait: WaitArguments,
}
