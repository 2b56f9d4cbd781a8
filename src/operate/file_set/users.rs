//! Which files of a folder are ours, and what happens to all others: they are never removed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::list::is_list;
use crate::error::Result;
use crate::store::UNFINISHED;
use crate::store::files::private::{self, refused};
use crate::store::sha256;

/// Files that commands of ours wrote, by their names within a folder.
#[derive(Default)]
pub(super) struct KnownFiles {
    /// With the SHA-256 of what was written under the name.
    by_hash: BTreeMap<String, BTreeSet<String>>,
    /// Whatever is in them.
    names: BTreeSet<String>,
    /// Folders in which every known name is ours, whatever is in the file.
    folders: Vec<String>,
}

impl KnownFiles {
    pub fn add(&mut self, name: &str, sha256: String) {
        self.by_hash.entry(name.to_owned()).or_default().insert(sha256);
    }

    pub fn add_names<'n>(&mut self, names: impl Iterator<Item = &'n String>) {
        self.names.extend(names.cloned());
    }

    pub fn add_folders(&mut self, folders: &[String]) {
        self.folders.extend_from_slice(folders);
    }

    fn is_ours(&self, folder: &Path, name: &str) -> bool {
        let path = folder.join(name);
        if !fs::symlink_metadata(&path).is_ok_and(|found| found.is_file()) {
            return false;
        }
        // What an older program left unfinished.
        let whole = name.strip_suffix(UNFINISHED).and_then(|whole| whole.strip_suffix('.'));
        if self.names.contains(name) || whole.is_some_and(|whole| self.is_known(whole)) {
            return true;
        }
        let Some(hashes) = self.by_hash.get(name) else { return false };
        let in_folder = name.split_once('/').is_some_and(|(outer, _)| self.folders.iter().any(|own| own == outer));
        in_folder || is_list(name) || fs::read(&path).is_ok_and(|bytes| hashes.contains(&sha256(&bytes)))
    }

    fn is_known(&self, name: &str) -> bool {
        self.names.contains(name) || self.by_hash.contains_key(name)
    }

    /// The files of ours that are there and that a set has not.
    pub fn others<'k>(
        &'k self,
        folder: &'k Path,
        set: &'k BTreeMap<String, Vec<u8>>,
    ) -> impl Iterator<Item = String> + 'k {
        let names: BTreeSet<&String> = self.names.iter().chain(self.by_hash.keys()).collect();
        let with_unfinished = names.into_iter().flat_map(|name| [name.clone(), format!("{name}.{UNFINISHED}")]);
        with_unfinished.filter(move |name| !set.contains_key(name) && self.is_ours(folder, name))
    }

    /// Moves everything that is not ours to another folder, and gives back what got another name there because its own was
    /// taken.
    ///
    /// # Errors
    /// 73 or 74: the system refuses; what was not moved is where it was.
    pub fn move_others(&self, from: &Path, to: &Path) -> Result<Vec<PathBuf>> {
        let mut renamed = Vec::new();
        self.move_below(from, to, "", &mut renamed)?;
        Ok(renamed)
    }

    fn move_below(&self, from: &Path, to: &Path, inner: &str, renamed: &mut Vec<PathBuf>) -> Result<()> {
        let folder = from.join(inner);
        let failed = |error: std::io::Error| refused("list", &folder, &error);
        let mut entries: Vec<_> = fs::read_dir(&folder).and_then(Iterator::collect).map_err(failed)?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let is_folder = entry.file_type().map_err(failed)?.is_dir();
            let Some(name) = entry.file_name().to_str().map(|name| format!("{inner}{name}")) else {
                // No name of ours.
                renamed.extend(move_to(&entry.path(), &to.join(inner).join(entry.file_name()))?);
                continue;
            };
            let has_ours =
                || self.names.iter().chain(self.by_hash.keys()).any(|own| own.starts_with(&format!("{name}/")));
            if is_folder && (has_ours() || to.join(&name).is_dir()) {
                self.move_below(from, to, &format!("{name}/"), renamed)?;
            } else if !self.is_ours(from, &name) {
                renamed.extend(move_to(&entry.path(), &to.join(&name))?);
            }
        }
        Ok(())
    }
}

/// Moves a file or folder of the user's; where its name is taken, to another beside it, which is given back.
fn move_to(from: &Path, to: &Path) -> Result<Option<PathBuf>> {
    let outer = to.parent().unwrap_or(to);
    let missing: Vec<&Path> = outer.ancestors().take_while(|folder| !folder.is_dir()).collect();
    missing.into_iter().rev().try_for_each(private::create_folder)?;
    let free = free_name(to);
    fs::rename(from, &free).map_err(|error| refused("put in place", &free, &error))?;
    private::sync_folder(outer)?;
    Ok((free != to).then_some(free))
}

/// A name that is free: that of the file itself, else one like it, as in `internal-statement.changed.html`.
fn free_name(path: &Path) -> PathBuf {
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, ending) = (part(path.file_stem()), part(path.extension()));
    let other = |number: u32| {
        let changed = if number == 1 { "changed".to_owned() } else { format!("changed-{number}") };
        let name = if ending.is_empty() { format!("{stem}.{changed}") } else { format!("{stem}.{changed}.{ending}") };
        path.with_file_name(name)
    };
    let is_free = |path: &PathBuf| fs::symlink_metadata(path).is_err();
    std::iter::once(path.to_owned()).chain((1..).map(other)).find(is_free).unwrap_or_else(|| path.to_owned())
}
