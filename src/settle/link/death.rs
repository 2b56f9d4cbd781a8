//! Deaths in the returns of social care: they end the stays that they lie in.

use crate::domain::{Alternative, Day, Event, EventKind, EventRecord, EventValue, Moment};
use crate::files::wording::list_of_days;
use crate::intake::findings::disposition::Disposition;
use crate::settle::link::{CareDeath, Joining};

/// Adds a death to every stay of the person that goes on after that day by what is known so far. A stay with a later
/// recorded end then has two, of which the first counts, and the doubt is listed.
pub(crate) fn link(deaths: Vec<CareDeath>, joining: &mut Joining<'_, '_>) {
    for death in deaths {
        let linker = joining.linker;
        for at in linker.of_person(&death.person_key).iter().copied() {
            let (stay, left) = (linker.stay(at), linker.left(at));
            let admitted = stay.admitted_at.day();
            let ends = |day: &Day| *day >= admitted && left.is_none_or(|left| *day < left);
            let disposition = if death.days.is_empty() {
                left.is_none_or(|left| left >= death.since).then(|| unread(&stay.stay_id))
            } else if death.days.iter().any(|day| *day < admitted) {
                Some(before(&death.days, &stay.stay_id, admitted))
            } else if !death.is_sure && death.days.iter().any(ends) {
                Some(unsure(&death.days, &stay.stay_id))
            } else {
                None
            };
            if let Some(disposition) = disposition {
                joining.audit.warn(death.place, disposition);
            } else if let Some(day) = death.days.iter().copied().find(ends) {
                let event =
                    Event { kind: EventKind::Died, at: Moment::end_of(day), until: None, value: EventValue::Nothing };
                let (stay_id, origin) = (stay.stay_id.clone(), death.origin.clone());
                joining.linked.events.push(EventRecord { stay_id, event, origin });
            }
        }
    }
}

fn before(days: &[Day], stay_id: &str, admitted: Day) -> Disposition {
    let message = format!(
        "by the return the person died on {}, before the admission on {}; the death was not taken",
        list_of_days(days),
        admitted.long()
    );
    Disposition::new("W_DEATH", stay_id, message, "ask the council and the hospital whether this is the same person")
        .supposing(Alternative::Anything)
}

fn unread(stay_id: &str) -> Disposition {
    let message = "by the latest return the person died, on a day that cannot be read; no death was taken";
    Disposition::new("W_DEATH", stay_id, message, "ask the council for the day of death")
        .supposing(Alternative::Ended(Vec::new()))
}

fn unsure(days: &[Day], stay_id: &str) -> Disposition {
    let message = format!(
        "the returns do not agree whether, or on which day, the person died: {}; none was taken",
        list_of_days(days)
    );
    Disposition::new("W_DEATH", stay_id, message, "ask the council for the day of death")
        .supposing(Alternative::Ended(days.iter().copied().map(Moment::end_of).collect()))
}
