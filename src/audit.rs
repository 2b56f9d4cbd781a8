//! The audit log of a project: `audit.log`, one line for each command that may have changed something, and `audit.head`, the last
//! line once more, so that lines cut from the end are missed.
//!
//! Each line holds the SHA-256 of the line before. A line is whole in `audit.head` before it is added to `audit.log`: what a
//! command that was stopped left out, the next one adds. Nothing of people stands in it, and nothing in the store or in a report
//! depends on it.

mod chain;
mod check;
mod entry;
mod line;
mod states;

use std::fs::{File, TryLockError};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::time::Duration;

use crate::error::{Error, Exit, Position, Result};
use crate::store::files::private::{refuse_if_open, refused};
use crate::store::files::temp_file::open_plain;

pub use chain::{AuditChain, AuditGap};
pub use check::check;
pub use entry::AuditEntry;
pub use line::AuditLine;
pub use states::{months_run, state_on};

/// The log.
pub const LOG: &str = "audit.log";
/// Its last line once more.
pub const HEAD: &str = "audit.head";

/// So many bytes of the end of a log are checked before a command that may change something; `verify` checks all of it. What a
/// month reads does not grow with the years.
const TAIL: u64 = 8 * 1024;

/// How long to wait for another command that adds its line, and how often to look.
const PATIENCE: Duration = Duration::from_secs(10);
const BETWEEN_TRIES: Duration = Duration::from_millis(20);

/// The log of a project as it stands; nothing where there is none.
///
/// # Errors
/// 77: it is open to others; 74: it cannot be read; 75: another command adds a line and does not end.
pub fn read(project: &Path) -> Result<Option<AuditChain>> {
    read_last(project, u64::MAX)
}

/// The same of the last lines, in so many bytes.
fn read_last(project: &Path, most: u64) -> Result<Option<AuditChain>> {
    let (log, head) = (project.join(LOG), project.join(HEAD));
    let Some(mut file) = opened(&log)? else {
        return Ok(bytes(&head)?.map(|head| AuditChain::of((0, &[]), Some(&head))));
    };
    locked(&file, &log, File::try_lock_shared)?;
    let (left_out, text) = last_lines(&mut file, most).map_err(|error| unread(&log, &error))?;
    Ok(Some(AuditChain::of((left_out, &text), bytes(&head)?.as_deref())))
}

/// The end of a log from the beginning of a line, in so many bytes, and how many bytes stand before it.
fn last_lines(file: &mut File, most: u64) -> io::Result<(u64, Vec<u8>)> {
    let mut left_out = file.metadata()?.len().saturating_sub(most);
    file.seek(SeekFrom::Start(left_out))?;
    let mut text = Vec::new();
    file.read_to_end(&mut text)?;
    if left_out > 0 {
        let first = text.iter().position(|byte| *byte == b'\n').map_or(text.len(), |end| end + 1);
        if first == text.len() {
            // One line is longer than that.
            return last_lines(file, most.saturating_mul(16));
        }
        text.drain(..first);
        left_out += first as u64;
    }
    Ok((left_out, text))
}

/// The end of the log for a command that changes something: it does not begin where that is broken.
///
/// # Errors
/// As [`read`]; 65: lines are missing, or are not as they were written.
pub fn read_end(project: &Path) -> Result<Option<AuditChain>> {
    let chain = read_last(project, TAIL)?;
    let Some(gap) = chain.as_ref().and_then(|chain| chain.gaps.first()) else { return Ok(chain) };
    Err(Error::new("X_AUDIT", Exit::Data, format!("the log of what was done is broken: {}", gap.what))
        .at(Position { file: project.join(LOG), line: Some(gap.line), column: None })
        .effect("nothing was read or changed")
        .hint(WAY_OUT))
}

/// When the last command ended that did what it was asked: a command that the clock made refuse leaves it as it was.
///
/// # Errors
/// As [`read_end`].
pub fn last_done(project: &Path) -> Result<Option<String>> {
    match read_end(project)? {
        Some(AuditChain { last_done: None, last: Some(_), .. }) => Ok(read(project)?.and_then(|chain| chain.last_done)),
        chain => Ok(chain.and_then(|chain| chain.last_done)),
    }
}

/// What to do about a broken log.
pub const WAY_OUT: &str = "put audit.log and audit.head back from a backup; or keep both under other names, with a note of why: the \
                           next command begins a new log, whose first line says at which state of the store";

fn opened(path: &Path) -> Result<Option<File>> {
    match open_plain(path) {
        Ok(file) => refuse_if_open(path).map(|()| Some(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unread(path, &error)),
    }
}

fn bytes(path: &Path) -> Result<Option<Vec<u8>>> {
    let Some(mut file) = opened(path)? else { return Ok(None) };
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(|error| unread(path, &error))?;
    Ok(Some(bytes))
}

fn unread(path: &Path, error: &io::Error) -> Error {
    refused("read", path, error).effect("nothing was read or changed")
}

/// Waits until no other command adds a line.
fn locked(file: &File, path: &Path, lock: impl Fn(&File) -> Result<(), TryLockError>) -> Result<()> {
    for _ in 0..PATIENCE.as_millis() / BETWEEN_TRIES.as_millis() {
        match lock(file) {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => std::thread::sleep(BETWEEN_TRIES),
            Err(TryLockError::Error(error)) => return Err(refused("lock", path, &error)),
        }
    }
    Err(Error::new("S_BUSY", Exit::Busy, "another command adds its line to the log of what was done")
        .at(Position::file(path))
        .effect("nothing was read or changed")
        .hint("run again when it has ended"))
}
