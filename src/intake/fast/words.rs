//! Words that repeat: each kept once for the whole intake, known in the rows by a small number. 0 is no word.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use super::eight::{ONES, zeros};

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

/// A cell of up to sixteen bytes, in two halves, padded with nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spelling([u64; 2]);

impl Spelling {
    /// The cell at the start of a window, up to the delimiter, or in the last column the end of the line; nothing if that
    /// lies beyond it.
    ///
    /// Only the last column looks for the end of the line: a cell that runs over one is no word, and is found out where
    /// it is spelled.
    #[inline]
    pub fn cut(window: &[u8; 16], delimiter: u8, last: bool) -> Option<Self> {
        let (low, high) = window.split_at(8);
        let half = |bytes: &[u8]| bytes.try_into().map(u64::from_le_bytes).unwrap_or_default();
        let (low, high) = (half(low), half(high));
        let end = |half: u64| {
            let found = zeros(half ^ (ONES * u64::from(delimiter)));
            if last { found | zeros(half ^ (ONES * u64::from(b'\n'))) } else { found }
        };
        // The bytes before the lowest bit found.
        let before = |found: u64| (found & found.wrapping_neg()).wrapping_sub(1) >> 7;
        let found = end(low);
        let spelling = if found != 0 {
            Self([low & before(found), 0])
        } else {
            let found = end(high);
            if found == 0 {
                return None;
            }
            Self([low, high & before(found)])
        };
        Some(if last { spelling.without_return() } else { spelling })
    }

    /// How many bytes, none of which is nothing.
    #[inline]
    pub fn length(self) -> usize {
        let [low, high] = self.0;
        let bits = if high == 0 { 64 - low.leading_zeros() } else { 128 - high.leading_zeros() };
        bits.div_ceil(8) as usize
    }

    /// Without the carriage return of a line that ends with both.
    #[inline]
    fn without_return(self) -> Self {
        let length = self.length();
        let (half, shift) = (length.saturating_sub(1) / 8, length.saturating_sub(1) % 8 * 8);
        let mut halves = self.0;
        if (halves[half] >> shift) as u8 == b'\r' {
            halves[half] &= (1 << shift) - 1;
        }
        Self(halves)
    }
}

/// What one worker remembers of the spellings of a column, and the word that each means.
#[derive(Debug)]
pub struct Spellings {
    slots: Vec<Slot>,
    filled: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    spelling: Spelling,
    /// 0 is an empty slot.
    number: u32,
}

impl Spellings {
    /// Nothing yet.
    pub fn new() -> Self {
        Self { slots: vec![Slot::default(); 64], filled: 0 }
    }

    /// The word of a spelling, if it is remembered.
    #[inline]
    pub fn find(&self, spelling: Spelling) -> Option<u32> {
        let mask = self.slots.len() - 1;
        let mut at = place(spelling) & mask;
        loop {
            let slot = &self.slots[at];
            if slot.spelling == spelling {
                return Some(slot.number);
            }
            if slot.number == 0 {
                return None;
            }
            at = (at + 1) & mask;
        }
    }

    /// Remembers a spelling.
    pub fn remember(&mut self, spelling: Spelling, number: u32) {
        if self.filled * 2 >= self.slots.len() {
            let old = if self.filled >= REMEMBERED { Vec::new() } else { std::mem::take(&mut self.slots) };
            let size = if old.is_empty() { 64 } else { old.len() * 2 };
            (self.slots, self.filled) = (vec![Slot::default(); size], 0);
            old.into_iter().filter(|slot| slot.number > 0).for_each(|slot| self.put(slot));
        }
        self.put(Slot { spelling, number });
    }

    fn put(&mut self, slot: Slot) {
        let mask = self.slots.len() - 1;
        let mut at = place(slot.spelling) & mask;
        while self.slots[at].number > 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
        self.filled += 1;
    }
}

#[inline]
fn place(spelling: Spelling) -> usize {
    let [low, high] = spelling.0;
    ((low ^ high.rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize
}
