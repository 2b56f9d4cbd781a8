//! At which state the store was on a day, by the log.

use std::collections::BTreeSet;
use std::path::Path;

use super::line::AuditLine;
use super::{LOG, bytes};
use crate::domain::{Day, Month};
use crate::error::Result;

/// The last state of the store that a command left up to the end of a day (UTC): the first characters of the SHA-256 of the
/// manifest. Nothing where no command is known to have ended by then.
///
/// # Errors
/// 77: the log is open to others; 74: it cannot be read.
pub fn state_on(project: &Path, day: Day) -> Result<Option<String>> {
    let text = bytes(&project.join(LOG))?.unwrap_or_default();
    let (lines, day) = (text.split(|byte| *byte == b'\n').filter_map(AuditLine::read), day.to_string());
    let by_then = lines.filter(|line| line.ended.get(..day.len()).is_some_and(|ended| ended <= &*day));
    Ok(by_then.map(|line| line.store).rfind(|store| !store.is_empty()))
}

/// The months that were run, by the log.
///
/// # Errors
/// As [`state_on`].
pub fn months_run(project: &Path) -> Result<BTreeSet<Month>> {
    let text = bytes(&project.join(LOG))?.unwrap_or_default();
    let lines = text.split(|byte| *byte == b'\n').filter_map(AuditLine::read);
    Ok(lines.filter(|line| line.command == "run" && line.exit < 2).filter_map(|line| line.month).collect())
}
