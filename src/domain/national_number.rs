//! The identity numbers of Norway, Sweden and Denmark: checked by their own rules, and kept as the keyed pseudonym of a person alone.

use std::fmt;
use std::ops::Range;

use super::nhs_number::mask;
use super::{Day, NhsNumber};

/// Whose identity numbers are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberScheme {
    /// Fødselsnummer, D-number and the numbers that hospitals give: eleven digits, the last two for checking.
    Norway,
    /// Personnummer and samordningsnummer: ten digits or twelve, the last for checking.
    Sweden,
    /// CPR number: ten digits. Since 2007 some are given whose last digit checks nothing.
    Denmark,
}

/// A checked identity number. It prints masked.
#[derive(Clone, PartialEq, Eq)]
pub struct NationalNumber {
    scheme: NumberScheme,
    /// Without signs, and in Sweden without the century: what every spelling of it has.
    digits: String,
    fits: bool,
}

/// The number of a person, of whichever country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonNumber {
    /// Of England's NHS.
    Nhs(NhsNumber),
    /// Of another country.
    National(NationalNumber),
}

impl PersonNumber {
    /// Reads a number of a scheme; of none, an NHS number.
    ///
    /// # Errors
    /// In words: why it is none.
    pub fn parse(scheme: Option<NumberScheme>, text: &str) -> Result<Self, String> {
        match scheme {
            None => NhsNumber::parse(text).map(Self::Nhs).map_err(|why| format!("no NHS number: {why}")),
            Some(scheme) => {
                scheme.parse(text).map(Self::National).map_err(|why| format!("no {}: {why}", scheme.name()))
            }
        }
    }
}

/// Why a text is no identity number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotANationalNumber {
    /// Too few digits, too many, or something between them.
    #[error("{0}")]
    Shape(&'static str),
    /// No day of birth stands in it.
    #[error("its first digits are no day of birth")]
    Day,
    /// The digits for checking do not fit.
    #[error("the check digit does not fit")]
    CheckDigit,
}

impl NumberScheme {
    /// That of a country, as laws name it.
    pub fn of_country(country: &str) -> Option<Self> {
        match country {
            "Norway" => Some(Self::Norway),
            "Sweden" => Some(Self::Sweden),
            "Denmark" => Some(Self::Denmark),
            _ => None,
        }
    }

