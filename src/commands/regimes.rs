//! `beddays regimes`: the law and the conventions of statistics at hand.

use std::path::Path;

use crate::cli::RegimesCommand;
use crate::domain::spotted::without_numbers;
use crate::error::{Error, Exit, Result};
use crate::regime::convention::show as convention_show;
use crate::regime::{Convention, Library, Regime, show};
use crate::vectors;

use super::Out;

pub(super) fn regimes(command: RegimesCommand, out: &mut Out) -> Result<Exit> {
    let mut library = Library::built_in()?;
    match command {
        RegimesCommand::List => {
            for regime in library.iter() {
                out.data(show::line(regime))?;
            }
            for convention in Convention::built_in()? {
                out.data(convention_show::line(&convention))?;
            }
        }
        RegimesCommand::Show { regime } => {
            for line in words(&mut library, &regime)? {
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

fn words(library: &mut Library, name: &str) -> Result<Vec<String>> {
    if name.ends_with(".toml") && !is_convention(Path::new(name)) {
        return Ok(show::words(library.add(Path::new(name))?));
    }
    if let Some(regime) = library.get(name) {
        return Ok(show::words(regime));
    }
    match Convention::written(Path::new(""), name) {
        Ok(convention) => Ok(convention_show::words(&convention)),
        Err(error) if error.code() == "X_NO_CONVENTION" => {
            let regimes: Vec<&str> = library.iter().map(Regime::id).collect();
            let conventions: Vec<&str> = Convention::names().collect();
            Err(Error::new("X_NO_REGIME", Exit::Usage, format!("no regime or convention `{}`", without_numbers(name)))
                .hint(format!("there are {}; and {}", regimes.join(", "), conventions.join(", "))))
        }
        Err(error) => Err(error.effect("nothing was shown")),
    }
}

/// Whether a file calls itself a convention. One that cannot be read, or is no TOML, is for the reader of law to refuse.
fn is_convention(path: &Path) -> bool {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let form = text.parse::<toml::Table>().ok().and_then(|file| file.get("schema")?.as_str().map(str::to_owned));
    form.map_or_else(|| text.contains("beddays-counting/"), |form| form.starts_with("beddays-counting/"))
}

fn check(library: &mut Library, files: &[std::path::PathBuf], out: &mut Out) -> Result<()> {
    let (conventions, laws): (Vec<_>, Vec<_>) = files.iter().partition(|file| is_convention(file));
    for file in &laws {
        library.add(file)?;
    }
    let named =
        |regime: &&Regime| files.is_empty() || laws.iter().any(|file| file.display().to_string() == regime.path);
    for regime in library.iter().filter(named) {
        out.data(format!("{}: nothing wrong ({})", regime.id(), regime.path))?;
    }
    let built_in = if files.is_empty() { Convention::built_in()? } else { Vec::new() };
    let own = conventions.iter().map(|file| Convention::read(file)).collect::<Result<Vec<_>>>()?;
    for convention in built_in.iter().chain(&own) {
        out.data(format!("{}: nothing wrong ({})", convention.id(), convention.path))?;
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
