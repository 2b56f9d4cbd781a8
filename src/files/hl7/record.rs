//! One message as a record: the named columns, and what is wrong or doubtful with the message as such.

use sha2::{Digest, Sha256};

use crate::domain::nhs_number::hexadecimal;
use crate::files::grid::{CellKind, GridCell, GridIssue, GridRecord};
use crate::files::hl7::Trigger;
use crate::files::hl7::frame::Segment;
use crate::files::hl7::message::{Hl7Message, Unread};
use crate::files::hl7::path::FieldPath;
use crate::files::hl7::patient::PatientIdentifiers;
use crate::files::time_stamps;

/// Fields longer than this many bytes, or repeated more often than the next number, are remarked on: no spreadsheet
/// could hold them, and they are hardly meant.
const LONG: usize = 32_767;
const MANY: usize = 1_000;

/// What is kept of a message that cannot be read: the visit, so that its stay can be marked, what happened, and the version.
const KEPT: [&str; 3] = ["trigger", "version", "visit_number"];
/// The code of a message without a patient.
const TEST: &str = "R_HL7_TEST";

/// How the text of a column is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ColumnReading {
    Plain,
    Time,
    /// The last repetition of a time that may repeat.
    LastTime,
}

macro_rules! columns {
    ($($name:literal = $segment:literal $field:literal / $component:literal $reading:ident,)+) => {
        /// The columns that every file of messages has, then `nhs_number`, `patient_id`, `prior_nhs_number`,
        /// `prior_patient_id` and `digest`.
        pub const COLUMNS: &[&str] =
            &[$($name,)+ "nhs_number", "patient_id", "prior_nhs_number", "prior_patient_id", "digest"];
        const PATHS: &[(FieldPath, ColumnReading)] =
            &[$((FieldPath::new($segment, $field, $component), ColumnReading::$reading),)+];
    };
}

columns! {
    "application" = b"MSH" 3 / 1 Plain,
    "facility" = b"MSH" 4 / 1 Plain,
    "sent_at" = b"MSH" 7 / 1 Time,
    "type" = b"MSH" 9 / 1 Plain,
    "trigger" = b"MSH" 9 / 2 Plain,
    "control_id" = b"MSH" 10 / 1 Plain,
    "processing" = b"MSH" 11 / 1 Plain,
    "version" = b"MSH" 12 / 1 Plain,
    "recorded_at" = b"EVN" 2 / 1 Time,
    "planned_at" = b"EVN" 3 / 1 Time,
    "occurred_at" = b"EVN" 6 / 1 Time,
    "born_on" = b"PID" 7 / 1 Time,
    "died_at" = b"PID" 29 / 1 Time,
    "is_dead" = b"PID" 30 / 1 Plain,
    "patient_class" = b"PV1" 2 / 1 Plain,
    "ward" = b"PV1" 3 / 1 Plain,
    "site" = b"PV1" 3 / 4 Plain,
    "admission_type" = b"PV1" 4 / 1 Plain,
    "prior_ward" = b"PV1" 6 / 1 Plain,
    "prior_site" = b"PV1" 6 / 4 Plain,
    "service" = b"PV1" 10 / 1 Plain,
    "admission_source" = b"PV1" 14 / 1 Plain,
    "visit_number" = b"PV1" 19 / 1 Plain,
    "discharge_disposition" = b"PV1" 36 / 1 Plain,
    "discharged_to" = b"PV1" 37 / 1 Plain,
    "admitted_at" = b"PV1" 44 / 1 Time,
    "discharged_at" = b"PV1" 45 / 1 LastTime,
    "expected_admission" = b"PV2" 8 / 1 Time,
    "expected_discharge" = b"PV2" 9 / 1 Time,
}

/// All columns: those of every file, and the further ones by their places.
pub fn columns(further: &[FieldPath]) -> Vec<String> {
    COLUMNS.iter().map(|name| (*name).to_owned()).chain(further.iter().map(FieldPath::to_string)).collect()
}

