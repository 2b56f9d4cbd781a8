//! Which of several versions of an encounter counts, which encounters are parts of others, and when a patient died.

use std::collections::{BTreeMap, HashMap};

use crate::domain::{Alternative, Moment, PersonKey};
use crate::files::visit_codes::Class;
use crate::intake::findings::disposition::Disposition;
use crate::intake::records::fhir::encounter::{Encounter, UnreferencedPatient, Version, Void};
use crate::intake::records::messages::death;
use crate::intake::records::messages::death::Death;
use crate::intake::records::messages::outcome::{Outcome, Verdict};
use crate::settle::RecordName;
use crate::settle::fhir::part;
use crate::settle::fhir::part::Whole;

/// An encounter that counts.
#[derive(Clone, Debug)]
pub struct TakenEncounter {
    /// Its place.
    pub at: usize,
    /// The person.
    pub person: Option<PersonKey>,
    /// When the patient died, if it was in the stay.
    pub died_at: Option<Moment>,
}

/// What a list of encounters gave.
#[derive(Clone, Debug, Default)]
pub struct SettledEncounters {
    /// The encounters that count, by id.
    pub taken: Vec<TakenEncounter>,
    /// Deaths of patients, with the person and the place that reports it.
    pub deaths: Vec<(PersonKey, Death, usize)>,
    /// What became of each, in their order.
    pub outcomes: Vec<Outcome>,
    /// Encounters that others of their id contradict, as each would be taken.
    pub contradicting: Vec<TakenEncounter>,
}

/// Which encounters count: of equal ones of one id the first; of different ones the one that the sender changed last,
/// if each says when; else none. Where the last word takes the encounter back, none does. `name` is what findings call one.
pub fn settle(versions: &[Result<Version, Box<Disposition>>], name: &RecordName<'_>) -> SettledEncounters {
    let outcome = |version: &Result<Version, Box<Disposition>>| match version {
        Ok(Version::Stay(encounter)) => Outcome::accepted(encounter.remarks.clone()),
        Ok(Version::Patient(_)) => Outcome::passed_over("Patient"),
        Ok(Version::Other(kind)) => Outcome::passed_over(kind),
        Ok(Version::Void(Void { why: disposition, .. })) | Err(disposition) => {
            Outcome::rejected((**disposition).clone())
        }
    };
    let mut settled =
        SettledEncounters { outcomes: versions.iter().map(outcome).collect(), ..SettledEncounters::default() };
    let patients = patients(versions);
    let mut by_id: BTreeMap<&str, Vec<(usize, &Version)>> = BTreeMap::new();
    for (at, version) in versions.iter().enumerate() {
        if let Ok(version @ (Version::Stay(_) | Version::Void(_))) = version {
            by_id.entry(version.id()).or_default().push((at, version));
        }
    }
    let newest: Vec<(usize, &Encounter)> = by_id.values().filter_map(|group| settled.settle(group, name)).collect();
    let stays = settled.without_parts(newest, versions);
    for (at, encounter) in
        stays.into_iter().filter(|(at, encounter)| settled.is_stay(*at, encounter)).collect::<Vec<_>>()
    {
        let patient = encounter.patient.as_deref().and_then(|reference| patients.get(reference));
        settled.take(at, encounter, patient.map(|(_, patient)| *patient));
    }
    let mut deaths: Vec<_> = patients
        .into_values()
        .filter_map(|(at, patient)| Some((patient.person.clone()?, patient.death?, at)))
        .collect();
    deaths.sort_by_key(|(_, _, at)| *at);
    settled.deaths.extend(deaths);
    settled
}

/// The patients by what encounters point at them with: of several of one name the one that was changed last.
fn patients(versions: &[Result<Version, Box<Disposition>>]) -> HashMap<&str, (usize, &UnreferencedPatient)> {
    let mut patients: HashMap<&str, (usize, &UnreferencedPatient)> = HashMap::new();
    let all = versions.iter().enumerate().filter_map(|(at, version)| match version {
        Ok(Version::Patient(patient)) => Some((patient.reference.as_deref()?, (at, &**patient))),
        _ => None,
    });
    let order =
        |(at, patient): (usize, &UnreferencedPatient)| (patient.last_updated, patient.death, std::cmp::Reverse(at));
    for (reference, patient) in all {
        let held = patients.entry(reference).or_insert(patient);
        if order(patient) > order(*held) {
            *held = patient;
        }
    }
    patients
}

