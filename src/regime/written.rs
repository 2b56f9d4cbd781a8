//! Files of law as text: read, or refused with every problem and its place.

use std::path::Path;

use serde::de::DeserializeOwned;

use crate::error::{Error, Exit, Position, Result, hint_of_toml};

use super::check::RegimeProblem;

/// Reads a file of law.
///
/// # Errors
/// 78: it is not TOML, or has an unknown or missing key, or a value of another kind.
pub(super) fn read<T: DeserializeOwned>(path: &Path, text: &str) -> Result<T> {
    toml::from_str(text).map_err(|error| {
        let byte = error.span().map_or(0, |span| span.start);
        refused(path, text, &[RegimeProblem { byte, what: error.message().to_owned() }])
    })
}

/// What procedure a file of law names; nothing if it names none, or is no TOML.
pub(super) fn procedure(text: &str) -> Option<String> {
    // As every file of ours writes it, on a line of its own; otherwise the whole file is read for it.
    let line = text.lines().find_map(|line| line.trim().strip_prefix("procedure")?.trim_start().strip_prefix('='));
    if let Some(name) = line.and_then(|value| value.trim().strip_prefix('"')?.strip_suffix('"')) {
        return Some(name.to_owned());
    }
    let file: toml::Table = text.parse().ok()?;
    Some(file.get("regime")?.get("procedure")?.as_str()?.to_owned())
}

/// The refusal of a file with these problems.
pub(super) fn refused(path: &Path, text: &str, problems: &[RegimeProblem]) -> Error {
    let lines = problems.iter().skip(1).map(|problem| {
        let position = Position::in_text(path, text, problem.byte);
        format!("and in {position}: {}", problem.what)
    });
    let first = problems.first().map_or(0, |problem| problem.byte);
    let what = problems.first().map_or_else(String::new, |problem| problem.what.clone());
    Error::new("C_REGIME", Exit::Config, what)
        .in_settings(path, text, first)
        .effect(lines.collect::<Vec<_>>().join("\n  "))
        .hint(hint_of_toml(
            problems.first().map_or("", |problem| &problem.what),
            "`beddays regimes show england-2014` shows what every part means; the built-in files are in regimes/liability",
        ))
}
