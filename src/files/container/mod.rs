//! What a file is kept in: text, gzip, workbooks, JSON, XML, HL7. Whatever can be hostile is opened in a process of its
//! own, with little memory and time, without files and network ([`sandbox`]).
//!
//! ```text
//!  bytes ── Kind::of ──┬─ text ────────────────────────────────────────▶ Opened::Text
//!                      └─ Reader ─▶ process: limits, sandbox, one reader ▶ Opened::Grid (or Text, of gzip)
//!                             a dead, late or babbling process ────────▶ Refusal
//! ```
//! The limits stand in [`crate::files::container::limits`], the formats and their readers in [`crate::files::container::formats`].

pub mod child;
pub mod formats;
mod gzip;
mod json;
pub mod kept;
pub mod kind;
pub mod limits;
pub mod name;
pub mod process;
pub mod sandbox;
mod sheets;
mod table;
mod which_sheet;
mod wire;
mod xls;
mod xlsx;
pub mod xml;
mod zipped;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use crate::files::container::kind::FileKind;
pub use crate::files::container::limits::Limits;
pub use crate::files::container::process::ProcessReader;
use crate::files::grid::Grid;
use crate::files::refusal::Refusal;
pub use which_sheet::EXPLAINED_SHEET;

/// What is known of a file beside its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenRequest {
    /// Its name, whose ending must not contradict the content; or nothing.
    pub name: String,
    /// The sheet of a workbook that is meant, where someone named one.
    pub sheet: Option<String>,
    /// The columns that the right sheet of several must have, each under any of its names, in any order and plain
    /// spelling.
    pub headers: Vec<Vec<String>>,
    /// The row of a sheet on which the header stands, where someone said so.
    pub header_row: Option<u32>,
    /// Whether every row of a sheet is a record under letters, as for reports whose tables stand below titles.
    pub lettered: bool,
    /// Whether all sheets are wanted, each row as a record under letters behind a first cell with the name of its sheet.
    pub every_sheet: bool,
}

/// A file, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened<'a> {
    /// The bytes of a text, perhaps a table.
    Text(Cow<'a, [u8]>),
    /// A table or messages as records of cells.
    Grid(Grid),
}

/// Opens a file by its content.
///
/// # Errors
/// The file is refused as a whole: a format that is not read, damage, a password, a bomb, several sheets that fit; or the
/// process that read it died or took too long.
pub fn open<'a>(bytes: &'a [u8], wanted: &OpenRequest, reader: &ProcessReader) -> Result<Opened<'a>, Refusal> {
    refuse_empty(bytes)?;
    if kept::is_kept(bytes) {
        return kept::unpack(bytes);
    }
    let kind = FileKind::of(bytes);
    crate::files::container::name::agrees(&wanted.name, kind)?;
    match kind {
        FileKind::Text => Ok(Opened::Text(Cow::Borrowed(bytes))),
        FileKind::Html | FileKind::Other(_) => Err(crate::files::container::kind::unread(kind)),
        _ => reader.read(bytes, wanted),
    }
}

/// Refuses a file with nothing in it, whatever its name claims.
fn refuse_empty(bytes: &[u8]) -> Result<(), Refusal> {
    let content = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if !content.trim_ascii().is_empty() {
        return Ok(());
    }
    let hint = "ask the sender for the file again; an extract without rows still has a header line";
    Err(Refusal::new("F_EMPTY", "there is nothing in the file", hint).at((1, 1)))
}
