//! The reports of a month, and of its editions before, in the folder where people look: always as the store keeps them.
//!
//! ```text
//! reports/2018-03/                        the current edition, and whatever the user put there
//! reports/2018-03/statements/E10000020/   the statement of one council, where there is one for each
//! reports/2018-03/edition-1/              what a later edition replaced
//! ```

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::domain::Month;
use crate::error::{Error, Exit, Result};
use crate::key::Key;
use crate::operate::file_set::{FileSet, PlacedSet, unfinished};
use crate::operate::output_files;
use crate::project::Project;
use crate::store::{FORMAT, PublishedMonth, ReportFile, ReportsLock, Store};

/// The folder of the reports.
pub(crate) const REPORTS: &str = "reports";
/// What the names of the files of a statement begin with.
const STEM: &str = "internal-statement";

/// The files of a month's folder: those of this edition, and of each edition before in a folder of its own.
pub(crate) fn file_set(
    project: &Path,
    store: &Store,
    month: &PublishedMonth,
    files: Vec<ReportFile>,
) -> Result<FileSet> {
    let outer = project.join(REPORTS);
    let name = month.month.to_string();
    let folder = outer.join(&name);
    let sheet = month.sign_off.as_ref().map_or_else(|| Ok(Vec::new()), |stored| store.reports(stored))?;
    let files = files.into_iter().chain(sheet).collect();
    let mut set = FileSet::new((&outer, &name), "internal", files, None).or_named(unlisted(&folder));
    set = set.read_only(store.manifest().closed_month(month.month).is_some());
    for earlier in &month.earlier {
        let files = match &earlier.reports {
            Some(stored) => store.reports(stored)?,
            None => lying_there(&folder, earlier.edition)?,
        };
        let sheet = earlier.sign_off.as_ref().map_or_else(|| Ok(Vec::new()), |stored| store.reports(stored))?;
        let files: Vec<ReportFile> = files.into_iter().chain(sheet).collect();
        if !files.is_empty() {
            set.add_folder(&format!("edition-{}", earlier.edition), files);
        }
    }
    Ok(set)
}

/// The same of a published month, with the files that the store keeps; nothing where an older program kept none.
pub(crate) fn file_set_of(project: &Path, store: &Store, month: &PublishedMonth) -> Result<Option<FileSet>> {
    let Some(stored) = &month.reports else { return Ok(None) };
    file_set(project, store, month, store.reports(stored)?).map(Some)
}

/// Puts the files of months in place whose run was stopped before it did, and the lists of files that an older program did not
/// write. Whoever calls has the lock of reports.
///
/// # Errors
/// 73 or 74: the system refuses; 65: what the store keeps is damaged.
pub(crate) fn finish(project: &Path, store: &Store) -> Result<()> {
    let (unfinished, manifest) = (unfinished(&project.join(REPORTS)), store.manifest());
    for month in &manifest.months {
        let is_unfinished = unfinished.contains(&month.month.to_string());
        if !is_unfinished && manifest.format == FORMAT {
            continue;
        }
        if let Some(set) = file_set_of(project, store, month)?
            && (is_unfinished || set.lacks_only_lists())
        {
            set.prepare()?.put_in_place()?;
        }
    }
    Ok(())
}

/// The names that files of ours can have in a folder where no list says so.
fn unlisted(folder: &Path) -> BTreeSet<String> {
    let mut names = output_files::names_in(folder, STEM);
    names.extend(output_files::statements_in(folder, STEM));
    names.extend(["rejects.csv", "not-counted.csv", "run.json"].map(str::to_owned));
    names
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
    let names = unlisted(folder).into_iter();
    let mut files = Vec::new();
    for name in names.filter(|name| folder.join(name).is_file()) {
        let path = folder.join(&name);
        let bytes = fs::read(&path).map_err(|error| Error::io("read the report", &path, &error))?;
        files.push(ReportFile { name, bytes });
    }
    Ok(files)
}

/// Puts the files of a published month in place again: they are those that the run published, byte for byte. The folder is
/// that of the edition.
///
/// # Errors
/// 66 if the month was never published, not in that edition, or by a program that kept no files; 65 if what is kept is
/// damaged.
pub fn report_again(project: &Project, month: Option<Month>, edition: Option<u32>) -> Result<PlacedSet> {
    let key = Key::read(&project.folder)?;
    // First the lock: what the store holds then stays until the files are in place.
    let _lock = ReportsLock::take(&project.folder, project.wait)?;
    let store = Store::read_only(&project.folder)?;
    store.require_key(&key.id())?;
    let published = store.manifest().published(month, "nothing was written")?;
    let no_month = |what: String, hint: String| {
        Error::new("X_NO_MONTH", Exit::NoInput, what).effect("nothing was written").hint(hint)
    };
    let is_kept = |edition: u32| match published.earlier.iter().find(|earlier| earlier.edition == edition) {
        Some(earlier) => earlier.reports.is_some(),
        None => edition == published.edition,
    };
    if let Some(edition) = edition.filter(|edition| !is_kept(*edition)) {
        let what = format!("{} has no edition {edition} whose files are kept", published.month);
        return Err(no_month(what, format!("editions are 1 to {}", published.edition)));
    }
    let Some(set) = file_set_of(&project.folder, &store, published)? else {
        let what = format!("{} was published by a version that kept no files of reports", published.month);
        return Err(no_month(what, format!("`beddays run --month {}`", published.month)));
    };
    output_files::folder_in(&project.folder, REPORTS)?;
    let as_before = |error: Error| error.effect("the store is as it was, and so are the files in place");
    let placed = set.prepare().map_err(as_before)?.put_in_place();
    let mut placed = placed.map_err(|error| error.before_the_effect("the store is as it was"))?;
    if let Some(edition) = edition.filter(|edition| *edition != published.edition) {
        placed.folder.push(format!("edition-{edition}"));
    }
    Ok(placed)
}
