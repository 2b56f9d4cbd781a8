//! The regimes at hand: those built in, and a project's own files.

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::built_in::REGIMES;
use crate::calendar::Calendar;
use crate::domain::nhs_number::hexadecimal;
use crate::domain::{Currency, Day};
use crate::error::{Error, Result, settings_text};

use super::agreement::Agreement;
use super::check::{RegimeProblem, check};
use super::file::{Coverage, DayRule, RegimeFile};
use super::group_mean::GroupMeanRegime;
use super::readiness::{PriceFile, ReadinessRegime};
use super::readings::Readings;
use super::rule::RuleId;
use super::rules::LawRules;
use super::written;

/// A checked regime.
#[derive(Clone, Debug)]
pub struct Regime {
    /// The file as written.
    pub file: RegimeFile,
    /// SHA-256 of the file.
    pub hash: String,
    /// Where it was read.
    pub path: String,
    /// The regime that it extends, if it is one of an agreement.
    pub extends: Option<String>,
    pub(super) calendar: &'static Calendar,
}

/// Regimes by id, each with its procedure.
#[derive(Clone, Debug)]
pub struct Library {
    regimes: Vec<AnyRegime>,
    agreements: Vec<Agreement>,
}

/// A regime of any procedure.
#[derive(Clone, Debug)]
pub enum AnyRegime {
    /// Notices and clocks: `england`.
    Notices(Box<Regime>),
    /// Readiness, clocks and layers of price: `readiness`.
    Readiness(Box<ReadinessRegime>),
    /// A group settled on its mean: `group_mean`.
    GroupMean(Box<GroupMeanRegime>),
}

impl AnyRegime {
    /// Reads and checks a regime file of any procedure.
    ///
    /// # Errors
    /// 78: it is not TOML, has an unknown or missing key, or the checker finds something: all problems in one error.
    pub fn parse(path: &Path, text: &str) -> Result<Self> {
        Ok(match written::procedure(text).as_deref() {
            Some("readiness") => Self::Readiness(Box::new(ReadinessRegime::parse(path, text)?)),
            Some("group_mean") => Self::GroupMean(Box::new(GroupMeanRegime::parse(path, text)?)),
            _ => Self::Notices(Box::new(Regime::parse(path, text)?)),
        })
    }

    /// Its id.
    pub fn id(&self) -> &str {
        match self {
            Self::Notices(regime) => regime.id(),
            Self::Readiness(regime) => regime.id(),
            Self::GroupMean(regime) => regime.id(),
        }
    }

    /// Where it was read.
    pub fn path(&self) -> &str {
        match self {
            Self::Notices(regime) => &regime.path,
            Self::Readiness(regime) => &regime.path,
            Self::GroupMean(regime) => &regime.path,
        }
    }

    /// The currency of its prices and the clocks that it goes by; those of a group's regime are its prices'.
    pub fn currency_and_zone(&self) -> (Option<Currency>, &str) {
        match self {
            Self::Notices(regime) => (Some(regime.file.regime.currency), &regime.file.regime.zone),
            Self::Readiness(regime) => (Some(regime.file.regime.currency), &regime.file.regime.zone),
            Self::GroupMean(_) => (None, ""),
        }
    }

    /// Its title, the days for which it was read, and the SHA-256 of its file.
    pub fn title(&self) -> (&str, &Coverage, &str) {
        match self {
            Self::Notices(regime) => (&regime.file.regime.title, &regime.file.coverage, &regime.hash),
            Self::Readiness(regime) => (&regime.file.regime.title, &regime.file.coverage, &regime.hash),
            Self::GroupMean(regime) => (&regime.file.regime.title, &regime.file.coverage, &regime.hash),
        }
    }
}

impl Library {
    /// The regimes built into the program.
    ///
    /// # Errors
    /// One of them does not pass the checker: our bug, found by a test.
    pub fn built_in() -> Result<Self> {
        let mut library = Self { regimes: Vec::new(), agreements: Vec::new() };
        for file in REGIMES {
            library.put_any(AnyRegime::parse(Path::new(file.path), file.text)?);
        }
        Ok(library)
    }

