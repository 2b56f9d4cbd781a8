//! Persons who may be in two stays at once: found by day in packed form, for the careful check to decide.

use std::collections::HashSet;

use rayon::prelude::*;

use super::clock::{NO_MOMENT, day_of};
use super::table::{NOBODY, Table};
use crate::domain::nhs_number::Pseudonyms;

/// How many bits of a person are compared here.
const PERSON_BITS: u32 = 30;
/// In how many groups the persons are looked at, so that little lies in memory at once.
const GROUPS_BITS: u32 = 5;

/// Rows of all persons of whom two stays may overlap, in rising order. None that do are left out.
pub fn overlapping(table: &Table, pseudonyms: &Pseudonyms) -> Vec<u32> {
    let tokens = Tokens { table, pseudonyms, by_digest: !table.pseudonyms.is_empty() };
    let rows = 0..table.len() as u32;
    let digests: Vec<u32> = if tokens.by_digest {
        rows.clone().into_par_iter().map(|row| tokens.digest(row)).collect()
    } else {
        Vec::new()
    };
    let token = |row: u32| match digests.get(row as usize) {
        Some(digest) => Some(*digest).filter(|digest| *digest != NOBODY),
        None => tokens.number(row),
    };
    let groups = (0..1_u32 << GROUPS_BITS).into_par_iter().map(|group| {
        let mut stays: Vec<u64> = Vec::with_capacity(table.len() >> (GROUPS_BITS - 1));
        for row in rows.clone() {
            if let Some(token) = token(row).filter(|token| token >> (PERSON_BITS - GROUPS_BITS) == group) {
                stays.push(packed(token, table.admitted(row), table.discharged(row)));
            }
        }
        stays.sort_unstable();
        suspects(&stays)
    });
    let suspects: HashSet<u32> = groups.flatten_iter().collect();
    if suspects.is_empty() {
        return Vec::new();
    }
    let chosen = rows.into_par_iter().filter(|row| token(*row).is_some_and(|token| suspects.contains(&token)));
    chosen.collect()
}

/// A stay as one number: the person, the day of admission, and the day of its end from the latest down, so that of two
/// stays of one day the longer comes first.
fn packed(token: u32, admitted: u32, discharged: u32) -> u64 {
    let end = if discharged == NO_MOMENT { u16::MAX } else { day_of(discharged) };
    u64::from(token) << 32 | u64::from(day_of(admitted)) << 16 | u64::from(u16::MAX - end)
}

/// Persons of whom a stay begins before another that began no later has ended.
fn suspects(stays: &[u64]) -> Vec<u32> {
    let mut found = Vec::new();
    let (mut person, mut latest) = (NOBODY, 0);
    for stay in stays {
        let token = (stay >> 32) as u32;
        let (admitted, end) = ((stay >> 16) as u16, u16::MAX - *stay as u16);
        if token != person {
            (person, latest) = (token, end);
            continue;
        }
        if admitted < latest && found.last() != Some(&token) {
            found.push(token);
        }
        latest = latest.max(end);
    }
    found
}

struct Tokens<'t> {
    table: &'t Table,
    pseudonyms: &'t Pseudonyms,
    by_digest: bool,
}

impl Tokens<'_> {
    /// The first digits of the NHS number, mixed so that persons spread evenly: two persons never share a token.
    #[inline]
    fn number(&self, row: u32) -> Option<u32> {
        let person = self.table.person(row);
        (person != NOBODY).then_some(person.wrapping_mul(0x9E37_79B1) & ((1 << PERSON_BITS) - 1))
    }

    /// Some bits of the pseudonym, where numbers and pseudonyms stand side by side; persons may share them.
    fn digest(&self, row: u32) -> u32 {
        let bytes = self.table.pseudonym(self.table.person(row), self.pseudonyms);
        bytes.map_or(NOBODY, |[a, b, c, d, ..]| u32::from_le_bytes([a, b, c, d]) & ((1 << PERSON_BITS) - 1))
    }
}
