//! How a text is encoded: UTF-16, UTF-8, or something that looks like Windows-1252. Nothing is guessed into place: a file is read by its mark or its validity, or it is refused.

use crate::files::refusal::Refusal;
use serde::Deserialize;

/// An encoding that a profile can declare.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum Encoding {
    /// The default; UTF-16 is recognised by its byte order mark, whatever is declared.
    #[default]
    #[serde(rename = "utf-8", alias = "UTF-8")]
    Utf8,
    /// What Excel in Western Europe writes for `CSV`.
    #[serde(rename = "windows-1252", alias = "Windows-1252", alias = "cp1252")]
    Windows1252,
}

/// The refusal of a file in an encoding that is not read.
pub fn unread(name: &str) -> Refusal {
    let what = format!("the file is not UTF-8: it looks like {name}");
    Refusal::new("F_ENCODING", what, "ask the sender for `CSV UTF-8`, or save it so in a spreadsheet").at((1, 1))
}

/// A text, and for each of its line starts the byte in it and the byte in the file.
pub type Transcoded = (Vec<u8>, Vec<(usize, usize)>);

/// UTF-16 as UTF-8 with, for each line start, its byte in the text and in `bytes`. A half of a pair without the other
/// becomes the three bytes that UTF-8 forbids for it, so that its row is refused like any other.
pub fn from_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Transcoded {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    let (mut text, mut lines, mut read) = (Vec::with_capacity(bytes.len()), vec![(0, 0)], 0);
    for decoded in char::decode_utf16(units) {
        match decoded {
            Ok(character) => {
                text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                read += 2 * character.len_utf16();
                if matches!(character, '\n' | '\r') {
                    lines.push((text.len(), read));
                }
            }
            Err(half) => {
                let half = half.unpaired_surrogate();
                text.extend([0xED, 0x80 | (half >> 6 & 0x3F) as u8, 0x80 | (half & 0x3F) as u8]);
                read += 2;
            }
        }
    }
    (text, lines)
}

/// The character of a byte of Windows-1252; nothing for the five that it does not have.
pub fn windows_1252(byte: u8) -> Option<char> {
    const UPPER: [u16; 32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D,
        0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,
        0x017E, 0x0178,
    ];
    match byte {
        0x80..=0x9F => match UPPER[usize::from(byte - 0x80)] {
            0 => None,
            letter => char::from_u32(letter.into()),
        },
        _ => Some(byte.into()),
    }
}

/// Windows-1252, as a profile declares it, as UTF-8 with, for each line start, its byte in the text and in `bytes`. A byte
/// that it does not have stays as it is, which UTF-8 forbids, so that its row is refused like any other.
pub fn from_windows_1252(bytes: &[u8]) -> Transcoded {
    let (mut text, mut lines) = (Vec::with_capacity(bytes.len() + bytes.len() / 16), vec![(0, 0)]);
    for (at, byte) in bytes.iter().enumerate() {
        match windows_1252(*byte) {
            Some(letter) => text.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()),
            None => text.push(*byte),
        }
        if matches!(byte, b'\n' | b'\r') {
            lines.push((text.len(), at + 1));
        }
    }
    (text, lines)
}

/// The refusal of a file that is declared to be Windows-1252 and is UTF-8.
pub fn not_windows_1252() -> Refusal {
    let what = "the profile says that the file is Windows-1252, and it is UTF-8";
    let hint = "leave `encoding` out of the profile, if the sender writes UTF-8 now";
    Refusal::new("F_ENCODING", what, hint).at((1, 1))
}

/// What is seen of a text piece by piece; no piece is cut within a letter.
#[derive(Debug, Default)]
pub struct EncodingSurvey {
    /// How many bytes were seen.
    seen: usize,
    /// What the zeros in the first bytes tell it to be.
    zeros: Option<&'static str>,
    /// The first byte that is not UTF-8, and its value.
    wrong: Option<(usize, u8)>,
    /// Whether a line ended before it, behind white space at the start.
    is_below_header: bool,
    is_filled: bool,
    is_not_windows: bool,
    /// Whether there is a NUL byte anywhere.
    pub has_nul: bool,
}

