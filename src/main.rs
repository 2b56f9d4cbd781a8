//! Parse, run, exit code; nothing else.

use std::process::ExitCode;

use clap::Parser;

use beddays::cli::Cli;
use beddays::commands;

fn main() -> ExitCode {
    commands::guarded(|| commands::run(Cli::parse()))
}
