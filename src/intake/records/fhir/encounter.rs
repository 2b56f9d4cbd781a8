//! Typed encounters with the person as a pseudonym.

use serde::{Deserialize, Serialize};

use crate::domain::moment::MomentPrecision;
use crate::domain::stay::age;
use crate::domain::{Alternative, Moment, PersonKey};
use crate::files::grid::{Grid, GridIssue, GridRecord};
use crate::intake::Rules;
use crate::intake::findings::disposition::Disposition;
use crate::intake::records::fhir::absence;
use crate::intake::records::fhir::absence::Absence;
use crate::intake::records::messages::death::Death;
use crate::intake::records::messages::reading::{ColumnIndex, RecordReading};
use crate::intake::validate::checks::ValueIssue;
use crate::intake::validate::{checks, possible_values};

/// One encounter.
#[derive(Clone, Debug, Serialize, Deserialize)]
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
    /// The patient as the encounter points at it, as in `UnreferencedPatient/P1`.
    pub patient: Option<Box<str>>,
    /// The death of the patient.
    pub death: Option<Death>,
    /// When the patient was not in the bed, or may not have been.
    pub absences: Vec<Absence>,
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
    /// Whether any code of the discharge says that the patient died.
    pub is_by_death: bool,
    /// As the sender codes it.
    pub service_type: Option<Box<str>>,
    /// The encounter that this one is a part of.
    pub part_of: Option<Box<str>>,
    /// Age in whole years at admission.
    pub age_at_admission: Option<u8>,
    /// What is doubtful in it.
    pub remarks: Vec<Disposition>,
}

/// A patient that no encounter of its file points at.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct UnreferencedPatient {
    /// As encounters point at it, as in `UnreferencedPatient/P1`.
    pub reference: Option<Box<str>>,
    /// When the sender changed it last.
    pub last_updated: Option<Moment>,
    /// The person.
    pub person: Option<PersonKey>,
    /// The death.
    pub death: Option<Death>,
}

/// One version of an encounter, or another resource.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Version {
    /// What the sender says about it.
    Stay(Box<Encounter>),
    /// The sender takes back that it ever was.
    Void(Void),
    /// A patient.
    Patient(Box<UnreferencedPatient>),
    /// A resource of this kind that says nothing about a stay.
    Other(Box<str>),
}

/// A version that takes an encounter back: entered in error, or cancelled.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Void {
    /// The resource's id.
    pub id: Box<str>,
    /// When the sender changed it last.
    pub last_updated: Option<Moment>,
    /// SHA-256 of what it says.
    pub digest: Box<str>,
    /// Why it is no stay.
    pub why: Box<Disposition>,
}

impl Version {
    /// The resource's id, which names the stay; empty if it is no encounter.
    pub fn id(&self) -> &str {
        match self {
            Self::Stay(encounter) => &encounter.id,
            Self::Void(void) => &void.id,
            Self::Patient(_) | Self::Other(_) => "",
        }
    }

    /// When the sender changed it last.
    pub fn last_updated(&self) -> Option<Moment> {
        match self {
            Self::Stay(encounter) => encounter.last_updated,
            Self::Void(void) => void.last_updated,
            Self::Patient(patient) => patient.last_updated,
            Self::Other(_) => None,
        }
    }

    /// SHA-256 of what it says of an encounter.
    pub fn digest(&self) -> &str {
        match self {
            Self::Stay(encounter) => &encounter.digest,
            Self::Void(void) => &void.digest,
            Self::Patient(_) | Self::Other(_) => "",
        }
    }
}

/// A version of an encounter that is not taken, with the stay or the patient that it names and what it may have changed.
fn supposed(reading: RecordReading<'_>, mut why: Box<Disposition>) -> Box<Disposition> {
    let away = Alternative::Away { from: None, until: None };
    let never_was = matches!(reading.text("status"), Some("planned" | "cancelled" | "entered-in-error"));
    let ended = |text| Alternative::Ended(possible_values::moments(text));
    why.alternatives.push(match (never_was, &*why.column) {
        (true, _) => Alternative::NoStay,
        // What else the start is, or what turns the meaning round, can be anything.
        (_, "period_start" | "") => Alternative::Anything,
        _ => reading.text("period_end").map_or(Alternative::NotEnded, ended),
    });
    if matches!(&*why.column, "status" | "absences") || reading.text("absences").is_some() {
        why.alternatives.push(away);
    }
    why.alternatives.extend(reading.death_of("died_at", "is_dead"));
    why.alternatives.dedup();
    if reading.text("id").is_none_or(|id| checks::id(id).is_err()) {
        why.whose.persons = reading.persons(&["nhs_number"]);
    }
    why.whose.fact = reading.text("last_updated").map(Into::into);
    reading.about_stay("id", why)
}

/// The typed encounters of a file, in its order; where one is not taken and takes none back, why.
pub fn encounters(grid: &Grid, rules: &Rules<'_>) -> Vec<Result<Version, Box<Disposition>>> {
    let names = ColumnIndex::of(grid);
    let version = |record| {
        let mut reading = RecordReading::anyway(&names, record, rules);
        match reading.text("resource") {
            Some("Patient") => return Ok(Version::Patient(Box::new(patient(&mut reading)))),
            Some(kind) if kind != "Encounter" => return Ok(Version::Other(kind.into())),
            _ => {}
        }
        let of_stay = |why| supposed(RecordReading::anyway(&names, record, rules), why);
        match typed(grid, &names, record, rules) {
            Ok(encounter) => Ok(Version::Stay(Box::new(encounter))),
            Err(why) if is_taken_back(&names, record, rules) => {
                void(&names, record, rules, of_stay(why)).map(Version::Void)
            }
            Err(why) => Err(of_stay(why)),
        }
    };
    grid.records.iter().map(version).collect()
}

