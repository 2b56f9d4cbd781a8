//! What is doubtful only when stays and facts are seen together: facts outside their stay, one person in two places.

use std::collections::HashMap;

use crate::intake::records::scci2075::notice::NOTICE_DAYS;

use crate::domain::{Alternative, Day, EventKind, EventRecord, EventValue, Moment, Stay};
use crate::intake::findings::candidate::Place;
use crate::intake::findings::disposition::Disposition;
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::records::stay::StayRow;

/// An event that lies before the admission or after the discharge of its stay.
pub fn event(record: &EventRecord, stay: &Stay) -> Option<Disposition> {
    let (kind, day) = (record.event.kind, record.event.at.day());
    let disposition = |code, message: String, hint| {
        let disposition = Disposition::new(code, &record.stay_id, message, hint).column("at");
        Some(Disposition { value: record.event.at.to_string(), ..disposition })
    };
    let admitted_on = stay.admitted_at.day();
    let expected_on = stay.expected_admission_on.map_or(admitted_on, |day| day.min(admitted_on));
    if let Some(lead) = lead_days(kind)
        && day < if lead == 0 { admitted_on } else { expected_on - lead }
    {
        let before = if lead == 0 { String::new() } else { format!("more than {lead} days ") };
        let message = format!("{kind} {before}before the day of admission {admitted_on}");
        let disposition =
            disposition("W_EVENT_BEFORE_ADMISSION", message, "check the date and the stay; it was taken as it is");
        // Who left or died before the admission owes nothing, which can hardly be right.
        let left = stay.discharged_at.map_or(Alternative::NotEnded, |left| Alternative::Ended(vec![left]));
        return disposition.map(|disposition| {
            if kind.is_departure() { disposition.supposing(left) } else { on_another_day(disposition, record) }
        });
    }
    match stay.discharged_at {
        Some(discharged) if day > discharged.day() => {
            let message = format!("{kind} after the day of discharge {}", discharged.day());
            let disposition =
                disposition("W_EVENT_AFTER_DISCHARGE", message, "check the date and the stay; it was taken as it is");
            // Either its day is wrong, or the patient had not left.
            disposition.map(|disposition| match kind.is_departure() {
                true => disposition.supposing(Alternative::Ended(vec![record.event.at])),
                false => on_another_day(disposition, record).supposing(Alternative::NotEnded),
            })
        }
        _ => None,
    }
}

/// An event of which the day can hardly be right: it happened on any other, or never in this stay.
fn on_another_day(disposition: Disposition, EventRecord { event, .. }: &EventRecord) -> Disposition {
    disposition
        .supposing(Alternative::Without { kinds: vec![event.kind], at: vec![event.at] })
        .supposing(Alternative::event([event.kind], [], event.value.clone()))
}

/// The moments at which patients were recorded as ready, by stay.
pub fn ready_moments<'r>(records: impl Iterator<Item = &'r EventRecord>) -> HashMap<Box<str>, Vec<Moment>> {
    let mut moments: HashMap<Box<str>, Vec<Moment>> = HashMap::new();
    for EventRecord { stay_id, event, .. } in records.filter(|record| record.event.kind == EventKind::Ready) {
        moments.entry(stay_id.clone()).or_default().push(event.at);
    }
    moments
}

/// A patient who was ill again: no law here says what that does to notices. They may stand, or the patient may have stayed
/// because of the illness, until someone recorded a ready day again.
pub fn ill_again(record: &EventRecord, stay: &Stay, ready: &HashMap<Box<str>, Vec<Moment>>) -> Option<Disposition> {
    let EventRecord { stay_id, event, .. } = record;
    if event.kind != EventKind::Relapse {
        return None;
    }
    let own = stay.ready_on.map(Moment::midnight);
    let again = ready.get(stay_id).into_iter().flatten().copied().chain(own).filter(|at| *at > event.at).min();
    let unfit = Alternative::Event {
        kinds: vec![EventKind::Deterioration],
        at: vec![event.at],
        until: again.or(stay.discharged_at),
        value: EventValue::Nothing,
    };
    let treated = Alternative::event([EventKind::FurtherTreatment], [event.at], EventValue::Nothing);
    let message =
        "the patient was ill again; the laws of England have no rule for that, so the notices were taken as standing";
    let hint =
        "ask the hospital whether they stood: the law knows withdrawn notices, further_treatment and deterioration";
    let disposition = Disposition::new("W_ILL_AGAIN", stay_id, message, hint).column("kind");
    Some(Disposition { value: event.kind.to_string(), ..disposition }.supposing(unfit).supposing(treated))
}

/// Warns about events that stand in the row of their stay and lie outside it.
pub fn events_of(row: &StayRow, place: Place, audit: &mut RecordAudit) {
    let ready = ready_moments(row.events.iter());
    for record in &row.events {
        if let Some(disposition) = event(record, &row.stay) {
            audit.warn(
                place,
                Disposition { code: "W_ORDER", column: record.event.kind.name().to_owned(), ..disposition },
            );
        }
        if let Some(disposition) = ill_again(record, &row.stay, &ready) {
            audit.warn(place, disposition);
        }
    }
}

/// How many days before the admission a kind of event may lie without doubt; nothing for those that may lie anywhere.
fn lead_days(kind: EventKind) -> Option<i32> {
    match kind {
        // Known, moved or taken over whenever it happens.
        EventKind::ExpectedAdmission | EventKind::AuthorityRedirect | EventKind::ResidenceMoved => None,
        // A notice counts from the day on which the admission was expected, which may have been put off.
        EventKind::AssessmentNotice | EventKind::AssessmentNoticeWithdrawn | EventKind::Assessed => Some(NOTICE_DAYS),
        _ => Some(0),
    }
}

/// Warns about stays of one person that overlap by more than the day of a transfer. `places` goes with `stays`.
pub fn overlaps(stays: &[Stay], places: &[Place], audit: &mut RecordAudit) {
    let of_person = |index: usize| stays[index].person_key.as_ref();
    let mut known: Vec<usize> = (0..stays.len()).filter(|index| of_person(*index).is_some()).collect();
    known.sort_by_key(|index| (of_person(*index), stays[*index].admitted_at, &stays[*index].stay_id));
    for group in known.chunk_by(|a, b| of_person(*a) == of_person(*b)) {
        let mut longest = group[0];
        let mut is_reported = false;
        for next in group.iter().copied().skip(1) {
            let overlap = stays[next].admitted_at.day() < end(&stays[longest]);
            if overlap {
                warn(&stays[next], places[next], &stays[longest], audit);
                if !is_reported {
                    warn(&stays[longest], places[longest], &stays[next], audit);
                }
            }
            is_reported |= overlap;
            if end(&stays[next]) > end(&stays[longest]) {
                (longest, is_reported) = (next, overlap);
            }
        }
    }
}

fn end(stay: &Stay) -> Day {
    stay.discharged_at.map_or(Day::from_number(i32::MAX), Moment::day)
}

fn warn(stay: &Stay, place: Place, other: &Stay, audit: &mut RecordAudit) {
    let message = format!("the patient is also in the stay `{}` at {} then", other.stay_id, other.provider_code);
    let hint = "ask both hospitals; no day of one patient may be charged twice";
    audit.warn(place, Disposition::new("W_OVERLAP", &stay.stay_id, message, hint));
}
