//! One row in packed form, and the rows of one block.

use std::ops::Range;

use super::clock::{NO_DAY, NO_MOMENT, pack_day, pack_moment};
use super::dealt::piles;
use super::short;
use super::words::Dictionary;
use crate::domain::{Authorities, Stay};
use crate::intake::profile::field::Field;
use crate::intake::profile::header::HeaderColumns;

/// The columns of words, in the order of [`Plain::words`]: those that nearly every file has come first.
pub const WORDS: [Field; 12] = [
    Field::ProviderCode,
    Field::SiteCode,
    Field::AuthorityCode,
    Field::AdmissionMethod,
    Field::DischargeMethod,
    Field::DischargeDestination,
    Field::TreatmentFunctionCode,
    Field::RegisteredIn,
    Field::StayingIn,
    Field::CareType,
    Field::Setting,
    Field::Funding,
];
/// Where the provider stands in [`WORDS`].
pub const PROVIDER: usize = 0;
/// Where the authority stands.
pub const AUTHORITY: usize = 2;
/// How many columns of words lie in the row itself.
pub const NEAR: usize = 7;
/// A word whose number does not fit into a row and lies apart.
pub const APART: u16 = u16::MAX;
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
            stay.authority.map(|authority| Authorities::england().get(authority).code.as_str()),
            stay.admission_method.as_deref(),
            stay.discharge_method.as_deref(),
            stay.discharge_destination.as_deref(),
            stay.treatment_function_code.as_deref(),
            stay.registered_in.as_deref(),
            stay.staying_in.as_deref(),
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

/// A row as it lies in memory: all of it side by side, for rows are fetched one by one in the order of the output.
#[derive(Clone, Copy, Debug)]
pub struct Packed {
    /// Where its id ends, less a base.
    pub end: u32,
    /// As in [`Plain`].
    pub person: u32,
    /// As in [`Plain`].
    pub admitted: u32,
    /// As in [`Plain`].
    pub discharged: u32,
    /// As in [`Plain`].
    pub ready: u16,
    /// Numbers of the first words.
    pub near: [u16; NEAR],
}

/// Rows of one block on their way into the table.
#[derive(Debug, Default)]
pub struct Rows {
    /// All ids, one behind the other.
    pub ids: Vec<u8>,
    /// The rows.
    pub packed: Vec<Packed>,
    /// Row, column and number of words that lie apart.
    pub apart: Vec<(u32, usize, u32)>,
    /// Numbers of the further words, if the file has any.
    pub far: [Vec<u32>; WORDS.len() - NEAR],
    /// Packed days, if the file has any.
    pub expected: Vec<u16>,
    /// Ages, if the file has any.
    pub age: Vec<u8>,
}

impl Rows {
    /// No rows, with room for those of so many bytes.
    pub fn with_room(bytes: usize) -> Self {
        let rows = bytes / 96;
        Self { ids: Vec::with_capacity(rows * 20), packed: Vec::with_capacity(rows), ..Self::default() }
    }

    /// No rows again, with the room there was.
    pub fn clear(&mut self) {
        let Self { ids, packed, apart, far, expected, age } = self;
        ids.clear();
        packed.clear();
        apart.clear();
        far.iter_mut().for_each(Vec::clear);
        expected.clear();
        age.clear();
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.packed.len()
    }

    /// The rows by provider: rows that are wanted one after the other later lie side by side.
    pub fn by_provider(&self) -> Vec<u32> {
        let provider = |row: &Packed| usize::from(row.near[PROVIDER]);
        let most = self.packed.iter().map(provider).max().unwrap_or_default();
        piles(self.packed.iter().map(provider).zip(0..), most + 1).0
    }

    /// Where the id of a row lies.
    #[inline]
    pub fn id_at(&self, row: usize) -> Range<usize> {
        let start = row.checked_sub(1).map_or(0, |before| self.packed[before].end);
        start as usize..self.packed[row].end as usize
    }

    /// Adds a row, whose id is a part of a text. `has` tells which columns the file has; the others are not kept.
    #[inline]
    pub fn push(&mut self, text: &[u8], id: Range<usize>, plain: &Plain, has: &Has) {
        short::append(&mut self.ids, text, id);
        let row = self.packed.len() as u32;
        let mut near = [0; NEAR];
        for (column, (near, number)) in near.iter_mut().zip(plain.words).enumerate() {
            *near = number.min(u32::from(APART)) as u16;
            if *near == APART {
                self.apart.push((row, column, number));
            }
        }
        let Plain { person, admitted, discharged, ready, .. } = *plain;
        self.packed.push(Packed { end: self.ids.len() as u32, person, admitted, discharged, ready, near });
        if has.rare {
            for (far, number) in self.far.iter_mut().zip(&plain.words[NEAR..]) {
                far.push(*number);
            }
            self.expected.push(plain.expected);
            self.age.push(plain.age);
        }
    }
}

/// Which columns a file has.
#[derive(Clone, Copy, Debug)]
pub struct Has {
    /// Whether it has any of those that most files lack.
    rare: bool,
}

impl Has {
    /// Of a file with these columns.
    pub fn of(columns: &HeaderColumns) -> Self {
        let rare = WORDS[NEAR..].iter().chain(&[Field::ExpectedAdmissionOn, Field::AgeAtAdmission]);
        Self { rare: rare.into_iter().any(|field| columns.position(*field).is_some()) }
    }

    /// All of them.
    pub const ALL: Self = Self { rare: true };
}

/// A 32-bit hash of an id; ids with the same are compared.
#[inline]
pub fn hash(id: &[u8]) -> u32 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let add = |state: u64, eight: u64| (state.rotate_left(23) ^ eight).wrapping_mul(FACTOR);
    let mut state = id.len() as u64;
    match id.last_chunk::<8>() {
        // The last eight bytes may overlap with those before.
        Some(last) => {
            state = id.as_chunks::<8>().0.iter().fold(state, |state, eight| add(state, u64::from_le_bytes(*eight)));
            state = add(state, u64::from_le_bytes(*last));
        }
        None => state = add(state, id.iter().fold(0, |eight, byte| eight << 8 | u64::from(*byte))),
    }
    ((state ^ (state >> 29)).wrapping_mul(FACTOR) >> 32) as u32
}
