//! Which of the events and reasons are taken: those of stays that were, and each of them once.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use crate::domain::{Alternative, EventRecord, Reason, Stay};
use crate::files::wording::shown;
use crate::intake::findings::candidate::{Candidate, Place};
use crate::intake::findings::disposition::Disposition;
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::validate::rows::ReadRows;
use crate::settle::delivery_order::DeliveryRank;
use crate::settle::versions::{again, earlier, superseded};

/// A fact about a stay, which may come any number of times and counts once.
pub trait Fact {
    /// What it is called.
    const NAME: &'static str;
    /// The stay.
    fn stay_id(&self) -> &str;
    /// What would be known of its stay if that were taken, as far as a bill can depend on it.
    fn supposed(&self) -> Option<Alternative>;
    /// The order of the table. Equal facts are one fact, wherever they came from.
    fn order(&self, other: &Self) -> Ordering;
    /// The first part of the order: facts that are equal in it are about one matter, and later news of it wins.
    fn matter(&self, other: &Self) -> Ordering;
}

impl Fact for EventRecord {
    const NAME: &'static str = "event";

    fn stay_id(&self) -> &str {
        &self.stay_id
    }

    fn supposed(&self) -> Option<Alternative> {
        Some(Alternative::exactly(&self.event))
    }

    fn order(&self, other: &Self) -> Ordering {
        let rest = |fact: &Self| fact.event.until;
        self.matter(other)
            .then_with(|| self.event.value.cmp(&other.event.value))
            .then_with(|| rest(self).cmp(&rest(other)))
    }

    fn matter(&self, other: &Self) -> Ordering {
        let key = |fact: &Self| (fact.event.at, fact.event.kind);
        self.stay_id.cmp(&other.stay_id).then_with(|| key(self).cmp(&key(other)))
    }
}

impl Fact for Reason {
    const NAME: &'static str = "reason";

    fn stay_id(&self) -> &str {
        &self.stay_id
    }

    fn supposed(&self) -> Option<Alternative> {
        None
    }

    fn order(&self, other: &Self) -> Ordering {
        let rest = |fact: &Self| (fact.to_on, fact.attributed_to);
        self.matter(other)
            .then_with(|| rest(self).cmp(&rest(other)))
            .then_with(|| self.reason_code.cmp(&other.reason_code))
    }

    fn matter(&self, other: &Self) -> Ordering {
        self.stay_id.cmp(&other.stay_id).then_with(|| self.from_on.cmp(&other.from_on))
    }
}

