//! A column of words that repeat, on its way into a row group.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::{ArrayBuilder, ArrayRef, DictionaryArray, Int32Array, StringBuilder};
use arrow::buffer::NullBuffer;
use arrow::datatypes::Int32Type;

use crate::error::{Error, Exit, Result};

/// A column of words that repeat: each is kept once, rows hold its number.
#[derive(Default)]
pub(super) struct Words {
    keys: Vec<i32>,
    /// Which rows say something; kept only once one does not.
    said: Option<Vec<bool>>,
    numbers: HashMap<Box<str>, i32>,
    last: Option<(String, i32)>,
    words: StringBuilder,
}

impl Words {
    /// One more row.
    pub fn add(&mut self, word: &str) {
        self.add_times(word, 1);
    }

    /// So many more rows with one word.
    pub fn add_times(&mut self, word: &str, times: usize) {
        let number = match &self.last {
            // Neighbours nearly always agree, and comparing is much cheaper than hashing.
            Some((last, number)) if last == word => *number,
            _ => self.find(word),
        };
        self.keys.extend(std::iter::repeat_n(number, times));
        if let Some(said) = &mut self.said {
            said.resize(self.keys.len(), true);
        }
    }

    /// One more row that says nothing.
    pub fn add_nothing(&mut self) {
        self.add_nothing_times(1);
    }

    /// So many more rows that say nothing.
    pub fn add_nothing_times(&mut self, times: usize) {
        let said = self.said.get_or_insert_with(|| vec![true; self.keys.len()]);
        self.keys.extend(std::iter::repeat_n(0, times));
        said.resize(self.keys.len(), false);
    }

    fn find(&mut self, word: &str) -> i32 {
        let number = match self.numbers.get(word) {
            Some(number) => *number,
            None => {
                // A row group has far fewer words than 32 bits can count.
                let number = self.numbers.len() as i32;
                self.numbers.insert(word.into(), number);
                self.words.append_value(word);
                number
            }
        };
        let (last, last_number) = self.last.get_or_insert_default();
        last.clear();
        last.push_str(word);
        *last_number = number;
        number
    }

    /// The column; nothing is left of it afterwards.
    pub fn array(&mut self) -> Result<ArrayRef> {
        if !self.keys.is_empty() && self.words.is_empty() {
            // Keys point at a word even where they are not looked at.
            self.words.append_value("");
        }
        let said = self.said.take().map(NullBuffer::from);
        let keys = Int32Array::new(std::mem::take(&mut self.keys).into(), said);
        let words = Arc::new(self.words.finish());
        self.numbers.clear();
        self.last = None;
        let array = DictionaryArray::<Int32Type>::try_new(keys, words);
        Ok(Arc::new(array.map_err(|error| Error::new("X_BUG", Exit::Bug, format!("a column of words: {error}")))?))
    }
}
