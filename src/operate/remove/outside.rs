//! The files of a project outside its store: which of them have a name of those who are removed, and what each is without it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use super::scrub::{Scrub, replaced};
use super::words::Words;
use crate::audit::{HEAD, LOG};
use crate::domain::visible::path_in_words;
use crate::error::{Error, Exit, Position, Result};
use crate::intake::declared::is_of_another;
use crate::key::KEY_FILE;
use crate::operate::deliveries::load::source_of;
use crate::operate::file_set::is_list_of_files;
use crate::operate::month::editions::file_set_of;
use crate::operate::month::positions::sheet::POSITIONS;
use crate::project::Project;
use crate::store::files::private::refused;
use crate::store::{Store, StoredDelivery, sha256};

/// A file that is another one from now on.
#[derive(Debug)]
pub(super) struct ChangedFile {
    /// Its path within the project.
    pub path: PathBuf,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// Its path from now on.
    pub to: PathBuf,
    /// Its bytes from now on; nothing if it is removed.
    pub bytes: Option<Vec<u8>>,
}

/// A delivery as it came, and what may lie in the inbox in its place; nothing if nothing may.
pub(super) type Originals = HashMap<String, Option<Vec<u8>>>;

/// The files that are others from now on. `hashes` are those of files of the store that are others too.
///
/// # Errors
/// 65: a file has a name that cannot be taken out of it, or is a delivery that was not taken yet; 74: one cannot be read.
pub(super) fn changed(
    project: &Project,
    store: &Store,
    scrub: &Scrub,
    (originals, hashes): (&Originals, &[(String, String)]),
) -> Result<Vec<ChangedFile>> {
    let ours = of_months(project, store)?;
    let (mut changed, mut lists) = (Vec::new(), Vec::new());
    let sheets = sheets_to_remove(project, scrub)?;
    for path in files_of(&project.folder)? {
        let bytes = fs::read(project.folder.join(&path)).map_err(|error| refused("read", &path, &error))?;
        let hash = sha256(&bytes);
        if ours.get(&path) == Some(&hash) {
            continue;
        }
        if sheets.iter().any(|folder| path.starts_with(folder)) {
            changed.push(ChangedFile { to: path.clone(), path, sha256: hash, bytes: None });
            continue;
        }
        if is_list_of_files(&path) {
            lists.push((path, bytes, hash));
            continue;
        }
        let to = named_anew(&path, scrub);
        let bytes = match originals.get(&hash) {
            Some(kept) => kept.clone(),
            None if is_of_another(&project.folder.join(&path)) && is_of_original(project, &path, originals) => None,
            None => match scrub.file(&path.to_string_lossy(), &bytes)? {
                Some(other) => {
                    refuse_news(project, &path)?;
                    Some(other)
                }
                None if to != path => Some(bytes),
                None => continue,
            },
        };
        changed.push(ChangedFile { path, sha256: hash, to, bytes });
    }
    let mut words = Words::default();
    let now = changed.iter().filter_map(|file| Some((file.sha256.clone(), sha256(file.bytes.as_deref()?))));
    let now: Vec<(String, String)> = hashes.iter().cloned().chain(now).collect();
    now.iter().for_each(|(before, after)| words.replace(before, after));
    for (path, bytes, hash) in lists {
        let other = scrub.text(&bytes);
        let text = other.as_deref().unwrap_or(&bytes);
        if let Some(bytes) = replaced(text, words.find(text)).or_else(|| other.clone()) {
            changed.push(ChangedFile { to: path.clone(), path, sha256: hash, bytes: Some(bytes) });
        }
    }
    Ok(changed)
}

/// The folders of sheets of positions with a name: what people wrote to it stands in them, and they can be made anew.
fn sheets_to_remove(project: &Project, scrub: &Scrub) -> Result<BTreeSet<PathBuf>> {
    let mut folders = BTreeSet::new();
    for path in files_of(&project.folder)?.into_iter().filter(|path| path.starts_with(POSITIONS)) {
        let bytes = fs::read(project.folder.join(&path)).map_err(|error| refused("read", &path, &error))?;
        if scrub.file(&path.to_string_lossy(), &bytes)?.is_some() {
            folders.extend(path.parent().map(Path::to_owned));
        }
    }
    Ok(folders)
}

