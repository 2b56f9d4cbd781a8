//! Which row of an event counts: the latest return replaces the earlier ones.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{CareEvent, Day};
use crate::intake::findings::candidate::Candidate;
use crate::intake::findings::disposition::Disposition;
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::records::client_level_data::CareRow;
use crate::intake::validate::rows::ReadRows;
use crate::settle::client_level_data::answered::Submissions;
use crate::settle::client_level_data::identity::{by_event, last};
use crate::settle::client_level_data::persons::Persons;
use crate::settle::client_level_data::{answered, deaths, gone};
use crate::settle::delivery_order::DeliveryRank;
use crate::settle::link::{CareRecords, SettledCare, SourcedRecord};
use crate::settle::versions::{again, earlier};

type EventRows = Vec<Candidate<CareRow>>;

/// Takes each event once: of the latest submission of a council and period; then of the latest period, with an open end
/// before a closed one, by the priority of its outcome, and the latest load. Rows of one event in one return that begin
/// on different days are all taken, and doubted: they can be one service with a correction, or two.
///
/// `known` are the returns of deliveries whose rows need not be among these: what one return replaces, and which is the
/// next one, is asked over all of them.
pub fn events(
    rows: ReadRows<CareRow>,
    known: &Submissions,
    ranks: &[DeliveryRank<'_>],
    audit: &mut RecordAudit,
) -> CareRecords {
    let mut submissions = known.clone();
    rows.candidates.iter().for_each(|Candidate { row, place, .. }| submitted(&mut submissions, row, place.delivery));
    let candidates = of_latest_submissions(rows.candidates, &submissions, ranks, audit);
    let persons = Persons::of(&candidates);
    answered::still_open(&candidates, (&submissions, &persons), ranks, audit);
    let returns = gone::returns(&submissions, ranks);
    let mut records = CareRecords { deaths: deaths::deaths(&candidates, &persons, ranks), ..CareRecords::default() };
    for group in by_event(candidates, &persons, ranks) {
        let latest = group.iter().map(|candidate| last(&candidate.row)).max();
        let (of_latest, replaced): (EventRows, EventRows) =
            group.into_iter().partition(|candidate| Some(last(&candidate.row)) == latest);
        let held = by_start(of_latest, ranks, audit);
        let Some(newest) = held.last().cloned() else { continue };
        replaced.iter().for_each(|other| supersede(other, &newest, audit));
        let starts: BTreeSet<Day> = held.iter().filter_map(|candidate| candidate.row.days.0).collect();
        for candidate in held {
            let not_again = gone::not_in_the_next(&candidate, &returns, audit);
            let Candidate { row, place, .. } = candidate;
            let mut other_starts = starts.clone();
            other_starts.extend(replaced.iter().filter_map(|old| ended_before(&old.row, &row)));
            other_starts.retain(|start| Some(*start) != row.days.0);
            let Some(event) = row.event.clone() else { continue };
            let event = CareEvent { person_key: persons.find(&row).unwrap_or(event.person_key), ..event };
            records.events.push(SettledCare {
                sourced: SourcedRecord { row: event, place },
                other_starts: other_starts.into_iter().collect(),
                not_again,
                service_start: row.service_start,
            });
        }
    }
    let order = |SettledCare { sourced: SourcedRecord { row: event, .. }, .. }: &SettledCare| {
        (event.person_key.clone(), event.from, event.kind, event.authority, event.to)
    };
    records.events.sort_by_cached_key(order);
    records
}

/// The rows that hold of one event in one return, one for each day of beginning, the last one last.
fn by_start(rows: EventRows, ranks: &[DeliveryRank<'_>], audit: &mut RecordAudit) -> EventRows {
    let mut by_start: BTreeMap<Option<Day>, EventRows> = BTreeMap::new();
    for candidate in rows {
        by_start.entry(candidate.row.days.0).or_default().push(candidate);
    }
    let mut held = Vec::new();
    for mut group in by_start.into_values() {
        group.sort_by(|a, b| precedence(a, b, ranks));
        let mut group = group.into_iter();
        let Some(first) = group.next() else { continue };
        audit.accept(&first, "");
        group.for_each(|other| supersede(&other, &first, audit));
        held.push(first);
    }
    held
}

/// A row in whose place another holds is a duplicate: the same again, or superseded.
fn supersede(other: &Candidate<CareRow>, held: &Candidate<CareRow>, audit: &mut RecordAudit) {
    let disposition = if says_the_same(&held.row, &other.row) {
        again("", held.place, audit)
    } else {
        let (record, file) = (held.place.record, audit.file(held.place.delivery));
        let message = format!("record {record} of `{file}` holds for this event");
        let hint = "nothing to do: the latest period, then an open end, the outcome and the latest load decide";
        Disposition::new("D_SUPERSEDED", "", message, hint)
    };
    audit.duplicate_all(other, &disposition);
}

/// The beginning of a replaced service that had ended before the one that replaces it began: it can be another service.
fn ended_before(old: &CareRow, new: &CareRow) -> Option<Day> {
    let (ended, begins) = (old.days.1?, new.days.0?);
    (old.event.is_some() && old.component.is_some() && ended < begins).then_some(old.days.0).flatten()
}

/// Notes of which return a row is.
pub fn submitted(submissions: &mut Submissions, row: &CareRow, delivery: usize) {
    submissions.entry((row.authority, row.period)).or_default().insert(delivery);
}

/// Leaves out the rows of submissions that the council replaced by a later one for the same period.
fn of_latest_submissions(
    candidates: EventRows,
    submissions: &Submissions,
    ranks: &[DeliveryRank<'_>],
    audit: &mut RecordAudit,
) -> EventRows {
    let mut kept = Vec::new();
    for candidate in candidates {
        let delivery = candidate.place.delivery;
        let of_period = &submissions[&(candidate.row.authority, candidate.row.period)];
        let newer = of_period.iter().find(|other| ranks[**other].is_later_than(&ranks[delivery]));
        match newer {
            None => kept.push(candidate),
            Some(newer) => {
                let message =
                    format!("`{}` is a later submission of this council for the same period", audit.file(*newer));
                let hint = "nothing to do; the later submission replaces the whole of the earlier one";
                audit.duplicate_all(&candidate, &Disposition::new("D_SUPERSEDED", "", message, hint));
            }
        }
    }
    kept
}

/// Of one return, the row that holds comes first.
fn precedence(a: &Candidate<CareRow>, b: &Candidate<CareRow>, ranks: &[DeliveryRank<'_>]) -> Ordering {
    let is_closed = |row: &CareRow| row.event.as_ref().is_some_and(|event| event.to.is_some());
    let later = |a: &Candidate<CareRow>, b: &Candidate<CareRow>| {
        ranks[a.place.delivery].is_later_than(&ranks[b.place.delivery])
    };
    is_closed(&a.row)
        .cmp(&is_closed(&b.row))
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
