//! What a file may ask for: bytes when inflated, cells, columns, characters; and what the process that reads it may use.

use crate::files::refusal::Refusal;

/// Most bytes that an archive or gzip file may inflate to: 512 MB.
pub const INFLATED: u64 = 512 << 20;

/// Most bytes that one byte of an archive may inflate to, on average: a hundred. Tables inflate ten- to thirtyfold.
pub const RATIO: u64 = 100;

/// The ratio does not matter up to this many inflated bytes (16 MB): what is small does no harm.
pub const RATIO_FLOOR: u64 = 16 << 20;

/// Most cells of one table, empty ones between its corners included.
pub const CELLS: u64 = 50_000_000;

/// Most columns of a table, as many as a spreadsheet has.
pub const COLUMNS: usize = 16_384;

/// Most rows of a sheet of a workbook.
pub const ROWS: u32 = 1_048_576;

/// Most rows of a sheet of an old workbook (XLS).
pub const OLD_ROWS: u32 = 65_536;

/// Most characters of a cell, as a spreadsheet has it.
pub const CHARACTERS: usize = 32_767;

/// Most levels of elements in XML, or of values in JSON.
pub const DEPTH: usize = 64;

/// Most attributes of one element of XML.
pub const ATTRIBUTES: usize = 256;

/// Most parts of a workbook.
pub const PARTS: usize = 10_000;

/// What to do about a file that is too much.
pub const SMALLER: &str = "ask the sender for a smaller file, or for CSV, which has no such limit";

/// What the process that reads a file may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of address space.
    pub memory: u64,
    /// Seconds, of the processor and of the clock on the wall.
    pub seconds: u64,
}

impl Default for Limits {
    /// 2 GB and a minute: a sheet of a million rows and twelve columns takes about half of either.
    fn default() -> Self {
        Self { memory: 2 << 30, seconds: 60 }
    }
}

impl Limits {
    /// The refusal of a file that takes more memory than there is.
    pub fn exceeded(self) -> Refusal {
        let what = format!("reading the file takes more memory than {}", megabytes(self.memory));
        Refusal::new("F_TOO_BIG", what, SMALLER)
    }

    /// Most bytes that such a process may answer: nothing that it holds in memory is longer when written.
    pub fn answer(self) -> u64 {
        self.memory
    }
}

/// Whether so many bytes are too many for a file of `packed` bytes to hold.
pub fn is_bomb(inflated: u64, packed: u64) -> bool {
    inflated > INFLATED || (inflated > RATIO_FLOOR && inflated > packed.saturating_mul(RATIO))
}

/// A number of bytes as people say it: `512 MB`.
pub fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes >> 20)
}
