//! The lock: held by the kernel on an open file, so that it ends with the run, however the run ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;

use crate::error::{Error, Exit, Position, Result};
use crate::store::files::private::{refuse_if_open, refused};

/// A lock that is held until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing alone would leave the lock to any child process that is just being started and shares the open file.
        // If this fails, closing is what is left; no caller can handle the error.
        let _ = self.file.unlock();
    }
}

impl Lock {
    /// For a run that writes: no other process may read or write.
    pub fn exclusive(path: &Path) -> Result<Self> {
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(path);
        Self::take(path, file, File::try_lock)
    }

    /// For a run that only reads: others may read as well.
    pub fn shared(path: &Path) -> Result<Self> {
        Self::take(path, File::open(path), File::try_lock_shared)
    }

    fn take(
        path: &Path,
        file: std::io::Result<File>,
        lock: impl Fn(&File) -> Result<(), TryLockError>,
    ) -> Result<Self> {
        let file = file.map_err(|error| refused("open the lock", path, &error))?;
        refuse_if_open(path)?;
        match lock(&file) {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(busy(path)),
            Err(TryLockError::Error(error)) => return Err(refused("lock", path, &error)),
        }
        // Someone may have put another file under the name between open and lock; then two runs would each hold one.
        let (held, named) = (file.metadata(), std::fs::metadata(path));
        match (held, named) {
            (Ok(held), Ok(named)) if (held.dev(), held.ino()) == (named.dev(), named.ino()) => Ok(Self { file }),
            _ => Err(busy(path)),
        }
    }
}

fn busy(path: &Path) -> Error {
    Error::new("S_BUSY", Exit::Busy, "another run is at work in this project")
        .at(Position::file(path))
        .effect("nothing was read or changed")
        .hint("wait until it has ended, then run again; a run that died holds no lock")
}
