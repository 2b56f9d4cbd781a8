//! `beddays regimes`: the law and the conventions of statistics at hand.

use std::path::Path;

use serde_json::json;

use crate::cli::RegimesCommand;
use crate::domain::near;
use crate::domain::nhs_number_in_text::without_numbers;
use crate::error::{Error, Exit, Result};
use crate::regime::convention::show as convention_show;
use crate::regime::{Convention, Library, Regime, show};
use crate::vectors::{self, Mismatch};

use super::Out;

pub(super) fn regimes(command: RegimesCommand, out: &mut Out) -> Result<Exit> {
    let mut library = Library::built_in()?;
    match command {
        RegimesCommand::List => list(&library, out)?,
        RegimesCommand::Show { regime } => {
            let words = words(&mut library, &regime)?;
            if out.json {
                out.value(&json!({ "name": regime, "lines": words }))?;
            } else {
                words.iter().try_for_each(|line| out.data(line))?;
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

fn list(library: &Library, out: &mut Out) -> Result<()> {
    let conventions = Convention::built_in()?;
    if out.json {
        let regime = |regime: &Regime| {
            json!({ "id": regime.id(), "title": regime.file.regime.title, "from": regime.file.coverage.from,
                "to": regime.file.coverage.to, "file": regime.path, "sha256": regime.hash })
        };
        let convention = |one: &Convention| {
            let used = one.file.used.as_ref();
            json!({ "id": one.id(), "title": one.file.convention.title, "from": used.map(|used| used.from),
                "to": used.and_then(|used| used.to), "file": one.path, "sha256": one.hash })
        };
        let regimes: Vec<_> = library.iter().map(regime).collect();
        let conventions: Vec<_> = conventions.iter().map(convention).collect();
        return out.value(&json!({ "regimes": regimes, "conventions": conventions }));
    }
    library.iter().try_for_each(|regime| out.data(show::line(regime)))?;
    conventions.iter().try_for_each(|convention| out.data(convention_show::line(convention)))
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
                .hint(near::hint(
                    name,
                    regimes.iter().chain(&conventions).copied(),
                    &format!("there are {}; and {}", regimes.join(", "), conventions.join(", ")),
                )))
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
    let built_in = if files.is_empty() { Convention::built_in()? } else { Vec::new() };
    let own = conventions.iter().map(|file| Convention::read(file)).collect::<Result<Vec<_>>>()?;
    let laws = library.iter().filter(named).map(|regime| (regime.id(), &regime.path));
    let conventions = built_in.iter().chain(&own).map(|convention| (convention.id(), &convention.path));
    let sound: Vec<(&str, &String)> = laws.chain(conventions).collect();
    if out.json {
        let sound: Vec<_> = sound.iter().map(|(id, path)| json!({ "id": id, "file": path })).collect();
        return out.value(&json!({ "nothing_wrong": sound }));
    }
    sound.iter().try_for_each(|(id, path)| out.data(format!("{id}: nothing wrong ({path})")))
}

fn test(library: &Library, file: &Path, out: &mut Out) -> Result<Exit> {
    let outcomes = vectors::run(&vectors::read(file)?, library);
    if out.json {
        let mismatch = |one: &Mismatch| json!({ "case": one.vector_id, "column": one.column, "expected": one.expected, "found": one.found });
        let mismatches: Vec<_> = outcomes.mismatches.iter().map(mismatch).collect();
        out.value(&json!({ "passed": outcomes.passed, "failed": outcomes.failed, "mismatches": mismatches }))?;
    } else {
        for Mismatch { vector_id, column, expected, found } in &outcomes.mismatches {
            out.data(format!("{vector_id}: {column}: expected {}, found {}", shown(expected), shown(found)))?;
        }
        out.data(format!("{} passed, {} failed", outcomes.passed, outcomes.failed))?;
    }
    Ok(if outcomes.failed == 0 { Exit::Done } else { Exit::Alarm })
}

fn shown(value: &str) -> &str {
    if value.is_empty() { "nothing" } else { value }
}
