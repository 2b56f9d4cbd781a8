//! Typed encounters with the person as a pseudonym, and which of several of one name counts.

use std::collections::BTreeMap;

use crate::domain::moment::Written;
use crate::domain::{Moment, PersonKey};
use crate::intake::Rules;
use crate::intake::check::{self, Problem};
use crate::intake::grid::{Grid, GridRecord, Trouble};
use crate::intake::messages::class::Class;
use crate::intake::messages::hl7::age;
use crate::intake::messages::outcome::Outcome;
use crate::intake::messages::reading::{Names, Reading};
use crate::intake::tally::Fate;

/// One encounter.
#[derive(Clone, Debug)]
pub struct Encounter {
    /// The resource's id, which names the stay.
    pub id: Box<str>,
    /// When the sender changed it last.
    pub last_updated: Option<Moment>,
    /// SHA-256 of what it says.
    pub digest: Box<str>,
    /// `finished`, `in-progress` and the like.
    pub status: Box<str>,
    /// As in `IMP`.
    pub class: Option<Box<str>>,
    /// The first identifier.
    pub visit: Option<Box<str>>,
    /// The person.
    pub person: Option<PersonKey>,
    /// Start of the period.
    pub admitted_at: Moment,
    /// End of the period; the end of the day where the time is not known.
    pub discharged_at: Option<Moment>,
    /// Code of the service provider.
    pub provider: Option<Box<str>>,
    /// The ward where the patient is, or was last.
    pub ward: Option<Box<str>>,
    /// Where from, as the sender codes it.
    pub admit_source: Option<Box<str>>,
    /// Where to, as the sender codes it.
    pub discharge_disposition: Option<Box<str>>,
    /// As the sender codes it.
    pub service_type: Option<Box<str>>,
    /// The encounter that this one is a part of.
    pub part_of: Option<Box<str>>,
    /// Age in whole years at admission.
    pub age_at_admission: Option<u8>,
    /// What is doubtful in it.
    pub remarks: Vec<Fate>,
}

/// One version of an encounter.
#[derive(Clone, Debug)]
pub enum Version {
    /// What the sender says about it.
    Stay(Box<Encounter>),
    /// The sender takes back that it ever was.
    Void(Void),
}

/// A version that takes an encounter back: entered in error, or cancelled.
#[derive(Clone, Debug)]
pub struct Void {
    /// The resource's id.
    pub id: Box<str>,
    /// When the sender changed it last.
    pub last_updated: Option<Moment>,
    /// SHA-256 of what it says.
    pub digest: Box<str>,
    /// Why it is no stay.
    pub why: Box<Fate>,
}

impl Version {
    /// The resource's id, which names the stay.
    pub fn id(&self) -> &str {
        match self {
            Self::Stay(encounter) => &encounter.id,
            Self::Void(void) => &void.id,
        }
    }

    fn last_updated(&self) -> Option<Moment> {
        match self {
            Self::Stay(encounter) => encounter.last_updated,
            Self::Void(void) => void.last_updated,
        }
    }

    fn digest(&self) -> &str {
        match self {
            Self::Stay(encounter) => &encounter.digest,
            Self::Void(void) => &void.digest,
        }
    }
}

/// What a list of encounters gave.
#[derive(Clone, Debug, Default)]
pub struct Settled {
    /// The places of the encounters that count, by id.
    pub taken: Vec<usize>,
    /// What became of each, in their order.
    pub outcomes: Vec<Outcome>,
}

/// The typed encounters of a file, in its order; where one is not taken and takes none back, why.
pub fn encounters(grid: &Grid, rules: &Rules<'_>) -> Vec<Result<Version, Box<Fate>>> {
    let names = Names::of(grid);
    let version = |record| match typed(grid, &names, record, rules) {
        Ok(encounter) => Ok(Version::Stay(Box::new(encounter))),
        Err(why) if is_taken_back(&names, record, rules) => void(&names, record, rules, why).map(Version::Void),
        Err(why) => Err(why),
    };
    grid.records.iter().map(version).collect()
}

/// Whether the sender says by the state that there never was such an encounter, and nothing else is wrong with it.
fn is_taken_back(names: &Names<'_>, record: &GridRecord, rules: &Rules<'_>) -> bool {
    let by_its_state = |problem: &Trouble| ["R_ENTERED_IN_ERROR", "R_FHIR_STATUS"].contains(&&*problem.code);
    let state = Reading::anyway(names, record, rules).text("status");
    record.problem.as_ref().is_some_and(by_its_state) && matches!(state, Some("entered-in-error" | "cancelled"))
}

fn void(names: &Names<'_>, record: &GridRecord, rules: &Rules<'_>, why: Box<Fate>) -> Result<Void, Box<Fate>> {
    let mut reading = Reading::anyway(names, record, rules);
    let Ok(Some(id)) = reading.checked("id", check::id) else { return Err(why) };
    // Without a day of its change it overtakes nothing.
    let last_updated = reading.moment("last_updated").ok().flatten().map(|(moment, _)| moment);
    Ok(Void { id, last_updated, digest: reading.text("digest").unwrap_or("").into(), why })
}

