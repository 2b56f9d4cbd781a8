//! Which project a command is about: `--project`, else `BEDDAYS_PROJECT`, else the folder, or the next one above it, that holds
//! a project file.

use std::path::{Path, PathBuf};

use super::Out;
use crate::cli::{Cli, Command};
use crate::domain::visible::path_in_words;
use crate::error::{Error, Result};
use crate::operate::deliveries::inbox::matching;
use crate::project::{PROJECT_FILE, Project};
use crate::regime::Convention;
use crate::store::files::private::refuse_of_others;

/// The variable that names a project where the command line does not.
const VARIABLE: &str = "BEDDAYS_PROJECT";

/// The folder of the project. What was not named on the command line is said.
///
/// # Errors
/// 77: a project that was found, and not named, belongs to somebody else. 74: the system does not say which folder this is.
pub(super) fn of(cli: &Cli, out: &Out) -> Result<PathBuf> {
    let here = PathBuf::from(".");
    if let Some(named) = &cli.project {
        return Ok(named.clone());
    }
    if !is_about_a_project(&cli.command) {
        return Ok(here);
    }
    if let Some(named) = std::env::var_os(VARIABLE).filter(|name| !name.is_empty()) {
        let folder = PathBuf::from(named);
        out.talk(format!("project: {} ({VARIABLE})", path_in_words(&folder)));
        return Ok(folder);
    }
    if here.join(PROJECT_FILE).exists() {
        return Ok(here);
    }
    let current = std::env::current_dir().map_err(|error| Error::io("look for a project", &here, &error))?;
    let Some(found) = current.ancestors().skip(1).find(|folder| folder.join(PROJECT_FILE).is_file()) else {
        return Ok(here);
    };
    [found.to_owned(), found.join(PROJECT_FILE)].iter().try_for_each(|path| refuse_of_others(path))?;
    out.talk(format!("project: {} (found above this folder)", path_in_words(found)));
    Ok(found.to_owned())
}

/// Whether a command reads or changes a project.
fn is_about_a_project(command: &Command) -> bool {
    !matches!(
        command,
        Command::Demo { .. }
            | Command::Init { .. }
            | Command::Regimes(_)
            | Command::Count(_)
            | Command::Spc(_)
            | Command::Published(_)
            | Command::ReadContained(_)
            | Command::Template(_)
            | Command::Schema { .. }
            | Command::Completions { .. }
            | Command::Man { .. }
    )
}

/// With `--verbose`: what the command reads of the project, and where it lies. A project that cannot be read is the command's to
/// refuse.
pub(super) fn tell_what_is_read(folder: &Path, out: &Out) {
    let Some(project) = Some(folder).filter(|_| out.is_verbose()).and_then(|folder| Project::read(folder).ok()) else {
        return;
    };
    out.detail(format!("project file: {}", path_in_words(&folder.join(PROJECT_FILE))));
    for law in &project.law {
        out.detail(format!("regime {}: {}, SHA-256 {}", law.id(), law.title(), law.hash()));
    }
    for Convention { path, hash, .. } in &project.conventions {
        out.detail(format!("convention: {path}, SHA-256 {hash}"));
    }
    for source in &project.sources {
        let files = matching(&project, &source.name, &source.files).unwrap_or_default();
        let (patterns, profile) = (source.patterns(), &source.profile.name);
        out.detail(format!("source {}: {patterns}, profile {profile}, {} in the inbox", source.name, files.len()));
        files.iter().for_each(|file| out.detail(format!("  {}", path_in_words(file))));
    }
}
