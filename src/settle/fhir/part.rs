//! Encounters that are parts of others, to any depth: no stays of their own.

use std::collections::{HashMap, HashSet};

use crate::domain::{Alternative, EventKind, EventValue};
use crate::files::visit_codes::Class;
use crate::intake::findings::disposition::Disposition;
use crate::intake::records::fhir::encounter::{Encounter, Version};
use crate::intake::records::messages::death;

/// What the whole of a part is.
pub enum Whole<'v> {
    /// An encounter that is known by this id.
    Of(&'v str),
    /// None that can have it as a part; why.
    Missing(Box<Disposition>),
}

/// Every encounter that any delivery has, by its id, and by its first identifier where that is no id.
pub struct Known<'v> {
    /// The encounters that count.
    encounters: HashMap<&'v str, &'v Encounter>,
    /// Names of encounters that were taken back, contradict themselves or could not be read.
    others: HashSet<&'v str>,
}

impl<'v> Known<'v> {
    /// Of the encounters that count, and of all versions.
    pub fn of(counted: &[(usize, &'v Encounter)], versions: &'v [Result<Version, Box<Disposition>>]) -> Self {
        let mut encounters: HashMap<&str, &Encounter> = HashMap::new();
        for (_, encounter) in counted {
            encounters.extend(encounter.visit.as_deref().map(|visit| (visit, *encounter)));
        }
        encounters.extend(counted.iter().map(|(_, encounter)| (&*encounter.id, *encounter)));
        let name = |version: &'v Result<Version, Box<Disposition>>| match version {
            Ok(version) => version.id(),
            Err(disposition) => disposition.stay_id.as_str(),
        };
        let others = versions.iter().map(name).filter(|name| !name.is_empty()).collect();
        Self { encounters, others }
    }

    /// The encounter that a part belongs to in the end, through parts of parts.
    pub fn whole(&self, part: &'v Encounter) -> Whole<'v> {
        let (mut seen, mut at) = (HashSet::from([&*part.id]), part);
        loop {
            let Some(name) = at.part_of.as_deref() else {
                return match (Class::of(part.class.as_deref()), Class::of(at.class.as_deref())) {
                    (Class::Inpatient, Class::Other(words)) => {
                        missing(part, &format!("the whole `{}` is that of {words}", at.id))
                    }
                    _ => Whole::Of(&at.id),
                };
            };
            match self.encounters.get(name) {
                Some(next) if seen.insert(&next.id) => at = next,
                Some(_) => return missing(part, "it is a part of itself"),
                None if self.others.contains(name) => return Whole::Of(name),
                None => return missing(part, &format!("no delivery has `{name}`")),
            }
        }
    }
}

fn missing<'v>(part: &Encounter, why: &str) -> Whole<'v> {
    let text = format!("the encounter is a part of another (partOf), and {why}: no stay is made of it");
    let hint = "ask the sender for the encounter that it is a part of; with it, this one is set aside as its part";
    Whole::Missing(Box::new(Disposition::new("R_PART", &part.id, text, hint).column("part_of")))
}

/// What is said of a part of a known encounter: that it is one, leaves that it reports, and a death.
pub fn set_aside(part: &Encounter, whole: &str) -> Vec<Disposition> {
    let text = format!("`{}` is a part of `{whole}` (partOf): set aside, no stay of its own", part.id);
    let mut dispositions =
        vec![Disposition::new("W_PART", whole, text, "nothing to do; the whole is the stay").column("part_of")];
    dispositions
        .extend(part.absences.iter().filter_map(|absence| absence.disposition(whole, &part.id, part.discharged_at)));
    if let Some(left) = part.discharged_at.filter(|_| part.is_by_death) {
        let text = format!("`{}`, a part of `{whole}`, ended at {left} by death", part.id);
        let died = Alternative::event([EventKind::Died], [left], EventValue::Nothing);
        dispositions.push(death::disposition(whole, "is_by_death", (text, died)));
    }
    dispositions
}
