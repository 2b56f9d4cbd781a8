//! Files that a command names, wherever they lie: of which source of the project each is, and the name under which it is
//! delivered, which is that of a file in the inbox.

use std::path::{Path, PathBuf};

use crate::domain::near;
use crate::domain::visible::file_name;
use crate::error::{Error, Exit, Position, Result, every};
use crate::operate::deliveries::inbox::{CompiledPatterns, would_read};
use crate::operate::deliveries::load::{InboxFile, declared};
use crate::operate::deliveries::sources::Senders;
use crate::project::{PROJECT_FILE, Project, Source};
use crate::store::hash_of;

/// Reads the files, each as its source says: the one with this name, else the one whose patterns mean the file by its name.
///
/// # Errors
/// 66, 74: a file cannot be read; 65: no source or several mean it; of several such files all are named. 2: no source has
/// the name.
pub(crate) fn read(project: &Project, files: &[PathBuf], source: Option<&str>) -> Result<Vec<InboxFile>> {
    let source = source.map(|name| named(project, name)).transpose()?;
    let senders = Senders::of(project);
    let read = |path: &PathBuf| {
        let (sha256, size) = hash_of(path).map_err(|error| {
            Error::io("read the file", path, &error).effect("nothing was taken").hint("check its name and rights")
        })?;
        let (source, place) = match source {
            Some(source) => (source, place_of(project, source, path)?),
            None => source_of(project, path)?,
        };
        let file = file_name(&place);
        let is_clear = senders.name(&file, &source.profile.name, None) == source.name;
        Ok(InboxFile {
            declared: declared(path, size, &sha256)?,
            path: path.clone(),
            file,
            sha256,
            size,
            profile: source.profile.clone(),
            dates: source.dates,
            source: (!is_clear).then(|| source.name.clone()),
        })
    };
    every(files.iter().map(read))
}

/// The source with a name.
fn named<'p>(project: &'p Project, name: &str) -> Result<&'p Source> {
    project.sources.iter().find(|source| source.name == name).ok_or_else(|| {
        let names: Vec<&str> = project.sources.iter().map(|source| source.name.as_str()).collect();
        let there_are = format!("the sources are {}", names.join(", "));
        Error::new("X_SOURCE", Exit::Usage, format!("{PROJECT_FILE} has no source `{name}`"))
            .effect("nothing was taken")
            .hint(near::hint(name, names.iter().copied(), &there_are))
    })
}

/// The paths under which a file may be meant where it lies: from the project folder, and in full.
fn paths_of(project: &Project, path: &Path) -> Vec<PathBuf> {
    let absolute = |path: &Path| [std::path::absolute(path), path.canonicalize()];
    let folders = absolute(&project.folder);
    let paths: Vec<PathBuf> = absolute(path).into_iter().flatten().collect();
    let within = |path: &PathBuf| {
        let inside = folders.iter().flatten().find_map(|folder| path.strip_prefix(folder).ok());
        inside.map(Path::to_owned)
    };
    paths.iter().filter_map(within).chain(paths.clone()).collect()
}

/// Where patterns mean a file: where it lies, else where it would lie among the files of their source.
fn meant(patterns: &CompiledPatterns, paths: &[PathBuf], path: &Path) -> (Option<PathBuf>, Option<PathBuf>) {
    let here = paths.iter().find(|path| patterns.mean(&path.to_string_lossy())).cloned();
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    (here, patterns.place(&full))
}

/// Where a file of a source is delivered.
fn place_of(project: &Project, source: &Source, path: &Path) -> Result<PathBuf> {
    let patterns = CompiledPatterns::new(&source.name, &source.files)?;
    let (here, there) = meant(&patterns, &paths_of(project, path), path);
    Ok(here.or(there).unwrap_or_else(|| patterns.folder().join(path.file_name().unwrap_or(path.as_os_str()))))
}

/// The one source that means a file, and where it is delivered.
fn source_of<'p>(project: &'p Project, path: &Path) -> Result<(&'p Source, PathBuf)> {
    let paths = paths_of(project, path);
    let (mut here, mut there) = (Vec::new(), Vec::new());
    for source in &project.sources {
        let (at, placed) = meant(&CompiledPatterns::new(&source.name, &source.files)?, &paths, path);
        here.extend(at.map(|at| (source, at)));
        there.extend(placed.map(|at| (source, at)));
    }
    let mut found = if here.is_empty() { there } else { here };
    let refused = |what: String, hint: String| {
        Error::new("F_SOURCE", Exit::Data, what).at(Position::file(path)).effect("nothing was taken").hint(hint)
    };
    match (found.pop(), found.as_slice()) {
        (Some(found), []) => Ok(found),
        (Some(last), others) => {
            let names: Vec<String> =
                others.iter().chain([&last]).map(|(source, _)| format!("`{}`", source.name)).collect();
            let hint = "name the one that sent it with `--source NAME`, or make the patterns of the sources differ";
            Err(refused(format!("several sources mean this file: {}", names.join(", ")), hint.to_owned()))
        }
        (None, _) => {
            let name = path.file_name().unwrap_or(path.as_os_str());
            let would_read = would_read(project, path, &Path::new("inbox").join(name));
            let hint = match project.sources.is_empty() {
                true => format!("{would_read} in {PROJECT_FILE}"),
                false => format!("{would_read} in {PROJECT_FILE}; or name its source with `--source NAME`"),
            };
            Err(refused(format!("no source of {PROJECT_FILE} means a file of this name"), hint))
        }
    }
}
