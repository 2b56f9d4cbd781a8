//! What was taken: the rows in order, as stays one by one or as columns of a group at a time.

use std::collections::HashMap;
use std::ops::Range;

use super::clock::{unpack_day, unpack_moment};
use super::places::Log;
use super::table::{NO_AGE, NOBODY, Table, WORDS};
use super::words::Numbers;
use crate::domain::nhs_number::Pseudonyms;
use crate::domain::{Finding, Origin, Receipt, Stay};
use crate::error::{Error, Result};
use crate::intake::field::Field;

/// What the files gave: the rows that were taken, by provider, admission and id.
#[derive(Debug)]
pub struct Taken {
    pub(super) table: Table,
    pub(super) log: Log,
    pub(super) words: Vec<Vec<Box<str>>>,
    pub(super) source_ids: Vec<Box<str>>,
    pub(super) pseudonyms: Pseudonyms,
    pub(super) order: Vec<u32>,
    /// One for each file, in their order.
    pub receipts: Vec<Receipt>,
    /// What was rejected, taken before or doubtful, by file and record.
    pub findings: Vec<Finding>,
}

impl Taken {
    /// How many rows were taken.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The rows from `range`, as stays.
    ///
    /// # Errors
    /// None but for a bug.
    pub fn stays(&self, range: Range<usize>) -> Result<Vec<Stay>> {
        let stay = |row: &u32| {
            let (delivery, record) = self.log.record(*row);
            let origin = Origin { source_id: self.source_ids[delivery].clone(), source_record: record };
            let stay = self.table.stay(*row, &self.words, &self.pseudonyms, origin);
            stay.ok_or_else(|| Error::bug("a packed stay cannot be unpacked"))
        };
        self.order[range].iter().map(stay).collect()
    }

    /// Whether any row has a value in a column.
    pub fn has(&self, field: Field) -> bool {
        match field {
            Field::ExpectedAdmissionOn => self.table.has_expected_and_age().0,
            Field::AgeAtAdmission => self.table.has_expected_and_age().1,
            field => match WORDS.iter().position(|word| *word == field) {
                Some(column) => !matches!(self.table.words(column), Numbers::Absent),
                None => true,
            },
        }
    }

    /// The ids of the rows from `range`, one behind the other, and where each starts and the last ends.
    pub fn ids(&self, range: Range<usize>) -> (Vec<u8>, Vec<i32>) {
        let (mut bytes, mut ends) = (Vec::with_capacity(range.len() * 24), Vec::with_capacity(range.len() + 1));
        ends.push(0);
        for row in &self.order[range] {
            bytes.extend_from_slice(self.table.id(*row));
            // An id has at most 64 bytes, so a row group is far below two gigabytes.
            ends.push(bytes.len() as i32);
        }
        (bytes, ends)
    }

    /// The person of each of the rows from `range`, by its place from 1 among the pseudonyms, in hexadecimal, which
    /// stand there once each; 0 is nobody.
    pub fn persons(&self, range: Range<usize>) -> (Vec<u32>, Vec<u8>) {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let (mut numbers, mut hexadecimal) = (Vec::with_capacity(range.len()), Vec::new());
        let mut known: HashMap<u32, u32, Mixed> = HashMap::with_capacity_and_hasher(range.len() / 4, Mixed);
        for row in &self.order[range] {
            let person = self.table.person(*row);
            if person == NOBODY {
                numbers.push(0);
                continue;
            }
            numbers.push(*known.entry(person).or_insert_with(|| {
                let pseudonym = self.table.pseudonym(person, &self.pseudonyms).unwrap_or_default();
                for byte in pseudonym {
                    hexadecimal.extend([DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
                }
                (hexadecimal.len() / 64) as u32
            }));
        }
        (numbers, hexadecimal)
    }

    /// A column of words of the rows from `range`: the number of each row's word from 1, 0 for none, and all words;
    /// nothing if the table has no such column of words.
    pub fn word(&self, field: Field, range: Range<usize>) -> Option<(Vec<u32>, &[Box<str>])> {
        let column = WORDS.iter().position(|word| *word == field)?;
        let rows = &self.order[range];
        Some((self.table.words(column).gather(rows), &self.words[column]))
    }

    /// The days of the rows from `range`, since 1970-01-01.
    pub fn days(&self, field: Field, range: Range<usize>) -> impl Iterator<Item = Option<i32>> {
        let expected = field == Field::ExpectedAdmissionOn;
        let day = move |row: &u32| if expected { self.table.expected(*row) } else { self.table.ready(*row) };
        self.order[range].iter().map(move |row| unpack_day(day(row)).map(|day| day.number()))
    }

    /// The moments of the rows from `range`, in seconds of the local calendar since 1970-01-01.
    pub fn moments(&self, field: Field, range: Range<usize>) -> impl Iterator<Item = Option<i64>> {
        let admitted = field == Field::AdmittedAt;
        let moment = move |row: &u32| if admitted { self.table.admitted(*row) } else { self.table.discharged(*row) };
        self.order[range].iter().map(move |row| unpack_moment(moment(row)).map(|moment| moment.seconds()))
    }

    /// The ages of the rows from `range`.
    pub fn ages(&self, range: Range<usize>) -> impl Iterator<Item = Option<i32>> {
        self.order[range].iter().map(|row| Some(self.table.age(*row)).filter(|age| *age != NO_AGE).map(i32::from))
    }

    /// The delivery of each of the rows from `range`, by its place in the list, and the record in it.
    pub fn records(&self, range: Range<usize>) -> impl Iterator<Item = (usize, u32)> {
        self.order[range].iter().map(|row| self.log.record(*row))
    }

    /// The first sixteen characters of each delivery's SHA-256.
    pub fn source_ids(&self) -> &[Box<str>] {
        &self.source_ids
    }
}

/// Hashes a person by one multiplication.
#[derive(Clone, Copy, Debug, Default)]
struct Mixed;

impl std::hash::BuildHasher for Mixed {
    type Hasher = Mix;
    fn build_hasher(&self) -> Mix {
        Mix(0)
    }
}

#[derive(Debug)]
struct Mix(u64);

impl std::hash::Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u32(u32::from(*byte)));
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = (self.0 ^ u64::from(number)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 ^= self.0 >> 32;
    }
}
