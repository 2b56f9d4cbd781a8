//! Files and folders of a project that others can write: with them somebody else could plant a delivery, or another law.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::error::{Error, Position, Result};
use crate::operate::deliveries::inbox;
use crate::project::{PROJECT_FILE, Project};
use crate::store::files::private;

/// Refuses a project of which others can write the folder, the project file, a profile or law that it names, the inbox or a
/// file in it.
///
/// # Errors
/// 77 with the `chmod` that mends it; 78: a pattern is none; 74: the system refuses to look.
pub fn refuse_writable_by_others(project: &Project) -> Result<()> {
    private::refuse_if_writable(&project.folder)?;
    let is_closed = private::is_closed(&project.folder)?;
    what_it_is_made_of(project)?.iter().try_for_each(|path| private::refuse_if_others_write(path, is_closed))
}

/// Every one of these that others can write, as the refusal of it.
pub(crate) fn writable_by_others(project: &Project) -> Vec<Error> {
    let looked =
        private::is_closed(&project.folder).and_then(|is_closed| Ok((is_closed, what_it_is_made_of(project)?)));
    match looked {
        Ok((is_closed, paths)) => {
            paths.iter().filter_map(|path| private::refuse_if_others_write(path, is_closed).err()).collect()
        }
        Err(error) => vec![error],
    }
}

/// The project file, what it names, and the files of the inbox with their folders.
fn what_it_is_made_of(project: &Project) -> Result<BTreeSet<PathBuf>> {
    let mut paths: BTreeSet<PathBuf> = named_files(&project.folder)?;
    paths.insert(project.folder.join(PROJECT_FILE));
    for source in &project.sources {
        for file in inbox::matching(project, &source.name, &source.files)? {
            paths.extend(file.parent().map(Path::to_owned));
            paths.insert(file);
        }
    }
    Ok(paths)
}

/// The files that the project file names: profiles, laws, conventions, rules of disclosure.
fn named_files(folder: &Path) -> Result<BTreeSet<PathBuf>> {
    let path = folder.join(PROJECT_FILE);
    let text = std::fs::read_to_string(&path).map_err(|error| Error::io("read the project file", &path, &error))?;
    let table: toml::Table =
        toml::from_str(&text).map_err(|error| Error::bug(error.to_string()).at(Position::file(&path)))?;
    let mut named = BTreeSet::new();
    texts(&toml::Value::Table(table), &mut |text| {
        named.extend(Some(folder.join(text)).filter(|path| path.is_file()));
    });
    Ok(named)
}

/// Every text in a value, however deep.
fn texts(value: &toml::Value, hear: &mut dyn FnMut(&str)) {
    match value {
        toml::Value::String(text) => hear(text),
        toml::Value::Array(values) => values.iter().for_each(|value| texts(value, hear)),
        toml::Value::Table(table) => table.values().for_each(|value| texts(value, hear)),
        _ => {}
    }
}
