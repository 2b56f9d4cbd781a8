//! A large file written under a temporary name: the disk is kept at work while the file grows, so that at its end little
//! is left to wait for; then it gets its name in one step, or is not there.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::JoinHandle;

use crate::error::{Error, Exit, Position, Result};
use crate::store::files::private;

/// After so many bytes the kernel is asked to write to the disk.
const STEP: u64 = 16 << 20;

/// A file written under a temporary name.
#[derive(Debug)]
pub struct AtomicFile {
    target: PathBuf,
    path: PathBuf,
    file: File,
    written: u64,
    ask: Option<SyncSender<()>>,
    helper: Option<JoinHandle<io::Result<()>>>,
}

impl AtomicFile {
    /// Starts a file that will be named `target`, in place of what a dead run left.
    ///
    /// # Errors
    /// 73 or 74: the system refuses.
    pub fn create(target: &Path) -> Result<Self> {
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        let path = target.with_file_name(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Error::io("remove what a dead run left", &path, &error));
            }
            _ => {}
        }
        let file = private::create_file(&path)?;
        let shared = file.try_clone().map_err(|error| Error::io("open the file twice", &path, &error))?;
        let (ask, asked) = sync_channel(1);
        // The kernel reports a write error once; the sync thread keeps it until the end.
        let helper = std::thread::spawn(move || asked.iter().try_for_each(|()| shared.sync_data()));
        Ok(Self { target: target.to_owned(), path, file, written: 0, ask: Some(ask), helper: Some(helper) })
    }

    /// Makes the content durable. It has no name yet.
    ///
    /// # Errors
    /// 74: the disk refuses.
    pub fn seal(mut self) -> Result<SyncedFile> {
        self.ask = None;
        let helped = self.helper.take().map_or(Ok(()), |helper| {
            helper.join().unwrap_or_else(|_| Err(io::Error::other("the thread that writes to the disk died")))
        });
        let durable = helped.and_then(|()| self.file.sync_all());
        durable.map_err(|error| Error::io("make durable", &self.path, &error))?;
        Ok(SyncedFile { target: self.target.clone(), path: self.path.clone() })
    }
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        let before = self.written / STEP;
        self.written += written as u64;
        if self.written / STEP > before
            && let Some(ask) = &self.ask
        {
            // If the helper is still at work, it will be asked again.
            let _ = ask.try_send(());
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// A file that is durable and waits for its name.
#[derive(Debug)]
pub struct SyncedFile {
    target: PathBuf,
    path: PathBuf,
}

impl SyncedFile {
    /// Whether the name is free, or bears the same bytes already.
    ///
    /// # Errors
    /// 73: another file has the name.
    pub fn refuse_other(&self) -> Result<()> {
        match fs::symlink_metadata(&self.target) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(Error::io("look at", &self.target, &error)),
            Ok(_) if same(&self.target, &self.path).unwrap_or(false) => Ok(()),
            Ok(_) => Err(Error::new("X_EXISTS", Exit::CannotCreate, "another file has this name")
                .at(Position::file(&self.target))
                .effect("nothing was written in its place")
                .hint("move it away or give another name, then run again")),
        }
    }

    /// Gives the file its name. The folder is the caller's to sync.
    ///
    /// # Errors
    /// 73 or 74: the system refuses.
    pub fn publish(self) -> Result<()> {
        fs::rename(&self.path, &self.target).map_err(|error| Error::io("put in place", &self.target, &error))
    }

    /// Leaves the content.
    pub fn discard(&self) {
        // What cannot be removed now is removed by the next run.
        let _ = fs::remove_file(&self.path);
    }
}

/// Whether two plain files have the same bytes.
fn same(one: &Path, other: &Path) -> io::Result<bool> {
    let (found, own) = (fs::symlink_metadata(one)?, fs::metadata(other)?);
    if !found.is_file() || found.len() != own.len() {
        return Ok(false);
    }
    let (mut one, mut other) = (File::open(one)?, File::open(other)?);
    let (mut here, mut there) = (vec![0; 1 << 20], vec![0; 1 << 20]);
    loop {
        let read = one.read(&mut here)?;
        if read == 0 {
            return Ok(true);
        }
        other.read_exact(&mut there[..read])?;
        if here[..read] != there[..read] {
            return Ok(false);
        }
    }
}
