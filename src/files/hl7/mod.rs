//! HL7 version 2 ADT messages: a file cut into one record a message, typed messages, and stays folded of them.

mod batch;
mod frame;
mod message;
mod path;
mod patient;
mod record;
mod separators;
mod traffic;
mod trigger;

pub use crate::files::hl7::path::{FieldPath, NoSuchField};
pub use crate::files::hl7::record::COLUMNS;
pub use crate::files::hl7::separators::Separators;
pub use traffic::{is_passed_over, may_be_passed_over};
pub use trigger::Trigger;

use crate::files::grid::{Grid, GridIssue, GridRecord};
use crate::files::hl7::batch::Batches;
use crate::files::hl7::frame::Segment;
use crate::files::refusal::Refusal;
use crate::files::wording;
use crate::files::wording::shown_bytes;

/// Reads a file of messages: single ones, one after the other, or in batches.
///
/// # Errors
/// `F_EMPTY`, `F_HL7` (no message comes first), `F_COUNT` (a trailer counts otherwise), `F_TRUNCATED` (a trailer is not
/// there).
pub fn read(bytes: &[u8]) -> Result<Grid, Refusal> {
    read_with(bytes, &[])
}

/// Reads a file of messages with further columns, named by their places (`ZDR-2.1`), for what a site sends in segments
/// of its own.
///
/// # Errors
/// As [`read`].
pub fn read_with(bytes: &[u8], further: &[FieldPath]) -> Result<Grid, Refusal> {
    let framed = crate::files::hl7::frame::cut(bytes);
    if framed.segments.is_empty() {
        return Err(Refusal::new("F_EMPTY", "there is nothing in the file", "ask the sender for the file again"));
    }
    let mut grid = Grid { columns: crate::files::hl7::record::columns(further), ..Grid::default() };
    let mut batches = Batches::default();
    let mut message: Vec<Segment<'_>> = Vec::new();
    for segment in &framed.segments {
        let name = segment.name();
        if name == Some("MSH") {
            flush(&mut message, further, &mut grid);
            batches.message();
            message.push(*segment);
        } else if let Some(name) = name
            && matches!(name, "FHS" | "BHS" | "BTS" | "FTS")
        {
            flush(&mut message, further, &mut grid);
            batches.take(name, segment)?;
        } else if message.is_empty() {
            return Err(no_header(segment));
        } else {
            message.push(*segment);
        }
    }
    flush(&mut message, further, &mut grid);
    batches.end()?;
    refuse_other_release(&grid)?;
    grid.notes = notes(&framed, grid.records.is_empty());
    Ok(grid)
}

fn flush<'d>(message: &mut Vec<Segment<'d>>, further: &[FieldPath], grid: &mut Grid) {
    if !message.is_empty() {
        grid.records.push(crate::files::hl7::record::record(message, further, grid.columns.len()));
        message.clear();
    }
}

/// Refuses a file of which no message is of version 2, by MSH-12.
fn refuse_other_release(grid: &Grid) -> Result<(), Refusal> {
    let Some(at) = COLUMNS.iter().position(|name| *name == "version") else { return Ok(()) };
    let version = |record: &GridRecord| record.cells.get(at).map_or("", |cell| cell.text.as_str()).to_owned();
    let versions: Vec<String> = grid.records.iter().map(version).collect();
    match versions.first() {
        Some(first) if versions.iter().all(|version| !crate::files::hl7::record::is_version_2(version)) => {
            let what = format!("this is HL7 version {} (MSH-12), the profile reads version 2", wording::value(first));
            Err(Refusal::new("F_RELEASE", what, "ask the sender for HL7 version 2 messages, such as 2.4").at((1, 1)))
        }
        _ => Ok(()),
    }
}

fn no_header(segment: &Segment<'_>) -> Refusal {
    let what = format!("found `{}` where a message has to start with MSH", shown_bytes(segment.bytes));
    let hint = "a file of HL7 messages starts with MSH, FHS or BHS: ask the sender for the whole file";
    Refusal::new("F_HL7", what, hint).at((segment.line as usize, 1))
}

fn notes(framed: &crate::files::hl7::frame::Framed<'_>, is_empty: bool) -> Vec<GridIssue> {
    let mut notes = Vec::new();
    if framed.frames > 0 {
        let message = format!("{} bytes of network framing were passed over", framed.frames);
        notes.push(GridIssue::new("W_FRAMING", message, "the sender's system can write files without them"));
    }
    if framed.has_trailer {
        notes.push(GridIssue::new("W_TRAILER", "the old end-of-file byte was passed over", ""));
    }
    if is_empty {
        let message = "the file has no messages";
        notes.push(GridIssue::new("W_NO_ROWS", message, "ask the sender whether that is right"));
    }
    notes
}
