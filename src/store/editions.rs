//! A month in its editions: a ledger that differs from the published one makes the next edition, and those before it are
//! kept. What the user has seen of changes to come is kept too.

use super::commit::Commit;
use super::manifest::{Acknowledged, AcknowledgedDelivery, Basis, EarlierEdition, PublishedMonth, StoredFile};
use super::rows::columns_of;
use super::schema::{LEDGER_DAY, REVISION};
use crate::domain::{Month, Revision};
use crate::error::{Error, Result};
use crate::store::amount_in_view::AmountInView;
use crate::store::files::temp_file::{FinishedFile, TempFile};
use crate::store::ledger::writer::{LedgerTotals, LedgerWriter};
use crate::store::parquet::table_reader;
use crate::store::parquet::table_writer::{GROUP_ROWS, TableWriter};
use crate::store::{LEDGER, REPORTS, Store};

impl PublishedMonth {
    /// An edition of the month as if it were the last one; nothing if there is none of that number. What is known of the month alone,
    /// as its last day and its law, is that of the last edition.
    pub fn as_edition(&self, edition: u32) -> Option<Self> {
        if edition == self.edition {
            return Some(self.clone());
        }
        let at = self.earlier.iter().position(|earlier| earlier.edition == edition)?;
        let EarlierEdition { ledger, reports, revisions, sign_off, replaced_reports, .. } = self.earlier[at].clone();
        let earlier = self.earlier[..at].to_vec();
        let has_corrections = revisions.is_some();
        let own =
            Self { ledger, reports, revisions, sign_off, replaced_reports, earlier, has_corrections, ..self.clone() };
        Some(Self { edition, in_view: None, ..own })
    }
}

impl Store {
    /// What the latest edition of a month changed of the edition before, and corrected of closed months.
    ///
    /// # Errors
    /// 65 if the table is damaged.
    pub fn revisions(&self, published: &PublishedMonth) -> Result<Vec<Revision>> {
        let mut rows = Vec::new();
        if let Some(stored) = &published.revisions {
            self.read_file(stored, &mut rows)?;
        }
        Ok(rows)
    }

    /// What the edition before the latest one of a month corrected of closed months.
    ///
    /// # Errors
    /// 65 if the table is damaged.
    pub fn corrections_before(&self, published: &PublishedMonth) -> Result<Vec<Revision>> {
        let mut rows = Vec::new();
        if let Some(stored) = published.earlier.last().and_then(|before| before.revisions.as_ref()) {
            self.read_file(stored, &mut rows)?;
        }
        rows.retain(|row: &Revision| row.month != published.month);
        Ok(rows)
    }

    /// What it corrected of closed months.
    ///
    /// # Errors
    /// 65 if the table is damaged.
    pub fn corrections(&self, published: &PublishedMonth) -> Result<Vec<Revision>> {
        let mut rows = self.revisions(published)?;
        rows.retain(|row| row.month != published.month);
        Ok(rows)
    }
}

