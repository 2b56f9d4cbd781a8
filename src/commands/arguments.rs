//! The command line read; where it cannot be, the error as people or programs want it.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};

use crate::cli::Cli;
use crate::domain::nhs_number_in_text::without_numbers;
use crate::error::{Error, Exit};

use super::{Out, version};

/// Reads the arguments, the first being the program. Help and version go to stdout.
///
/// # Errors
/// The exit code where there is nothing to run: 0 after help, 2 for arguments that are wrong, which were reported.
pub fn parse(arguments: &[OsString]) -> Result<Cli, ExitCode> {
    let mut command = Cli::command();
    // The tables of law are hashed only for who asks.
    if arguments.iter().any(|argument| argument == "--version")
        && let Ok(text) = version::long()
    {
        command = command.long_version(&*Box::leak(text.into_boxed_str()));
    }
    let parsed = command
        .try_get_matches_from_mut(arguments)
        .and_then(|mut found| Cli::from_arg_matches_mut(&mut found).map_err(|error| error.format(&mut command)));
    parsed.map_err(|error| {
        if error.exit_code() != 0 && wants_json(arguments) {
            Out::new(true).fail(&as_json(&error));
        } else {
            // A closed output does not change the exit code.
            let _ = error.print();
        }
        ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(Exit::Usage as u8))
    })
}

/// Whether a program reads the answer: what cannot be parsed may still say so. Behind `--` stand no options.
pub fn wants_json(arguments: &[OsString]) -> bool {
    arguments.iter().skip(1).take_while(|argument| *argument != "--").any(|argument| argument == "--json")
}

fn as_json(error: &clap::Error) -> Error {
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let what = "nothing says what to do";
        return usage(what, "`beddays --help` lists the commands, and --help behind a command its options");
    }
    let rendered = error.render().to_string();
    let mut parts = rendered.split("\n\n").map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    let what = parts.next().unwrap_or_default();
    let hint: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    usage(what.strip_prefix("error: ").unwrap_or(&what), &hint.join("; "))
}

/// What is typed can be the number of a patient, and errors for programs go into logs.
fn usage(what: &str, hint: &str) -> Error {
    Error::new("X_ARGUMENTS", Exit::Usage, without_numbers(what)).effect("nothing was done").hint(without_numbers(hint))
}
