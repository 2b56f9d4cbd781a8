//! One encounter as a record: the named columns, and what is wrong with it as such.

use crate::domain::Day;
use crate::files::fhir::bundle::Bundle;
use crate::files::fhir::columns::{COLUMNS, NHS_NUMBER};
use crate::files::fhir::json::Json;
use crate::files::fhir::patient;
use crate::files::grid::{CellKind, GridCell, GridIssue};
use crate::files::time_stamps;
use crate::files::visit_codes;
use crate::files::visit_codes::Class;

/// How the extension is called by which UK Core reports the discharge method.
const DISCHARGE_METHOD: &str = "DischargeMethod";
/// Why a patient was not in the bed.
pub const LEAVE: &str = "leave";
/// The encounter was finished for that time.
pub const FINISHED: &str = "finished";
/// The encounter was not that of an inpatient for that time.
pub const OTHER_CLASS: &str = "class";

const ORGANISATIONS: [&str; 2] =
    ["https://fhir.nhs.uk/Id/ods-organization-code", "https://fhir.nhs.uk/Id/ods-site-code"];
/// What can become of an encounter, by the standard.
const STATES: [&str; 6] = ["arrived", "triaged", "in-progress", "onleave", "finished", "unknown"];

/// The references that an encounter uses.
pub fn references(encounter: &Json) -> impl Iterator<Item = &str> {
    let wards = encounter.items("location").iter().filter_map(|ward| ward.text("location/reference"));
    let one = ["subject/reference", "serviceProvider/reference"].into_iter().filter_map(|path| encounter.text(path));
    one.chain(wards)
}

/// The cells, in the order of [`COLUMNS`].
pub fn cells(bundle: &Bundle<'_>, encounter: &Json) -> Vec<GridCell> {
    COLUMNS.iter().map(|column| cell(bundle, encounter, column)).collect()
}

fn cell(bundle: &Bundle<'_>, encounter: &Json, column: &str) -> GridCell {
    let text = |path: &str| encounter.text(path).map(|text| (text, false));
    let name = match column {
        "resource" => text("resourceType"),
        "id" => encounter.name("id"),
        "last_updated" => return moment(encounter.text("meta/lastUpdated")),
        "status" => text("status"),
        "class" => encounter.name("class/code"),
        "visit_number" => encounter.name("identifier/value"),
        "nhs_number" => numbers(bundle, encounter).next(),
        "patient" => text("subject/reference"),
        "born_on" => patient(bundle, encounter).and_then(|patient| patient.text("birthDate")).map(|text| (text, false)),
        "died_at" => return moment(patient(bundle, encounter).and_then(patient::died_at)),
        "is_dead" => patient(bundle, encounter).and_then(patient::is_dead).map(|text| (text, false)),
        "absences" => return GridCell::text(absences(encounter)),
        "period_start" => return moment(encounter.text("period/start")),
        "period_end" => return moment(encounter.text("period/end")),
        "provider" => provider(bundle, encounter),
        "ward" => ward(bundle, encounter).map(|text| (text, false)),
        "admit_source" => concept(encounter, "hospitalization/admitSource"),
        "discharge_disposition" => concept(encounter, "hospitalization/dischargeDisposition"),
        "is_by_death" => return GridCell::text(if is_by_death(encounter) { "Y" } else { "" }),
        "service_type" => concept(encounter, "serviceType"),
        "part_of" => return GridCell::text(whole(bundle, encounter).unwrap_or_default()),
        _ => return GridCell::text(encounter.digest()),
    };
    let (text, is_number) = name.unwrap_or_default();
    GridCell::of(if is_number { CellKind::Number } else { CellKind::Text }, text)
}