/// One message as a record.
pub fn record(segments: &[Segment<'_>], further: &[FieldPath], width: usize) -> GridRecord {
    let first = segments.first();
    let mut record = GridRecord {
        line: first.map_or(0, |segment| segment.line),
        offset: first.map_or(0, |segment| segment.offset),
        ..GridRecord::default()
    };
    match read(segments) {
        Ok(message) => {
            record.cells = cells(&message, segments, further);
            record.remarks = remarks(&message, segments);
        }
        Err((code, what)) => {
            record.cells = vec![GridCell::default(); width];
            for (at, name) in COLUMNS.iter().enumerate().filter(|(_, name)| KEPT.contains(name) && code != TEST) {
                record.cells[at] = GridCell::text(anyhow(segments, name));
            }
            record.problem = Some(GridIssue::new(code, what, "ask the sender for the message again"));
        }
    }
    record
}

/// The text of a column of a message that could not be read as a whole; empty if even that cannot be read.
fn anyhow(segments: &[Segment<'_>], column: &str) -> String {
    let named: Vec<Segment<'_>> = segments.iter().filter(|segment| segment.name().is_some()).copied().collect();
    let path = PATHS.iter().zip(COLUMNS).find(|(_, name)| **name == column).map(|((path, _), _)| *path);
    let text = Hl7Message::whatever_its_bytes(&named).ok().zip(path).map(|(message, path)| message.text(path));
    text.unwrap_or_default()
}

fn read<'d>(segments: &[Segment<'d>]) -> Result<Hl7Message<'d>, Unread> {
    let no_segment = segments.iter().find(|segment| segment.name().is_none());
    if let Some(segment) = no_segment {
        return Err(("R_HL7", format!("line {} is no segment: a line was broken, or bytes were lost", segment.line)));
    }
    let message = Hl7Message::of(segments)?;
    check(&message).map(|()| message)
}

/// What a message must have before anybody can ask what it says.
fn check(message: &Hl7Message<'_>) -> Result<(), Unread> {
    let refused = |what: String| Err(("R_HL7", what));
    let text = |segment: &[u8; 3], field, component| message.text(FieldPath::new(segment, field, component));
    let kind = text(b"MSH", 9, 1);
    if kind.is_empty() || text(b"MSH", 10, 1).is_empty() {
        return refused("the header has no message type (MSH-9) or no control id (MSH-10)".to_owned());
    }
    if kind != "ADT" {
        let what = "this is no ADT message: it says nothing about a stay".to_owned();
        return Err(("R_HL7_TYPE", what));
    }
    if matches!(text(b"MSH", 11, 1).as_str(), "T" | "D") {
        return Err((TEST, "a message for training or debugging (MSH-11): no patient was treated".to_owned()));
    }
    let version = text(b"MSH", 12, 1);
    if !is_version_2(&version) {
        return refused(format!(
            "MSH-12 says version {}: only version 2 is read here",
            crate::files::wording::value(&version)
        ));
    }
    let (header, event) = (text(b"MSH", 9, 2), text(b"EVN", 1, 1));
    let has = |name: &str| message.count(name) > 0;
    // What says nothing about a stay may lack the segments of one.
    let is_about_a_stay = [&header, &event].iter().any(|code| code.is_empty() || Trigger::of(code).is_some());
    if let Some(missing) = ["EVN", "PID"].iter().find(|name| is_about_a_stay && !has(name)) {
        return refused(format!("there is no {missing} segment: the message was cut short"));
    }
    if is_about_a_stay && !has("PV1") && !has("MRG") {
        return refused("there is neither a PV1 nor an MRG segment: the message was cut short".to_owned());
    }
    if let Some(twice) = ["EVN", "PID", "PV1", "MRG"].iter().find(|name| message.count(name) > 1) {
        return refused(format!("there are two {twice} segments: the header of a message may be lost between them"));
    }
    if header.is_empty() && event.is_empty() {
        return refused("neither MSH-9 nor EVN-1 says what happened".to_owned());
    }
    if !header.is_empty() && !event.is_empty() && header != event {
        return refused("MSH-9 and EVN-1 say different things".to_owned());
    }
    let patient = PatientIdentifiers::of(message, message.field("PID", 3));
    if patient.has_two_numbers {
        return Err(("R_NHS", "the message gives two NHS numbers for one patient".to_owned()));
    }
    Ok(())
}

/// Whether a version (MSH-12) is one of HL7 version 2, or none is stated.
pub fn is_version_2(version: &str) -> bool {
    version.is_empty() || version == "2" || version.starts_with("2.")
}