    /// What people call such a number.
    pub fn name(self) -> &'static str {
        match self {
            Self::Norway => "fødselsnummer",
            Self::Sweden => "personnummer",
            Self::Denmark => "CPR number",
        }
    }

    fn shape(self) -> &'static str {
        match self {
            Self::Norway => "a fødselsnummer is eleven digits",
            Self::Sweden => "a personnummer is ten digits, or twelve with the century",
            Self::Denmark => "a CPR number is ten digits",
        }
    }

    /// How many digits a number may have, the most first.
    fn lengths(self) -> &'static [usize] {
        match self {
            Self::Norway => &[11],
            Self::Sweden => &[12, 10],
            Self::Denmark => &[10],
        }
    }

    /// Reads a number, with a space or a sign between its day of birth and the rest, or without.
    ///
    /// # Errors
    /// It has another number of digits, no day of birth, or a check digit that does not fit.
    pub fn parse(self, text: &str) -> Result<NationalNumber, NotANationalNumber> {
        let shape = NotANationalNumber::Shape(self.shape());
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let is_sign = |sign: &str| matches!(sign, "" | " " | "-") || self == Self::Sweden && sign == "+";
        let (day, rest) = text.split_at_checked(text.len().saturating_sub(self.after_birth())).ok_or(shape)?;
        let day = day.trim_end_matches([' ', '-', '+']);
        let sign = &text[day.len()..text.len() - rest.len()];
        let is_plain = [day, rest].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        if !is_plain || !is_sign(sign) || !self.lengths().contains(&digits.len()) {
            return Err(shape);
        }
        self.checked(&digits)
    }

    /// How many digits stand behind the day of birth.
    fn after_birth(self) -> usize {
        if self == Self::Norway { 5 } else { 4 }
    }

    fn checked(self, digits: &str) -> Result<NationalNumber, NotANationalNumber> {
        let number: Vec<i32> = digits.bytes().map(|byte| i32::from(byte - b'0')).collect();
        let (is_born, fits) = match self {
            Self::Norway => (born_in_norway(&number), fits_in_norway(&number)),
            Self::Sweden => (born_in_sweden(&number), fits_in_sweden(&number[number.len() - 10..])),
            Self::Denmark => (born_in_denmark(&number), weighted(&number, &[4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0),
        };
        if !is_born {
            return Err(NotANationalNumber::Day);
        }
        if !fits && self != Self::Denmark {
            return Err(NotANationalNumber::CheckDigit);
        }
        let century = digits.len() - if self == Self::Norway { 11 } else { 10 };
        Ok(NationalNumber { scheme: self, digits: digits[century..].to_owned(), fits })
    }

    /// The day of birth that stands in a number; nothing where it has none, or where its century is not known.
    pub fn birth(self, text: &str) -> Option<Day> {
        self.parse(text).ok()?;
        let number: Vec<i32> = text.bytes().filter(u8::is_ascii_digit).map(|byte| i32::from(byte - b'0')).collect();
        let (year, month, day) = match self {
            Self::Norway => {
                (century_in_norway(&number)? + pair(&number, 4), pair(&number, 2) % 40, pair(&number, 0) % 40)
            }
            Self::Sweden if number.len() == 12 => {
                let day = pair(&number, 6);
                (pair(&number, 0) * 100 + pair(&number, 2), pair(&number, 4), if day > 60 { day - 60 } else { day })
            }
            Self::Sweden => return None,
            Self::Denmark => (century_in_denmark(&number) + pair(&number, 4), pair(&number, 2), pair(&number, 0)),
        };
        Day::from_ymd(year as i16, month as i8, day as i8)
    }

    /// Where numbers stand in a text, with no other digit beside them but zeros before: together, or with signs between their
    /// digits. Whether a CPR number fits its check digit is not asked.
    pub fn found_in(self, text: &[u8]) -> Vec<(Range<usize>, NationalNumber)> {
        let mut found: Vec<(Range<usize>, NationalNumber)> = Vec::new();
        for run in runs(text) {
            let digits: Vec<usize> = run.clone().filter(|at| text[*at].is_ascii_digit()).collect();
            let is_bound = |from: usize, to: usize| {
                let apart = |one: usize, other: usize| other - one > 1;
                let begins = from == 0
                    || apart(digits[from - 1], digits[from])
                    || digits[..from].iter().all(|at| text[*at] == b'0');
                begins && (to == digits.len() || apart(digits[to - 1], digits[to]))
            };
            let mut at = 0;
            while at < digits.len() {
                let number = self.lengths().iter().find_map(|length| {
                    let to = at + length;
                    if to > digits.len() || !is_bound(at, to) {
                        return None;
                    }
                    let number: Vec<u8> = digits[at..to].iter().map(|at| text[*at]).collect();
                    let number = self.checked(std::str::from_utf8(&number).ok()?).ok()?;
                    Some((to, digits[at]..digits[to - 1] + 1, number))
                });
                at = match number {
                    Some((to, place, number)) => {
                        found.push((place, number));
                        to
                    }
                    None => at + 1,
                };
            }
        }
        found
    }

    /// Whether a number stands in a text that is kept as it is; of Denmark only one whose check digit fits or that has a sign
    /// behind its day of birth, for of all numbers with ten digits one in thirty begins with a day.
    pub fn stands_in(self, text: &str) -> bool {
        let found = self.found_in(text.as_bytes());
        found.into_iter().any(|(place, number)| number.fits() || place.len() == number.digits.len() + 1)
    }
}

/// The stretches of a text that are digits with at most two signs between each and the next.
fn runs(text: &[u8]) -> Vec<Range<usize>> {
    const SIGNS: &[u8] = b" -+./_,:";
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in (0..text.len()).filter(|at| text[*at].is_ascii_digit()) {
        match found.last_mut() {
            Some(run) if at - run.end <= 2 && text[run.end..at].iter().all(|byte| SIGNS.contains(byte)) => {
                run.end = at + 1
            }
            _ => found.push(at..at + 1),
        }
    }
    found
}

impl NationalNumber {
    /// Whose it is, as pseudonyms keep numbers of several countries apart.
    pub(super) fn realm(&self) -> &'static str {
        match self.scheme {
            NumberScheme::Norway => "identity number of Norway",
            NumberScheme::Sweden => "identity number of Sweden",
            NumberScheme::Denmark => "identity number of Denmark",
        }
    }

    /// The digits in the clear. Never for a log, a message or a report.
    pub(super) fn clear(&self) -> &str {
        &self.digits
    }

    /// Whether its check digit fits; in Denmark it need not.
    pub fn fits(&self) -> bool {
        self.fits
    }
}

