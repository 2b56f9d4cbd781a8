//! A dictionary column of a row group, for words that repeat.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::types::UInt32Type;
use arrow_array::{ArrayRef, DictionaryArray, UInt32Array};
use foldhash::fast::RandomState;

/// A column of words that repeat: each is kept once, rows hold its number.
#[derive(Default)]
pub(crate) struct DictionaryColumn {
    /// Of each row the number of its word, if it has one.
    numbers: Vec<Option<u32>>,
    known: HashMap<Box<str>, u32, RandomState>,
    words: StringBuilder,
    count: u32,
    /// The last word, and its number.
    last: Option<(String, u32)>,
}

impl DictionaryColumn {
    /// One more row.
    pub fn add(&mut self, word: &str) {
        self.add_times(word, 1);
    }

    /// So many more rows with one word.
    pub fn add_times(&mut self, word: &str, times: usize) {
        let number = self.number_of_last(word).unwrap_or_else(|| match self.known.get(word) {
            Some(number) => *number,
            None => {
                let number = self.keep(word);
                self.known.insert(word.into(), number);
                number
            }
        });
        self.numbers.extend(std::iter::repeat_n(Some(number), times));
    }

    /// The same for a column whose equal words stand together: it need not be looked for among those before the last.
    pub fn add_sorted_times(&mut self, word: &str, times: usize) {
        let number = self.number_of_last(word).unwrap_or_else(|| self.keep(word));
        self.numbers.extend(std::iter::repeat_n(Some(number), times));
    }

    /// One more row that says nothing.
    pub fn add_nothing(&mut self) {
        self.add_nothing_times(1);
    }

    /// So many more rows that say nothing.
    pub fn add_nothing_times(&mut self, times: usize) {
        self.numbers.extend(std::iter::repeat_n(None, times));
    }

    /// Neighbours nearly always agree, and comparing is much cheaper than hashing.
    fn number_of_last(&self, word: &str) -> Option<u32> {
        self.last.as_ref().filter(|(last, _)| last == word).map(|(_, number)| *number)
    }

    fn keep(&mut self, word: &str) -> u32 {
        let number = self.count;
        self.words.append_value(word);
        self.count += 1;
        let (last, of_last) = self.last.get_or_insert_default();
        last.clear();
        last.push_str(word);
        *of_last = number;
        number
    }

    /// The column; nothing is left of it afterwards, but capacity for as many rows.
    pub fn column(&mut self) -> ArrayRef {
        let numbers = UInt32Array::from_iter(self.numbers.drain(..));
        self.known.clear();
        self.last = None;
        self.count = 0;
        // Each number is that of a word.
        Arc::new(DictionaryArray::<UInt32Type>::new(numbers, Arc::new(self.words.finish())))
    }
}
