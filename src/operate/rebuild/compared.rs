//! One file that was made once more, held against the one that the store has.

use serde::Serialize;

use crate::domain::Month;
use crate::error::Result;
use crate::store::{Commit, DifferingRow, PublishedMonth, StoredFile};

/// A file that came out otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DifferentFile {
    /// What it is: a table, `ledger`, `revision` or a file of reports.
    pub table: String,
    /// The part of the table, as in `2018-03` or `open`; of a file of a month the month.
    pub part: String,
    /// The edition, of a file of a month.
    pub edition: Option<u32>,
    /// How it differs: the place of a row, never what stands in it.
    pub what: String,
}

/// One edition of a month that was made once more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RebuiltEdition {
    /// The month.
    pub month: Month,
    /// Its edition.
    pub edition: u32,
    /// Rows of its ledger.
    pub days: u64,
    /// The name of the project and the readings of then that are others now.
    pub under: Option<String>,
    /// Why its ledger was not compared; nothing where it was.
    pub not_compared: Option<String>,
    /// Why the files of its reports were not compared; nothing where they were.
    pub reports_not_compared: Option<String>,
}

impl RebuiltEdition {
    pub(super) fn of(published: &PublishedMonth) -> Self {
        let PublishedMonth { month, edition, ledger, .. } = published;
        let days = ledger.rows;
        Self { month: *month, edition: *edition, days, under: None, not_compared: None, reports_not_compared: None }
    }

    /// Nothing of it was compared.
    pub(super) fn is_not_compared(&mut self, why: &str) {
        self.not_compared = Some(why.to_owned());
        self.reports_not_compared = Some(why.to_owned());
    }
}

/// What came of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FileComparison {
    /// The same bytes.
    Same,
    /// The same rows in other bytes.
    SameRows,
    /// The same bytes as those of a file that was missing or damaged: it is in its place again.
    PutBack,
    /// The file of the store is missing or damaged, and what was made has other bytes than are wanted.
    OtherBytes,
    /// Other rows.
    Different(String),
}

/// Compares a file of the store with what was made.
///
/// # Errors
/// The system refuses.
pub(super) fn compare(commit: &Commit<'_>, stored: &StoredFile, made: Option<&StoredFile>) -> Result<FileComparison> {
    let is_whole = commit.store().is_whole(stored);
    let Some(made) = made else {
        return Ok(FileComparison::Different(format!("{} rows are in the store, and none is made", stored.rows)));
    };
    if made.sha256 == stored.sha256 {
        if is_whole {
            return Ok(FileComparison::Same);
        }
        commit.put_back(stored)?;
        return Ok(FileComparison::PutBack);
    }
    if made.rows != stored.rows && !is_whole {
        let what = format!("the store had {} rows, and {} are made", stored.rows, made.rows);
        return Ok(FileComparison::Different(what));
    }
    if !is_whole {
        return Ok(FileComparison::OtherBytes);
    }
    Ok(match commit.differing_row(stored, made)? {
        None => FileComparison::SameRows,
        Some(DifferingRow { row, is_stored: true }) => FileComparison::Different(format!(
            "row {row} of {} in the store is not among the {} that are made",
            stored.rows, made.rows
        )),
        Some(DifferingRow { row, is_stored: false }) => FileComparison::Different(format!(
            "row {row} of {} that are made is not among the {} in the store",
            made.rows, stored.rows
        )),
    })
}
