//! Where the bytes of a file are: in memory, or still on disk, where a large text stays while parts of it are read.

use std::borrow::Cow;
use std::fs::{File, Metadata};
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::files::refusal::Refusal;
use crate::system;

/// A file that stays on disk. It is opened for each part, so that many of them hold no handles.
#[derive(Debug)]
pub struct FileOnDisk {
    path: PathBuf,
    state: StateOnDisk,
    problem: OnceLock<ReadProblem>,
}

/// Why a part of a file could not be read.
#[derive(Debug)]
pub enum ReadProblem {
    /// It is another file than before, or was written to.
    Changed,
    /// The system refuses.
    Io(io::Error),
}

/// By what it is seen that a file is another one, or was written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct StateOnDisk {
    file: (u64, u64),
    size: u64,
    written: (i64, i64),
}

impl StateOnDisk {
    fn of(metadata: &Metadata) -> io::Result<Self> {
        let (file, written) = (system::identity(metadata)?, system::written(metadata)?);
        Ok(Self { file, size: metadata.len(), written })
    }
}

impl FileOnDisk {
    /// A file that was opened under this path.
    ///
    /// # Errors
    /// Nothing is known of it. `Unsupported`: the system does not say which file it is.
    pub fn new(path: &Path, file: &File) -> io::Result<Self> {
        let state = StateOnDisk::of(&file.metadata()?)?;
        Ok(Self { path: path.to_owned(), state, problem: OnceLock::new() })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many bytes it has.
    pub fn size(&self) -> usize {
        self.state.size as usize
    }

    /// Why a part of it could not be read, whatever was said of the file then.
    pub fn problem(&self) -> Option<&ReadProblem> {
        self.problem.get()
    }

    fn read(&self, range: Range<usize>) -> Result<Vec<u8>, Refusal> {
        let is_same = |file: &File| Ok::<_, io::Error>(StateOnDisk::of(&file.metadata()?)? == self.state);
        let read = || {
            let file = File::open(&self.path)?;
            let mut bytes = vec![0; range.len()];
            if !is_same(&file)? {
                return Ok(None);
            }
            system::read_exact_at(&file, &mut bytes, range.start as u64)?;
            Ok(is_same(&file)?.then_some(bytes))
        };
        let problem = match read() {
            Ok(Some(bytes)) => return Ok(bytes),
            Ok(None) => ReadProblem::Changed,
            Err(error) => ReadProblem::Io(error),
        };
        // Who asked for the file says what became of it.
        let _ = self.problem.set(problem);
        Err(Refusal::new("F_CHANGED", "the file changed while it was read", "run again when it is written as a whole"))
    }
}

/// The bytes of a text.
#[derive(Clone, Copy, Debug)]
pub enum TextSource<'d> {
    /// They are in memory.
    Memory(&'d [u8]),
    /// They are on disk.
    Disk(&'d FileOnDisk),
}

impl<'d> TextSource<'d> {
    /// How many there are.
    pub fn size(self) -> usize {
        match self {
            Self::Memory(bytes) => bytes.len(),
            Self::Disk(file) => file.size(),
        }
    }

    /// Some of them.
    ///
    /// # Errors
    /// The file changed, or cannot be read.
    pub fn bytes(self, range: Range<usize>) -> Result<Cow<'d, [u8]>, Refusal> {
        match self {
            Self::Memory(bytes) => Ok(Cow::Borrowed(&bytes[range])),
            Self::Disk(file) => file.read(range).map(Cow::Owned),
        }
    }

    /// So many copies of some bytes stand one behind the other at the start of a range, or before its end.
    ///
    /// # Errors
    /// As [`TextSource::bytes`].
    pub fn repeats(self, range: Range<usize>, mark: &[u8], at_end: bool) -> Result<usize, Refusal> {
        const AT_ONCE: usize = 1 << 16;
        let mut count = 0;
        loop {
            let done = count * mark.len();
            let size = (range.len() - done).min(AT_ONCE * mark.len());
            let (start, end) = (range.start + done, range.end - done);
            let bytes = self.bytes(if at_end { end - size..end } else { start..start + size })?;
            let here = if at_end {
                bytes.rchunks_exact(mark.len()).take_while(|chunk| *chunk == mark).count()
            } else {
                bytes.chunks_exact(mark.len()).take_while(|chunk| *chunk == mark).count()
            };
            count += here;
            if here < AT_ONCE {
                return Ok(count);
            }
        }
    }
}
