//! What was taken: the rows in order, as stays one by one or as columns of a group at a time.

use std::ops::Range;

use super::clock::{NO_MOMENT, unpack_day, unpack_moment};
use super::packed::{NO_AGE, NOBODY, Packed, WORDS};
use super::places::Log;
use super::returning::Returning;
use super::short;
use super::table::Table;
use crate::domain::nhs_number::Pseudonyms;
use crate::domain::{Finding, Moment, Origin, Receipt, Stay};
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
    pub(super) returning: Returning,
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
            let row = *row;
            let (delivery, record) = self.log.record(row);
            let origin = Origin { source_id: self.source_ids[delivery].clone(), source_record: record };
            let stay = self.table.stay(row, &self.words, &self.pseudonyms, origin);
            stay.ok_or_else(|| Error::bug("a packed stay cannot be unpacked"))
        };
        self.order[range].iter().map(stay).collect()
    }

    /// The pseudonym of a person that is somebody.
    fn pseudonym(&self, person: u32) -> [u8; 32] {
        let known = self.returning.find(person).copied();
        known.or_else(|| self.table.pseudonym(person, &self.pseudonyms)).unwrap_or_default()
    }

    /// The rows from `range`, fetched once for all their columns.
    pub fn group(&self, range: Range<usize>) -> Group<'_> {
        let rows = &self.order[range];
        // Rows lie far apart: all that is wanted of one is fetched while it is near.
        let (packed, ids) = rows.iter().map(|row| (*self.table.row(*row), self.table.id_at(*row))).unzip();
        Group { taken: self, rows, packed, ids }
    }
}

/// Some rows in their order, to be read by column.
#[derive(Debug)]
pub struct Group<'t> {
    taken: &'t Taken,
    rows: &'t [u32],
    packed: Vec<Packed>,
    ids: Vec<Range<usize>>,
}

impl<'t> Group<'t> {
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
    pub fn ids(&self) -> (Vec<u8>, Vec<i32>) {
        let length: usize = self.ids.iter().map(Range::len).sum();
        // With room for what is copied too much.
        let (mut bytes, mut ends) = (Vec::with_capacity(length + 64), Vec::with_capacity(self.len() + 1));
        ends.push(0);
        for id in &self.ids {
            short::append(&mut bytes, self.taken.table.ids(), id.clone());
            // An id has at most 64 bytes, so a row group is far below two gigabytes.
            ends.push(bytes.len() as i32);
        }
        (bytes, ends)
    }

    /// The person of each row, by its place from 1 among the pseudonyms, 0 being nobody; and so many pseudonyms in
    /// hexadecimal, each once and with its length in four bytes before it.
    pub fn persons(&self) -> (Vec<u32>, Vec<u8>, usize) {
        let mut known = Known::new();
        let mut fresh = Vec::new();
        let mut number = |packed: &Packed| match packed.person {
            NOBODY => 0,
            person => {
                let (number, is_new) = known.number(person);
                fresh.extend(is_new.then_some(person));
                number
            }
        };
        let numbers = self.packed.iter().map(&mut number).collect();
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
        let rows = self.rows.iter().zip(&self.packed);
        let numbers = rows.map(|(row, packed)| self.taken.table.word_of(column, *row, packed)).collect();
        Some((numbers, &self.taken.words[column]))
    }

    /// Days since 1970-01-01.
    pub fn days(&self, field: Field) -> Vec<Option<i32>> {
        let day = |packed: u16| unpack_day(packed).map(|day| day.number());
        match field {
            Field::ExpectedAdmissionOn => self.rows.iter().map(|row| day(self.taken.table.expected(*row))).collect(),
            _ => self.packed.iter().map(|packed| day(packed.ready)).collect(),
        }
    }

    /// Of each row 1 if it has a moment, else 0, and those moments in seconds of the local calendar since 1970-01-01.
    pub fn moments(&self, field: Field) -> (Vec<u32>, Vec<i64>) {
        let admitted = field == Field::AdmittedAt;
        let packed = || self.packed.iter().map(|packed| if admitted { packed.admitted } else { packed.discharged });
        let there = packed().map(|moment| u32::from(moment != NO_MOMENT)).collect();
        let mut moments = Vec::with_capacity(self.len());
        moments.extend(packed().filter_map(unpack_moment).map(Moment::seconds));
        (there, moments)
    }

    /// Ages.
    pub fn ages(&self) -> Vec<Option<i32>> {
        let age = |row: &u32| Some(self.taken.table.age(*row)).filter(|age| *age != NO_AGE).map(i32::from);
        self.rows.iter().map(age).collect()
    }

    /// The delivery of each row, by its place in the list, and the record in it.
    pub fn records(&self) -> impl Iterator<Item = (usize, u32)> {
        self.rows.iter().map(|row| self.taken.log.record(*row))
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

/// Numbers of persons in the order in which they come.
struct Known {
    /// Person and number; 0 is an empty slot.
    slots: Vec<(u32, u32)>,
    count: u32,
}

impl Known {
    /// Nobody yet. It grows: a table of a fitting size stays near the processor.
    fn new() -> Self {
        Self { slots: vec![(0, 0); 1 << 12], count: 0 }
    }

    /// The number of a person from 1, and whether it is a new one.
    #[inline]
    fn number(&mut self, person: u32) -> (u32, bool) {
        let place = self.place(person);
        let number = self.slots[place].1;
        if number > 0 {
            return (number, false);
        }
        self.count += 1;
        self.slots[place] = (person, self.count);
        if self.count as usize > self.slots.len() / 4 * 3 {
            self.grow();
        }
        (self.count, true)
    }

    /// Where a person stands, or would.
    #[inline]
    fn place(&self, person: u32) -> usize {
        let shift = u32::BITS - self.slots.len().trailing_zeros();
        let mut place = (person.wrapping_mul(0x9E37_79B1) >> shift) as usize;
        while self.slots[place].1 > 0 && self.slots[place].0 != person {
            place = (place + 1) & (self.slots.len() - 1);
        }
        place
    }

    #[cold]
    fn grow(&mut self) {
        let larger = vec![(0, 0); self.slots.len() * 2];
        let old = std::mem::replace(&mut self.slots, larger);
        for slot in old.into_iter().filter(|slot| slot.1 > 0) {
            let place = self.place(slot.0);
            self.slots[place] = slot;
        }
    }
}
