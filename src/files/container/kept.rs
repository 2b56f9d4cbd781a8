//! A file as it was read, in place of the file itself: what is kept of a workbook, of JSON or of XML from which records were
//! removed under retention, because such a file has more places than its records where something of a person can stand.

use crate::files::container::sandbox::Missing;
use crate::files::container::{Opened, wire};
use crate::files::refusal::Refusal;

/// How such a file begins.
const MARK: &[u8] = b"beddays: a delivery as it was read, without removed records\n";

/// Whether some bytes are such a file.
pub fn is_kept(bytes: &[u8]) -> bool {
    bytes.starts_with(MARK)
}

/// What was read, as bytes.
pub fn pack(opened: Opened<'_>) -> Vec<u8> {
    let mut bytes = MARK.to_vec();
    wire::answer(&Ok(opened), Missing::default(), &mut bytes).expect("memory takes every byte");
    bytes
}

/// What was read, out of such bytes.
pub(super) fn unpack(bytes: &[u8]) -> Result<Opened<'static>, Refusal> {
    let mut content = bytes.strip_prefix(MARK).unwrap_or_default();
    wire::understand(&mut content).unwrap_or_else(|error| {
        let hint = "put the file back from a backup";
        Err(Refusal::new("F_DAMAGED", format!("what was kept of the delivery is damaged: {error}"), hint))
    })
}
