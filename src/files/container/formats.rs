//! The formats and their readers, one line each. All of this runs in the process that reads a file.

use super::kind::unread;
use std::borrow::Cow;

use crate::files::container::kind::Kind;
use crate::files::container::{Opened, Wanted, gzip, json, name, refuse_empty, sheets, xls, xlsx};
use crate::files::grid::Grid;
use crate::files::refusal::Refusal;
use crate::files::{fhir, hl7, scci2075};

/// What reads messages of one kind.
type MessageReader = fn(&[u8]) -> Result<Grid, Refusal>;

/// Readers of message formats.
const MESSAGES: &[(Kind, MessageReader)] =
    &[(Kind::Hl7, hl7::read), (Kind::Fhir, fhir::read), (Kind::Xml, scci2075::read)];

/// Reads a file of any kind in this very process: for the process that was started to do so, and for tests.
///
/// # Errors
/// The file is refused as a whole.
pub fn read<'a>(bytes: &'a [u8], wanted: &Wanted) -> Result<Opened<'a>, Refusal> {
    match Kind::of(bytes) {
        Kind::Gzip => read_inner(gzip::inflate(bytes)?, wanted),
        kind => read_plain(kind, bytes, wanted),
    }
}

/// Reads what was packed with gzip: once, for nobody packs twice by intention.
fn read_inner<'a>(bytes: Vec<u8>, wanted: &Wanted) -> Result<Opened<'a>, Refusal> {
    refuse_empty(&bytes)?;
    let kind = Kind::of(&bytes);
    name::agrees(name::inner(&wanted.name), kind)?;
    match kind {
        Kind::Text => Ok(Opened::Text(Cow::Owned(bytes))),
        Kind::Gzip => Err(unread(Kind::Other("gzip data in gzip data"))),
        _ => match read_plain(kind, &bytes, wanted)? {
            Opened::Grid(grid) => Ok(Opened::Grid(grid)),
            Opened::Text(text) => Ok(Opened::Text(Cow::Owned(text.into_owned()))),
        },
    }
}

fn read_plain<'a>(kind: Kind, bytes: &'a [u8], wanted: &Wanted) -> Result<Opened<'a>, Refusal> {
    let grid = match kind {
        Kind::Text => return Ok(Opened::Text(Cow::Borrowed(bytes))),
        Kind::Zip | Kind::Compound if wanted.every_sheet => sheets::read(kind, bytes),
        Kind::Zip => xlsx::read(bytes, wanted),
        Kind::Compound => xls::read(bytes, wanted),
        Kind::Json => json::read_array(bytes),
        Kind::Ndjson => json::read_lines(bytes),
        _ => match MESSAGES.iter().find(|(format, _)| *format == kind) {
            Some((_, reader)) => reader(bytes),
            None => Err(unread(kind)),
        },
    };
    grid.map(Opened::Grid)
}