fn cells(message: &Hl7Message<'_>, segments: &[Segment<'_>], further: &[FieldPath]) -> Vec<GridCell> {
    let sent_at = message.text(FieldPath::new(b"MSH", 7, 1));
    let zone = time_stamps::zone_of_hl7(&sent_at);
    let mut cells: Vec<GridCell> = PATHS.iter().map(|(path, reading)| cell(message, *path, *reading, zone)).collect();
    let trigger = PATHS.iter().position(|(path, _)| *path == FieldPath::new(b"MSH", 9, 2));
    if let Some(cell) = trigger.and_then(|at| cells.get_mut(at)).filter(|cell| cell.text.is_empty()) {
        *cell = message.cell(FieldPath::new(b"EVN", 1, 1));
    }
    for (segment, field) in [("PID", 3), ("MRG", 1)] {
        let patient = PatientIdentifiers::of(message, message.field(segment, field));
        cells.extend([GridCell::text(patient.nhs_number), GridCell::text(patient.local)]);
    }
    cells.push(GridCell::text(digest(segments)));
    cells.extend(further.iter().map(|path| message.cell(*path)));
    cells
}

fn cell(message: &Hl7Message<'_>, path: FieldPath, reading: ColumnReading, zone: Option<&str>) -> GridCell {
    let cell = match reading {
        ColumnReading::LastTime => {
            let field = message.field(&String::from_utf8_lossy(&path.segment), path.field.into());
            let last = message.separators.repetitions(field).rfind(|repetition| !repetition.is_empty());
            let text = message.decoded(last.unwrap_or(""), path.component.into());
            if text == "\"\"" { GridCell::of(CellKind::Null, "") } else { GridCell::text(text) }
        }
        ColumnReading::Plain | ColumnReading::Time => message.cell(path),
    };
    let stamp = if reading == ColumnReading::Plain { None } else { time_stamps::from_hl7(&cell.text, zone) };
    stamp.map_or(cell, |iso| GridCell::of(CellKind::Date, iso))
}

/// What distinguishes two messages that have one control id: all their segments, whatever ended the lines.
fn digest(segments: &[Segment<'_>]) -> String {
    let mut hash = Sha256::new();
    for segment in segments {
        hash.update(segment.bytes);
        hash.update(b"\r");
    }
    hexadecimal(&hash.finalize())
}

fn remarks(message: &Hl7Message<'_>, segments: &[Segment<'_>]) -> Vec<GridIssue> {
    let mut remarks = Vec::new();
    let is_long = |field: &str| {
        let bytes_are_many = field.len() > LONG;
        bytes_are_many || field.len() > MANY && message.separators.repetitions(field).count() > MANY
    };
    if let Some((name, field)) = message.fields().find(|(_, field)| is_long(field)) {
        let said = format!("a field of {name} has {} bytes; it was read all the same", field.len());
        remarks.push(GridIssue::new("W_TOO_LONG", said, "ask the sender what it is"));
    }
    let unknown = |field| message.separators.decode(field).1;
    let escaped = |field: &&str| message.separators.escape.is_some_and(|mark| field.contains(mark));
    let mut fields = message.fields().filter(|(_, field)| escaped(field));
    if let Some((name, sequence)) = fields.find_map(|(name, field)| Some((name, unknown(field)?))) {
        let said = format!("{name} has an escape sequence that is not known; it was kept as text");
        let issue = GridIssue::new("W_ESCAPE", said, "ask the sender what it stands for");
        remarks.push(GridIssue { value: sequence.to_owned(), ..issue });
    }
    remarks.extend(repeated_times(message));
    if segments.last().is_some_and(|segment| !segment.is_ended) {
        let said = "nothing ends the last line: the file may have been cut in the middle of it";
        remarks.push(GridIssue::new("W_TRUNCATED", said, "compare the message with the sender's"));
    }
    remarks
}

/// Times that are given more than once, each otherwise.
fn repeated_times<'m>(message: &'m Hl7Message<'_>) -> impl Iterator<Item = GridIssue> + 'm {
    let times = PATHS.iter().enumerate().filter(|(_, (_, reading))| *reading != ColumnReading::Plain);
    times.filter_map(move |(column, (path, reading))| {
        let field = message.field(&String::from_utf8_lossy(&path.segment), path.field.into());
        let said = |repetition| message.decoded(repetition, path.component.into());
        let mut times = message.separators.repetitions(field).map(said).filter(|time| !time.is_empty());
        let first = times.next()?;
        times.find(|other| *other != first)?;
        let which = if *reading == ColumnReading::LastTime { "last" } else { "first" };
        let message = format!("the time is given more than once, each otherwise; the {which} was taken");
        Some(GridIssue::new("W_REPEAT", message, "ask the sender which is right").about(column, ""))
    })
}
