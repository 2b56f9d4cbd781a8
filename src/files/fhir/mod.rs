//! FHIR R4 encounters in JSON: a bundle as one record an entry, typed encounters, and stays.

mod bundle;
mod columns;
mod encounter;
mod json;
mod lines;
mod patient;
mod records;
mod release;

pub use columns::COLUMNS;
pub use encounter::{FINISHED, LEAVE};

use crate::files::fhir::bundle::Bundle;
use crate::files::fhir::json::Json;

use crate::files::encoding::place;
use crate::files::grid::{Grid, GridIssue};
use crate::files::refusal::Refusal;

/// Reads a bundle of encounters, one encounter, or one resource a line. The line of a record is the number of its entry; of
/// a file of lines it is the line.
///
/// # Errors
/// `F_EMPTY`; `F_ENCODING`; `F_JSON` (no JSON, nested too deep, a key twice); `F_FHIR` (no bundle that lists resources);
/// `F_RELEASE` (another release than R4); `F_COUNT` (a page of many, or fewer entries than the bundle says); of XML what [`crate::files::fhir_xml::read`] refuses, and
/// `F_FHIR`.
pub fn read(bytes: &[u8]) -> Result<Grid, Refusal> {
    let content = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = bytes.len() - content.len();
    let trimmed = content.trim_ascii();
    if trimmed.is_empty() {
        return Err(Refusal::new("F_EMPTY", "there is nothing in the file", "ask the sender for the file again"));
    }
    if trimmed.starts_with(b"<") {
        crate::files::fhir_xml::read(bytes)?;
        let what = "the file is FHIR in XML, which is read for the notices of SCCI2075 alone";
        return Err(Refusal::new("F_FHIR", what, "ask the sender for encounters in JSON"));
    }
    let (records, note) = match serde_json::from_slice::<Json>(content) {
        Ok(root) => (Bundle::open(&root)?.records(), crate::files::fhir::release::check(std::iter::once(&root))?),
        Err(error) => match crate::files::fhir::lines::records(content, start)? {
            Some(records) => records,
            None => return Err(refused(bytes, start, &error)),
        },
    };
    let mut grid = Grid { columns: COLUMNS.iter().map(|name| (*name).to_owned()).collect(), ..Grid::default() };
    grid.records = records;
    grid.notes.extend(note);
    if grid.records.is_empty() {
        let message = "the bundle has no entries";
        grid.notes.push(GridIssue::new("W_NO_ROWS", message, "ask the sender whether that is right"));
    }
    Ok(grid)
}

/// Why the file as a whole is no JSON.
fn refused(bytes: &[u8], start: usize, error: &serde_json::Error) -> Refusal {
    if let Err(error) = std::str::from_utf8(&bytes[start..]) {
        let what = "the file is not UTF-8, which JSON has to be";
        let hint = "ask the sender for the file in UTF-8";
        return Refusal::new("F_ENCODING", what, hint).at(place(bytes, start + error.valid_up_to()));
    }
    let what = format!("the file is no JSON that is read here: {error}");
    let hint = "ask the sender for the file again; nothing in it is guessed";
    Refusal::new("F_JSON", what, hint).at((error.line().max(1), error.column().max(1)))
}
