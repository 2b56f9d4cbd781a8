//! One set of files, published once: written whole into a folder of its own, then put in place with one rename.
//!
//! ```text
//! reports/2018-03/             the set in its place, with a list of its files in internal-files.sha256
//! reports/.2018-03.new/        a set being written; whatever dies leaves nothing else there
//! reports/.2018-03.next/       a set that is whole and waits for its place; right after the rename, the set before
//! reports/.2018-03.old/        the set before, for a moment, where the system cannot exchange two names
//! ```
//!
//! What is in the place and was written by nothing of ours belongs to the user, and is moved over to the new set. A file of
//! ours that was changed since is the user's too: it is kept beside the new one under another name.

mod list;
mod users;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::domain::visible::path_in_words;
use crate::error::{Error, Exit, Position, Result};
use crate::store::files::private::{self, refused};
use crate::store::files::swap;
use crate::store::{Damage, ReportFile, UNFINISHED, sha256};
pub(crate) use list::listed;
use list::{MISSING, difference};
use users::KnownFiles;

/// What is to say of a file that an older program was stopped at.
pub(crate) const LEFT_UNFINISHED: &str = "was left unfinished: it is of no harm, and the next run removes it";

/// The files of one folder, which are published together.
pub(crate) struct FileSet {
    outer: PathBuf,
    name: String,
    /// `internal` or `public`.
    class: &'static str,
    /// By their names within the folder.
    files: BTreeMap<String, Vec<u8>>,
    /// Folders in it that are ours whole.
    below: Vec<String>,
    /// Names that older programs, which wrote no list, may have given to files in the place, beside those of the set; nothing
    /// where no older program wrote there, so that without a list everything is the user's.
    unlisted: Option<BTreeSet<String>>,
    /// Whether the files are never written again.
    is_read_only: bool,
}

/// A set that is whole, durable, and waits for its place; dropped without, it is removed.
pub(crate) struct PreparedSet {
    set: FileSet,
    /// Nothing to do: every file is in place already.
    is_there: bool,
    is_placed: bool,
    kept: Vec<PathBuf>,
}

/// A set in its place.
#[derive(Clone, Debug)]
pub struct PlacedSet {
    /// The folder.
    pub folder: PathBuf,
    /// Files of ours that the user had changed, under the names under which they are kept.
    pub kept: Vec<PathBuf>,
}

impl FileSet {
    /// The files of a class, `internal` or `public`, for a folder in `outer`; `basis` is what they were made of, where the list
    /// is to have it.
    pub fn new((outer, name): (&Path, &str), class: &'static str, files: Vec<ReportFile>, basis: Option<&str>) -> Self {
        let mut set = Self {
            outer: outer.to_owned(),
            name: name.to_owned(),
            class,
            files: BTreeMap::new(),
            below: Vec::new(),
            unlisted: None,
            is_read_only: false,
        };
        set.add("", files, basis);
        set
    }

    /// Adds a folder in the folder, with files that have a list of their own.
    pub fn add_folder(&mut self, name: &str, files: Vec<ReportFile>) {
        self.add(&format!("{name}/"), files, None);
        self.below.push(name.to_owned());
    }

    /// Names that files of ours, of which older programs wrote no list, may have beside those of the set.
    pub fn or_named(mut self, unlisted: BTreeSet<String>) -> Self {
        self.unlisted = Some(unlisted);
        self
    }

    /// The same set, as one that is never written again.
    pub fn read_only(mut self, is_read_only: bool) -> Self {
        self.is_read_only = is_read_only;
        self
    }

    fn add(&mut self, prefix: &str, files: Vec<ReportFile>, basis: Option<&str>) {
        let list = list::list(self.class, &files, basis);
        self.files.extend(files.into_iter().chain([list]).map(|file| (format!("{prefix}{}", file.name), file.bytes)));
    }

    /// Where it belongs.
    pub fn place(&self) -> PathBuf {
        self.outer.join(&self.name)
    }

