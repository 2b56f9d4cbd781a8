//! What is kept of the counted days of stays that were removed: days by month and place, without a stay. It is in a file of its
//! own, which no settling makes anew, and is read with the table of months that is.

use std::path::PathBuf;

use crate::domain::{KeptCount, Month};
use crate::error::Result;
use crate::store::commit::Commit;
use crate::store::files::temp_file::TempFile;
use crate::store::parquet::table_writer::{GROUP_ROWS, TableWriter};
use crate::store::rows::{StoreRow, columns_of};
use crate::store::{LEDGER, Store};

impl Store {
    /// What is kept of counted days of removed stays.
    ///
    /// # Errors
    /// 65 if the table is damaged.
    pub fn kept_counts(&self) -> Result<Vec<KeptCount>> {
        let mut rows = Vec::new();
        if let Some(stored) = &self.manifest.kept_counts {
            self.read_file(stored, &mut rows)?;
        }
        Ok(rows)
    }

    /// The file that has rows of a table beside those of its partitions, checked.
    ///
    /// # Errors
    /// 65 if it is damaged.
    pub(in crate::store) fn kept_file_of(&self, table: &str) -> Result<Option<PathBuf>> {
        let stored = self.manifest.kept_counts.as_ref().filter(|_| table == KeptCount::TABLE.name);
        stored.map(|stored| self.verified(&stored.file, &stored.sha256).map(|(_, path)| path)).transpose()
    }
}

impl Commit<'_> {
    /// Keeps counted days of stays that are removed, beside those of earlier removals. Days of months that were never published
    /// go with their stays.
    ///
    /// # Errors
    /// 65: a table is damaged; the disk refuses.
    pub(crate) fn keep_counts(&mut self, more: Vec<KeptCount>) -> Result<()> {
        let mut rows = self.store.kept_counts()?;
        let is_published = |month: Month| self.next.month(month).is_some();
        rows.extend(more.into_iter().filter(|row| is_published(row.month)));
        if rows.is_empty() {
            return Ok(());
        }
        rows.sort_by(StoreRow::order);
        rows.dedup_by(|next, row| {
            let is_same = row.order(next).is_eq();
            if is_same {
                (row.days, row.people) = (row.days + next.days, row.people + next.people);
            }
            is_same
        });
        let temp_file = TempFile::create(&self.folder(LEDGER), "kept-counts")?;
        let mut writer = TableWriter::new(KeptCount::TABLE, temp_file)?;
        for group in rows.chunks(GROUP_ROWS) {
            writer.write_group(columns_of(group)?)?;
        }
        let finished = writer.finish()?.seal()?;
        let file = format!("{LEDGER}/kept-counts-{}.parquet", &finished.sha256[..16]);
        self.next.kept_counts = Some(self.keep(finished, file, rows.len() as u64)?);
        Ok(())
    }
}
