//! The reports of a month, and of its editions before, in the folder where people look: always as the store keeps them.
//!
//! ```text
//! reports/2018-03/                        the current edition, and whatever the user put there
//! reports/2018-03/statements/E10000020/   the statement of one council, where there is one for each
//! reports/2018-03/edition-1/              what a later edition replaced
//! ```

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::domain::Month;
use crate::error::{Error, Exit, Result};
use crate::key::Key;
use crate::operate::output_files;
use crate::project::Project;
use crate::store::{PublishedMonth, ReportFile, Store};

/// What the names of the files of a statement begin with.
const STEM: &str = "internal-statement";

/// The folder of a month's reports, with the folders in it for each edition before and for the files of this one.
pub(crate) fn folders(project: &Project, month: &PublishedMonth, files: &[ReportFile]) -> Result<PathBuf> {
    let folder = output_files::folder(&project.folder, "reports", month.month)?;
    output_files::folders_for(&folder, files)?;
    for earlier in month.earlier.iter().filter(|earlier| earlier.reports.is_some()) {
        output_files::folder_in(&folder, &format!("edition-{}", earlier.edition))?;
    }
    Ok(folder)
}

/// Puts the reports of a published month in place as the store keeps them, and those of the editions before it.
pub(crate) fn put_in_place(store: &Store, folder: &Path, month: Month) -> Result<()> {
    let Some(published) = store.manifest().month(month) else { return Ok(()) };
    let mut outdated = output_files::tables_in(folder, STEM);
    outdated.extend(output_files::statements_in(folder, STEM));
    outdated.insert("not-counted.csv".to_owned());
    for earlier in &published.earlier {
        let files = match &earlier.reports {
            Some(stored) => store.reports(stored)?,
            None => lying_there(folder, earlier.edition)?,
        };
        outdated.extend(files.iter().map(|file| file.name.clone()));
        if !files.is_empty() {
            let own = output_files::folder_in(folder, &format!("edition-{}", earlier.edition))?;
            output_files::write(&own, &files, &BTreeSet::new())?;
        }
    }
    match &published.reports {
        Some(stored) => output_files::write(folder, &store.reports(stored)?, &outdated),
        None => Ok(()),
    }
}

/// Keeps the summary of the edition that is published already, if nothing else changed than how many records were parsed for it.
pub(crate) fn keep_summary(store: &Store, month: &PublishedMonth, files: &mut [ReportFile]) -> Result<()> {
    let published = store.manifest().month(month.month).filter(|published| published.edition == month.edition);
    let Some(stored) = published.and_then(|published| published.reports.as_ref()) else { return Ok(()) };
    let stored = store.reports(stored)?;
    let parsed_apart = |bytes: &[u8]| -> Option<serde_json::Value> {
        let mut summary: serde_json::Value = serde_json::from_slice(bytes).ok()?;
        summary.as_object_mut()?.remove("parsed");
        Some(summary)
    };
    for file in files.iter_mut().filter(|file| file.name == "run.json") {
        let before = stored.iter().find(|stored| stored.name == file.name);
        if let Some(before) = before.filter(|before| parsed_apart(&before.bytes) == parsed_apart(&file.bytes)) {
            file.bytes.clone_from(&before.bytes);
        }
    }
    Ok(())
}

/// The reports of an edition whose files no store keeps, because an older program wrote it: those in the folder, if they
/// are of that edition.
fn lying_there(folder: &Path, edition: u32) -> Result<Vec<ReportFile>> {
    let summary = fs::read(folder.join("run.json")).unwrap_or_default();
    let summary: Option<serde_json::Value> = serde_json::from_slice(&summary).ok();
    if summary.is_none_or(|summary| summary["edition"] != edition) {
        return Ok(Vec::new());
    }
    let mut names = output_files::tables_in(folder, STEM);
    names.extend(["html", "xlsx", "json"].map(|ending| format!("{STEM}.{ending}")));
    names.extend(["rejects.csv", "not-counted.csv", "run.json"].map(str::to_owned));
    let mut files = Vec::new();
    for name in names.into_iter().filter(|name| folder.join(name).is_file()) {
        let path = folder.join(&name);
        let bytes = fs::read(&path).map_err(|error| Error::io("read the report", &path, &error))?;
        files.push(ReportFile { name, bytes });
    }
    Ok(files)
}

/// Puts the files of a published month in place again: they are those that the run published, byte for byte.
///
/// # Errors
/// 66 if the month was never published, or by a program that kept no files; 65 if what is kept is damaged.
pub fn report_again(project: &Project, month: Option<Month>) -> Result<PathBuf> {
    let key = Key::read(&project.folder)?;
    let store = Store::read_only(&project.folder)?;
    store.require_key(&key.id())?;
    let published = store.manifest().published(month, "nothing was written")?;
    if published.reports.is_none() {
        let what = format!("{} was published by a version that kept no files of reports", published.month);
        return Err(Error::new("X_NO_MONTH", Exit::NoInput, what)
            .effect("nothing was written")
            .hint(format!("`beddays run --month {}`", published.month)));
    }
    let folder = folders(project, published, &[])?;
    put_in_place(&store, &folder, published.month).map_err(|error| {
        let what = format!("the store is as it was; of the files in {} some may be those of before", folder.display());
        error.effect(what)
    })?;
    Ok(folder)
}
