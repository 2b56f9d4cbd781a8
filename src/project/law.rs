//! The law of a project: the regimes that it names, under the readings that it chooses.

use std::path::Path;

use toml::Spanned;

use super::ProjectRefusal;
use crate::domain::near;
use crate::error::Result;
use crate::regime::{Law, Library, Regime};

/// The law of the regimes that are named, each a built-in one or a file of the project.
///
/// # Errors
/// 78: there is no such regime, no project can be run under it yet, or the file is wrong.
pub(super) fn of_project(
    folder: &Path,
    names: &[Spanned<String>],
    chosen: &[(String, String)],
    refused: &ProjectRefusal<'_>,
) -> Result<Vec<Law>> {
    let mut library = Library::of_projects()?;
    let mut law = Vec::new();
    for name in names {
        let (byte, name) = (name.span().start, name.get_ref());
        let id = if name.ends_with(".toml") { library.add(&folder.join(name))? } else { name.clone() };
        let known: Vec<&str> = library.iter().map(Regime::id).collect();
        let there_are = format!("there are {}; a file of your own ends in .toml", known.join(", "));
        let Some(regime) = library.get(&id).cloned() else {
            if library.find(&id).is_some() || Library::has_built_in(&id) {
                let what = format!("`{id}` can be shown and tested, and no project can be run under it yet");
                let hint = format!(
                    "`beddays regimes test` answers cases of it; of those that a project can name, {there_are}"
                );
                return Err(refused(byte, what, hint));
            }
            let hint = near::hint(name, known.iter().copied(), &there_are);
            return Err(refused(byte, format!("no regime `{name}`"), hint));
        };
        law.push(Law::new(regime, chosen).map_err(|error| refused(byte, error.to_string(), String::new()))?);
    }
    Ok(law)
}
