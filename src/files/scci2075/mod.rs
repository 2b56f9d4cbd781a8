//! Assessment, discharge and withdrawal notices between hospitals and councils (standard SCCI2075, FHIR DSTU2 in XML):
//! a file as one record a message, typed notices, and chains of notices about one referral.

mod questions;
mod record;
mod resources;

pub use crate::files::scci2075::questions::QUESTIONS;
pub use crate::files::scci2075::record::COLUMNS;

use crate::files::fhir_xml;
use crate::files::fhir_xml::FhirElement;
use crate::files::grid::{Grid, GridCell, GridIssue, GridRecord};
use crate::files::refusal::Refusal;

/// Reads one message, or a bundle of messages.
///
/// # Errors
/// What [`fhir_xml::read`] refuses, `F_FHIR` for what is no bundle, and `F_RELEASE` for another release of FHIR.
pub fn read(bytes: &[u8]) -> Result<Grid, Refusal> {
    let root = fhir_xml::read(bytes)?;
    if &*root.name != "Bundle" {
        let what = "the file is FHIR, but no bundle: a notice is a bundle of the type message";
        return Err(Refusal::new("F_FHIR", what, "ask the sender for the whole message").at((1, 1)));
    }
    refuse_other_release(&root)?;
    let mark = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let mut lines = LinePositions { bytes, at: 0, line: 1 };
    let mut grid = Grid { columns: COLUMNS.iter().map(|name| (*name).to_owned()).collect(), ..Grid::default() };
    if root.text("type") == Some("message") {
        grid.records.push(crate::files::scci2075::record::record(&root));
    } else {
        grid.records.extend(root.all("entry").map(entry));
    }
    for record in &mut grid.records {
        record.offset += mark;
        record.line = lines.of(record.offset as usize);
    }
    if grid.records.is_empty() {
        let message = "the bundle has no entries";
        grid.notes.push(GridIssue::new("W_NO_ROWS", message, "ask the sender whether that is right"));
    }
    Ok(grid)
}

/// Resources and elements of a message of a later release than DSTU2.
const LATER: [(&str, &str); 3] = [("ServiceRequest", "R4"), ("eventCoding", "R4"), ("Task", "STU3 or later")];

/// Refuses messages of another release of FHIR than that of the standard, by what only later releases have.
fn refuse_other_release(root: &FhirElement) -> Result<(), Refusal> {
    match LATER.iter().find(|(name, _)| root.has_anywhere(name)) {
        None => Ok(()),
        Some((mark, release)) => {
            let what = format!("these are messages of FHIR {release} (`{mark}`), the profile reads SCCI2075 in DSTU2");
            let hint = "ask the sender for notices of SCCI2075 (ReferralRequest in DSTU2), or for its events as CSV";
            Err(Refusal::new("F_RELEASE", what, hint).at((1, 1)))
        }
    }
}

/// An entry of a bundle that is no message itself.
fn entry(entry: &FhirElement) -> GridRecord {
    let resource = entry.find("resource").and_then(|resource| resource.children.first());
    match resource.filter(|resource| &*resource.name == "Bundle" && resource.text("type") == Some("message")) {
        Some(message) => crate::files::scci2075::record::record(message),
        None => {
            let name = resource.map_or("nothing", |resource| &*resource.name);
            let message = format!("the entry is {}, not a message", crate::files::wording::value(name));
            let hint = "ask the sender for bundles of the type message";
            GridRecord {
                offset: entry.offset as u64,
                cells: vec![GridCell::default(); COLUMNS.len()],
                problem: Some(GridIssue::new("R_FHIR_TYPE", message, hint)),
                ..GridRecord::default()
            }
        }
    }
}

/// Counts lines on the way through a file, so that many messages are found in one pass.
struct LinePositions<'d> {
    bytes: &'d [u8],
    at: usize,
    line: u32,
}

impl LinePositions<'_> {
    fn of(&mut self, offset: usize) -> u32 {
        let to = offset.clamp(self.at, self.bytes.len());
        let passed = self.bytes[self.at..to].iter().filter(|byte| **byte == b'\n').count();
        (self.at, self.line) = (to, self.line.saturating_add(passed as u32));
        self.line
    }
}
