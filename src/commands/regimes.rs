//! `beddays regimes`: the law at hand.

use std::path::Path;

use crate::cli::RegimesCommand;
use crate::error::{Error, Exit, Result};
use crate::regime::{Library, Regime, show};
use crate::vectors;

use super::Out;

pub(super) fn regimes(command: RegimesCommand, out: &mut Out) -> Result<Exit> {
    let mut library = Library::built_in()?;
    match command {
        RegimesCommand::List => {
            for regime in library.iter() {
                out.data(show::line(regime))?;
            }
        }
        RegimesCommand::Show { regime } => {
            for line in show::words(find(&mut library, &regime)?) {
                out.data(line)?;
            }
        }
        RegimesCommand::Check { files } => check(&mut library, &files, out)?,
        RegimesCommand::Test { file, regimes } => {
            for path in &regimes {
                library.add(path)?;
            }
            return test(&library, &file, out);
        }
    }
    Ok(Exit::Done)
}

fn find<'a>(library: &'a mut Library, name: &str) -> Result<&'a Regime> {
    if name.ends_with(".toml") {
        return library.add(Path::new(name));
    }
    let known: Vec<String> = library.iter().map(|regime| regime.id().to_owned()).collect();
    library.get(name).ok_or_else(|| {
        Error::new("X_NO_REGIME", Exit::Usage, format!("no regime `{name}`"))
            .hint(format!("there are {}", known.join(", ")))
    })
}

fn check(library: &mut Library, files: &[std::path::PathBuf], out: &mut Out) -> Result<()> {
    for file in files {
        library.add(file)?;
    }
    let named =
        |regime: &&Regime| files.is_empty() || files.iter().any(|file| file.display().to_string() == regime.path);
    for regime in library.iter().filter(named) {
        out.data(format!("{}: nothing wrong ({})", regime.id(), regime.path))?;
    }
    Ok(())
}

fn test(library: &Library, file: &Path, out: &mut Out) -> Result<Exit> {
    let outcomes = vectors::run(&vectors::read(file)?, library);
    for mismatch in &outcomes.mismatches {
        out.data(format!(
            "{}: {}: expected {}, found {}",
            mismatch.vector_id,
            mismatch.column,
            shown(&mismatch.expected),
            shown(&mismatch.found)
        ))?;
    }
    out.data(format!("{} passed, {} failed", outcomes.passed, outcomes.failed))?;
    Ok(if outcomes.failed == 0 { Exit::Done } else { Exit::Alarm })
}

fn shown(value: &str) -> &str {
    if value.is_empty() { "nothing" } else { value }
}
