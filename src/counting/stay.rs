//! A stay as a statistic sees it: when it was ready and ended, and what decides whether it is counted at all.

use super::days::{Delay, End};
use crate::domain::codes::CareType;
use crate::domain::{Day, EventKind, EventRecord, Reason, Stay};
use crate::regime::convention::rules::Field;

/// One stay with what its events and reasons say of it.
#[derive(Clone, Copy, Debug)]
pub struct StayToCount<'a> {
    /// The stay.
    pub stay: &'a Stay,
    /// The day the patient was ready to leave, if anybody recorded it.
    pub ready_on: Option<Day>,
    /// How the stay ended, if it did: of two recorded ends the first.
    pub end: End,
    /// Its reasons.
    pub reasons: &'a [Reason],
    /// Whether the statistics at hand leave it to another authority or hospital.
    pub is_elsewhere: bool,
    /// Whether somebody spoke of a delay: a notice proposing a day, or a reason.
    pub is_said_delayed: bool,
}

/// Some stays. All three lists are sorted by stay; a stay that has not ended is followed to `followed_to`.
pub fn stays_to_count<'a>(
    stays: &'a [Stay],
    events: &[EventRecord],
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
    fn of(stay: &'a Stay, events: &[EventRecord], reasons: &'a [Reason], followed_to: Day) -> Self {
        let at = |wanted: fn(EventKind) -> bool| {
            let found = events.iter().map(|record| &record.event).filter(|event| wanted(event.kind));
            found.map(|event| event.at).min()
        };
        let left = at(EventKind::is_departure).into_iter().chain(stay.discharged_at).min();
        let ready = || at(|kind| kind == EventKind::Ready).map(|moment| moment.day());
        let proposed = at(|kind| matches!(kind, EventKind::DischargeNotice | EventKind::ReadinessNotice));
        Self {
            stay,
            ready_on: stay.ready_on.or_else(ready),
            end: left.map_or(End::Open(followed_to), |moment| End::On(moment.day())),
            reasons,
            is_elsewhere: false,
            is_said_delayed: proposed.is_some() || !reasons.is_empty(),
        }
    }

    /// The same, followed to another day if it has not ended.
    pub fn followed_to(self, day: Day) -> Self {
        Self { end: if let End::On(end) = self.end { End::On(end) } else { End::Open(day) }, ..self }
    }

    /// Its name.
    pub fn stay_id(&self) -> &'a str {
        &self.stay.stay_id
    }

    /// The delay, if a ready day is known.
    pub fn delay(&self) -> Option<Delay> {
        self.ready_on.map(|ready_on| Delay { ready_on, end: self.end })
    }

    /// The day it ended, or to which it is followed.
    pub fn last_day(&self) -> Day {
        match self.end {
            End::On(day) | End::Open(day) => day,
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

    /// A code of the stay; nothing if nobody recorded it. Reasons have days and are not asked here.
    pub(super) fn code(&self, field: Field) -> Option<&'a str> {
        match field {
            Field::AdmissionMethod => self.stay.admission_method.as_deref(),
            Field::DischargeMethod => self.stay.discharge_method.as_deref(),
            Field::DischargeDestination => self.stay.discharge_destination.as_deref(),
            Field::TreatmentFunctionCode => self.stay.treatment_function_code.as_deref(),
            // No kind of care recorded means acute, as everywhere.
            Field::CareType => Some(self.stay.care_type.unwrap_or(CareType::Acute).code()),
            Field::AgeAtReady | Field::ReasonCode | Field::Nights => None,
        }
    }

    /// A number of the stay; nothing if it is not known.
    pub(super) fn number(&self, field: Field) -> Option<i32> {
        match field {
            Field::AgeAtReady => self.least_age_at_ready(),
            Field::Nights => Some(self.nights()),
            _ => None,
        }
    }

    /// Nights of the stay; one that goes on has at least one before it.
    fn nights(&self) -> i32 {
        let admitted_on = self.stay.admitted_at.day();
        match self.end {
            End::On(day) => day - admitted_on,
            End::Open(day) => (day - admitted_on).max(1),
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
