//! The locks: held by the kernel on open files, so that each ends with its process, however that ends.
//!
//! ```text
//! store/lock           a run that writes to the store: one at a time
//! store/lock-readers   whoever reads, beside one another and beside a run, which clears nothing away meanwhile
//! store/lock-reports   whoever puts files of reports in place: one at a time
//! ```

use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use crate::error::{Error, Exit, Position, Result};
use crate::store::files::private::{refuse_if_open, refused};
use crate::store::no_store;
use crate::system::{identity, open_private_file};

pub(crate) const LOCK: &str = "lock";
pub(super) const READERS: &str = "lock-readers";
const REPORTS: &str = "lock-reports";
/// All of them.
pub(super) const LOCKS: [&str; 3] = [LOCK, READERS, REPORTS];

/// How long it is until a lock that is taken is tried again.
const BETWEEN_TRIES: Duration = Duration::from_millis(50);
/// How long at least to wait for what is done in a moment: names put in place, files cleared away.
const A_MOMENT: Duration = Duration::from_secs(10);

/// A lock that is held until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
}

/// The lock of whoever puts files of reports in place, held until it is dropped.
#[derive(Debug)]
pub struct ReportsLock {
    _lock: Lock,
}

impl ReportsLock {
    /// Takes the lock, waiting so long, and for some seconds at least, for whoever has it.
    ///
    /// # Errors
    /// 75 if the other has not ended by then; 78 if there is no store; 73 or 74: the system refuses.
    pub fn take(project: &Path, wait: Duration) -> Result<Self> {
        let store = project.join("store");
        if !store.is_dir() {
            return Err(no_store(&store));
        }
        let path = store.join(REPORTS);
        let lock = Lock::take(&path, create(&path), File::try_lock, wait.max(A_MOMENT))?;
        let busy = || busy(&path, "another command is writing reports of this project", "no report was written");
        lock.map(|lock| Self { _lock: lock }).ok_or_else(busy)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing alone would leave the lock to any child process that is just being started and shares the open file.
        // If this fails, closing is what is left; no caller can handle the error.
        let _ = self.file.unlock();
    }
}

impl Lock {
    /// For a run that writes: no other run may, and it waits so long for one that does.
    pub fn of_run(store: &Path, wait: Duration) -> Result<Self> {
        let path = store.join(LOCK);
        let lock = Self::take(&path, create(&path), File::try_lock, wait)?;
        lock.ok_or_else(|| busy(&path, "another run is at work in this project", "nothing was read or changed"))
    }

    /// For whoever reads; no lock where the store cannot be written and has none, so that no run clears anything away.
    pub fn of_reader(store: &Path) -> Result<Option<Self>> {
        let path = store.join(READERS);
        let file = match create(&path) {
            Err(error) if matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) => {
                match File::open(&path) {
                    Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
                    opened => opened,
                }
            }
            created => created,
        };
        let lock = Self::take(&path, file, File::try_lock_shared, A_MOMENT)?;
        let what = "a run is clearing away old tables of this project";
        lock.map(Some).ok_or_else(|| busy(&path, what, "nothing was read or changed"))
    }

    /// For a run that clears away what readers could still read; nothing while there are any.
    pub fn without_readers(store: &Path) -> Option<Self> {
        let path = store.join(READERS);
        Self::take(&path, create(&path), File::try_lock, Duration::ZERO).ok().flatten()
    }

    /// The same, waiting a moment for those that read.
    pub fn without_readers_for(store: &Path) -> Option<Self> {
        let path = store.join(READERS);
        Self::take(&path, create(&path), File::try_lock, A_MOMENT).ok().flatten()
    }

    /// The lock; nothing if another has it.
    fn take(
        path: &Path,
        file: std::io::Result<File>,
        lock: impl Fn(&File) -> Result<(), TryLockError>,
        wait: Duration,
    ) -> Result<Option<Self>> {
        let file = file.map_err(|error| refused("open the lock", path, &error))?;
        refuse_if_open(path)?;
        let mut tries = wait.as_millis() / BETWEEN_TRIES.as_millis();
        loop {
            match lock(&file) {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if tries > 0 => std::thread::sleep(BETWEEN_TRIES),
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(refused("lock", path, &error)),
            }
            tries -= 1;
        }
        // Someone may have put another file under the name between open and lock; then two runs would each hold one.
        let held = file.metadata().and_then(|found| identity(&found));
        let named = std::fs::metadata(path).and_then(|found| identity(&found));
        match (held, named) {
            (Ok(held), Ok(named)) if held == named => Ok(Some(Self { file })),
            _ => Ok(None),
        }
    }
}

/// Makes the files of all locks.
pub(super) fn create_all(store: &Path) -> Result<()> {
    let made = |name: &str| create(&store.join(name)).map_err(|error| refused("open the lock", store, &error));
    LOCKS.into_iter().try_for_each(|name| made(name).map(drop))
}

fn create(path: &Path) -> std::io::Result<File> {
    open_private_file(OpenOptions::new().read(true).write(true).create(true).truncate(false), path)
}

fn busy(path: &Path, what: &str, effect: &str) -> Error {
    Error::new("S_BUSY", Exit::Busy, what).at(Position::file(path)).effect(effect).hint(
        "wait until it has ended, then run again, or have `--wait SECONDS` wait for it; a command that died holds no lock",
    )
}
