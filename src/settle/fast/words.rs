//! Words that repeat: each kept once for the whole intake, known in the rows by a small number. 0 is no word.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

/// How many spellings a worker remembers a column before it starts afresh.
const REMEMBERED: usize = 1 << 15;

/// The words of one column. Numbers follow the order of arrival and never reach an output.
#[derive(Debug, Default)]
pub struct Dictionary(RwLock<Held>);

#[derive(Debug, Default)]
struct Held {
    numbers: HashMap<Box<str>, u32>,
    words: Vec<Box<str>>,
}

impl Dictionary {
    /// The number of a word.
    pub fn number(&self, word: &str) -> u32 {
        let held = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(number) = held.numbers.get(word) {
            return *number;
        }
        drop(held);
        let mut held = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(number) = held.numbers.get(word) {
            return *number;
        }
        held.words.push(word.into());
        // There are never more words than rows, and rows are counted in 32 bits.
        let number = held.words.len() as u32;
        held.numbers.insert(word.into(), number);
        number
    }

    /// The words, in the order of their numbers from 1.
    pub fn into_words(self) -> Vec<Box<str>> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner).words
    }
}

/// One cell or two of up to sixteen bytes together, with the delimiter between them, padded with nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spelling(u128);

impl Spelling {
    /// So many cells at the start of a window, up to a delimiter, or in the last column the end of the line; nothing if
    /// that lies beyond it.
    ///
    /// Only the last column looks for the end of the line: a cell that runs over one is no word, and is found out where
    /// it is spelled.
    #[inline]
    pub fn cut(window: &[u8; 16], delimiter: u8, cells: u32, last: bool) -> Option<Self> {
        let bytes = u128::from_le_bytes(*window);
        let mut ends = equal(bytes, delimiter);
        if last {
            ends |= equal(bytes, b'\n');
        }
        for _ in 1..cells {
            ends &= ends.wrapping_sub(1);
        }
        // The bytes before the lowest bit left.
        let before = (ends & ends.wrapping_neg()).wrapping_sub(1) >> 7;
        let spelling = (ends != 0).then_some(Self(bytes & before))?;
        Some(if last { spelling.without_return() } else { spelling })
    }

    /// How many bytes, the last of which is not nothing.
    #[inline]
    pub fn length(self) -> usize {
        (u128::BITS - self.0.leading_zeros()).div_ceil(8) as usize
    }

    /// Without the carriage return of a line that ends with both.
    #[inline]
    fn without_return(self) -> Self {
        let shift = self.length().saturating_sub(1) * 8;
        if (self.0 >> shift) as u8 == b'\r' { Self(self.0 & ((1 << shift) - 1)) } else { self }
    }
}

/// The high bits of the bytes that are equal to one.
#[inline]
fn equal(bytes: u128, byte: u8) -> u128 {
    const ONES: u128 = u128::MAX / 255;
    const LOWS: u128 = ONES * 0x7F;
    let other = bytes ^ (ONES * u128::from(byte));
    !((other & LOWS).wrapping_add(LOWS) | other | LOWS)
}

/// What one worker remembers of the spellings of a column or of two, and the words that each means.
#[derive(Debug)]
pub struct Spellings {
    slots: Vec<Slot>,
    filled: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// Nothing is an empty slot.
    spelling: Spelling,
    numbers: [u32; 2],
}

impl Slot {
    #[inline]
    fn is_empty(&self) -> bool {
        self.spelling == Spelling::default()
    }
}

impl Spellings {
    /// Nothing yet.
    pub fn new() -> Self {
        Self { slots: vec![Slot::default(); 64], filled: 0 }
    }

    /// The words of a spelling, if they are remembered.
    #[inline]
    pub fn find(&self, spelling: Spelling) -> Option<[u32; 2]> {
        let mask = self.slots.len() - 1;
        let mut at = place(spelling) & mask;
        loop {
            let slot = &self.slots[at];
            if slot.spelling == spelling {
                return Some(slot.numbers);
            }
            if slot.is_empty() {
                return None;
            }
            at = (at + 1) & mask;
        }
    }

    /// How many are remembered.
    pub fn len(&self) -> usize {
        self.filled
    }

    /// Remembers a spelling, which has one byte at least.
    pub fn remember(&mut self, spelling: Spelling, numbers: [u32; 2]) {
        if self.filled * 4 >= self.slots.len() * 3 {
            let old = if self.filled >= REMEMBERED { Vec::new() } else { std::mem::take(&mut self.slots) };
            let size = if old.is_empty() { 64 } else { old.len() * 2 };
            (self.slots, self.filled) = (vec![Slot::default(); size], 0);
            old.into_iter().filter(|slot| !slot.is_empty()).for_each(|slot| self.put(slot));
        }
        self.put(Slot { spelling, numbers });
    }

    fn put(&mut self, slot: Slot) {
        let mask = self.slots.len() - 1;
        let mut at = place(slot.spelling) & mask;
        while !self.slots[at].is_empty() {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
        self.filled += 1;
    }
}

#[inline]
fn place(spelling: Spelling) -> usize {
    let (low, high) = (spelling.0 as u64, (spelling.0 >> 64) as u64);
    ((low ^ high.rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize
}