    /// Those of the regimes built in that a project names; all of them where it names a file, which may extend one or add prices.
    ///
    /// # Errors
    /// As [`Library::built_in`].
    pub fn of_projects<'n>(names: impl IntoIterator<Item = &'n str>) -> Result<Self> {
        let mut library = Self { regimes: Vec::new(), agreements: Vec::new() };
        let names: Vec<&str> = names.into_iter().collect();
        let has_files = names.iter().any(|name| name.ends_with(".toml"));
        for file in REGIMES.iter().filter(|file| has_files || names.contains(&file.name)) {
            library.put_any(AnyRegime::parse(Path::new(file.path), file.text)?);
        }
        Ok(library)
    }

    /// The built-in regimes that a project can name.
    pub fn names_for_projects() -> impl Iterator<Item = &'static str> {
        let can = |text: &str| written::procedure(text).is_some_and(|procedure| procedure != "group_mean");
        REGIMES.iter().filter(move |file| can(file.text)).map(|file| file.name)
    }

    /// Adds a regime file of the user's own, an agreement, or prices for a regime, and says for which regime; a regime takes the
    /// place of a built-in one with the same id.
    ///
    /// # Errors
    /// The file cannot be read or does not pass the checker.
    pub fn add(&mut self, path: &Path) -> Result<String> {
        let bytes = std::fs::read(path).map_err(|source| Error::io("read the regime file", path, &source))?;
        let text = settings_text("C_REGIME", path, bytes)?;
        if Agreement::is_one(&text) {
            let (regime, agreement) = Agreement::extend(path, &text, &self.regimes)?;
            let id = regime.id().to_owned();
            self.put_any(regime);
            self.agreements.push(agreement);
            return Ok(id);
        }
        if !PriceFile::is_one(&text) {
            let regime = AnyRegime::parse(path, &text)?;
            let id = regime.id().to_owned();
            self.put_any(regime);
            return Ok(id);
        }
        let prices = PriceFile::parse(path, &text)?;
        let readiness = self.regimes.iter_mut().find_map(|other| match other {
            AnyRegime::Readiness(regime) if regime.id() == prices.prices_of => Some(regime),
            _ => None,
        });
        let Some(regime) = readiness else {
            let byte = text.find("prices_of").unwrap_or(0);
            let what = format!("no regime `{}` that prices can be added to", prices.prices_of);
            return Err(written::refused(path, &text, &[RegimeProblem { byte, what }]));
        };
        regime.add_prices(&prices, path, &text)?;
        Ok(prices.prices_of)
    }

    /// Adds a regime; it takes the place of one with the same id.
    pub fn put(&mut self, regime: Regime) {
        self.put_any(AnyRegime::Notices(Box::new(regime)));
    }

    /// Adds a regime of any procedure; it takes the place of one with the same id.
    pub fn put_any(&mut self, regime: AnyRegime) {
        self.regimes.retain(|other| other.id() != regime.id());
        self.regimes.push(regime);
    }

    /// The regime of notices and clocks with this id.
    pub fn get(&self, id: &str) -> Option<&Regime> {
        self.iter().find(|regime| regime.id() == id)
    }

    /// All of notices and clocks: those that a project can be charged under.
    pub fn iter(&self) -> impl Iterator<Item = &Regime> {
        self.regimes.iter().filter_map(|regime| match regime {
            AnyRegime::Notices(regime) => Some(&**regime),
            _ => None,
        })
    }

    /// All of every procedure.
    pub fn all(&self) -> &[AnyRegime] {
        &self.regimes
    }

    /// The regime of any procedure with this id.
    pub fn find(&self, id: &str) -> Option<&AnyRegime> {
        self.regimes.iter().find(|regime| regime.id() == id)
    }

    /// The agreement with this id.
    pub fn agreement(&self, id: &str) -> Option<&Agreement> {
        self.agreements.iter().rfind(|agreement| agreement.file.agreement.id.get_ref() == id)
    }

    /// The regime of readiness with this id.
    pub fn readiness(&self, id: &str) -> Option<&ReadinessRegime> {
        self.regimes.iter().find_map(|other| match other {
            AnyRegime::Readiness(regime) if regime.id() == id => Some(&**regime),
            _ => None,
        })
    }

    /// The regime of groups with this id.
    pub fn group_mean(&self, id: &str) -> Option<&GroupMeanRegime> {
        self.regimes.iter().find_map(|other| match other {
            AnyRegime::GroupMean(regime) if regime.id() == id => Some(&**regime),
            _ => None,
        })
    }
}

impl Regime {
    /// Reads and checks a regime file.
    ///
    /// # Errors
    /// It is not TOML, has an unknown or missing key, or the checker finds something: all problems in one error.
    pub fn parse(path: &Path, text: &str) -> Result<Self> {
        let file: RegimeFile = written::read(path, text)?;
        let (problems, calendar) = check(&file);
        match calendar {
            Some(calendar) if problems.is_empty() => {
                let hash = hexadecimal(&Sha256::digest(text.as_bytes()));
                Ok(Self { file, hash, path: path.display().to_string(), extends: None, calendar })
            }
            _ => Err(written::refused(path, text, &problems)),
        }
    }

    /// Its id, as in `england-2003`.
    pub fn id(&self) -> &str {
        &self.file.regime.id
    }

    /// The first and last day that can be charged under it.
    pub fn charges(&self) -> (Day, Day) {
        let payments = &self.file.force.payments;
        (payments.from, payments.to.unwrap_or(self.file.coverage.to))
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
