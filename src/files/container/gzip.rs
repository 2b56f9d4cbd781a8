//! gzip: the bytes that were packed, of all members of the file.

use std::io::{ErrorKind, Read};

use flate2::bufread::GzDecoder;

use crate::files::container::limits::{INFLATED, RATIO, RATIO_FLOOR, SMALLER, is_bomb, megabytes};
use crate::files::refusal::Refusal;

/// How every member starts.
const MARK: &[u8] = b"\x1F\x8B";

/// The bytes that were packed.
///
/// # Errors
/// The file was cut short, is damaged, or inflates to far more than a table would.
pub fn inflate(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let most = INFLATED.min(RATIO_FLOOR.max(RATIO.saturating_mul(bytes.len() as u64)));
    let (mut rest, mut content) = (bytes, Vec::new());
    // Behind the last member there may be zeros, with which tapes and some programs fill up.
    while !rest.iter().all(|byte| *byte == 0) {
        if !rest.starts_with(MARK) && !MARK.starts_with(rest) {
            return Err(damaged(ErrorKind::InvalidData, content.len()));
        }
        let mut member = GzDecoder::new(rest);
        let room = most + 1 - content.len() as u64;
        member.by_ref().take(room).read_to_end(&mut content).map_err(|error| damaged(error.kind(), content.len()))?;
        if is_bomb(content.len() as u64, bytes.len() as u64) {
            return Err(bomb(bytes.len()));
        }
        rest = member.into_inner();
    }
    Ok(content)
}

fn bomb(packed: usize) -> Refusal {
    let what = format!("the gzip data of {packed} bytes inflates to far more than a table would");
    let (all, floor) = (megabytes(INFLATED), megabytes(RATIO_FLOOR));
    let hint = format!(
        "at most {all} are inflated, and above {floor} at most {RATIO} times the packed size: ask the sender for the file unpacked"
    );
    Refusal::new("F_ZIP_RATIO", what, hint)
}

fn damaged(kind: ErrorKind, good: usize) -> Refusal {
    let hint = "ask the sender for the file again";
    if kind == ErrorKind::UnexpectedEof {
        let what = format!("the gzip data ends early: it was cut short after {good} bytes of content");
        return Refusal::new("F_TRUNCATED", what, hint);
    }
    if kind == ErrorKind::OutOfMemory {
        return Refusal::new("F_TOO_BIG", "what the gzip data inflates to takes too much memory", SMALLER);
    }
    let what =
        format!("the gzip data is damaged after {good} bytes of content: its own checksum or form does not hold");
    Refusal::new("F_DAMAGED", what, hint)
}
