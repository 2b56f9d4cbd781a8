//! The files of a report: every one whole under its name or not there, for the user alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Exit, Position, Result};
use crate::report::model::Report;
use crate::report::{csv, html, json, xlsx};
use crate::store;
use crate::store::files::private;
use crate::store::{FinishedFile, ReportFile, UNFINISHED};

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
    folder_in(&folder_in(project, name)?, inner)
}

/// A folder in another, for the user alone; it is made if it is not there.
///
/// # Errors
/// As [`folder`].
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

/// Makes the folders below a folder that files are to be in, as in `statements/E10000020/internal-statement.html`.
///
/// # Errors
/// As [`folder`].
pub fn folders_for(folder: &Path, files: &[ReportFile]) -> Result<()> {
    let mut made = BTreeSet::new();
    for inner in files.iter().filter_map(|file| Some(file.name.rsplit_once('/')?.0)).filter(|inner| made.insert(*inner))
    {
        inner.split('/').try_fold(folder.to_owned(), |outer, name| folder_in(&outer, name))?;
    }
    Ok(())
}

/// Writes the files of a folder and of those below it: all of them durable under names of their own first, then renamed, so
/// that a disk that is full leaves the files that are there. What is there already and the same is left alone. Of the names
/// in `outdated`, which an earlier report of ours had, those that this one has not are removed, with the folders below that
/// are empty then; whatever else lies there is the user's.
///
/// # Errors
/// 73 or 74: the disk refuses.
pub fn write(folder: &Path, outputs: &[ReportFile], outdated: &BTreeSet<String>) -> Result<()> {
    folders_for(folder, outputs)?;
    let mut written: Vec<(FinishedFile, PathBuf)> = Vec::new();
    for ReportFile { name, bytes } in outputs {
        let path = folder.join(name);
        let is_there = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
        if !(is_there && fs::read(&path).is_ok_and(|old| old == *bytes)) {
            let (inner, name) =
                name.rsplit_once('/').map_or((folder.to_owned(), &**name), |(inner, name)| (folder.join(inner), name));
            written.push((store::prepare(&inner, name, bytes)?, path));
        }
    }
    written.into_iter().try_for_each(|(file, path)| file.keep_as(&path))?;
    // What a run that was stopped left unfinished is ours too.
    let unfinished = |name: &String| format!("{name}.{UNFINISHED}");
    let names: BTreeSet<&String> = outputs.iter().map(|output| &output.name).collect();
    let left = names.iter().copied().chain(outdated).map(unfinished);
    let gone = outdated.iter().filter(|name| !names.contains(name)).cloned();
    let mut folders: BTreeSet<PathBuf> = BTreeSet::from([folder.to_owned()]);
    for path in gone.chain(left).map(|name| folder.join(name)) {
        if fs::symlink_metadata(&path).is_ok_and(|found| found.is_file()) {
            fs::remove_file(&path).map_err(|error| Error::io("remove an outdated report", &path, &error))?;
        }
        folders.extend(path.ancestors().skip(1).take_while(|outer| *outer != folder).map(Path::to_owned));
    }
    folders.extend(outputs.iter().filter_map(|output| Some(folder.join(output.name.rsplit_once('/')?.0))));
    // Those below come first. A folder with anything in it stays.
    for own in folders.iter().rev() {
        if own == folder || fs::remove_dir(own).is_err() {
            sync_if_there(own)?;
        }
    }
    Ok(())
}

fn sync_if_there(folder: &Path) -> Result<()> {
    if folder.is_dir() { private::sync_folder(folder) } else { Ok(()) }
}

/// The names of the files of the statements in the folders below the folder of a month, as they lie there.
pub fn statements_in(folder: &Path, stem: &str) -> BTreeSet<String> {
    let below = folder.join("statements");
    let entries = fs::read_dir(&below).into_iter().flatten().flatten();
    let inner = entries.filter(|entry| entry.path().is_dir()).filter_map(|entry| entry.file_name().into_string().ok());
    let files = |inner: String| {
        let formats = ["html", "xlsx", "json"].map(|ending| format!("{stem}.{ending}"));
        let names = tables_in(&below.join(&inner), stem).into_iter().chain(formats);
        names.map(move |name| format!("statements/{inner}/{name}")).collect::<Vec<_>>()
    };
    inner.flat_map(files).collect()
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
