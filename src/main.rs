//! Parse, run, exit code; nothing else.

use std::ffi::OsString;
use std::process::ExitCode;

use beddays::commands;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    commands::guarded(commands::wants_json(&arguments), || {
        commands::parse(&arguments).map_or_else(|exit| exit, commands::run)
    })
}
