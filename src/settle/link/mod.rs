//! Linking: records that name no stay of ours are joined to one, by identifiers where there are any, else by the person
//! and how the days lie, with a class that says how surely. What is joined to none is listed with what is at stake.
//!
//! ```text
//! record → key (names, person, hospital, days) ─▶ facts about it and each stay of the person ─▶ class ─▶ the best wins
//! ```
//! It depends on what the records say and on nothing else: not on their order, nor on that of the stays.

mod care;
mod claim;
mod claimed_twice;
mod death;
pub mod facts;
pub mod key;
pub mod linker;
mod notice;
mod why;

use crate::domain::{
    Alternative, AmountAtStake, AuthorityId, CareEvent, Claim, Day, EventRecord, Link, LinkQuality, LinkedKind, Moment,
    NoticeChain, Origin, PersonKey, Stay, Unlinked,
};
use crate::intake::findings::candidate::Place;
use crate::intake::findings::disposition::Disposition;
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::profile::ServiceStart;
use crate::settle::link::key::LinkKey;
use crate::settle::link::linker::{LinkMatch, Linker};

/// A record that was taken, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct SourcedRecord<T> {
    /// What it says.
    pub row: T,
    /// Where it stands; the first place where several records make one.
    pub place: Place,
}

/// Records that were taken and have to be linked.
#[derive(Clone, Debug, Default)]
pub struct LinkableRecords {
    /// The notices of a referral each.
    pub notices: Vec<SourcedRecord<NoticeChain>>,
    /// Social-care events, and what the same returns know of deaths.
    pub care: CareRecords,
    /// Claimed lines.
    pub claims: Vec<SourcedRecord<Claim>>,
}

/// What the returns of social care say.
#[derive(Clone, Debug, Default)]
pub struct CareRecords {
    /// The events.
    pub events: Vec<SettledCare>,
    /// The deaths.
    pub deaths: Vec<CareDeath>,
}

/// An event of social care, with what is doubtful about it.
#[derive(Clone, Debug)]
pub struct SettledCare {
    /// The event.
    pub sourced: SourcedRecord<CareEvent>,
    /// Other first days that its reference has, where they can be corrections of this one or other events.
    pub other_starts: Vec<Day>,
    /// In words, that the next return no longer has it, although it had no end.
    pub not_again: Option<String>,
    /// When on its day a service began.
    pub service_start: ServiceStart,
}

/// On which day a person died, by a return of social care.
#[derive(Clone, Debug)]
pub struct CareDeath {
    /// The person.
    pub person_key: PersonKey,
    /// The day; several where the return contradicts itself, none where it cannot be read.
    pub days: Vec<Day>,
    /// Whether the day can be taken.
    pub is_sure: bool,
    /// The day from which on it can have been, where the day itself cannot be read.
    pub since: Day,
    /// Where it stands.
    pub place: Place,
    /// The record.
    pub origin: Origin,
}

/// What linking gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Linked {
    /// Events of the stays that records were joined to.
    pub events: Vec<EventRecord>,
    /// Claimed lines with the stays that they were joined to, by payee and name.
    pub claims: Vec<Claim>,
    /// One for each record that had to be linked, in the order of their origins.
    pub links: Vec<Link>,
    /// Records that should have a stay and have none, by file and record.
    pub unlinked: Vec<SourcedRecord<Unlinked>>,
    /// The authorities that the notices of a stay were sent to, by stay, each with the first moment of its chain.
    pub notified: Vec<(Box<str>, Moment, AuthorityId)>,
}