/// The stays that rows name and that were not taken: where the first such row stands, and why.
#[derive(Debug, Default)]
pub struct RejectedStays(HashMap<Box<str>, (Place, &'static str)>);

impl RejectedStays {
    /// Notes a row that was not taken; the first of several is the one that is named.
    pub fn add(&mut self, stay_id: &str, place: Place, code: &'static str, ranks: &[DeliveryRank<'_>]) {
        match self.0.get_mut(stay_id) {
            Some(held) if earlier(ranks, place, held.0).is_lt() => *held = (place, code),
            Some(_) => {}
            None => {
                self.0.insert(stay_id.into(), (place, code));
            }
        }
    }

    fn hint(&self, stay_id: &str, audit: &RecordAudit) -> String {
        match self.0.get(stay_id) {
            Some((place, code)) => format!(
                "its stay was rejected ({code}): correct record {} of `{}`, and this row is taken with the next run",
                place.record,
                audit.file(place.delivery)
            ),
            None => {
                "no delivery that was read has the stay: when its row comes, this one is taken too; or check the stay id".to_owned()
            }
        }
    }
}

/// Takes each fact about a stay that was taken, once, as the latest news of its sender has it.
pub fn facts<T: Fact>(
    rows: ReadRows<T>,
    stays: &HashMap<&str, &Stay>,
    absent: &RejectedStays,
    ranks: &[DeliveryRank<'_>],
    audit: &mut RecordAudit,
    doubts: &dyn Fn(&T, &Stay) -> Vec<Disposition>,
) -> Vec<T> {
    let mut candidates = rows.candidates;
    candidates.sort_unstable_by(|a, b| a.row.order(&b.row).then_with(|| earlier(ranks, a.place, b.place)));
    let mut keep = Vec::with_capacity(candidates.len());
    for matter in candidates.chunk_by(|a, b| a.row.matter(&b.row) == Ordering::Equal) {
        let said = SaidByDelivery::of(matter);
        for group in matter.chunk_by(|a, b| a.row.order(&b.row) == Ordering::Equal) {
            let stay = stays.get(group[0].row.stay_id());
            let is_taken = stay.is_some_and(|stay| take(group, stay, said.newer(group, ranks), audit, doubts));
            if stay.is_none() {
                reject(group, absent, audit);
            }
            keep.push(is_taken);
            keep.extend(group[1..].iter().map(|_| false));
        }
    }
    candidates.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(candidate, _)| candidate.row).collect()
}

/// Takes a fact, which every row of the group says, unless there is newer news of it; whether it was taken.
fn take<T: Fact>(
    group: &[Candidate<T>],
    stay: &Stay,
    newer: Option<Place>,
    audit: &mut RecordAudit,
    doubts: &dyn Fn(&T, &Stay) -> Vec<Disposition>,
) -> bool {
    let Candidate { row, place, .. } = &group[0];
    if let Some(newer) = newer {
        let disposition = superseded(row.stay_id(), newer, audit);
        group.iter().for_each(|candidate| audit.duplicate_all(candidate, &disposition));
        return false;
    }
    audit.accept(&group[0], row.stay_id());
    for disposition in doubts(row, stay) {
        audit.warn(*place, disposition);
    }
    for candidate in &group[1..] {
        let disposition = again(row.stay_id(), *place, audit);
        audit.duplicate_all(candidate, &disposition);
    }
    true
}

/// Rejects the rows of a fact about a stay that was not taken.
fn reject<T: Fact>(group: &[Candidate<T>], absent: &RejectedStays, audit: &mut RecordAudit) {
    for candidate in group {
        let row = &candidate.row;
        let message = format!("this {} is about a stay that was not taken", T::NAME);
        let hint = absent.hint(row.stay_id(), audit);
        let disposition = Disposition::new("R_UNKNOWN_STAY", row.stay_id(), message, hint).column("stay_id");
        let disposition = row.supposed().into_iter().fold(disposition, Disposition::supposing);
        let disposition = Disposition { value: shown(row.stay_id()), ..disposition };
        audit.reject_all(candidate, &disposition);
    }
}

/// How many rows each delivery has about one matter, and where the first of them is; nothing where all are of one delivery.
struct SaidByDelivery(BTreeMap<usize, (usize, Place)>);

impl SaidByDelivery {
    fn of<T>(rows: &[Candidate<T>]) -> Self {
        let mut said = BTreeMap::new();
        if rows.iter().any(|row| row.place.delivery != rows[0].place.delivery) {
            for row in rows {
                said.entry(row.place.delivery).or_insert((0, row.place)).0 += 1;
            }
        }
        Self(said)
    }

    /// Where later news of the same sender says otherwise than a fact; nothing if one of its rows has no such news.
    fn newer<T>(&self, group: &[Candidate<T>], ranks: &[DeliveryRank<'_>]) -> Option<Place> {
        if self.0.is_empty() {
            return None;
        }
        let mut own: BTreeMap<usize, usize> = BTreeMap::new();
        group.iter().for_each(|row| *own.entry(row.place.delivery).or_default() += 1);
        let says_other = |delivery: usize, rows: usize| rows > own.get(&delivery).copied().unwrap_or_default();
        let newer = |than: usize| {
            let others = self.0.iter().filter(|(delivery, (rows, _))| says_other(**delivery, *rows));
            let mut later = others.filter(|(delivery, _)| ranks[**delivery].corrects(&ranks[than]));
            later.next().map(|(_, (_, place))| *place)
        };
        let mut found = None;
        for delivery in own.keys() {
            found = Some(newer(*delivery)?);
        }
        found
    }
}

/// Adds the facts that stood in the rows of stays themselves; what other files said already counts once.
pub fn with_those_of_stays<T: Fact>(mut facts: Vec<T>, of_stays: Vec<T>) -> Vec<T> {
    if !of_stays.is_empty() {
        facts.extend(of_stays);
        facts.sort_by(T::order);
        facts.dedup_by(|next, held| held.order(next) == Ordering::Equal);
    }
    facts
}
