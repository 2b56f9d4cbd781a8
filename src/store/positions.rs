//! What was said about the stays of a published month: a file of its own, so that no ledger and no report is another for it.

use super::commit::Commit;
use super::manifest::PublishedMonth;
use super::rows::columns_of;
use super::schema::positions::POSITION;
use crate::domain::Month;
use crate::domain::position::StayPosition;
use crate::error::{Error, Result};
use crate::store::files::private::{make_read_only, refused};
use crate::store::files::temp_file::TempFile;
use crate::store::parquet::table_writer::{GROUP_ROWS, TableWriter};
use crate::store::{LEDGER, Store};

impl Store {
    /// What was said about stays of a month, by stay.
    ///
    /// # Errors
    /// 65 if the table is damaged.
    pub fn positions(&self, published: &PublishedMonth) -> Result<Vec<StayPosition>> {
        let mut rows = Vec::new();
        if let Some(stored) = &published.positions {
            self.read_file(stored, &mut rows)?;
        }
        Ok(rows)
    }
}

impl Commit<'_> {
    /// What is said about stays of a month from now on, by stay.
    ///
    /// # Errors
    /// The disk refuses, or the month is not there (our bug).
    pub fn put_positions(&mut self, month: Month, positions: &[StayPosition]) -> Result<()> {
        let Some(at) = self.next.months.iter().position(|published| published.month == month) else {
            return Err(Error::bug("positions of a month that is not there"));
        };
        self.next.months[at].positions = None;
        if positions.is_empty() {
            return Ok(());
        }
        let temp_file = TempFile::create(&self.folder(LEDGER), &format!("{month}-positions"))?;
        let mut writer = TableWriter::new(&POSITION, temp_file)?;
        for group in positions.chunks(GROUP_ROWS) {
            writer.write_group(columns_of(group)?)?;
        }
        let finished = writer.finish()?.seal()?;
        let file = positions_name(month, &finished.sha256[..16]);
        let stored = self.keep(finished, file, positions.len() as u64)?;
        if self.next.closed_month(month).is_some() {
            let path = self.path(&stored);
            make_read_only(&path).map_err(|error| refused("make read-only", &path, &error))?;
        }
        self.next.months[at].positions = Some(stored);
        Ok(())
    }
}

/// The name of the table of what was said about the stays of a month, by the first characters of its hash.
pub(super) fn positions_name(month: Month, hash: &str) -> String {
    format!("{LEDGER}/{month}-positions-{hash}.parquet")
}
