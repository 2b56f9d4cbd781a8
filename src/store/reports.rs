//! The files of a month's reports, kept as one archive an edition: what was published can be put in place again, byte for
//! byte, whatever became of the folder that people look into.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::editions::reports_name;
use super::manifest::{PublishedMonth, StoredFile};
use crate::domain::Month;
use crate::error::{Error, Exit, Result};
use crate::store::files::{private, temp_file};
use crate::store::{Commit, REPORTS, Store};

/// One file of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportFile {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The files as one archive, which any program for archives opens. The same files give the same bytes.
fn packed(files: &[ReportFile]) -> Result<Vec<u8>> {
    let failed = |why: String| Error::new("X_BUG", Exit::Bug, format!("the reports cannot be archived: {why}"));
    let fixed = DateTime::default();
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let options = options.compression_level(Some(6)).last_modified_time(fixed).large_file(false);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        archive.start_file(&file.name, options).map_err(|error| failed(error.to_string()))?;
        archive.write_all(&file.bytes).map_err(|error| failed(error.to_string()))?;
    }
    Ok(archive.finish().map_err(|error| failed(error.to_string()))?.into_inner())
}

impl Commit<'_> {
    /// The files of a month that is in this commit, in place of those of the same edition.
    ///
    /// # Errors
    /// The disk refuses, or the month is not there (our bug).
    pub fn put_reports(&mut self, month: Month, files: &[ReportFile]) -> Result<&PublishedMonth> {
        let Some(at) = self.next.months.iter().position(|published| published.month == month) else {
            return Err(Error::bug("reports of a month that is not there"));
        };
        let stored = self.archive(files, |hash| reports_name(month, self.next.months[at].edition, hash))?;
        let published = &mut self.next.months[at];
        // Who signed others has not signed these.
        if let Some(before) = published.reports.take().filter(|before| before.sha256 != stored.sha256) {
            published.sign_off = None;
            published.replaced_reports.retain(|other| other.sha256 != stored.sha256);
            published.replaced_reports.push(before);
        }
        published.reports = Some(stored);
        Ok(published)
    }

    /// Puts an archive that is missing or damaged in its place again, if these files give the very bytes that the manifest names.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn put_back_archive(&self, stored: &StoredFile, files: &[ReportFile]) -> Result<bool> {
        let made = self.archive(files, |_| stored.file.clone())?;
        if made.sha256 == stored.sha256 {
            self.put_back(stored)?;
        }
        Ok(made.sha256 == stored.sha256)
    }

    /// Keeps files as one archive, the name of which `name` makes of the first characters of its hash.
    pub(super) fn archive(&self, files: &[ReportFile], name: impl Fn(&str) -> String) -> Result<StoredFile> {
        let bytes = packed(files)?;
        let folder = self.folder(REPORTS);
        if !folder.exists() {
            private::create_folder(&folder)?;
        }
        let sha256 = temp_file::sha256(&bytes);
        let file = name(&sha256[..16]);
        temp_file::write_whole(&self.root, &file, &bytes)?;
        let (rows, bytes) = (files.len() as u64, bytes.len() as u64);
        Ok(StoredFile { file, sha256, bytes, rows })
    }
}

impl Store {
    /// The files of an archive of reports.
    ///
    /// # Errors
    /// 65 if it is damaged.
    pub fn reports(&self, stored: &StoredFile) -> Result<Vec<ReportFile>> {
        let (mut file, path) = self.verified(&stored.file, &stored.sha256)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(|error| private::refused("read", &path, &error))?;
        let failed = |why: String| Error::bug(format!("an archive of reports cannot be opened: {why}"));
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| failed(error.to_string()))?;
        let mut files = Vec::new();
        for at in 0..archive.len() {
            let mut inner = archive.by_index(at).map_err(|error| failed(error.to_string()))?;
            let mut bytes = Vec::new();
            inner.read_to_end(&mut bytes).map_err(|error| failed(error.to_string()))?;
            let name = inner.name().map_err(|error| failed(error.to_string()))?.into_owned();
            files.push(ReportFile { name, bytes });
        }
        Ok(files)
    }
}
