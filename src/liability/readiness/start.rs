//! The day on which a charge begins: when all clocks have run, no message defers it, and nothing holds it.

use crate::calendar::{Calendar, NotTabled};
use crate::domain::{Day, Event};
use crate::regime::readiness::LawChoice;
use crate::regime::readiness::file::{HoldAtStart, HoldLater, MessageHold, ReadinessClock, WhichOf};

use super::spell::{ReadySpell, decides, governing, is};
use super::{NotJudged, ReadinessCase, ReadinessLaw};

/// When a charge begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChargeStart {
    /// Never: an event is missing that a clock needs.
    Missing,
    /// Its clocks have run on the first day; it begins on the second, which is later where something holds it.
    On(Day, Day),
    /// Its clocks have run on the day, and something that was there then keeps it from beginning at all.
    Barred(Day),
}

/// When the charge begins as far as `day` is concerned: a clock can be for the days of some years alone.
pub(super) fn charge_start(
    case: &ReadinessCase<'_>,
    law: &ReadinessLaw<'_>,
    spell: &ReadySpell<'_>,
    day: Day,
) -> Result<ChargeStart, NotJudged> {
    let mut ripe = spell.not_before;
    let mut needed = false;
    for (at, clock) in law.regime.file.clock.iter().map(toml::Spanned::get_ref).enumerate() {
        if !is_for(clock, case, law, spell, day) {
            continue;
        }
        match effective(clock, law, spell) {
            Some(counts) => {
                let days = *clock.days.of(&law.answers) - spell.ran[at];
                ripe = ripe.max(Some(after(counts, days, clock)?));
                needed |= clock.is_needed();
            }
            None if clock.is_needed() => return Ok(ChargeStart::Missing),
            None => {}
        }
    }
    let Some(ripe) = ripe.filter(|_| needed) else { return Ok(ChargeStart::Missing) };
    Ok(held(law, spell, ripe))
}

/// Adds to `ran` the days that each clock has run by the day on which the patient ceased to be ready.
pub(super) fn run_until(
    case: &ReadinessCase<'_>,
    law: &ReadinessLaw<'_>,
    spell: &ReadySpell<'_>,
    until: Day,
    ran: &mut [i32],
) -> Result<(), NotJudged> {
    for (at, clock) in law.regime.file.clock.iter().map(toml::Spanned::get_ref).enumerate() {
        let Some(counts) = effective(clock, law, spell).filter(|_| is_for(clock, case, law, spell, until)) else {
            continue;
        };
        let days = *clock.days.of(&law.answers);
        for day in counts.next().to(until) {
            if ran[at] < days && counts_day(day, clock)? {
                ran[at] += 1;
            }
        }
    }
    Ok(())
}

/// Whether a clock is run for a day of this stay.
fn is_for(
    clock: &ReadinessClock,
    case: &ReadinessCase<'_>,
    law: &ReadinessLaw<'_>,
    spell: &ReadySpell<'_>,
    day: Day,
) -> bool {
    let of_care = clock.care_types.is_empty() || clock.care_types.iter().any(|care| care == case.care_type);
    let dated = clock.dated.as_ref().is_none_or(|dates| {
        let date = decides(*dates.by.of(&law.answers), law, spell.events, day);
        dates.from.is_none_or(|from| from <= date) && dates.to.is_none_or(|to| date <= to)
    });
    of_care && dated && LawChoice::or(clock.applies.as_ref(), &law.answers, true)
}

fn event<'a>(clock: &ReadinessClock, law: &ReadinessLaw<'_>, spell: &ReadySpell<'a>) -> Option<&'a Event> {
    let events = if clock.of_whole_stay { spell.stay } else { spell.events };
    governing(events, clock.event, LawChoice::or(clock.which.as_ref(), &law.answers, WhichOf::First))
}

