//! The argument of every command that another one can keep waiting.

use std::time::Duration;

use clap::Args;

/// Whether to wait for another command.
#[derive(Clone, Copy, Debug, Args)]
pub struct WaitArguments {
    /// Wait so long for another run to end (default: not at all, exit 75).
    #[arg(long = "wait", value_name = "SECONDS")]
    seconds: Option<u32>,
}

impl WaitArguments {
    /// How long.
    pub fn time(self) -> Duration {
        Duration::from_secs(self.seconds.unwrap_or(0).into())
    }
}
