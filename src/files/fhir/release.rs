//! Which release of FHIR a file is of, by marks that only one release has: the profile reads R4.

use crate::files::fhir::json::Json;
use crate::files::grid::GridIssue;
use crate::files::refusal::Refusal;

/// Elements that an encounter has from R5 on.
const R5: [&str; 6] =
    ["actualPeriod", "plannedStartDate", "plannedEndDate", "subjectStatus", "admission", "virtualService"];
/// States that an encounter can have from R5 on.
const R5_STATES: [&str; 4] = ["completed", "discharged", "discontinued", "on-hold"];
/// Elements of DSTU2 that later releases call otherwise.
const DSTU2: [&str; 2] = ["patient", "indication"];
/// Elements of STU3 that R4 calls otherwise, or puts elsewhere; none of them is read.
const STU3: [&str; 2] = ["incomingReferral", "reason"];

/// Refuses a file with encounters of another release than R4, unless all that is read of them means the same; then it says
/// which release it is.
///
/// # Errors
/// `F_RELEASE`.
pub fn check<'j>(roots: impl Iterator<Item = &'j Json>) -> Result<Option<GridIssue>, Refusal> {
    let mut note = None;
    for encounter in roots.flat_map(encounters) {
        if let Some(mark) = mark_of_r5(encounter) {
            return Err(refused("R5", &mark));
        }
        if let Some(mark) = mark_of_dstu2(encounter) {
            return Err(refused("DSTU2", &mark));
        }
        if let Some(mark) = STU3.iter().find(|name| encounter.find(name).is_some()) {
            note = note.or_else(|| Some(named(mark)));
        }
    }
    Ok(note)
}

/// The encounters of a resource: itself, or those of a bundle.
fn encounters(root: &Json) -> impl Iterator<Item = &Json> {
    let of_bundle = root.items("entry").iter().filter_map(|entry| entry.find("resource"));
    let is_encounter = |resource: &&Json| resource.text("resourceType") == Some("Encounter");
    std::iter::once(root).chain(of_bundle).filter(is_encounter)
}

fn mark_of_r5(encounter: &Json) -> Option<String> {
    if let Some(name) = R5.iter().find(|name| encounter.find(name).is_some()) {
        return Some(format!("`{name}`"));
    }
    if matches!(encounter.find("class"), Some(Json::List(_))) {
        return Some("`class` is a list".to_owned());
    }
    // A sender of R4 who writes such a state has written a wrong one.
    let state =
        encounter.text("status").filter(|state| R5_STATES.contains(state) && encounter.find("period").is_none());
    state.map(|state| format!("the status `{state}`"))
}

fn mark_of_dstu2(encounter: &Json) -> Option<String> {
    if matches!(encounter.find("class"), Some(Json::Text(_))) {
        return Some("`class` is a text".to_owned());
    }
    let name = DSTU2.iter().find(|name| encounter.find(name).is_some() && encounter.find("subject").is_none());
    name.map(|name| format!("`{name}`"))
}

fn refused(release: &str, mark: &str) -> Refusal {
    let what = format!("this is FHIR {release} ({mark}), the profile reads R4");
    let hint = "ask the sender for encounters of FHIR R4 (`period`, one `class` with a code, `subject`)";
    Refusal::new("F_RELEASE", what, hint).at((1, 1))
}

fn named(mark: &str) -> GridIssue {
    let message = format!("this is FHIR STU3 (`{mark}`): what is read of an encounter means the same in R4");
    GridIssue::new("W_RELEASE", message, "nothing to do; ask the sender for R4 when they change")
}
