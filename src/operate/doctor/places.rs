//! The folders and files of a project: are they there, and are they the user's alone?

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use super::Concern;
use crate::audit::{HEAD, LOG};
use crate::error::Result;
use crate::key::{KEY_FILE, Key};
use crate::operate::permissions;
use crate::project::Project;
use crate::store::files::private::{refuse_if_open, refuse_if_writable};
use crate::store::{LOCK, MANIFEST, Store};

/// What needs no project file to be looked at.
pub(super) fn look(folder: &Path) -> Vec<Concern> {
    let mut found = Vec::new();
    let mut note = |result: Result<()>| found.extend(result.err().map(|error| Concern::refused(&error)));
    note(refuse_if_writable(folder));
    note(Key::read(folder).map(drop));
    let store = folder.join("store");
    let inner = fs::read_dir(&store).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut private: Vec<PathBuf> = inner.collect();
    private.sort();
    private.insert(0, store);
    private.extend([folder.join(LOG), folder.join(HEAD)]);
    private.iter().filter(|path| path.exists()).for_each(|path| note(refuse_if_open(path)));
    found.extend(lock_held(folder));
    found
}

/// Whether another command is at work. The lock is taken for a moment beside others of its kind.
fn lock_held(folder: &Path) -> Option<Concern> {
    let path = folder.join("store").join(LOCK);
    match File::open(&path).ok()?.try_lock_shared() {
        Err(TryLockError::WouldBlock) => {
            let what = "another command is at work in this project: one that writes would end with 75 now";
            let hint =
                "wait until it has ended, or have `--wait SECONDS` wait for it; what is said here may be of its midst";
            Some(Concern::attention(what, hint).at(&path))
        }
        _ => None,
    }
}

/// What the project file names: no other user may write it.
pub(super) fn look_at_named(project: &Project) -> Vec<Concern> {
    let found = permissions::writable_by_others(project);
    found.iter().map(Concern::refused).collect()
}

/// Whether the key is that of the store.
pub(super) fn key_of(folder: &Path, store: &Store) -> Option<Concern> {
    let key = Key::read(folder).ok()?;
    store.require_key(&key.id()).err().map(|error| Concern::refused(&error).at(&folder.join(KEY_FILE)))
}

/// The file by which a store is known.
pub(super) fn manifest(folder: &Path) -> PathBuf {
    folder.join("store").join(MANIFEST)
}
