//! Made-up cases of a regime of readiness: an ordinary one, and any number of odd ones, from the events its file names.

use std::collections::BTreeSet;

use toml::Spanned;

use crate::domain::{Day, Event, EventKind, EventValue, Moment};
use crate::liability::ReadinessCase;
use crate::regime::ReadinessRegime;
use crate::regime::readiness::file::{AfterStop, EventWord, PayerRule};

/// A made-up case.
#[derive(Clone, Debug)]
pub(super) struct MadeUpCase {
    care_type: String,
    setting: String,
    events: Vec<Event>,
}

impl MadeUpCase {
    pub(super) fn case(&self) -> ReadinessCase<'_> {
        ReadinessCase {
            care_type: &self.care_type,
            setting: &self.setting,
            registered_in: "home",
            staying_in: "away",
            events: &self.events,
            followed_to: None,
        }
    }
}

fn event(kind: EventKind, seconds: i64, word: Option<&str>) -> Event {
    let value = word.map_or(EventValue::Nothing, |word| EventValue::Word(word.into()));
    Event { kind, at: Moment::from_seconds(seconds), until: None, value }
}

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// A patient with every message in time, declared ready on a day, who stays long enough to be charged.
pub(super) fn ordinary(regime: &ReadinessRegime, care_type: &str, ready_on: Day) -> MadeUpCase {
    let ready = Moment::midnight(ready_on).seconds() + 9 * HOUR;
    let admitted = ready - 2 * DAY;
    let mut events = vec![event(EventKind::Admission, admitted, None)];
    let clocks = || regime.file.clock.iter().map(Spanned::get_ref);
    let longest = clocks().map(|clock| clock.days.value).max().unwrap_or(0);
    for clock in clocks().filter(|clock| clock.is_needed()) {
        if !events.iter().any(|event| event.kind == clock.event) {
            events.push(event(clock.event, ready, None));
        }
    }
    for required in regime.file.require.iter().map(Spanned::get_ref).filter(|required| required.when.is_none()) {
        if !events.iter().any(|event| event.kind == required.event) {
            events.push(event(required.event, admitted + 4 * HOUR, None));
        }
    }
    // Twice the days of a clock: weekdays are at least one of two.
    events.push(event(EventKind::Discharged, ready + (2 * i64::from(longest) + 10) * DAY, None));
    events.sort_by_key(|event| event.at);
    let settings = regime.file.scope.settings.as_ref();
    let setting = settings.and_then(|settings| settings.value.first()).cloned().unwrap_or_default();
    MadeUpCase { care_type: care_type.to_owned(), setting, events }
}

/// A generator of numbers that are the same on every machine.
struct Dice(u64);

impl Dice {
    /// A number below another.
    fn below(&mut self, bound: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % bound.max(1) as u64) as i64
    }

    /// Once in so many times.
    fn once_in(&mut self, times: i64) -> bool {
        self.below(times) == 0
    }

    fn of<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        choices.get(self.below(choices.len() as i64) as usize)
    }
}

/// An odd case: messages late, missing or twice, near days on which the law or a price changes.
pub(super) fn made_up(regime: &ReadinessRegime, seed: u64) -> MadeUpCase {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(1));
    for _ in 0..4 {
        dice.below(2);
    }
    let file = &regime.file;
    let cares = &file.scope.care_types.value;
    let care_type = if dice.once_in(12) { "other".to_owned() } else { dice.of(cares).cloned().unwrap_or_default() };
    let settings = file.scope.settings.as_ref().map_or(&[][..], |settings| &settings.value);
    let setting =
        if dice.once_in(12) { "elsewhere".to_owned() } else { dice.of(settings).cloned().unwrap_or_default() };
    let clocks = || file.clock.iter().map(Spanned::get_ref);
    let longest = clocks()
        .filter(|clock| clock.care_types.is_empty() || clock.care_types.contains(&care_type))
        .map(|clock| i64::from(clock.days.value))
        .max();
    let longest = longest.unwrap_or(0);
    let anchors = anchors(regime);
    let anchor = dice.of(&anchors).copied().unwrap_or(file.coverage.from);
    let ready_on = anchor - (dice.below(longest * 2 + 12) as i32) + 2;
    let mut at = Moment::midnight(ready_on).seconds() - dice.below(5) * DAY + 6 * HOUR + dice.below(8) * HOUR;
    if dice.once_in(6) {
        // The day before one on which the clocks may change: then a day has not twenty-four hours.
        at = Moment::midnight(anchor.previous()).seconds() + (8 + dice.below(8)) * HOUR;
    }
    let mut events = vec![event(EventKind::Admission, at, None)];
    if dice.once_in(3) {
        events.push(event(EventKind::NeedIdentified, at + dice.below(72) * HOUR / 2, None));
    }
    for required in file.require.iter().map(Spanned::get_ref).filter(|required| required.when.is_none()) {
        if !dice.once_in(9) {
            let half_hours = if dice.once_in(2) { 46 + dice.below(5) } else { dice.below(140) };
            events.push(event(required.event, at + half_hours * HOUR / 2, None));
        }
        if dice.once_in(9) {
            events.push(event(required.event, at + dice.below(20) * DAY, None));
        }
    }
    at = at.max(Moment::midnight(ready_on).seconds() + 7 * HOUR);
    let cuts: Vec<EventKind> = file
        .stop
        .iter()
        .map(Spanned::get_ref)
        .filter(|stop| stop.then.value != AfterStop::Close)
        .map(|stop| stop.event)
        .collect();
    for spell in 0..1 + dice.below(3) {
        if spell > 0 {
            let Some(cut) = dice.of(&cuts) else { break };
            at += dice.below(longest + 4) * DAY + dice.below(12) * HOUR;
            events.push(event(*cut, at, None));
            at += dice.below(4) * DAY + dice.below(12) * HOUR;
        }
        at = one_spell(regime, &mut dice, &mut events, at, longest);
    }
    let left = [EventKind::Discharged, EventKind::SelfDischarged, EventKind::Died];
    let leaves = dice.of(&left).copied().unwrap_or(EventKind::Discharged);
    at += dice.below(longest * 2 + 8) * DAY + dice.below(10) * HOUR;
    events.push(event(leaves, at, None));
    events.retain(|event| event.at.seconds() <= at);
    events.sort_by_key(|event| event.at);
    MadeUpCase { care_type, setting, events }
}

