//! What goes through the pipes of the process that reads a file: the question, and the answer, which is not trusted.
//!
//! Numbers are little groups of seven bits (LEB128), texts their length and their bytes. An answer is a mark, perhaps
//! what of the sandbox is missing, a kind, its content and an end mark; a byte more or less, or a number too large, and
//! all of it is refused.

use std::borrow::Cow;
use std::io::{self, Error, ErrorKind, Read, Write};

use crate::domain::finding_codes::CODES;
use crate::files::container::limits::{CELLS, COLUMNS};
use crate::files::container::sandbox::Missing;
use crate::files::container::{OpenRequest, Opened};
use crate::files::grid::{CellKind, Grid, GridCell, GridIssue, GridRecord, Serials};
use crate::files::refusal::Refusal;

const MARK: &[u8; 4] = b"bd1\n";
const END: &[u8; 4] = b"end\n";
/// Kinds of cells by their number on the wire.
const CELL_KINDS: [CellKind; 5] = [CellKind::Text, CellKind::Number, CellKind::Date, CellKind::Absent, CellKind::Null];

/// Writes the question: what is wanted, then the bytes of the file.
pub fn ask(wanted: &OpenRequest, bytes: &[u8], output: &mut impl Write) -> io::Result<()> {
    let head = serde_json::to_vec(wanted)?;
    text(output, &head)?;
    output.write_all(bytes)?;
    output.flush()
}

/// Reads a question to its end.
pub fn question(input: &mut impl Read) -> io::Result<(OpenRequest, Vec<u8>)> {
    let head = bytes(input)?;
    let wanted = serde_json::from_slice(&head)?;
    let mut file = Vec::new();
    input.read_to_end(&mut file)?;
    Ok((wanted, file))
}

/// Writes an answer.
pub fn answer(answer: &Result<Opened<'_>, Refusal>, missing: Missing, output: &mut impl Write) -> io::Result<()> {
    output.write_all(MARK)?;
    if missing != Missing::default() {
        output.write_all(&[b'm', missing.to_byte()])?;
    }
    match answer {
        Ok(Opened::Text(content)) => {
            output.write_all(b"t")?;
            text(output, content)?;
        }
        Ok(Opened::Grid(grid)) => {
            output.write_all(b"g")?;
            write_grid(grid, output)?;
        }
        Err(refusal) => {
            output.write_all(b"r")?;
            let (line, column) = refusal.place.unwrap_or_default();
            number(output, line as u64)?;
            number(output, column as u64)?;
            for part in [refusal.code, &refusal.what, &refusal.hint, &refusal.effect] {
                text(output, part.as_bytes())?;
            }
        }
    }
    output.write_all(END)?;
    output.flush()
}

/// Reads an answer, and logs what it says of the sandbox.
///
/// # Errors
/// `UnexpectedEof`: it ends early. `InvalidData`: it makes no sense. Anything else is of the pipe.
pub fn understand(input: &mut impl Read) -> io::Result<Result<Opened<'static>, Refusal>> {
    expect(input, MARK)?;
    let mut kind = byte(input)?;
    if kind == b'm' {
        Missing::from_byte(byte(input)?).note();
        kind = byte(input)?;
    }
    let answer = match kind {
        b't' => Ok(Opened::Text(Cow::Owned(bytes(input)?))),
        b'g' => Ok(Opened::Grid(read_grid(input)?)),
        b'r' => Err(read_refusal(input)?),
        _ => return Err(nonsense("no such kind of answer")),
    };
    expect(input, END)?;
    match input.read(&mut [0])? {
        0 => Ok(answer),
        _ => Err(nonsense("something behind the end")),
    }
}

fn write_grid(grid: &Grid, output: &mut impl Write) -> io::Result<()> {
    number(output, grid.columns.len() as u64)?;
    for column in &grid.columns {
        text(output, column.as_bytes())?;
    }
    issues(&grid.notes, output)?;
    let serials = match grid.serials {
        None => 0,
        Some(Serials::From1900) => 1,
        Some(Serials::From1904) => 2,
    };
    number(output, serials)?;
    for record in &grid.records {
        number(output, 1)?;
        number(output, u64::from(record.line))?;
        number(output, record.offset)?;
        issues(record.problem.as_slice(), output)?;
        issues(&record.remarks, output)?;
        number(output, record.cells.len() as u64)?;
        for cell in &record.cells {
            let kind = CELL_KINDS.iter().position(|kind| *kind == cell.kind).unwrap_or_default();
            output.write_all(&[kind as u8])?;
            text(output, cell.text.as_bytes())?;
        }
    }
    number(output, 0)
}

