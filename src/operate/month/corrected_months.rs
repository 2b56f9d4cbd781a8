//! What closed months corrected of those closed before them: where the next correction of a month starts.

use std::collections::BTreeMap;

use crate::domain::{Month, Revision};
use crate::error::Result;
use crate::operate::month::changes::MonthComparison;
use crate::store::Store;

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
        let mut of_stay: BTreeMap<&str, Vec<&Revision>> = BTreeMap::new();
        for row in rows.get(&month).into_iter().flatten() {
            of_stay.entry(&row.stay_id).or_default().push(row);
        }
        for (stay_id, rows) in of_stay {
            both.correct(stay_id, |days| days.corrected(rows));
        }
        Ok(())
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
