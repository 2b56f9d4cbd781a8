//! Pseudonyms of persons who come back often: made once for all their rows, and looked up.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use rayon::prelude::*;

use crate::domain::NhsNumber;
use crate::domain::nhs_number::Pseudonyms;

/// How many bits of a person are compared.
pub const PERSON_BITS: u32 = 30;
/// Spreads persons evenly. Odd, so that no two persons share a token.
const SPREAD: u32 = 0x9E37_79B1;
/// Leads back.
const BACK: u32 = inverse(SPREAD);

/// The first nine digits of an NHS number, mixed.
#[inline]
pub fn token(person: u32) -> u32 {
    person.wrapping_mul(SPREAD) & ((1 << PERSON_BITS) - 1)
}

/// The first nine digits again.
fn person(token: u32) -> u32 {
    token.wrapping_mul(BACK) & ((1 << PERSON_BITS) - 1)
}

/// What an odd number must be multiplied by to give 1, in 32 bits.
const fn inverse(odd: u32) -> u32 {
    // The number is its own inverse in three bits; each round doubles them.
    let (mut found, mut bits) = (odd, 3);
    while bits < u32::BITS {
        found = found.wrapping_mul(2_u32.wrapping_sub(odd.wrapping_mul(found)));
        bits *= 2;
    }
    found
}

/// Persons and their pseudonyms.
#[derive(Debug, Default)]
pub struct Returning(HashMap<u32, [u8; 32], RandomState>);

impl Returning {
    /// Of these tokens.
    pub fn new(tokens: &[u32], pseudonyms: &Pseudonyms) -> Self {
        let make = |token: &u32| pseudonyms.of(&NhsNumber::with_check_digit(person(*token)));
        let made: Vec<[u8; 32]> = tokens.par_iter().map(make).collect();
        Self(tokens.iter().map(|token| person(*token)).zip(made).collect())
    }

    /// The pseudonym of a person, if it is known here.
    #[inline]
    pub fn find(&self, person: u32) -> Option<&[u8; 32]> {
        self.0.get(&person)
    }
}
