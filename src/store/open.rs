//! Making and opening the store: locked, not open to others, and what the manifest says it is.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::commit::Commit;
use super::lock::{self, LOCKS, Lock};
use super::manifest::Manifest;
use super::manifest_file::ManifestFile;
use super::rollback;
use super::verify::{self, Damage};
use crate::error::{Error, Exit, Position, Result};
use crate::store::files::{private, temp_file};
use crate::store::{FOLDERS, MANIFEST, names_in, no_store};

/// The store of one project, open and locked. The lock ends when it is dropped.
#[derive(Debug)]
pub struct Store {
    pub(super) folder: PathBuf,
    pub(super) manifest: Manifest,
    pub(super) held: ManifestFile,
    /// Set while a commit is under way: a store whose commit failed half-way is not used again.
    pub(super) failed: bool,
    _lock: Option<Lock>,
}

/// How much is checked before a store is used.
pub(super) enum VerifyScope {
    /// That what cannot be made again is there, in its size: deliveries, ledgers and reports. Each file is checked when it is
    /// read.
    Sizes,
    /// The same of deliveries alone: what is made of them may be missing.
    Deliveries,
    /// Nothing yet: each file is checked when it is read.
    Later,
}

impl Store {
    /// Its folder, to which no other user has access.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Makes an empty store in the folder of a project. `key_id` names the key behind its pseudonyms.
    ///
    /// # Errors
    /// 73 if there is one, 77 if others could write to the project folder, 74 if the disk refuses.
    pub fn create(project: &Path, key_id: &str) -> Result<()> {
        private::refuse_if_writable(project)?;
        let folder = project.join("store");
        if !folder.exists() {
            private::create_folder(&folder)?;
        }
        private::refuse_if_open(&folder)?;
        let _lock = Lock::of_run(&folder, Duration::ZERO)?;
        lock::create_all(&folder)?;
        for name in FOLDERS {
            let inner = folder.join(name);
            if !inner.exists() {
                private::create_folder(&inner)?;
            } else if !names_in(&inner)?.is_empty() {
                return Err(exists(&folder));
            }
        }
        if folder.join(MANIFEST).exists() {
            return Err(exists(&folder));
        }
        temp_file::write_whole(&folder, MANIFEST, &Manifest::new(key_id).sealed()?.1)?;
        private::sync_folder(&folder)?;
        private::sync_folder(project)
    }

    /// Opens the store of a project for a run that may change it; no other run may meanwhile. Files are checked when they are
    /// read; that deliveries, ledgers and reports are there in their size is checked now.
    ///
    /// # Errors
    /// 75 if another run is at work, 77 if the store is open to others, 65 if a file is missing or cut or an earlier manifest
    /// was put back, 78 if there is no store or a newer program wrote it.
    pub fn open(project: &Path) -> Result<Self> {
        Self::open_within(project, Duration::ZERO)
    }

    /// The same, waiting so long for another run to end.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_within(project: &Path, wait: Duration) -> Result<Self> {
        Self::enter(project, |folder| Lock::of_run(folder, wait).map(Some), VerifyScope::Sizes)
    }

    /// Opens the store for a run that changes nothing, beside others of its kind and beside one that does: it goes on with the
    /// store as it was when it was opened. Files are checked as they are read.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn read_only(project: &Path) -> Result<Self> {
        Self::enter(project, Lock::of_reader, VerifyScope::Later)
    }

    pub(super) fn enter(
        project: &Path,
        lock: impl Fn(&Path) -> Result<Option<Lock>>,
        check: VerifyScope,
    ) -> Result<Self> {
        let folder = project.join("store");
        if !folder.is_dir() {
            return Err(no_store(&folder));
        }
        private::refuse_if_writable(project)?;
        private::refuse_if_open(&folder)?;
        let lock = lock(&folder)?;
        for name in FOLDERS.into_iter().chain([MANIFEST]).chain(LOCKS).filter(|name| folder.join(name).exists()) {
            private::refuse_if_open(&folder.join(name))?;
        }
        let (manifest, held) = latest(&folder)?;
        let damage = match check {
            VerifyScope::Sizes => verify::check_sizes(&folder, &manifest),
            VerifyScope::Deliveries => verify::check_delivery_sizes(&folder, &manifest),
            VerifyScope::Later => Vec::new(),
        };
        match damage.into_iter().next() {
            Some(damage) => Err(damage.into_error()),
            None => Ok(Self { folder, manifest, held, failed: false, _lock: lock }),
        }
    }

    /// The same folder with another list; the lock is held by whoever opened it.
    pub(super) fn locked_elsewhere((folder, manifest): (PathBuf, Manifest), held: ManifestFile) -> Self {
        Self { folder, manifest, held, failed: false, _lock: None }
    }

    /// What the store holds.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The SHA-256 of the manifest: with it, all that the store holds.
    pub fn manifest_sha256(&self) -> &str {
        self.held.sha256()
    }

    /// Whether the manifest is still the one that was read.
    ///
    /// # Errors
    /// 74: it cannot be read.
    pub fn is_current(&self) -> Result<bool> {
        let path = self.folder.join(MANIFEST);
        let found = temp_file::hash_file(&path).map_err(|error| private::refused("read", &path, &error))?;
        Ok(found.0 == self.manifest_sha256())
    }

    /// Refuses a key other than the one behind the pseudonyms that are stored: one person would become two.
    ///
    /// # Errors
    /// 78 if it is another key.
    pub fn require_key(&self, key_id: &str) -> Result<()> {
        if self.manifest.key_id == key_id {
            return Ok(());
        }
        let what = format!("the store was made with key {}, and the key at hand is {key_id}", self.manifest.key_id);
        Err(Error::new("S_KEY", Exit::Config, what)
            .effect("nothing was read or changed")
            .hint("put the project's own key file back"))
    }

    /// Checks every file of the store, the past included, and lists what no manifest names.
    ///
    /// # Errors
    /// The system refuses to list a folder. Damaged files are no error here, but in the list.
    pub fn verify(&self) -> Result<Vec<Damage>> {
        verify::check_all(&self.folder, &self.manifest, self.manifest_sha256())
    }

    /// Starts a commit. Nothing that it does is seen by anybody before [`Commit::finish`].
    pub fn begin(&mut self) -> Commit<'_> {
        let root = self.folder.clone();
        Commit::new(self, root)
    }
}

/// The manifest, which must be the latest that there was.
fn latest(folder: &Path) -> Result<(Manifest, ManifestFile)> {
    let path = folder.join(MANIFEST);
    loop {
        let (manifest, bytes, sha256) = Manifest::read(&path)?;
        let held = ManifestFile::of(&path, bytes, sha256);
        match rollback::refuse(folder, &manifest) {
            Ok(()) => return Ok((manifest, held)),
            // A run may have ended its commit between the two looks.
            Err(_) if held.refuse_other(&path).is_err() => {}
            Err(error) => return Err(error),
        }
    }
}

fn exists(folder: &Path) -> Error {
    Error::new("S_EXISTS", Exit::CannotCreate, "the project has a store already")
        .at(Position::file(folder))
        .effect("nothing was changed")
        .hint("use it as it is, or set the folder aside to start anew")
}
