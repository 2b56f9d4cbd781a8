//! Reports that lie in a folder of the project and not in the store.

use std::path::Path;

use serde_json::Value;

use super::cell::language_of;
use crate::domain::near;
use crate::error::{Error, Exit, Position, Result};
use crate::operate::file_set::listed;
use crate::operate::reconcile::check::names_in;
use crate::store::PublishedMonth;

/// A file of a report, and what its folder says that it was made of.
pub(super) struct ReportOnDisk {
    pub report: Value,
    pub basis: Option<String>,
}

/// Reads a file of a report as it was written.
///
/// # Errors
/// 66: it is not there; 65: it is not as it was written.
pub(super) fn read(folder: &Path, file: &str, again: &str) -> Result<ReportOnDisk> {
    let path = folder.join(file);
    let refused = |code, exit, what: &str| {
        Err(Error::new(code, exit, what).at(Position::file(&path)).effect("nothing was explained").hint(again))
    };
    let Some(list) = listed(folder).filter(|_| path.exists()) else {
        return refused("X_NO_REPORT", Exit::NoInput, "the report was not written");
    };
    let is_listed = list.files.iter().any(|(name, _)| name == file);
    if !is_listed || list.differences(folder).iter().any(|(name, _)| name == file) {
        return refused("S_DAMAGED", Exit::Data, "the file is not as it was written");
    }
    let bytes = std::fs::read(&path).map_err(|source| Error::io("read the report", &path, &source))?;
    match serde_json::from_slice(&bytes) {
        Ok(report) => Ok(ReportOnDisk { report, basis: list.basis }),
        Err(_) => refused("S_DAMAGED", Exit::Data, "the file is no report"),
    }
}

/// The edition of a month that a report was made of, by the SHA-256 of its ledger.
///
/// # Errors
/// 66: none of them has that ledger.
pub(super) fn edition_of(last: &PublishedMonth, ledger: Option<&str>, again: &str) -> Result<PublishedMonth> {
    let editions = (1..=last.edition).rev().filter_map(|edition| last.as_edition(edition));
    editions.into_iter().find(|one| Some(&*one.ledger.sha256) == ledger).ok_or_else(|| {
        let what = format!("no edition of {} is that of the report", last.month);
        Error::new("X_NO_REPORT", Exit::NoInput, what).effect("nothing was explained").hint(again)
    })
}

/// Refuses the name of a report that is not there, and says which are.
///
/// # Errors
/// 2: there is no folder of that name.
pub(super) fn refuse_unknown(outer: &Path, name: &str, again: &str) -> Result<()> {
    let names: Vec<String> = names_in(outer).into_iter().filter(|name| !name.starts_with('.')).collect();
    if names.iter().any(|known| known == name) {
        return Ok(());
    }
    let there_are = match names.is_empty() {
        true => format!("there is none yet: {again}"),
        false => format!("there are {}; {again}", names.join(", ")),
    };
    Err(Error::new("X_FIGURE", Exit::Usage, format!("there is no report `{name}`"))
        .at(Position::file(outer))
        .effect("nothing was changed")
        .hint(near::hint(name, names.iter().map(String::as_str), &there_are)))
}

/// The value of a fact of a report, by the message of its name.
pub(super) fn fact<'v>(report: &'v Value, id: &'static str) -> Option<&'v str> {
    fact_named(report, language_of(report).word(id))
}

/// The value of a fact of a report, by its name there.
pub(super) fn fact_named<'v>(report: &'v Value, name: &str) -> Option<&'v str> {
    let facts = report["provenance"].as_array()?;
    facts.iter().find(|fact| fact["name"] == name)?["value"].as_str()
}
