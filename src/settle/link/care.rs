//! Social care: completed assessments and services of a person become events of the stay that they belong to.
//!
//! Care records have days and no times; an event lies at the end of its day, when it is certain to have happened, unless the
//! profile says that services begin in the morning. Of the services that begin before the patient left, the last one to
//! begin makes everything ready; those before it are a part.

use std::collections::BTreeMap;

use crate::domain::{
    Alternative, AmountAtStake, CareEvent, CareKind, Day, Event, EventKind, EventRecord, EventValue, LinkedKind,
    Moment, Origin,
};
use crate::files::wording::list_of_days;
use crate::intake::findings::candidate::Place;
use crate::intake::findings::disposition::Disposition;
use crate::intake::profile::ServiceStart;
use crate::settle::link::key::LinkKey;
use crate::settle::link::{Joined, Joining, SettledCare, SourcedRecord};

/// A service of a stay.
struct Service {
    from: Day,
    service_start: ServiceStart,
    origin: Origin,
    place: Place,
    /// What is doubtful about it if the next return no longer has it.
    gone: Option<Disposition>,
}

impl Service {
    /// When it began.
    fn at(&self) -> Moment {
        began(self.from, self.service_start)
    }
}

/// When a service began of which the day is known.
fn began(from: Day, service_start: ServiceStart) -> Moment {
    match service_start {
        ServiceStart::EndOfDay => Moment::end_of(from),
        ServiceStart::Morning => Moment::midnight(from),
    }
}

/// The stay without the facts that are made of an event of social care.
fn made_of(event: &CareEvent, service_start: ServiceStart) -> Option<Alternative> {
    let (kinds, at) = match (event.kind, event.to) {
        (CareKind::Service, _) => {
            (vec![EventKind::ServicesReady, EventKind::PartialServicesReady], began(event.from, service_start))
        }
        (CareKind::Assessment, Some(to)) => (vec![EventKind::Assessed], Moment::end_of(to)),
        _ => return None,
    };
    Some(Alternative::Without { kinds, at: vec![at] })
}

pub(crate) fn link(care: Vec<SettledCare>, joining: &mut Joining<'_, '_>) {
    let mut services: BTreeMap<usize, Vec<Service>> = BTreeMap::new();
    for SettledCare { sourced: SourcedRecord { row, place }, other_starts, not_again, service_start } in care {
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
        let without = made_of(&row, service_start);
        let record = Joined { what: LinkedKind::Care, key, place, origins, is_expected, without };
        let (at, _) = joining.join(record, |_| AmountAtStake::Unknown);
        let stay_id = at.map_or("", |at| &*joining.stay(at).stay_id);
        let other_start = doubtful_start(&row, stay_id, &other_starts);
        let gone = not_again.map(|message| {
            Disposition::new("W_CARE_GONE", stay_id, message, "ask the council whether the service ended, or never was")
        });
        other_start.into_iter().for_each(|disposition| joining.audit.warn(place, disposition));
        match (at, row.kind, row.to) {
            (Some(at), CareKind::Service, _) if row.from >= joining.stay(at).admitted_at.day() => {
                let service = Service { from: row.from, service_start, origin: row.origin, place, gone };
                services.entry(at).or_default().push(service);
                continue;
            }
            (Some(at), CareKind::Assessment, Some(to)) => {
                push(joining, at, EventKind::Assessed, Moment::end_of(to), row.origin);
            }
            _ => {}
        }
        // Nothing was made of it that a bill could depend on.
        gone.into_iter().for_each(|disposition| joining.audit.warn(place, disposition));
    }
    for (at, services) in services {
        of_stay(at, services, joining);
    }
}

/// The services of a stay as events: the last to begin before the patient left makes everything ready.
fn of_stay(at: usize, services: Vec<Service>, joining: &mut Joining<'_, '_>) {
    let left = joining.linker.left(at);
    let in_stay = |day: &Day| left.is_none_or(|left| *day <= left);
    let last = services.iter().map(|service| service.from).filter(in_stay).max();
    let starts: Vec<(Day, Moment)> = services.iter().map(|service| (service.from, service.at())).collect();
    for (number, service) in services.into_iter().enumerate() {
        let (from, moment) = starts[number];
        let is_part = last.is_some_and(|last| from < last);
        let kind = if is_part { EventKind::PartialServicesReady } else { EventKind::ServicesReady };
        if !is_part && in_stay(&from) {
            let stay_id = &joining.linker.stay(at).stay_id;
            joining.audit.warn(service.place, without_a_time(stay_id, from, service.service_start));
        }
        if let Some(gone) = service.gone {
            let others = starts.iter().enumerate().filter(|(other, (day, _))| *other != number && in_stay(day));
            let ready_without = others.map(|(_, (_, moment))| *moment).max();
            joining.audit.warn(service.place, gone.supposing(without(kind, moment, ready_without)));
        }
        push(joining, at, kind, moment, service.origin);
    }
}

/// The stay without a service: where others make everything ready before it, they did so when the last of them began.
fn without(kind: EventKind, at: Moment, ready_without: Option<Moment>) -> Alternative {
    match ready_without.filter(|other| kind == EventKind::ServicesReady && *other < at) {
        Some(earlier) => Alternative::event([EventKind::ServicesReady], [earlier], EventValue::Nothing),
        None => Alternative::Without { kinds: vec![kind], at: vec![at] },
    }
}

/// What is doubtful about the first day of an event: its reference has others besides.
fn doubtful_start(event: &CareEvent, stay_id: &str, other_starts: &[Day]) -> Option<Disposition> {
    if other_starts.is_empty() {
        return None;
    }
    let message = format!(
        "begins on {}; under the same reference a record begins on {}: a correction or another event, which the returns \
         do not tell apart",
        event.from.long(),
        list_of_days(other_starts)
    );
    let hint = "ask the council which first day is right, or for a reference of its own for each event";
    let (kind, at) = match event.kind {
        CareKind::Service => (EventKind::ServicesReady, other_starts.iter().copied().map(Moment::end_of).collect()),
        _ => (EventKind::Assessed, Vec::new()),
    };
    let other = Alternative::event([kind], at, EventValue::Nothing);
    Some(Disposition::new("W_CARE_START", stay_id, message, hint).supposing(other))
}

/// A service that makes all ready has a day and no time, and the hour decides whether that day is charged.
fn without_a_time(stay_id: &str, from: Day, service_start: ServiceStart) -> Disposition {
    let hint = "a profile of your own can have service_start; ask the council when on that day";
    let disposition = |how: &str| {
        let message = format!("the service began on {}, at no time that is recorded: {how}", from.long());
        Disposition::new("W_CARE_TIME", stay_id, message, hint)
    };
    match service_start {
        ServiceStart::EndOfDay => {
            let at = [Moment::midnight(from)];
            let earlier = Alternative::event([EventKind::ServicesReady], at, EventValue::Nothing);
            disposition("the end of the day was taken (service_start = \"end_of_day\")").supposing(earlier)
        }
        ServiceStart::Morning => disposition("the morning was taken (service_start = \"morning\")"),
    }
}

fn push(joining: &mut Joining<'_, '_>, at: usize, kind: EventKind, moment: Moment, origin: Origin) {
    let event = Event { kind, at: moment, until: None, value: EventValue::Nothing };
    let stay_id = joining.stay(at).stay_id.clone();
    joining.linked.events.push(EventRecord { stay_id, event, origin });
}
