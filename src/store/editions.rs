//! A month in its editions: a ledger that differs from the published one makes the next edition, and those before it are
//! kept. What the user has seen of changes to come is kept too.

use super::commit::Commit;
use super::manifest::{Acknowledged, Basis, EarlierEdition, PublishedMonth, StoredFile};
use super::schema::LEDGER_DAY;
use crate::domain::Month;
use crate::error::Result;
use crate::store::files::temp_file::{FinishedFile, TempFile};
use crate::store::ledger::writer::{LedgerTotals, LedgerWriter};
use crate::store::parquet::table_reader;
use crate::store::{LEDGER, REPORTS};

impl Commit<'_> {
    /// Notes that the user has seen a change of a published month and leaves the month as it is.
    pub fn acknowledge(&mut self, seen: Acknowledged) {
        self.next.acknowledged.retain(|other| other.month != seen.month);
        self.next.acknowledged.push(seen);
        self.next.acknowledged.sort_by_key(|seen| seen.month);
    }

    /// The ledger of one month. `write` pushes its rows, and pushes the same rows again if it is called again: a ledger
    /// that differs from the published one gets the next edition, and the edition is in every row.
    ///
    /// # Errors
    /// The disk refuses, `write` fails, or it pushes rows that no ledger may hold (our bug).
    pub fn put_ledger(
        &mut self,
        basis: Basis,
        mut write: impl FnMut(&mut LedgerWriter<TempFile>) -> Result<()>,
    ) -> Result<&PublishedMonth> {
        let (edition, ledger, totals) = self.ledger_file(&basis, &mut write)?;
        let LedgerTotals { days_by_status, amount_minor, .. } = totals;
        let Basis { month, as_of, mut regimes, readings_sha256, incomplete } = basis;
        regimes.sort();
        let news_to = self.next.deliveries.iter().map(|delivery| delivery.received).max().unwrap_or(0);
        let months = &mut self.next.months;
        let last = months.iter().find(|other| other.month == month).cloned();
        let reports = last.as_ref().and_then(|last| last.reports.clone()).filter(|_| !is_new(last.as_ref(), edition));
        months.retain(|other| other.month != month);
        let at = months.partition_point(|other| other.month < month);
        let entry = PublishedMonth {
            month,
            edition,
            as_of,
            news_to,
            regimes,
            readings_sha256,
            ledger,
            days_by_status,
            amount_minor,
            incomplete,
            reports,
            earlier: earlier(last, edition),
        };
        months.insert(at, entry);
        Ok(&months[at])
    }

    /// The ledger of a month as a file of the edition that is due: the published one if no day is different.
    fn ledger_file(
        &self,
        basis: &Basis,
        write: &mut impl FnMut(&mut LedgerWriter<TempFile>) -> Result<()>,
    ) -> Result<(u32, StoredFile, LedgerTotals)> {
        let last = self.store.manifest.month(basis.month);
        let mut edition = last.map_or(1, |last| last.edition);
        let (mut finished, mut totals) = self.draft_ledger(basis, edition, write)?;
        if let Some(last) = last.filter(|last| last.ledger.sha256 != finished.sha256) {
            // Another version of the program may write the same days in other bytes; that is no new edition.
            let same = self.same_days(&last.ledger, &finished)?;
            finished.discard()?;
            if same {
                return Ok((edition, last.ledger.clone(), totals));
            }
            edition += 1;
            (finished, totals) = self.draft_ledger(basis, edition, write)?;
        }
        let file = ledger_name(basis.month, edition, &finished.sha256[..16]);
        let ledger = self.keep(finished, file, totals.rows)?;
        Ok((edition, ledger, totals))
    }

    fn same_days(&self, published: &StoredFile, temp_file: &FinishedFile) -> Result<bool> {
        let Ok((file, path)) = self.store.verified(&published.file, &published.sha256) else { return Ok(false) };
        table_reader::same_rows(&LEDGER_DAY, (file, &path), (temp_file.read()?, temp_file.path()))
    }

    fn draft_ledger(
        &self,
        basis: &Basis,
        edition: u32,
        write: &mut impl FnMut(&mut LedgerWriter<TempFile>) -> Result<()>,
    ) -> Result<(FinishedFile, LedgerTotals)> {
        let temp_file = TempFile::create(&self.folder(LEDGER), &basis.month.to_string())?;
        let mut writer = LedgerWriter::create(temp_file, edition)?;
        write(&mut writer)?;
        let (temp_file, totals) = writer.finish()?;
        Ok((temp_file.seal()?, totals))
    }
}

/// The name of the ledger of a month, by the first characters of its hash.
pub(super) fn ledger_name(month: Month, edition: u32, hash: &str) -> String {
    format!("{LEDGER}/{month}-edition-{edition}-{hash}.parquet")
}

/// The name of the archive of a month's reports, by the first characters of its hash.
pub(super) fn reports_name(month: Month, edition: u32, hash: &str) -> String {
    format!("{REPORTS}/{month}-edition-{edition}-{hash}.zip")
}

fn is_new(last: Option<&PublishedMonth>, edition: u32) -> bool {
    last.is_none_or(|last| last.edition != edition)
}

/// The editions before this one: those before the last, and the last one if this is another.
fn earlier(last: Option<PublishedMonth>, edition: u32) -> Vec<EarlierEdition> {
    let is_new = is_new(last.as_ref(), edition);
    let Some(PublishedMonth { edition, ledger, reports, mut earlier, .. }) = last else { return Vec::new() };
    if is_new {
        earlier.push(EarlierEdition { edition, ledger, reports });
    }
    earlier
}