/// The day on which a clock's event counts.
fn effective(clock: &ReadinessClock, law: &ReadinessLaw<'_>, spell: &ReadySpell<'_>) -> Option<Day> {
    let event = event(clock, law, spell)?;
    let cut_off = clock.cut_off.as_ref().and_then(|cut_off| cut_off.time(&law.answers));
    let day = event.at.day();
    Some(if cut_off.is_some_and(|time| event.at.time() > time) { day.next() } else { day })
}

/// So many days of a clock's calendar after a day.
fn after(day: Day, days: i32, clock: &ReadinessClock) -> Result<Day, NotTabled> {
    if clock.calendar.is_none() {
        return Ok(day + days);
    }
    let (mut day, mut left) = (day, days);
    while left > 0 {
        day = day.next();
        left -= i32::from(counts_day(day, clock)?);
    }
    Ok(day)
}

fn counts_day(day: Day, clock: &ReadinessClock) -> Result<bool, NotTabled> {
    match clock.calendar.as_deref().and_then(Calendar::named) {
        Some(calendar) => calendar.is_weekday(day),
        None => Ok(true),
    }
}

/// Where a charge begins whose clocks have run on a day: later, if something holds it then.
fn held(law: &ReadinessLaw<'_>, spell: &ReadySpell<'_>, ripe: Day) -> ChargeStart {
    let mut begins = ripe;
    let holds = || law.regime.file.hold.iter().map(toml::Spanned::get_ref);
    loop {
        let holding = holds().find_map(|hold| {
            let at_start = *hold.at_start.of(&law.answers);
            let span = spans(hold, spell).into_iter().find(|span| span.holds(begins))?;
            (at_start != HoldAtStart::Ignored).then_some((at_start, span))
        });
        match holding {
            None => return ChargeStart::On(ripe, begins),
            Some((HoldAtStart::Delays, HeldSpan { until: Some(until), .. })) => begins = until,
            Some(_) => return ChargeStart::Barred(ripe),
        }
    }
}

/// The hold that keeps a day inside a charge free, if one does.
pub(super) fn suspended<'a>(law: &'a ReadinessLaw<'_>, spell: &ReadySpell<'_>, day: Day) -> Option<&'a MessageHold> {
    let holds = law.regime.file.hold.iter().map(toml::Spanned::get_ref);
    let mut suspending = holds.filter(|hold| *hold.later.of(&law.answers) == HoldLater::Suspends);
    suspending.find(|hold| spans(hold, spell).iter().any(|span| span.holds(day)))
}

/// The hold that is there on a day on which a charge would begin.
pub(super) fn holding<'a>(law: &'a ReadinessLaw<'_>, spell: &ReadySpell<'_>, day: Day) -> Option<&'a MessageHold> {
    let holds = law.regime.file.hold.iter().map(toml::Spanned::get_ref);
    let mut starting = holds.filter(|hold| *hold.at_start.of(&law.answers) != HoldAtStart::Ignored);
    starting.find(|hold| spans(hold, spell).iter().any(|span| span.holds(day)))
}

/// Days from one event, or from always, up to the day before another.
#[derive(Clone, Copy, Debug)]
struct HeldSpan {
    from: Option<Day>,
    until: Option<Day>,
}

impl HeldSpan {
    fn holds(self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }
}

fn spans(hold: &MessageHold, spell: &ReadySpell<'_>) -> Vec<HeldSpan> {
    let events = if hold.of_whole_stay { spell.stay } else { spell.events };
    let mut spans: Vec<HeldSpan> = Vec::new();
    let mut open: Option<Day> = None;
    for event in events {
        let day = event.at.day();
        if is(event, &hold.from) {
            open = open.or(Some(day));
        } else if is(event, &hold.until) {
            // What ended without a beginning, by an event that says nothing else, was there before.
            let implied = spans.is_empty() && hold.until.kind != hold.from.kind;
            if open.is_some() || implied {
                spans.push(HeldSpan { from: open, until: Some(day) });
            }
            open = None;
        }
    }
    spans.extend(open.map(|from| HeldSpan { from: Some(from), until: None }));
    spans
}