impl fmt::Debug for NationalNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&mask(&self.digits))
    }
}

fn pair(number: &[i32], at: usize) -> i32 {
    number[at] * 10 + number[at + 1]
}

fn weighted(number: &[i32], weights: &[i32]) -> i32 {
    number.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

fn is_day(year: i32, month: i32, day: i32) -> bool {
    Day::from_ymd(year as i16, month as i8, day as i8).is_some()
}

/// Day and month are raised by 40 in D-numbers and in numbers that a hospital gave, and the month by 80 in made-up ones; a
/// number that begins with 8 or 9 has no day of birth. The three digits behind it say the century.
fn born_in_norway(number: &[i32]) -> bool {
    if number[0] >= 8 {
        return true;
    }
    let (day, month, year) = (pair(number, 0) % 40, pair(number, 2) % 40, pair(number, 4));
    let Some(century) = century_in_norway(number) else { return false };
    pair(number, 2) <= 92 && pair(number, 0) <= 71 && is_day(century + year, month, day)
}

/// Nothing where the digits behind the day of birth allow none, or where no day of birth stands before them.
fn century_in_norway(number: &[i32]) -> Option<i32> {
    let (series, year) = (number[6] * 100 + pair(number, 7), pair(number, 4));
    Some(match series {
        _ if number[0] >= 8 => return None,
        0..=499 => 1900,
        500..=749 if year >= 54 => 1800,
        900..=999 if year >= 40 => 1900,
        500..=999 if year < 40 => 2000,
        _ => return None,
    })
}

fn fits_in_norway(number: &[i32]) -> bool {
    let first = weighted(number, &[3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11;
    let second = weighted(number, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11;
    first == 0 && second == 0
}

/// The day is raised by 60 in a samordningsnummer. Without the century a day is one that some century has.
fn born_in_sweden(number: &[i32]) -> bool {
    let (centuries, at): (Vec<i32>, usize) = match number.len() {
        12 => (vec![pair(number, 0) * 100], 2),
        _ => (vec![1800, 1900, 2000], 0),
    };
    let day = pair(number, at + 4);
    let day = if day > 60 { day - 60 } else { day };
    let is_of = |century: &i32| {
        (1800..=2000).contains(century) && is_day(century + pair(number, at), pair(number, at + 2), day)
    };
    centuries.iter().any(is_of)
}

/// Every other digit is doubled, and the digits of all are added up.
fn fits_in_sweden(number: &[i32]) -> bool {
    let digit = |(at, digit): (usize, &i32)| {
        let doubled = digit * if at % 2 == 0 { 2 } else { 1 };
        doubled / 10 + doubled % 10
    };
    number.iter().enumerate().map(digit).sum::<i32>() % 10 == 0
}

/// The seventh digit and the year say the century.
fn born_in_denmark(number: &[i32]) -> bool {
    is_day(century_in_denmark(number) + pair(number, 4), pair(number, 2), pair(number, 0))
}

fn century_in_denmark(number: &[i32]) -> i32 {
    let year = pair(number, 4);
    match number[6] {
        0..=3 => 1900,
        4 | 9 if year <= 36 => 2000,
        4 | 9 => 1900,
        _ if year <= 57 => 2000,
        _ => 1800,
    }
}
