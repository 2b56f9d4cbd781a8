//! Messages folded into stays, in the order in which they were recorded and not in which they arrived.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::domain::{Alternative, EventKind, EventValue, Moment, PersonKey};
use crate::files::hl7::Trigger;
use crate::files::visit_codes;
use crate::files::visit_codes::Class;
use crate::intake::findings::disposition::Disposition;
use crate::intake::records::hl7::adt::{Adt, FieldUpdate, otherwise};
use crate::intake::records::messages::death::Death;
use crate::intake::records::messages::outcome::{DuplicateCheck, Outcome, Verdict, duplicate_checks};
use crate::intake::records::messages::{death, leave};
use crate::settle::RecordName;
use crate::settle::hl7::merge::{MergedIdentity, Merges};
use crate::settle::hl7::visit::{Visit, VisitStay};

/// The finding of a message that gives a visit another patient.
const OF_ANOTHER: &str = "W_PERSON";

/// What the messages gave.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// The stays by sender and visit number.
    pub stays: Vec<VisitStay>,
    /// Deaths that messages report, with the person.
    pub deaths: Vec<(PersonKey, Death, usize)>,
    /// What became of each message, in their order.
    pub outcomes: Vec<Outcome>,
    /// Each message that another of its control id contradicts, with the stay as it would be with this one.
    pub contradicting: Vec<(usize, VisitStay)>,
}

/// Folds all messages of all files, in the order in which they arrived. `name` is what findings call a message.
pub fn fold(messages: &[Result<Adt, Box<Disposition>>], name: &RecordName<'_>) -> Folded {
    let mut outcomes = settled(messages, name);
    let counts = [Verdict::Accepted, Verdict::PassedOver];
    let live: Vec<(usize, &Adt)> = messages
        .iter()
        .enumerate()
        .zip(&outcomes)
        .filter(|(_, outcome)| counts.contains(&outcome.verdict))
        .filter_map(|((at, message), _)| Some((at, message.as_ref().ok()?)))
        .collect();
    let deaths = deaths(&live);
    let (ordinary, live): (Vec<_>, Vec<_>) = live.into_iter().partition(|(_, adt)| adt.trigger == Trigger::Ordinary);
    let (mut merges, visits): (Vec<_>, Vec<_>) = live.into_iter().partition(|(_, adt)| adt.trigger == Trigger::Merge);
    merges.sort_by(|(_, a), (_, b)| order(a).cmp(&order(b)));
    let mut followed = vec![0_usize; messages.len()];
    let merged = Merges::of(merges.clone());
    let mut by_visit: BTreeMap<(&str, &str), Vec<(usize, &Adt)>> = BTreeMap::new();
    for (at, message) in visits {
        by_visit.entry((&message.sender, message.visit.as_deref().unwrap_or(""))).or_default().push((at, message));
    }
    add_deaths(&mut by_visit, &ordinary, &mut outcomes);
    let mut contradicting = contradicting(messages, &by_visit, &outcomes);
    let mut stays = Vec::with_capacity(by_visit.len());
    for ((sender, visit), group) in by_visit {
        let Some(stay) = fold_visit(sender, visit, group.clone(), &merged, &mut outcomes) else {
            contradicting.extend(not_cancelled(sender, visit, group, &outcomes));
            continue;
        };
        suppose_of_others(&stay, &group, &mut outcomes);
        stay.messages.iter().for_each(|at| followed[*at] += 1);
        stays.push(stay);
    }
    for (at, merge) in merges {
        outcomes[at].warn(merge_fate(merge, followed[at]));
    }
    other_discharges(&ordinary, &stays, &mut outcomes);
    Folded { stays, deaths, outcomes, contradicting }
}

