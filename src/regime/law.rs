//! A regime under the readings that a project chose, ready to apply and to cite: of notices and clocks, or of readiness.

use sha2::{Digest, Sha256};
use toml::Spanned;

use crate::domain::nhs_number::hexadecimal;
use crate::domain::{AuthorityId, Currency, Day, Minor};

use super::answered_question::AnsweredQuestion;
use super::file::{Coverage, DayRule, Excluded, Grade};
use super::law_rule::LawRule;
use super::library::Regime;
use super::notice_law::NoticeLaw;
use super::readiness::ReadinessRegime;
use super::readings::{NoSuchReading, Readings, TransferEndsCase};
use super::ready_law::ReadyLaw;
use super::rule::RuleId;
use super::rules::LawExclusion;

/// A regime with its readings.
#[derive(Clone, Debug)]
pub struct Law {
    /// The verbs that apply it, with what they need.
    pub procedure: Procedure,
    /// SHA-256 of the readings in words.
    pub readings_hash: String,
}

/// Which verbs apply a law.
#[derive(Clone, Debug)]
pub enum Procedure {
    /// Notices and clocks.
    Notices(Box<NoticeLaw>),
    /// Readiness, clocks and layers of price.
    Readiness(Box<ReadyLaw>),
}

impl Law {
    /// The regime of notices under the chosen readings.
    ///
    /// # Errors
    /// No verb knows a reading or value.
    pub fn new(regime: Regime, chosen: &[(String, String)]) -> Result<Self, NoSuchReading> {
        let law = NoticeLaw::new(regime, chosen)?;
        let readings_hash = Self::hash_of(law.readings);
        Ok(Self { procedure: Procedure::Notices(Box::new(law)), readings_hash })
    }

    /// The regime of readiness under those of the chosen readings that it asks.
    ///
    /// # Errors
    /// In words: it knows no such answer.
    pub fn of_readiness(regime: ReadinessRegime, chosen: &[(String, String)]) -> Result<Self, String> {
        let law = ReadyLaw::new(regime, chosen)?;
        let readings_hash = Self::hash_of(&law.answers);
        Ok(Self { procedure: Procedure::Readiness(Box::new(law)), readings_hash })
    }

    /// SHA-256 of readings in words.
    pub fn hash_of(readings: impl ToString) -> String {
        hexadecimal(&Sha256::digest(readings.to_string().as_bytes()))
    }

    /// The same regime under other readings.
    ///
    /// # Errors
    /// In words: no such reading or answer.
    pub fn under(&self, chosen: &[(String, String)]) -> Result<Self, String> {
        match &self.procedure {
            Procedure::Notices(law) => Self::new(law.regime.clone(), chosen).map_err(|error| error.to_string()),
            Procedure::Readiness(law) => Self::of_readiness(law.regime.clone(), chosen),
        }
    }

    /// What the verbs of notices need, where these apply.
    pub fn notices(&self) -> Option<&NoticeLaw> {
        match &self.procedure {
            Procedure::Notices(law) => Some(law),
            Procedure::Readiness(_) => None,
        }
    }

    /// What the verbs of readiness need, where these apply.
    pub fn readiness(&self) -> Option<&ReadyLaw> {
        match &self.procedure {
            Procedure::Notices(_) => None,
            Procedure::Readiness(law) => Some(law),
        }
    }

    /// Its name, as in `england-2014`.
    pub fn id(&self) -> &str {
        match &self.procedure {
            Procedure::Notices(law) => law.regime.id(),
            Procedure::Readiness(law) => law.regime.id(),
        }
    }

    /// The SHA-256 of its file; where prices were added, of it and them.
    pub fn hash(&self) -> &str {
        match &self.procedure {
            Procedure::Notices(law) => &law.regime.hash,
            Procedure::Readiness(law) => &law.hash,
        }
    }

    /// Its title.
    pub fn title(&self) -> &str {
        match &self.procedure {
            Procedure::Notices(law) => &law.regime.file.regime.title,
            Procedure::Readiness(law) => &law.regime.file.regime.title,
        }
    }