/// The files of published months that lie where they belong: they are put there anew out of the store.
fn of_months(project: &Project, store: &Store) -> Result<BTreeMap<PathBuf, String>> {
    let mut ours = BTreeMap::new();
    for month in &store.manifest().months {
        if let Some(set) = file_set_of(&project.folder, store, month)? {
            let within = set.place().strip_prefix(&project.folder).map(Path::to_owned).unwrap_or_default();
            ours.extend(set.hashes().map(|(name, hash)| (within.join(name), hash)));
        }
    }
    Ok(ours)
}

/// Every plain file of a project outside its store, but for its key and its log; links are not followed.
fn files_of(project: &Path) -> Result<BTreeSet<PathBuf>> {
    let (mut files, mut folders) = (BTreeSet::new(), vec![PathBuf::new()]);
    while let Some(folder) = folders.pop() {
        let path = project.join(&folder);
        let failed = |error: std::io::Error| refused("list", &path, &error);
        for entry in fs::read_dir(&path).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let (name, kind) = (entry.file_name(), entry.file_type().map_err(failed)?);
            let is_apart = folder.as_os_str().is_empty()
                && ["store", LOG, HEAD, KEY_FILE].iter().any(|apart| name.to_str() == Some(apart));
            match kind {
                _ if is_apart => {}
                kind if kind.is_dir() => folders.push(folder.join(name)),
                kind if kind.is_file() => drop(files.insert(folder.join(name))),
                _ => {}
            }
        }
    }
    Ok(files)
}

/// A path without names.
fn named_anew(path: &Path, scrub: &Scrub) -> PathBuf {
    let Some(text) = path.to_str() else { return path.to_owned() };
    let other = scrub.text(text.as_bytes()).and_then(|text| String::from_utf8(text).ok());
    other.map_or_else(|| path.to_owned(), PathBuf::from)
}

/// Whether a file declares totals of a delivery that is another one from now on.
fn is_of_original(project: &Project, path: &Path, originals: &Originals) -> bool {
    let other = project.folder.join(path.with_extension(""));
    fs::read(other).is_ok_and(|bytes| originals.contains_key(&sha256(&bytes)))
}

/// Refuses a delivery that was not taken yet: which of its records are to go is known when it is taken.
fn refuse_news(project: &Project, path: &Path) -> Result<()> {
    let whole = project.folder.join(path);
    if source_of(project, &whole)?.is_none() {
        return Ok(());
    }
    let what = format!("`{}` was not taken yet and has to do with what is to be removed", path_in_words(path));
    Err(Error::new("X_REMOVE", Exit::Data, what)
        .at(Position::file(&whole))
        .effect("nothing was removed or changed")
        .hint("`beddays ingest` takes it, or take it out of the project folder; then remove again"))
}

/// Files of a project that are deliveries as they were before records were removed from them.
pub(super) fn came_back(project: &Path, store: &Store) -> Vec<PathBuf> {
    let rewritten: Vec<&StoredDelivery> =
        store.manifest().deliveries.iter().filter(|delivery| delivery.kept.is_some()).collect();
    if rewritten.is_empty() {
        return Vec::new();
    }
    let is_one = |path: &PathBuf| {
        let path = project.join(path);
        let size = fs::metadata(&path).map_or(0, |found| found.len());
        rewritten.iter().any(|delivery| delivery.bytes == size)
            && fs::read(&path).is_ok_and(|bytes| {
                let hash = sha256(&bytes);
                rewritten.iter().any(|delivery| delivery.sha256 == hash)
            })
    };
    files_of(project).unwrap_or_default().into_iter().filter(is_one).collect()
}
