//! The rows of one row group, by column: what is written at a time.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use super::clock::{FIRST, NO_MOMENT, unpack_moment};
use super::packed::{APART, NEAR, NO_AGE, NOBODY, Packed, WORDS};
use super::short;
use super::taken::Taken;
use crate::domain::Moment;
use crate::intake::profile::field::Field;

/// Some rows in their order, by column.
#[derive(Debug)]
pub struct Group<'t> {
    taken: &'t Taken,
    rows: &'t [u32],
    /// The ids, one behind the other, and where each starts and the last ends.
    ids: (Vec<u8>, Vec<i32>),
    persons: Vec<u32>,
    admitted: Vec<u32>,
    discharged: Vec<u32>,
    ready: Vec<u16>,
    near: [Vec<u16>; NEAR],
    records: Vec<i64>,
}

impl<'t> Group<'t> {
    /// Fetches some rows, once for all their columns.
    pub(super) fn fetch(taken: &'t Taken, rows: &'t [u32]) -> Self {
        /// So many rows stay near the processor until they are dealt to the columns.
        const NEARBY: usize = 512;
        let mut group = Self::with_room(taken, rows);
        let mut fetched = Vec::with_capacity(NEARBY);
        for some in rows.chunks(NEARBY) {
            // Rows lie far apart: nothing else is done meanwhile, so that many are on their way at a time.
            fetched.clear();
            fetched.extend(some.iter().map(|row| (*taken.table.row(*row), taken.table.id_at(*row))));
            group.records.extend(some.iter().map(|row| i64::from(taken.log.number(*row))));
            group.add(&fetched);
        }
        group
    }

    fn with_room(taken: &'t Taken, rows: &'t [u32]) -> Self {
        const LIKELY: usize = 24;
        let (count, mut starts) = (rows.len(), Vec::with_capacity(rows.len() + 1));
        starts.push(0);
        Self {
            taken,
            rows,
            ids: (Vec::with_capacity(count * LIKELY), starts),
            persons: Vec::with_capacity(count),
            admitted: Vec::with_capacity(count),
            discharged: Vec::with_capacity(count),
            ready: Vec::with_capacity(count),
            near: std::array::from_fn(|_| Vec::with_capacity(count)),
            records: Vec::with_capacity(count),
        }
    }

    /// Deals the next rows to the columns.
    fn add(&mut self, fetched: &[(Packed, Range<usize>)]) {
        let packed = || fetched.iter().map(|(packed, _)| packed);
        self.persons.extend(packed().map(|row| row.person));
        self.admitted.extend(packed().map(|row| row.admitted));
        self.discharged.extend(packed().map(|row| row.discharged));
        self.ready.extend(packed().map(|row| row.ready));
        for (column, numbers) in self.near.iter_mut().enumerate() {
            numbers.extend(packed().map(|row| row.near[column]));
        }
        let (bytes, ends) = &mut self.ids;
        for (_, id) in fetched {
            short::append(bytes, self.taken.table.ids(), id.clone());
            // An id has at most 64 bytes, so a row group is far below two gigabytes.
            ends.push(bytes.len() as i32);
        }
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether any row of all has a value in a column.
    pub fn has(&self, field: Field) -> bool {
        self.taken.table.has(field)
    }

    /// The first sixteen characters of each delivery's SHA-256.
    pub fn source_ids(&self) -> &'t [Box<str>] {
        &self.taken.source_ids
    }

    /// The ids, one behind the other, and where each starts and the last ends.
    pub fn ids(&self) -> (&[u8], &[i32]) {
        (&self.ids.0, &self.ids.1)
    }

    /// The person of each row, by its place from 1 among the pseudonyms, 0 being nobody; and so many pseudonyms in
    /// hexadecimal, each once and with its length in four bytes before it.
    pub fn persons(&self) -> (Vec<u32>, Vec<u8>, usize) {
        let mut known: HashMap<u32, u32, RandomState> = HashMap::default();
        let mut fresh = Vec::new();
        let mut number = |person: &u32| match *person {
            NOBODY => 0,
            person => *known.entry(person).or_insert_with(|| {
                fresh.push(person);
                fresh.len() as u32
            }),
        };
        let numbers = self.persons.iter().map(&mut number).collect();
        let (mut pseudonyms, mut near) = (Vec::with_capacity(fresh.len() * CELL), Vec::new());
        for some in fresh.chunks(1 << 10) {
            // Nothing else is done meanwhile, so that many are fetched from far memory at a time.
            near.clear();
            near.extend(some.iter().map(|person| self.taken.pseudonym(*person)));
            near.iter().for_each(|pseudonym| pseudonyms.extend_from_slice(&cell(pseudonym)));
        }
        (numbers, pseudonyms, fresh.len())
    }

