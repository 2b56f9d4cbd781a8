//! JSON: an array of objects, or one object a line (NDJSON). Each object is a record; its keys are the columns.
//!
//! A line that is no JSON is rejected alone. An array with a fault between its objects is refused as a whole, because it is
//! unknown how many records there are.

mod records;
pub mod scan;

use crate::files::container::json::records::JsonRecords;
use crate::files::container::json::scan::{Broken, JsonScanner, JsonValue};

use crate::files::encoding;
use crate::files::grid::Grid;
use crate::files::refusal::Refusal;

const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Reads one object a line.
///
/// # Errors
/// The objects have more different keys, or more cells, than a table can have; or the file is UTF-16.
pub fn read_lines(bytes: &[u8]) -> Result<Grid, Refusal> {
    refuse_utf16(bytes)?;
    let mut records = JsonRecords::default();
    let mut at = start(bytes);
    for (index, line) in bytes[at..].split(|byte| *byte == b'\n').enumerate() {
        let offset = at;
        at += line.len() + 1;
        if line.trim_ascii().is_empty() {
            records.blank();
            continue;
        }
        let mut scanner = JsonScanner::new(line);
        let members = if scanner.peek() == Some(b'{') {
            scanner.object().and_then(|members| match scanner.peek() {
                None => Ok(members),
                Some(_) => Err(scanner.broken("wanted nothing behind the object")),
            })
        } else {
            Err(scanner.broken("wanted an object"))
        };
        records.start(index, offset);
        match members {
            Ok(members) => records.members(members, scanner.issue.take(), line)?,
            Err(broken) => records.broken(&broken, line)?,
        }
    }
    records.finish()
}

/// Reads an array of objects.
///
/// # Errors
/// `F_EMPTY`: the array has no objects; `F_JSON`: there is another thing at the top, or the array breaks off between or in its objects.
pub fn read_array(bytes: &[u8]) -> Result<Grid, Refusal> {
    refuse_utf16(bytes)?;
    let content = &bytes[start(bytes)..];
    let mut scanner = JsonScanner::new(content);
    let mut records = JsonRecords::default();
    let refused = |broken: Broken| refusal(content, &broken);
    if scanner.peek() != Some(b'[') {
        return Err(other_top(&mut scanner, content));
    }
    scanner.at += 1;
    scanner.inside = 1;
    let mut lines = LineCounter::default();
    let mut more = scanner.peek() != Some(b']');
    scanner.at += usize::from(!more);
    while more {
        let is_object = scanner.peek() == Some(b'{');
        let from = scanner.at;
        records.start(lines.before(content, from), from + start(bytes));
        if is_object {
            let members = scanner.object().map_err(refused)?;
            records.members(members, scanner.issue.take(), &content[from..scanner.at])?;
        } else {
            scanner.value().map_err(refused)?;
            scanner.issue = None;
            let broken = Broken { at: 0, what: "wanted an object".to_owned() };
            records.broken(&broken, &content[from..scanner.at])?;
        }
        more = match scanner.peek() {
            Some(b',') => true,
            Some(b']') => false,
            _ => return Err(refused(scanner.broken("wanted `,` or `]`"))),
        };
        scanner.at += 1;
    }
    match scanner.peek() {
        Some(_) => Err(refused(scanner.broken("wanted nothing behind the array"))),
        None => {
            let grid = records.finish()?;
            if grid.records.is_empty() {
                let hint =
                    "ask the sender for the file again; if there was nothing to send, take the file out of the inbox";
                return Err(Refusal::new("F_EMPTY", "the JSON array has no objects", hint));
            }
            Ok(grid)
        }
    }
}

fn other_top(scanner: &mut JsonScanner<'_>, content: &[u8]) -> Refusal {
    let top = match scanner.value() {
        Err(broken) => return refusal(content, &broken),
        Ok(JsonValue::Text(_)) => "a text",
        Ok(JsonValue::Number(_)) => "a number",
        Ok(JsonValue::Word(_) | JsonValue::Null) => "a word",
        Ok(JsonValue::Nested) => "a single object over several lines",
    };
    let what = format!("at the top of the JSON stands {top}; wanted an array of objects, or one object a line");
    Refusal::new("F_JSON", what, HINT).at((1, 1))
}

const HINT: &str = "ask the sender for an array of flat objects, or one object a line";

fn refusal(content: &[u8], broken: &Broken) -> Refusal {
    Refusal::new("F_JSON", format!("this is not JSON: {}", broken.what), HINT)
        .at(encoding::place(content, broken.at))
        .because("it is not clear where the other records start")
}

fn refuse_utf16(bytes: &[u8]) -> Result<(), Refusal> {
    let is_marked = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    if is_marked { Err(encoding::unread("UTF-16, which JSON never is")) } else { Ok(()) }
}

fn start(bytes: &[u8]) -> usize {
    if bytes.starts_with(MARK) { MARK.len() } else { 0 }
}

/// Counts lines up to a byte, each byte once.
#[derive(Default)]
struct LineCounter {
    counted: usize,
    lines: usize,
}

impl LineCounter {
    fn before(&mut self, content: &[u8], at: usize) -> usize {
        self.lines += content[self.counted..at].iter().filter(|byte| **byte == b'\n').count();
        self.counted = at;
        self.lines
    }
}
