//! Readiness: what regimes of that procedure make of one stay, day by day. Pure: no files, no frames, no clock.
//!
//! ```text
//! facts ─▶ spells of readiness (messages, clocks, holds, stop) ─▶ days (rule, number) ─▶ the law in force, payer, layers
//! ```

mod days;
mod messages;
pub(super) mod of_stay;
mod spell;
mod spells;
mod start;

use std::borrow::Cow;

use crate::calendar::NotTabled;
use crate::domain::ledger::LedgerStatus;
use crate::domain::moment::NotAMoment;
use crate::domain::{Day, Event, EventKind, EventValue, Minor};
use crate::regime::readiness::file::{PayerRule, PriceYear};
use crate::regime::readiness::{Answers, NoLayerPrice, PriceLevel, ReadinessRule};
use crate::regime::{ReadinessRegime, ReadyLaw};

use days::{LawDay, days};

/// One stay and its facts. Kinds of care and hospital, and municipalities, are the words of the regime.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadinessCase<'a> {
    /// The kind of care.
    pub care_type: &'a str,
    /// The kind of hospital; empty where the regime does not ask.
    pub setting: &'a str,
    /// The municipality the patient is registered in.
    pub registered_in: &'a str,
    /// The municipality the patient stays in.
    pub staying_in: &'a str,
    /// The facts in order of time.
    pub events: &'a [Event],
    /// The day to which a stay without departure is followed; its last fact if nothing.
    pub followed_to: Option<Day>,
}

/// A version of the law under the answers chosen.
#[derive(Clone, Debug)]
pub struct ReadinessLaw<'a> {
    /// The regime.
    pub regime: &'a ReadinessRegime,
    /// The answer to each question it leaves open.
    pub answers: Cow<'a, Answers>,
}

impl<'a> From<&'a ReadyLaw> for ReadinessLaw<'a> {
    fn from(law: &'a ReadyLaw) -> Self {
        Self { regime: &law.regime, answers: Cow::Borrowed(&law.answers) }
    }
}

/// One day after the patient was declared ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadinessDay<'a> {
    /// The day.
    pub day: Day,
    /// The rule it rests on; the rule has the status.
    pub rule: ReadinessRule,
    /// The version of the law, by its place in the succession.
    pub law: usize,
    /// The municipality that would pay, charged or not.
    pub payer: &'a str,
    /// Which day of the charge it is; nothing outside one.
    pub number: Option<i32>,
    /// What is owed in each layer of price; nothing unless chargeable.
    pub layers: Vec<LayerAmount<'a>>,
}

/// What is owed for a day in one layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerAmount<'a> {
    /// The layer.
    pub layer: &'a str,
    /// Who is paid.
    pub payee: &'a str,
    /// The price, or the word that it is missing: never a zero in its place.
    pub amount: Result<Minor, NoLayerPrice>,
}

/// Why a stay cannot be assessed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotJudged {
    /// The public holidays of a day that matters are not tabled.
    #[error(transparent)]
    NotTabled(#[from] NotTabled),
    /// A moment that the zone cannot place.
    #[error(transparent)]
    NotAMoment(#[from] NotAMoment),
    /// Two versions of the law claim a day.
    #[error("{first} and {second} both claim {day}: the facts do not say which governs")]
    TwoClaim {
        /// The day.
        day: Day,
        /// One of them.
        first: String,
        /// The other.
        second: String,
    },
    /// A day is charged and no municipality is named.
    #[error("{day} is charged and no record names the municipality that pays")]
    NoPayer {
        /// The day.
        day: Day,
    },
}

/// Assesses one stay under versions of the law that follow each other: each day by the one that governs it.
///
/// # Errors
/// Two versions claim a day, a day that matters is not tabled, or no record names who pays a charged day.
pub fn assess_readiness<'a>(
    case: &ReadinessCase<'a>,
    succession: &'a [ReadinessLaw<'a>],
    level: PriceLevel,
) -> Result<Vec<ReadinessDay<'a>>, NotJudged> {
    let of_laws = succession.iter().map(|law| days(case, law)).collect::<Result<Vec<_>, _>>()?;
    let first = of_laws.iter().filter_map(|days| Some(days.first()?.day)).min();
    let last = of_laws.iter().filter_map(|days| Some(days.last()?.day)).max();
    let (Some(first), Some(last)) = (first, last) else { return Ok(Vec::new()) };
    let mut judged = Vec::new();
    let mut began: Option<(usize, Day)> = None;
    for day in first.to(last) {
        let found = of_laws.iter().map(|days| days.iter().find(|one| one.day == day).copied());
        let mut governing = found.enumerate().filter_map(|(at, one)| Some((at, one.filter(|one| one.in_force)?)));
        let (one, other) = (governing.next(), governing.next());
        if let (Some((one, _)), Some((other, _))) = (one, other) {
            let id = |at: usize| succession[at].regime.id().to_owned();
            return Err(NotJudged::TwoClaim { day, first: id(one), second: id(other) });
        }
        let Some((at, found)) = one else {
            judged.push(ungoverned(case, succession, day));
            continue;
        };
        if found.rule.status() == LedgerStatus::Chargeable && began.is_none_or(|(spell, _)| spell != found.spell) {
            began = Some((found.spell, day));
        }
        let began = began.map_or(day, |(_, day)| day);
        judged.push(governed(case, succession, (at, found), began, level)?);
    }
    Ok(judged)
}

