//! A patient: what it says of a death, and its record where no encounter of the file points at it.

use crate::files::fhir::columns::{COLUMNS, NHS_NUMBER};
use crate::files::fhir::json::Json;
use crate::files::grid::{CellKind, GridCell};
use crate::files::time_stamps;

/// When the patient died, as written.
pub fn died_at(patient: &Json) -> Option<&str> {
    patient.text("deceasedDateTime")
}

/// Whether the patient died, as `Y` or `N`, where that alone is said.
pub fn is_dead(patient: &Json) -> Option<&'static str> {
    match patient.find("deceasedBoolean")? {
        Json::Flag(true) => Some("Y"),
        Json::Flag(false) => Some("N"),
        _ => None,
    }
}

/// The cells of a resource that is no encounter.
pub fn cells(resource: &Json) -> Vec<GridCell> {
    let is_nhs = |identifier: &&Json| identifier.text("system") == Some(NHS_NUMBER);
    let number = || resource.items("identifier").iter().find(is_nhs)?.name("value");
    let date = |text: &str| GridCell::of(CellKind::Date, time_stamps::from_fhir(text));
    let name =
        |(text, is_number): (&str, bool)| GridCell::of(if is_number { CellKind::Number } else { CellKind::Text }, text);
    let cell = |column: &&str| match *column {
        "resource" => resource.text("resourceType").map(GridCell::text),
        "id" => resource.name("id").map(name),
        "last_updated" => resource.text("meta/lastUpdated").map(date),
        "nhs_number" => number().map(name),
        "died_at" => died_at(resource).map(date),
        "is_dead" => is_dead(resource).map(GridCell::text),
        "digest" => Some(GridCell::text(resource.digest())),
        _ => None,
    };
    COLUMNS.iter().map(|column| cell(column).unwrap_or_default()).collect()
}
