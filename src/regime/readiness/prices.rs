//! What a day costs: the prices of the file, those that a user adds, and the index that raises old ones.

use std::path::Path;

use serde::Deserialize;
use sha2::{Digest, Sha256};
use toml::Spanned;

use crate::domain::nhs_number::hexadecimal;
use crate::domain::{Day, Minor};
use crate::error::Result;

use super::super::check::{RegimeProblem, no_price};
use super::super::file::Grade;
use super::super::written;
use super::ReadinessRegime;
use super::file::{LayerPrice, PriceLayer};

/// Millionths: an index of 100 per cent.
const WHOLE: i64 = 1_000_000;

/// At which level of prices days are charged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PriceLevel {
    /// That of each day's own year.
    #[default]
    OfTheDay,
    /// That of one year for all.
    Of(i16),
}

/// A day has no price: never a zero.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the price is missing: {regime} has none for {} (layer {layer}, {day}); a file of your own adds it, which begins prices_of = \"{regime}\"",
    .day.year()
)]
pub struct NoLayerPrice {
    /// The regime.
    pub regime: String,
    /// The layer.
    pub layer: String,
    /// The day.
    pub day: Day,
}

/// A file of prices that a user adds to a regime: two lines are enough.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriceFile {
    /// The regime.
    pub prices_of: String,
    /// Prices of days, at the level of their own year.
    #[serde(default)]
    price: Vec<Spanned<LayerPrice>>,
    /// How prices of an older level are raised.
    #[serde(default)]
    index: Vec<Spanned<PriceIndex>>,
}

/// What the prices of one level are in a year.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriceIndex {
    price_level: i16,
    year: i16,
    percent: IndexPercent,
    cite: String,
    #[serde(rename = "grade")]
    _grade: Grade,
}

/// A percentage with up to four decimals, in millionths of the whole.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
struct IndexPercent(i64);

impl TryFrom<String> for IndexPercent {
    type Error = String;
    fn try_from(text: String) -> std::result::Result<Self, String> {
        let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
        let digits = |text: &str| text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = format!("{whole}{part:0<4}");
        let millionths = number.parse().ok().filter(|number| digits(whole) && digits(part) && *number > 0);
        millionths.map(Self).ok_or_else(|| format!("`{text}` is not a percentage such as \"101.3\""))
    }
}

impl PriceFile {
    /// Whether a text calls itself a file of prices.
    pub fn is_one(text: &str) -> bool {
        text.parse::<toml::Table>().is_ok_and(|file| file.contains_key("prices_of"))
    }

    /// Reads a file of prices.
    ///
    /// # Errors
    /// 78: it is not TOML, or has an unknown or missing key.
    pub fn parse(path: &Path, text: &str) -> Result<Self> {
        written::read(path, text)
    }
}

impl ReadinessRegime {
    /// Adds the prices of a file.
    ///
    /// # Errors
    /// 78: a layer that is not there, a second price of a day, a price without a citation.
    pub fn add_prices(&mut self, file: &PriceFile, path: &Path, text: &str) -> Result<()> {
        let mut problems: Vec<RegimeProblem> = Vec::new();
        let mut wrong = |byte: usize, what: String| problems.push(RegimeProblem { byte, what });
        let layers = || self.file.layer.iter().map(Spanned::get_ref);
        for price in &file.price {
            let (byte, price) = (price.span().start, price.get_ref());
            let Some(layer) = layers().find(|layer| layer.id == price.layer) else {
                let known: Vec<&str> = layers().map(|layer| layer.id.as_str()).collect();
                wrong(byte, format!("{} has no layer `{}`; there is {}", self.id(), price.layer, known.join(", ")));
                continue;
            };
            let others = || self.file.price.iter().map(Spanned::get_ref).filter(|other| other.layer == price.layer);
            if let Some(other) = others().find(|other| layer.price_level.is_none() && overlaps(other, price)) {
                wrong(byte, format!("{} has a price from {} already: an overlap", self.id(), other.from));
            }
        }
        let added = file.price.iter().map(|price| (price.span().start, price.get_ref()));
        check_prices(added, &mut problems);
        for index in &file.index {
            let (byte, index) = (index.span().start, index.get_ref());
            if !layers().any(|layer| layer.price_level.as_ref().is_some_and(|level| level.value == index.price_level)) {
                let what = format!("{} has no layer at the price level {}", self.id(), index.price_level);
                problems.push(RegimeProblem { byte, what });
            }
            if index.cite.trim().is_empty() {
                problems.push(RegimeProblem { byte, what: "an index has no citation".to_owned() });
            }
            if self.index.iter().any(|other| (other.price_level, other.year) == (index.price_level, index.year)) {
                problems.push(RegimeProblem { byte, what: format!("a second index for {}: an overlap", index.year) });
            }
        }
        if !problems.is_empty() {
            return Err(written::refused(path, text, &problems));
        }
        self.own_prices.extend(file.price.iter().map(|price| price.get_ref().clone()));
        self.index.extend(file.index.iter().map(|index| index.get_ref().clone()));
        self.price_files.push(path.display().to_string());
        self.price_hashes.push(hexadecimal(&Sha256::digest(text.as_bytes())));
        Ok(())
    }

