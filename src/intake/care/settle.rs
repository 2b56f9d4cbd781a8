//! Which row of an event holds, by the precedence of the national processing.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::CareRow;
use crate::domain::{AuthorityId, CareEvent, Day};
use crate::intake::link::Told;
use crate::intake::news::Rank;
use crate::intake::settle::{again, earlier};
use crate::intake::sheet::Rows;
use crate::intake::tally::{Candidate, Fate, Tally};

/// Takes each event once: of the latest submission of a council and period; then of the latest period, with an open end
/// before a closed one, by the priority of its outcome, and the latest load.
pub fn events(rows: Rows<CareRow>, ranks: &[Rank<'_>], tally: &mut Tally) -> Vec<Told<CareEvent>> {
    let candidates = of_latest_submissions(rows.candidates, ranks, tally);
    let mut by_key: BTreeMap<String, Vec<Candidate<CareRow>>> = BTreeMap::new();
    for candidate in candidates {
        by_key.entry(candidate.row.key.clone()).or_default().push(candidate);
    }
    let mut events = Vec::new();
    for mut group in by_key.into_values() {
        group.sort_by(|a, b| precedence(a, b, ranks));
        let held = group.remove(0);
        tally.accept(&held, "");
        for other in group {
            let fate = if says_the_same(&held.row, &other.row) {
                again("", held.place, tally)
            } else {
                let (record, file) = (held.place.record, tally.file(held.place.delivery));
                let message = format!("record {record} of `{file}` holds for this event");
                let hint = "nothing to do: the latest period, then an open end, the outcome and the latest load decide";
                Fate::new("D_SUPERSEDED", "", message, hint)
            };
            tally.duplicate_all(&other, &fate);
        }
        events.extend(held.row.event.map(|row| Told { row, place: held.place }));
    }
    let order = |Told { row: event, .. }: &Told<CareEvent>| {
        (event.person_key.clone(), event.from, event.kind, event.authority, event.to)
    };
    events.sort_by_cached_key(order);
    events
}

/// Leaves out the rows of submissions that the council replaced by a later one for the same period.
fn of_latest_submissions(
    candidates: Vec<Candidate<CareRow>>,
    ranks: &[Rank<'_>],
    tally: &mut Tally,
) -> Vec<Candidate<CareRow>> {
    let mut submissions: BTreeMap<(AuthorityId, (Day, Day)), BTreeSet<usize>> = BTreeMap::new();
    for Candidate { row, place, .. } in &candidates {
        submissions.entry((row.authority, row.period)).or_default().insert(place.delivery);
    }
    let mut kept = Vec::new();
    for candidate in candidates {
        let delivery = candidate.place.delivery;
        let of_period = &submissions[&(candidate.row.authority, candidate.row.period)];
        let newer = of_period.iter().find(|other| ranks[**other].is_later_than(&ranks[delivery]));
        match newer {
            None => kept.push(candidate),
            Some(newer) => {
                let message =
                    format!("`{}` is a later submission of this council for the same period", tally.file(*newer));
                let hint = "nothing to do; the later submission replaces the whole of the earlier one";
                tally.duplicate_all(&candidate, &Fate::new("D_SUPERSEDED", "", message, hint));
            }
        }
    }
    kept
}

/// The row that holds comes first.
fn precedence(a: &Candidate<CareRow>, b: &Candidate<CareRow>, ranks: &[Rank<'_>]) -> Ordering {
    let last = |row: &CareRow| (row.period.1, row.period.0);
    let is_closed = |row: &CareRow| row.event.as_ref().is_some_and(|event| event.to.is_some());
    let later = |a: &Candidate<CareRow>, b: &Candidate<CareRow>| {
        ranks[a.place.delivery].is_later_than(&ranks[b.place.delivery])
    };
    last(&b.row)
        .cmp(&last(&a.row))
        .then_with(|| is_closed(&a.row).cmp(&is_closed(&b.row)))
        .then_with(|| a.row.priority.cmp(&b.row.priority))
        .then_with(|| later(b, a).cmp(&later(a, b)))
        .then_with(|| earlier(ranks, b.place, a.place))
}

fn says_the_same(one: &CareRow, other: &CareRow) -> bool {
    let same = |one: &CareEvent, other: &CareEvent| {
        let moved = CareEvent { origin: other.origin.clone(), ..one.clone() };
        moved == *other
    };
    match (&one.event, &other.event) {
        (Some(one), Some(other)) => same(one, other),
        (None, None) => true,
        _ => false,
    }
}