    /// What belongs to it and was not at hand when it was read.
    pub fn not_seen(&self) -> &str {
        match &self.procedure {
            Procedure::Notices(law) => &law.regime.file.regime.not_seen,
            Procedure::Readiness(law) => &law.regime.file.regime.not_seen,
        }
    }

    /// Whose law, as in `Norway`.
    pub fn jurisdiction(&self) -> &str {
        match &self.procedure {
            Procedure::Notices(law) => &law.regime.file.regime.jurisdiction,
            Procedure::Readiness(law) => &law.regime.file.regime.jurisdiction,
        }
    }

    /// The currency of its prices.
    pub fn currency(&self) -> Currency {
        match &self.procedure {
            Procedure::Notices(law) => law.regime.file.regime.currency,
            Procedure::Readiness(law) => law.regime.file.regime.currency,
        }
    }

    /// That of the first of some laws, which all have the same; pounds where there is none.
    pub fn currency_of(laws: &[Self]) -> Currency {
        laws.first().map_or(Currency::Gbp, Self::currency)
    }

    /// The clocks that it goes by.
    pub fn zone(&self) -> &str {
        match &self.procedure {
            Procedure::Notices(law) => &law.regime.file.regime.zone,
            Procedure::Readiness(law) => &law.regime.file.regime.zone,
        }
    }

    /// The first and last day for which it was read.
    pub fn coverage(&self) -> (Day, Day) {
        let of = |coverage: &Coverage| (coverage.from, coverage.to);
        match &self.procedure {
            Procedure::Notices(law) => law.rules.coverage,
            Procedure::Readiness(law) => of(&law.regime.file.coverage),
        }
    }

    /// Whether it leaves the question of this name open.
    pub fn asks(&self, reading: &str) -> bool {
        match &self.procedure {
            Procedure::Notices(law) => law.regime.asks(reading),
            Procedure::Readiness(law) => law.regime.asks(reading),
        }
    }

    /// Whether an answer to the question of this name can change a day up to this one: a pause that begins later changes none.
    pub fn matters_until(&self, reading: &str, last: Day) -> bool {
        let Some(law) = self.notices() else { return true };
        let mut pauses = law
            .regime
            .file
            .pause
            .iter()
            .map(toml::Spanned::get_ref)
            .filter(|pause| pause.reading == reading)
            .peekable();
        pauses.peek().is_none() || pauses.any(|pause| pause.from <= last)
    }

    /// Whether a case goes on where the patient is transferred to another hospital.
    pub fn goes_on_elsewhere(&self) -> bool {
        self.notices().is_some_and(|law| law.readings.transfer_ends_case == TransferEndsCase::False)
    }

