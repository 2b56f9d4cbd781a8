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
