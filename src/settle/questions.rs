//! Which of the records that were rejected or doubtful still leave a stay open, now that everything was read: later news of
//! the same fact answers the question, and so does a fact that was taken and is one of those that the record may mean.

use std::collections::{HashMap, HashSet};

use crate::domain::{Alternative, EventKind, EventRecord, Moment, OpenQuestion, Origin, PersonKey, Stay};
use crate::intake::Delivery;
use crate::intake::findings::record_audit::{Asked, Place};
use crate::intake::profile::RecordKind;
use crate::settle::delivery_order::Rank;

/// The questions that nothing answers, each once, by stay, file and record.
pub fn open(
    asked: Vec<Asked>,
    stays: &[Stay],
    events: &[EventRecord],
    order: (&[Delivery<'_>], &[Rank<'_>]),
) -> Vec<OpenQuestion> {
    if asked.is_empty() {
        return Vec::new();
    }
    let asked = placed(asked, stays);
    let answers = Answers::new(&asked, stays, events, order);
    let mut open: Vec<OpenQuestion> = asked
        .iter()
        .filter(|(place, question)| !answers.is_answered(*place, question))
        .map(|(_, q)| q.clone())
        .collect();
    open.sort();
    open.dedup();
    let mut seen = HashSet::new();
    // A record that comes again in another delivery asks nothing new, where it can be read enough to see that.
    open.retain(|question| {
        let OpenQuestion { stay_id, code, column, value, alternatives, .. } = question.clone();
        let is_known = !alternatives.contains(&Alternative::Anything);
        !is_known || seen.insert((stay_id, code, column, value, alternatives))
    });
    open
}

/// Each question with the stay that it is about: the one that the record names if it is here, else every stay of its
/// person. One that names a stay which is not here, and no person, is kept as it is; one that names neither falls away.
fn placed(asked: Vec<Asked>, stays: &[Stay]) -> Vec<(Place, OpenQuestion)> {
    let persons: HashSet<PersonKey> = asked.iter().filter_map(|asked| asked.person.clone()).collect();
    let mut of_person: HashMap<&PersonKey, Vec<&Stay>> = HashMap::new();
    let named: HashSet<&str> = asked.iter().map(|asked| &*asked.question.stay_id).collect();
    let mut here: HashSet<Box<str>> = HashSet::new();
    for stay in stays {
        if let Some(person) = stay.person_key.as_ref().filter(|person| persons.contains(*person)) {
            of_person.entry(person).or_default().push(stay);
        }
        if named.contains(&*stay.stay_id) {
            here.insert(stay.stay_id.clone());
        }
    }
    let mut found = Vec::with_capacity(asked.len());
    for Asked { place, question, person } in asked {
        let stays = person.as_ref().and_then(|person| of_person.get(person));
        match stays.filter(|_| !here.contains(&question.stay_id)) {
            Some(stays) => {
                let of_stay = |stay: &&Stay| OpenQuestion { stay_id: stay.stay_id.clone(), ..question.clone() };
                found.extend(stays.iter().map(|stay| (place, of_stay(stay))));
            }
            None if question.stay_id.is_empty() => {}
            None => found.push((place, question)),
        }
    }
    found
}

/// What was taken about the stays that questions are about.
struct Answers<'a> {
    stays: HashMap<&'a str, &'a Stay>,
    events: HashMap<&'a str, Vec<&'a EventRecord>>,
    deliveries: &'a [Delivery<'a>],
    ranks: &'a [Rank<'a>],
    /// The delivery behind the first characters of its hash.
    by_source: HashMap<&'a str, usize>,
}

