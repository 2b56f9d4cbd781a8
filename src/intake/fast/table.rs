//! Stays as packed columns: some fifty bytes a row beside the id, so that tens of millions lie in memory.

use super::clock::{NO_DAY, NO_MOMENT, pack_day, pack_moment, unpack_day, unpack_moment};
use super::words::{Dictionary, Numbers};
use crate::domain::nhs_number::{Pseudonyms, hexadecimal};
use crate::domain::{Authorities, NhsNumber, Origin, PersonKey, Stay};
use crate::intake::field::Field;

/// The columns of words, in the order of [`Plain::words`].
pub const WORDS: [Field; 12] = [
    Field::ProviderCode,
    Field::SiteCode,
    Field::AuthorityCode,
    Field::RegisteredIn,
    Field::StayingIn,
    Field::AdmissionMethod,
    Field::DischargeMethod,
    Field::DischargeDestination,
    Field::TreatmentFunctionCode,
    Field::CareType,
    Field::Setting,
    Field::Funding,
];
/// Where the provider stands in [`WORDS`].
pub const PROVIDER: usize = 0;
const AUTHORITY: usize = 2;
/// Nobody.
pub const NOBODY: u32 = u32::MAX;
/// A person known by a pseudonym, which lies at this place less the bit.
pub const PSEUDONYM: u32 = 1 << 31;
/// No age.
pub const NO_AGE: u8 = u8::MAX;

/// One row without its id.
#[derive(Clone, Copy, Debug)]
pub struct Plain {
    /// The first nine digits of the NHS number, or [`PSEUDONYM`] and a place, or [`NOBODY`].
    pub person: u32,
    /// Numbers of words.
    pub words: [u32; WORDS.len()],
    /// Packed moment.
    pub admitted: u32,
    /// Packed moment.
    pub discharged: u32,
    /// Packed day.
    pub ready: u16,
    /// Packed day.
    pub expected: u16,
    /// Years.
    pub age: u8,
}

impl Plain {
    /// A row that says nothing.
    pub const NOTHING: Self = Self {
        person: NOBODY,
        words: [0; WORDS.len()],
        admitted: NO_MOMENT,
        discharged: NO_MOMENT,
        ready: NO_DAY,
        expected: NO_DAY,
        age: NO_AGE,
    };

    /// A row that was read carefully; nothing if a value cannot be packed, which no row that was accepted has.
    pub fn of(stay: &Stay, person: u32, words: &[Dictionary]) -> Option<Self> {
        let texts: [Option<&str>; WORDS.len()] = [
            Some(&stay.provider_code),
            stay.site_code.as_deref(),
            Some(&Authorities::england().get(stay.authority).code),
            stay.registered_in.as_deref(),
            stay.staying_in.as_deref(),
            stay.admission_method.as_deref(),
            stay.discharge_method.as_deref(),
            stay.discharge_destination.as_deref(),
            stay.treatment_function_code.as_deref(),
            stay.care_type.map(|kind| kind.code()),
            stay.setting.as_deref(),
            stay.funding.as_deref(),
        ];
        let mut numbers = [0; WORDS.len()];
        for (number, (text, dictionary)) in numbers.iter_mut().zip(texts.iter().zip(words)) {
            *number = text.map_or(0, |text| dictionary.number(text));
        }
        Some(Self {
            person,
            words: numbers,
            admitted: pack_moment(stay.admitted_at)?,
            discharged: stay.discharged_at.map_or(Some(NO_MOMENT), pack_moment)?,
            ready: stay.ready_on.map_or(Some(NO_DAY), pack_day)?,
            expected: stay.expected_admission_on.map_or(Some(NO_DAY), pack_day)?,
            age: stay.age_at_admission.unwrap_or(NO_AGE),
        })
    }
}

/// Rows of one block on their way into the table.
#[derive(Debug, Default)]
pub struct Rows {
    /// All ids, one after the other.
    pub ids: Vec<u8>,
    /// Where each ends.
    pub ends: Vec<u32>,
    /// A hash of each.
    pub hashes: Vec<u32>,
    person: Vec<u32>,
    words: [Vec<u32>; WORDS.len()],
    admitted: Vec<u32>,
    discharged: Vec<u32>,
    ready: Vec<u16>,
    expected: Vec<u16>,
    age: Vec<u8>,
}

