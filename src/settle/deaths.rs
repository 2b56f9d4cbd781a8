//! Deaths that one source reports and that end the stays of the same person, whichever source has the stay.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Event, EventValue, Moment, Stay};
use crate::intake::records::messages::death;

use crate::domain::{EventKind, EventRecord, Origin, PersonKey};
use crate::files::visit_codes;
use crate::intake::findings::candidate::{Candidate, Place};
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::records::messages::death::Death;
use crate::intake::records::stay::StayRow;

/// The death of a person, and the record that reports it.
#[derive(Clone, Debug)]
pub struct PersonDeath {
    /// The person.
    pub person: PersonKey,
    /// When.
    pub death: Death,
    /// Where the record stands.
    pub place: Place,
    /// The record.
    pub origin: Origin,
}

/// The ends of stays by deaths that their own records do not report; what does not fit is said at the record of the death.
pub fn ends(deaths: &[PersonDeath], stays: &[Candidate<StayRow>], audit: &mut RecordAudit) -> Vec<EventRecord> {
    let mut by_person: BTreeMap<&PersonKey, Vec<&StayRow>> = BTreeMap::new();
    let dead: BTreeSet<&PersonKey> = deaths.iter().map(|death| &death.person).collect();
    for row in stays.iter().map(|candidate| &candidate.row) {
        if let Some(person) = row.stay.person_key.as_ref().filter(|person| dead.contains(person)) {
            by_person.entry(person).or_default().push(row);
        }
    }
    let mut seen = BTreeSet::new();
    let mut events = Vec::new();
    for PersonDeath { person, death, place, origin } in deaths {
        let Some(rows) = by_person.get(person).filter(|_| seen.insert((person, death))) else { continue };
        let last = rows.iter().map(|row| row.stay.admitted_at).max();
        for row in rows {
            let stay = &row.stay;
            let is_told = row.events.iter().any(|record| record.event.kind == EventKind::Died);
            // Without a day, only the last stay of a person can be the one in which the patient died.
            if is_told || *death == Death::Sometime && Some(stay.admitted_at) != last {
                continue;
            }
            let by_death =
                visit_codes::is_by_death(stay.discharge_method.as_deref(), stay.discharge_destination.as_deref());
            let end = death::end(Some(*death), by_death, stay.admitted_at, stay.discharged_at);
            if let Some(doubt) = end.doubt {
                audit.warn(*place, death::disposition(&stay.stay_id, "died_at", doubt));
            }
            events.extend(end.died_at.map(|at| EventRecord { origin: origin.clone(), ..died(stay, at) }));
        }
    }
    events
}

/// The death of the patient as an event of the stay.
pub(crate) fn died(stay: &Stay, at: Moment) -> EventRecord {
    let event = Event { kind: EventKind::Died, at, until: None, value: EventValue::Nothing };
    EventRecord { stay_id: stay.stay_id.clone(), event, origin: stay.origin.clone() }
}
