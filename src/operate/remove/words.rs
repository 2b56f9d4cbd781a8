//! Words to look for in bytes, each with what takes its place: whole words alone, and the longest of several that begin alike.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// Words, and what takes the place of each; nothing: the word stays, and so does a shorter one in it.
#[derive(Debug, Default)]
pub(super) struct Words {
    by_word: HashMap<Box<[u8]>, Option<Box<str>>>,
    lengths: BTreeSet<usize>,
}

impl Words {
    /// Adds a word as it can be spelt in a page, in JSON and in XML.
    pub fn replace(&mut self, word: &str, with: &str) {
        for spelling in spellings(word) {
            self.put(&spelling, Some(with.into()));
        }
    }

    /// Adds a word that stays, unless it is to be replaced.
    pub fn keep(&mut self, word: &str) {
        for spelling in spellings(word) {
            if !self.by_word.contains_key(spelling.as_bytes()) {
                self.put(&spelling, None);
            }
        }
    }

    fn put(&mut self, word: &str, with: Option<Box<str>>) {
        if !word.is_empty() {
            self.lengths.insert(word.len());
            self.by_word.insert(word.as_bytes().into(), with);
        }
    }

    /// Where words stand that are to be replaced, in order, each with what takes its place.
    pub fn find(&self, bytes: &[u8]) -> Vec<(Range<usize>, &str)> {
        let (mut found, mut at) = (Vec::new(), 0);
        while at < bytes.len() {
            if at > 0 && bytes[at - 1].is_ascii_alphanumeric() {
                at += 1;
                continue;
            }
            match self.longest(&bytes[at..]) {
                Some((length, with)) => {
                    found.extend(with.map(|with| (at..at + length, with)));
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }

    fn longest(&self, bytes: &[u8]) -> Option<(usize, Option<&str>)> {
        let lengths = self.lengths.iter().rev().filter(|length| **length <= bytes.len());
        lengths.copied().find_map(|length| {
            let is_whole = !(bytes[length - 1].is_ascii_alphanumeric()
                && bytes.get(length).is_some_and(u8::is_ascii_alphanumeric));
            let with = self.by_word.get(&bytes[..length]).filter(|_| is_whole)?;
            Some((length, with.as_deref()))
        })
    }
}

/// A word in plain text, in a page, in XML and in JSON, each once.
fn spellings(word: &str) -> BTreeSet<String> {
    let xml = word.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let page = xml.replace('"', "&quot;").replace('\'', "&#x27;").replace('/', "&#x2f;");
    let json = word.replace('\\', "\\\\").replace('"', "\\\"");
    [word.to_owned(), xml, page, json].into_iter().collect()
}