    /// Its files by their names within the folder, each with its SHA-256.
    pub fn hashes(&self) -> impl Iterator<Item = (&str, String)> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), sha256(bytes)))
    }

    fn hidden(&self, ending: &str) -> PathBuf {
        self.outer.join(format!(".{}.{ending}", self.name))
    }

    /// Whether every file is in its place, and none of ours that this set has not.
    pub fn is_in_place(&self) -> bool {
        let place = self.place();
        let is_there =
            |(name, bytes): (&String, &Vec<u8>)| difference(&place.join(name), |found| found == bytes).is_none();
        self.files.iter().all(is_there) && self.known(&place).others(&place, &self.files).next().is_none()
    }

    /// The files that are not in the place as they should be, by their names within it, each with what is wrong.
    pub fn differences(&self) -> Vec<(String, &'static str)> {
        let place = self.place();
        let own = self.files.iter().filter_map(|(name, bytes)| {
            let what = difference(&place.join(name), |found| found == bytes)?;
            Some((name.clone(), what))
        });
        let known = self.known(&place);
        let others = known.others(&place, &self.files).map(|name| match name.ends_with(UNFINISHED) {
            true => (name, LEFT_UNFINISHED),
            false => (name, "is of another edition than the files beside it"),
        });
        own.chain(others).collect()
    }

    /// Whether everything is in its place but the lists of files, which older programs did not write.
    pub fn lacks_only_lists(&self) -> bool {
        let differences = self.differences();
        !differences.is_empty() && differences.iter().all(|(name, what)| list::is_list(name) && *what == MISSING)
    }

    /// Whether it waits beside its place: a run was stopped between its commit and the rename.
    pub fn is_waiting(&self) -> bool {
        let next = self.hidden("next");
        self.files.iter().all(|(name, bytes)| fs::read(next.join(name)).is_ok_and(|found| found == *bytes))
    }

    /// The files that are known to be ours in a folder in which the set, or one before it, is.
    fn known(&self, folder: &Path) -> KnownFiles {
        let mut known = KnownFiles::default();
        known.add_folders(&self.below);
        for (name, bytes) in &self.files {
            known.add(name, sha256(bytes));
            // What an edition before has in its folder it had in the place.
            if let Some((_, own)) =
                name.split_once('/').filter(|(outer, _)| self.below.iter().any(|below| below == outer))
            {
                known.add(own, sha256(bytes));
            }
        }
        match listed(folder) {
            Some(list) => list.files.into_iter().for_each(|(name, sha256)| known.add(&name, sha256)),
            None => {
                let older = self.unlisted.iter();
                older.for_each(|names| known.add_names(names.iter().chain(self.files.keys())));
            }
        }
        known
    }

    /// Writes the set beside its place, and ends what a command that was stopped left there.
    ///
    /// # Errors
    /// 73 or 74: the system refuses, or something else has the name; what is in the place stays.
    pub fn prepare(self) -> Result<PreparedSet> {
        let place = self.place();
        match fs::symlink_metadata(&place) {
            Ok(found) if found.is_dir() => private::refuse_if_open(&place)?,
            Ok(_) => return Err(in_the_way(&place)),
            Err(_) => {}
        }
        let kept = self.recover()?;
        let is_there = self.is_in_place();
        if is_there && self.is_read_only {
            self.files.keys().try_for_each(|name| make_read_only(&place.join(name)))?;
        }
        if !is_there {
            let written = self.write(&self.hidden("new"));
            if written.is_err() {
                // What cannot be removed now is removed by whoever writes the set next.
                let _ = fs::remove_dir_all(self.hidden("new"));
            }
            written?;
        }
        Ok(PreparedSet { set: self, is_there, is_placed: false, kept })
    }

    /// Brings the place and what lies beside it into a state from which a set can be put there.
    fn recover(&self) -> Result<Vec<PathBuf>> {
        let (place, new, next, old) = (self.place(), self.hidden("new"), self.hidden("next"), self.hidden("old"));
        remove_folder(&new)?;
        let mut kept = Vec::new();
        if is_folder(&old) && !is_folder(&place) {
            // Of two renames the second was not reached.
            fs::rename(&old, &place).map_err(|error| refused("put in place", &place, &error))?;
        }
        for before in [&old, &next].into_iter().filter(|before| is_folder(before)) {
            kept.extend(self.end_set_before(before)?);
        }
        Ok(kept)
    }

    fn write(&self, new: &Path) -> Result<()> {
        private::create_folder(new)?;
        let mut folders = BTreeSet::from([new.to_owned()]);
        for (name, bytes) in &self.files {
            let path = new.join(name);
            let inner: Vec<PathBuf> =
                path.ancestors().skip(1).take_while(|outer| *outer != new).map(Path::to_owned).collect();
            for folder in inner.into_iter().rev() {
                if folders.insert(folder.clone()) {
                    private::create_folder(&folder)?;
                }
            }
            let mut file = private::create_file(&path)?;
            let written = file.write_all(bytes).and_then(|()| file.sync_all());
            written.map_err(|error| refused(&format!("write {} bytes", bytes.len()), &path, &error))?;
            if self.is_read_only {
                make_read_only(&path)?;
            }
        }
        folders.iter().rev().try_for_each(|folder| private::sync_folder(folder))?;
        let next = self.hidden("next");
        fs::rename(new, &next).map_err(|error| refused("put in place", &next, &error))?;
        private::sync_folder(&self.outer)
    }

    /// Takes what is the user's out of the set before, which was in the place, and removes the rest.
    fn end_set_before(&self, before: &Path) -> Result<Vec<PathBuf>> {
        let new = self.hidden("new");
        let renamed = self.known(before).move_others(before, &self.place())?;
        // Under this name, whatever is left of it when the process dies is removed.
        fs::rename(before, &new).map_err(|error| refused("remove", before, &error))?;
        remove_folder(&new)?;
        private::sync_folder(&self.outer)?;
        Ok(renamed)
    }
}

