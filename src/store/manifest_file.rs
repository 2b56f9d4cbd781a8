//! The file of the manifest as it was read: its bytes, and by what another in its place is seen.

use std::fs;
use std::path::Path;

use crate::error::Result;
use crate::store::files::private::refused;
use crate::store::files::reading::changed_meanwhile;
use crate::store::files::temp_file::hash_file;
use crate::system::{changed, identity, written};

/// The file of the manifest.
#[derive(Debug)]
pub(super) struct ManifestFile {
    /// Its bytes.
    pub bytes: Vec<u8>,
    sha256: String,
    seen: Option<FileState>,
}

/// What a file that is written again does not have in common with the one before.
#[derive(Debug, PartialEq, Eq)]
struct FileState {
    length: u64,
    file: (u64, u64),
    modified: (i64, i64),
    /// No program can set it back.
    changed: (i64, i64),
}

impl FileState {
    fn of(path: &Path) -> std::io::Result<Self> {
        let found = fs::symlink_metadata(path)?;
        Ok(Self { length: found.len(), file: identity(&found)?, modified: written(&found)?, changed: changed(&found)? })
    }
}

impl ManifestFile {
    /// The file with these bytes.
    pub fn of(path: &Path, bytes: Vec<u8>, sha256: String) -> Self {
        Self { bytes, sha256, seen: FileState::of(path).ok() }
    }

    /// The SHA-256 of its bytes.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Refuses to go on where another file is in its place, or it was written to.
    ///
    /// # Errors
    /// 65: it is so. 74: the file cannot be looked at.
    pub fn refuse_other(&self, path: &Path) -> Result<()> {
        let failed = |error| refused("look at", path, &error);
        if self.seen.as_ref() == Some(&FileState::of(path).map_err(failed)?) {
            return Ok(());
        }
        // A copy of the store made by links, or another mode, changes the state of the file and not what is in it.
        let is_same = hash_file(path).map_err(failed)?.0 == self.sha256;
        if is_same { Ok(()) } else { Err(changed_meanwhile(path)) }
    }
}