impl Rows {
    /// No rows, with room for those of so many bytes.
    pub fn with_room(bytes: usize) -> Self {
        let rows = bytes / 96;
        let (ids, ends, hashes) =
            (Vec::with_capacity(rows * 20), Vec::with_capacity(rows), Vec::with_capacity(rows));
        let (person, admitted, discharged) =
            (Vec::with_capacity(rows), Vec::with_capacity(rows), Vec::with_capacity(rows));
        Self { ids, ends, hashes, person, admitted, discharged, ready: Vec::with_capacity(rows), ..Self::default() }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Adds a row. `has` tells which columns of words the file has; the others are not kept.
    #[inline]
    pub fn push(&mut self, id: &[u8], plain: &Plain, has: &[bool; WORDS.len()]) {
        self.ids.extend_from_slice(id);
        self.ends.push(self.ids.len() as u32);
        self.hashes.push(hash(id));
        self.person.push(plain.person);
        self.admitted.push(plain.admitted);
        self.discharged.push(plain.discharged);
        self.ready.push(plain.ready);
        self.expected.push(plain.expected);
        self.age.push(plain.age);
        for (column, has) in has.iter().enumerate() {
            if *has {
                self.words[column].push(plain.words[column]);
            }
        }
    }
}

/// A 32-bit hash of an id; ids with the same are compared.
#[inline]
pub fn hash(id: &[u8]) -> u32 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut state = id.len() as u64;
    let (words, rest) = id.as_chunks::<8>();
    for word in words {
        state = (state.rotate_left(23) ^ u64::from_le_bytes(*word)).wrapping_mul(FACTOR);
    }
    let mut last = [0_u8; 8];
    last[..rest.len()].copy_from_slice(rest);
    state = (state.rotate_left(23) ^ u64::from_le_bytes(last)).wrapping_mul(FACTOR);
    ((state ^ (state >> 29)).wrapping_mul(FACTOR) >> 32) as u32
}

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

    fn append(&mut self, rows: usize, values: &[T]) {
        if self.held.len() < rows || self.held.is_empty() {
            if values.iter().all(|value| *value == self.nothing) && self.held.is_empty() {
                return;
            }
            self.held.resize(rows, self.nothing);
        }
        self.held.extend_from_slice(values);
    }

    #[inline]
    fn get(&self, row: usize) -> T {
        self.held.get(row).copied().unwrap_or(self.nothing)
    }
}

/// All rows that were read, before and after it is settled which are taken.
#[derive(Debug)]
pub struct Table {
    ids: Vec<u8>,
    /// Where each id ends, less the base of its thousands.
    ends: Vec<u32>,
    bases: Vec<u64>,
    /// A hash of each id, until the repeats are found.
    pub hashes: Vec<u32>,
    person: Vec<u32>,
    words: [Numbers; WORDS.len()],
    admitted: Vec<u32>,
    discharged: Vec<u32>,
    ready: Vec<u16>,
    expected: Rare<u16>,
    age: Rare<u8>,
    /// Pseudonyms that came as such.
    pub pseudonyms: Vec<[u8; 32]>,
}

const BASE_SHIFT: u32 = 16;

