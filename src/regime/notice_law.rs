//! A regime of notices and clocks under readings.

use toml::Spanned;

use crate::domain::{AuthorityId, Day, Minor};

use super::answered_question::AnsweredQuestion;
use super::file::{DayRule, Grade};
use super::library::Regime;
use super::readings::{NoSuchReading, Readings};
use super::rule::RuleId;
use super::rules::LawRules;

/// A regime of notices with its readings.
#[derive(Clone, Debug)]
pub struct NoticeLaw {
    /// The regime.
    pub regime: Regime,
    /// The readings.
    pub readings: Readings,
    /// The rules under them.
    pub rules: LawRules,
    /// Every rule of the file by its place in [`RuleId::ALL`].
    by_id: Vec<Option<DayRule>>,
}

impl NoticeLaw {
    /// The regime under the chosen readings.
    ///
    /// # Errors
    /// No verb knows a reading or value.
    pub(super) fn new(regime: Regime, chosen: &[(String, String)]) -> Result<Self, NoSuchReading> {
        let readings = regime.readings(chosen)?;
        let rules = regime.rules(readings);
        let by_id = RuleId::ALL.iter().map(|id| regime.rule(*id).cloned()).collect();
        Ok(Self { regime, readings, rules, by_id })
    }

    /// The rule's words and citation.
    pub fn rule(&self, id: RuleId) -> Option<&DayRule> {
        self.by_id[id as usize].as_ref()
    }

    /// The name of the band that sets the authority's price.
    pub fn band(&self, payer: AuthorityId) -> &str {
        self.regime.file.band.get(self.rules.band(payer)).map_or("", |band| &band.get_ref().id)
    }

    /// What a day costs, where the law covers it and was in force on it.
    pub(super) fn price_in_force(&self, payer: AuthorityId, day: Day) -> Option<Minor> {
        let rules = &self.rules;
        let in_force =
            (rules.coverage.0..=rules.coverage.1).contains(&day) && (rules.notices.0..=rules.payments.1).contains(&day);
        in_force.then(|| rules.price(payer, day).ok()).flatten()
    }

    pub(super) fn questions(&self) -> impl Iterator<Item = AnsweredQuestion<'_>> {
        self.regime.file.reading.iter().map(Spanned::get_ref).map(|one| AnsweredQuestion {
            id: &one.id,
            chosen: self.readings.get(&one.id).unwrap_or(""),
            default: &one.default,
            alternatives: &one.alternatives,
            question: &one.question,
            cite: &one.cite,
            grade: one.grade,
        })
    }

    pub(super) fn warnings(&self, first: Day, last: Day) -> impl Iterator<Item = (&str, &str, Grade)> {
        let warnings = self.regime.file.warning.iter().map(Spanned::get_ref);
        let touching = warnings.filter(move |warning| warning.from <= last && warning.to >= first);
        touching.map(|warning| (warning.words.as_str(), warning.cite.as_str(), warning.grade))
    }
}