    /// The SHA-256 of the file; where prices were added, of its hash and theirs.
    pub fn hash_with_prices(&self) -> String {
        if self.price_hashes.is_empty() {
            return self.hash.clone();
        }
        hexadecimal(&Sha256::digest(format!("{}\n{}", self.hash, self.price_hashes.join("\n")).as_bytes()))
    }

    /// The price of a day in a layer as the files have it, with its citation.
    pub fn cited_price(&self, layer: &PriceLayer, day: Day) -> Option<&LayerPrice> {
        let of_layer = |price: &&LayerPrice| price.layer == layer.id && covers(price, day);
        self.own_prices.iter().find(of_layer).or_else(|| self.file.price.iter().map(Spanned::get_ref).find(of_layer))
    }

    /// The price of a day in a layer.
    ///
    /// # Errors
    /// There is none: a missing year is never a zero, nor a guess.
    pub fn price(&self, layer: &PriceLayer, day: Day, level: PriceLevel) -> std::result::Result<Minor, NoLayerPrice> {
        let none = || NoLayerPrice { regime: self.id().to_owned(), layer: layer.id.clone(), day };
        let of_layer = |price: &&LayerPrice| price.layer == layer.id && covers(price, day);
        let base = || self.file.price.iter().map(Spanned::get_ref).find(of_layer).map(|price| price.amount_minor);
        let own = || self.own_prices.iter().find(of_layer).map(|price| price.amount_minor);
        let Some(base_year) = layer.price_level.as_ref().map(|level| level.value) else {
            return own().or_else(base).ok_or_else(none);
        };
        match level {
            PriceLevel::Of(year) if year == base_year => base().ok_or_else(none),
            PriceLevel::Of(_) => Err(none()),
            PriceLevel::OfTheDay => {
                own().or_else(|| base().and_then(|base| self.raised(base, base_year, day))).ok_or_else(none)
            }
        }
    }

    /// An amount of one year's level at that of a day, halves of the smallest coin away from zero.
    fn raised(&self, amount: Minor, level: i16, day: Day) -> Option<Minor> {
        if day.year() == level {
            return Some(amount);
        }
        let index = self.index.iter().find(|index| index.price_level == level && index.year == day.year())?;
        let millionths = amount.0.checked_mul(index.percent.0)?;
        Some(Minor((millionths + WHOLE / 2) / WHOLE))
    }

    /// The years from one day to another in which a layer has no price at the level of the day, for kinds of care at all.
    pub fn years_without_price(&self, from: Day, to: Day) -> Vec<(i16, &str)> {
        let layers = self.file.layer.iter().map(Spanned::get_ref);
        let years = layers.flat_map(|layer| {
            let unpriced = move |year: &i16| {
                let first = Day::from_ymd(*year, 1, 1).unwrap_or(from).max(from);
                let last = Day::from_ymd(*year, 12, 31).unwrap_or(to).min(to);
                first.to(last).any(|day| self.price(layer, day, PriceLevel::OfTheDay).is_err())
            };
            (from.year()..=to.year()).filter(unpriced).map(|year| (year, layer.id.as_str()))
        });
        years.collect()
    }
}

fn covers(price: &LayerPrice, day: Day) -> bool {
    price.from <= day && price.to.is_none_or(|to| day <= to)
}

fn overlaps(one: &LayerPrice, other: &LayerPrice) -> bool {
    other.to.is_none_or(|to| one.from <= to) && one.to.is_none_or(|to| other.from <= to)
}

/// What is wrong with prices among themselves.
pub(super) fn check_prices<'a>(
    prices: impl Iterator<Item = (usize, &'a LayerPrice)>,
    problems: &mut Vec<RegimeProblem>,
) {
    let mut before: Vec<&LayerPrice> = Vec::new();
    for (byte, price) in prices {
        let mut wrong = |what: String| problems.push(RegimeProblem { byte, what });
        if price.cite.trim().is_empty() {
            wrong("a price has no citation".to_owned());
        }
        if let Some(problem) = no_price(byte, price.amount_minor) {
            wrong(problem.what);
        }
        if price.to.is_some_and(|to| to < price.from) {
            wrong(format!("a price of layer `{}` ends before it begins", price.layer));
        }
        if before.iter().any(|other| other.layer == price.layer && overlaps(other, price)) {
            wrong(format!("layer `{}` has two prices on {}: an overlap", price.layer, price.from));
        }
        before.push(price);
    }
}
