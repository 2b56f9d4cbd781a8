//! Worked cases of regimes of readiness.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::domain::{Day, Minor};
use crate::liability::{ReadinessCase, ReadinessDay, ReadinessLaw, assess_readiness};
use crate::regime::readiness::{PriceLevel, ReadinessRule};
use crate::regime::{Library, ReadinessRegime};

use super::{Compared, Mismatch, Vector, alternatives, events, minor, pairs};

/// What stands among the readings of a case for the level of prices.
const PRICE_LEVEL: &str = "price_level";

/// What a regime of readiness makes of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadinessOutcome {
    /// Every day from readiness to the end of the stay.
    pub days: Vec<OutcomeDay>,
    /// The reading and answer behind each open question, by version of the law.
    pub readings: Vec<String>,
}

/// One day of an outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeDay {
    /// The day.
    pub day: Day,
    /// The rule it rests on.
    pub rule: ReadinessRule,
    /// The version of the law.
    pub law: String,
    /// Where that says so.
    pub cite: String,
    /// Who would pay.
    pub payer: String,
    /// Whether it is charged.
    pub is_charged: bool,
    /// What is owed in each layer, and to whom: the price, or in words that it is missing.
    pub layers: Vec<(String, String, Result<Minor, String>)>,
}

impl ReadinessOutcome {
    /// The days that are charged.
    pub fn charged(&self) -> impl DoubleEndedIterator<Item = &OutcomeDay> {
        self.days.iter().filter(|day| day.is_charged)
    }

    /// What is owed.
    ///
    /// # Errors
    /// In words: which price is missing.
    pub fn amount(&self) -> Result<Minor, String> {
        let mut layers = self.charged().flat_map(|day| &day.layers);
        layers.try_fold(Minor(0), |sum, (_, _, amount)| amount.clone().map(|amount| sum + amount))
    }

    /// The days that each pays.
    pub fn payers(&self) -> String {
        let mut payers: BTreeMap<&str, i64> = BTreeMap::new();
        self.charged().for_each(|day| *payers.entry(&day.payer).or_default() += 1);
        let parts = payers.iter().map(|(payer, days)| format!("{payer}:{days}"));
        parts.collect::<Vec<_>>().join(";")
    }

    fn owed_to(&self, payee: &str) -> Result<Minor, String> {
        let mut layers = self.charged().flat_map(|day| &day.layers).filter(|(_, to, _)| to == payee);
        layers.try_fold(Minor(0), |sum, (_, _, amount)| amount.clone().map(|amount| sum + amount))
    }
}

/// Assesses a case under the versions of the law that it names, with its own readings and `more` on top.
///
/// # Errors
/// In words: what in the case cannot be read, or why it cannot be assessed.
pub fn find_readiness<'a>(vector: &Vector, library: &'a Library, more: &str) -> Result<ReadinessOutcome, String> {
    let (level, readings) = chosen(&format!("{};{more}", vector.params))?;
    let regimes = vector.versions().map(|id| library.readiness(id).ok_or_else(|| format!("no regime `{id}`")));
    let regimes: Vec<_> = regimes.collect::<Result<_, String>>()?;
    if let Some((name, _)) = readings.iter().find(|(name, _)| !regimes.iter().any(|regime| regime.asks(name))) {
        // One of them refuses it, with what it asks.
        regimes.first().map_or(Ok(()), |regime| regime.answers(&readings).map(drop))?;
        return Err(format!("no reading `{name}`"));
    }
    let law = |regime: &'a ReadinessRegime| {
        let asked: Vec<_> = readings.iter().filter(|(name, _)| regime.asks(name)).cloned().collect();
        Ok(ReadinessLaw { regime, answers: Cow::Owned(regime.answers(&asked)?) })
    };
    let laws: Vec<ReadinessLaw<'_>> = regimes.into_iter().map(law).collect::<Result<_, String>>()?;
    let events = events(&vector.events)?;
    let or_home = |text: &'_ str| if text.trim().is_empty() { vector.authority.trim() } else { text.trim() }.to_owned();
    let (registered_in, staying_in) = (or_home(&vector.registered_in), or_home(&vector.staying_in));
    let case = ReadinessCase {
        care_type: vector.care_type.trim(),
        setting: vector.setting.trim(),
        registered_in: &registered_in,
        staying_in: &staying_in,
        events: &events,
        followed_to: None,
    };
    let days = assess_readiness(&case, &laws, level).map_err(|refused| refused.to_string())?;
    let readings = laws.iter().map(|law| format!("{}: {}", law.regime.id(), law.answers));
    Ok(ReadinessOutcome {
        days: days.iter().map(|day| outcome_day(day, &laws)).collect(),
        readings: readings.collect(),
    })
}

