//! `beddays regimes`: the law and the conventions of statistics at hand.

use std::path::Path;

use serde_json::json;

use crate::cli::RegimesCommand;
use crate::domain::near;
use crate::domain::nhs_number_in_text::without_numbers;
use crate::error::{Error, Exit, Result};
use crate::regime::agreement::show;
use crate::regime::convention::show as convention_show;
use crate::regime::words as law_words;
use crate::regime::{AnyRegime, Convention, Library};
use crate::vectors::{self, CaseNote, Mismatch, proof};

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
        let regime = |regime: &AnyRegime| {
            let (title, coverage, hash) = regime.title();
            json!({ "id": regime.id(), "title": title, "from": coverage.from, "to": coverage.to,
                "file": regime.path(), "sha256": hash })
        };
        let convention = |one: &Convention| {
            let used = one.file.used.as_ref();
            json!({ "id": one.id(), "title": one.file.convention.title, "from": used.map(|used| used.from),
                "to": used.and_then(|used| used.to), "file": one.path, "sha256": one.hash })
        };
        let regimes: Vec<_> = library.all().iter().map(regime).collect();
        let conventions: Vec<_> = conventions.iter().map(convention).collect();
        return out.value(&json!({ "regimes": regimes, "conventions": conventions }));
    }
    library.all().iter().try_for_each(|regime| out.data(law_words::line(regime)))?;
    conventions.iter().try_for_each(|convention| out.data(convention_show::line(convention)))
}

fn words(library: &mut Library, name: &str) -> Result<Vec<String>> {
    if name.ends_with(".toml") && !is_convention(Path::new(name)) {
        let id = library.add(Path::new(name))?;
        if let Some(agreement) = library.agreement(&id) {
            return Ok(show::words(agreement));
        }
        return Ok(library.find(&id).map_or_else(Vec::new, law_words::words));
    }
    if let Some(regime) = library.find(name) {
        return Ok(law_words::words(regime));
    }
    match Convention::written(Path::new(""), name) {
        Ok(convention) => Ok(convention_show::words(&convention)),
        Err(error) if error.code() == "X_NO_CONVENTION" => {
            let regimes: Vec<&str> = library.all().iter().map(AnyRegime::id).collect();
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
    let named = laws.iter().map(|file| library.add(file)).collect::<Result<Vec<_>>>()?;
    let built_in = if files.is_empty() { Convention::built_in()? } else { Vec::new() };
    let own = conventions.iter().map(|file| Convention::read(file)).collect::<Result<Vec<_>>>()?;
    let mut laws = Vec::new();
    for regime in library.all().iter().filter(|regime| files.is_empty() || named.iter().any(|id| id == regime.id())) {
        proof::prove(regime, library)?;
        laws.push((regime.id(), regime.path()));
    }
    let conventions = built_in.iter().chain(&own).map(|convention| (convention.id(), convention.path.as_str()));
    let sound: Vec<(&str, &str)> = laws.into_iter().chain(conventions).collect();
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
        let note = |one: &CaseNote| json!({ "case": one.vector_id, "note": one.words });
        let notes: Vec<_> = outcomes.notes.iter().map(note).collect();
        out.value(&json!({ "passed": outcomes.passed, "failed": outcomes.failed, "mismatches": mismatches,
            "notes": notes }))?;
    } else {
        for Mismatch { vector_id, column, expected, found } in &outcomes.mismatches {
            out.data(format!("{vector_id}: {column}: expected {}, found {}", shown(expected), shown(found)))?;
        }
        for CaseNote { vector_id, words } in &outcomes.notes {
            out.data(format!("{vector_id}: {words}"))?;
        }
        out.data(format!("{} passed, {} failed", outcomes.passed, outcomes.failed))?;
    }
    Ok(if outcomes.failed == 0 { Exit::Done } else { Exit::Alarm })
}

fn shown(value: &str) -> &str {
    if value.is_empty() { "nothing" } else { value }
}
