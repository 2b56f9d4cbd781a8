//! Stays of which no row was taken: as the rejected rows give them.

use super::alternative::{Alternative, OpenQuestion};
use super::day::Day;
use super::event::{Event, EventKind};
use super::hypothesis::{Hypothesis, StayAsTaken};
use super::stay::Stay;
use super::stay_facts::StayFacts;

/// A stay of which no row was taken.
#[derive(Clone, Debug)]
pub struct NotTakenStay<'a> {
    /// What its rejected records leave open; never empty, and all of one stay.
    pub questions: &'a [OpenQuestion],
    /// Each rejected row with the stay as it gives it; never empty.
    pub rows: Vec<(&'a OpenQuestion, Hypothesis)>,
}

/// The stays of which no row was taken and of which a rejected row says enough to make a stay of it. `questions` are sorted
/// by stay.
pub fn not_taken<'a>(
    questions: &'a [OpenQuestion],
    is_taken: impl Fn(&str) -> bool,
    followed_to: Day,
) -> Vec<NotTakenStay<'a>> {
    let of_stay = questions.chunk_by(|one, other| one.stay_id == other.stay_id);
    let absent = of_stay.filter(|questions| !is_taken(&questions[0].stay_id));
    let read = absent.map(|questions| NotTakenStay { questions, rows: rows(questions, followed_to) });
    read.filter(|stay| !stay.rows.is_empty()).collect()
}

/// The stay as each rejected row gives it, with the events that can be read and wait for it.
fn rows(questions: &[OpenQuestion], followed_to: Day) -> Vec<(&OpenQuestion, Hypothesis)> {
    let waiting = questions.iter().filter(|question| question.is_waiting());
    let waiting: Vec<Event> = waiting.flat_map(|question| &question.alternatives).filter_map(exact).collect();
    let mut rows = Vec::new();
    for question in questions {
        for alternative in &question.alternatives {
            let Alternative::Row { stay, events } = alternative else { continue };
            let apart = waiting.iter().filter(|event| !events.contains(event));
            let facts = StayFacts::of(stay, apart.chain(events).cloned(), followed_to);
            rows.push((question, Hypothesis { stay: Stay::clone(stay), facts, away: None }));
        }
    }
    rows
}

/// The event that an alternative leaves no doubt about.
fn exact(alternative: &Alternative) -> Option<Event> {
    let Alternative::Event { kinds, at, until, value } = alternative else { return None };
    let ([kind], [at]) = (&kinds[..], &at[..]) else { return None };
    Some(Event { kind: *kind, at: *at, until: *until, value: value.clone() })
}

impl NotTakenStay<'_> {
    /// The stay in every way that its rejected records leave open, each with the row behind it.
    pub fn hypotheses<'s>(
        &'s self,
        span: (Day, Day),
        kinds: &'s [EventKind],
    ) -> impl Iterator<Item = (&'s OpenQuestion, Hypothesis)> {
        let further = self.questions.iter().filter(|question| !question.is_waiting() && !question.gives_row());
        let further: Vec<&[Alternative]> = further.map(|question| &question.alternatives[..]).collect();
        self.rows.iter().flat_map(move |(question, row)| {
            let known = StayAsTaken { stay: &row.stay, facts: &row.facts, span, kinds };
            let changed = further.clone().into_iter().flat_map(move |alternatives| known.otherwise(alternatives));
            std::iter::once(row.clone()).chain(changed).map(move |hypothesis| (*question, hypothesis))
        })
    }
}