/// A patient of whom whatever cannot be read is left out: it is no stay.
fn patient(reading: &mut RecordReading<'_>) -> UnreferencedPatient {
    let reference = reading.text("id").map(|id| format!("Patient/{id}").into());
    let last_updated = reading.moment("last_updated").ok().flatten().map(|(moment, _)| moment);
    let death = death(reading).unwrap_or(Some(Death::Sometime));
    UnreferencedPatient { reference, last_updated, person: reading.person("nhs_number").ok().flatten(), death }
}

/// Whether the patient died, and when.
fn death(reading: &mut RecordReading<'_>) -> Result<Option<Death>, Box<Disposition>> {
    Ok(match reading.moment("died_at")? {
        Some((moment, MomentPrecision::DayOnly)) => Some(Death::On(moment.day())),
        Some((moment, MomentPrecision::ToTheSecond)) => Some(Death::At(moment)),
        None => (reading.text("is_dead") == Some("Y")).then_some(Death::Sometime),
    })
}

/// The patient that an encounter points at, as a patient of any file is named.
fn pointed_at(reading: &RecordReading<'_>) -> Option<Box<str>> {
    let reference = reading.text("patient")?;
    let plain = reference.split("/_history/").next().unwrap_or(reference);
    Some(plain.rfind("Patient/").map_or(plain, |at| &plain[at..]).into())
}

/// Whether the sender says by the state that there never was such an encounter, and nothing else is wrong with it.
fn is_taken_back(names: &ColumnIndex<'_>, record: &GridRecord, rules: &Rules<'_>) -> bool {
    let by_its_state = |problem: &GridIssue| ["R_ENTERED_IN_ERROR", "R_FHIR_STATUS"].contains(&&*problem.code);
    let state = RecordReading::anyway(names, record, rules).text("status");
    record.problem.as_ref().is_some_and(by_its_state) && matches!(state, Some("entered-in-error" | "cancelled"))
}

fn void(
    names: &ColumnIndex<'_>,
    record: &GridRecord,
    rules: &Rules<'_>,
    why: Box<Disposition>,
) -> Result<Void, Box<Disposition>> {
    let mut reading = RecordReading::anyway(names, record, rules);
    let Ok(Some(id)) = reading.checked("id", checks::id) else { return Err(why) };
    // Without a day of its change it overtakes nothing.
    let last_updated = reading.moment("last_updated").ok().flatten().map(|(moment, _)| moment);
    Ok(Void { id, last_updated, digest: reading.text("digest").unwrap_or("").into(), why })
}

fn typed(
    grid: &Grid,
    names: &ColumnIndex<'_>,
    record: &GridRecord,
    rules: &Rules<'_>,
) -> Result<Encounter, Box<Disposition>> {
    let mut reading = RecordReading::start(grid, names, record, rules)?;
    let hint = "ask the sender for encounters with ids: without one they cannot be distinguished";
    let id = reading.checked("id", checks::id)?.ok_or_else(|| RecordReading::missing("id", hint))?;
    let start = reading.moment("period_start")?;
    let (admitted_at, _) = start.ok_or_else(|| RecordReading::missing("period_start", "ask the sender to fill it"))?;
    let discharged_at = reading.moment("period_end")?.map(|said| departure(&mut reading, said));
    if let Some(left) = discharged_at.filter(|left| *left < admitted_at) {
        let message = format!("the end lies before the start at {admitted_at}");
        let problem =
            ValueIssue::new("R_ORDER", &left.to_string(), message, "ask the sender which of the two is right");
        return Err(RecordReading::refusal("period_end", problem));
    }
    Ok(Encounter {
        id,
        last_updated: reading.moment("last_updated")?.map(|(moment, _)| moment),
        digest: reading.text("digest").unwrap_or("").into(),
        status: reading.text("status").unwrap_or("").into(),
        class: reading.word("class")?,
        visit: reading.checked("visit_number", checks::id)?,
        person: reading.person("nhs_number")?,
        patient: pointed_at(&reading),
        death: death(&mut reading)?,
        absences: absence::all(&mut reading)?,
        admitted_at,
        discharged_at,
        provider: reading.word("provider")?,
        ward: reading.word("ward")?,
        admit_source: reading.word("admit_source")?,
        discharge_disposition: reading.word("discharge_disposition")?,
        is_by_death: reading.text("is_by_death").is_some(),
        service_type: reading.word("service_type")?,
        part_of: reading.word("part_of")?,
        age_at_admission: reading.born_on("born_on").and_then(|born_on| age(born_on, admitted_at.day())),
        remarks: reading.remarks,
    })
}

fn departure(reading: &mut RecordReading<'_>, (moment, written): (Moment, MomentPrecision)) -> Moment {
    if written == MomentPrecision::ToTheSecond {
        return moment;
    }
    let message = "the end has no time; the end of the day was taken";
    let hint = "before 11:00 a discharge can take a chargeable day away: ask the sender for the time";
    let problem = ValueIssue::new("W_NO_TIME", &moment.day().to_string(), message, hint);
    reading.remarks.push(RecordReading::disposition("period_end", problem));
    Moment::end_of(moment.day())
}
