//! The files of a report: every one whole under its name or not there, for the user alone.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Exit, Position, Result};
use crate::report::model::Report;
use crate::report::{csv, html, json, xlsx};
use crate::store::{private, write_whole};

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A report in every format.
///
/// # Errors
/// 70: the report does not fit a format (our bug), or a workbook does not read back as it was written.
pub fn render(report: &Report) -> Result<Vec<Output>> {
    let stem = format!("{}-{}", report.class, report.name);
    let output = |ending: &str, bytes| Output { name: format!("{stem}.{ending}"), bytes };
    let mut outputs = vec![
        output("html", html::render(report)?.into_bytes()),
        output("xlsx", xlsx::write(report)?),
        output("json", json::write(report)?),
    ];
    outputs.extend(
        csv::write(report)?.into_iter().map(|(name, bytes)| Output { name: format!("{}-{name}", report.class), bytes }),
    );
    Ok(outputs)
}

/// Makes a folder of a project for a month, as in `reports/2018-03`, for the user alone.
///
/// # Errors
/// 73 if something else has its name, 77 if it is open to others.
pub fn folder(project: &Path, name: &str, month: crate::domain::Month) -> Result<PathBuf> {
    folder_of(project, name, &month.to_string())
}

/// The same for what is not of one month, as in `reports/trend`.
///
/// # Errors
/// As [`folder`].
pub fn folder_of(project: &Path, name: &str, inner: &str) -> Result<PathBuf> {
    let reports = project.join(name);
    let folder = reports.join(inner);
    for path in [&reports, &folder] {
        match fs::symlink_metadata(path) {
            Ok(found) if found.is_dir() => private::refuse_if_open(path)?,
            Ok(_) => {
                return Err(Error::new(
                    "X_IN_THE_WAY",
                    Exit::CannotCreate,
                    "something that is no folder is in the way",
                )
                .at(Position::file(path))
                .effect("nothing was published; the last good month stays")
                .hint("move it away, then run again"));
            }
            Err(_) => {
                private::create_folder(path)?;
                private::sync_folder(path.parent().unwrap_or(project))?;
            }
        }
    }
    Ok(folder)
}

/// Writes the files of a folder: each under a name of its own first, then renamed; what is there already and the same
/// is left alone, and what earlier runs left is removed.
///
/// # Errors
/// 73 or 74: the disk refuses.
pub fn write(folder: &Path, outputs: &[Output]) -> Result<()> {
    for Output { name, bytes } in outputs {
        let path = folder.join(name);
        if fs::symlink_metadata(&path).is_ok_and(|found| found.is_file())
            && fs::read(&path).is_ok_and(|old| old == *bytes)
        {
            continue;
        }
        write_whole(folder, name, bytes)?;
    }
    let entries = fs::read_dir(folder).map_err(|error| Error::io("list the reports", folder, &error))?;
    for entry in entries {
        let entry = entry.map_err(|error| Error::io("list the reports", folder, &error))?;
        let known = outputs.iter().any(|output| entry.file_name().to_str() == Some(&output.name));
        if !known && entry.path().is_file() {
            fs::remove_file(entry.path())
                .map_err(|error| Error::io("remove an outdated report", &entry.path(), &error))?;
        }
    }
    private::sync_folder(folder)
}
