//! NHS numbers, and the keyed pseudonym that stands for a person everywhere else.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::{NationalNumber, PersonNumber};

/// A checked NHS number. It prints masked; the clear form needs [`NhsNumber::clear`].
#[derive(Clone, PartialEq, Eq)]
pub struct NhsNumber([u8; 10]);

/// Why ten characters are not an NHS number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAnNhsNumber {
    /// Not ten ASCII digits once spaces and hyphens between groups are taken out.
    #[error("an NHS number is ten digits")]
    Shape,
    /// The check digit does not fit (modulus 11).
    #[error("the check digit does not fit (modulus 11)")]
    CheckDigit,
    /// One digit ten times: it passes modulus 11 and belongs to no person.
    #[error("one digit repeated ten times is no person's number")]
    Repeated,
}

impl NhsNumber {
    /// Reads ten digits, allowing spaces or hyphens between groups (`999 000 0018`).
    ///
    /// # Errors
    /// Not ten digits, a wrong check digit (a remainder of ten included), or one digit repeated.
    pub fn parse(text: &str) -> Result<Self, NotAnNhsNumber> {
        // A hyphen stands between digits; before or behind them it is a sign of something else.
        if text.starts_with('-') || text.ends_with('-') {
            return Err(NotAnNhsNumber::Shape);
        }
        let mut number = [0_u8; 10];
        let mut count = 0;
        for byte in text.bytes().filter(|byte| !matches!(byte, b' ' | b'-')) {
            if !byte.is_ascii_digit() || count == 10 {
                return Err(NotAnNhsNumber::Shape);
            }
            number[count] = byte - b'0';
            count += 1;
        }
        if count != 10 {
            return Err(NotAnNhsNumber::Shape);
        }
        if number.iter().all(|digit| *digit == number[0]) {
            return Err(NotAnNhsNumber::Repeated);
        }
        if check_digit(&number) != u32::from(number[9]) {
            return Err(NotAnNhsNumber::CheckDigit);
        }
        Ok(Self(number))
    }

    /// The ten digits in the clear. Never for a log, a message or a report.
    pub fn clear(&self) -> String {
        self.0.iter().map(|digit| char::from(b'0' + digit)).collect()
    }
}

/// The digit that belongs behind the first nine (modulus 11); ten is none.
fn check_digit(number: &[u8; 10]) -> u32 {
    let sum: u32 = number[..9].iter().zip((2..=10).rev()).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    (11 - sum % 11) % 11
}

impl fmt::Debug for NhsNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for NhsNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&mask(&self.clear()))
    }
}

/// A value made safe to show: the first three and last four characters of a long one, stars for the rest.
pub fn mask(value: &str) -> String {
    let characters: Vec<char> = value.chars().collect();
    if characters.len() < 9 {
        return "*".repeat(characters.len());
    }
    let (head, tail) = (characters[..3].iter(), characters[characters.len() - 4..].iter());
    head.chain(&['*'; 3]).chain(tail).collect()
}

/// The pseudonym of a person: HMAC-SHA-256 of the number under the project's key, in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct PersonKey(pub Box<str>);

impl PersonKey {
    /// The pseudonym of `number` under `key`.
    pub fn of(number: &NhsNumber, key: &[u8]) -> Self {
        Pseudonyms::new(key).person(number)
    }

    /// The pseudonym of a person who is known by a number of the sender's own alone. `realm` says whose number it is, so
    /// that two senders' numbers never meet, nor one of them an NHS number.
    pub fn of_local(realm: &str, number: &str, key: &[u8]) -> Self {
        Pseudonyms::new(key).local_person(realm, number)
    }
}

/// Makes pseudonyms under one key, which is worked in once.
#[derive(Clone)]
pub struct Pseudonyms(Hmac<Sha256>);

impl Pseudonyms {
    /// For this key.
    pub fn new(key: &[u8]) -> Self {
        Self(Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length"))
    }

    /// The pseudonym of a person.
    pub fn person(&self, number: &NhsNumber) -> PersonKey {
        PersonKey(hexadecimal(&self.of(number)).into())
    }

    /// The pseudonym of a person by a number of whichever country.
    pub fn of_number(&self, number: &PersonNumber) -> PersonKey {
        match number {
            PersonNumber::Nhs(number) => self.person(number),
            PersonNumber::National(number) => self.national(number),
        }
    }

    /// The pseudonym of a person by the identity number of another country than England.
    pub fn national(&self, number: &NationalNumber) -> PersonKey {
        self.local_person(number.realm(), number.clear())
    }

    /// The pseudonym of a person who is known by a number of the sender's own alone, as [`PersonKey::of_local`].
    pub fn local_person(&self, realm: &str, number: &str) -> PersonKey {
        PersonKey(self.of_parts(&["person", realm, number]).into())
    }

    fn of_parts(&self, parts: &[&str]) -> String {
        let mut mac = self.0.clone();
        for part in parts {
            // With its length before it, so that no two lists of parts are the same bytes.
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        hexadecimal(&mac.finalize().into_bytes())
    }

    /// The pseudonym of a number, as bytes.
    pub fn of(&self, number: &NhsNumber) -> [u8; 32] {
        let mut mac = self.0.clone();
        mac.update(&number.0.map(|digit| b'0' + digit));
        mac.finalize().into_bytes().into()
    }
}

impl fmt::Debug for Pseudonyms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pseudonyms")
    }
}

/// A name made of several parts that gives none of them away without the key: HMAC-SHA-256 in hexadecimal.
pub fn pseudonym(parts: &[&str], key: &[u8]) -> String {
    Pseudonyms::new(key).of_parts(parts)
}

/// Bytes as lower-case hexadecimal.
pub fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}
