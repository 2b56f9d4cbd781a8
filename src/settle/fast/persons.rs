//! Persons who may be in two stays at once: found by day in packed form, for the careful check to decide. And those who come
//! back often.

use std::collections::HashSet;

use foldhash::fast::RandomState;
use rayon::prelude::*;

use super::clock::{NO_MOMENT, day_of};
use super::dealt::{deal, sort};
use super::packed::{NOBODY, Packed};
use super::returning::{PERSON_BITS, token};
use super::table::Table;
use crate::domain::nhs_number::Pseudonyms;

/// Persons are remembered who have so many stays on average: that takes eleven bytes a row at most.
const OFTEN: usize = 8;
/// In how many groups the persons are looked at, as a power of two.
const GROUP_BITS: u32 = 9;

/// What is found of persons.
#[derive(Debug)]
pub struct Persons {
    /// Rows of all persons of whom two stays may overlap, in rising order. None that do are left out.
    pub overlapping: Vec<u32>,
    /// Tokens of persons who come back often.
    pub returning: Vec<u32>,
}

/// Looks at the stays of each person.
pub fn look(table: &Table, pseudonyms: &Pseudonyms) -> Persons {
    // Where numbers and pseudonyms stand side by side, only the pseudonyms tell who is who.
    let by_digest = !table.pseudonyms.is_empty();
    let digest = |row: &Packed| digest(table, row.person, pseudonyms);
    let digests: Vec<u32> = if by_digest { table.rows().par_iter().map(digest).collect() } else { Vec::new() };
    let token = |place: usize, row: &Packed| if by_digest { digests[place] } else { number(row.person) };
    let stays = deal(table.len(), 1 << GROUP_BITS, |place| {
        let row = table.row(place);
        let token = token(place as usize, row);
        (token != NOBODY).then(|| ((token >> (PERSON_BITS - GROUP_BITS)) as usize, packed(token, row)))
    });
    let found = (0..1 << GROUP_BITS).into_par_iter().map(|group| {
        let stays = sort(stays.group(group).collect::<Vec<_>>().concat());
        let often = if by_digest { Vec::new() } else { tokens(&stays, stays.len() / OFTEN) };
        (suspects(&stays), often)
    });
    let (suspects, often): (Vec<Vec<u32>>, Vec<Vec<u32>>) = found.unzip();
    let suspects: HashSet<u32, RandomState> = suspects.into_iter().flatten().collect();
    let is_suspect = |(place, row): &(usize, &Packed)| suspects.contains(&token(*place, row));
    let rows = || table.rows().par_iter().enumerate().filter(is_suspect).map(|(place, _)| place as u32);
    let overlapping = if suspects.is_empty() { Vec::new() } else { rows().collect() };
    Persons { overlapping, returning: often.concat() }
}

/// The persons of stays in their order, unless they are more than `most`.
fn tokens(stays: &[u64], most: usize) -> Vec<u32> {
    let person = |stay: &u64| stay >> 32;
    let mut tokens: Vec<u32> =
        stays.chunk_by(|a, b| person(a) == person(b)).map(|stays| person(&stays[0]) as u32).collect();
    if tokens.len() > most {
        Vec::new()
    } else {
        tokens.shrink_to_fit();
        tokens
    }
}

/// A stay as one number: the person, the day of admission, and the day of its end from the latest down, so that of two
/// stays of one day the longer comes first.
fn packed(token: u32, row: &Packed) -> u64 {
    let Packed { admitted, discharged, .. } = *row;
    let end = if discharged == NO_MOMENT { u16::MAX } else { day_of(discharged) };
    u64::from(token) << 32 | u64::from(day_of(admitted)) << 16 | u64::from(u16::MAX - end)
}

/// Persons of whom a stay begins before another that began no later has ended.
fn suspects(stays: &[u64]) -> Vec<u32> {
    let (mut person, mut latest, mut found) = (NOBODY, 0, Vec::new());
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

/// The token of a person who is known by an NHS number. Nobody has none.
#[inline]
fn number(person: u32) -> u32 {
    if person == NOBODY { NOBODY } else { token(person) }
}

/// Some bits of the pseudonym; persons may share them.
fn digest(table: &Table, person: u32, pseudonyms: &Pseudonyms) -> u32 {
    let bytes = table.pseudonym(person, pseudonyms);
    bytes.map_or(NOBODY, |[a, b, c, d, ..]| u32::from_le_bytes([a, b, c, d]) & ((1 << PERSON_BITS) - 1))
}