    /// The questions that it leaves open, in the order of its file.
    pub fn questions(&self) -> Vec<AnsweredQuestion<'_>> {
        match &self.procedure {
            Procedure::Notices(law) => law.questions().collect(),
            Procedure::Readiness(law) => law.questions().collect(),
        }
    }

    /// The answer in use to the question of this name.
    pub fn answer(&self, reading: &str) -> Option<&str> {
        match &self.procedure {
            Procedure::Notices(law) => law.readings.get(reading),
            Procedure::Readiness(law) => {
                law.answers.iter().find(|(name, _)| *name == reading).map(|(_, answer)| answer)
            }
        }
    }

    /// Every reading that laws can ask, with the answers that can be chosen by name.
    pub fn known_answers<'a>(laws: impl IntoIterator<Item = &'a Self>) -> Vec<(&'a str, Vec<&'a str>)> {
        let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
        let mut add = |name: &'a str, values: Vec<&'a str>| {
            if !found.iter().any(|(known, _)| *known == name) {
                found.push((name, values));
            }
        };
        for law in laws {
            match &law.procedure {
                Procedure::Notices(_) => Readings::ALL.iter().for_each(|(name, values)| add(name, values.to_vec())),
                Procedure::Readiness(law) => law.questions().for_each(|asked| {
                    let others = asked.alternatives.iter().map(String::as_str);
                    add(asked.id, std::iter::once(asked.default).chain(others).collect());
                }),
            }
        }
        found
    }

    /// The readings in use, in words.
    pub fn readings_in_words(&self) -> String {
        match &self.procedure {
            Procedure::Notices(law) => law.readings.to_string(),
            Procedure::Readiness(law) => law.answers.to_string(),
        }
    }

    /// The SHA-256 of the readings in words, if others were chosen; nothing where it knows no such answer.
    pub fn readings_hash_under(&self, chosen: &[(String, String)]) -> Option<String> {
        match &self.procedure {
            Procedure::Notices(law) => law.regime.readings(chosen).ok().map(Self::hash_of),
            Procedure::Readiness(law) => law.answers_under(chosen).ok().map(Self::hash_of),
        }
    }

    /// The rule with its words and citation. The checker has made sure that every rule that can be reached has them.
    pub fn rule_of(&self, id: LawRule) -> Option<&DayRule> {
        match (&self.procedure, id) {
            (Procedure::Notices(law), LawRule::Notices(id)) => law.rule(id),
            (Procedure::Readiness(law), LawRule::Readiness(id)) => law.regime.rule(id),
            _ => None,
        }
    }

    /// The same of a law of notices.
    pub fn rule(&self, id: RuleId) -> Option<&DayRule> {
        self.rule_of(LawRule::Notices(id))
    }

    /// The rule of this name.
    pub fn rule_named(&self, name: &str) -> Option<&DayRule> {
        let rules = match &self.procedure {
            Procedure::Notices(law) => &law.regime.file.rule,
            Procedure::Readiness(law) => &law.regime.file.rule,
        };
        rules.iter().map(Spanned::get_ref).find(|rule| rule.id == name)
    }

    /// The ground on which a stay is out of scope, for a day that rests on that.
    pub fn ground(&self, rule: LawRule, excluded: Option<LawExclusion>) -> Option<&Excluded> {
        let LawExclusion(at) = excluded.filter(|_| rule == LawRule::Notices(RuleId::Excluded))?;
        self.notices()?.regime.file.excluded.get(at as usize).map(Spanned::get_ref)
    }

    /// The grounds on which a stay can be out of scope.
    pub fn grounds(&self) -> impl Iterator<Item = &Excluded> {
        self.notices().into_iter().flat_map(|law| law.regime.file.excluded.iter().map(Spanned::get_ref))
    }

    /// The citation for a day: of the rule, or of the ground on which the stay is out of scope.
    pub fn cite(&self, rule: LawRule, excluded: Option<LawExclusion>) -> &str {
        match self.ground(rule, excluded) {
            Some(ground) => &ground.cite,
            None => self.rule_of(rule).map_or("", |rule| &rule.cite),
        }
    }

    /// What a day of an authority costs by the laws that cover it and were in force on it; the dearest where several do. Nothing
    /// where the price hangs on more than the day.
    pub fn price_of_day(laws: &[Self], payer: AuthorityId, currency: Currency, day: Day) -> Option<Minor> {
        let of_law = |law: &Self| match &law.procedure {
            Procedure::Notices(law) => law.price_in_force(payer, day),
            Procedure::Readiness(law) => law.only_price(day),
        };
        laws.iter().filter(|law| law.currency() == currency).filter_map(of_law).max()
    }

    /// What a day of an authority costs by its tariff, in force or not. Nothing where the price hangs on more than the day.
    pub fn price(&self, payer: AuthorityId, day: Day) -> Option<Minor> {
        match &self.procedure {
            Procedure::Notices(law) => law.rules.price(payer, day).ok(),
            Procedure::Readiness(law) => law.only_price(day),
        }
    }

    /// What a reader should be warned of about days between `first` and `last`.
    pub fn warnings(&self, first: Day, last: Day) -> impl Iterator<Item = (&str, &str, Grade)> {
        self.notices().into_iter().flat_map(move |law| law.warnings(first, last))
    }
}