/// Messages that others of their control id contradict, each with the stay that its visit would be with it.
fn contradicting<'m>(
    messages: &'m [Result<Adt, Box<Disposition>>],
    by_visit: &BTreeMap<(&'m str, &'m str), Vec<(usize, &'m Adt)>>,
    outcomes: &[Outcome],
) -> Vec<(usize, VisitStay)> {
    let is_contradicted =
        |outcome: &Outcome| outcome.dispositions.first().is_some_and(|disposition| disposition.code == "R_CONFLICT");
    let stay = |(at, adt): (usize, &'m Adt)| {
        let visit = adt.visit.as_deref()?;
        let others = by_visit.get(&(&*adt.sender, visit)).into_iter().flatten().map(|(_, other)| *other);
        let stay = fold_apart(&adt.sender, visit, others.chain([adt]))?;
        Some((at, VisitStay { messages: vec![at], ..stay }))
    };
    let found = messages.iter().zip(outcomes).enumerate().filter(|(_, (_, outcome))| is_contradicted(outcome));
    found.filter_map(|(at, (message, _))| stay((at, message.as_ref().ok()?))).collect()
}

/// A visit that was cancelled and of which a later message tells all the same, as it would be if it had not been: with the
/// last of these messages.
fn not_cancelled(
    sender: &str,
    visit: &str,
    group: Vec<(usize, &Adt)>,
    outcomes: &[Outcome],
) -> Option<(usize, VisitStay)> {
    let is_doubted =
        |at: usize| outcomes[at].dispositions.first().is_some_and(|disposition| disposition.code == "W_CANCEL");
    let is_cancel = |adt: &Adt| adt.trigger == Trigger::CancelAdmit;
    let (last, _) = *group.iter().rfind(|(at, adt)| !is_cancel(adt) && is_doubted(*at))?;
    let stay = fold_apart(sender, visit, group.into_iter().map(|(_, adt)| adt).filter(|adt| !is_cancel(adt)))?;
    Some((last, VisitStay { messages: vec![last], ..stay }))
}

/// The stay of a visit as some messages give it, of which nothing is reported.
fn fold_apart<'m>(sender: &str, visit: &str, messages: impl Iterator<Item = &'m Adt>) -> Option<VisitStay> {
    let group: Vec<(usize, &Adt)> = messages.enumerate().collect();
    let mut unsaid: Vec<Outcome> = group.iter().map(|_| Outcome::accepted(Vec::new())).collect();
    fold_visit(sender, visit, group, &Merges::of(Vec::new()), &mut unsaid)
}

/// A message that names another patient than the visit, without a merge, may be about another visit: the stay may have
/// gone as it would without that message.
fn suppose_of_others(stay: &VisitStay, group: &[(usize, &Adt)], outcomes: &mut [Outcome]) {
    let end = |stay: &VisitStay| stay.died_at.into_iter().chain(stay.discharged_at).min();
    for (at, _) in group {
        let is_others = |disposition: &&mut Disposition| disposition.code == OF_ANOTHER;
        let Some(disposition) = outcomes[*at].dispositions.iter_mut().find(is_others) else { continue };
        let others = group.iter().filter(|(other, _)| other != at).map(|(_, adt)| *adt);
        let Some(without) = fold_apart(&stay.sender, &stay.visit, others) else {
            disposition.alternatives.push(Alternative::NoStay);
            continue;
        };
        let ended = |at: Option<Moment>| at.map_or(Alternative::NotEnded, |at| Alternative::Ended(vec![at]));
        disposition.alternatives.extend((end(&without) != end(stay)).then(|| ended(end(&without))));
        let admission = Alternative::event([EventKind::Admission], [without.admitted_at], EventValue::Nothing);
        disposition.alternatives.extend((without.admitted_at != stay.admitted_at).then_some(admission));
    }
}

/// Ordinary traffic says nothing about a stay: a discharge that it gives all the same, and no message of the visit does, is
/// asked about.
fn other_discharges(ordinary: &[(usize, &Adt)], stays: &[VisitStay], outcomes: &mut [Outcome]) {
    let ends: HashMap<(&str, &str), Option<Moment>> =
        stays.iter().map(|stay| ((&*stay.sender, &*stay.visit), stay.discharged_at)).collect();
    for (at, adt) in ordinary {
        let (FieldUpdate::Is(left), Some(visit)) = (adt.discharged_at, adt.visit.as_deref()) else { continue };
        if ends.get(&(&*adt.sender, visit)).is_some_and(|end| end.is_none_or(|end| end.day() != left.day())) {
            let text = format!(
                "messages of this trigger ({}) are passed over, and this one gives a discharge at {left}",
                adt.code
            );
            let disposition = about(adt, "W_DISCHARGE", text, "ask the sender for the discharge (A03) of the visit");
            outcomes[*at].warn(disposition.column("discharged_at").supposing(Alternative::Ended(vec![left])));
        }
    }
}