/// Links all records to `stays`, whose own `events` say when they ended.
pub fn link(records: LinkableRecords, stays: &[Stay], events: &[EventRecord], audit: &mut RecordAudit) -> Linked {
    let CareRecords { events: care, deaths } = records.care;
    if records.notices.is_empty() && care.is_empty() && deaths.is_empty() && records.claims.is_empty() {
        // Most projects have millions of stays; without records they need not be made ready to be looked for.
        return Linked::default();
    }
    let linker = Linker::new(stays, events);
    let mut joining = Joining { linker: &linker, audit, linked: Linked::default() };
    crate::settle::link::notice::link(records.notices, &mut joining);
    crate::settle::link::care::link(care, &mut joining);
    crate::settle::link::death::link(deaths, &mut joining);
    crate::settle::link::claim::link(records.claims, &mut joining);
    let mut linked = joining.linked;
    linked.claims.sort_by(|one, other| (&one.payee_code, &one.claim_id).cmp(&(&other.payee_code, &other.claim_id)));
    linked.links.sort_by(|one, other| (&one.origin, one.what).cmp(&(&other.origin, other.what)));
    linked.notified.sort();
    linked.unlinked.sort_by(|one, other| one.row.place().cmp(&other.row.place()));
    linked
}

/// A record that is being linked to a stay.
struct Joined<'r> {
    what: LinkedKind,
    key: LinkKey<'r>,
    place: Place,
    /// The records behind it.
    origins: Vec<Origin>,
    /// Whether something is wrong if there is no stay.
    is_expected: bool,
    /// The stay without the facts that the record makes, where it makes any that a bill hangs on.
    without: Option<Alternative>,
}

struct Joining<'l, 's> {
    linker: &'l Linker<'s>,
    audit: &'l mut RecordAudit,
    linked: Linked,
}

impl<'s> Joining<'_, 's> {
    /// Finds the stay of a record by its place; says so where it is doubtful, ambiguous, or none.
    fn join(
        &mut self,
        record: Joined<'_>,
        stake: impl FnOnce(&LinkMatch) -> AmountAtStake,
    ) -> (Option<usize>, LinkQuality) {
        let found = self.linker.find(&record.key);
        let (at, quality) = match &found {
            LinkMatch::Stay(at, quality) => (Some(*at), *quality),
            LinkMatch::Several(_) => (None, LinkQuality::Ambiguous),
            LinkMatch::Nothing => (None, LinkQuality::NoMatch),
        };
        let stay = at.map(|at| self.linker.stay(at));
        let Joined { what, key, place, origins, is_expected, without } = record;
        for origin in origins {
            let stay_id = stay.map(|stay| stay.stay_id.clone());
            self.linked.links.push(Link { stay_id, what, quality, from_on: key.from, origin });
        }
        match (&found, stay) {
            (_, Some(stay)) => {
                for message in crate::settle::link::why::doubts(&key, stay, quality, self.linker) {
                    let hint = "compare the record with the stay; ask the sender for the stay's id";
                    let disposition = Disposition::new("W_LINK_DOUBT", &stay.stay_id, message, hint);
                    self.audit.warn(place, without.iter().cloned().fold(disposition, Disposition::supposing));
                }
            }
            (LinkMatch::Nothing, None) if !is_expected => {}
            (_, None) => self.unlinked(
                what,
                quality,
                key,
                place,
                crate::settle::link::why::words(&key, &found, self.linker),
                stake(&found),
            ),
        }
        (at, quality)
    }

    fn unlinked(
        &mut self,
        what: LinkedKind,
        quality: LinkQuality,
        key: LinkKey<'_>,
        place: Place,
        why: String,
        stake: AmountAtStake,
    ) {
        let (code, hint) = match quality {
            LinkQuality::Ambiguous => ("W_AMBIGUOUS", "ask the sender which stay is meant; it was joined to none"),
            _ => ("W_UNLINKED", "when its stay comes, a run joins them; or ask the sender for the stay's id"),
        };
        let message = format!("{why}; at stake: {}", crate::settle::link::why::at_stake(&stake));
        self.audit.warn(place, Disposition::new(code, "", message, hint));
        let file = self.audit.file(place.delivery).to_owned();
        let record = place.record;
        let source_id = self.audit.source_id(place.delivery).into();
        let row = Unlinked { what, quality, file, source_id, record, from_on: key.from, why, stake };
        self.linked.unlinked.push(SourcedRecord { row, place });
    }

    /// The stay at a place.
    fn stay(&self, at: usize) -> &'s Stay {
        self.linker.stay(at)
    }
}
