//! Ledgers, tables of changes and reports of every edition, with other names of stays: days and amounts stay as they are.

use std::collections::HashMap;

use super::ReplacedFile;
use crate::domain::position::StayPosition;
use crate::domain::{LedgerDay, Month, Revision};
use crate::error::{Error, Result};
use crate::store::closed::closed_after;
use crate::store::closed_month::ClosedMonth;
use crate::store::commit::Commit;
use crate::store::editions::{ledger_name, reports_name, revisions_name, sign_off_name};
use crate::store::files::private::{make_read_only, refused};
use crate::store::files::temp_file::TempFile;
use crate::store::ledger::writer::{LedgerTotals, LedgerWriter};
use crate::store::manifest::{EarlierEdition, PublishedMonth};
use crate::store::parquet::table_writer::{GROUP_ROWS, TableWriter};
use crate::store::positions::positions_name;
use crate::store::rows::{StoreRow, columns_of};
use crate::store::stored_file::StoredFile;
use crate::store::{LEDGER, ReportFile};

/// Names of stays, and those that they have from now on.
pub type NewNames = HashMap<Box<str>, Box<str>>;

/// Gives another version of a file of a report by its name and bytes; nothing where it stays as it is.
pub type RewriteFile<'f> = dyn Fn(&str, &[u8]) -> Result<Option<Vec<u8>>> + 'f;

/// The files of an edition of a month.
struct EditionFiles<'m> {
    edition: u32,
    ledger: &'m mut StoredFile,
    revisions: &'m mut Option<StoredFile>,
    reports: Vec<&'m mut StoredFile>,
    sign_off: Option<&'m mut StoredFile>,
}

/// Every edition of a month.
fn editions(published: &mut PublishedMonth) -> Vec<EditionFiles<'_>> {
    let PublishedMonth { edition, ledger, reports, revisions, sign_off, replaced_reports, earlier, .. } = published;
    let reports = reports.iter_mut().chain(replaced_reports).collect();
    let latest = EditionFiles { edition: *edition, ledger, revisions, reports, sign_off: sign_off.as_mut() };
    let before = earlier.iter_mut().map(|before| {
        let EarlierEdition { edition, ledger, reports, revisions, sign_off, replaced_reports } = before;
        let reports = reports.iter_mut().chain(replaced_reports).collect();
        EditionFiles { edition: *edition, ledger, revisions, reports, sign_off: sign_off.as_mut() }
    });
    std::iter::once(latest).chain(before.collect::<Vec<_>>()).collect()
}

/// Puts a file in the place of another.
fn replace(stored: &mut StoredFile, now: StoredFile, month: Month, replaced: &mut Vec<ReplacedFile>) {
    let before = std::mem::replace(stored, now.clone());
    replaced.push(ReplacedFile { month, file: before.file, sha256: before.sha256, now });
}

