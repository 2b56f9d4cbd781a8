//! Social care: completed assessments and services of a person become events of the stay that they belong to.
//!
//! Care records have days and no times; an event lies at the end of its day, when it is certain to have happened, unless the
//! profile says that services begin in the morning. Of the services that begin before the patient left, the last one to
//! begin makes everything ready; those before it are a part.

use std::collections::BTreeMap;

use crate::domain::{
    Alternative, CareEvent, CareKind, Day, Event, EventKind, EventRecord, EventValue, LinkedKind, Moment, Origin, Stake,
};
use crate::files::wording::list_of_days;
use crate::intake::findings::record_audit::{Fate, Place};
use crate::intake::profile::ServiceStart;
use crate::settle::link::key::LinkKey;
use crate::settle::link::{Joined, Joining, SettledCare, Told};

/// A service of a stay.
struct Service {
    from: Day,
    service_start: ServiceStart,
    origin: Origin,
    place: Place,
}

pub(crate) fn link(care: Vec<SettledCare>, joining: &mut Joining<'_, '_>) {
    let mut services: BTreeMap<usize, Vec<Service>> = BTreeMap::new();
    for SettledCare { told: Told { row, place }, other_starts, not_again, service_start } in care {
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
        let (at, _) = joining.join(record, |_| Stake::Unknown);
        let stay_id = at.map_or("", |at| &*joining.stay(at).stay_id);
        let doubts = doubts(&row, stay_id, &other_starts, not_again);
        doubts.into_iter().for_each(|fate| joining.tally.warn(place, fate));
        let Some(at) = at else { continue };
        match (row.kind, row.to) {
            (CareKind::Assessment, Some(to)) => {
                push(joining, at, EventKind::Assessed, Moment::end_of(to), row.origin);
            }
            (CareKind::Service, _) if row.from >= joining.stay(at).admitted_at.day() => {
                services.entry(at).or_default().push(Service {
                    from: row.from,
                    service_start,
                    origin: row.origin,
                    place,
                });
            }
            _ => {}
        }
    }
    for (at, services) in services {
        let left = joining.linker.left(at);
        let in_stay = |day: &Day| left.is_none_or(|left| *day <= left);
        let last = services.iter().map(|service| service.from).filter(in_stay).max();
        for Service { from, service_start, origin, place } in services {
            let is_part = last.is_some_and(|last| from < last);
            let kind = if is_part { EventKind::PartialServicesReady } else { EventKind::ServicesReady };
            let moment = match service_start {
                ServiceStart::EndOfDay => Moment::end_of(from),
                ServiceStart::Morning => Moment::midnight(from),
            };
            if !is_part && in_stay(&from) {
                joining.tally.warn(place, without_a_time(&joining.linker.stay(at).stay_id, from, service_start));
            }
            push(joining, at, kind, moment, origin);
        }
    }
}

/// What is doubtful about an event: first days that its reference has besides, and that the next return lacks it.
fn doubts(event: &CareEvent, stay_id: &str, other_starts: &[Day], not_again: Option<String>) -> Vec<Fate> {
    let mut doubts = Vec::new();
    if !other_starts.is_empty() {
        let other = list_of_days(other_starts);
        let message = format!(
            "begins on {}; under the same reference a record begins on {other}: a correction or another event, which \
             the returns do not tell apart",
            event.from.long()
        );
        let hint = "ask the council which first day is right, or for a reference of its own for each event";
        let (kind, at) = match event.kind {
            CareKind::Service => (EventKind::ServicesReady, other_starts.iter().copied().map(Moment::end_of).collect()),
            _ => (EventKind::Assessed, Vec::new()),
        };
        let other = Alternative::event([kind], at, EventValue::Nothing);
        doubts.push(Fate::new("W_CARE_START", stay_id, message, hint).supposing(other));
    }
    let hint = "ask the council whether the service ended, or never was";
    doubts.extend(not_again.map(|message| Fate::new("W_CARE_GONE", stay_id, message, hint)));
    doubts
}

/// A service that makes all ready has a day and no time, and the hour decides whether that day is charged.
fn without_a_time(stay_id: &str, from: Day, service_start: ServiceStart) -> Fate {
    let hint = "a profile of your own can have service_start; ask the council when on that day";
    let fate = |how: &str| {
        let message = format!("the service began on {}, at no time that is recorded: {how}", from.long());
        Fate::new("W_CARE_TIME", stay_id, message, hint)
    };
    match service_start {
        ServiceStart::EndOfDay => {
            let at = [Moment::midnight(from)];
            let earlier = Alternative::event([EventKind::ServicesReady], at, EventValue::Nothing);
            fate("the end of the day was taken (service_start = \"end_of_day\")").supposing(earlier)
        }
        ServiceStart::Morning => fate("the morning was taken (service_start = \"morning\")"),
    }
}

fn push(joining: &mut Joining<'_, '_>, at: usize, kind: EventKind, moment: Moment, origin: Origin) {
    let event = Event { kind, at: moment, until: None, value: EventValue::Nothing };
    let stay_id = joining.stay(at).stay_id.clone();
    joining.linked.events.push(EventRecord { stay_id, event, origin });
}
