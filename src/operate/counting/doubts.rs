//! Stays whose counted days of a month hang on a record that was rejected, contradicts others, or rests on an assumption.

use serde::Serialize;

use crate::counting::{Counted, is_illness, stays_to_count};
use crate::domain::{
    Alternative, Day, Event, EventKind, EventRecord, EventValue, Moment, Month, OpenQuestion, Reason, Stay,
};
use crate::regime::Convention;
use crate::settle::Intake;

/// A stay that a convention would count otherwise: part of `run.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DoubtfulCount {
    /// The stay.
    pub stay_id: String,
    /// The record, as in `stays.csv, line 3, EPIEND`.
    pub record: String,
    /// What was found.
    pub code: String,
    /// Counted days of the month.
    pub days: u64,
    /// Counted days if the record means what changes them most.
    pub otherwise: u64,
}

/// A month as it is counted.
#[derive(Clone, Copy, Debug)]
pub struct Counting<'a> {
    /// Everything that was taken.
    pub taken: &'a Intake,
    /// The month.
    pub month: Month,
    /// The day to which its figures follow a stay that has not ended.
    pub followed_to: Day,
}

/// One stay with its facts.
struct Facts<'a> {
    stay: &'a Stay,
    events: &'a [EventRecord],
    reasons: &'a [Reason],
}

impl Counting<'_> {
    /// The stays in doubt under a convention, in the order of the questions.
    pub fn in_doubt(&self, convention: &Convention) -> Vec<DoubtfulCount> {
        self.taken.questions.iter().filter_map(|question| self.doubt(convention, question)).collect()
    }

    fn doubt(&self, convention: &Convention, question: &OpenQuestion) -> Option<DoubtfulCount> {
        let facts = self.facts(&question.stay_id)?;
        let days = self.days(convention, facts.stay, facts.events, facts.reasons, None);
        let mut worst: Option<u64> = None;
        for alternative in &question.alternatives {
            for otherwise in self.otherwise(convention, &facts, alternative) {
                if worst.is_none_or(|worst| otherwise.abs_diff(days) > worst.abs_diff(days)) {
                    worst = Some(otherwise);
                }
            }
        }
        let otherwise = worst.filter(|otherwise| *otherwise != days)?;
        let (record, code) = (question.place(), question.code.to_string());
        let stay_id = question.stay_id.to_string();
        Some(DoubtfulCount { stay_id, record, code, days, otherwise })
    }

    fn facts(&self, stay_id: &str) -> Option<Facts<'_>> {
        let Intake { stays, events, reasons, .. } = self.taken;
        let at = stays.binary_search_by(|stay| (*stay.stay_id).cmp(stay_id)).ok()?;
        let from = events.partition_point(|record| &*record.stay_id < stay_id);
        let count = events[from..].iter().take_while(|record| &*record.stay_id == stay_id).count();
        let first = reasons.partition_point(|reason| &*reason.stay_id < stay_id);
        let of_stay = reasons[first..].iter().take_while(|reason| &*reason.stay_id == stay_id).count();
        let (events, reasons) = (&events[from..from + count], &reasons[first..first + of_stay]);
        Some(Facts { stay: &stays[at], events, reasons })
    }

    /// The counted days of the month, without those on which the patient was away.
    fn days(
        &self,
        convention: &Convention,
        stay: &Stay,
        events: &[EventRecord],
        reasons: &[Reason],
        away: Option<(Day, Day)>,
    ) -> u64 {
        let stays = stays_to_count(std::slice::from_ref(stay), events, reasons, self.followed_to);
        let of_stay = |stay| {
            let days = Counted::of(convention, stay).days().filter(|(_, month)| *month == self.month);
            days.filter(|(day, _)| away.is_none_or(|(from, until)| *day < from || *day > until)).count() as u64
        };
        stays.iter().map(of_stay).sum()
    }

    /// The counted days under each way in which a record can be meant. Where it does not say when, the extremes are tried.
    fn otherwise(&self, convention: &Convention, facts: &Facts<'_>, alternative: &Alternative) -> Vec<u64> {
        let Facts { stay, events, reasons } = *facts;
        let recount = |stay: &Stay, events: &[EventRecord]| self.days(convention, stay, events, reasons, None);
        let without = |wanted: fn(EventKind) -> bool| -> Vec<EventRecord> {
            events.iter().filter(|record| !wanted(record.event.kind)).cloned().collect()
        };
        let admitted = stay.admitted_at.day();
        let ended = |at: Option<Moment>| {
            recount(&Stay { discharged_at: at, ..stay.clone() }, &without(EventKind::is_departure))
        };
        let ready = |day: Day| {
            recount(&Stay { ready_on: Some(day), ..stay.clone() }, &without(|kind| kind == EventKind::Ready))
        };
        match alternative {
            Alternative::Ended(at) if at.is_empty() => vec![ended(Some(Moment::end_of(admitted))), ended(None)],
            Alternative::Ended(at) => at.iter().map(|at| ended(Some(*at))).collect(),
            Alternative::NotEnded => vec![ended(None)],
            Alternative::Ready(days) if days.is_empty() => vec![ready(admitted), ready(self.month.last())],
            Alternative::Ready(days) => days.iter().map(|day| ready(*day)).collect(),
            Alternative::Away { from, until } => {
                let away = (from.unwrap_or(admitted), until.unwrap_or(self.followed_to));
                vec![self.days(convention, stay, events, reasons, Some(away))]
            }
            Alternative::Row(row) => {
                let (ready_on, discharged_at) = (row.ready_on, row.discharged_at);
                vec![recount(&Stay { ready_on, discharged_at, ..stay.clone() }, events)]
            }
            Alternative::Anything => vec![ended(Some(Moment::end_of(admitted))), ended(None), ready(admitted)],
            Alternative::Event { kinds, at, until, .. } => {
                let at = if at.is_empty() { vec![Moment::end_of(admitted)] } else { at.clone() };
                let bears = |kind: &&EventKind| kind.is_departure() || **kind == EventKind::Ready || is_illness(**kind);
                let kinds = if kinds.is_empty() { EventKind::ALL } else { kinds };
                let with = |kind: EventKind, at: Moment| {
                    let event = Event { kind, at, until: *until, value: EventValue::Nothing };
                    let record = EventRecord { stay_id: stay.stay_id.clone(), event, origin: stay.origin.clone() };
                    recount(stay, &[events, &[record]].concat())
                };
                let kinds = kinds.iter().filter(bears);
                kinds.flat_map(|kind| at.iter().map(|at| with(*kind, *at)).collect::<Vec<_>>()).collect()
            }
        }
    }
}
