//! Bytes of a file, block by block: read where they are wanted, cut at line ends, hashed on the way.

use std::io;

use sha2::{Digest, Sha256};

use crate::domain::nhs_number::hexadecimal;

/// A file whose bytes can be read from any place.
pub trait Bytes: Sync {
    /// How many there are.
    ///
    /// # Errors
    /// The system refuses.
    fn length(&self) -> io::Result<u64>;
    /// Reads some from a place on; 0 at the end.
    ///
    /// # Errors
    /// The system refuses.
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize>;
}

impl Bytes for std::fs::File {
    fn length(&self) -> io::Result<u64> {
        Ok(self.metadata()?.len())
    }

    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        std::os::unix::fs::FileExt::read_at(self, buffer, offset)
    }
}

impl Bytes for &[u8] {
    fn length(&self) -> io::Result<u64> {
        Ok(self.len() as u64)
    }

    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        let start = self.len().min(usize::try_from(offset).unwrap_or(usize::MAX));
        let length = buffer.len().min(self.len() - start);
        buffer[..length].copy_from_slice(&self[start..start + length]);
        Ok(length)
    }
}

/// Reads exactly as many bytes as there are from a place on, up to a number.
pub fn read_full(bytes: &dyn Bytes, buffer: &mut Vec<u8>, offset: u64, length: usize) -> io::Result<()> {
    buffer.resize(length, 0);
    let mut read = 0;
    while read < length {
        match bytes.read_at(&mut buffer[read..], offset + read as u64) {
            Ok(0) => break,
            Ok(more) => read += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    buffer.truncate(read);
    Ok(())
}

/// The SHA-256 of a whole file, in hexadecimal.
pub fn sha256(bytes: &dyn Bytes) -> io::Result<String> {
    let (mut hash, mut block, mut offset) = (Sha256::new(), Vec::new(), 0);
    loop {
        read_full(bytes, &mut block, offset, 1 << 20)?;
        if block.is_empty() {
            return Ok(hexadecimal(&hash.finalize()));
        }
        hash.update(&block);
        offset += block.len() as u64;
    }
}

/// Some megabytes of whole lines.
#[derive(Debug, Default)]
pub struct Batch {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Where the first stands in the file.
    pub offset: u64,
    /// Where its blocks end, each behind a line end or at the end of the file.
    pub ends: Vec<usize>,
    /// Whether the file ends here.
    pub last: bool,
}

impl Batch {
    /// The byte of the file behind its last block.
    pub fn end(&self) -> u64 {
        self.offset + self.ends.last().copied().unwrap_or(0) as u64
    }

    /// Where a block starts.
    pub fn start(&self, block: usize) -> usize {
        block.checked_sub(1).map_or(0, |before| self.ends[before])
    }

    /// Cuts the first `whole` bytes into blocks.
    fn cut(&mut self, whole: usize, block: usize) {
        let mut start = 0;
        while start < whole {
            let wanted = start.saturating_add(block);
            let found = self.bytes.get(wanted..whole).and_then(|rest| rest.iter().position(|byte| *byte == b'\n'));
            start = found.map_or(whole, |length| wanted + length + 1);
            self.ends.push(start);
        }
    }
}

/// Reads a file once from front to back.
pub struct Reader<'b> {
    bytes: &'b dyn Bytes,
    hash: Sha256,
    hashed: u64,
}

impl<'b> Reader<'b> {
    /// For a file.
    pub fn new(bytes: &'b dyn Bytes) -> Self {
        Self { bytes, hash: Sha256::new(), hashed: 0 }
    }

    /// Reads about `length` bytes from `offset` on, or more where a line is longer, in blocks of about `block`.
    pub fn fill(&mut self, batch: &mut Batch, offset: u64, mut length: usize, block: usize) -> io::Result<()> {
        (batch.offset, batch.last) = (offset, false);
        batch.ends.clear();
        while batch.ends.is_empty() {
            read_full(self.bytes, &mut batch.bytes, offset, length)?;
            batch.last = batch.bytes.len() < length;
            if batch.last {
                // One that is as long as asked for may be the end too; then the next is empty.
                batch.cut(batch.bytes.len(), block);
                break;
            }
            let whole = batch.bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            batch.cut(whole, block);
            length *= 2;
        }
        let known = usize::try_from(self.hashed.saturating_sub(offset)).unwrap_or(usize::MAX);
        if let Some(fresh) = batch.bytes.get(known..) {
            self.hash.update(fresh);
            self.hashed = self.hashed.max(offset + batch.bytes.len() as u64);
        }
        Ok(())
    }

    /// The SHA-256 of all bytes read, in hexadecimal.
    pub fn sha256(self) -> String {
        hexadecimal(&self.hash.finalize())
    }
}