/// Days near which something changes: law, prices, clocks, and the hours of the wall.
fn anchors(regime: &ReadinessRegime) -> Vec<Day> {
    let file = &regime.file;
    let mut anchors = BTreeSet::new();
    for force in file.in_force.iter().map(Spanned::get_ref) {
        anchors.extend([Some(force.from), force.to].into_iter().flatten());
    }
    for price in file.price.iter().map(Spanned::get_ref) {
        anchors.extend([Some(price.from), price.to].into_iter().flatten());
    }
    for dates in file.clock.iter().filter_map(|clock| clock.get_ref().dated.as_ref()) {
        anchors.extend([dates.from, dates.to].into_iter().flatten());
    }
    let year = file.price.iter().map(|price| price.get_ref().from.year()).max().unwrap_or(file.coverage.from.year());
    anchors.extend(
        [Day::from_ymd(year, 3, 26), Day::from_ymd(year, 10, 29), Day::from_ymd(year, 6, 20)].into_iter().flatten(),
    );
    anchors.into_iter().collect()
}

/// What happens while a patient is ready, and when it last did.
fn one_spell(regime: &ReadinessRegime, dice: &mut Dice, events: &mut Vec<Event>, from: i64, longest: i64) -> i64 {
    let file = &regime.file;
    let mut at = from;
    let mut seen = BTreeSet::new();
    for clock in file.clock.iter().map(Spanned::get_ref) {
        let is_required = file.require.iter().any(|required| required.get_ref().event == clock.event);
        if is_required || !seen.insert(clock.event) || dice.once_in(25) {
            continue;
        }
        let far = if dice.once_in(3) { dice.below(longest + 3) * DAY } else { dice.below(2) * dice.below(14) * HOUR };
        at = at.max(from + far);
        events.push(event(clock.event, from + far, None));
        if dice.once_in(5) {
            events.push(event(clock.event, at + dice.below(longest + 3) * DAY, None));
        }
    }
    for required in file.require.iter().map(Spanned::get_ref) {
        let Some(when) = &required.when else { continue };
        if dice.once_in(2) {
            let word = if dice.once_in(6) { Some("no") } else { when.word.as_deref() };
            events.push(event(when.kind, from, word));
            if !dice.once_in(4) {
                events.push(event(required.event, from + dice.below(7) * DAY - DAY, None));
            }
        }
    }
    for hold in file.hold.iter().map(Spanned::get_ref) {
        let mut add = |word: &EventWord, at: i64| events.push(event(word.kind, at, word.word.as_deref()));
        let later = at + dice.below(longest + 3) * DAY;
        if dice.once_in(2) {
            if dice.once_in(2) {
                add(&hold.until, from + HOUR);
            }
            if dice.once_in(2) {
                add(&hold.from, later);
            }
            if dice.once_in(2) {
                add(&hold.until, later + dice.below(6) * DAY);
            }
        }
    }
    if file.payer.value == PayerRule::Residence && dice.once_in(3) {
        events.push(event(EventKind::ResidenceMoved, at + dice.below(longest + 6) * DAY, Some("other home")));
    }
    for stop in file.stop.iter().map(Spanned::get_ref) {
        let is_end = stop.event.is_departure() || stop.then.value != AfterStop::Close;
        if !is_end && dice.once_in(2) {
            events.push(event(stop.event, at + dice.below(longest + 5) * DAY, None));
        }
    }
    at
}
