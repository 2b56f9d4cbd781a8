//! `beddays remove` as typed.

use clap::{ArgGroup, Args};

use super::WaitArguments;
use crate::domain::{Day, Month};

/// What to remove.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("whom").required(true).args(["stay", "person", "before", "finish"])))]
pub struct RemoveArguments {
    /// The person of this stay, with every stay; where no person is known, the stay alone.
    #[arg(long, value_name = "STAY")]
    pub stay: Option<String>,
    /// The person with the NHS number, or under the law of another country the identity number, that is read from stdin (a number does not belong on a command line): `-`.
    #[arg(long, value_name = "-", value_parser = ["-"])]
    pub person: Option<String>,
    /// Every stay that ended before this month.
    #[arg(long, value_name = "YYYY-MM")]
    pub before: Option<Month>,
    /// Only end a removal that was stopped.
    #[arg(long)]
    pub finish: bool,
    /// Who removes.
    #[arg(long, value_name = "NAME", default_value = "")]
    pub by: String,
    /// On which day (default: today).
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub on: Option<Day>,
    /// Change nothing, only say what would go.
    #[arg(long)]
    pub dry_run: bool,
    /// Whether to wait for another run.
    #[command(flatten)]
    pub wait: WaitArguments,
}
