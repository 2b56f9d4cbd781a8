//! A text in parts, so that of a large file only some are in memory. What holds of all of it (its encoding, the marks round
//! it, whether it is UTF-8) is seen first, piece by piece.

use std::borrow::Cow;

#[cfg(feature = "tables")]
use crate::files::container::kind;
use crate::files::csv_records::{CsvRecord, RecordScanner};
use crate::files::encoding::{self, Encoding, EncodingSurvey};
use crate::files::refusal::{FileWarning, Refusal};
use crate::files::text::{Text, TextOrigin};
use crate::files::text_source::TextSource;

/// Bytes of a piece of which only is seen how it is encoded.
const PIECE: usize = 1 << 20;
const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";
const LITTLE_MARK: &[u8] = b"\xFF\xFE";
const BIG_MARK: &[u8] = b"\xFE\xFF";

/// How the letters of a text are written.
#[derive(Clone, Copy, Debug)]
enum Writing {
    Utf8,
    Windows1252,
    Utf16(fn([u8; 2]) -> u16, &'static str),
}

impl Writing {
    /// Some bytes as UTF-8, and where its lines came from.
    fn decoded<'b>(self, bytes: Cow<'b, [u8]>) -> (Cow<'b, [u8]>, TextOrigin) {
        let (text, lines) = match self {
            Self::Utf8 => return (bytes, TextOrigin::Same),
            Self::Windows1252 => encoding::from_windows_1252(&bytes),
            Self::Utf16(unit, _) => encoding::from_utf16(&bytes, unit),
        };
        (Cow::Owned(text), TextOrigin::Transcoded(lines))
    }

    /// The bytes up to the last that certainly ends a letter and is not half the end of a line; 0 if there is none.
    fn whole_letters(self, bytes: &[u8]) -> usize {
        let ends = |letter: u16| letter < 0x80 && letter != u16::from(b'\r');
        match self {
            Self::Utf16(unit, _) => {
                let pairs = bytes.as_chunks::<2>().0;
                pairs.iter().rposition(|pair| ends(unit(*pair))).map_or(0, |at| 2 * (at + 1))
            }
            _ => bytes.iter().rposition(|byte| ends((*byte).into())).map_or(0, |at| at + 1),
        }
    }

    /// What the old end-of-file byte looks like.
    fn trailer(self) -> Vec<u8> {
        const CTRL_Z: u8 = 0x1A;
        match self {
            Self::Utf16(unit, _) if unit([CTRL_Z, 0]) == u16::from(CTRL_Z) => vec![CTRL_Z, 0],
            Self::Utf16(..) => vec![0, CTRL_Z],
            _ => vec![CTRL_Z],
        }
    }
}

/// The beginning of a file, without a letter that was cut through.
pub fn without_cut_letter(mut bytes: Vec<u8>) -> Vec<u8> {
    let writing = match &*bytes {
        [0xFF, 0xFE, ..] => Writing::Utf16(u16::from_le_bytes, ""),
        [0xFE, 0xFF, ..] => Writing::Utf16(u16::from_be_bytes, ""),
        _ => Writing::Utf8,
    };
    let whole = writing.whole_letters(&bytes);
    bytes.truncate(if whole == 0 { bytes.len() } else { whole });
    bytes
}

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
        let (parts, notes) = TextParts::open(TextSource::Memory(bytes), encoding)?;
        Ok((parts.part(parts.start, parts.end - parts.start, 0)?, notes))
    }

    /// As [`Text::open_as`], of the whole of a text that may be on disk.
    ///
    /// # Errors
    /// As [`Text::open_as`]; or the file changed, or cannot be read.
    pub fn whole(source: TextSource<'d>, encoding: Encoding) -> Result<Self, Refusal> {
        let (parts, _) = TextParts::open(source, encoding)?;
        parts.part(parts.start, parts.end - parts.start, 0)
    }
}

/// A text of which parts are read.
#[derive(Clone, Copy, Debug)]
pub struct TextParts<'d> {
    source: TextSource<'d>,
    writing: Writing,
    /// The first byte behind the marks.
    pub start: usize,
    /// The byte behind the last.
    pub end: usize,
    is_utf8: bool,
    has_nul: bool,
}

