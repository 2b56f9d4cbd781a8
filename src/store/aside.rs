//! A commit beside the store: what it makes lies in a folder of its own, to be compared with what the store holds. A file of
//! the store that is missing or damaged gets the very bytes back that the manifest names.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::commit::Commit;
use super::lock::Lock;
use super::manifest::{Manifest, StoredFile};
use super::manifest_file::ManifestFile;
use super::open::VerifyScope;
use super::verify::stored;
use crate::error::Result;
use crate::store::files::private::{create_folder, make_read_only, refused, sync_folder};
use crate::store::files::temp_file::{hash_file, open_plain};
use crate::store::ledger::Ledger;
use crate::store::parquet::table_reader::row_digests;
use crate::store::{ASIDE, HISTORY, LEDGER, MANIFEST, RAW, REPORTS, Store, TABLES, names_in};

/// So many characters of a hash name a list of before.
const SHOWN: usize = 16;

/// The first row that is on one side alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DifferingRow {
    /// Its place, from 1.
    pub row: u64,
    /// Whether it is among the rows of the store; else among those that were made again.
    pub is_stored: bool,
}

impl Store {
    /// Opens the store for a rebuild: what is made of deliveries may be missing.
    ///
    /// # Errors
    /// As [`Store::open`], but for files that are made of deliveries.
    pub fn open_to_rebuild(project: &Path, wait: Duration) -> Result<Self> {
        Self::enter(project, |folder| Lock::of_run(folder, wait).map(Some), VerifyScope::Deliveries)
    }

    /// The lists of what the store held, oldest first, the present one included, as far back as they are kept: the first
    /// characters of the SHA-256 of each.
    pub fn lists(&self) -> Vec<String> {
        let shown = |sha256: &str| sha256.get(..SHOWN).unwrap_or(sha256).to_owned();
        let mut found = vec![shown(self.manifest_sha256())];
        let mut previous = self.manifest.previous_manifest_sha256.clone();
        while let Some(state) = previous.map(|sha256| shown(&sha256)) {
            // One that is damaged ends what is known of before.
            let Ok(Some(before)) = self.manifest_at(&state) else { break };
            found.push(state);
            previous = before.previous_manifest_sha256;
        }
        found.reverse();
        found
    }

    /// The store as it was when it had this list. Deliveries, ledgers and reports can be read, and tables as far as they are
    /// there.
    pub fn with_list(&self, manifest: Manifest) -> Self {
        let held =
            ManifestFile::of(&self.folder.join(MANIFEST), self.held.bytes.clone(), self.held.sha256().to_owned());
        Self::locked_elsewhere((self.folder.clone(), manifest), held)
    }

    /// Starts a commit beside the store: nothing in it is changed.
    ///
    /// # Errors
    /// 73 or 74: the system refuses.
    pub fn begin_aside(&mut self) -> Result<Commit<'_>> {
        let root = self.folder.join(ASIDE);
        self.clear_aside();
        create_folder(&root)?;
        [RAW, TABLES, LEDGER, REPORTS].iter().try_for_each(|name| create_folder(&root.join(name)))?;
        Ok(Commit::new(self, root))
    }

    /// Clears away what a rebuild made.
    pub fn clear_aside(&self) {
        // What cannot be removed harms nothing: no figure rests on it.
        let _ = fs::remove_dir_all(self.folder.join(ASIDE));
    }

    /// Makes the files of closed months read-only, where they are not.
    ///
    /// # Errors
    /// The system refuses.
    pub fn protect_closed(&self) -> Result<()> {
        for stored in self.manifest.months.iter().filter(|month| self.manifest.closed_month(month.month).is_some()) {
            for path in stored.files().map(|stored| self.folder.join(&stored.file)).filter(|path| path.exists()) {
                make_read_only(&path).map_err(|error| refused("make read-only", &path, &error))?;
            }
        }
        Ok(())
    }

    /// Whether a file is there as the manifest names it.
    pub fn is_whole(&self, stored: &StoredFile) -> bool {
        hash_file(&self.folder.join(&stored.file)).is_ok_and(|(sha256, _)| sha256 == stored.sha256)
    }

    /// Where a delivery lies as it was received.
    pub fn raw_path(&self, sha256: &str) -> PathBuf {
        self.folder.join(RAW).join(sha256)
    }

    /// Whether there is a store of which the list cannot be read: it is missing or damaged.
    pub fn lacks_list(project: &Path) -> bool {
        let path = project.join("store").join(MANIFEST);
        Manifest::read(&path).is_err_and(|error| error.code() == "S_DAMAGED")
    }

    /// How many deliveries lie in a store, whatever its list says.
    pub fn raw_deliveries(project: &Path) -> usize {
        names_in(&project.join("store").join(RAW)).map_or(0, |names| names.len())
    }

    /// The name and the list of the last commit of which there is a copy, where the list itself cannot be read; nothing where
    /// there is none.
    pub fn last_copy(project: &Path) -> Option<(String, Manifest)> {
        let folder = project.join("store").join(HISTORY);
        let number = |name: &String| name.split_once('-').and_then(|(number, _)| number.parse::<u64>().ok());
        let last = names_in(&folder).ok()?.into_iter().max_by_key(number)?;
        Manifest::read(&folder.join(&last)).ok().map(|(manifest, ..)| (last, manifest))
    }
}