fn outcome_day(day: &ReadinessDay<'_>, laws: &[ReadinessLaw<'_>]) -> OutcomeDay {
    let regime = laws[day.law].regime;
    let layers = day.layers.iter().map(|layer| {
        let amount = layer.amount.clone().map_err(|missing| missing.to_string());
        (layer.layer.to_owned(), layer.payee.to_owned(), amount)
    });
    OutcomeDay {
        day: day.day,
        rule: day.rule,
        law: regime.id().to_owned(),
        cite: regime.rule(day.rule).map_or_else(String::new, |rule| rule.cite.clone()),
        payer: day.payer.to_owned(),
        is_charged: day.is_charged(),
        layers: layers.collect(),
    }
}

/// The level of prices and the readings among `name=value` joined by `;`.
fn chosen(text: &str) -> Result<(PriceLevel, Vec<(String, String)>), String> {
    let (levels, readings): (Vec<_>, Vec<_>) = pairs(text)?.into_iter().partition(|(name, _)| name == PRICE_LEVEL);
    let level = match levels.last() {
        None => PriceLevel::OfTheDay,
        Some((_, year)) => {
            PriceLevel::Of(year.parse().map_err(|_| format!("`{PRICE_LEVEL}={year}` is not the level of a year"))?)
        }
    };
    Ok((level, readings))
}

/// Compares a case with what the law makes of it, by default and under every other reading that it names.
pub(super) fn compare(vector: &Vector, library: &Library) -> Compared {
    let found = find_readiness(vector, library, "")?;
    let mut mismatches: Vec<Mismatch> = Vec::new();
    let mut check = |column: &str, expected: &str, found: String| {
        if expected.trim() != found {
            mismatches.push(vector.mismatch(column, expected.trim(), found));
        }
    };
    let expected = &vector.expected;
    let shown = |day: Option<&OutcomeDay>| day.map_or_else(String::new, |day| day.day.to_string());
    check("expected_first_day", &expected.expected_first_day, shown(found.charged().next()));
    check("expected_last_day", &expected.expected_last_day, shown(found.charged().next_back()));
    check("expected_days", &expected.expected_days, found.charged().count().to_string());
    check("expected_payers", &sorted(&expected.expected_payers), found.payers());
    let amount =
        |written: &str| if written.trim().is_empty() { Ok(None) } else { minor(written).map(Minor::plain).map(Some) };
    let owed = |found: &ReadinessOutcome| found.amount().map_or_else(|missing| missing, Minor::plain);
    if let Some(expected) = amount(&expected.expected_amount)? {
        check("expected_amount", &expected, owed(&found));
    }
    for (payee, expected) in layers(&expected.legal_step) {
        check(
            &format!("layers {payee}"),
            &minor(expected)?.plain(),
            found.owed_to(payee).map_or_else(|missing| missing, Minor::plain),
        );
    }
    let mut note = found.amount().err();
    for (readings, expected) in alternatives(&expected.alt_readings)? {
        let found = find_readiness(vector, library, readings)?;
        for (name, value) in expected {
            let column = format!("{name} under {readings}");
            match (name, amount(value)?) {
                ("days", _) => check(&column, value, found.charged().count().to_string()),
                (_, Some(expected)) => check(&column, &expected, owed(&found)),
                (_, None) => note = note.or(found.amount().err()),
            }
        }
    }
    let days = found.charged().count();
    Ok((mismatches, note.map(|missing| format!("{days} days; {missing}"))))
}

/// `payer:days` joined by `;`, in the order of the payers.
fn sorted(payers: &str) -> String {
    let mut payers: Vec<&str> = payers.split(';').map(str::trim).filter(|part| !part.is_empty()).collect();
    payers.sort_unstable();
    payers.join(";")
}

/// What stands behind the reasoning of a case as `[layers region=5928|state=0]`.
fn layers(legal_step: &str) -> Vec<(&str, &str)> {
    let inside = legal_step.split_once("[layers ").and_then(|(_, rest)| rest.split_once(']'));
    let parts = inside.map_or("", |(inside, _)| inside).split('|');
    parts.filter_map(|part| part.split_once('=')).map(|(payee, amount)| (payee.trim(), amount.trim())).collect()
}
