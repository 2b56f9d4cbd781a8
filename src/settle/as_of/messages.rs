//! Messages with a fact after the as-of date.

use crate::domain::{Day, Moment};
use crate::files::hl7::Trigger;
use crate::intake::findings::disposition::Disposition;
use crate::intake::records::fhir::{Encounter, Version};
use crate::intake::records::hl7::Adt;
use crate::intake::records::hl7::adt::FieldUpdate;
use crate::intake::records::messages::death::Death;
use crate::intake::records::messages::reading::RecordReading;
use crate::intake::records::scci2075::Notice;
use crate::intake::typed_message::TypedMessages;
use crate::intake::validate::checks::ValueIssue;

/// Rejects ADT messages. Of those that are passed over only a death counts.
pub fn adt(read: &mut TypedMessages<Adt>, as_of: Day) {
    reject(read, |message| {
        let is = |update: FieldUpdate<Moment>| match update {
            FieldUpdate::Is(moment) => Some(moment),
            FieldUpdate::Silent | FieldUpdate::Cleared => None,
        };
        let died_at = match message.death {
            FieldUpdate::Is(Death::At(moment)) => Some(moment),
            FieldUpdate::Is(Death::On(day)) => Some(Moment::midnight(day)),
            FieldUpdate::Is(Death::Sometime) | FieldUpdate::Silent | FieldUpdate::Cleared => None,
        };
        let facts = [
            ("recorded_at", Some(message.recorded_at)),
            ("occurred_at", Some(message.occurred_at)),
            ("admitted_at", is(message.admitted_at)),
            ("discharged_at", is(message.discharged_at)),
        ];
        let facts = facts.into_iter().filter(|_| message.trigger != Trigger::Ordinary);
        rejection(facts.chain([("died_at", died_at)]), message.visit.as_deref(), as_of)
    });
}

/// Rejects encounters. A death after the as-of date is not known yet.
pub fn encounters(read: &mut TypedMessages<Version>, as_of: Day) {
    let is_known = |death: &Death| death.day().is_none_or(|day| day <= as_of);
    reject(read, |version| match version {
        Version::Stay(encounter) => {
            let Encounter { id, admitted_at, discharged_at, .. } = &**encounter;
            let facts = [("period_start", Some(*admitted_at)), ("period_end", *discharged_at)];
            let rejection = rejection(facts.into_iter(), Some(id), as_of);
            encounter.death = encounter.death.filter(is_known);
            rejection
        }
        Version::Patient(patient) => {
            patient.death = patient.death.filter(is_known);
            None
        }
        Version::Void(_) | Version::Other(_) => None,
    });
}

/// Rejects notices that were issued after the as-of date.
pub fn notices(read: &mut TypedMessages<Notice>, as_of: Day) {
    reject(read, |notice| {
        rejection([("issued_at", Some(notice.issued_at))].into_iter(), notice.encounter.as_deref(), as_of)
    });
}

fn reject<M>(read: &mut TypedMessages<M>, rejection: impl Fn(&mut M) -> Option<Box<Disposition>>) {
    for message in &mut read.messages {
        let rejection = message.as_mut().ok().and_then(&rejection);
        if let Some(disposition) = rejection {
            *message = Err(disposition);
        }
    }
}

/// Why a message is not taken, by the first of its facts that lies after the as-of date.
fn rejection(
    facts: impl Iterator<Item = (&'static str, Option<Moment>)>,
    stay_id: Option<&str>,
    as_of: Day,
) -> Option<Box<Disposition>> {
    let is_later = |(column, at): (&'static str, Option<Moment>)| Some((column, at.filter(|at| at.day() > as_of)?));
    let (column, at) = { facts }.find_map(is_later)?;
    let message = format!("a fact after the as-of date {as_of}");
    let hint = "a later run takes it; or check the year";
    let mut why = RecordReading::refusal(column, ValueIssue::new("R_FUTURE", &at.to_string(), message, hint));
    why.stay_id = stay_id.unwrap_or_default().to_owned();
    Some(why)
}
