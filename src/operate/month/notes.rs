//! What a statement says about stays beside their days: which have no end, and which events changed nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Day, EventKind, EventRecord, Month, Stay, of_stay};
use crate::liability::is_used;
use crate::regime::Law;
use crate::settle::Intake;

/// Stays without a recorded end, each with the day of the last record about it.
pub(crate) fn open_stays(taken: &Intake) -> BTreeMap<&str, Day> {
    let last = |stay: &Stay, events: &[EventRecord]| {
        let known = [Some(stay.admitted_at.day()), stay.ready_on];
        let of_events = events.iter().map(|record| record.event.until.unwrap_or(record.event.at).day());
        known.into_iter().flatten().chain(of_events).max()
    };
    let open = taken.stays.iter().filter(|stay| stay.discharged_at.is_none()).filter_map(|stay| {
        let events = of_stay(&taken.events, &stay.stay_id, |record| &record.stay_id);
        let has_left = events.iter().any(|record| record.event.kind.is_departure());
        last(stay, events).filter(|_| !has_left).map(|day| (&*stay.stay_id, day))
    });
    open.collect()
}

/// The kinds of events that no law here has a use for, with the stays of the month that have them.
pub(crate) fn unused_events<'a>(
    laws: &[Law],
    taken: &'a Intake,
    month: Month,
) -> BTreeMap<EventKind, BTreeSet<&'a str>> {
    let mut found: BTreeMap<EventKind, BTreeSet<&str>> = BTreeMap::new();
    let unused = |record: &&EventRecord| !laws.iter().any(|law| is_used(law, record.event.kind));
    for EventRecord { stay_id, event, .. } in taken.events.iter().filter(unused) {
        let at = taken.stays.binary_search_by(|stay| stay.stay_id.cmp(stay_id));
        let touches = |stay: &Stay| {
            stay.admitted_at.day() <= month.last() && stay.discharged_at.is_none_or(|left| left.day() >= month.first())
        };
        if at.is_ok_and(|at| touches(&taken.stays[at])) {
            found.entry(event.kind).or_default().insert(stay_id);
        }
    }
    found
}