/// The deaths of persons by the last news of each.
fn deaths(messages: &[(usize, &Adt)]) -> Vec<(PersonKey, Death, usize)> {
    let mut news: Vec<_> = messages.iter().filter(|(_, adt)| adt.death != FieldUpdate::Silent).collect();
    news.sort_by(|(_, a), (_, b)| order(a).cmp(&order(b)));
    let mut last: BTreeMap<&PersonKey, (FieldUpdate<Death>, usize)> = BTreeMap::new();
    for (at, adt) in news {
        last.extend(adt.identity.person.as_ref().map(|person| (person, (adt.death, *at))));
    }
    let death = |(person, (news, at)): (&PersonKey, (FieldUpdate<Death>, usize))| match news {
        FieldUpdate::Is(death) => Some((person.clone(), death, at)),
        FieldUpdate::Silent | FieldUpdate::Cleared => None,
    };
    last.into_iter().filter_map(death).collect()
}

/// Adds ordinary messages that report a death to the visits of the patient.
fn add_deaths<'m>(
    by_visit: &mut BTreeMap<(&'m str, &'m str), Vec<(usize, &'m Adt)>>,
    ordinary: &[(usize, &'m Adt)],
    outcomes: &mut [Outcome],
) {
    let dead: Vec<_> = ordinary.iter().copied().filter(|(_, adt)| matches!(adt.death, FieldUpdate::Is(_))).collect();
    if dead.is_empty() {
        return;
    }
    let keys = |adt: &'m Adt| [&adt.identity.person, &adt.identity.patient].into_iter().flatten();
    let mut visits: HashMap<(&str, &PersonKey), BTreeSet<(&str, &str)>> = HashMap::new();
    for (visit, (_, adt)) in by_visit.iter().flat_map(|(visit, group)| group.iter().map(move |adt| (*visit, adt))) {
        for key in keys(adt) {
            visits.entry((visit.0, key)).or_default().insert(visit);
        }
    }
    for (at, adt) in dead {
        let mut of_patient: BTreeSet<(&str, &str)> =
            keys(adt).filter_map(|key| visits.get(&(&*adt.sender, key))).flatten().copied().collect();
        of_patient.extend(adt.visit.as_deref().map(|visit| (&*adt.sender, visit)));
        for visit in of_patient {
            if let Some(group) = by_visit.get_mut(&visit) {
                group.push((at, adt));
                group.sort_by_key(|(at, _)| *at);
                outcomes[at] = Outcome::accepted(adt.remarks.clone());
            }
        }
    }
}

/// Classifies each message before its content is used: unread, a repeat, a contradiction of an earlier one, or new.
fn settled(messages: &[Result<Adt, Box<Disposition>>], name: &RecordName<'_>) -> Vec<Outcome> {
    let names: Vec<_> = messages
        .iter()
        .map(|message| message.as_ref().ok().map(|adt| ((&*adt.sender, &*adt.control_id), &*adt.digest)))
        .collect();
    let checks = duplicate_checks(&names);
    let settle = |(message, check): (&Result<Adt, Box<Disposition>>, DuplicateCheck)| match (message, check) {
        (Err(disposition), _) => Outcome::rejected((**disposition).clone()),
        (Ok(adt), DuplicateCheck::First) if adt.trigger == Trigger::Ordinary => {
            Outcome::passed_over(&format!("trigger {}", adt.code))
        }
        (Ok(adt), DuplicateCheck::First) => Outcome::accepted(adt.remarks.clone()),
        (Ok(adt), DuplicateCheck::Again(first)) => {
            let text = format!("the same message as {}", name(first));
            Outcome::duplicate(about(adt, "D_EXACT", text, "nothing to do; it counts once"))
        }
        (Ok(adt), DuplicateCheck::Otherwise(other)) => {
            let text = format!("{} has the same control id and says something else; neither was taken", name(other));
            let disposition = about(adt, "R_CONFLICT", text, "ask the sender which is right").column("control_id");
            let left_at = if let FieldUpdate::Is(left) = adt.discharged_at { vec![left] } else { Vec::new() };
            let known = otherwise(adt.trigger, left_at).filter(|otherwise| *otherwise != Alternative::Anything);
            Outcome::rejected(known.into_iter().fold(disposition, Disposition::supposing))
        }
    };
    messages.iter().zip(checks).map(settle).collect()
}

fn about(adt: &Adt, code: &'static str, message: impl Into<String>, hint: &str) -> Disposition {
    let mut disposition = Disposition::new(code, adt.visit.as_deref().unwrap_or(""), message, hint);
    if adt.visit.is_none() {
        disposition.whose.persons = [&adt.identity.person, &adt.prior.person].into_iter().flatten().cloned().collect();
    }
    disposition
}

/// The order in which messages of one sender were recorded; of those recorded and sent together an admission comes
/// first and a cancellation last. No two messages that count have one control id.
fn order(adt: &Adt) -> (Moment, Option<Moment>, Trigger, Moment, &str) {
    (adt.recorded_at, adt.sent_at, adt.trigger, adt.occurred_at, &adt.control_id)
}

fn fold_visit(
    sender: &str,
    visit: &str,
    mut group: Vec<(usize, &Adt)>,
    merges: &Merges<'_>,
    outcomes: &mut [Outcome],
) -> Option<VisitStay> {
    warn_of_order(&group, outcomes);
    group.sort_by(|(_, a), (_, b)| order(a).cmp(&order(b)));
    let mut state = Visit::default();
    for (at, message) in &group {
        if let Some(why) = state.apply(*at, message) {
            let hint = match message.trigger {
                Trigger::CancelAdmit => "ask the sender for the message that it cancels",
                _ if state.is_cancelled => {
                    "ask the sender whether the patient was there; a new admission (A01) says so"
                }
                _ => "ask the sender for the message that it cancels",
            };
            outcomes[*at].warn(about(message, "W_CANCEL", why, hint));
        }
    }
    let is_cancelled = state.is_cancelled;
    let (death, left_dead) = (state.death, state.left_dead);
    let became = follow(sender, visit, &state, merges, outcomes);
    let Some(mut stay) = state.stay(sender, visit) else {
        if !is_cancelled {
            let text = "no message says when the patient of this visit was admitted";
            let hint = "when the admission comes (A01, or PV1-44), this message is taken too";
            reject(&group, outcomes, |adt| about(adt, "R_UNKNOWN_STAY", text, hint));
        }
        return None;
    };
    if let Some(left) = stay.discharged_at.filter(|left| *left < stay.admitted_at) {
        let text = format!("the discharge at {left} lies before the admission at {}", stay.admitted_at);
        reject(&group, outcomes, |adt| about(adt, "R_ORDER", text.clone(), "ask the sender which of the two is right"));
        return None;
    }
    let is_by_death = visit_codes::is_by_death(stay.discharge_disposition.as_deref(), stay.discharged_to.as_deref());
    let is_by_death = left_dead || is_by_death;
    let of_stay = death.and_then(|(death, _)| death.of_stay(became.identity.person.is_some()));
    let end = death::end(of_stay, is_by_death, stay.admitted_at, stay.discharged_at);
    stay.died_at = end.died_at;
    if let (Some(doubt), Some(at)) = (end.doubt, death.map(|(_, at)| at).or(stay.messages.last().copied())) {
        outcomes[at].warn(death::disposition(visit, "died_at", doubt));
    }
    for held in &stay.leaves {
        let disposition = leave::disposition(visit, "occurred_at", leave::LEAVE, (held.from, held.until));
        outcomes[held.message].dispositions.extend(disposition);
    }
    if !is_inpatients(&stay, &group, outcomes) {
        return None;
    }
    group.iter().for_each(|(at, _)| outcomes[*at].assume(visit, stay.discharged_at));
    stay.person = became.identity.person;
    stay.former = became.former;
    stay.messages.extend(became.messages);
    Some(stay)
}

/// Whether a stay is that of an inpatient by the last word on its class; otherwise a finding says so.
fn is_inpatients(stay: &VisitStay, group: &[(usize, &Adt)], outcomes: &mut [Outcome]) -> bool {
    match Class::of(stay.patient_class.as_deref()) {
        Class::Inpatient => true,
        Class::Other(words) => {
            let text = format!("the visit is that of {words} (PV1-2): no stay in a bed is made of it");
            let hint = "nothing to do; a later message with the class of an inpatient makes it a stay";
            reject(group, outcomes, |adt| about(adt, "R_CLASS", text.clone(), hint).column("patient_class"));
            false
        }
        Class::Unknown => {
            let why = if stay.patient_class.is_some() {
                "no list has the class of this patient"
            } else {
                "no message says the class of this patient"
            };
            let hint = "ask the sender to fill PV1-2: only of inpatients are days counted";
            if let Some((at, adt)) = group.last() {
                let text = format!("{why} (PV1-2); taken as an inpatient");
                let disposition = about(adt, "W_CLASS", text, hint).column("patient_class");
                outcomes[*at].warn(disposition.supposing(Alternative::NoStay));
            }
            true
        }
    }
}

fn reject(group: &[(usize, &Adt)], outcomes: &mut [Outcome], disposition: impl Fn(&Adt) -> Disposition) {
    group.iter().for_each(|(at, message)| outcomes[*at].reject(disposition(message)));
}

/// Warns of each message that reports something earlier than one that arrived before it.
fn warn_of_order(group: &[(usize, &Adt)], outcomes: &mut [Outcome]) {
    let mut latest = None;
    for (at, message) in group {
        let key = (message.recorded_at, message.sent_at, message.occurred_at);
        if latest.is_some_and(|latest| key < latest) {
            let text = "arrived after a message about something later; they were put in order";
            let hint = "nothing to do; ask the sender why, if it happens often";
            outcomes[*at].warn(about(message, "W_OUT_OF_ORDER", text, hint));
        }
        latest = latest.max(Some(key));
    }
}

/// Who the patient of the visit is in the end. A change that no merge explains is warned of.
fn follow(sender: &str, visit: &str, state: &Visit, merges: &Merges<'_>, outcomes: &mut [Outcome]) -> MergedIdentity {
    let mut last = MergedIdentity::default();
    for (at, identity) in &state.identities {
        let mut became = merges.follow(sender, identity);
        let (before, now) = (&last.identity.person, &became.identity.person);
        if before.is_some() && now.is_some() && before != now {
            let text = "this message gives the visit another patient than the messages before, without a merge";
            let hint = "ask the sender which patient is right; the latest message was believed";
            outcomes[*at].warn(Disposition::new(OF_ANOTHER, visit, text, hint));
        }
        if now.is_none() {
            became.identity.person = before.clone();
        }
        let known = |key: &crate::domain::PersonKey| became.former.contains(key);
        let former: Vec<_> = last.former.iter().filter(|key| !known(key)).cloned().collect();
        became.former.splice(0..0, former);
        let messages: Vec<_> = last.messages.iter().filter(|at| !became.messages.contains(at)).copied().collect();
        became.messages.splice(0..0, messages);
        last = became;
    }
    last
}

fn merge_fate(merge: &Adt, stays: usize) -> Disposition {
    let text = match stays {
        0 => "two patients were made one; no stay of the former one is known so far".to_owned(),
        1 => "two patients were made one; a stay follows the number that lives on".to_owned(),
        stays => format!("two patients were made one; {stays} stays follow the number that lives on"),
    };
    about(merge, "W_MERGE", text, "nothing to do; the former number stays in the trail as a pseudonym")
}
