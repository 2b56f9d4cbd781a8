//! The days after readiness under one version of the law: each with the one rule it rests on, and its number in the charge.

use crate::domain::{Day, EventKind, LedgerStatus};
use crate::regime::readiness::file::{EndDay, Numbering};
use crate::regime::readiness::{LawChoice, ReadinessRule};

use super::spell::{ReadySpell, decides};
use super::spells::spells;
use super::start::{ChargeStart, charge_start, holding, suspended};
use super::{NotJudged, ReadinessCase, ReadinessLaw};

/// One day under one version of the law.
#[derive(Clone, Copy, Debug)]
pub(super) struct LawDay {
    pub(super) day: Day,
    pub(super) rule: ReadinessRule,
    /// Whether the version governs the day.
    pub(super) in_force: bool,
    /// Which day of the charge it is.
    pub(super) number: Option<i32>,
    /// The spell of readiness it belongs to, by its place in the stay.
    pub(super) spell: usize,
}

/// Every day from the first on which the patient was said to be ready to the last of the stay.
pub(super) fn days(case: &ReadinessCase<'_>, law: &ReadinessLaw<'_>) -> Result<Vec<LawDay>, NotJudged> {
    let spells = spells(case, law)?;
    let first = spells.iter().find_map(|spell| spell.opened);
    let departure = case.events.iter().find(|event| event.kind.is_departure());
    let last_fact = case.events.iter().map(|event| event.at.day()).max();
    let last = departure.map(|event| event.at.day()).or(case.followed_to).or(last_fact);
    let (Some(first), Some(last)) = (first, last) else { return Ok(Vec::new()) };
    let mut found: Vec<LawDay> = Vec::new();
    let mut counter = DayCounter::default();
    for day in first.to(last) {
        let at = spells.iter().rposition(|spell| spell.after.is_none_or(|(from, _)| from <= day)).unwrap_or(0);
        let spell = &spells[at];
        let in_force = is_in_force(case, law, spell, day);
        // What a version would say of a day that it does not govern may be beyond its calendar, and is not asked.
        let (rule, is_inside) = match judge(case, law, spell, day) {
            Err(NotJudged::NotTabled(_)) if !in_force => (ReadinessRule::NotInForce, false),
            judged => judged?,
        };
        let number = counter.next(case, law, (at, spell), (day, is_inside));
        let ceiling = law.regime.file.ceiling.as_ref().map(|ceiling| ceiling.value);
        let is_over = number.zip(ceiling).is_some_and(|(number, most)| number > most);
        let is_charged = rule.status() == LedgerStatus::Chargeable;
        let rule = if is_over && is_charged { ReadinessRule::OverCeiling } else { rule };
        found.push(LawDay { day, rule, in_force, number, spell: at });
    }
    Ok(found)
}

/// The rule a day rests on, and whether it lies inside a charge.
fn judge(
    case: &ReadinessCase<'_>,
    law: &ReadinessLaw<'_>,
    spell: &ReadySpell<'_>,
    day: Day,
) -> Result<(ReadinessRule, bool), NotJudged> {
    let scope = &law.regime.file.scope;
    if !scope.care_types.value.iter().any(|care| care == case.care_type) {
        return Ok((ReadinessRule::CareOutOfScope, false));
    }
    let is_setting = |settings: &Vec<String>| settings.iter().any(|setting| setting == case.setting);
    if !case.setting.is_empty() && scope.settings.as_ref().is_some_and(|settings| !is_setting(&settings.value)) {
        return Ok((ReadinessRule::SettingOutOfScope, false));
    }
    if let Some((_, rule)) = spell.after.filter(|_| spell.opened.is_none_or(|opened| day < opened)) {
        return Ok((rule, false));
    }
    let start = charge_start(case, law, spell, day)?;
    if let Some(stop) = spell.stop.filter(|stop| day >= stop.day) {
        let begins = match start {
            ChargeStart::On(_, begins) if spell.bar.is_none() => Some(begins),
            _ => None,
        };
        let charged = match stop.end_day {
            EndDay::Free => false,
            EndDay::ChargedIfFirst => begins == Some(stop.day),
            EndDay::Charged => begins.is_some_and(|begins| begins <= stop.day),
        };
        if day > stop.day || !charged {
            return Ok((stop.rule, false));
        }
    }
    if let Some(bar) = spell.bar {
        return Ok((bar, false));
    }
    let held = |on: Day| holding(law, spell, on).map_or(ReadinessRule::BeforeStart, |hold| hold.rule);
    Ok(match start {
        ChargeStart::Missing => (ReadinessRule::MessageMissing, false),
        ChargeStart::On(ripe, _) | ChargeStart::Barred(ripe) if day < ripe => (ReadinessRule::BeforeStart, false),
        ChargeStart::Barred(ripe) => (held(ripe), false),
        ChargeStart::On(_, begins) if day < begins => (held(day), false),
        ChargeStart::On(..) => match suspended(law, spell, day) {
            Some(hold) => (hold.rule, true),
            None if spell.for_review => (ReadinessRule::LiableForReview, true),
            None => (ReadinessRule::Liable, true),
        },
    })
}

/// Whether the version governs a day, by the date that decides.
fn is_in_force(case: &ReadinessCase<'_>, law: &ReadinessLaw<'_>, spell: &ReadySpell<'_>, day: Day) -> bool {
    !law.regime.gave_way_on(day)
        && law.regime.file.in_force.iter().map(toml::Spanned::get_ref).any(|force| {
            let date = decides(*force.by.of(&law.answers), law, spell.events, day);
            let of_care = force.care_types.is_empty() || force.care_types.iter().any(|care| care == case.care_type);
            of_care && force.from <= date && force.to.is_none_or(|to| date <= to)
        })
}

/// Numbers the days of a charge.
#[derive(Debug, Default)]
struct DayCounter {
    spell: Option<usize>,
    number: i32,
}

impl DayCounter {
    /// The number of a day; nothing outside a charge.
    fn next(
        &mut self,
        case: &ReadinessCase<'_>,
        law: &ReadinessLaw<'_>,
        (at, spell): (usize, &ReadySpell<'_>),
        (day, is_inside): (Day, bool),
    ) -> Option<i32> {
        let rules = &law.regime.file.count;
        let restarts = |rule: &Option<LawChoice<Numbering>>, without| {
            LawChoice::or(rule.as_ref(), &law.answers, without) == Numbering::Restart
        };
        if self.spell != Some(at) {
            if restarts(&rules.after_relapse, Numbering::Restart) {
                self.number = 0;
            }
            self.spell = Some(at);
        }
        let happened = |kind: EventKind| spell.events.iter().any(|event| event.kind == kind && event.at.day() == day);
        let moved = happened(EventKind::ResidenceMoved) && restarts(&rules.after_move, Numbering::Continue);
        let first_clock = law.regime.file.clock.first().map(|clock| clock.get_ref().event);
        let again = first_clock.is_some_and(&happened) && restarts(&rules.second_ready, Numbering::Continue);
        let windows = || law.regime.file.in_force.iter().map(toml::Spanned::get_ref);
        let begins = windows().any(|force| {
            let of_care = force.care_types.is_empty() || force.care_types.iter().any(|care| care == case.care_type);
            of_care && force.from == day
        });
        if moved || again || begins && restarts(&rules.in_force, Numbering::Continue) {
            self.number = 0;
        }
        is_inside.then(|| {
            self.number += 1;
            self.number
        })
    }
}
