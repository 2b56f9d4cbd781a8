//! Puts units where the systemd of a person looks for them.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::systemd::OURS;
use super::{Unit, user_units};
use crate::error::{Error, Exit, Position, Result};
use crate::store::files::private::refused;
use crate::store::write_whole;

/// What was put in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    /// The files, in the order of the units.
    pub files: Vec<PathBuf>,
    /// Whether any is different from before.
    pub changed: bool,
}

/// Writes units into the folder of the person's own units.
///
/// # Errors
/// 73: a file of that name is not one of ours; 73 or 74: the system refuses; 78: there is no such folder.
pub fn install(units: &[Unit]) -> Result<Installed> {
    let folder = user_units()?;
    let written = |error: Error| error.effect("no unit was put in place, or not all: the same command does it again");
    fs::create_dir_all(&folder).map_err(|error| written(refused("make the folder", &folder, &error)))?;
    let mut changed = false;
    for unit in units {
        changed |= before(&folder.join(&unit.name))?.is_none_or(|text| text != unit.text);
    }
    for unit in units {
        write_whole(&folder, &unit.name, unit.text.as_bytes()).map_err(written)?;
    }
    Ok(Installed { files: units.iter().map(|unit| folder.join(&unit.name)).collect(), changed })
}

/// What stands under the name of a unit, if it is ours.
fn before(path: &Path) -> Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) if text.starts_with(OURS) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        _ => Err(Error::new(
            "C_EXISTS",
            Exit::CannotCreate,
            "a unit of this name is there, and `beddays schedule` did not write it",
        )
        .at(Position::file(path))
        .effect("nothing was written")
        .hint("move it out of the way; or print the units without --install")),
    }
}
