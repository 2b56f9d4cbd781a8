//! What closed months corrected of those closed before them: where the next correction of a month starts.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Month, Revision};
use crate::error::Result;
use crate::operate::month::changes::MonthComparison;
use crate::store::{PublishedMonth, Store};

/// What closed months took over of those closed before them, read when it is asked for.
#[derive(Debug, Default)]
pub(super) struct CorrectedMonths {
    rows: Option<BTreeMap<Month, Vec<Revision>>>,
}

impl CorrectedMonths {
    /// Puts what was corrected of a closed month into its days before.
    ///
    /// # Errors
    /// 65: a table is damaged.
    pub fn apply(&mut self, store: &Store, month: Month, both: &mut MonthComparison) -> Result<()> {
        let rows = match &self.rows {
            Some(rows) => rows,
            None => self.rows.insert(corrections_of_closed(store)?),
        };
        put(rows.get(&month).into_iter().flatten(), both);
        Ok(())
    }
}

/// Puts what an open month corrects of a closed one into its days before.
///
/// # Errors
/// 65: a table is damaged.
pub(super) fn apply_open(store: &Store, month: Month, both: &mut MonthComparison) -> Result<()> {
    let Some(open) = store.manifest().open_months().find(|open| open.has_corrections) else { return Ok(()) };
    apply_corrections_of(store, open, month, both)
}

/// Puts what one statement corrects of a closed month into its days before.
///
/// # Errors
/// 65: a table is damaged.
pub(super) fn apply_corrections_of(
    store: &Store,
    statement: &PublishedMonth,
    month: Month,
    both: &mut MonthComparison,
) -> Result<()> {
    let rows = store.corrections(statement)?;
    put(rows.iter().filter(|row| row.month == month), both);
    Ok(())
}

/// The months that a statement corrects.
///
/// # Errors
/// 65: a table is damaged.
pub(super) fn corrected_by<'s>(store: &'s Store, statement: &PublishedMonth) -> Result<Vec<&'s PublishedMonth>> {
    let months: BTreeSet<Month> = store.corrections(statement)?.iter().map(|row| row.month).collect();
    Ok(months.into_iter().filter_map(|month| store.manifest().month(month)).collect())
}

fn put<'r>(rows: impl Iterator<Item = &'r Revision>, both: &mut MonthComparison) {
    let mut of_stay: BTreeMap<&str, Vec<&Revision>> = BTreeMap::new();
    rows.for_each(|row| of_stay.entry(&row.stay_id).or_default().push(row));
    for (stay_id, rows) in of_stay {
        both.correct(stay_id, |days| days.corrected(rows));
    }
}

/// What months that are closed by now corrected of those before them, by the corrected month, in the order in which they were
/// closed.
fn corrections_of_closed(store: &Store) -> Result<BTreeMap<Month, Vec<Revision>>> {
    let manifest = store.manifest();
    let mut of_month: BTreeMap<Month, Vec<Revision>> = BTreeMap::new();
    for published in manifest.closed.iter().filter_map(|closed| manifest.month(closed.month)) {
        for row in store.corrections(published)? {
            of_month.entry(row.month).or_default().push(row);
        }
    }
    Ok(of_month)
}