impl Table {
    /// An empty table.
    pub fn new() -> Self {
        Self {
            ids: Vec::new(),
            ends: Vec::new(),
            bases: Vec::new(),
            hashes: Vec::new(),
            person: Vec::new(),
            words: Default::default(),
            admitted: Vec::new(),
            discharged: Vec::new(),
            ready: Vec::new(),
            expected: Rare::new(NO_DAY),
            age: Rare::new(NO_AGE),
            pseudonyms: Vec::new(),
        }
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Adds the rows of a block; their pseudonyms lie from `pseudonyms` on.
    pub fn append(&mut self, rows: &Rows, pseudonyms: &[[u8; 32]]) {
        let (held, start) = (self.len(), self.ids.len() as u64);
        self.ids.extend_from_slice(&rows.ids);
        for end in &rows.ends {
            let (row, end) = (self.ends.len(), start + u64::from(*end));
            if row & ((1 << BASE_SHIFT) - 1) == 0 {
                self.bases.push(if row == 0 { 0 } else { self.end(row - 1) });
            }
            self.ends.push((end - self.bases[row >> BASE_SHIFT]) as u32);
        }
        self.hashes.extend_from_slice(&rows.hashes);
        let moved = self.pseudonyms.len() as u32;
        if moved == 0 {
            self.person.extend_from_slice(&rows.person);
        } else {
            let place = |person: u32| if person != NOBODY && person >= PSEUDONYM { person + moved } else { person };
            self.person.extend(rows.person.iter().map(|person| place(*person)));
        }
        self.pseudonyms.extend_from_slice(pseudonyms);
        for (numbers, more) in self.words.iter_mut().zip(&rows.words) {
            if more.is_empty() && !matches!(numbers, Numbers::Absent) {
                numbers.append(held, &vec![0; rows.len()]);
            } else {
                numbers.append(held, more);
            }
        }
        self.admitted.extend_from_slice(&rows.admitted);
        self.discharged.extend_from_slice(&rows.discharged);
        self.ready.extend_from_slice(&rows.ready);
        self.expected.append(held, &rows.expected);
        self.age.append(held, &rows.age);
    }

    /// Takes the last rows off again.
    pub fn truncate(&mut self, rows: usize, pseudonyms: usize) {
        let ids = if rows == 0 { 0 } else { self.end(rows - 1) };
        self.ids.truncate(ids as usize);
        self.ends.truncate(rows);
        self.bases.truncate(rows.div_ceil(1 << BASE_SHIFT));
        self.hashes.truncate(rows);
        self.person.truncate(rows);
        self.words.iter_mut().for_each(|numbers| numbers.truncate(rows));
        self.admitted.truncate(rows);
        self.discharged.truncate(rows);
        self.ready.truncate(rows);
        self.expected.held.truncate(rows);
        self.age.held.truncate(rows);
        self.pseudonyms.truncate(pseudonyms);
    }

    fn end(&self, row: usize) -> u64 {
        self.bases[row >> BASE_SHIFT] + u64::from(self.ends[row])
    }

    /// The id of a row.
    #[inline]
    pub fn id(&self, row: u32) -> &[u8] {
        let row = row as usize;
        let end = self.end(row) as usize;
        let start = if row == 0 { 0 } else { self.end(row - 1) as usize };
        &self.ids[start..end]
    }

    /// Its person.
    #[inline]
    pub fn person(&self, row: u32) -> u32 {
        self.person[row as usize]
    }

    /// The number of its word in a column of [`WORDS`].
    #[inline]
    pub fn word(&self, column: usize, row: u32) -> u32 {
        self.words[column].get(row as usize)
    }

    /// The numbers of a column of words.
    pub fn words(&self, column: usize) -> &Numbers {
        &self.words[column]
    }

    /// Its packed moment of admission.
    #[inline]
    pub fn admitted(&self, row: u32) -> u32 {
        self.admitted[row as usize]
    }

    /// Its packed moment of discharge.
    #[inline]
    pub fn discharged(&self, row: u32) -> u32 {
        self.discharged[row as usize]
    }

    /// Its packed ready day.
    #[inline]
    pub fn ready(&self, row: u32) -> u16 {
        self.ready[row as usize]
    }

    /// Its packed day of expected admission.
    #[inline]
    pub fn expected(&self, row: u32) -> u16 {
        self.expected.get(row as usize)
    }

    /// Its age, or [`NO_AGE`].
    #[inline]
    pub fn age(&self, row: u32) -> u8 {
        self.age.get(row as usize)
    }

    /// Whether any row has a day of expected admission, and an age.
    pub fn has_expected_and_age(&self) -> (bool, bool) {
        (!self.expected.held.is_empty(), !self.age.held.is_empty())
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
        Some(Stay {
            stay_id: std::str::from_utf8(self.id(row)).ok()?.into(),
            person_key: self
                .pseudonym(self.person(row), pseudonyms)
                .map(|bytes| PersonKey(hexadecimal(&bytes).into())),
            provider_code: word(PROVIDER)?,
            site_code: word(1),
            authority: Authorities::england().find(&word(AUTHORITY)?)?,
            registered_in: word(3),
            staying_in: word(4),
            admitted_at: unpack_moment(self.admitted(row))?,
            expected_admission_on: unpack_day(self.expected(row)),
            ready_on: unpack_day(self.ready(row)),
            discharged_at: unpack_moment(self.discharged(row)),
            admission_method: word(5),
            discharge_method: word(6),
            discharge_destination: word(7),
            treatment_function_code: word(8),
            care_type: word(9).and_then(|code| code.parse().ok()),
            setting: word(10),
            funding: word(11),
            age_at_admission: Some(self.age(row)).filter(|age| *age != NO_AGE),
            origin,
        })
    }
}
