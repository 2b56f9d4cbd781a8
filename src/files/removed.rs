//! Records that were removed under retention. They are written over with a sign that no sender writes, in as many bytes as
//! they had: every other record keeps its line, its offset and its number, which ledgers and findings name.

use crate::domain::REMOVED_SIGN;
use crate::files::grid::{GridCell, GridRecord};

/// As what removed records are passed over.
pub const REMOVED: &str = "removed";

/// What an HL7 message begins with of which nothing is left: the trigger is the sign, the other fields are empty.
const HL7_START: &[u8] = b"MSH|^~\\&|||||||\x18^";

/// Whether a byte divides cells or lines. Such bytes stay, so that the rest is cut as before.
fn divides(byte: u8) -> bool {
    matches!(byte, b',' | b';' | b'\t' | b'|' | b'"' | b'\r' | b'\n')
}

/// Whether a record of a text was removed.
pub fn is_removed_text(record: &[u8]) -> bool {
    record.iter().find(|byte| !divides(**byte)) == Some(&REMOVED_SIGN)
}

/// Whether a record that another reader cut was removed.
pub fn is_removed(record: &GridRecord) -> bool {
    record.cells.iter().any(|cell| !cell.text.is_empty() && cell.text.bytes().all(|byte| byte == REMOVED_SIGN))
}

/// Writes over a record of a text; of one in UTF-16, of which `units` gives the two bytes of a character, over its characters.
pub fn overwrite(record: &mut [u8], units: Option<fn(u8) -> [u8; 2]>) {
    let Some(unit) = units else {
        record.iter_mut().filter(|byte| !divides(**byte)).for_each(|byte| *byte = REMOVED_SIGN);
        return;
    };
    let dividers: Vec<[u8; 2]> = b",;\t|\"\r\n".iter().map(|byte| unit(*byte)).collect();
    let (pairs, _) = record.as_chunks_mut::<2>();
    pairs.iter_mut().filter(|pair| !dividers.contains(pair)).for_each(|pair| *pair = unit(REMOVED_SIGN));
}

/// Writes over an HL7 message.
pub fn overwrite_message(message: &mut [u8]) {
    let is_line_end = |byte: u8| matches!(byte, b'\r' | b'\n' | 0x0B | 0x1C);
    let first = message.iter().position(|byte| is_line_end(*byte)).unwrap_or(message.len());
    message.iter_mut().filter(|byte| !is_line_end(**byte)).for_each(|byte| *byte = REMOVED_SIGN);
    if let Some(start) = message[..first].get_mut(..HL7_START.len()) {
        start.copy_from_slice(HL7_START);
    }
}

/// Takes everything out of a record that another reader cut, of a table with so many columns.
pub fn clear(record: &mut GridRecord, width: usize) {
    (record.problem, record.remarks) = (None, Vec::new());
    record.cells = vec![GridCell::default(); width.max(1)];
    record.cells[0].text = char::from(REMOVED_SIGN).to_string();
}