/// Whether any code or the words of the disposition, or of the discharge method of the NHS, say that the patient died.
fn is_by_death(encounter: &Json) -> bool {
    let of_concept = |concept: &Json| {
        let codes = concept.items("coding").iter().filter_map(|coding| coding.name("code")).map(|(code, _)| code);
        codes.chain(concept.text("text")).any(|code| visit_codes::is_by_death(Some(code), None))
    };
    let extensions = ["extension", "hospitalization/extension"].into_iter().flat_map(|path| encounter.items(path));
    let is_method = |extension: &&Json| extension.text("url").is_some_and(|url| url.ends_with(DISCHARGE_METHOD));
    let methods = extensions.filter(is_method).filter_map(|extension| extension.find("valueCodeableConcept"));
    encounter.find("hospitalization/dischargeDisposition").into_iter().chain(methods).any(of_concept)
}

/// The name of the encounter that this one is a part of.
fn whole(bundle: &Bundle<'_>, encounter: &Json) -> Option<String> {
    let part_of = encounter.find("partOf").filter(|part_of| **part_of != Json::Null)?;
    if let Some(reference) = part_of.text("reference") {
        return Some(bundle.encounter(reference).to_owned());
    }
    let named = part_of.name("identifier/value").map(|(value, _)| value).or_else(|| part_of.text("display"));
    Some(named.unwrap_or("(no name)").to_owned())
}

/// When the patient was not in the bed by the history of the encounter: each as `why start/end`, divided by `;`, what is not
/// known left empty. A leave is a state of the encounter; for some time it may also have been that of another patient than
/// an inpatient.
fn absences(encounter: &Json) -> String {
    let is_leave = |state: &str| matches!(state, "onleave" | "on-leave");
    let period = |entry: &Json, why: &str| {
        let end = |path: &str| entry.text(path).map(time_stamps::from_fhir).unwrap_or_default();
        format!("{why} {}/{}", end("period/start"), end("period/end"))
    };
    let states = encounter.items("statusHistory").iter().filter(|entry| entry.text("status").is_some_and(is_leave));
    let mut absences: Vec<String> = states.map(|entry| period(entry, LEAVE)).collect();
    let is_open = |absence: &String| absence.ends_with('/');
    if encounter.text("status").is_some_and(is_leave) && !absences.iter().any(is_open) {
        absences.push(format!("{LEAVE} /"));
    }
    let finished = encounter.items("statusHistory").iter().filter(|entry| entry.text("status") == Some("finished"));
    absences.extend(finished.map(|entry| period(entry, FINISHED)));
    let others = encounter.items("classHistory").iter().filter(|entry| {
        let class = entry.name("class/code").map(|(code, _)| code);
        matches!(Class::of(class), Class::Other(_))
    });
    absences.extend(others.map(|entry| period(entry, OTHER_CLASS)));
    absences.join(";")
}

fn moment(text: Option<&str>) -> GridCell {
    text.map_or_else(GridCell::default, |text| GridCell::of(CellKind::Date, time_stamps::from_fhir(text)))
}

/// A name, or the digits of a number where a name belongs, and whether it is a number.
type Name<'j> = (&'j str, bool);

/// The first code of a concept, else its words.
fn concept<'j>(encounter: &'j Json, path: &str) -> Option<Name<'j>> {
    let concept = encounter.find(path)?;
    concept.name("coding/code").or_else(|| concept.text("text").map(|text| (text, false)))
}

fn patient<'j>(bundle: &Bundle<'j>, encounter: &'j Json) -> Option<&'j Json> {
    bundle.resolve(encounter, encounter.text("subject/reference")?)
}

/// The NHS numbers that the encounter or its patient gives.
fn numbers<'j>(bundle: &Bundle<'j>, encounter: &'j Json) -> impl Iterator<Item = Name<'j>> {
    let own = encounter.find("subject/identifier").into_iter();
    let of_patient = patient(bundle, encounter).map_or(&[][..], |patient| patient.items("identifier"));
    let is_nhs = |identifier: &&Json| identifier.text("system") == Some(NHS_NUMBER);
    own.chain(of_patient).filter(is_nhs).filter_map(|identifier| identifier.name("value"))
}

fn provider<'j>(bundle: &Bundle<'j>, encounter: &'j Json) -> Option<Name<'j>> {
    if let Some(code) = encounter.name("serviceProvider/identifier/value") {
        return Some(code);
    }
    let provider = bundle.resolve(encounter, encounter.text("serviceProvider/reference")?)?;
    let identifiers = provider.items("identifier");
    let of = |system: &str| identifiers.iter().find(|identifier| identifier.text("system") == Some(system));
    ORGANISATIONS.iter().find_map(|system| of(system)?.name("value"))
}

