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

/// What one worker remembers of the spellings of a column: cells of up to sixteen bytes and the word that each means.
#[derive(Debug)]
pub struct Spellings {
    slots: Vec<Slot>,
    filled: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    text: u128,
    /// Length of the text; 0 is an empty slot.
    length: u32,
    number: u32,
}

impl Spellings {
    /// Nothing yet.
    pub fn new() -> Self {
        Self { slots: vec![Slot::default(); 64], filled: 0 }
    }

    /// The word of a spelling, if it is remembered.
    #[inline]
    pub fn find(&self, text: u128, length: u32) -> Option<u32> {
        let mask = self.slots.len() - 1;
        let mut at = place(text) & mask;
        loop {
            let slot = &self.slots[at];
            if slot.text == text && slot.length == length {
                return Some(slot.number);
            }
            if slot.length == 0 {
                return None;
            }
            at = (at + 1) & mask;
        }
    }

    /// Remembers a spelling.
    pub fn remember(&mut self, text: u128, length: u32, number: u32) {
        if self.filled * 2 >= self.slots.len() {
            let old = if self.filled >= REMEMBERED { Vec::new() } else { std::mem::take(&mut self.slots) };
            let size = if old.is_empty() { 64 } else { old.len() * 2 };
            (self.slots, self.filled) = (vec![Slot::default(); size], 0);
            old.into_iter().filter(|slot| slot.length > 0).for_each(|slot| self.put(slot));
        }
        self.put(Slot { text, length, number });
    }

    fn put(&mut self, slot: Slot) {
        let mask = self.slots.len() - 1;
        let mut at = place(slot.text) & mask;
        while self.slots[at].length > 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
        self.filled += 1;
    }
}

#[inline]
fn place(text: u128) -> usize {
    let folded = (text as u64) ^ ((text >> 64) as u64).rotate_left(29);
    (folded.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize
}

/// Numbers of words, one a row, in as few bytes as they need.
#[derive(Debug, Default)]
pub enum Numbers {
    /// No row has a word.
    #[default]
    Absent,
    /// Up to 255 words.
    One(Vec<u8>),
    /// Up to 65,535.
    Two(Vec<u16>),
    /// Any number.
    Four(Vec<u32>),
}

impl Numbers {
    /// Adds rows; `rows` are those that are there already.
    pub fn append(&mut self, rows: usize, numbers: &[u32]) {
        let most = numbers.iter().copied().max().unwrap_or(0);
        self.widen(rows, most);
        match self {
            Self::Absent => {}
            Self::One(held) => held.extend(numbers.iter().map(|number| *number as u8)),
            Self::Two(held) => held.extend(numbers.iter().map(|number| *number as u16)),
            Self::Four(held) => held.extend_from_slice(numbers),
        }
    }

    /// Takes the last rows off again.
    pub fn truncate(&mut self, rows: usize) {
        match self {
            Self::Absent => {}
            Self::One(held) => held.truncate(rows),
            Self::Two(held) => held.truncate(rows),
            Self::Four(held) => held.truncate(rows),
        }
    }

    /// The number of a row.
    #[inline]
    pub fn get(&self, row: usize) -> u32 {
        match self {
            Self::Absent => 0,
            Self::One(held) => u32::from(held[row]),
            Self::Two(held) => u32::from(held[row]),
            Self::Four(held) => held[row],
        }
    }

    /// The numbers of some rows.
    pub fn gather(&self, rows: &[u32]) -> Vec<u32> {
        match self {
            Self::Absent => vec![0; rows.len()],
            Self::One(held) => rows.iter().map(|row| u32::from(held[*row as usize])).collect(),
            Self::Two(held) => rows.iter().map(|row| u32::from(held[*row as usize])).collect(),
            Self::Four(held) => rows.iter().map(|row| held[*row as usize]).collect(),
        }
    }

    fn widen(&mut self, rows: usize, most: u32) {
        if matches!(self, Self::Absent) && most > 0 {
            *self = Self::One(vec![0; rows]);
        }
        if let Self::One(held) = self
            && most > u32::from(u8::MAX)
        {
            *self = Self::Two(held.iter().map(|number| u16::from(*number)).collect());
        }
        if let Self::Two(held) = self
            && most > u32::from(u16::MAX)
        {
            *self = Self::Four(held.iter().map(|number| u32::from(*number)).collect());
        }
    }
}
