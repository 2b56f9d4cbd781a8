//! The regimes at hand: those built in, and a project's own files.

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::built_in::REGIMES;
use crate::calendar::Calendar;
use crate::domain::nhs_number::hexadecimal;
use crate::error::{Error, Exit, Position, Result, settings_text};

use super::check::{RegimeProblem, check};
use super::file::{DayRule, RegimeFile};
use super::readings::Readings;
use super::rule::RuleId;
use super::rules::LawRules;

/// A checked regime.
#[derive(Clone, Debug)]
pub struct Regime {
    /// The file as written.
    pub file: RegimeFile,
    /// SHA-256 of the file.
    pub hash: String,
    /// Where it was read.
    pub path: String,
    calendar: &'static Calendar,
}

/// Regimes by id.
#[derive(Clone, Debug)]
pub struct Library {
    regimes: Vec<Regime>,
}

impl Library {
    /// The regimes built into the program.
    ///
    /// # Errors
    /// One of them does not pass the checker: our bug, found by a test.
    pub fn built_in() -> Result<Self> {
        let regimes = REGIMES.iter().map(|file| Regime::parse(Path::new(file.path), file.text));
        Ok(Self { regimes: regimes.collect::<Result<_>>()? })
    }

    /// Adds a regime file of the user's own; it takes the place of a built-in one with the same id.
    ///
    /// # Errors
    /// The file cannot be read or does not pass the checker.
    pub fn add(&mut self, path: &Path) -> Result<&Regime> {
        let bytes = std::fs::read(path).map_err(|source| Error::io("read the regime file", path, &source))?;
        let text = settings_text("C_REGIME", path, bytes)?;
        Ok(self.put(Regime::parse(path, &text)?))
    }

    /// Adds a regime; it takes the place of one with the same id.
    pub fn put(&mut self, regime: Regime) -> &Regime {
        self.regimes.retain(|other| other.id() != regime.id());
        self.regimes.push(regime);
        &self.regimes[self.regimes.len() - 1]
    }

    /// The regime with this id.
    pub fn get(&self, id: &str) -> Option<&Regime> {
        self.regimes.iter().find(|regime| regime.id() == id)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Regime> {
        self.regimes.iter()
    }
}

impl Regime {
    /// Reads and checks a regime file.
    ///
    /// # Errors
    /// It is not TOML, has an unknown or missing key, or the checker finds something: all problems in one error.
    pub fn parse(path: &Path, text: &str) -> Result<Self> {
        let refused = |problems: &[RegimeProblem]| {
            let lines = problems.iter().skip(1).map(|problem| {
                let position = Position::in_text(path, text, problem.byte);
                format!("and in {position}: {}", problem.what)
            });
            let first = problems.first().map_or(0, |problem| problem.byte);
            let what = problems.first().map_or_else(String::new, |problem| problem.what.clone());
            Error::new("C_REGIME", Exit::Config, what)
                .at(Position::in_text(path, text, first))
                .effect(lines.collect::<Vec<_>>().join("\n  "))
                .hint("`beddays regimes show england-2014` shows what every part means; the built-in files are in regimes/liability")
        };
        let file: RegimeFile = toml::from_str(text).map_err(|error| {
            let byte = error.span().map_or(0, |span| span.start);
            refused(&[RegimeProblem { byte, what: error.message().to_owned() }])
        })?;
        let (problems, calendar) = check(&file);
        match calendar {
            Some(calendar) if problems.is_empty() => {
                let hash = hexadecimal(&Sha256::digest(text.as_bytes()));
                Ok(Self { file, hash, path: path.display().to_string(), calendar })
            }
            _ => Err(refused(&problems)),
        }
    }

    /// Its id, as in `england-2003`.
    pub fn id(&self) -> &str {
        &self.file.regime.id
    }

    /// The default answers to its questions.
    pub fn default_readings(&self) -> Readings {
        let mut readings = Readings::unset();
        for reading in &self.file.reading {
            // The checker has made sure that the verbs know every reading and value.
            let set = readings.set(&reading.get_ref().id, &reading.get_ref().default);
            debug_assert!(set.is_ok(), "the checker lets unknown readings through");
        }
        readings
    }

    /// Whether the regime asks the question of this reading.
    pub fn asks(&self, reading: &str) -> bool {
        self.file.reading.iter().any(|asked| asked.get_ref().id == reading)
    }

    /// The default answers with some chosen otherwise; a reading that the regime does not ask changes nothing.
    ///
    /// # Errors
    /// No verb knows a name or value.
    pub fn readings(&self, chosen: &[(String, String)]) -> Result<Readings, super::readings::NoSuchReading> {
        let mut readings = self.default_readings();
        for (name, value) in chosen {
            let before = readings;
            readings.set(name, value)?;
            if !self.asks(name) {
                readings = before;
            }
        }
        Ok(readings)
    }

    /// The rules under `readings`.
    pub fn rules(&self, readings: Readings) -> LawRules {
        LawRules::new(&self.file, self.calendar, readings)
    }

    /// The rule with its words and citation, if the regime has it.
    pub fn rule(&self, id: RuleId) -> Option<&DayRule> {
        self.file.rule.iter().map(toml::Spanned::get_ref).find(|rule| rule.id == id.name())
    }
}