fn read_grid(input: &mut impl Read) -> io::Result<Grid> {
    let width = read_number(input)? as usize;
    if width > COLUMNS {
        return Err(nonsense("too many columns"));
    }
    let columns = (0..width).map(|_| string(input)).collect::<io::Result<_>>()?;
    let notes = read_issues(input)?;
    let serials = match read_number(input)? {
        0 => None,
        1 => Some(Serials::From1900),
        2 => Some(Serials::From1904),
        _ => return Err(nonsense("no such way to count days")),
    };
    let (mut records, mut cells) = (Vec::new(), 0);
    while read_number(input)? == 1 {
        let record = read_record(input, width)?;
        // A record without cells takes its place too.
        cells += record.cells.len().max(1) as u64;
        if cells > CELLS {
            return Err(nonsense("too many cells"));
        }
        records.push(record);
    }
    Ok(Grid { columns, records, notes, serials })
}

fn read_record(input: &mut impl Read, width: usize) -> io::Result<GridRecord> {
    let line = u32::try_from(read_number(input)?).map_err(|_| nonsense("no such line"))?;
    let offset = read_number(input)?;
    let problem = read_issues(input)?.into_iter().next();
    let remarks = read_issues(input)?;
    let count = read_number(input)? as usize;
    if count != width && !(count == 0 && problem.is_some()) {
        return Err(nonsense("a record of another width"));
    }
    let mut cells = Vec::with_capacity(count);
    for _ in 0..count {
        let kind = *CELL_KINDS.get(usize::from(byte(input)?)).ok_or_else(|| nonsense("no such kind of cell"))?;
        cells.push(GridCell { text: string(input)?, kind });
    }
    Ok(GridRecord { line, offset, cells, problem, remarks })
}

fn issues(list: &[GridIssue], output: &mut impl Write) -> io::Result<()> {
    number(output, list.len() as u64)?;
    for issue in list {
        number(output, issue.column.map_or(0, |column| column as u64 + 1))?;
        for part in [&issue.code, &issue.value, &issue.message, &issue.hint] {
            text(output, part.as_bytes())?;
        }
    }
    Ok(())
}

fn read_issues(input: &mut impl Read) -> io::Result<Vec<GridIssue>> {
    let count = read_number(input)?;
    if count > 2 * COLUMNS as u64 {
        return Err(nonsense("too many troubles"));
    }
    let read = |_| {
        let column = (read_number(input)? as usize).checked_sub(1);
        let (code, value) = (known(&string(input)?)?.to_owned(), string(input)?);
        Ok(GridIssue { code, column, value, message: string(input)?, hint: string(input)? })
    };
    (0..count).map(read).collect()
}

fn read_refusal(input: &mut impl Read) -> io::Result<Refusal> {
    let place = (read_number(input)? as usize, read_number(input)? as usize);
    let code = known(&string(input)?)?;
    let mut refusal = Refusal::new(code, string(input)?, string(input)?);
    refusal.effect = string(input)?;
    Ok(if place.0 == 0 { refusal } else { refusal.at(place) })
}

/// Only codes of the list come through.
fn known(code: &str) -> io::Result<&'static str> {
    let found = CODES.iter().find(|(known, _)| *known == code);
    found.map(|(known, _)| *known).ok_or_else(|| nonsense("no such code"))
}

fn number(output: &mut impl Write, mut value: u64) -> io::Result<()> {
    while value >= 0x80 {
        output.write_all(&[value as u8 | 0x80])?;
        value >>= 7;
    }
    output.write_all(&[value as u8])
}

fn read_number(input: &mut impl Read) -> io::Result<u64> {
    let mut value = 0;
    for shift in (0..63).step_by(7) {
        let group = byte(input)?;
        value |= u64::from(group & 0x7F) << shift;
        if group < 0x80 {
            return Ok(value);
        }
    }
    Err(nonsense("a number without end"))
}

fn text(output: &mut impl Write, content: &[u8]) -> io::Result<()> {
    number(output, content.len() as u64)?;
    output.write_all(content)
}

/// A text of any length; the length is believed only as far as bytes follow.
fn bytes(input: &mut impl Read) -> io::Result<Vec<u8>> {
    const BELIEVED: u64 = 1 << 16;
    let length = read_number(input)?;
    let mut content = Vec::with_capacity(length.min(BELIEVED) as usize);
    if input.by_ref().take(length).read_to_end(&mut content)? as u64 == length {
        return Ok(content);
    }
    Err(ErrorKind::UnexpectedEof.into())
}

fn string(input: &mut impl Read) -> io::Result<String> {
    String::from_utf8(bytes(input)?).map_err(|_| nonsense("a text that is not UTF-8"))
}

fn byte(input: &mut impl Read) -> io::Result<u8> {
    let mut one = [0];
    input.read_exact(&mut one)?;
    Ok(one[0])
}

fn expect(input: &mut impl Read, wanted: &[u8; 4]) -> io::Result<()> {
    let mut found = [0; 4];
    input.read_exact(&mut found)?;
    if found == *wanted { Ok(()) } else { Err(nonsense("a mark is missing")) }
}

fn nonsense(what: &str) -> Error {
    Error::new(ErrorKind::InvalidData, what.to_owned())
}