impl SettledEncounters {
    /// Settles the versions of one encounter: the one that counts, with its place.
    fn settle<'v>(&mut self, group: &[(usize, &'v Version)], name: &RecordName<'_>) -> Option<(usize, &'v Encounter)> {
        let Some((first, newest)) = newest(group) else {
            for (at, version) in group.iter().filter(|(_, version)| matches!(version, Version::Stay(_))) {
                let text = "another entry gives this encounter differently, and neither is later; none was taken";
                let hint = "ask the sender which is right; meta.lastUpdated settles it too";
                self.outcomes[*at].reject(Disposition::new("R_CONFLICT", version.id(), text, hint).column("id"));
                let Version::Stay(encounter) = version else { continue };
                let Encounter { is_by_death, admitted_at, discharged_at, .. } = **encounter;
                let died_at = death::end(encounter.death, is_by_death, admitted_at, discharged_at).died_at;
                self.contradicting.push(TakenEncounter { at: *at, person: None, died_at });
            }
            return None;
        };
        // The newest version may stand in another file: its day names it better than its place.
        let changed = newest.last_updated().map(|at| format!(", of {at}")).unwrap_or_default();
        let void = if matches!(newest, Version::Void(_)) { ", which takes the encounter back" } else { "" };
        for (at, version) in group.iter().filter(|(at, _)| *at != first) {
            self.outcomes[*at] = Outcome::duplicate(if version.digest() == newest.digest() {
                let text = format!("the same encounter as {}", name(first));
                Disposition::new("D_EXACT", version.id(), text, "nothing to do; it counts once")
            } else {
                let text = format!("there is newer news of it{changed}{void}");
                Disposition::new(
                    "D_SUPERSEDED",
                    version.id(),
                    text,
                    "nothing to do; the older one stays in the delivery",
                )
            });
        }
        match newest {
            Version::Stay(encounter) => Some((first, encounter)),
            _ => None,
        }
    }

    /// The encounters that are no parts of others; parts are set aside, or rejected where their whole is nowhere.
    fn without_parts<'v>(
        &mut self,
        encounters: Vec<(usize, &'v Encounter)>,
        versions: &'v [Result<Version, Box<Disposition>>],
    ) -> Vec<(usize, &'v Encounter)> {
        let known = part::Known::of(&encounters, versions);
        let (parts, wholes): (Vec<_>, Vec<_>) =
            encounters.into_iter().partition(|(_, encounter)| encounter.part_of.is_some());
        for (at, encounter) in parts {
            let outcome = &mut self.outcomes[at];
            match known.whole(encounter) {
                Whole::Of(id) => {
                    *outcome = Outcome::passed_over("part of another encounter");
                    outcome.dispositions.extend(part::set_aside(encounter, id));
                }
                Whole::Missing(why) => outcome.reject(*why),
            }
        }
        wholes
    }

    fn take(&mut self, at: usize, encounter: &Encounter, patient: Option<&UnreferencedPatient>) {
        let person = encounter.person.clone().or_else(|| patient?.person.clone());
        let death = encounter.death.or_else(|| patient?.death);
        self.deaths.extend(person.clone().zip(death).map(|(person, death)| (person, death, at)));
        let death = death.and_then(|death| death.of_stay(person.is_some()));
        let end = death::end(death, encounter.is_by_death, encounter.admitted_at, encounter.discharged_at);
        let outcome = &mut self.outcomes[at];
        if let Some(doubt) = end.doubt {
            outcome.warn(death::disposition(&encounter.id, "died_at", doubt));
        }
        encounter
            .absences
            .iter()
            .filter_map(|absence| absence.disposition(&encounter.id, &encounter.id, encounter.discharged_at))
            .for_each(|disposition| outcome.warn(disposition));
        outcome.assume(&encounter.id, encounter.discharged_at);
        debug_assert_eq!(outcome.verdict, Verdict::Accepted);
        self.taken.push(TakenEncounter { at, person, died_at: end.died_at });
    }

    /// Whether the class of the encounter is that of an inpatient; otherwise a finding says so.
    fn is_stay(&mut self, at: usize, encounter: &Encounter) -> bool {
        let disposition = |code, text, hint| Disposition::new(code, &encounter.id, text, hint).column("class");
        match Class::of(encounter.class.as_deref()) {
            Class::Inpatient => true,
            Class::Other(words) => {
                let text = format!("the encounter is that of {words}: no stay in a bed is made of it");
                let hint = "nothing to do; a later version with the class of an inpatient makes it a stay";
                self.outcomes[at].reject(disposition("R_CLASS", text, hint));
                false
            }
            Class::Unknown => {
                let what = if encounter.class.is_some() { "no list has its class" } else { "it says no class" };
                let text = format!("{what} of encounter; taken as an inpatient's");
                let hint = "ask the sender to fill it: only of inpatients are days counted";
                self.outcomes[at].warn(disposition("W_CLASS", text, hint).supposing(Alternative::NoStay));
                true
            }
        }
    }
}

/// The first of the versions that say what the newest one says, if the newest is known.
fn newest<'e>(group: &[(usize, &'e Version)]) -> Option<(usize, &'e Version)> {
    let (_, mut best) = *group.first()?;
    for (_, version) in group {
        if version.last_updated() > best.last_updated() {
            best = version;
        }
    }
    let settled = |other: &Version| {
        other.digest() == best.digest()
            || other.last_updated().is_some_and(|updated| Some(updated) < best.last_updated())
    };
    if !group.iter().all(|(_, other)| settled(other)) {
        return None;
    }
    group.iter().find(|(_, other)| other.digest() == best.digest()).copied()
}