impl Commit<'_> {
    /// A ledger that this commit made, or that was there before.
    ///
    /// # Errors
    /// 65 if it is damaged.
    pub fn ledger_in(&self, stored: &StoredFile) -> Result<Ledger> {
        if !self.is_aside(stored) {
            return self.store.ledger_in(stored);
        }
        let path = self.path(stored);
        Ledger::read(open_plain(&path).map_err(|error| refused("read", &path, &error))?, &path)
    }

    /// Gives up a commit beside the store. Whether publishing it would have changed anything.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn give_up(mut self) -> Result<bool> {
        self.close_partitions()?;
        self.forget_signatures();
        let changes = !self.next.holds_the_same(&self.store.manifest);
        self.store.clear_aside();
        Ok(changes)
    }

    /// Whether a file was made by a commit beside the store.
    pub(super) fn is_aside(&self, stored: &StoredFile) -> bool {
        self.root != self.store.folder && self.folder(&stored.file).exists()
    }

    /// The first row that is in a file of the store and not among those made again, or the other way round; nothing if both have
    /// the same rows, in whatever order.
    ///
    /// # Errors
    /// One of the two cannot be read.
    pub fn differing_row(&self, stored: &StoredFile, made: &StoredFile) -> Result<Option<DifferingRow>> {
        let rows = row_digests(&self.store.folder.join(&stored.file))?;
        let again = row_digests(&self.path(made))?;
        let place = |at: Option<usize>, is_stored| at.map(|at| DifferingRow { row: at as u64 + 1, is_stored });
        Ok(place(first_beyond(&rows, &again), true).or_else(|| place(first_beyond(&again, &rows), false)))
    }

    /// Puts a file that was made again in the place of one that is missing or damaged: the very bytes that the manifest names.
    ///
    /// # Errors
    /// 73 or 74: the system refuses.
    pub fn put_back(&self, stored: &StoredFile) -> Result<()> {
        self.move_in(stored)?;
        sync_folder(self.store.folder.join(&stored.file).parent().unwrap_or(&self.store.folder))
    }

    /// Moves everything that a commit beside the store made into it: under names that its manifest does not have yet.
    pub(super) fn move_into_store(&self) -> Result<()> {
        if self.root == self.store.folder {
            return Ok(());
        }
        let made: Vec<&StoredFile> = stored(&self.next).filter(|file| self.folder(&file.file).exists()).collect();
        made.into_iter().try_for_each(|file| self.move_in(file))
    }

    fn move_in(&self, stored: &StoredFile) -> Result<()> {
        let (from, target) = (self.folder(&stored.file), self.store.folder.join(&stored.file));
        if let Some(folder) = target.parent().filter(|folder| !folder.exists()) {
            create_folder(folder)?;
        }
        fs::rename(&from, &target).map_err(|error| refused("put in place", &target, &error))
    }
}

/// The place of the first row that is not among others, each of which stands for one.
fn first_beyond(rows: &[[u8; 32]], others: &[[u8; 32]]) -> Option<usize> {
    let mut left: HashMap<[u8; 32], usize> = HashMap::new();
    others.iter().for_each(|row| *left.entry(*row).or_default() += 1);
    rows.iter().position(|row| match left.get_mut(row).filter(|more| **more > 0) {
        Some(more) => {
            *more -= 1;
            false
        }
        None => true,
    })
}
