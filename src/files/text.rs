//! A text, or a part of one, ready to be cut into records: as UTF-8, with where each line came from.

use std::borrow::Cow;

use crate::files::encoding;

/// A text, or a part of one that begins with a line.
#[derive(Debug)]
pub struct Text<'d> {
    pub(super) bytes: Cow<'d, [u8]>,
    pub(super) origin: TextOrigin,
    /// Its first byte in the file as it came.
    pub(super) start: usize,
    /// The byte behind its last there.
    pub(super) end: usize,
    /// The lines of the file before it.
    pub(super) lines: usize,
    /// Whether the file ends with it.
    pub is_last: bool,
    /// Whether all of the file is UTF-8; if not, single rows are refused.
    pub is_utf8: bool,
    /// Whether there is a NUL byte anywhere in the file.
    pub has_nul: bool,
}

#[derive(Debug)]
pub(super) enum TextOrigin {
    Same,
    /// For each line start: its byte in the text and in the bytes that it was made of.
    Transcoded(Vec<(usize, usize)>),
}

impl Text<'_> {
    /// Its bytes; positions count from the start of these.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The offset in the file as it came, of a byte at which a line starts, or of the end.
    pub fn offset(&self, line_start: usize) -> u64 {
        let within = match &self.origin {
            _ if line_start == self.bytes.len() => self.end - self.start,
            TextOrigin::Same => line_start,
            TextOrigin::Transcoded(lines) => {
                let index = lines.partition_point(|(here, _)| *here <= line_start).saturating_sub(1);
                lines.get(index).map_or(line_start, |(here, there)| there + (line_start - here))
            }
        };
        (self.start + within) as u64
    }

    /// Line, and column in characters, of a byte.
    pub fn place(&self, at: usize) -> (usize, usize) {
        let (line, column) = encoding::place(&self.bytes, at);
        (self.lines + line, column)
    }
}