impl EncodingSurvey {
    /// Looks at the next piece.
    pub fn add(&mut self, piece: &[u8]) {
        if self.seen == 0 {
            self.zeros = zeros(piece);
        }
        let at = std::str::from_utf8(piece).err().map(|error| error.valid_up_to());
        if self.wrong.is_none() {
            let before = &piece[..at.unwrap_or(piece.len())];
            let content = if self.is_filled { before } else { before.trim_ascii_start() };
            self.is_below_header |= content.iter().any(|byte| matches!(byte, b'\n' | b'\r'));
            self.wrong = at.map(|at| (self.seen + at, piece[at]));
        }
        self.is_filled |= piece.iter().any(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
        self.is_not_windows |= !piece.is_ascii() && !looks_like_windows_1252(piece);
        self.has_nul |= piece.contains(&0);
        self.seen += piece.len();
    }

    /// Whether there is nothing but white space.
    pub fn is_blank(&self) -> bool {
        !self.is_filled
    }

    /// Whether the text is UTF-8 throughout. If it is not, but single rows can be blamed, that is `false`. `place` gives line
    /// and column of a byte.
    ///
    /// # Errors
    /// The encoding cannot be identified for certain.
    pub fn is_utf8(&self, place: impl Fn(usize) -> Result<(usize, usize), Refusal>) -> Result<bool, Refusal> {
        if let Some(name) = self.zeros {
            return Err(unread(name));
        }
        let Some((at, byte)) = self.wrong else { return Ok(true) };
        if self.is_not_windows && self.is_below_header {
            return Ok(false);
        }
        let is_windows = !self.is_not_windows;
        let guess = if is_windows { "; it looks like Windows-1252, which Excel writes for `CSV`" } else { "" };
        let what = format!("byte 0x{byte:02X} at offset {at} is not UTF-8{guess}");
        let hint = "ask the sender for `CSV UTF-8`, or save it so in a spreadsheet; no character is guessed; or declare \
                    encoding = \"windows-1252\" under [profile] of a profile of your own, if that is what it is";
        Err(Refusal::new("F_ENCODING", what, hint).at(place(at)?))
    }
}

/// What the zeros in the first bytes of a text tell it to be.
fn zeros(start: &[u8]) -> Option<&'static str> {
    let sample = &start[..start.len().min(512)];
    let nul =
        |odd: usize| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count() * 10 > sample.len() * 4;
    match (nul(0), nul(1)) {
        (false, true) => Some("UTF-16LE without a byte order mark"),
        (true, false) => Some("UTF-16BE without a byte order mark"),
        (true, true) => Some("binary data"),
        (false, false) => None,
    }
}

/// Whether everything beyond ASCII reads as Windows-1252: single signs between ASCII, or runs of letters.
pub fn looks_like_windows_1252(bytes: &[u8]) -> bool {
    let letter = |byte: &u8| matches!(byte, 0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0xFF | 0x8A | 0x8C | 0x8E | 0x9A | 0x9C | 0x9E | 0x9F);
    let defined = |byte: &u8| !matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D);
    let mut runs = bytes.split(u8::is_ascii).filter(|run| !run.is_empty());
    bytes.utf8_chunks().all(|chunk| chunk.valid().is_ascii())
        && runs.all(|run| run.iter().all(letter) || (run.len() == 1 && run.iter().all(defined)))
}

/// Line, and column in characters, of a byte; both from 1.
pub fn place(bytes: &[u8], at: usize) -> (usize, usize) {
    let before = &bytes[..at.min(bytes.len())];
    let (mut line, mut line_start) = (1, 0);
    for (index, byte) in before.iter().enumerate() {
        let ends = *byte == b'\n' || (*byte == b'\r' && bytes.get(index + 1) != Some(&b'\n'));
        if ends {
            (line, line_start) = (line + 1, index + 1);
        }
    }
    let characters = before[line_start..].iter().filter(|byte| **byte & 0xC0 != 0x80).count();
    (line, characters + 1)
}
