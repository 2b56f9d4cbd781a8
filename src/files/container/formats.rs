//! The formats and their readers, one line each. All of this runs in the process that reads a file.

use std::borrow::Cow;

use super::kind::unread;

use crate::files::container::kind::FileKind;
use crate::files::container::{OpenRequest, Opened, gzip, json, name, refuse_empty, sheets, xls, xlsx};
use crate::files::grid::Grid;
use crate::files::refusal::Refusal;
use crate::files::{fhir, hl7, scci2075};

/// What reads messages of one kind.
type MessageReader = fn(&[u8]) -> Result<Grid, Refusal>;

/// Readers of message formats.
const MESSAGES: &[(FileKind, MessageReader)] =
    &[(FileKind::Hl7, hl7::read), (FileKind::Fhir, fhir::read), (FileKind::Xml, scci2075::read)];

/// Reads a file of any kind in this very process: for the process that was started to do so, and for tests.
///
/// # Errors
/// The file is refused as a whole.
pub fn read<'a>(bytes: &'a [u8], wanted: &OpenRequest) -> Result<Opened<'a>, Refusal> {
    match FileKind::of(bytes) {
        FileKind::Gzip => read_inner(gzip::inflate(bytes)?, wanted),
        kind => read_plain(kind, bytes, wanted),
    }
}

/// Reads what was packed with gzip: once, because gzip in gzip is a mistake or an attack.
fn read_inner<'a>(bytes: Vec<u8>, wanted: &OpenRequest) -> Result<Opened<'a>, Refusal> {
    refuse_empty(&bytes)?;
    let kind = FileKind::of(&bytes);
    name::agrees(name::inner(&wanted.name), kind)?;
    match kind {
        FileKind::Text => Ok(Opened::Text(Cow::Owned(bytes))),
        FileKind::Gzip => Err(unread(FileKind::Other("gzip data in gzip data"))),
        _ => match read_plain(kind, &bytes, wanted)? {
            Opened::Grid(grid) => Ok(Opened::Grid(grid)),
            Opened::Text(text) => Ok(Opened::Text(Cow::Owned(text.into_owned()))),
        },
    }
}

fn read_plain<'a>(kind: FileKind, bytes: &'a [u8], wanted: &OpenRequest) -> Result<Opened<'a>, Refusal> {
    let grid = match kind {
        FileKind::Text => return Ok(Opened::Text(Cow::Borrowed(bytes))),
        FileKind::Zip | FileKind::Compound if wanted.every_sheet => sheets::read(kind, bytes),
        FileKind::Zip => xlsx::read(bytes, wanted),
        FileKind::Compound => xls::read(bytes, wanted),
        FileKind::Json => json::read_array(bytes),
        FileKind::Ndjson => json::read_lines(bytes),
        _ => match MESSAGES.iter().find(|(format, _)| *format == kind) {
            Some((_, reader)) => reader(bytes),
            None => Err(unread(kind)),
        },
    };
    grid.map(Opened::Grid)
}