fn typed(grid: &Grid, names: &Names<'_>, record: &GridRecord, rules: &Rules<'_>) -> Result<Encounter, Box<Fate>> {
    let mut reading = Reading::start(grid, names, record, rules)?;
    let hint = "ask the sender for encounters with ids: without one nobody could tell them apart";
    let id = reading.checked("id", check::id)?.ok_or_else(|| Reading::missing("id", hint))?;
    let start = reading.moment("period_start")?;
    let (admitted_at, _) = start.ok_or_else(|| Reading::missing("period_start", "ask the sender to fill it"))?;
    reading.check_past("period_start", admitted_at)?;
    let discharged_at = reading.moment("period_end")?.map(|said| departure(&mut reading, said));
    if let Some(left) = discharged_at {
        reading.check_past("period_end", left)?;
        if left < admitted_at {
            let message = format!("the end lies before the start at {admitted_at}");
            let problem =
                Problem::new("R_ORDER", &left.to_string(), message, "ask the sender which of the two is right");
            return Err(Reading::refusal("period_end", problem));
        }
    }
    Ok(Encounter {
        id,
        last_updated: reading.moment("last_updated")?.map(|(moment, _)| moment),
        digest: reading.text("digest").unwrap_or("").into(),
        status: reading.text("status").unwrap_or("").into(),
        class: reading.word("class")?,
        visit: reading.checked("visit_number", check::id)?,
        person: reading.person("nhs_number")?,
        admitted_at,
        discharged_at,
        provider: reading.word("provider")?,
        ward: reading.word("ward")?,
        admit_source: reading.word("admit_source")?,
        discharge_disposition: reading.word("discharge_disposition")?,
        service_type: reading.word("service_type")?,
        part_of: reading.word("part_of")?,
        age_at_admission: reading.born_on("born_on").and_then(|born_on| age(born_on, admitted_at.day())),
        remarks: reading.remarks,
    })
}

fn departure(reading: &mut Reading<'_>, (moment, written): (Moment, Written)) -> Moment {
    if written == Written::ToTheSecond {
        return moment;
    }
    let message = "the end has no time; the end of the day was taken";
    let hint = "before 11:00 a discharge can take a chargeable day away: ask the sender for the time";
    let problem = Problem::new("W_NO_TIME", &moment.day().to_string(), message, hint);
    reading.remarks.push(Reading::fate("period_end", problem));
    Moment::end_of(moment.day())
}

/// Which encounters count: of equal ones of one id the first; of different ones the one that the sender changed last,
/// if each says when; else none. Where the last word takes the encounter back, none does.
pub fn settle(versions: &[Result<Version, Box<Fate>>]) -> Settled {
    let outcome = |version: &Result<Version, Box<Fate>>| match version {
        Ok(Version::Stay(encounter)) => Outcome::accepted(encounter.remarks.clone()),
        Ok(Version::Void(Void { why: fate, .. })) | Err(fate) => Outcome::rejected((**fate).clone()),
    };
    let mut settled = Settled { taken: Vec::new(), outcomes: versions.iter().map(outcome).collect() };
    let mut by_id: BTreeMap<&str, Vec<(usize, &Version)>> = BTreeMap::new();
    for (at, version) in versions.iter().enumerate() {
        if let Ok(version) = version {
            by_id.entry(version.id()).or_default().push((at, version));
        }
    }
    for group in by_id.values() {
        settled.settle(group);
    }
    settled
}

impl Settled {
    fn settle(&mut self, group: &[(usize, &Version)]) {
        let Some((first, newest)) = newest(group) else {
            for (at, version) in group.iter().filter(|(_, version)| matches!(version, Version::Stay(_))) {
                let said = "another entry gives this encounter differently, and neither is later; none was taken";
                let hint = "ask the sender which is right; meta.lastUpdated settles it too";
                self.outcomes[*at].reject(Fate::new("R_CONFLICT", version.id(), said, hint).column("id"));
            }
            return;
        };
        if let Version::Stay(encounter) = newest
            && self.is_stay(first, encounter)
        {
            self.taken.push(first);
        }
        // The newest version may stand in another file: its day names it better than its place.
        let changed = newest.last_updated().map(|at| format!(", of {at}")).unwrap_or_default();
        let void = if matches!(newest, Version::Void(_)) { ", which takes the encounter back" } else { "" };
        for (at, version) in group.iter().filter(|(at, _)| *at != first) {
            self.outcomes[*at] = Outcome::duplicate(if version.digest() == newest.digest() {
                let said = format!("the same encounter as entry {}", first + 1);
                Fate::new("D_EXACT", version.id(), said, "nothing to do; it counts once")
            } else {
                let said = format!("there is newer news of it{changed}{void}");
                Fate::new("D_SUPERSEDED", version.id(), said, "nothing to do; the older one stays in the delivery")
            });
        }
    }
}

impl Settled {
    /// Whether the class of the encounter is that of an inpatient; if it is not, or nobody knows, it says so.
    fn is_stay(&mut self, at: usize, encounter: &Encounter) -> bool {
        let fate = |code, said, hint| Fate::new(code, &encounter.id, said, hint).column("class");
        match Class::of(encounter.class.as_deref()) {
            Class::Inpatient => true,
            Class::Other(words) => {
                let said = format!("the encounter is that of {words}: no stay in a bed is made of it");
                let hint = "nothing to do; a later version with the class of an inpatient makes it a stay";
                self.outcomes[at].reject(fate("R_CLASS", said, hint));
                false
            }
            Class::Unknown => {
                let what = if encounter.class.is_some() { "no list has its class" } else { "it says no class" };
                let said = format!("{what} of encounter; taken as an inpatient's");
                let hint = "ask the sender to fill it: only of inpatients are days counted";
                self.outcomes[at].warn(fate("W_CLASS", said, hint));
                true
            }
        }
    }
}

/// The first of the versions that say what the newest one says, if it can be told which is the newest.
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
