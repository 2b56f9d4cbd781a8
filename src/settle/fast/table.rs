//! All rows in memory: 36 bytes each beside the id, so that tens of millions fit. Those of a block lie by hospital.

use std::collections::HashMap;

use super::clock::{NO_DAY, NO_MOMENT, unpack_day, unpack_moment};
use super::packed::{APART, AUTHORITY, NEAR, NO_AGE, NOBODY, PROVIDER, PSEUDONYM, Packed, Rows, WORDS};
use super::short;
use crate::domain::nhs_number::{Pseudonyms, hexadecimal};
use crate::domain::{Authorities, NhsNumber, Origin, PersonKey, Stay};
use crate::intake::profile::field::Field;

/// A column of small numbers that most files lack: kept only from the first value on.
#[derive(Debug)]
struct Rare<T> {
    held: Vec<T>,
    nothing: T,
}

impl<T: Copy + PartialEq> Rare<T> {
    fn new(nothing: T) -> Self {
        Self { held: Vec::new(), nothing }
    }

    /// Adds `more` rows behind `rows`; without values they say nothing.
    fn append(&mut self, rows: usize, more: usize, values: &[T]) {
        let says_something = values.iter().any(|value| *value != self.nothing);
        if self.held.is_empty() && !says_something {
            return;
        }
        self.held.resize(rows, self.nothing);
        self.held.extend_from_slice(values);
        self.held.resize(rows + more, self.nothing);
    }

    #[inline]
    fn get(&self, row: u32) -> T {
        self.held.get(row as usize).copied().unwrap_or(self.nothing)
    }
}

/// All rows that were read, before and after it is settled which are taken.
#[derive(Debug)]
pub struct Table {
    ids: Vec<u8>,
    packed: Vec<Packed>,
    /// For every so many rows, where the id of the first starts; ends are kept less that.
    bases: Vec<u64>,
    apart: HashMap<(u32, usize), u32>,
    far: [Rare<u32>; WORDS.len() - NEAR],
    expected: Rare<u16>,
    age: Rare<u8>,
    /// Pseudonyms that came as such.
    pub pseudonyms: Vec<[u8; 32]>,
}

const BASE_SHIFT: u32 = 16;

/// Where each row stands in an order.
pub fn places_in(order: &[u32]) -> Vec<u32> {
    let mut places = vec![0; order.len()];
    (0..).zip(order).for_each(|(place, row)| places[*row as usize] = place);
    places
}

/// Values in an order of their rows, if there are any.
fn in_order<T: Copy>(values: &[T], order: &[u32]) -> Vec<T> {
    order.iter().filter_map(|row| values.get(*row as usize).copied()).collect()
}

impl Table {
    /// An empty table.
    pub fn new() -> Self {
        Self {
            ids: Vec::new(),
            packed: Vec::new(),
            bases: Vec::new(),
            apart: HashMap::new(),
            far: std::array::from_fn(|_| Rare::new(0)),
            expected: Rare::new(NO_DAY),
            age: Rare::new(NO_AGE),
            pseudonyms: Vec::new(),
        }
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.packed.len()
    }

    /// Adds the rows of a block in an order of their numbers; their pseudonyms lie from `pseudonyms` on.
    pub fn append(&mut self, rows: &Rows, order: &[u32], pseudonyms: &[[u8; 32]]) {
        let (held, moved) = (self.len(), self.pseudonyms.len() as u32);
        for number in order.iter().map(|row| *row as usize) {
            let (row, packed) = (self.packed.len(), &rows.packed[number]);
            if row & ((1 << BASE_SHIFT) - 1) == 0 {
                self.bases.push(self.ids.len() as u64);
            }
            short::append(&mut self.ids, &rows.ids, rows.id_at(number));
            let end = (self.ids.len() as u64 - self.bases[row >> BASE_SHIFT]) as u32;
            let by_pseudonym = packed.person != NOBODY && packed.person >= PSEUDONYM;
            let person = if by_pseudonym { packed.person + moved } else { packed.person };
            self.packed.push(Packed { end, person, ..*packed });
        }
        self.pseudonyms.extend_from_slice(pseudonyms);
        if !rows.apart.is_empty() {
            let places = places_in(order);
            for (row, column, number) in &rows.apart {
                self.apart.insert((held as u32 + places[*row as usize], *column), *number);
            }
        }
        for (numbers, more) in self.far.iter_mut().zip(&rows.far) {
            numbers.append(held, rows.len(), &in_order(more, order));
        }
        self.expected.append(held, rows.len(), &in_order(&rows.expected, order));
        self.age.append(held, rows.len(), &in_order(&rows.age, order));
    }

    /// Gives the memory of all rows back, from several cores.
    pub fn give_up(self) {
        rayon::join(|| drop(self.packed), || drop(self.ids));
    }

    /// Takes the last rows off again.
    pub fn truncate(&mut self, rows: usize, pseudonyms: usize) {
        let ids = if rows == 0 { 0 } else { self.end(rows - 1) };
        self.ids.truncate(ids as usize);
        self.packed.truncate(rows);
        self.bases.truncate(rows.div_ceil(1 << BASE_SHIFT));
        self.apart.retain(|(row, _), _| (*row as usize) < rows);
        self.far.iter_mut().for_each(|numbers| numbers.held.truncate(rows));
        self.expected.held.truncate(rows);
        self.age.held.truncate(rows);
        self.pseudonyms.truncate(pseudonyms);
    }

