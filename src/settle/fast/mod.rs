//! Large files of stays: the same rows, findings and counts as [`crate::settle::take`] gives, in packed columns and on every core.
//!
//! ```text
//! file → batches (source, flow) → blocks of whole lines (part) → each line: plain? (row) ──▶ packed rows (table)
//!                                                                    └─ else: Scanner, shape, cells, stay ──▲
//! all rows, dealt into groups → one id twice (repeats) → settle; two stays at once (persons) → doubt; order
//!                                                                                      └─▶ Taken → columns (group)
//! ```
//! The fast path takes a line only where the careful one would take it without a word. Whatever is not certain goes the
//! careful way: a line, a block where a quoted cell runs over lines, or, where nobody could say what its rows are, the
//! file. So no rule is decided here, and `tests/it/intake/fast.rs` holds both ways against each other.
//!
//! The profile is resolved before: [`crate::intake::profile::header::HeaderColumns`] says which column of the file is which of the table.

mod careful;
mod clock;
mod dealt;
mod eight;
mod file;
mod flow;
mod gathered;
mod group;
mod id;
mod number;
mod order;
mod packed;
mod part;
mod persons;
mod places;
mod repeats;
mod returning;
mod row;
mod settle;
mod short;
mod source;
mod table;
mod taken;
mod words;

use std::io;
use std::path::Path;

use crate::domain::Day;
use crate::error::{Error, Result};
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::profile::DateStyle;
use crate::intake::profile::Profile;
use crate::intake::{Delivery, DeliveryContent, Rules};
use crate::settle::delivery_order::DeliveryRank;
use file::Read;
use gathered::Gathered;
use packed::WORDS;
use table::Table;
use words::Dictionary;

pub use group::Group;
pub use source::Bytes;
pub use taken::Taken;

/// One file of stays as it was received.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// Its name, as the user knows it.
    pub file: &'a str,
    /// Its bytes.
    pub bytes: &'a dyn Bytes,
    /// How many bytes the files before it have.
    pub before: u64,
    /// How it writes days.
    pub dates: DateStyle,
    /// Which column is which: the native one of stays.
    pub profile: &'a Profile,
}

impl<'a> Source<'a> {
    fn delivery(&self, sha256: &'a str) -> Delivery<'a> {
        let (file, dates, profile, content) = (self.file, self.dates, self.profile, DeliveryContent::Text(&[]));
        Delivery { file, sha256, size: 0, content, profile, received: 1, dates }
    }
}

/// How large a bite is. The result does not hang on it.
#[derive(Clone, Copy, Debug)]
pub struct Bite {
    /// Bytes in a block, which one core reads at a time.
    pub block: usize,
    /// Bytes in a batch of blocks.
    pub batch: usize,
}

impl Default for Bite {
    fn default() -> Self {
        Self { block: 256 << 10, batch: 2 << 20 }
    }
}

/// What all files are read by.
struct Setting<'a> {
    rules: &'a Rules<'a>,
    as_of: Option<Day>,
    words: &'a [Dictionary],
    bite: Bite,
    progress: &'a (dyn Fn(u64) + Sync),
}

/// Takes files of stays: where there is an as-of date, what is known on that day. `progress` hears how many bytes are done.
///
/// # Errors
/// A file is refused as a whole, as [`crate::settle::take`] does it, or cannot be read; of several such files all are named.
pub fn take(
    sources: &[Source<'_>],
    (rules, as_of): (&Rules<'_>, Option<Day>),
    bite: Bite,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Taken> {
    let words: Vec<Dictionary> = WORDS.iter().map(|_| Dictionary::default()).collect();
    let setting = Setting { rules, as_of, words: &words, bite, progress };
    let blank: Vec<Delivery<'_>> = sources.iter().map(|source| source.delivery("")).collect();
    let (table, audit) = (Table::new(), RecordAudit::new(&blank));
    let mut gathered = Gathered { table, log: places::Log::default(), remarked: Vec::new(), audit };
    let known = twins(sources)?;
    let mut hashes: Vec<String> = known.iter().map(|hash| hash.clone().unwrap_or_default()).collect();
    let firsts = firsts(sources, &known);
    let mut refused: Vec<(usize, Error)> = Vec::new();
    // Files whose bytes another has are read only where those are refused, to be named too.
    for of_others in [false, true] {
        for (number, source) in
            sources.iter().enumerate().filter(|(number, _)| of_others != (firsts[*number] == *number))
        {
            if of_others && refused.iter().all(|(other, _)| *other != firsts[number]) {
                continue;
            }
            let mark = gathered.mark();
            match read(source, number, &setting, &mut gathered) {
                Ok(hash) => hashes[number] = hash,
                Err(error) => {
                    gathered.back_to(mark, number);
                    refused.push((number, error));
                }
            }
        }
    }
    refused.sort_by_key(|(number, _)| *number);
    if let Some(error) = Error::several(refused.into_iter().map(|(_, error)| error).collect()) {
        return Err(error);
    }
    for (number, hash) in hashes.iter().enumerate() {
        gathered.audit.set_sha256(number, hash);
    }
    for (number, first) in firsts.iter().enumerate().filter(|(number, first)| number != *first) {
        gathered.audit.repeat(number, *first);
    }
    let words: Vec<Vec<Box<str>>> = words.into_iter().map(Dictionary::into_words).collect();
    settle::settle(gathered, words, sources, &hashes, rules)
}

/// Reads one file, in the way that it can be read; its SHA-256.
fn read(source: &Source<'_>, number: usize, setting: &Setting<'_>, gathered: &mut Gathered) -> Result<String> {
    let refused = |error: io::Error| Error::io("read the file", Path::new(source.file), &error);
    let mark = gathered.mark();
    match file::read(source, number, setting, gathered).map_err(refused)? {
        Read::Whole(sha256) => Ok(sha256),
        Read::Irregular => {
            gathered.back_to(mark, number);
            file::read_carefully(source, number, setting, gathered).map_err(refused)?
        }
    }
}

/// The hashes of files that another has the length of: those may be one file twice.
fn twins(sources: &[Source<'_>]) -> Result<Vec<Option<String>>> {
    let refused = |source: &Source<'_>, error: io::Error| Error::io("read the file", Path::new(source.file), &error);
    let lengths = sources.iter().map(|source| source.bytes.length().map_err(|error| refused(source, error)));
    let lengths: Vec<u64> = lengths.collect::<Result<_>>()?;
    let hash = |(source, length): (&Source<'_>, &u64)| {
        let twin = lengths.iter().filter(|other| *other == length).count() > 1;
        twin.then(|| source::sha256(source.bytes).map_err(|error| refused(source, error))).transpose()
    };
    sources.iter().zip(&lengths).map(hash).collect()
}

/// For each file, the first with the same bytes that is read in the same way.
fn firsts(sources: &[Source<'_>], hashes: &[Option<String>]) -> Vec<usize> {
    let same =
        |a: usize, b: usize| hashes[a].is_some() && hashes[a] == hashes[b] && sources[a].dates == sources[b].dates;
    let order = |number: usize| {
        let hash = hashes[number].as_deref().unwrap_or("");
        (DeliveryRank::of(&sources[number].delivery(hash)).order(), number)
    };
    let first =
        |number: usize| (0..sources.len()).filter(|other| same(number, *other)).min_by_key(|other| order(*other));
    (0..sources.len()).map(|number| first(number).unwrap_or(number)).collect()
}