impl Commit<'_> {
    /// Gives stays other names in the ledgers and tables of changes of every edition.
    ///
    /// # Errors
    /// 65: one is damaged; the disk refuses.
    pub(crate) fn rename_in_ledgers(&mut self, names: &NewNames) -> Result<Vec<ReplacedFile>> {
        let (mut months, mut replaced) = (std::mem::take(&mut self.next.months), Vec::new());
        for published in &mut months {
            let month = published.month;
            for files in editions(published) {
                if let Some(now) = self.renamed_ledger((month, files.edition), files.ledger, names)? {
                    replace(files.ledger, now, month, &mut replaced);
                }
                if let Some(stored) = files.revisions
                    && let Some(now) = self.renamed_revisions((month, files.edition), stored, names)?
                {
                    replace(stored, now, month, &mut replaced);
                }
            }
            if let Some(stored) = &mut published.positions
                && let Some(now) = self.renamed_positions(month, stored, names)?
            {
                replace(stored, now, month, &mut replaced);
            }
        }
        self.next.months = months;
        Ok(replaced)
    }

    fn renamed_ledger(
        &self,
        (month, edition): (Month, u32),
        stored: &StoredFile,
        names: &NewNames,
    ) -> Result<Option<StoredFile>> {
        let ledger = self.store.ledger_in(stored)?;
        let renamed = |id| names.get(id).map_or(id, |name| &**name);
        if !ledger.rows().any(|row| names.contains_key(row.stay_id) || names.contains_key(row.delay_id)) {
            return Ok(None);
        }
        let mut rows: Vec<LedgerDay<'_>> = ledger
            .rows()
            .map(|row| LedgerDay { stay_id: renamed(row.stay_id), delay_id: renamed(row.delay_id), ..row })
            .collect();
        rows.sort_by(|one, other| (one.delay_id, one.day, one.regime).cmp(&(other.delay_id, other.day, other.regime)));
        let mut writer = LedgerWriter::create(TempFile::create(&self.folder(LEDGER), &month.to_string())?, edition)?;
        writer.push(&rows)?;
        let (temp_file, LedgerTotals { rows: count, .. }) = writer.finish()?;
        if count != stored.rows {
            return Err(Error::bug(format!("a ledger of {month} would have other rows without names")));
        }
        let finished = temp_file.seal()?;
        let file = ledger_name(month, edition, &finished.sha256[..16]);
        self.keep(finished, file, count).map(Some)
    }

    fn renamed_revisions(
        &self,
        (month, edition): (Month, u32),
        stored: &StoredFile,
        names: &NewNames,
    ) -> Result<Option<StoredFile>> {
        let rename = |row: &mut Revision| match names.get(&row.stay_id) {
            Some(name) => {
                row.stay_id.clone_from(name);
                row.reason.evidence = None;
                true
            }
            None => false,
        };
        self.renamed(stored, rename, |hash| revisions_name(month, edition, hash))
    }

    /// What was said of a stay holds of its amount; what was written to it goes with its name.
    fn renamed_positions(&self, month: Month, stored: &StoredFile, names: &NewNames) -> Result<Option<StoredFile>> {
        let rename = |row: &mut StayPosition| match names.get(&row.stay_id) {
            Some(name) => {
                row.stay_id.clone_from(name);
                row.reason = Box::default();
                true
            }
            None => false,
        };
        self.renamed(stored, rename, |hash| positions_name(month, hash))
    }

    /// A table with other names; nothing if it has none of those that are others. `name` makes its name of the first characters
    /// of its hash.
    fn renamed<R: StoreRow>(
        &self,
        stored: &StoredFile,
        rename: impl Fn(&mut R) -> bool,
        name: impl Fn(&str) -> String,
    ) -> Result<Option<StoredFile>> {
        let mut rows: Vec<R> = Vec::new();
        self.store.read_file(stored, &mut rows)?;
        if rows.iter_mut().filter_map(|row| rename(row).then_some(())).count() == 0 {
            return Ok(None);
        }
        rows.sort_by(StoreRow::order);
        let mut writer = TableWriter::new(R::TABLE, TempFile::create(&self.folder(LEDGER), R::TABLE.name)?)?;
        for group in rows.chunks(GROUP_ROWS) {
            writer.write_group(columns_of(group)?)?;
        }
        let finished = writer.finish()?.seal()?;
        let file = name(&finished.sha256[..16]);
        self.keep(finished, file, rows.len() as u64).map(Some)
    }

    /// Rewrites the files of reports of every edition, or the sheets that show who stands for them.
    ///
    /// # Errors
    /// 65: one is damaged; the disk refuses; `rewrite` fails.
    pub(crate) fn rewrite_reports(&mut self, sheets: bool, rewrite: &RewriteFile<'_>) -> Result<Vec<ReplacedFile>> {
        let (mut months, mut replaced) = (std::mem::take(&mut self.next.months), Vec::new());
        for published in &mut months {
            let month = published.month;
            for files in editions(published) {
                let edition = files.edition;
                let archives = if sheets { files.sign_off.into_iter().collect() } else { files.reports };
                for stored in archives {
                    let Some(now) = rewritten(self.store.reports(stored)?, rewrite)? else { continue };
                    let now = self.archive(&now, |hash| match sheets {
                        true => sign_off_name(month, edition, hash),
                        false => reports_name(month, edition, hash),
                    })?;
                    replace(stored, now, month, &mut replaced);
                }
            }
        }
        self.next.months = months;
        Ok(replaced)
    }

    /// Rewrites what people wrote beside months and deliveries.
    pub(crate) fn rewrite_notes(&mut self, rewrite: &dyn Fn(&str) -> Option<String>) {
        let of_months = self.next.acknowledged.iter_mut().map(|seen| &mut seen.note);
        let of_deliveries = self.next.acknowledged_deliveries.iter_mut().map(|seen| &mut seen.note);
        for note in of_months.chain(of_deliveries) {
            if let Some(other) = rewrite(note) {
                *note = other;
            }
        }
    }

    /// Puts the new hashes where the manifest names files by their old ones, and seals closed months anew.
    ///
    /// # Errors
    /// The system refuses.
    pub(crate) fn seal_anew(&mut self, replaced: &[ReplacedFile]) -> Result<()> {
        let now: HashMap<&str, &str> =
            replaced.iter().map(|file| (file.sha256.as_str(), file.now.sha256.as_str())).collect();
        let put = |hash: &mut String| {
            if let Some(other) = now.get(hash.as_str()) {
                *hash = (*other).to_owned();
            }
        };
        self.next.signed.iter_mut().for_each(|signature| put(&mut signature.reports_sha256));
        self.next.acknowledged.iter_mut().for_each(|seen| put(&mut seen.ledger_sha256));
        let mut closed: Vec<ClosedMonth> = Vec::new();
        for before in std::mem::take(&mut self.next.closed) {
            let Some(published) = self.next.month(before.month) else {
                return Err(Error::bug(format!("{} is closed and not published", before.month)));
            };
            for stored in published.files() {
                let path = self.path(stored);
                make_read_only(&path).map_err(|error| refused("make read-only", &path, &error))?;
            }
            closed.push(closed_after(published, (&before.by, before.on), closed.last()));
        }
        self.next.closed = closed;
        Ok(())
    }
}

/// The files with those that are other ones now; nothing if each stays as it is.
fn rewritten(files: Vec<ReportFile>, rewrite: &RewriteFile<'_>) -> Result<Option<Vec<ReportFile>>> {
    let (mut now, mut is_other) = (Vec::new(), false);
    for ReportFile { name, bytes } in files {
        let other = rewrite(&name, &bytes)?;
        is_other |= other.is_some();
        now.push(ReportFile { name, bytes: other.unwrap_or(bytes) });
    }
    Ok(is_other.then_some(now))
}
