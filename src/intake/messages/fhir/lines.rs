//! One resource a line (NDJSON), as bulk exports write it. A line that is no JSON is rejected alone.

use super::bundle::Bundle;
use super::encounter::COLUMNS;
use super::json::Json;
use super::release;
use crate::intake::grid::{GridCell, GridRecord, Trouble};
use crate::intake::refusal::Refusal;

/// A line that is not blank.
struct Line {
    /// From 1.
    number: u32,
    /// Its first byte in the file.
    offset: u64,
    read: Result<Json, serde_json::Error>,
}

/// The records of a file, and what there is to say about its release.
type Records = (Vec<GridRecord>, Option<Trouble>);

/// The records of a file of lines, `start` bytes behind its beginning; nothing if it is no such file, which has two lines
/// at least, half of them resources.
///
/// # Errors
/// `F_RELEASE`.
pub fn records(content: &[u8], start: usize) -> Result<Option<Records>, Refusal> {
    let lines = lines(content, start);
    let is_resource = |line: &&Line| line.read.as_ref().is_ok_and(|json| json.text("resourceType").is_some());
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
            Err(error) => records.push(broken(line, error)),
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

fn lines(content: &[u8], start: usize) -> Vec<Line> {
    let mut offset = start as u64;
    let mut lines = Vec::new();
    for (line, number) in content.split(|byte| *byte == b'\n').zip(1..) {
        if !line.trim_ascii().is_empty() {
            lines.push(Line { number, offset, read: serde_json::from_slice(line) });
        }
        offset += line.len() as u64 + 1;
    }
    lines
}

fn placed(line: &Line, record: GridRecord) -> GridRecord {
    GridRecord { line: line.number, offset: line.offset, ..record }
}

/// The encounters of a bundle that stands on one line; what refuses the bundle refuses its line.
fn of_bundle(line: &Line, json: &Json) -> Vec<GridRecord> {
    match Bundle::open(json) {
        Ok(bundle) => bundle.records().into_iter().map(|record| placed(line, record)).collect(),
        Err(refusal) => vec![rejected(line, Trouble::new("R_FHIR", refusal.what, refusal.hint))],
    }
}

fn broken(line: &Line, error: &serde_json::Error) -> GridRecord {
    let what = error.to_string();
    // Each line is read for itself: its number in the file is said elsewhere.
    let what = what.split(" at line ").next().unwrap_or_default();
    let message = format!("byte {} of the line: {what}", error.column().max(1));
    rejected(line, Trouble::new("R_JSON", message, "ask the sender for this resource again"))
}

fn rejected(line: &Line, problem: Trouble) -> GridRecord {
    let cells = vec![GridCell::default(); COLUMNS.len()];
    placed(line, GridRecord { cells, problem: Some(problem), ..GridRecord::default() })
}
