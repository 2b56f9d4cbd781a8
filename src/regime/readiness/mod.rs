//! Regimes of the procedure `readiness`: a patient is declared ready, clocks run, and each day has layers of price. Every
//! answer to an open question is a value in the file, so that another country is a file and no program.

mod check;
mod choice;
pub mod file;
mod messages;
mod prices;
mod question;
mod rule;
pub mod show;

use std::path::Path;

use sha2::{Digest, Sha256};
use toml::Spanned;

use crate::domain::Day;
use crate::domain::nhs_number::hexadecimal;
use crate::error::Result;

use super::file::DayRule;

pub(super) use check::{check_citations, check_readings, check_values, reachable};
pub use choice::{Answers, CutOff, LawChoice};
pub use file::ReadinessFile;
pub use prices::{NoLayerPrice, PriceFile, PriceLevel};
pub use rule::ReadinessRule;

/// A checked regime of this procedure, with the prices that were added to it.
#[derive(Clone, Debug)]
pub struct ReadinessRegime {
    /// The file as written.
    pub file: ReadinessFile,
    /// Its text.
    pub text: String,
    /// SHA-256 of the file.
    pub hash: String,
    /// Where it was read.
    pub path: String,
    /// The zone whose clocks it goes by.
    pub zone: jiff::tz::TimeZone,
    /// The regime that it extends, if it is one of an agreement.
    pub extends: Option<String>,
    /// Days, both ends included, that agreements have taken from it.
    pub gives_way: Vec<(Day, Day)>,
    /// Where prices were added from.
    pub price_files: Vec<String>,
    price_hashes: Vec<String>,
    own_prices: Vec<file::LayerPrice>,
    index: Vec<prices::PriceIndex>,
}

impl ReadinessRegime {
    /// Reads and checks a regime file.
    ///
    /// # Errors
    /// 78: it is not TOML, has an unknown or missing key, or the checker finds something: all problems in one error.
    pub fn parse(path: &Path, text: &str) -> Result<Self> {
        let file: ReadinessFile = super::written::read(path, text)?;
        let (problems, zone) = check::check(&file, text);
        match zone {
            Some(zone) if problems.is_empty() => {
                let hash = hexadecimal(&Sha256::digest(text.as_bytes()));
                let (path, text) = (path.display().to_string(), text.to_owned());
                Ok(Self {
                    file,
                    text,
                    hash,
                    path,
                    zone,
                    extends: None,
                    gives_way: Vec::new(),
                    price_files: Vec::new(),
                    price_hashes: Vec::new(),
                    own_prices: Vec::new(),
                    index: Vec::new(),
                })
            }
            _ => Err(super::written::refused(path, text, &problems)),
        }
    }

    /// The regime with the file of an agreement in place of its own; prices that were added hold for layers of which none was
    /// agreed.
    pub(super) fn extended(
        &self,
        file: ReadinessFile,
        priced: &[String],
        (path, text, hash): (&Path, &str, &str),
    ) -> Self {
        let own_prices = self.own_prices.iter().filter(|price| !priced.contains(&price.layer)).cloned().collect();
        let (path, text, hash) = (path.display().to_string(), text.to_owned(), hash.to_owned());
        let extends = Some(self.id().to_owned());
        Self { file, text, hash, path, own_prices, extends, ..self.clone() }
    }

    /// Whether an agreement has taken a day from it.
    pub fn gave_way_on(&self, day: Day) -> bool {
        self.gives_way.iter().any(|(from, to)| (from..=to).contains(&&day))
    }

    /// Its id, as in `norway-2019`.
    pub fn id(&self) -> &str {
        &self.file.regime.id
    }

    /// The default answers to its questions, with some chosen otherwise, by a reading's name or its number in the notes.
    ///
    /// # Errors
    /// In words: it does not ask the question, or knows no such answer.
    pub fn answers(&self, chosen: &[(String, String)]) -> Result<Answers, String> {
        Answers::chosen(self.id(), &self.file.reading, chosen)
    }

    /// Whether it asks the question of this name, or number in the notes.
    pub fn asks(&self, name: &str) -> bool {
        let mut asked = self.file.reading.iter().map(Spanned::get_ref);
        asked.any(|one| one.id == name || one.note.as_deref() == Some(name))
    }

    /// The rule with its words and citation.
    pub fn rule(&self, id: ReadinessRule) -> Option<&DayRule> {
        self.file.rule.iter().map(Spanned::get_ref).find(|rule| rule.id == id.name())
    }
}
