//! What kind of file some bytes are, recognised by the bytes alone; the name must not contradict it.

use std::borrow::Cow;

use crate::files::container::json::scan::{JsonScanner, JsonValue};
use crate::files::refusal::Refusal;

/// What kind of file some bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Text that may be a table, as CSV is.
    Text,
    /// gzip data.
    Gzip,
    /// A ZIP archive: a workbook (XLSX) if it has the parts of one.
    Zip,
    /// A compound file of old Office: a workbook (XLS), or one that is locked with a password.
    Compound,
    /// JSON: an array, a single object over several lines, or a plain value.
    Json,
    /// One JSON object a line.
    Ndjson,
    /// A FHIR resource as JSON: an object with `resourceType`, or one a line.
    Fhir,
    /// XML.
    Xml,
    /// An HTML page.
    Html,
    /// HL7 version 2: messages, a batch of them, or messages as they come over a line.
    Hl7,
    /// Something that is known and not read, by its name.
    Other(&'static str),
}

const MARK: &[u8] = b"\xEF\xBB\xBF";

/// What the first bytes of files that are no text look like.
const STARTS: &[(&[u8], FileKind)] = &[
    (b"\x1F\x8B", FileKind::Gzip),
    (b"PK\x03\x04", FileKind::Zip),
    (b"PK\x05\x06", FileKind::Other("an empty ZIP archive")),
    (b"\xD0\xCF\x11\xE0", FileKind::Compound),
    (b"%PDF", FileKind::Other("a PDF")),
    (b"PAR1", FileKind::Other("a Parquet file")),
    (b"BZh", FileKind::Other("bzip2 data")),
    (b"\xFD7zXZ", FileKind::Other("xz data")),
    (b"\x28\xB5\x2F\xFD", FileKind::Other("Zstandard data")),
    (b"7z\xBC\xAF", FileKind::Other("a 7-Zip archive")),
    (b"Rar!\x1A", FileKind::Other("a RAR archive")),
    (b"{\\rtf", FileKind::Other("an RTF document")),
    (b"SQLite format 3\0", FileKind::Other("an SQLite database")),
    (b"\x89PNG", FileKind::Other("a picture")),
    (b"\xFF\xD8\xFF", FileKind::Other("a picture")),
    (b"GIF8", FileKind::Other("a picture")),
    (b"\x7FELF", FileKind::Other("a program")),
];

impl FileKind {
    /// Tells the kind from the bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let content = bytes.strip_prefix(MARK).unwrap_or(bytes);
        let by_start =
            |content: &[u8]| STARTS.iter().find(|(start, _)| content.starts_with(start)).map(|(_, kind)| *kind);
        if let Some(kind) = by_start(content) {
            return kind;
        }
        if let Some(start) = start_of_utf16(bytes) {
            return match start.trim_ascii_start().first() {
                Some(b'<') => markup(&start),
                Some(b'{' | b'[') => Self::Json,
                _ if is_hl7(&start) => Self::Hl7,
                _ => Self::Text,
            };
        }
        let content = content.trim_ascii_start();
        match content.first() {
            _ if is_hl7(content) => Self::Hl7,
            Some(b'<') => markup(content),
            // PDF and others may stand behind blank lines.
            _ => by_start(content).unwrap_or_else(|| of_json(content)),
        }
    }

    /// What to call it in a sentence: `it looks like …`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Gzip => "gzip data",
            Self::Zip => "a ZIP archive or an XLSX workbook",
            Self::Compound => "an old Office file (XLS) or an encrypted workbook",
            Self::Json | Self::Ndjson => "JSON",
            Self::Fhir => "FHIR as JSON",
            Self::Xml => "XML",
            Self::Html => "an HTML page, perhaps a sign-in page",
            Self::Hl7 => "HL7 messages",
            Self::Other(name) => name,
        }
    }
}

/// Refuses what is not a text table at all.
pub fn refuse_other_formats(bytes: &[u8]) -> Result<(), Refusal> {
    let kind = FileKind::of(bytes);
    // A quoted word alone is a table of one column, and JSON: where CSV is wanted it is the former.
    let start = bytes.strip_prefix(MARK).unwrap_or(bytes).trim_ascii_start().first();
    let plain_value = kind == FileKind::Json && !matches!(start, Some(b'{' | b'['));
    if kind == FileKind::Text || plain_value {
        return Ok(());
    }
    let what = format!("this is no CSV file: it looks like {}", kind.name());
    let hint = "ask the sender for the table as `CSV UTF-8`; a wrong ending of the name does not make it one";
    Err(Refusal::new("F_FORMAT", what, hint).at((1, 1)))
}

