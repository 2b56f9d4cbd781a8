//! A regime under the readings that a project chose, ready to apply and to cite.

use sha2::{Digest, Sha256};

use crate::domain::nhs_number::hexadecimal;
use crate::domain::{AuthorityId, Currency, Day, Minor};

use super::file::{DayRule, Excluded, Grade};
use super::library::Regime;
use super::readings::{NoSuchReading, Readings};
use super::rule::RuleId;
use super::rules::{LawExclusion, LawRules};

/// A regime with its readings.
#[derive(Clone, Debug)]
pub struct Law {
    /// The regime.
    pub regime: Regime,
    /// The readings.
    pub readings: Readings,
    /// The rules under them.
    pub rules: LawRules,
    /// SHA-256 of the readings in words.
    pub readings_hash: String,
    /// Every rule of the file by its place in [`RuleId::ALL`].
    by_id: Vec<Option<DayRule>>,
}

impl Law {
    /// The regime under the chosen readings.
    ///
    /// # Errors
    /// No verb knows a reading or value.
    pub fn new(regime: Regime, chosen: &[(String, String)]) -> Result<Self, NoSuchReading> {
        let readings = regime.readings(chosen)?;
        let rules = regime.rules(readings);
        let readings_hash = Self::hash_of(readings);
        let by_id = RuleId::ALL.iter().map(|id| regime.rule(*id).cloned()).collect();
        Ok(Self { regime, readings, rules, readings_hash, by_id })
    }

    /// SHA-256 of readings in words.
    pub fn hash_of(readings: Readings) -> String {
        hexadecimal(&Sha256::digest(readings.to_string().as_bytes()))
    }

    /// The rule's words and citation. The checker has made sure that every rule that can be reached has them.
    pub fn rule(&self, id: RuleId) -> Option<&DayRule> {
        self.by_id[id as usize].as_ref()
    }

    /// The ground on which a stay is out of scope, for a day that rests on that.
    pub fn ground(&self, rule: RuleId, excluded: Option<LawExclusion>) -> Option<&Excluded> {
        let LawExclusion(at) = excluded.filter(|_| rule == RuleId::Excluded)?;
        self.regime.file.excluded.get(at as usize).map(toml::Spanned::get_ref)
    }

    /// The citation for a day: of the rule, or of the ground on which the stay is out of scope.
    pub fn cite(&self, rule: RuleId, excluded: Option<LawExclusion>) -> &str {
        match self.ground(rule, excluded) {
            Some(ground) => &ground.cite,
            None => self.rule(rule).map_or("", |rule| &rule.cite),
        }
    }

    /// The name of the band that sets the authority's price.
    pub fn band(&self, payer: AuthorityId) -> &str {
        self.regime.file.band.get(self.rules.band(payer)).map_or("", |band| &band.get_ref().id)
    }

    /// What a day of an authority costs by the laws that cover it and were in force on it; the dearest where several do.
    pub fn price_of_day(laws: &[Self], payer: AuthorityId, currency: Currency, day: Day) -> Option<Minor> {
        let covering = laws.iter().filter(|law| {
            law.regime.file.regime.currency == currency
                && (law.rules.coverage.0..=law.rules.coverage.1).contains(&day)
                && (law.rules.notices.0..=law.rules.payments.1).contains(&day)
        });
        covering.filter_map(|law| law.rules.price(payer, day).ok()).max()
    }

    /// What a reader should be warned of about days between `first` and `last`.
    pub fn warnings(&self, first: Day, last: Day) -> impl Iterator<Item = (&str, &str, Grade)> {
        let warnings = self.regime.file.warning.iter().map(toml::Spanned::get_ref);
        let touching = warnings.filter(move |warning| warning.from <= last && warning.to >= first);
        touching.map(|warning| (warning.words.as_str(), warning.cite.as_str(), warning.grade))
    }
}
