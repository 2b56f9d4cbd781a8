//! A stay as a statistic sees it: when it was ready and ended, and what decides whether it is counted at all.

use super::days::{Delay, DelayEnd};
use super::ready::{ReadyPeriod, is_illness, periods};
use crate::domain::codes::CareType;
use crate::domain::{Day, EventKind, EventRecord, Reason, Stay};
use crate::regime::convention::rules::{Booked, ConventionRules, ExclusionField};

/// One stay with what its events and reasons say of it.
#[derive(Clone, Copy, Debug)]
pub struct StayToCount<'a> {
    /// The stay.
    pub stay: &'a Stay,
    /// The day the patient was first ready to leave, if anybody recorded it.
    pub ready_on: Option<Day>,
    /// The events of the stay, if by them the patient was ill again after being ready; else none.
    again: &'a [EventRecord],
    /// How the stay ended, if it did: of two recorded ends the first.
    pub end: DelayEnd,
    /// Its reasons.
    pub reasons: &'a [Reason],
    /// Whether the statistics at hand leave it to another authority or hospital.
    pub is_elsewhere: bool,
    /// Whether someone spoke of a delay: a notice proposing a day, or a reason.
    pub is_said_delayed: bool,
}

/// Some stays. All three lists are sorted by stay; a stay that has not ended is followed to `followed_to`.
pub fn stays_to_count<'a>(
    stays: &'a [Stay],
    events: &'a [EventRecord],
    reasons: &'a [Reason],
    followed_to: Day,
) -> Vec<StayToCount<'a>> {
    let Some(first) = stays.first().map(|stay| &*stay.stay_id) else { return Vec::new() };
    let mut events = &events[events.partition_point(|record| *record.stay_id < *first)..];
    let mut reasons = &reasons[reasons.partition_point(|reason| *reason.stay_id < *first)..];
    let of = |stay: &'a Stay| {
        let events = next_of(&mut events, &stay.stay_id, |record| &record.stay_id);
        let reasons = next_of(&mut reasons, &stay.stay_id, |reason| &reason.stay_id);
        StayToCount::of(stay, events, reasons, followed_to)
    };
    stays.iter().map(of).collect()
}

impl<'a> StayToCount<'a> {
    fn of(stay: &'a Stay, events: &'a [EventRecord], reasons: &'a [Reason], followed_to: Day) -> Self {
        let at = |wanted: fn(EventKind) -> bool| {
            let found = events.iter().map(|record| &record.event).filter(|event| wanted(event.kind));
            found.map(|event| event.at).min()
        };
        let left = at(EventKind::is_departure).into_iter().chain(stay.discharged_at).min();
        let ready = || at(|kind| kind == EventKind::Ready).map(|moment| moment.day());
        let periods = if events.iter().any(|record| is_illness(record.event.kind)) {
            periods(stay.ready_on, events.iter().map(|record| &record.event), left.map(|moment| moment.day()))
        } else {
            Vec::new()
        };
        let is_ill_again = periods.iter().any(|period| period.ill_on.is_some());
        let proposed = at(|kind| matches!(kind, EventKind::DischargeNotice | EventKind::ReadinessNotice));
        Self {
            stay,
            ready_on: periods.first().filter(|_| is_ill_again).map(|first| first.from).or(stay.ready_on).or_else(ready),
            again: if is_ill_again { events } else { &[] },
            end: left.map_or(DelayEnd::Open(followed_to), |moment| DelayEnd::On(moment.day())),
            reasons,
            is_elsewhere: false,
            is_said_delayed: proposed.is_some() || !reasons.is_empty(),
        }
    }

    /// The same, followed to another day if it has not ended.
    pub fn followed_to(self, day: Day) -> Self {
        Self { end: if let DelayEnd::On(end) = self.end { DelayEnd::On(end) } else { DelayEnd::Open(day) }, ..self }
    }