impl<'d> TextParts<'d> {
    /// Looks through a text, with warnings about what has to be done to read it. Where it has no byte order mark it is declared
    /// to be in this encoding.
    ///
    /// # Errors
    /// The file is empty, another format, or in an encoding that cannot be identified for certain; or UTF-8 where another
    /// encoding is declared.
    pub fn open(source: TextSource<'d>, declared: Encoding) -> Result<(Self, Vec<FileWarning>), Refusal> {
        Self::open_in(PIECE, source, declared)
    }

    /// As [`TextParts::open`], in pieces of so many bytes. That affects speed, never the result.
    ///
    /// # Errors
    /// As [`TextParts::open`].
    pub fn open_in(
        piece: usize,
        source: TextSource<'d>,
        declared: Encoding,
    ) -> Result<(Self, Vec<FileWarning>), Refusal> {
        let (size, mut notes) = (source.size(), Vec::new());
        let beginning = match source {
            TextSource::Memory(bytes) => Cow::Borrowed(bytes),
            TextSource::Disk(_) => source.bytes(0..size.min(PIECE))?,
        };
        #[cfg(feature = "tables")]
        kind::refuse_other_formats(&beginning)?;
        let mut parts = Self { source, writing: Writing::Utf8, start: 0, end: size, is_utf8: true, has_nul: false };
        let mark = match &*beginning {
            [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => return Err(encoding::unread("UTF-32")),
            _ if beginning.starts_with(LITTLE_MARK) => {
                parts.writing = Writing::Utf16(u16::from_le_bytes, "UTF-16LE");
                LITTLE_MARK
            }
            _ if beginning.starts_with(BIG_MARK) => {
                parts.writing = Writing::Utf16(u16::from_be_bytes, "UTF-16BE");
                BIG_MARK
            }
            _ if declared == Encoding::Windows1252 && !beginning.starts_with(UTF8_MARK) => {
                parts.writing = parts.windows_1252_or_ascii(piece)?;
                UTF8_MARK
            }
            _ => UTF8_MARK,
        };
        drop(beginning);
        parts.pass_marks(mark, &mut notes)?;
        parts.look_through(piece)?;
        Ok((parts, notes))
    }

    /// What is declared to be Windows-1252 and has more than ASCII.
    fn windows_1252_or_ascii(&self, piece: usize) -> Result<Writing, Refusal> {
        let (mut is_ascii, mut is_utf8) = (true, true);
        self.each_piece(piece, &mut |bytes| {
            is_ascii &= bytes.is_ascii();
            is_utf8 &= std::str::from_utf8(bytes).is_ok();
        })?;
        match (is_ascii, is_utf8) {
            (true, _) => Ok(Writing::Utf8),
            (false, true) => Err(encoding::not_windows_1252()),
            (false, false) => Ok(Writing::Windows1252),
        }
    }

    /// Passes over byte order marks at the start, and old end-of-file bytes at the end.
    fn pass_marks(&mut self, mark: &[u8], notes: &mut Vec<FileWarning>) -> Result<(), Refusal> {
        if let Writing::Utf16(_, name) = self.writing {
            if self.end % 2 == 1 {
                let what = format!("the file is {name} and has an odd number of bytes: it was cut short");
                return Err(Refusal::new("F_TRUNCATED", what, "ask the sender for the file again"));
            }
            let message = format!("the file is {name} by its byte order mark; it was read as such");
            notes.push(FileWarning::new("W_ENCODING", message, "ask the sender for `CSV UTF-8`"));
        }
        let marks = self.source.repeats(self.start..self.end, mark, false)?;
        self.start += marks * mark.len();
        if marks > 1 {
            let message = format!("the file starts with {marks} byte order marks; all were passed over");
            notes.push(FileWarning::new("W_BOM", message, "some program on the way added a mark to a marked file"));
        }
        let trailer = self.writing.trailer();
        let trailers = self.source.repeats(self.start..self.end, &trailer, true)?;
        self.end -= trailers * trailer.len();
        if trailers > 0 {
            let message = "the file ends with the byte 0x1A, the old end-of-file mark; it was passed over";
            notes.push(FileWarning::new("W_TRAILER", message, ""));
        }
        Ok(())
    }

    /// Sees whether there is anything in it, and whether that is UTF-8.
    fn look_through(&mut self, piece: usize) -> Result<(), Refusal> {
        let mut survey = EncodingSurvey::default();
        self.each_piece(piece, &mut |bytes| survey.add(bytes))?;
        if survey.is_blank() {
            let hint = "ask the sender for the file again; an extract without rows still has a header line";
            return Err(Refusal::new("F_EMPTY", "there is nothing in the file", hint));
        }
        self.has_nul = survey.has_nul;
        self.is_utf8 = survey.is_utf8(|at| self.place(piece, at))?;
        Ok(())
    }

    /// Line, and column in characters, of a byte of the text.
    fn place(&self, piece: usize, at: usize) -> Result<(usize, usize), Refusal> {
        let ((mut line, mut column), mut seen) = ((1, 1), 0);
        self.each_piece(piece, &mut |bytes| {
            if seen <= at {
                let (lines, characters) = encoding::place(bytes, at - seen);
                column = if lines == 1 { column + characters - 1 } else { characters };
                line += lines - 1;
            }
            seen += bytes.len();
        })?;
        Ok((line, column))
    }

    /// Gives the text piece by piece. None is cut within a letter, or between a carriage return and its line feed.
    fn each_piece(&self, size: usize, take: &mut dyn FnMut(&[u8])) -> Result<(), Refusal> {
        let (mut at, mut most) = (self.start, size);
        while at < self.end {
            let to = at.saturating_add(most).min(self.end);
            let bytes = self.source.bytes(at..to)?;
            let whole = if to == self.end { bytes.len() } else { self.writing.whole_letters(&bytes) };
            if whole == 0 {
                most = most.saturating_mul(2);
                continue;
            }
            take(&self.writing.decoded(Cow::Borrowed(&bytes[..whole])).0);
            (at, most) = (at + whole, size);
        }
        Ok(())
    }

    /// Some bytes of the text from a start of a line on, behind so many lines.
    ///
    /// # Errors
    /// The file changed, or cannot be read.
    pub fn part(&self, start: usize, size: usize, lines: usize) -> Result<Text<'d>, Refusal> {
        let size = match self.writing {
            // Half of a pair of bytes is no letter.
            Writing::Utf16(..) => size.max(2) & !1,
            _ => size.max(1),
        };
        let end = start.saturating_add(size).min(self.end);
        let (bytes, origin) = self.writing.decoded(self.source.bytes(start..end)?);
        let Self { is_utf8, has_nul, .. } = *self;
        Ok(Text { bytes, origin, start, end, lines, is_last: end == self.end, is_utf8, has_nul })
    }

    /// Gives each record of the text in its order, by the sign between its cells, from the start of a line on behind so many
    /// lines; parts of `size` bytes are in memory, or one record. It ends where a quote is never closed.
    ///
    /// # Errors
    /// Those of what takes the records; the file changed, or cannot be read.
    pub fn each_record(
        &self,
        (mut at, mut lines, delimiter): (usize, usize, u8),
        size: usize,
        take: &mut dyn FnMut(&Text<'_>, &CsvRecord) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let (mut most, mut record) = (size, CsvRecord::default());
        while at < self.end {
            let text = self.part(at, most, lines)?;
            let mut scanner = RecordScanner::new(text.bytes(), 0, delimiter).moved(0, lines as u32 + 1);
            let mut done = 0;
            while scanner.next(&mut record).unwrap_or(false) && (text.is_last || record.end < text.bytes().len()) {
                take(&text, &record)?;
                (done, lines) = (record.end, scanner.line() as usize - 1);
            }
            if text.is_last {
                break;
            }
            // One record can be longer than a part.
            most = if done == 0 { most.saturating_mul(2) } else { size };
            at = text.offset(done) as usize;
        }
        Ok(())
    }
}
