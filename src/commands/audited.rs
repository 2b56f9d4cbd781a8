//! Which commands may change something, and the line that each of them leaves in the audit log.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Out;
use crate::audit::{AuditEntry, LOG};
use crate::cli::Command;
use crate::error::{Exit, Result};
use crate::operate::remove;

/// A command under way that may change something; nothing for one that cannot.
///
/// # Errors
/// 65, 74, 75, 77: the log is broken, or cannot be read.
pub(super) fn begin(command: &Command, project: &Path) -> Result<Option<AuditEntry>> {
    let Some((folder, command)) = audited(command, project) else { return Ok(None) };
    let entry = AuditEntry::begin(&folder, command)?;
    // Before anything else what was removed has to be gone.
    let replaced = remove::resume(&folder, Duration::ZERO)?;
    Ok(Some(entry.replacing(replaced)))
}

/// The project that a command may change, and what the log calls the command.
fn audited(command: &Command, folder: &Path) -> Option<(PathBuf, &'static str)> {
    let project = |command| Some((folder.to_owned(), command));
    match command {
        Command::Demo { folder, .. } => Some((folder.clone(), "demo")),
        Command::Init { folder, .. } => Some((folder.clone(), "init")),
        Command::Run(arguments) if !arguments.dry_run => project("run"),
        Command::Acknowledge(_) => project("acknowledge"),
        Command::Close(_) => project("close"),
        Command::Position(_) => project("position"),
        Command::Remove(arguments) if !arguments.dry_run => project("remove"),
        Command::SignOff(_) => project("sign-off"),
        Command::Ingest(arguments) if !arguments.dry_run => project("ingest"),
        Command::Reconcile(_) => project("reconcile"),
        Command::Report(arguments) if arguments.out.is_none() => project("report"),
        Command::Publish(_) => project("publish"),
        Command::Rebuild(_) => project("rebuild"),
        Command::Run(_)
        | Command::Ingest(_)
        | Command::Remove(_)
        | Command::Report(_)
        | Command::Check(_)
        | Command::Explain(_)
        | Command::Bridge(_)
        | Command::Regimes(_)
        | Command::Count(_)
        | Command::Spc(_)
        | Command::Published(_)
        | Command::Query(_)
        | Command::Export(_)
        | Command::ReadContained(_)
        | Command::Schedule(_)
        | Command::Doctor
        | Command::Verify
        | Command::Template(_)
        | Command::Schema { .. }
        | Command::Completions { .. }
        | Command::Man { .. } => None,
    }
}

/// Adds the line of a command that ended. A log that cannot be written is said, and is no failure of the command.
pub(super) fn end(entry: AuditEntry, result: &Result<Exit>, out: &Out) {
    let (exit, did) = match result {
        Ok(exit) => (*exit, out.did()),
        // Who may not write there has not changed anything, and wrong arguments change nothing.
        Err(error) if matches!(error.exit(), Exit::Open | Exit::Usage) => return,
        Err(error) => (error.exit(), error.code()),
    };
    let is_run = entry.command() == "run";
    match entry.replacing(out.hashes()).end(out.month(), exit as u8, did) {
        // Kept by whoever keeps what is said, outside the project.
        Ok(Some((number, sha256))) if is_run && result.is_ok() => out.talk(format!("{LOG}: line {number}, {sha256}")),
        Ok(_) => {}
        Err(error) => out.talk(error.effect(format!("this command may have no line in {LOG}; what it did stands"))),
    }
}
