//! Stays whose counted days of a month depend on a record that was rejected, contradicts others, or rests on an assumption.

use std::sync::LazyLock;

use serde::Serialize;

use crate::counting::{Counted, is_illness, stays_to_count};
use crate::domain::{
    Day, EventKind, EventRecord, Hypothesis, Month, OpenQuestion, Reason, Stay, StayAsTaken, StayFacts, not_taken,
    of_stay,
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

/// Kinds of events that statistics react to.
static KINDS: LazyLock<Vec<EventKind>> = LazyLock::new(|| {
    let bears = |kind: &EventKind| kind.is_departure() || *kind == EventKind::Ready || is_illness(*kind);
    EventKind::ALL.iter().copied().filter(bears).collect()
});

impl Counting<'_> {
    /// The stays in doubt under a convention: those that were taken in the order of the questions, then those of which no row
    /// was taken.
    pub fn in_doubt(&self, convention: &Convention) -> Vec<DoubtfulCount> {
        let questions = &self.taken.questions;
        let taken = questions.iter().filter_map(|question| self.of_taken(convention, question));
        let absent = not_taken(questions, |stay_id| self.stay(stay_id).is_some(), self.followed_to);
        let absent = absent.iter().filter_map(|stay| {
            let hypotheses = stay.hypotheses(self.span(), &KINDS);
            let counts = hypotheses.map(|(question, hypothesis)| (question, self.days(convention, &hypothesis, &[])));
            doubtful(0, counts)
        });
        taken.chain(absent).collect()
    }

    fn of_taken(&self, convention: &Convention, question: &OpenQuestion) -> Option<DoubtfulCount> {
        let stay = self.stay(&question.stay_id)?;
        let events = of_stay(&self.taken.events, &question.stay_id, |record| &record.stay_id);
        let reasons = of_stay(&self.taken.reasons, &question.stay_id, |reason| &reason.stay_id);
        let facts = StayFacts::of(stay, events.iter().map(|record| record.event.clone()), self.followed_to);
        let taken = StayAsTaken { stay, facts: &facts, span: self.span(), kinds: &KINDS };
        let as_it_stands = Hypothesis { stay: stay.clone(), facts: facts.clone(), away: None };
        let days = self.days(convention, &as_it_stands, reasons);
        let otherwise = taken.otherwise(&question.alternatives);
        doubtful(days, otherwise.map(|hypothesis| (question, self.days(convention, &hypothesis, reasons))))
    }

    fn stay(&self, stay_id: &str) -> Option<&Stay> {
        let stays = &self.taken.stays;
        stays.binary_search_by(|stay| (*stay.stay_id).cmp(stay_id)).ok().map(|at| &stays[at])
    }

    fn span(&self) -> (Day, Day) {
        (self.month.first(), self.month.last())
    }

    /// The counted days of the month.
    fn days(&self, convention: &Convention, hypothesis: &Hypothesis, reasons: &[Reason]) -> u64 {
        let Hypothesis { stay, facts, .. } = hypothesis;
        let record = |event| EventRecord { stay_id: stay.stay_id.clone(), event, origin: stay.origin.clone() };
        let events: Vec<EventRecord> = facts.events.iter().cloned().map(record).collect();
        let stays = stays_to_count(std::slice::from_ref(stay), &events, reasons, self.followed_to);
        let of_stay = |stay| {
            let days = Counted::of(convention, stay).days().filter(|(_, month)| *month == self.month);
            days.filter(|(day, _)| hypothesis.is_in_bed(*day)).count() as u64
        };
        stays.iter().map(of_stay).sum()
    }
}

/// The record under which the days change most; nothing if they change under none.
fn doubtful<'q>(days: u64, otherwise: impl Iterator<Item = (&'q OpenQuestion, u64)>) -> Option<DoubtfulCount> {
    let mut worst: Option<(&OpenQuestion, u64)> = None;
    for (question, otherwise) in otherwise {
        if otherwise.abs_diff(days) > worst.map_or(0, |(_, worst)| worst.abs_diff(days)) {
            worst = Some((question, otherwise));
        }
    }
    let (question, otherwise) = worst?;
    let (record, code) = (question.place(), question.code.to_string());
    Some(DoubtfulCount { stay_id: question.stay_id.to_string(), record, code, days, otherwise })
}