    #[inline]
    fn end(&self, row: usize) -> u64 {
        self.bases[row >> BASE_SHIFT] + u64::from(self.packed[row].end)
    }

    /// The id of a row.
    #[inline]
    pub fn id(&self, row: u32) -> &[u8] {
        &self.ids[self.id_at(row)]
    }

    /// Where the id of a row lies in [`Table::ids`].
    #[inline]
    pub fn id_at(&self, row: u32) -> std::ops::Range<usize> {
        let row = row as usize;
        let start = if row == 0 { 0 } else { self.end(row - 1) as usize };
        start..self.end(row) as usize
    }

    /// All ids, one behind the other.
    pub fn ids(&self) -> &[u8] {
        &self.ids
    }

    /// A row.
    #[inline]
    pub fn row(&self, row: u32) -> &Packed {
        &self.packed[row as usize]
    }

    /// All rows.
    pub fn rows(&self) -> &[Packed] {
        &self.packed
    }

    /// The number of the word of a row in a column of [`WORDS`].
    #[inline]
    pub fn word(&self, column: usize, row: u32) -> u32 {
        self.word_of(column, row, self.row(row))
    }

    /// The same, for a row that was fetched.
    #[inline]
    pub fn word_of(&self, column: usize, row: u32, packed: &Packed) -> u32 {
        match packed.near.get(column) {
            None => self.far[column - NEAR].get(row),
            Some(&APART) => self.apart.get(&(row, column)).copied().unwrap_or(0),
            Some(number) => u32::from(*number),
        }
    }

    /// Its packed day of expected admission.
    #[inline]
    pub fn expected(&self, row: u32) -> u16 {
        self.expected.get(row)
    }

    /// Its age, or [`NO_AGE`].
    #[inline]
    pub fn age(&self, row: u32) -> u8 {
        self.age.get(row)
    }

    /// Whether any row has a value in a column that most files lack.
    pub fn has(&self, field: Field) -> bool {
        match field {
            Field::ExpectedAdmissionOn => !self.expected.held.is_empty(),
            Field::AgeAtAdmission => !self.age.held.is_empty(),
            field => match WORDS.iter().position(|word| *word == field).and_then(|column| column.checked_sub(NEAR)) {
                Some(far) => !self.far[far].held.is_empty(),
                None => true,
            },
        }
    }

    /// Whether any row from this one on has a value in a column.
    pub fn has_value(&self, field: Field, from: u32) -> bool {
        let mut rows = from..self.len() as u32;
        let word = |column: usize| (from..self.len() as u32).any(|row| self.word(column, row) != 0);
        match field {
            Field::StayId | Field::AdmittedAt => !rows.is_empty(),
            Field::NhsNumber => rows.any(|row| self.row(row).person < PSEUDONYM),
            Field::PersonKey => rows.any(|row| (PSEUDONYM..NOBODY).contains(&self.row(row).person)),
            Field::AgeAtAdmission => rows.any(|row| self.age(row) != NO_AGE),
            Field::ReadyOn => rows.any(|row| self.row(row).ready != NO_DAY),
            Field::ExpectedAdmissionOn => rows.any(|row| self.expected(row) != NO_DAY),
            Field::DischargedAt => rows.any(|row| self.row(row).discharged != NO_MOMENT),
            _ => WORDS.iter().position(|word| *word == field).is_some_and(word),
        }
    }

    /// The bytes of the pseudonym of a person that is somebody.
    pub fn pseudonym(&self, person: u32, pseudonyms: &Pseudonyms) -> Option<[u8; 32]> {
        match person {
            NOBODY => None,
            place if place >= PSEUDONYM => self.pseudonyms.get((place - PSEUDONYM) as usize).copied(),
            prefix => Some(pseudonyms.of(&NhsNumber::with_check_digit(prefix))),
        }
    }

    /// A row as a stay.
    pub fn stay(&self, row: u32, words: &[Vec<Box<str>>], pseudonyms: &Pseudonyms, origin: Origin) -> Option<Stay> {
        let word = |column: usize| match self.word(column, row) {
            0 => None,
            number => words[column].get(number as usize - 1).cloned(),
        };
        let Packed { person, admitted, discharged, ready, .. } = *self.row(row);
        Some(Stay {
            stay_id: std::str::from_utf8(self.id(row)).ok()?.into(),
            person_key: self.pseudonym(person, pseudonyms).map(|bytes| PersonKey(hexadecimal(&bytes).into())),
            provider_code: word(PROVIDER)?,
            site_code: word(1),
            authority: Some(Authorities::england().find(&word(AUTHORITY)?)?),
            registered_in: word(7),
            staying_in: word(8),
            admitted_at: unpack_moment(admitted)?,
            expected_admission_on: unpack_day(self.expected(row)),
            ready_on: unpack_day(ready),
            discharged_at: unpack_moment(discharged),
            admission_method: word(3),
            discharge_method: word(4),
            discharge_destination: word(5),
            treatment_function_code: word(6),
            care_type: word(9).and_then(|code| code.parse().ok()),
            setting: word(10),
            funding: word(11),
            age_at_admission: Some(self.age(row)).filter(|age| *age != NO_AGE),
            origin,
        })
    }
}
