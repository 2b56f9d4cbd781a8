//! Streams of entries that are put aside while there are too many to be in memory: in a file without a name, which is gone
//! when the program ends, however it ends.

use std::borrow::Cow;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::system;

/// A stream keeps so many bytes in memory.
const BUFFER: usize = 1 << 18;

/// The file of some streams. It is made when the first of them is too long for memory.
#[derive(Debug)]
pub struct Spool {
    folder: PathBuf,
    file: Mutex<Option<File>>,
    end: AtomicU64,
}

/// Entries in the order in which they were added; none is divided between two parts.
#[derive(Debug, Default)]
pub struct Stream {
    /// Where each part stands in the file.
    parts: Vec<(u64, usize)>,
    /// The last part.
    buffer: Vec<u8>,
}

impl Spool {
    /// Puts aside what is too long in a folder.
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), file: Mutex::new(None), end: AtomicU64::new(0) }
    }

    fn file(&self) -> Result<File> {
        let mut held = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        if held.is_none() {
            let made = without_name(&self.folder);
            *held = Some(made.map_err(|error| Error::io("put records aside", &self.folder, &error))?);
        }
        let file = held.as_ref().ok_or_else(|| Error::bug("records were put aside without a file"))?;
        file.try_clone().map_err(|error| Error::io("put records aside", &self.folder, &error))
    }

    fn write(&self, bytes: &[u8]) -> Result<u64> {
        let at = self.end.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        let written = system::write_all_at(&self.file()?, bytes, at);
        written.map_err(|error| Error::io("put records aside", &self.folder, &error)).map(|()| at)
    }

    fn read(&self, (at, length): (u64, usize)) -> Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        let read = system::read_exact_at(&self.file()?, &mut bytes, at);
        read.map_err(|error| Error::io("read records that were put aside", &self.folder, &error)).map(|()| bytes)
    }
}

/// A file that only this user can open, and that has no name any more.
fn without_name(folder: &Path) -> io::Result<File> {
    static MADE: AtomicU64 = AtomicU64::new(0);
    loop {
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!("records-{}-{number}.part", std::process::id()));
        let made = system::open_private_file(OpenOptions::new().read(true).write(true).create_new(true), &path);
        match made {
            // What a program that was killed left.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => return made.and_then(|file| fs::remove_file(&path).map(|()| file)),
        }
    }
}

impl Stream {
    /// Adds whole entries.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn add(&mut self, spool: &Spool, entries: &[u8]) -> Result<()> {
        self.buffer.extend_from_slice(entries);
        if self.buffer.len() >= BUFFER {
            self.parts.push((spool.write(&self.buffer)?, self.buffer.len()));
            self.buffer.clear();
        }
        Ok(())
    }

    /// Adds an entry.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn push<T: Serialize>(&mut self, spool: &Spool, entry: &T) -> Result<()> {
        self.add(spool, &encoded(entry))
    }

    /// Its parts, each of whole entries.
    pub fn parts<'s>(&'s self, spool: &'s Spool) -> impl Iterator<Item = Result<Cow<'s, [u8]>>> {
        let stored = self.parts.iter().map(|part| spool.read(*part).map(Cow::Owned));
        stored.chain(std::iter::once(Ok(Cow::Borrowed(&self.buffer[..]))))
    }
}

/// An entry as bytes.
pub fn encoded<T: Serialize>(entry: &T) -> Vec<u8> {
    postcard::to_stdvec(entry).expect("memory takes every byte, and the length of every list is known")
}

/// The entries of a part, each with its bytes.
///
/// # Errors
/// The bytes are no such entries (our bug).
pub fn entries<'p, T: Deserialize<'p>>(part: &'p [u8]) -> impl Iterator<Item = Result<(T, &'p [u8])>> {
    let mut rest = part;
    std::iter::from_fn(move || {
        let part = (!rest.is_empty()).then_some(std::mem::take(&mut rest))?;
        let read = postcard::take_from_bytes::<T>(part);
        Some(match read {
            Ok((entry, after)) => {
                rest = after;
                Ok((entry, &part[..part.len() - after.len()]))
            }
            Err(error) => Err(Error::bug(format!("what was put aside cannot be read: {error}"))),
        })
    })
}