    /// A column of words: the number of each row's word from 1, 0 for none, and all words; nothing if the table has no
    /// such column of words.
    pub fn word(&self, field: Field) -> Option<(Vec<u32>, &'t [Box<str>])> {
        let column = WORDS.iter().position(|word| *word == field)?;
        let table = &self.taken.table;
        let numbers = match self.near.get(column) {
            None => self.rows.iter().map(|row| table.word(column, *row)).collect(),
            Some(near) => {
                let word = |(row, number): (&u32, &u16)| match *number {
                    APART => table.word(column, *row),
                    number => u32::from(number),
                };
                self.rows.iter().zip(near).map(word).collect()
            }
        };
        Some((numbers, &self.taken.words[column]))
    }

    /// Of each row the day's number from 1, or 0 for none; and the day before number 1, since 1970-01-01.
    pub fn days(&self, field: Field) -> (Vec<u32>, i32) {
        // None becomes 0.
        let number = |packed: u16| u32::from(packed.wrapping_add(1));
        let numbers = match field {
            Field::ExpectedAdmissionOn => self.rows.iter().map(|row| number(self.taken.table.expected(*row))).collect(),
            _ => self.ready.iter().map(|packed| number(*packed)).collect(),
        };
        (numbers, FIRST.number() - 1)
    }

    /// Of each row 1 if it has a moment, else 0, and those moments in microseconds of the local calendar since 1970-01-01.
    pub fn moments(&self, field: Field) -> (Vec<u32>, Vec<i64>) {
        let packed = if field == Field::AdmittedAt { &self.admitted } else { &self.discharged };
        let there = packed.iter().map(|moment| u32::from(*moment != NO_MOMENT)).collect();
        let microseconds = |moment: Moment| moment.seconds() * 1_000_000;
        let mut moments = Vec::with_capacity(self.len());
        moments.extend(packed.iter().filter_map(|packed| unpack_moment(*packed)).map(microseconds));
        (there, moments)
    }

    /// Of each row the age and 1, or 0 for none.
    pub fn ages(&self) -> Vec<u32> {
        const { assert!(NO_AGE == u8::MAX) };
        self.rows.iter().map(|row| u32::from(self.taken.table.age(*row).wrapping_add(1))).collect()
    }

    /// The delivery of each row, by its place in the list from 1.
    pub fn deliveries(&self) -> Vec<u32> {
        self.rows.iter().map(|row| self.taken.log.record(*row).0 as u32 + 1).collect()
    }

    /// The record of each row in its delivery.
    pub fn records(&self) -> &[i64] {
        &self.records
    }
}

/// How many hexadecimal digits a pseudonym has.
const DIGITS: u32 = 64;
/// How many bytes with its length before it.
const CELL: usize = 4 + DIGITS as usize;

/// A pseudonym in hexadecimal with its length before it.
fn cell(pseudonym: &[u8; 32]) -> [u8; CELL] {
    const LETTERS: u8 = b'a' - b'9' - 1;
    // Without a way that could overflow all bytes are made at once.
    let digit = |nibble: u8| nibble.wrapping_add(b'0').wrapping_add(if nibble > 9 { LETTERS } else { 0 });
    let mut cell = [0; CELL];
    cell[..4].copy_from_slice(&DIGITS.to_le_bytes());
    for (digits, byte) in cell[4..].as_chunks_mut::<2>().0.iter_mut().zip(pseudonym) {
        *digits = [digit(byte >> 4), digit(byte & 15)];
    }
    cell
}

impl Taken {
    /// The rows from `range`, fetched once for all their columns.
    pub fn group(&self, range: Range<usize>) -> Group<'_> {
        Group::fetch(self, &self.order[range])
    }
}
