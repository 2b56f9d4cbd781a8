//! `beddays read-contained`: the hidden subcommand that `files::container` starts as a limited process.

use crate::cli::ReadContainedArguments;
use crate::error::{Error, Exit, Result};
use crate::files::container::{Limits, child};

/// Reads a question from stdin and answers on stdout.
pub fn read_contained(arguments: &ReadContainedArguments) -> Result<Exit> {
    let limits = Limits { memory: arguments.memory, seconds: arguments.seconds };
    match child::serve(limits, &mut std::io::stdin().lock(), std::io::stdout().lock()) {
        Ok(()) => Ok(Exit::Done),
        Err(error) => {
            let what = format!("the answer could not be written: {error}");
            Err(Error::new("X_IO", Exit::Io, what).hint("this is for the program itself: use `beddays check FILE`"))
        }
    }
}