impl Commit<'_> {
    /// Notes that the user has seen a change of a published month and leaves the month as it is.
    pub fn acknowledge(&mut self, seen: Acknowledged) {
        self.next.acknowledged.retain(|other| other.month != seen.month);
        self.next.acknowledged.push(seen);
        self.next.acknowledged.sort_by_key(|seen| seen.month);
    }

    /// Notes that the user has asked about a delivery of odd size and takes it as it is.
    pub fn acknowledge_delivery(&mut self, seen: AcknowledgedDelivery) {
        self.next.acknowledged_deliveries.retain(|other| other.sha256 != seen.sha256);
        self.next.acknowledged_deliveries.push(seen);
        self.next.acknowledged_deliveries.sort_by(|one, other| one.sha256.cmp(&other.sha256));
    }

    /// The ledger of one month. `write` pushes its rows, and pushes the same rows again if it is called again: a ledger
    /// that differs from the published one, or other corrections of closed months than it has, get the next edition, and the
    /// edition is in every row.
    ///
    /// # Errors
    /// The disk refuses, `write` fails, or it pushes rows that no ledger may hold (our bug).
    pub fn put_ledger(
        &mut self,
        basis: Basis,
        corrections: &[Revision],
        mut write: impl FnMut(&mut LedgerWriter<TempFile>) -> Result<()>,
    ) -> Result<&PublishedMonth> {
        let is_corrected_anew = self.is_corrected_anew(basis.month, corrections)?;
        let (edition, ledger, totals) = self.ledger_file(&basis, is_corrected_anew, &mut write)?;
        let LedgerTotals { days_by_status, amount_minor, .. } = totals;
        let Basis { month, as_of, mut regimes, readings_sha256, incomplete } = basis;
        regimes.sort();
        let news_to = self.next.deliveries.iter().map(|delivery| delivery.received).max().unwrap_or(0);
        let months = &mut self.next.months;
        let last = months.iter().find(|other| other.month == month).cloned();
        let same_edition = last.as_ref().filter(|_| !is_new(last.as_ref(), edition));
        let kept = same_edition.cloned();
        let (reports, revisions, sign_off, replaced_reports) = kept
            .map_or_else(Default::default, |last| (last.reports, last.revisions, last.sign_off, last.replaced_reports));
        // What was said about stays is of the month, whatever its edition.
        let positions = last.as_ref().and_then(|last| last.positions.clone());
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
            in_view: None,
            incomplete,
            reports,
            revisions,
            sign_off,
            positions,
            has_corrections: !corrections.is_empty(),
            replaced_reports,
            earlier: earlier(last, edition),
        };
        months.insert(at, entry);
        Ok(&months[at])
    }

    /// The ledger of a month as a file of the edition that is due: the published one if no day is different.
    fn ledger_file(
        &self,
        basis: &Basis,
        is_corrected_anew: bool,
        write: &mut impl FnMut(&mut LedgerWriter<TempFile>) -> Result<()>,
    ) -> Result<(u32, StoredFile, LedgerTotals)> {
        let last = self.store.manifest.month(basis.month);
        let mut edition = last.map_or(1, |last| last.edition);
        let (mut finished, mut totals) = self.draft_ledger(basis, edition, write)?;
        if let Some(last) = last.filter(|last| is_corrected_anew || last.ledger.sha256 != finished.sha256) {
            // Another version of the program may write the same days in other bytes; that is no new edition.
            let same = !is_corrected_anew && self.same_days(&last.ledger, &finished)?;
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

    /// Whether a published month is corrected otherwise than by its edition.
    fn is_corrected_anew(&self, month: Month, corrections: &[Revision]) -> Result<bool> {
        let Some(last) = self.store.manifest.month(month) else { return Ok(false) };
        let before = self.store.corrections(last)?;
        let what =
            |row: &Revision| (row.month, row.stay_id.clone(), row.from_on, row.to_on, row.old.clone(), row.new.clone());
        Ok(before.iter().map(what).ne(corrections.iter().map(what)))
    }

    /// Notes what a month of this commit comes to in a view.
    pub fn put_amount_in_view(&mut self, month: Month, amount: AmountInView) {
        if let Some(published) = self.next.months.iter_mut().find(|published| published.month == month) {
            published.in_view = Some(amount);
        }
    }

    /// What the edition of a month that is in this commit changed and corrected, by month and stay.
    ///
    /// # Errors
    /// The disk refuses, or the month is not there (our bug).
    pub fn put_revisions(&mut self, month: Month, revisions: &[Revision]) -> Result<()> {
        let Some(at) = self.next.months.iter().position(|published| published.month == month) else {
            return Err(Error::bug("changes of a month that is not there"));
        };
        self.next.months[at].revisions = None;
        if revisions.is_empty() {
            return Ok(());
        }
        let temp_file = TempFile::create(&self.folder(LEDGER), &format!("{month}-revisions"))?;
        let mut writer = TableWriter::new(&REVISION, temp_file)?;
        for group in revisions.chunks(GROUP_ROWS) {
            writer.write_group(columns_of(group)?)?;
        }
        let finished = writer.finish()?.seal()?;
        let file = revisions_name(month, self.next.months[at].edition, &finished.sha256[..16]);
        self.next.months[at].revisions = Some(self.keep(finished, file, revisions.len() as u64)?);
        Ok(())
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

/// The name of the table of what an edition of a month changed, by the first characters of its hash.
pub(super) fn revisions_name(month: Month, edition: u32, hash: &str) -> String {
    format!("{LEDGER}/{month}-edition-{edition}-revisions-{hash}.parquet")
}

/// The name of the archive of a month's reports, by the first characters of its hash.
pub(super) fn reports_name(month: Month, edition: u32, hash: &str) -> String {
    format!("{REPORTS}/{month}-edition-{edition}-{hash}.zip")
}

/// The name of the archive of the sheet that shows who stands for a statement, by the first characters of its hash.
pub(super) fn sign_off_name(month: Month, edition: u32, hash: &str) -> String {
    format!("{REPORTS}/{month}-edition-{edition}-sign-off-{hash}.zip")
}

fn is_new(last: Option<&PublishedMonth>, edition: u32) -> bool {
    last.is_none_or(|last| last.edition != edition)
}

/// The editions before this one: those before the last, and the last one if this is another.
fn earlier(last: Option<PublishedMonth>, edition: u32) -> Vec<EarlierEdition> {
    let is_new = is_new(last.as_ref(), edition);
    let Some(PublishedMonth { edition, ledger, reports, revisions, sign_off, replaced_reports, mut earlier, .. }) =
        last
    else {
        return Vec::new();
    };
    if is_new {
        earlier.push(EarlierEdition { edition, ledger, reports, revisions, sign_off, replaced_reports });
    }
    earlier
}
