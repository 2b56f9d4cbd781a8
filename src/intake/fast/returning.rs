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

/// So many places are looked at for a token at most.
const NEARBY: usize = 16;

/// Persons and their pseudonyms: a token stands at the place that its first bits name, or soon behind. Tokens could be made
/// to crowd: who finds no place nearby is left out.
#[derive(Debug, Default)]
pub struct Returning {
    /// Tokens, and where their pseudonyms stand.
    places: Vec<(u32, u32)>,
    shift: u32,
    pseudonyms: Vec<[u8; 32]>,
}

/// No token is as large.
const FREE: u32 = u32::MAX;

impl Returning {
    /// Of tokens in rising order.
    pub fn new(tokens: &[u32], pseudonyms: &Pseudonyms) -> Self {
        if tokens.is_empty() {
            return Self::default();
        }
        let bits = (2 * tokens.len()).next_power_of_two().trailing_zeros().min(PERSON_BITS);
        let make = |token: &u32| pseudonyms.of(&NhsNumber::with_check_digit(person(*token)));
        let pseudonyms = tokens.par_iter().map(make).collect();
        let mut own = Self { places: vec![(FREE, 0); 1 << bits], shift: PERSON_BITS - bits, pseudonyms };
        for (token, number) in tokens.iter().zip(0..) {
            if let Some(place) = own.place(*token) {
                own.places[place] = (*token, number);
            }
        }
        own
    }

    /// Where a token stands, or would.
    #[inline]
    fn place(&self, token: u32) -> Option<usize> {
        let first = (token >> self.shift) as usize;
        let mut places = (first..first + NEARBY).map(|place| place & (self.places.len() - 1));
        places.find(|place| [token, FREE].contains(&self.places[*place].0))
    }

    /// The pseudonym of a person, if it is known here.
    #[inline]
    pub fn find(&self, person: u32) -> Option<&[u8; 32]> {
        if self.places.is_empty() || person == NOBODY || person >= PSEUDONYM {
            return None;
        }
        let token = token(person);
        let (found, number) = self.places[self.place(token)?];
        (found == token).then(|| &self.pseudonyms[number as usize])
    }
}
