//! Money in whole minor units (pence, øre, cents). No fractions of a penny, no floats.

#![deny(clippy::float_arithmetic)]
#![deny(clippy::arithmetic_side_effects, clippy::indexing_slicing)]

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul};

use serde::{Deserialize, Serialize};

/// An amount in minor units of some currency. Arithmetic that would overflow stops the program rather than wrap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Minor(pub i64);

/// A currency with two decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Currency {
    /// Pound sterling.
    #[serde(rename = "GBP")]
    Gbp,
    /// Norwegian krone.
    #[serde(rename = "NOK")]
    Nok,
    /// Swedish krona.
    #[serde(rename = "SEK")]
    Sek,
    /// Danish krone.
    #[serde(rename = "DKK")]
    Dkk,
    /// Euro.
    #[serde(rename = "EUR")]
    Eur,
}

impl Currency {
    /// Every currency.
    pub const ALL: [Self; 5] = [Self::Gbp, Self::Nok, Self::Sek, Self::Dkk, Self::Eur];

    /// The currency with this ISO 4217 code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|currency| currency.code() == code)
    }

    /// The ISO 4217 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Gbp => "GBP",
            Self::Nok => "NOK",
            Self::Sek => "SEK",
            Self::Dkk => "DKK",
            Self::Eur => "EUR",
        }
    }

    /// What stands before an amount: `£`, or the code and a space.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Gbp => "£",
            Self::Eur => "€",
            Self::Nok => "NOK ",
            Self::Sek => "SEK ",
            Self::Dkk => "DKK ",
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Minor {
    /// The amount as programs read it: `-1234.50`.
    pub fn plain(self) -> String {
        let (sign, magnitude) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        format!("{sign}{}.{:02}", magnitude / 100, magnitude % 100)
    }

    /// The amount with its currency, thousands separated: `£1,560.00`.
    pub fn with(self, currency: Currency) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let magnitude = self.0.unsigned_abs();
        format!("{sign}{}{}.{:02}", currency.mark(), thousands(magnitude / 100), magnitude % 100)
    }
}

/// A number with commas between thousands.
pub fn thousands(number: u64) -> String {
    let plain = number.to_string();
    let mut text = String::with_capacity(plain.len().saturating_mul(2));
    for (at, digit) in plain.chars().enumerate() {
        if at > 0 && plain.len().saturating_sub(at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

impl Add for Minor {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.checked_add(other.0).expect("a sum of money within 92 quadrillion"))
    }
}

impl Mul<i64> for Minor {
    type Output = Self;
    fn mul(self, times: i64) -> Self {
        Self(self.0.checked_mul(times).expect("a sum of money within 92 quadrillion"))
    }
}

impl Sum for Minor {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self(0), Add::add)
    }
}
