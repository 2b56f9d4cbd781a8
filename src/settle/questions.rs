//! Which of the records that were rejected or doubtful still leave a stay open, now that everything was read: later news of
//! the same fact answers the question, and so does a fact that was taken and is one of those that the record may mean.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};

use crate::domain::{Alternative, Day, EventKind, EventRecord, Moment, OpenQuestion, Origin, PersonKey, Stay};
use crate::intake::Delivery;
use crate::intake::findings::candidate::Place;
use crate::intake::findings::record_audit::Asked;
use crate::intake::profile::RecordKind;
use crate::settle::delivery_order::DeliveryRank;
use crate::settle::versions::earlier;

/// The questions that nothing answers, each once with the delivery of its record, by stay, file and record.
pub fn open(
    asked: Vec<Asked>,
    stays: &[Stay],
    events: &[EventRecord],
    order: (&[Delivery<'_>], &[DeliveryRank<'_>]),
) -> Vec<(OpenQuestion, usize)> {
    if asked.is_empty() {
        return Vec::new();
    }
    let mut asked = placed(asked, stays);
    // The oldest record is corrected first, whatever order the files came in.
    asked.sort_by(|(one, a), (other, b)| earlier(order.1, *one, *other).then_with(|| a.cmp(b)));
    let answers = StayEvidence::new(&asked, stays, events, order);
    asked.iter().for_each(|(_, question)| answers.reserve(question));
    let is_open = |(place, question): &&(Place, OpenQuestion)| !answers.is_answered(*place, question);
    let placed = |(place, question): &(Place, OpenQuestion)| (question.clone(), place.delivery);
    let mut open: Vec<(OpenQuestion, usize)> = asked.iter().filter(is_open).map(placed).collect();
    open.sort();
    open.dedup_by(|one, other| one.0 == other.0);
    let mut seen = HashSet::new();
    // A record that comes again in another delivery asks nothing new, where it can be read enough to see that.
    open.retain(|(question, _)| {
        let OpenQuestion { stay_id, code, column, value, alternatives, .. } = question.clone();
        let is_known = !alternatives.contains(&Alternative::Anything);
        !is_known || seen.insert((stay_id, code, column, value, alternatives))
    });
    open
}

/// Which events are the corrections of which records: each of one only, however often that one was delivered.
#[derive(Debug, Default)]
struct Spent(HashMap<(Box<str>, EventKind, Moment), Corrected>);

/// What a rejected record is known by when it comes again.
type Corrected = (Box<str>, Box<str>, Box<str>, Vec<Alternative>);

impl Spent {
    /// Takes an event for the correction of a record; whether it is free for it.
    fn take(&mut self, record: &EventRecord, question: &OpenQuestion) -> bool {
        let OpenQuestion { code, column, value, alternatives, .. } = question.clone();
        let corrected = (code, column, value, alternatives);
        let event = (record.stay_id.clone(), record.event.kind, record.event.at);
        let held = self.0.entry(event).or_insert_with(|| corrected.clone());
        *held == corrected
    }
}

/// Each question with the stay that it is about: the one that the record names if it is here, else every stay of its
/// persons that it can bear on. One that names a stay which is not here, and no person who has one, is kept as it is; one that finds none falls away.
fn placed(asked: Vec<Asked>, stays: &[Stay]) -> Vec<(Place, OpenQuestion)> {
    let persons: HashSet<PersonKey> = asked.iter().flat_map(|asked| asked.whose.persons.iter().cloned()).collect();
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
    for Asked { place, question, whose } in asked {
        let stays = whose.persons.iter().filter_map(|person| of_person.get(person)).flatten();
        let touching = stays.filter(|stay| whose.within.is_none_or(|within| touches(stay, within)));
        let ids: BTreeSet<&str> = touching.map(|stay| &*stay.stay_id).collect();
        if here.contains(&question.stay_id) || (ids.is_empty() && !question.stay_id.is_empty()) {
            found.push((place, question));
        } else {
            found.extend(ids.iter().map(|id| (place, OpenQuestion { stay_id: (*id).into(), ..question.clone() })));
        }
    }
    found
}

