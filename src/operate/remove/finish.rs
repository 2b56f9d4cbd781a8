//! What is left to do after the commit of a removal: files outside the store, old files in it, the manifests of before. It is
//! done by whoever comes next if the command was stopped, and to be done twice changes nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::outside::ChangedFile;
use crate::error::{Error, Result};
use crate::operate::month::editions::file_set_of;
use crate::operate::output_files;
use crate::report::json;
use crate::store::files::private::{refused, sync_folder};
use crate::store::{ReplacedFile, ReportFile, ReportsLock, Store, StoredDelivery, sha256, write_whole};
use crate::system::copy_mode;

/// The list of what is to be done, in the archive of it.
const WORK: &str = "work.json";

/// What is to be done.
#[derive(Debug, Serialize, Deserialize)]
struct RemovalWork {
    files: Vec<FileWork>,
    replaced: Vec<ReplacedFile>,
}

/// A file outside the store.
#[derive(Debug, Serialize, Deserialize)]
struct FileWork {
    path: PathBuf,
    sha256: String,
    to: PathBuf,
    /// The name of its bytes in the archive; nothing if it is removed.
    bytes: Option<String>,
}

/// The work as files of an archive.
///
/// # Errors
/// 70: it cannot be written as JSON (our bug).
pub(super) fn work(changed: Vec<ChangedFile>, replaced: Vec<ReplacedFile>) -> Result<Vec<ReportFile>> {
    let (mut archive, mut files) = (Vec::new(), Vec::new());
    for (at, ChangedFile { path, sha256, to, bytes }) in changed.into_iter().enumerate() {
        let name = bytes.is_some().then(|| at.to_string());
        archive.extend(name.clone().zip(bytes).map(|(name, bytes)| ReportFile { name, bytes }));
        files.push(FileWork { path, sha256, to, bytes: name });
    }
    archive.push(ReportFile { name: WORK.to_owned(), bytes: json::pretty(&RemovalWork { files, replaced })? });
    Ok(archive)
}

/// Ends a removal that was stopped after its commit. Gives the hashes of files from which something was removed, before and
/// after; none where no removal was stopped.
///
/// # Errors
/// 75: another command is at work, or others read the store; 65: the store is damaged; 73, 74: the system refuses.
pub fn resume(project: &Path, wait: Duration) -> Result<BTreeMap<String, String>> {
    if !Store::has_removal_work(project) {
        return Ok(BTreeMap::new());
    }
    let mut store = Store::open_within(project, wait)?;
    if store.manifest().removal_work.is_none() {
        // It was stopped before its commit: what it had written so far goes.
        return store.purge().map(|()| BTreeMap::new());
    }
    let replaced = finish(project, &mut store, wait)?;
    let deliveries = store.manifest().deliveries.iter();
    let of_delivery = |held: &StoredDelivery| Some((held.sha256.clone(), held.kept.as_ref()?.sha256.clone()));
    let of_months = replaced.into_iter().map(|file| (file.sha256, file.now.sha256));
    Ok(deliveries.filter_map(of_delivery).chain(of_months).collect())
}

/// Does what is left.
///
/// # Errors
/// As [`resume`].
pub(super) fn finish(project: &Path, store: &mut Store, wait: Duration) -> Result<Vec<ReplacedFile>> {
    let left = |error: Error| {
        error.before_the_effect("the removal is in the store; files with what was removed are still there, and the next command that changes something removes them")
    };
    let Some(stored) = store.manifest().removal_work.clone() else { return Ok(Vec::new()) };
    let archive = store.reports(&stored)?;
    let work = archive.iter().find(|file| file.name == WORK);
    let work: Option<RemovalWork> = work.and_then(|file| serde_json::from_slice(&file.bytes).ok());
    let work = work.ok_or_else(|| Error::bug("the work of a removal cannot be read"))?;
    let lock = ReportsLock::take(project, wait).map_err(left)?;
    for file in &work.files {
        let bytes = file.bytes.as_ref().and_then(|name| archive.iter().find(|member| member.name == *name));
        put_file(project, file, bytes).map_err(left)?;
    }
    for month in &store.manifest().months {
        if let Some(set) = file_set_of(project, store, month)? {
            output_files::folder_in(project, crate::operate::month::editions::REPORTS).map_err(left)?;
            set.prepare().and_then(|set| set.put_in_place()).map_err(left)?;
        }
    }
    drop(lock);
    store.purge().map_err(left)?;
    let past = store.reduce_past(&work.replaced).map_err(left)?;
    let mut commit = store.begin();
    commit.end_removal(past);
    commit.finish()?;
    store.purge().map(|()| work.replaced)
}

/// Puts one file in the place of what it was; what somebody changed meanwhile stays.
fn put_file(project: &Path, work: &FileWork, bytes: Option<&ReportFile>) -> Result<()> {
    let (path, to) = (project.join(&work.path), project.join(&work.to));
    let Ok(found) = fs::read(&path) else { return Ok(()) };
    if sha256(&found) != work.sha256 {
        return Ok(());
    }
    let failed = |error: std::io::Error| refused("remove", &path, &error);
    let folder = |path: &Path| path.parent().map_or_else(|| project.to_owned(), Path::to_owned);
    if let Some(file) = bytes {
        let before = fs::metadata(&path).map_err(failed)?;
        fs::create_dir_all(folder(&to)).map_err(failed)?;
        let name = to.file_name().unwrap_or_default().to_string_lossy().into_owned();
        write_whole(&folder(&to), &name, &file.bytes)?;
        copy_mode(&before, &to).map_err(failed)?;
    }
    if bytes.is_none() || to != path {
        fs::remove_file(&path).map_err(failed)?;
    }
    sync_folder(&folder(&path))
}
