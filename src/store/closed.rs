//! Closed months: frozen in one edition, each sealed with the one that was closed before it.

use super::closed_month::ClosedMonth;
use super::commit::Commit;
use super::manifest::{Manifest, PublishedMonth, StoredFile};
use crate::domain::{Day, Month};
use crate::error::{Error, Result};
use crate::store::files::private::{make_read_only, refused};

/// A month as it is published, closed after others.
pub(super) fn closed_after(
    published: &PublishedMonth,
    (by, on): (&str, Day),
    before: Option<&ClosedMonth>,
) -> ClosedMonth {
    let hash = |stored: &Option<StoredFile>| stored.as_ref().map(|stored| stored.sha256.clone());
    let mut closed = ClosedMonth {
        month: published.month,
        edition: published.edition,
        by: by.to_owned(),
        on,
        ledger_sha256: published.ledger.sha256.clone(),
        reports_sha256: hash(&published.reports),
        revisions_sha256: hash(&published.revisions),
        sign_off_sha256: hash(&published.sign_off),
        seal_sha256: String::new(),
    };
    closed.seal_sha256 = closed.seal(before);
    closed
}

impl Manifest {
    /// How a month was closed; nothing if it is open.
    pub fn closed_month(&self, month: Month) -> Option<&ClosedMonth> {
        self.closed.iter().find(|closed| closed.month == month)
    }

    /// The published months that are open, oldest first.
    pub fn open_months(&self) -> impl Iterator<Item = &PublishedMonth> {
        self.months.iter().filter(|published| self.closed_month(published.month).is_none())
    }

    /// Whether the statement of a month takes over the corrections of closed months: the open month that has them already
    /// does, else the first open one after the last closed one, whether it was published before or not.
    pub fn corrects_closed_months(&self, month: Month) -> bool {
        let Some(last) = self.closed.iter().map(|closed| closed.month).max() else { return false };
        if let Some(has_them) = self.open_months().find(|open| open.has_corrections) {
            return has_them.month == month;
        }
        month > last && !self.open_months().any(|open| open.month > last && open.month < month)
    }

    /// The first open month after the last closed one, if it was published.
    pub fn correcting_month(&self) -> Option<Month> {
        self.open_months().map(|open| open.month).find(|month| self.corrects_closed_months(*month))
    }

    /// The closed months of which the seal is not what it must be, or that are not published as they were closed.
    pub fn broken_seals(&self) -> Vec<Month> {
        let befores = std::iter::once(None).chain(self.closed.iter().map(Some));
        let is_broken = |(closed, before): (&ClosedMonth, Option<&ClosedMonth>)| {
            let is_published = self.month(closed.month).is_some_and(|published| {
                ClosedMonth { seal_sha256: String::new(), ..closed_after(published, (&closed.by, closed.on), before) }
                    == ClosedMonth { seal_sha256: String::new(), ..closed.clone() }
            });
            (!is_published || closed.seal(before) != closed.seal_sha256).then_some(closed.month)
        };
        self.closed.iter().zip(befores).filter_map(is_broken).collect()
    }
}

impl Commit<'_> {
    /// Closes a month in its latest edition. Its files can be read and never written from now on.
    ///
    /// # Errors
    /// The system refuses; the month is not there or is closed already (our bug).
    pub fn close(&mut self, month: Month, (by, on): (&str, Day)) -> Result<ClosedMonth> {
        let published = self.next.month(month).filter(|_| self.next.closed_month(month).is_none());
        let published = published.ok_or_else(|| Error::bug(format!("{month} cannot be closed")))?;
        let closed = closed_after(published, (by, on), self.next.closed.last());
        for stored in published.files() {
            let path = self.path(stored);
            make_read_only(&path).map_err(|error| refused("make read-only", &path, &error))?;
        }
        self.next.acknowledged.retain(|seen| seen.month != month);
        self.next.closed.push(closed.clone());
        Ok(closed)
    }
}