/// The first characters of a text that is marked, or starts, as UTF-16; what is not ASCII becomes 0xFF.
fn start_of_utf16(bytes: &[u8]) -> Option<Vec<u8>> {
    let (unit, skip): (fn([u8; 2]) -> u16, usize) = match bytes {
        [0xFF, 0xFE, 0, 0, ..] => return None,
        [0xFF, 0xFE, ..] => (u16::from_le_bytes, 2),
        [0xFE, 0xFF, ..] => (u16::from_be_bytes, 2),
        [b'<', 0, b'?', 0, ..] => (u16::from_le_bytes, 0),
        [0, b'<', 0, b'?', ..] => (u16::from_be_bytes, 0),
        _ => return None,
    };
    let pairs = bytes[skip..].as_chunks::<2>().0.iter().take(512);
    Some(pairs.map(|pair| u8::try_from(unit(*pair)).ok().filter(u8::is_ascii).unwrap_or(0xFF)).collect())
}

fn markup(content: &[u8]) -> FileKind {
    let start = String::from_utf8_lossy(&content[..content.len().min(512)]).to_lowercase();
    let tags = ["<html", "<!doctype html", "<body", "<head", "<table", "<div", "<script"];
    if tags.iter().any(|tag| start.contains(tag)) { FileKind::Html } else { FileKind::Xml }
}

/// A header segment of a message, a batch or a file, which declares its own delimiters; perhaps framed for a line.
fn is_hl7(content: &[u8]) -> bool {
    let content = content.strip_prefix(b"\x0B").unwrap_or(content);
    let is_segment = [b"MSH", b"BHS", b"FHS"].iter().any(|name| content.starts_with(*name));
    match content.get(3..) {
        Some([b'|', ..]) => is_segment,
        Some([_, delimiters @ ..]) if delimiters.len() >= 3 => {
            is_segment && content[3..7].iter().all(u8::is_ascii_punctuation) && content[4..7] != *b"\"\"\""
        }
        _ => false,
    }
}

/// The refusal of a format that nothing here reads.
pub fn unread(kind: FileKind) -> Refusal {
    let what = format!("the file is of a format that is not read here: it looks like {}", kind.name());
    let hint = "ask the sender for the table as `CSV UTF-8` or XLSX; a wrong ending of the name does not make it one";
    Refusal::new("F_FORMAT", what, hint).at((1, 1))
}

/// What kind a content without marks and white space before it is, if it may be text or JSON.
fn of_json(content: &[u8]) -> FileKind {
    match content.first() {
        Some(b'[') => FileKind::Json,
        Some(b'{') => kind_of_object(content),
        _ if is_plain_value(content) => FileKind::Json,
        _ if has_object_line(content) => FileKind::Ndjson,
        _ => FileKind::Text,
    }
}

fn kind_of_object(content: &[u8]) -> FileKind {
    let mut scanner = JsonScanner::new(content);
    let is_type =
        |(name, value): &(Cow<'_, str>, JsonValue<'_>)| name == "resourceType" && matches!(value, JsonValue::Text(_));
    let object = scanner.object();
    let first_line = content.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let start = &first_line[..first_line.len().min(4096)];
    match object {
        Ok(members) if members.iter().any(is_type) => FileKind::Fhir,
        // An object over several lines is no line of its own.
        Ok(_) if content[..scanner.at].contains(&b'\n') => FileKind::Json,
        Ok(_) => FileKind::Ndjson,
        Err(_) if first_line.trim_ascii() == b"{" => FileKind::Json,
        Err(_) if start.windows(14).any(|word| word == b"\"resourceType\"") => FileKind::Fhir,
        Err(_) => FileKind::Ndjson,
    }
}

/// Whether the whole of a short content is one text, number or word of JSON.
fn is_plain_value(content: &[u8]) -> bool {
    const SHORT: usize = 1 << 16;
    let mut scanner = JsonScanner::new(content);
    let starts = matches!(content.first(), Some(b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n'));
    starts && content.len() <= SHORT && scanner.value().is_ok() && scanner.peek().is_none()
}

/// Whether one of the first lines is an object: the first may be broken.
fn has_object_line(content: &[u8]) -> bool {
    let start = &content[..content.len().min(1 << 16)];
    let mut lines = start.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty()).take(8);
    lines.any(|line| line.starts_with(b"{\"") && line.ends_with(b"}"))
}
