//! The bytes of a file that is to be read: in memory, or left on disk where they are a large text.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::files::container::{FileKind, kept};
use crate::files::text_parts::without_cut_letter;
use crate::files::text_source::{FileOnDisk, ReadProblem};

/// A text of so many bytes is not taken into memory.
const LARGE: u64 = 16 << 20;
/// So many of its bytes are, which show what it is.
const BEGINNING: u64 = 1 << 20;

/// The bytes of a file.
#[derive(Debug)]
pub enum FileContent {
    /// All of them.
    Memory(Vec<u8>),
    /// The first of a large text, and the file.
    OnDisk(Vec<u8>, FileOnDisk),
}

impl FileContent {
    /// The bytes of a file that was opened at its start under this path.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn read(path: &Path, mut file: File) -> io::Result<Self> {
        let size = file.metadata()?.len();
        let mut bytes = Vec::new();
        if size >= LARGE {
            let on_disk = match FileOnDisk::new(path, &file) {
                // Where a change would not be seen, nothing is read in parts.
                Err(error) if error.kind() == io::ErrorKind::Unsupported => None,
                known => Some(known?),
            };
            file.by_ref().take(BEGINNING).read_to_end(&mut bytes)?;
            let is_large_text = FileKind::of(&bytes) == FileKind::Text && !kept::is_kept(&bytes);
            if let Some(on_disk) = on_disk.filter(|_| is_large_text) {
                return Ok(Self::OnDisk(without_cut_letter(bytes), on_disk));
            }
        }
        // What it has and a byte more, behind which its end is seen: else it would be given twice of that.
        bytes.reserve_exact(usize::try_from(size).unwrap_or(0).saturating_sub(bytes.len()) + 1);
        file.read_to_end(&mut bytes)?;
        Ok(Self::Memory(bytes))
    }

    /// Its bytes, or the first of them, by which it is seen what it is.
    pub fn beginning(&self) -> &[u8] {
        match self {
            Self::Memory(bytes) | Self::OnDisk(bytes, _) => bytes,
        }
    }

    /// How many there are.
    pub fn size(&self) -> usize {
        match self {
            Self::Memory(bytes) => bytes.len(),
            Self::OnDisk(_, file) => file.size(),
        }
    }

    /// Why a part of them could not be read, whatever was said of the file then, and where it lies.
    pub fn problem(&self) -> Option<(&Path, &ReadProblem)> {
        match self {
            Self::Memory(_) => None,
            Self::OnDisk(_, file) => file.problem().map(|problem| (file.path(), problem)),
        }
    }
}
