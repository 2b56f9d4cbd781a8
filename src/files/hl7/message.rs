//! One message: its segments as text, and what stands in a field.

use std::borrow::Cow;

use crate::files::grid::{CellKind, GridCell};
use crate::files::hl7::frame::Segment;
use crate::files::hl7::path::FieldPath;
use crate::files::hl7::separators::Separators;

/// The segments of one message, the first one the header.
#[derive(Debug)]
pub struct Hl7Message<'d> {
    /// What it divides its fields by.
    pub separators: Separators,
    segments: Vec<Cow<'d, str>>,
}

/// Why the segments are no message that can be read: a code and words.
pub type Unread = (&'static str, String);

impl<'d> Hl7Message<'d> {
    /// Takes the segments of a message.
    ///
    /// # Errors
    /// The separators are no separators, or bytes are not of the declared character set.
    pub fn of(segments: &[Segment<'d>]) -> Result<Self, Unread> {
        let header = segments.first().map_or(&b""[..], |segment| segment.bytes);
        let separators = Separators::of(header).map_err(|what| ("R_HL7", what.to_owned()))?;
        let declared = field_of(&String::from_utf8_lossy(header), separators, 18).to_owned();
        // The one character set besides UTF-8 that needs no table: its bytes are the numbers of its characters.
        let latin = declared.starts_with("8859/1") && !declared.starts_with("8859/15");
        let text = |segment: &Segment<'d>| match std::str::from_utf8(segment.bytes) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(_) if latin => Ok(Cow::Owned(segment.bytes.iter().map(|byte| char::from(*byte)).collect())),
            Err(error) => {
                let byte = segment.bytes[error.valid_up_to()];
                let what =
                    format!("byte 0x{byte:02X} of line {} is not UTF-8, and MSH-18 does not say what", segment.line);
                Err(("R_ENCODING", what))
            }
        };
        let segments = segments.iter().map(text).collect::<Result<_, _>>()?;
        Ok(Self { separators, segments })
    }

    /// Takes the segments of a message that cannot be read as a whole: bytes that are no text stand as marks of that.
    ///
    /// # Errors
    /// The separators are no separators.
    pub fn whatever_its_bytes(segments: &[Segment<'d>]) -> Result<Self, Unread> {
        let header = segments.first().map_or(&b""[..], |segment| segment.bytes);
        let separators = Separators::of(header).map_err(|what| ("R_HL7", what.to_owned()))?;
        let segments = segments.iter().map(|segment| String::from_utf8_lossy(segment.bytes)).collect();
        Ok(Self { separators, segments })
    }

    /// How many segments have this name.
    pub fn count(&self, name: &str) -> usize {
        self.segments.iter().filter(|segment| segment.starts_with(name)).count()
    }

    /// A field, from 1, of the first segment with this name, as it is written; empty if there is none.
    pub fn field(&self, name: &str, number: usize) -> &str {
        let segment = self.segments.iter().find(|segment| segment.starts_with(name));
        segment.map_or("", |segment| field_of(segment, self.separators, number))
    }

    /// A component of the first repetition of a field, decoded.
    pub fn text(&self, path: FieldPath) -> String {
        let name = String::from_utf8_lossy(&path.segment);
        let field = self.field(&name, path.field.into());
        let first = self.separators.repetitions(field).next().unwrap_or("");
        self.decoded(first, path.component.into())
    }

    /// The first part of a component, decoded.
    pub fn decoded(&self, repetition: &str, component: usize) -> String {
        let component = self.separators.component(repetition, component);
        self.separators.decode(self.separators.part(component, 1)).0.trim().to_owned()
    }

    /// The cell of a field: its text, or that the sender says that there is no value (`""`).
    pub fn cell(&self, path: FieldPath) -> GridCell {
        let text = self.text(path);
        if text == "\"\"" { GridCell::of(CellKind::Null, "") } else { GridCell::text(text) }
    }

    /// Every field of every segment as it is written, with the name of its segment; the header's separators left out.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        let mark = self.separators.field;
        self.segments.iter().flat_map(move |segment| {
            let name = segment.get(..3).unwrap_or("");
            let from = if name == "MSH" { 2 } else { 1 };
            segment.split(mark).skip(from).map(move |field| (name, field))
        })
    }
}

/// A field of a segment; the first field of a header is the separator itself.
fn field_of(segment: &str, separators: Separators, number: usize) -> &str {
    let place = if segment.starts_with("MSH") { number.saturating_sub(1) } else { number };
    segment.split(separators.field).nth(place).unwrap_or("")
}
