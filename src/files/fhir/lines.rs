//! One resource a line (NDJSON), as bulk exports write it. A line that is no JSON is rejected alone.

use std::ops::Range;

use crate::files::fhir::bundle::Bundle;
use crate::files::fhir::columns::COLUMNS;
use crate::files::fhir::json::Json;
use crate::files::fhir::release;
use crate::files::grid::{GridCell, GridIssue, GridRecord};
use crate::files::refusal::Refusal;

/// A line that is not blank.
struct TextLine {
    /// From 1.
    number: u32,
    /// Its first byte in the file.
    offset: u64,
    /// Its bytes within the content.
    within: Range<usize>,
    read: Result<Json, serde_json::Error>,
}

/// The records of a file, and what there is to say about its release.
type LineRecords = (Vec<GridRecord>, Option<GridIssue>);

/// The records of a file of lines, `start` bytes behind its beginning; nothing if it is no such file, which has two lines
/// at least, half of them resources.
///
/// # Errors
/// `F_RELEASE`.
pub fn records(content: &[u8], start: usize) -> Result<Option<LineRecords>, Refusal> {
    let lines = lines(content, start);
    let is_resource = |line: &&TextLine| line.read.as_ref().is_ok_and(|json| json.text("resourceType").is_some());
    let resources = lines.iter().filter(is_resource).count();
    if lines.len() < 2 || 2 * resources < lines.len() {
        return Ok(None);
    }
    let note = release::check(lines.iter().filter_map(|line| line.read.as_ref().ok()))?;
    let is_bundle = |json: &Json| json.text("resourceType") == Some("Bundle");
    let mut records = Vec::new();
    let mut single = Vec::new();
    for line in &lines {
        match &line.read {
            Ok(json) if is_bundle(json) => records.extend(of_bundle(line, json)),
            Ok(json) => single.push((line, json)),
            Err(error) => records.push(broken(line, error, &content[line.within.clone()])),
        }
    }
    let resources: Vec<&Json> = single.iter().map(|(_, json)| *json).collect();
    for record in Bundle::of_resources(&resources).records() {
        let (line, _) = single[record.line as usize - 1];
        records.push(placed(line, record));
    }
    records.sort_by_key(|record| record.line);
    Ok(Some((records, note)))
}

fn lines(content: &[u8], start: usize) -> Vec<TextLine> {
    let mut offset = start as u64;
    let mut lines = Vec::new();
    for (line, number) in content.split(|byte| *byte == b'\n').zip(1..) {
        if !line.trim_ascii().is_empty() {
            let from = offset as usize - start;
            let within = from..from + line.len();
            lines.push(TextLine { number, offset, within, read: serde_json::from_slice(line) });
        }
        offset += line.len() as u64 + 1;
    }
    lines
}

fn placed(line: &TextLine, record: GridRecord) -> GridRecord {
    GridRecord { line: line.number, offset: line.offset, ..record }
}

/// The encounters of a bundle that stands on one line; what refuses the bundle refuses its line.
fn of_bundle(line: &TextLine, json: &Json) -> Vec<GridRecord> {
    match Bundle::open(json) {
        Ok(bundle) => bundle.records().into_iter().map(|record| placed(line, record)).collect(),
        Err(refusal) => vec![rejected(line, GridIssue::new("R_FHIR", refusal.what, refusal.hint))],
    }
}

fn broken(line: &TextLine, error: &serde_json::Error, bytes: &[u8]) -> GridRecord {
    let what = error.to_string();
    // Each line is read for itself: its number in the file is said elsewhere.
    let what = what.split(" at line ").next().unwrap_or_default();
    let message = format!("byte {} of the line: {what}", error.column().max(1));
    let mut record = rejected(line, GridIssue::new("R_JSON", message, "ask the sender for this resource again"));
    let text = String::from_utf8_lossy(bytes);
    for (name, text) in [("resource", Some("Encounter")), ("id", encounter_id(&text))] {
        let at = COLUMNS.iter().position(|column| *column == name);
        if let (Some(cell), Some(text)) = (at.and_then(|at| record.cells.get_mut(at)), text) {
            *cell = GridCell::text(text);
        }
    }
    record
}

/// The id of an encounter whose line is broken behind it, so that its stay can be marked.
fn encounter_id(text: &str) -> Option<&str> {
    let (before, behind) = text.split_once("\"id\"")?;
    let depth = |mark: char| before.matches(mark).count();
    let is_own = before.contains("\"Encounter\"") && depth('{') == depth('}') + 1;
    let value = behind.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    value.split_once('"').map(|(id, _)| id).filter(|_| is_own)
}

fn rejected(line: &TextLine, problem: GridIssue) -> GridRecord {
    let cells = vec![GridCell::default(); COLUMNS.len()];
    placed(line, GridRecord { cells, problem: Some(problem), ..GridRecord::default() })
}
