//! Pseudonyms of persons who come back often: made once for all their rows, and looked up.

use rayon::prelude::*;

use super::packed::{NOBODY, PSEUDONYM};
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
pub struct Returning {
    /// In rising order.
    tokens: Vec<u32>,
    /// Of each token.
    pseudonyms: Vec<[u8; 32]>,
    /// Where the tokens with the same leading bits start.
    starts: Vec<u32>,
    shift: u32,
}

impl Returning {
    /// Of tokens in rising order.
    pub fn new(tokens: Vec<u32>, pseudonyms: &Pseudonyms) -> Self {
        if tokens.is_empty() {
            return Self::default();
        }
        let bits = tokens.len().next_power_of_two().trailing_zeros().min(PERSON_BITS);
        let shift = PERSON_BITS - bits;
        let mut starts = vec![0; (1 << bits) + 1];
        tokens.iter().for_each(|token| starts[(token >> shift) as usize + 1] += 1);
        (1..starts.len()).for_each(|place| starts[place] += starts[place - 1]);
        let make = |token: &u32| pseudonyms.of(&NhsNumber::with_check_digit(person(*token)));
        let pseudonyms = tokens.par_iter().map(make).collect();
        Self { tokens, pseudonyms, starts, shift }
    }

    /// The pseudonym of a person, if it is known here.
    #[inline]
    pub fn find(&self, person: u32) -> Option<&[u8; 32]> {
        if self.tokens.is_empty() || person == NOBODY || person >= PSEUDONYM {
            return None;
        }
        let token = token(person);
        let place = (token >> self.shift) as usize;
        let (start, end) = (self.starts[place] as usize, self.starts[place + 1] as usize);
        let found = self.tokens[start..end].iter().position(|other| *other == token)?;
        Some(&self.pseudonyms[start + found])
    }
}