/// A day that no version governs.
fn ungoverned<'a>(case: &ReadinessCase<'a>, succession: &[ReadinessLaw<'_>], day: Day) -> ReadinessDay<'a> {
    let law = nearest(succession, day);
    let payer = payer(case, &succession[law], day);
    let cares = &succession[law].regime.file.scope.care_types.value;
    let in_scope = cares.iter().any(|care| care == case.care_type);
    let rule = if in_scope { ReadinessRule::NotInForce } else { ReadinessRule::CareOutOfScope };
    ReadinessDay { day, rule, law, payer, number: None, layers: Vec::new() }
}

/// The last version that had begun by a day that none governs; the first if none had.
fn nearest(succession: &[ReadinessLaw<'_>], day: Day) -> usize {
    let begun = |law: &ReadinessLaw<'_>| law.regime.file.in_force.iter().any(|force| force.get_ref().from <= day);
    succession.iter().rposition(begun).unwrap_or(0)
}

fn governed<'a>(
    case: &ReadinessCase<'a>,
    succession: &'a [ReadinessLaw<'a>],
    (at, found): (usize, LawDay),
    began: Day,
    level: PriceLevel,
) -> Result<ReadinessDay<'a>, NotJudged> {
    let (day, rule, law) = (found.day, found.rule, &succession[at]);
    let payer = payer(case, law, day);
    let mut layers = Vec::new();
    if rule.status() == LedgerStatus::Chargeable {
        if payer.is_empty() {
            return Err(NotJudged::NoPayer { day });
        }
        let file = &law.regime.file;
        let number = found.number.unwrap_or(1);
        for layer in file.layer.iter().map(toml::Spanned::get_ref) {
            let numbered =
                layer.from_nth.value <= number && layer.to_nth.as_ref().is_none_or(|last| number <= last.value);
            if numbered && layer.care_types.of(&law.answers).iter().any(|care| care == case.care_type) {
                let amount = match file.price_year.of(&law.answers) {
                    PriceYear::EachDay => law.regime.price(layer, day, level),
                    PriceYear::StartYear => price_at_start(succession, &layer.id, began, level)
                        .unwrap_or_else(|| law.regime.price(layer, began, level)),
                };
                layers.push(LayerAmount { layer: &layer.id, payee: &layer.payee, amount });
            }
        }
    }
    Ok(ReadinessDay { day, rule, law: at, payer, number: found.number, layers })
}

/// The price of the day on which a charge began: of the version of then, which may be an earlier one.
fn price_at_start(
    succession: &[ReadinessLaw<'_>],
    layer: &str,
    began: Day,
    level: PriceLevel,
) -> Option<Result<Minor, NoLayerPrice>> {
    let of_then = |law: &&ReadinessLaw<'_>| {
        let forces = law.regime.file.in_force.iter().map(toml::Spanned::get_ref);
        let in_force = forces.into_iter().any(|force| force.from <= began && force.to.is_none_or(|to| began <= to));
        in_force && !law.regime.gave_way_on(began)
    };
    let law = succession.iter().find(of_then)?;
    let layer = law.regime.file.layer.iter().map(toml::Spanned::get_ref).find(|one| one.id == layer)?;
    Some(law.regime.price(layer, began, level))
}

/// The municipality that pays a day.
fn payer<'a>(case: &ReadinessCase<'a>, law: &ReadinessLaw<'_>, day: Day) -> &'a str {
    match law.regime.file.payer.of(&law.answers) {
        PayerRule::RegisteredIn => case.registered_in,
        PayerRule::StayingIn => case.staying_in,
        PayerRule::Residence => {
            let moves = case.events.iter().filter(|event| event.kind == EventKind::ResidenceMoved);
            let mut moved = moves.filter(|event| event.at.day() <= day).filter_map(|event| match &event.value {
                EventValue::Word(to) => Some(&**to),
                _ => None,
            });
            moved.next_back().unwrap_or(case.registered_in)
        }
    }
}

impl ReadinessDay<'_> {
    /// Whether it is charged.
    pub fn is_charged(&self) -> bool {
        self.rule.status() == LedgerStatus::Chargeable
    }

    /// What is owed for it in all layers.
    ///
    /// # Errors
    /// A layer has no price for it.
    pub fn amount(&self) -> Result<Minor, NoLayerPrice> {
        self.layers.iter().try_fold(Minor(0), |sum, layer| layer.amount.clone().map(|amount| sum + amount))
    }
}
