//! Messages that a charge needs: sent at all, and in time.

use crate::domain::{Day, Event, Moment};
use crate::regime::readiness::file::{HoursBy, IfLate, IfMissing, MessageRequired, WhichOf};
use crate::regime::readiness::{LawChoice, ReadinessRule};

use super::spell::{ReadySpell, governing, is};
use super::{NotJudged, ReadinessCase, ReadinessLaw};

/// Judges every message that a spell needs.
pub(super) fn judge(
    case: &ReadinessCase<'_>,
    law: &ReadinessLaw<'_>,
    spell: &mut ReadySpell<'_>,
) -> Result<(), NotJudged> {
    for required in law.regime.file.require.iter().map(toml::Spanned::get_ref) {
        if !required.care_types.is_empty() && !required.care_types.iter().any(|care| care == case.care_type) {
            continue;
        }
        let last = |kind| spell.stay.iter().rfind(|event| event.kind == kind);
        if required.when.as_ref().is_some_and(|when| !last(when.kind).is_some_and(|event| is(event, when))) {
            continue;
        }
        let whole_stay = *required.of_whole_stay.of(&law.answers);
        let events = if whole_stay { spell.stay } else { spell.events };
        match governing(events, required.event, WhichOf::First) {
            None if *required.if_missing.of(&law.answers) == IfMissing::Bar => {
                spell.bar = Some(ReadinessRule::MessageMissing);
            }
            Some(sent) if is_late(sent, required, law, spell)? => late(sent, required, law, spell),
            _ => {}
        }
    }
    Ok(())
}

/// Whether a message was sent later than each of its times allows. One without a time to go by is in time.
fn is_late(
    sent: &Event,
    required: &MessageRequired,
    law: &ReadinessLaw<'_>,
    spell: &ReadySpell<'_>,
) -> Result<bool, NotJudged> {
    let Some(within) = &required.within else { return Ok(false) };
    let mut is_late = false;
    for kind in &within.of {
        let clocks = || law.regime.file.clock.iter().map(toml::Spanned::get_ref);
        let clock = clocks().find(|clock| clock.event == *kind);
        // What starts a clock is of the spell, and the one that governs; what does not, such as an admission, is of the stay.
        let from: Vec<&Event> = match clock {
            Some(clock) => {
                let which = LawChoice::or(clock.which.as_ref(), &law.answers, WhichOf::First);
                governing(spell.events, *kind, which).into_iter().collect()
            }
            None => spell.stay.iter().filter(|event| event.kind == *kind).collect(),
        };
        for from in from {
            let in_hours = match &within.hours {
                Some(hours) => {
                    let by = LawChoice::or(within.hours_by.as_ref(), &law.answers, HoursBy::RealHours);
                    seconds_between(from.at, sent.at, by, law)? <= hours.value * 3600
                }
                None => true,
            };
            let in_days = within.days.as_ref().is_none_or(|days| sent.at.day() - from.at.day() <= days.value);
            if in_hours && in_days {
                return Ok(false);
            }
            is_late = true;
        }
    }
    Ok(is_late)
}

fn seconds_between(from: Moment, to: Moment, by: HoursBy, law: &ReadinessLaw<'_>) -> Result<i64, NotJudged> {
    let zone = &law.regime.zone;
    Ok(match by {
        HoursBy::RealHours => to.instant(zone)? - from.instant(zone)?,
        HoursBy::WallClock => to.seconds() - from.seconds(),
    })
}

fn late(sent: &Event, required: &MessageRequired, law: &ReadinessLaw<'_>, spell: &mut ReadySpell<'_>) {
    let hours = required.within.as_ref().and_then(|within| within.hours.as_ref()).map_or(0, |hours| hours.value);
    let mut defer = |day: Day| spell.not_before = spell.not_before.max(Some(day));
    match LawChoice::or(required.if_late.as_ref(), &law.answers, IfLate::Ignore) {
        IfLate::Ignore => {}
        IfLate::Bar => spell.bar = spell.bar.or(Some(ReadinessRule::MessageLate)),
        IfLate::Review => spell.for_review = true,
        IfLate::Defer => defer(sent.at.day()),
        IfLate::DeferByHours => {
            defer(Moment::from_seconds(sent.at.seconds() + hours * 3600).day());
            spell.for_review = true;
        }
    }
}
