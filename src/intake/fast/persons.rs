//! Persons who may be in two stays at once: found by day in packed form, for the careful check to decide.

use std::collections::HashSet;

use foldhash::fast::RandomState;
use rayon::prelude::*;

use super::clock::{NO_MOMENT, day_of};
use super::packed::{NOBODY, Packed};
use super::table::Table;
use crate::domain::nhs_number::Pseudonyms;

/// How many bits of a person are compared here.
const PERSON_BITS: u32 = 30;
/// In how many shares the persons are looked at, so that not all lie in memory at once.
const SHARE_BITS: u32 = 1;
/// In how many groups the persons of a share are sorted.
const GROUP_BITS: u32 = 6;

/// Rows of all persons of whom two stays may overlap, in rising order. None that do are left out.
pub fn overlapping(table: &Table, pseudonyms: &Pseudonyms) -> Vec<u32> {
    // Where numbers and pseudonyms stand side by side, only the pseudonyms tell who is who.
    let by_digest = !table.pseudonyms.is_empty();
    let digest = |row: &Packed| digest(table, row.person, pseudonyms);
    let digests: Vec<u32> = if by_digest { table.rows().par_iter().map(digest).collect() } else { Vec::new() };
    let token = |(place, row): (usize, &Packed)| if by_digest { digests[place] } else { number(row.person) };
    let shares = (0..1_u32 << SHARE_BITS).into_par_iter().map(|share| {
        // Persons spread evenly: with a little room to spare no group grows and is copied.
        let room = table.len() >> (SHARE_BITS + GROUP_BITS);
        let mut groups: Vec<Vec<u64>> = (0..1 << GROUP_BITS).map(|_| Vec::with_capacity(room + room / 16)).collect();
        for (place, row) in table.rows().iter().enumerate() {
            let token = token((place, row));
            if token >> (PERSON_BITS - SHARE_BITS) == share {
                let group = token >> (PERSON_BITS - SHARE_BITS - GROUP_BITS) & ((1 << GROUP_BITS) - 1);
                groups[group as usize].push(packed(token, row));
            }
        }
        let mut found = Vec::new();
        for mut stays in groups {
            stays.sort_unstable();
            suspects(&stays, &mut found);
        }
        found
    });
    let suspects: HashSet<u32, RandomState> = shares.flatten_iter().collect();
    if suspects.is_empty() {
        return Vec::new();
    }
    let chosen = table.rows().par_iter().enumerate().filter(|(place, row)| suspects.contains(&token((*place, row))));
    chosen.map(|(place, _)| place as u32).collect()
}

/// A stay as one number: the person, the day of admission, and the day of its end from the latest down, so that of two
/// stays of one day the longer comes first.
fn packed(token: u32, row: &Packed) -> u64 {
    let Packed { admitted, discharged, .. } = *row;
    let end = if discharged == NO_MOMENT { u16::MAX } else { day_of(discharged) };
    u64::from(token) << 32 | u64::from(day_of(admitted)) << 16 | u64::from(u16::MAX - end)
}

/// Persons of whom a stay begins before another that began no later has ended.
fn suspects(stays: &[u64], found: &mut Vec<u32>) {
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
}

/// The first digits of the NHS number, mixed so that persons spread evenly: two persons never share a token. Nobody has
/// a token beyond all shares.
#[inline]
fn number(person: u32) -> u32 {
    if person == NOBODY { NOBODY } else { person.wrapping_mul(0x9E37_79B1) & ((1 << PERSON_BITS) - 1) }
}

/// Some bits of the pseudonym; persons may share them.
fn digest(table: &Table, person: u32, pseudonyms: &Pseudonyms) -> u32 {
    let bytes = table.pseudonym(person, pseudonyms);
    bytes.map_or(NOBODY, |[a, b, c, d, ..]| u32::from_le_bytes([a, b, c, d]) & ((1 << PERSON_BITS) - 1))
}
