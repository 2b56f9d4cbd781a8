//! What refuses a row by its shape: quotes, bytes, width, line breaks, length.

use super::cells::Flaw;
use super::check::Problem;
use super::header::{self, Columns};
use super::record::{self, Fault, Record};
use super::text::Text;
use super::words::count;

/// The most characters that a cell of a spreadsheet holds.
const MOST_CHARACTERS: usize = 32_767;

/// What refuses a row by its shape, whatever its values mean.
pub fn check(text: &Text<'_>, record: &Record, columns: &Columns) -> Result<(), Flaw> {
    let bytes = &text.bytes()[record.start..record.end];
    let flaw = |position: Option<usize>, problem: Problem| {
        let column = position.map_or("", |position| columns.name(position)).to_owned();
        Flaw { position: position.unwrap_or(0), column, problem }
    };
    if let Some(fault) = record.fault {
        let (Fault::Stray(at) | Fault::TextAfter(at)) = fault;
        let position = record.cells.partition_point(|cell| cell.end + 1 < at);
        return Err(flaw(Some(position), quote_problem(fault, text, record)));
    }
    if let Err(error) = if text.is_utf8 { Ok("") } else { std::str::from_utf8(bytes) } {
        let at = record.start + error.valid_up_to();
        let position = record.cells.iter().position(|cell| (cell.start..cell.end).contains(&at));
        let message = format!("byte 0x{:02X} is not UTF-8 here", bytes[error.valid_up_to()]);
        return Err(flaw(position, Problem::new("R_ENCODING", "", message, "ask the sender for `CSV UTF-8`")));
    }
    let nul = bytes.iter().position(|byte| text.has_nul && *byte == 0).map(|at| record.start + at);
    if let Some(at) = nul {
        let position = record.cells.iter().position(|cell| (cell.start..cell.end).contains(&at));
        let hint = "the file was damaged on the way, or is binary";
        return Err(flaw(position, Problem::new("R_CONTROL", "", "a NUL byte in the row", hint)));
    }
    if columns.is_header(header::texts(record, text.bytes())) {
        let hint = "two files were joined: take the second header line out";
        return Err(flaw(None, Problem::new("R_HEADER_REPEAT", "", "the header line once more", hint)));
    }
    if record.lines > 1 {
        return Err(flaw(None, over_lines(record, columns)));
    }
    if let Some(problem) = wrong_width(text, record, columns) {
        return Err(flaw(None, problem));
    }
    let long = record.cells.iter().position(|cell| cell.end - cell.start > MOST_CHARACTERS);
    let characters = |position: usize| {
        let cell = record.cells[position];
        let content = &text.bytes()[cell.start..cell.end];
        content.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
    };
    match long.map(|position| (position, characters(position))) {
        Some((position, found)) if found > MOST_CHARACTERS => {
            let message = format!("found {found} characters in one cell, at most {MOST_CHARACTERS} are wanted");
            Err(flaw(Some(position), Problem::new("R_TOO_LONG", "", message, "a spreadsheet could not hold it")))
        }
        _ => Ok(()),
    }
}

fn quote_problem(fault: Fault, text: &Text<'_>, record: &Record) -> Problem {
    let (at, mut message) = match fault {
        Fault::Stray(at) => (at, "a quote inside a cell that does not start with one".to_owned()),
        Fault::TextAfter(at) => (at, "text behind the quote that ends a cell".to_owned()),
    };
    if at >= record.end {
        message.push_str("; the cell starts here and runs on over line ends, which were taken as ends of rows");
    }
    let before = &text.bytes()[..at];
    let hint = if before.ends_with(b"\\\"") {
        "this system writes \\\" for a quote: ask the sender to write it as two, \"\""
    } else if before.ends_with(b", ") {
        "take out the space between the comma and the quote"
    } else {
        "write a quote inside a cell as two, \"\", and put the whole cell into quotes"
    };
    Problem::new("R_QUOTE", "", message, hint)
}

fn wrong_width(text: &Text<'_>, record: &Record, columns: &Columns) -> Option<Problem> {
    let bytes = text.bytes();
    let mut beyond = record.cells.iter().skip(columns.width);
    let surplus =
        record.width > record.cells.len() || beyond.any(|cell| !record::is_blank(&bytes[cell.start..cell.end]));
    if record.width >= columns.needed && !surplus {
        return None;
    }
    let message = format!("found {}, {} wanted", count(record.width, "cell"), columns.width);
    let hint = if surplus {
        "a comma inside a value: put the value into quotes"
    } else {
        "the row was cut, or a line break stands inside it: ask the sender for the row"
    };
    Some(Problem::new("R_WIDTH", "", message, hint))
}

/// A cell that runs over lines: no column of the native tables can, and it may hold rows.
fn over_lines(record: &Record, columns: &Columns) -> Problem {
    let lines = format!("lines {} to {}", record.line, record.line + record.lines - 1);
    let hint = "look for a quote too many at its first line; no value of this table has a line break";
    if record.delimiters_inside + 1 >= columns.needed && columns.needed > 1 {
        let message = format!("a quoted cell runs over {lines} and holds what looks like rows; none of them was taken");
        return Problem::new("R_QUOTE", "", message, hint);
    }
    Problem::new("R_CONTROL", "", format!("a quoted cell runs over {lines}"), hint)
}
