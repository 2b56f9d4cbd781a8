//! A dictionary column of a row group, for words that repeat.

use std::ops::Range;

use foldhash::fast::RandomState;
use parquet::data_type::ByteArray;
use parquet::file::statistics::Statistics;

use crate::store::parquet::encoded_column::Dictionary;
use crate::store::parquet::table_writer::ColumnChunk;

/// The bytes in front of a word that say how long it is.
const LENGTH: usize = 4;

/// A column of words that repeat: each is kept once, rows hold its number.
#[derive(Default)]
pub(crate) struct DictionaryColumn {
    /// Of each row the number of its word from 1, or 0 for none.
    numbers: Vec<u32>,
    known: std::collections::HashMap<Box<str>, u32, RandomState>,
    /// The words as Parquet's plain encoding has them: the length and the bytes of each.
    plain: Vec<u8>,
    count: u32,
    /// Where the last word lies, and its number.
    last: Option<(Range<usize>, u32)>,
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
        self.numbers.extend(std::iter::repeat_n(number, times));
    }

    /// The same for a column whose equal words stand together: it need not be looked for among those before the last.
    pub fn add_sorted_times(&mut self, word: &str, times: usize) {
        let number = self.number_of_last(word).unwrap_or_else(|| self.keep(word));
        self.numbers.extend(std::iter::repeat_n(number, times));
    }

    /// One more row that says nothing.
    pub fn add_nothing(&mut self) {
        self.add_nothing_times(1);
    }

    /// So many more rows that say nothing.
    pub fn add_nothing_times(&mut self, times: usize) {
        self.numbers.extend(std::iter::repeat_n(0, times));
    }

    /// Neighbours nearly always agree, and comparing is much cheaper than hashing.
    fn number_of_last(&self, word: &str) -> Option<u32> {
        let (place, number) = self.last.as_ref()?;
        (&self.plain[place.clone()] == word.as_bytes()).then_some(*number)
    }

    fn keep(&mut self, word: &str) -> u32 {
        // A row group has far fewer words, and a word far fewer letters, than 32 bits can count.
        self.plain.extend_from_slice(&(word.len() as u32).to_le_bytes());
        self.plain.extend_from_slice(word.as_bytes());
        self.count += 1;
        self.last = Some((self.plain.len() - word.len()..self.plain.len(), self.count));
        self.count
    }

    /// The column; nothing is left of it afterwards, but room for as many rows.
    pub fn column(&mut self) -> ColumnChunk {
        let room = Vec::with_capacity(self.numbers.len());
        let numbers = std::mem::replace(&mut self.numbers, room);
        let missing = numbers.iter().filter(|number| **number == 0).count() as u64;
        let bytes = |word: Option<&[u8]>| word.map(|word| ByteArray::from(word.to_vec()));
        let (least, most) = (bytes(words(&self.plain).min()), bytes(words(&self.plain).max()));
        let statistics = Some(Statistics::new::<ByteArray>(least, most, None, Some(missing), false));
        let (plain, count) = (std::mem::take(&mut self.plain), std::mem::take(&mut self.count) as usize);
        self.known.clear();
        self.last = None;
        ColumnChunk::Coded(numbers, Dictionary { plain, count, random: false, statistics })
    }
}

/// The words out of their plain encoding.
fn words(mut plain: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let (length, rest) = plain.split_first_chunk::<LENGTH>()?;
        let (word, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        plain = rest;
        Some(word)
    })
}