impl PreparedSet {
    /// Puts the set in its place, with what is the user's.
    ///
    /// # Errors
    /// 73 or 74: the system refuses. What the effect says is what is in place then.
    pub fn put_in_place(mut self) -> Result<PlacedSet> {
        let place = self.set.place();
        let mut kept = std::mem::take(&mut self.kept);
        if self.is_there {
            return Ok(PlacedSet { folder: place, kept });
        }
        let (next, old) = (self.set.hidden("next"), self.set.hidden("old"));
        let is_first = !is_folder(&place);
        let put = match is_first {
            true => fs::rename(&next, &place).map_err(|error| refused("put in place", &place, &error)),
            false => swap::exchange(&next, &place, &old),
        };
        put.map_err(|error| match is_folder(&place) || is_first {
            true => error.effect(format!("the files in {} are those of before", path_in_words(&place))),
            false => error.effect(format!("the files of before are in {}", path_in_words(&old))),
        })?;
        self.is_placed = true;
        let before = if is_folder(&next) { &next } else { &old };
        let ended = private::sync_folder(&self.set.outer)
            .and_then(|()| if is_first { Ok(Vec::new()) } else { self.set.end_set_before(before) });
        kept.extend(ended.map_err(|error| {
            let (place, before) = (path_in_words(&place), path_in_words(before));
            error.effect(format!(
                "the new files are in {place}; files of your own may still be in {before}, and the next command that writes \
                 there moves them over"
            ))
        })?);
        Ok(PlacedSet { folder: place, kept })
    }
}

impl Drop for PreparedSet {
    fn drop(&mut self) {
        if !self.is_there && !self.is_placed {
            // What cannot be removed now is removed by whoever writes the set next.
            let _ = fs::remove_dir_all(self.set.hidden("next"));
        }
    }
}

/// Whether a file is a list of the files beside it.
pub(crate) fn is_list_of_files(path: &Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(list::is_list)
}

/// The names of the sets in a folder beside which a command that was stopped left something.
pub(crate) fn unfinished(outer: &Path) -> BTreeSet<String> {
    let names = fs::read_dir(outer).into_iter().flatten().flatten();
    let names = names.filter_map(|entry| entry.file_name().into_string().ok());
    let set = |name: String| {
        let (set, ending) = name.strip_prefix('.')?.rsplit_once('.')?;
        ["new", "next", "old"].contains(&ending).then(|| set.to_owned())
    };
    names.filter_map(set).collect()
}

/// What a command that was stopped left beside a folder.
pub(crate) fn left_behind(place: &Path) -> Damage {
    let name = place.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let beside = place.with_file_name(format!(".{name}.*"));
    let what = format!(
        "was left by a command that was stopped: the next one that writes `{}` removes it, and moves files of your own in it there",
        path_in_words(place)
    );
    Damage::note(beside, what, "nothing to do")
}

fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
}

fn make_read_only(path: &Path) -> Result<()> {
    private::make_read_only(path).map_err(|error| refused("make read-only", path, &error))
}

fn remove_folder(path: &Path) -> Result<()> {
    if !is_folder(path) {
        return Ok(());
    }
    fs::remove_dir_all(path).map_err(|error| refused("remove", path, &error))
}

fn in_the_way(path: &Path) -> Error {
    Error::new("X_IN_THE_WAY", Exit::CannotCreate, "something that is no folder is in the way")
        .at(Position::file(path))
        .effect("nothing was published; the last good month stays")
        .hint("move it away, then run again")
}
