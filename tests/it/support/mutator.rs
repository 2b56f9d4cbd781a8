//! Mutations of files: bits, bytes, lines, cells, quotes, delimiters, cuts, copies, zero bytes, encodings. The same
//! number gives the same mutations on every run.

use crate::settle::messages_support::Chance;

/// What is put into a file: signs that mean something to some reader.
const PIECES: [&[u8]; 40] = [
    b"\"",
    b"\"\"",
    b"\"\"\"",
    b",",
    b",,",
    b";",
    b"\t",
    b"|",
    b"\n",
    b"\r\n",
    b"\r",
    b"\n\n",
    b"\0",
    b"\x1A",
    b"\x1B[2J",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\xFF",
    b"\xC3",
    b"\xE2\x80\xAE",
    b"\xC2\xA0",
    b"=cmd|' /C calc'!A0",
    b"'",
    b"\\\"",
    b"sep=;\n",
    b"<",
    b"&x;",
    b"<![CDATA[",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b"\\u0000",
    b"^",
    b"~",
    b"MSH|^~\\&|",
    b"1e999",
    b"99999999999999999999",
    b"2026-02-30",
];

/// Makes mutations.
pub struct Mutator {
    chance: Chance,
}

impl Mutator {
    pub fn new(number: u64) -> Self {
        let mut chance = Chance(number.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5EED);
        // The first numbers of near seeds are near each other.
        (0..4).for_each(|_| _ = chance.below(2));
        Self { chance }
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.chance.below(limit)
    }

    /// A file with one to four mutations; pieces may come of another.
    pub fn file(&mut self, bytes: &[u8], other: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        for _ in 0..=self.below(4) {
            self.once(&mut bytes, other);
        }
        bytes
    }

    fn once(&mut self, bytes: &mut Vec<u8>, other: &[u8]) {
        match self.below(16) {
            0 | 1 => self.flip(bytes),
            2 => {
                let (at, byte) = (self.below(bytes.len() + 1), self.below(256) as u8);
                bytes.insert(at, byte);
            }
            3 => drop(bytes.drain(self.piece(bytes.len(), 8))),
            4..=6 => {
                let (at, piece) = (self.below(bytes.len() + 1), PIECES[self.below(PIECES.len())]);
                bytes.splice(at..at, piece.iter().copied());
            }
            7 | 8 => self.parts(bytes, b'\n'),
            9 | 10 => self.parts(bytes, b','),
            11 => bytes.truncate(self.below(bytes.len() + 1)),
            12 => {
                let piece = bytes[self.piece(bytes.len(), 400)].to_vec();
                let at = self.below(bytes.len() + 1);
                bytes.splice(at..at, piece);
            }
            13 => {
                let piece = other[self.piece(other.len(), 200)].to_vec();
                let at = self.below(bytes.len() + 1);
                bytes.splice(at..at, piece);
            }
            14 => {
                let piece = self.piece(bytes.len(), 6);
                bytes[piece].fill(0);
            }
            _ => self.encode(bytes),
        }
    }

    fn flip(&mut self, bytes: &mut [u8]) {
        if !bytes.is_empty() {
            let at = self.below(bytes.len());
            bytes[at] ^= 1 << self.below(8);
        }
    }

    /// A stretch of at most so many bytes.
    fn piece(&mut self, length: usize, most: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        start..(start + 1 + self.below(most)).min(length)
    }

    /// Swaps, doubles or drops what stands between two signs: lines or cells.
    fn parts(&mut self, bytes: &mut Vec<u8>, sign: u8) {
        let mut parts: Vec<Vec<u8>> = bytes.split(|byte| *byte == sign).map(<[u8]>::to_vec).collect();
        let (one, other) = (self.below(parts.len()), self.below(parts.len()));
        match self.below(4) {
            0 | 1 => parts.swap(one, other),
            2 => parts.insert(one, parts[other].clone()),
            _ => drop(parts.remove(one)),
        }
        *bytes = parts.join(&sign);
    }

    /// Writes the file in another encoding, or says falsely that it is.
    fn encode(&mut self, bytes: &mut Vec<u8>) {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let wide = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
        *bytes = match self.below(6) {
            0 => [b"\xFF\xFE".to_vec(), wide(u16::to_le_bytes)].concat(),
            1 => [b"\xFE\xFF".to_vec(), wide(u16::to_be_bytes)].concat(),
            2 => wide(u16::to_le_bytes),
            3 => text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect(),
            4 => [b"\xEF\xBB\xBF".to_vec(), std::mem::take(bytes)].concat(),
            _ => text.replace('\n', "\r").into_bytes(),
        };
    }
}
