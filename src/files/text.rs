//! The bytes of a file as text: byte order marks, UTF-16, the old end-of-file byte, and where each byte came from.

use std::borrow::Cow;

#[cfg(feature = "tables")]
use crate::files::container::kind;
use crate::files::encoding;
use crate::files::encoding::Encoding;
use crate::files::refusal::{FileWarning, Refusal};

/// A file ready to be cut into records.
#[derive(Debug)]
pub struct Text<'d> {
    bytes: Cow<'d, [u8]>,
    start: usize,
    end: usize,
    origin: TextOrigin,
    /// Whether a byte order mark was taken off already.
    marked: bool,
    /// Whether all of it is UTF-8; if not, single rows are refused.
    pub is_utf8: bool,
    /// Whether there is a NUL byte anywhere.
    pub has_nul: bool,
}

#[derive(Debug)]
enum TextOrigin {
    Same,
    /// For each line start: its byte in the text and in the file as it came.
    Transcoded(Vec<(usize, usize)>),
}

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";
const LITTLE_MARK: &[u8] = b"\xFF\xFE";
const BIG_MARK: &[u8] = b"\xFE\xFF";
/// What DOS put at the end of a text.
const CTRL_Z: u8 = 0x1A;

impl<'d> Text<'d> {
    /// Takes the bytes of a file, with warnings about what had to be done to read them.
    ///
    /// # Errors
    /// The file is empty, another format, or in an encoding that cannot be identified for certain.
    pub fn open(bytes: &'d [u8]) -> Result<(Self, Vec<FileWarning>), Refusal> {
        Self::open_as(bytes, Encoding::Utf8)
    }

    /// As [`Text::open`], where a text without a byte order mark is declared to be in this encoding.
    ///
    /// # Errors
    /// As [`Text::open`]; and the file is UTF-8 where another encoding is declared.
    pub fn open_as(bytes: &'d [u8], encoding: Encoding) -> Result<(Self, Vec<FileWarning>), Refusal> {
        #[cfg(feature = "tables")]
        kind::refuse_other_formats(bytes)?;
        let mut notes = Vec::new();
        let mut text = match bytes {
            [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => return Err(encoding::unread("UTF-32")),
            _ if bytes.starts_with(LITTLE_MARK) => Self::transcode(bytes, u16::from_le_bytes, "UTF-16LE", &mut notes)?,
            _ if bytes.starts_with(BIG_MARK) => Self::transcode(bytes, u16::from_be_bytes, "UTF-16BE", &mut notes)?,
            _ if encoding == Encoding::Windows1252 && !bytes.is_ascii() && !bytes.starts_with(UTF8_MARK) => {
                let (text, lines) = encoding::from_windows_1252(bytes)?;
                Self::over(Cow::Owned(text), TextOrigin::Transcoded(lines))
            }
            _ => Self::over(Cow::Borrowed(bytes), TextOrigin::Same),
        };
        text.strip_marks(&mut notes);
        text.strip_trailer(&mut notes);
        let content = text.content();
        if content.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')) {
            let hint = "ask the sender for the file again; an extract without rows still has a header line";
            return Err(Refusal::new("F_EMPTY", "there is nothing in the file", hint));
        }
        let (is_utf8, has_nul) = (encoding::check_utf8(content)?, content.contains(&0));
        (text.is_utf8, text.has_nul) = (is_utf8, has_nul);
        Ok((text, notes))
    }

    fn over(bytes: Cow<'d, [u8]>, origin: TextOrigin) -> Self {
        let end = bytes.len();
        Self { bytes, start: 0, end, origin, marked: false, is_utf8: true, has_nul: false }
    }

    fn transcode(
        bytes: &[u8],
        unit: fn([u8; 2]) -> u16,
        name: &str,
        notes: &mut Vec<FileWarning>,
    ) -> Result<Self, Refusal> {
        let (text, lines) = encoding::from_utf16(&bytes[2..], unit, name)?;
        let message = format!("the file is {name} by its byte order mark; it was read as such");
        notes.push(FileWarning::new("W_ENCODING", message, "ask the sender for `CSV UTF-8`"));
        let origin = lines.into_iter().map(|(here, there)| (here, there + 2)).collect();
        Ok(Self { marked: true, ..Self::over(Cow::Owned(text), TextOrigin::Transcoded(origin)) })
    }

    fn strip_marks(&mut self, notes: &mut Vec<FileWarning>) {
        let mut marks = usize::from(self.marked);
        while self.bytes[self.start..].starts_with(UTF8_MARK) {
            self.start += UTF8_MARK.len();
            marks += 1;
        }
        if marks > 1 {
            let message = format!("the file starts with {marks} byte order marks; all were passed over");
            notes.push(FileWarning::new("W_BOM", message, "some program on the way added a mark to a marked file"));
        }
    }

    fn strip_trailer(&mut self, notes: &mut Vec<FileWarning>) {
        let before = self.end;
        while self.end > self.start && self.bytes[self.end - 1] == CTRL_Z {
            self.end -= 1;
        }
        if self.end < before {
            let message = "the file ends with the byte 0x1A, the old end-of-file mark; it was passed over";
            notes.push(FileWarning::new("W_TRAILER", message, ""));
        }
    }

    /// The bytes up to the end of the content; positions count from the start of these.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..self.end]
    }

    /// The first byte behind the byte order marks.
    pub fn start(&self) -> usize {
        self.start
    }

    fn content(&self) -> &[u8] {
        &self.bytes[self.start..self.end]
    }

    /// The offset in the file as it came, of a byte at which a line starts.
    pub fn offset(&self, line_start: usize) -> u64 {
        let there = match &self.origin {
            TextOrigin::Same => line_start,
            TextOrigin::Transcoded(lines) => {
                let index = lines.partition_point(|(here, _)| *here <= line_start).saturating_sub(1);
                lines.get(index).map_or(line_start, |(here, there)| there + (line_start - here))
            }
        };
        there as u64
    }

    /// Line, and column in characters, of a byte.
    pub fn place(&self, at: usize) -> (usize, usize) {
        encoding::place(&self.bytes[self.start..self.end], at.saturating_sub(self.start))
    }
}
