//! The arguments of `beddays rebuild`.

use clap::Args;

use super::WaitArguments;
use crate::domain::Month;

/// How to rebuild.
#[derive(Debug, Args)]
pub struct RebuildArguments {
    /// The editions of this month alone, and no table: a store of many years takes long as a whole.
    #[arg(long, value_name = "YYYY-MM")]
    pub month: Option<Month>,
    /// Whether to wait for another run.
    #[command(flatten)]
    pub wait: WaitArguments,
}
