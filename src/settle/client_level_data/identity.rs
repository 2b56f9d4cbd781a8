//! Which rows are about one event. Rows with a reference: those of one person, reference and kind, whatever else of them
//! changed from one return to the next. Rows without a reference: those that agree in all that the national processing
//! compares. A row without a reference that agrees so with rows of exactly one reference belongs to them.
//!
//! Where one return has services of different components under one reference, the component distinguishes them too.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::domain::{AuthorityId, CareKind, Day, PersonKey};
use crate::intake::findings::candidate::Candidate;
use crate::intake::records::client_level_data::CareRow;
use crate::settle::client_level_data::persons::Persons;
use crate::settle::delivery_order::DeliveryRank;
use crate::settle::versions::earlier;

type CareRows = Vec<Candidate<CareRow>>;
/// A person, the kind of an event, and its reference.
type Referenced = (AuthorityId, Option<PersonKey>, Option<CareKind>, Box<str>);
/// A person and all that the national processing compares.
type Alike = (AuthorityId, Option<PersonKey>, String);

/// The rows of each event, the events in the order of their first rows.
pub fn by_event(candidates: CareRows, persons: &Persons, ranks: &[DeliveryRank<'_>]) -> Vec<CareRows> {
    let (mut named, mut unnamed) = (BTreeMap::<Referenced, CareRows>::new(), BTreeMap::<Alike, CareRows>::new());
    for candidate in candidates {
        let row = &candidate.row;
        let person = persons.find(row);
        match row.reference.clone() {
            Some(reference) => {
                named.entry((row.authority, person, row.kind, reference)).or_default().push(candidate);
            }
            None => unnamed.entry((row.authority, person, row.key.clone())).or_default().push(candidate),
        }
    }
    let mut events: Vec<CareRows> = named.into_values().flat_map(by_component).collect();
    let mut alike: HashMap<Alike, BTreeSet<usize>> = HashMap::new();
    for (at, rows) in events.iter().enumerate() {
        for Candidate { row, .. } in rows {
            alike.entry((row.authority, persons.find(row), row.key.clone())).or_default().insert(at);
        }
    }
    for (key, rows) in unnamed {
        let of_reference = alike.get(&key).filter(|events| events.len() == 1).and_then(BTreeSet::first);
        match of_reference {
            Some(at) => events[*at].extend(rows),
            None => events.push(rows),
        }
    }
    for rows in &mut events {
        rows.sort_by(|one, other| earlier(ranks, one.place, other.place));
    }
    events.sort_by(|one, other| earlier(ranks, one[0].place, other[0].place));
    events
}

/// Takes the rows of one reference apart by component, where one return has several.
fn by_component(rows: CareRows) -> Vec<CareRows> {
    let mut in_period: BTreeMap<(Day, Day), BTreeSet<_>> = BTreeMap::new();
    for Candidate { row, .. } in &rows {
        in_period.entry(row.period).or_default().insert(&row.component);
    }
    if in_period.values().all(|components| components.len() < 2) {
        return vec![rows];
    }
    let mut apart: BTreeMap<_, CareRows> = BTreeMap::new();
    for candidate in rows {
        apart.entry(candidate.row.component.clone()).or_default().push(candidate);
    }
    apart.into_values().collect()
}

/// What orders the returns of a council: the last day of the period, then the first.
pub(crate) fn last(row: &CareRow) -> (Day, Day) {
    (row.period.1, row.period.0)
}