/// The ward where the patient is, or was last.
fn ward<'j>(bundle: &Bundle<'j>, encounter: &'j Json) -> Option<&'j str> {
    let wards = encounter.items("location");
    let ward = wards.iter().find(|ward| ward.text("status") == Some("active")).or(wards.last())?;
    let named = || bundle.resolve(encounter, ward.text("location/reference")?)?.text("name");
    ward.text("location/display").or_else(named)
}

/// Why the entry is no stay that can be taken, if it is none.
pub fn problem(encounter: &Json, entry: &Json) -> Option<GridIssue> {
    let status = encounter.text("status").unwrap_or("");
    if status == "entered-in-error" {
        let message = "the sender marks the encounter as entered in error";
        return Some(GridIssue::new("R_ENTERED_IN_ERROR", message, "nothing to do: it never was"));
    }
    if entry.has_anywhere("modifierExtension") || encounter.find("implicitRules").is_some() {
        let message = "a modifier extension that is not known here can turn the meaning round";
        return Some(GridIssue::new(
            "R_FHIR_MODIFIER",
            message,
            "ask the sender what it means, or for data without it",
        ));
    }
    let about = |column: &str, value: &str, code: &str, message: &str, hint: &str| {
        let at = COLUMNS.iter().position(|name| *name == column).unwrap_or_default();
        Some(GridIssue::new(code, message, hint).about(at, value))
    };
    match status {
        "" => return about("status", "", "R_REQUIRED", "the encounter has no status", "ask the sender to fill it"),
        "planned" | "cancelled" => {
            let message = "the encounter has not begun, or never will";
            return about("status", status, "R_FHIR_STATUS", message, "nothing to do");
        }
        state if STATES.contains(&state) => {}
        other => {
            let message = "an encounter has no such status";
            return about("status", other, "R_CODE", message, "ask the sender which status it has");
        }
    }
    let (start, end) = (encounter.text("period/start"), encounter.text("period/end"));
    let Some(start) = start else {
        return about(
            "period_start",
            "",
            "R_REQUIRED",
            "the encounter has no start",
            "ask the sender to fill period.start",
        );
    };
    for (column, text) in [("period_start", Some(start)), ("period_end", end)] {
        if let Some(text) = text.filter(|text| day(text).is_none()) {
            let message = "not a whole day of the calendar";
            return about(column, text, "R_DATE", message, "a month or a year alone is no day: ask the sender for it");
        }
    }
    if end.is_none() && status == "finished" {
        let message = "the encounter is finished, and no record says when";
        return about("period_end", "", "R_REQUIRED", message, "ask the sender to fill period.end");
    }
    if end.is_some_and(|end| is_before(end, start)) {
        let message = "the end lies before the start";
        return about("period_end", end.unwrap_or(""), "R_ORDER", message, "ask the sender which of the two is right");
    }
    None
}

/// Whether the encounter and its patient give two NHS numbers.
pub fn two_numbers(bundle: &Bundle<'_>, encounter: &Json) -> Option<GridIssue> {
    let mut numbers = numbers(bundle, encounter);
    let (first, _) = numbers.next()?;
    let message = "the encounter gives two NHS numbers for one patient";
    numbers
        .any(|(number, _)| number != first)
        .then(|| GridIssue::new("R_NHS", message, "ask the sender which is right"))
}

fn day(text: &str) -> Option<Day> {
    text.get(..10)?.parse().ok().filter(|_| text.len() == 10 || text.as_bytes()[10] == b'T')
}

/// Whether one `dateTime` is surely before another. Of times with offsets the instants count, else the days.
fn is_before(one: &str, other: &str) -> bool {
    let instant = |text: &str| text.parse::<jiff::Timestamp>().ok();
    match (instant(one), instant(other)) {
        (Some(one), Some(other)) => one < other,
        _ => day(one) < day(other),
    }
}