/// Whether a stay has a day in common with a span of days.
fn touches(stay: &Stay, (first, last): (Day, Day)) -> bool {
    stay.admitted_at.day() <= last && stay.discharged_at.is_none_or(|left| left.day() >= first)
}

/// What was taken about the stays that questions are about.
struct StayEvidence<'a> {
    stays: HashMap<&'a str, &'a Stay>,
    events: HashMap<&'a str, Vec<&'a EventRecord>>,
    deliveries: &'a [Delivery<'a>],
    ranks: &'a [DeliveryRank<'a>],
    /// The delivery behind the first characters of its hash.
    by_source: HashMap<&'a str, usize>,
    spent: RefCell<Spent>,
}

impl<'a> StayEvidence<'a> {
    fn new(
        asked: &'a [(Place, OpenQuestion)],
        stays: &'a [Stay],
        events: &'a [EventRecord],
        (deliveries, ranks): (&'a [Delivery<'a>], &'a [DeliveryRank<'a>]),
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
        Self { stays, events: of_stay, deliveries, ranks, by_source, spent: RefCell::default() }
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
        let tells_all = matches!(kind, RecordKind::Stay | RecordKind::Episode | RecordKind::Submission);
        if tells_all && stay.is_some_and(|stay| self.is_later(&stay.origin, place)) {
            return true;
        }
        question.alternatives.iter().all(|alternative| match alternative {
            Alternative::Event { kinds, at, .. } => self.is_told(place, question, kinds, at),
            Alternative::Instead { kind, at } => self.is_told(place, question, &[*kind], at),
            Alternative::Ended(at) => self.is_ended(place, &question.stay_id, at),
            Alternative::NotEnded => stay.is_some() && !self.has_end(&question.stay_id),
            _ => false,
        })
    }

    /// Whether an event of one of the kinds was taken: at one of the moments, or as the correction of the record. Where the
    /// kind cannot be read it must be both one of the moments and later news.
    fn is_told(&self, place: Place, question: &OpenQuestion, kinds: &[EventKind], at: &[Moment]) -> bool {
        if !kinds.is_empty() && kinds.iter().all(|kind| kind.is_departure()) {
            return self.is_ended(place, &question.stay_id, at);
        }
        let mut taken = self.events.get(&*question.stay_id).into_iter().flatten();
        taken.any(|record| {
            let EventRecord { event, origin, .. } = *record;
            let is_at = is_one_of(at, event.at);
            match kinds {
                [kind] if *kind == event.kind && is_at => true,
                [] => is_at && self.is_later(origin, place),
                kinds => kinds.contains(&event.kind) && self.corrects(record, place, question),
            }
        })
    }

    /// An event at one of the moments of a record is the correction of no other.
    fn reserve(&self, question: &OpenQuestion) {
        let of_stay = self.events.get(&*question.stay_id).into_iter().flatten();
        for record in of_stay {
            let is_meant = question.alternatives.iter().any(|alternative| match alternative {
                Alternative::Event { kinds, at, .. } => {
                    kinds.contains(&record.event.kind) && is_one_of(at, record.event.at)
                }
                _ => false,
            });
            if is_meant {
                self.spent.borrow_mut().take(record, question);
            }
        }
    }

    /// Whether an event is the correction of a record: later news of the same sender, which is the correction of no other
    /// record. An open service is in every return, so that a later return corrects only rows of the same event.
    fn corrects(&self, record: &EventRecord, place: Place, question: &OpenQuestion) -> bool {
        let Some(delivery) = self.by_source.get(&*record.origin.source_id) else { return false };
        let [mine, theirs] = [place.delivery, *delivery].map(|at| self.deliveries[at].profile);
        let is_new = theirs.record != RecordKind::CareEvent && mine.name == theirs.name;
        is_new && self.is_later(&record.origin, place) && self.spent.borrow_mut().take(record, question)
    }

    fn has_end(&self, stay_id: &str) -> bool {
        let of_stay = self.stays.get(stay_id).is_some_and(|stay| stay.discharged_at.is_some());
        of_stay || self.events.get(stay_id).into_iter().flatten().any(|record| record.event.kind.is_departure())
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
