//! Social care: completed assessments and services of a person become events of the stay that they belong to.
//!
//! Care records have days and no times; an event lies at the end of its day, when it is certain to have happened. Of the
//! services that begin before the patient left, the last one to begin makes everything ready; those before it are a part.

use std::collections::BTreeMap;

use super::key::LinkKey;
use super::{Joined, Joining, Told};
use crate::domain::{
    CareEvent, CareKind, Day, Event, EventKind, EventRecord, EventValue, LinkedKind, Moment, Origin, Stake,
};

pub(super) fn link(care: Vec<Told<CareEvent>>, joining: &mut Joining<'_, '_>) {
    let mut services: BTreeMap<usize, Vec<(Day, Origin)>> = BTreeMap::new();
    for Told { row, place } in care {
        let key = LinkKey {
            stay_id: None,
            person: Some(&row.person_key),
            hospital: None,
            from: row.from,
            to: row.to,
            follows: row.kind == CareKind::Service,
        };
        // Most of social care has nothing to do with a hospital.
        let is_expected = row.from_hospital == Some(true);
        let origins = vec![row.origin.clone()];
        let record = Joined { what: LinkedKind::Care, key, place, origins, is_expected };
        let (Some(at), _) = joining.join(record, |_| Stake::Unknown) else { continue };
        match (row.kind, row.to) {
            (CareKind::Assessment, Some(to)) => push(joining, at, EventKind::Assessed, to, row.origin),
            (CareKind::Service, _) if row.from >= joining.stay(at).admitted_at.day() => {
                services.entry(at).or_default().push((row.from, row.origin));
            }
            _ => {}
        }
    }
    for (at, services) in services {
        let left = joining.linker.left(at);
        let in_stay = |day: &Day| left.is_none_or(|left| *day <= left);
        let last = services.iter().map(|(day, _)| *day).filter(in_stay).max();
        for (day, origin) in services {
            let is_part = last.is_some_and(|last| day < last);
            let kind = if is_part { EventKind::PartialServicesReady } else { EventKind::ServicesReady };
            push(joining, at, kind, day, origin);
        }
    }
}

fn push(joining: &mut Joining<'_, '_>, at: usize, kind: EventKind, day: Day, origin: Origin) {
    let event = Event { kind, at: Moment::end_of(day), until: None, value: EventValue::Nothing };
    let stay_id = joining.stay(at).stay_id.clone();
    joining.linked.events.push(EventRecord { stay_id, event, origin });
}