    /// Its name.
    pub fn stay_id(&self) -> &'a str {
        &self.stay.stay_id
    }

    /// The delay under the rules of a convention, if a ready day is known. Where a patient was ready more than once, one that
    /// counts delays by their end has the last period, if the patient was not ill again after it; one that counts days by
    /// their own month has all of them, from the first to the last.
    pub fn delay(&self, rules: &ConventionRules) -> Option<Delay> {
        let periods = self.periods();
        let (Some(first), Some(last)) = (periods.first(), periods.last()) else {
            return self.ready_on.map(|ready_on| Delay { ready_on, end: self.end });
        };
        match (rules.booked, last.ill_on) {
            (Booked::MonthOfEnd, None) => Some(Delay { ready_on: last.from, end: self.end }),
            (Booked::MonthOfEnd, Some(_)) => None,
            (Booked::OwnMonth, _) => Some(Delay { ready_on: first.from, end: self.end_of(last) }),
        }
    }

    /// The same for the period that a day lies in or behind, where days are counted by their own month.
    pub(super) fn delay_on(&self, rules: &ConventionRules, day: Day) -> Option<Delay> {
        if rules.booked == Booked::MonthOfEnd || self.again.is_empty() {
            return self.delay(rules);
        }
        let periods = self.periods();
        let period = periods.iter().rfind(|period| period.from <= day).or(periods.first())?;
        Some(Delay { ready_on: period.from, end: self.end_of(period) })
    }

    /// Whether the patient was ill again after being ready.
    pub fn is_ill_again(&self) -> bool {
        !self.again.is_empty()
    }

    fn periods(&self) -> Vec<ReadyPeriod> {
        if self.again.is_empty() {
            return Vec::new();
        }
        let ended_on = if let DelayEnd::On(day) = self.end { Some(day) } else { None };
        periods(self.stay.ready_on, self.again.iter().map(|record| &record.event), ended_on)
    }

    fn end_of(&self, period: &ReadyPeriod) -> DelayEnd {
        period.ill_on.map_or(self.end, DelayEnd::On)
    }

    /// The day it ended, or to which it is followed.
    pub fn last_day(&self) -> Day {
        match self.end {
            DelayEnd::On(day) | DelayEnd::Open(day) => day,
        }
    }

    /// The reason that the hospital gives for a day, the first that covers it.
    pub fn reason_on(&self, day: Day) -> Option<&'a Reason> {
        self.reasons_on(day).next()
    }

    pub(super) fn reasons_on(&self, day: Day) -> impl Iterator<Item = &'a Reason> + use<'a> {
        let covers = move |reason: &&Reason| reason.from_on <= day && reason.to_on.is_none_or(|to| day <= to);
        self.reasons.iter().filter(covers)
    }

    /// A code of the stay; nothing if it is not recorded. Reasons have days and are not asked here.
    pub(super) fn code(&self, field: ExclusionField) -> Option<&'a str> {
        match field {
            ExclusionField::AdmissionMethod => self.stay.admission_method.as_deref(),
            ExclusionField::DischargeMethod => self.stay.discharge_method.as_deref(),
            ExclusionField::DischargeDestination => self.stay.discharge_destination.as_deref(),
            ExclusionField::TreatmentFunctionCode => self.stay.treatment_function_code.as_deref(),
            // No kind of care recorded means acute, as everywhere.
            ExclusionField::CareType => Some(self.stay.care_type.unwrap_or(CareType::Acute).code()),
            ExclusionField::AgeAtReady | ExclusionField::ReasonCode | ExclusionField::Nights => None,
        }
    }

    /// A number of the stay; nothing if it is not known.
    pub(super) fn number(&self, field: ExclusionField) -> Option<i32> {
        match field {
            ExclusionField::AgeAtReady => self.least_age_at_ready(),
            ExclusionField::Nights => Some(self.nights()),
            _ => None,
        }
    }

    /// Nights of the stay; one that goes on has at least one before it.
    fn nights(&self) -> i32 {
        let admitted_on = self.stay.admitted_at.day();
        match self.end {
            DelayEnd::On(day) => day - admitted_on,
            DelayEnd::Open(day) => (day - admitted_on).max(1),
        }
    }

    /// The age at admission and the full years since then: a birthday in the last of them is not known.
    fn least_age_at_ready(&self) -> Option<i32> {
        let age = i32::from(self.stay.age_at_admission?);
        let (admitted, ready) = (self.stay.admitted_at.day().date(), self.ready_on.map(Day::date));
        let years = ready.map_or(0, |ready| {
            let is_before = (ready.month(), ready.day()) < (admitted.month(), admitted.day());
            i32::from(ready.year()) - i32::from(admitted.year()) - i32::from(is_before)
        });
        Some(age + years.max(0))
    }
}

/// The records of a stay, out of those that are left; what stands before them is of no stay that is asked for.
fn next_of<'r, T>(left: &mut &'r [T], stay_id: &str, id: impl Fn(&T) -> &str) -> &'r [T] {
    let from = left.iter().take_while(|record| id(record) < stay_id).count();
    let count = left[from..].iter().take_while(|record| id(record) == stay_id).count();
    let (found, rest) = left[from..].split_at(count);
    *left = rest;
    found
}
