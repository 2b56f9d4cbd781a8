//! The files of a report, and the names that they have.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Exit, Position, Result};
use crate::report::model::Report;
use crate::report::{csv, html, json, xlsx};
use crate::store::ReportFile;
use crate::store::files::private;

/// A report in every format.
///
/// # Errors
/// 70: the report does not fit a format (our bug), or a workbook does not read back as it was written.
pub fn render(report: &Report) -> Result<Vec<ReportFile>> {
    let stem = format!("{}-{}", report.class, report.name);
    let output = |ending: &str, bytes| ReportFile { name: format!("{stem}.{ending}"), bytes };
    let mut outputs = vec![
        output("html", html::render(report)?.into_bytes()),
        output("xlsx", xlsx::write(report)?),
        output("json", json::write(report)?),
    ];
    outputs.extend(
        csv::write(report)?
            .into_iter()
            .map(|(name, bytes)| ReportFile { name: format!("{}-{name}", report.class), bytes }),
    );
    Ok(outputs)
}

/// A folder in another, for the user alone; it is made if it is not there.
///
/// # Errors
/// 73 if something else has its name, 77 if it is open to others.
pub fn folder_in(outer: &Path, name: &str) -> Result<PathBuf> {
    let path = outer.join(name);
    match fs::symlink_metadata(&path) {
        Ok(found) if found.is_dir() => private::refuse_if_open(&path)?,
        Ok(_) => {
            return Err(Error::new("X_IN_THE_WAY", Exit::CannotCreate, "something that is no folder is in the way")
                .at(Position::file(&path))
                .effect("nothing was published; the last good month stays")
                .hint("move it away, then run again"));
        }
        Err(_) => {
            private::create_folder(&path)?;
            private::sync_folder(outer)?;
        }
    }
    Ok(path)
}

/// The names of the files of the statements in the folders below the folder of a month, as they lie there.
pub fn statements_in(folder: &Path, stem: &str) -> BTreeSet<String> {
    let below = folder.join("statements");
    let entries = fs::read_dir(&below).into_iter().flatten().flatten();
    let inner = entries.filter(|entry| entry.path().is_dir()).filter_map(|entry| entry.file_name().into_string().ok());
    let files = |inner: String| {
        let names = names_in(&below.join(&inner), stem).into_iter();
        names.map(move |name| format!("statements/{inner}/{name}")).collect::<Vec<_>>()
    };
    inner.flat_map(files).collect()
}

/// The names of all files that a report in a folder can have, of whatever program.
pub fn names_in(folder: &Path, stem: &str) -> BTreeSet<String> {
    let formats = ["html", "xlsx", "json"].map(|ending| format!("{stem}.{ending}"));
    tables_in(folder, stem).into_iter().chain(formats).collect()
}

/// The names of the CSV files of the report in a folder, by the tables that its JSON lists; none if there is no such report.
pub fn tables_in(folder: &Path, stem: &str) -> BTreeSet<String> {
    let listed = fs::read(folder.join(format!("{stem}.json"))).ok();
    let listed: Option<serde_json::Value> = listed.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let list = |value: &serde_json::Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
    let Some(report) = listed else { return BTreeSet::new() };
    let tables = list(&report, "sections").iter().flat_map(|section| list(section, "tables")).collect::<Vec<_>>();
    let ids = tables.iter().filter_map(|table| table["id"].as_str()).chain(["totals", "about"]);
    ids.map(|id| format!("{stem}-{id}.csv")).collect()
}
