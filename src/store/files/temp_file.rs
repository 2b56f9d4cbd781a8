//! A file for the store: written under a temporary name, hashed as it grows, made durable, then named by
//! its content.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::domain::nhs_number::hexadecimal;
use crate::error::{Error, Result};
use crate::store::files::private::{new_file, refused};

/// How the name of an unfinished file ends. Whatever has it when a commit is done belongs to a dead run.
pub const UNFINISHED: &str = "part";

/// Bytes that are written at once; many files may be written side by side.
const BUFFER: usize = 1 << 16;

/// The name of a file that is not finished. What is given up is removed, so that a full disk is not filled by it.
#[derive(Debug)]
struct Unfinished {
    path: PathBuf,
    is_kept: bool,
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.is_kept {
            // What cannot be removed now is removed by the next run.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// A file being written. It is made when there is more than a buffer of it, or when it ends: many may be written side by side.
pub struct TempFile {
    name: Unfinished,
    file: Option<File>,
    buffer: Vec<u8>,
    hash: Sha256,
    bytes: u64,
}

/// A file that is complete but not yet durable and not yet named. It is removed again unless it gets its name.
#[derive(Debug)]
pub struct FinishedFile {
    name: Unfinished,
    file: File,
    /// Of the whole content.
    pub(crate) sha256: String,
    /// Its size.
    pub(crate) bytes: u64,
}

impl TempFile {
    /// Starts `<stem>.part` in `folder`, in place of one that a dead run left there.
    pub(crate) fn create(folder: &Path, stem: &str) -> Result<Self> {
        let path = folder.join(format!("{stem}.{UNFINISHED}"));
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(refused("remove", &path, &error)),
            _ => {}
        }
        let name = Unfinished { path, is_kept: false };
        Ok(Self { name, file: None, buffer: Vec::new(), hash: Sha256::new(), bytes: 0 })
    }

    /// Ends the writing.
    pub(crate) fn seal(mut self) -> Result<FinishedFile> {
        self.write_buffer().map_err(|error| self.unwritten(&error))?;
        let Self { name, file, hash, bytes, .. } = self;
        let file = file.ok_or_else(|| Error::bug("a file that was written was not made"))?;
        Ok(FinishedFile { name, file, sha256: hexadecimal(&hash.finalize()), bytes })
    }

    /// The system refuses to write it: how large the file is so far says how much space is needed at least.
    fn unwritten(&self, error: &io::Error) -> Error {
        refused(&format!("write {} bytes", self.bytes), &self.name.path, error)
    }

    fn write_buffer(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(new_file(&self.name.path)?),
        };
        file.write_all(&self.buffer)?;
        self.buffer.clear();
        Ok(())
    }
}

impl Write for TempFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
        if self.buffer.len() >= BUFFER {
            self.write_buffer()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.write_buffer()
    }
}

impl FinishedFile {
    /// Where it lies for now.
    pub(crate) fn path(&self) -> &Path {
        &self.name.path
    }

    /// Opens it for reading.
    pub(crate) fn read(&self) -> Result<File> {
        open_plain(&self.name.path).map_err(|error| refused("read", &self.name.path, &error))
    }

    /// Makes the content durable and gives it its name, unless the very same content lies there already. The name
    /// itself is durable once its folder has been synced.
    ///
    /// # Errors
    /// 73 or 74: the system refuses.
    pub fn keep_as(self, target: &Path) -> Result<()> {
        if hash_file(target).is_ok_and(|(sha256, _)| sha256 == self.sha256) {
            return self.discard();
        }
        self.replace(target)
    }

    /// Gives the file its name in place of the file that has it.
    ///
    /// # Errors
    /// 73 or 74: the system refuses; the file that has the name stays.
    pub(in crate::store) fn replace(mut self, target: &Path) -> Result<()> {
        // A failed fsync is never tried again: the kernel may have dropped the pages and would say yes next time.
        self.file.sync_all().map_err(|error| refused("make durable", &self.name.path, &error))?;
        fs::rename(&self.name.path, target).map_err(|error| refused("put in place", target, &error))?;
        self.name.is_kept = true;
        Ok(())
    }

    /// Leaves the content: it is not needed.
    ///
    /// # Errors
    /// 73 or 74: the system refuses.
    pub fn discard(mut self) -> Result<()> {
        self.name.is_kept = true;
        fs::remove_file(&self.name.path).map_err(|error| refused("remove", &self.name.path, &error))
    }
}

/// Writes a small file as a whole: temporary name, fsync, rename. The folder is the caller's to sync.
///
/// # Errors
/// 73 or 74: the system refuses; nothing of it is left under the name.
pub fn write_whole(folder: &Path, name: &str, content: &[u8]) -> Result<()> {
    prepare(folder, name, content)?.keep_as(&folder.join(name))
}

/// Writes a small file under a temporary name, so that several can get their names when all are written.
///
/// # Errors
/// 73 or 74: the system refuses; nothing of it is left.
pub fn prepare(folder: &Path, name: &str, content: &[u8]) -> Result<FinishedFile> {
    let mut temp_file = TempFile::create(folder, name)?;
    temp_file.write_all(content).map_err(|error| temp_file.unwritten(&error))?;
    let finished = temp_file.seal()?;
    finished.file.sync_all().map_err(|error| refused("make durable", &finished.name.path, &error))?;
    Ok(finished)
}

/// The SHA-256 and size of a file. Anything but a plain file is refused: nothing else is ever stored.
pub(crate) fn hash_file(path: &Path) -> io::Result<(String, u64)> {
    let mut file = open_plain(path)?;
    hash_open(&mut file)
}

/// The SHA-256 and size of a file of the user's, wherever a link leads.
///
/// # Errors
/// It cannot be read.
pub fn hash_of(path: &Path) -> io::Result<(String, u64)> {
    hash_open(&mut File::open(path)?)
}

/// The SHA-256 and size of what is left of an open file.
pub(crate) fn hash_open(file: &mut File) -> io::Result<(String, u64)> {
    let (mut hash, mut bytes) = (Sha256::new(), 0);
    let mut block = vec![0; 1 << 20];
    loop {
        match file.read(&mut block)? {
            0 => return Ok((hexadecimal(&hash.finalize()), bytes)),
            read => {
                hash.update(&block[..read]);
                bytes += read as u64;
            }
        }
    }
}

/// Opens a plain file. A link could lead out of the store, and a pipe would wait for ever.
pub(crate) fn open_plain(path: &Path) -> io::Result<File> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(io::Error::other("it is not a plain file"));
    }
    File::open(path)
}

/// The SHA-256 of some bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}