impl<'a> Answers<'a> {
    fn new(
        asked: &'a [(Place, OpenQuestion)],
        stays: &'a [Stay],
        events: &'a [EventRecord],
        (deliveries, ranks): (&'a [Delivery<'a>], &'a [Rank<'a>]),
    ) -> Self {
        let about: HashSet<&str> = asked.iter().map(|(_, question)| &*question.stay_id).collect();
        let mut of_stay: HashMap<&str, Vec<&EventRecord>> = HashMap::new();
        for record in events.iter().filter(|record| about.contains(&*record.stay_id)) {
            of_stay.entry(&record.stay_id).or_default().push(record);
        }
        let mut by_source: HashMap<&str, usize> = HashMap::new();
        for (at, delivery) in deliveries.iter().enumerate() {
            let held = by_source.entry(delivery.sha256.get(..16).unwrap_or(delivery.sha256)).or_insert(at);
            if ranks[at].order() < ranks[*held].order() {
                *held = at;
            }
        }
        let stays = stays.iter().filter(|stay| about.contains(&*stay.stay_id));
        let stays = stays.map(|stay| (&*stay.stay_id, stay)).collect();
        Self { stays, events: of_stay, deliveries, ranks, by_source }
    }

    fn is_later(&self, origin: &Origin, than: Place) -> bool {
        let delivery = self.by_source.get(&*origin.source_id).copied();
        delivery.is_some_and(|delivery| self.ranks[delivery].is_later_than(&self.ranks[than.delivery]))
    }

    /// Whether what was taken settles all that the record may mean.
    fn is_answered(&self, place: Place, question: &OpenQuestion) -> bool {
        // What was taken with a warning stays doubtful until its sender says otherwise.
        if !question.is_rejected {
            return false;
        }
        let stay = self.stays.get(&*question.stay_id).copied();
        let kind = self.deliveries[place.delivery].profile.record;
        let tells_all =
            matches!(kind, RecordKind::Stay | RecordKind::Episode | RecordKind::Submission | RecordKind::Encounter);
        if tells_all && stay.is_some_and(|stay| self.is_later(&stay.origin, place)) {
            return true;
        }
        question.alternatives.iter().all(|alternative| match alternative {
            Alternative::Event { kinds, at, .. } => self.is_told(place, &question.stay_id, kinds, at),
            Alternative::Ended(at) => self.is_ended(place, &question.stay_id, at),
            _ => false,
        })
    }

    /// Whether an event of one of the kinds was taken: at one of the moments, or in later news where the record does not say
    /// when. Where several kinds fit it must be both.
    fn is_told(&self, place: Place, stay_id: &str, kinds: &[EventKind], at: &[Moment]) -> bool {
        if !kinds.is_empty() && kinds.iter().all(|kind| kind.is_departure()) {
            return self.is_ended(place, stay_id, at);
        }
        let mut taken = self.events.get(stay_id).into_iter().flatten();
        taken.any(|EventRecord { event, origin, .. }| {
            let (is_at, is_later) = (is_one_of(at, event.at), || self.is_later(origin, place));
            match kinds {
                [kind] => *kind == event.kind && (is_at || (at.is_empty() && is_later())),
                kinds => (kinds.is_empty() || kinds.contains(&event.kind)) && is_at && is_later(),
            }
        })
    }

    /// Whether an end of the stay was taken: at one of the moments, or in later news.
    fn is_ended(&self, place: Place, stay_id: &str, at: &[Moment]) -> bool {
        let stay = self.stays.get(stay_id).copied();
        let of_stay = stay.and_then(|stay| Some((stay.discharged_at?, &stay.origin)));
        let events = self.events.get(stay_id).into_iter().flatten();
        let departures = events.filter(|record| record.event.kind.is_departure());
        let mut ends = departures.map(|record| (record.event.at, &record.origin)).chain(of_stay);
        ends.any(|(end, origin)| is_one_of(at, end) || self.is_later(origin, place))
    }
}

/// Whether a moment is one of several, or on the day of one of which only the day is known.
fn is_one_of(moments: &[Moment], moment: Moment) -> bool {
    moments.iter().any(|one| *one == moment || *one == Moment::midnight(moment.day()))
}
