//! The checks of a month before it is published.

use std::collections::BTreeMap;

use crate::error::{Error, Exit, Result};
use crate::project::Project;
use crate::query::Engine;
use crate::store::{Commit, PublishedMonth};

/// Holds what was counted to the checks of `queries/checks`; what other partitions have was held to them before.
///
/// # Errors
/// 65: a total does not reconcile.
pub(crate) fn check_counted(project: &Project, commit: &Commit<'_>) -> Result<()> {
    let tables = ["counted_day", "counted_month", "counted_length", "counted_census", "counted_discharge"];
    let tables = tables.map(|name| (name, commit.table_put(name)));
    if tables.iter().all(|(_, files)| files.is_empty()) {
        return Ok(());
    }
    let mut engine = Engine::open(&tables)?;
    engine.add_conventions(&project.conventions)?;
    engine.build()
}

/// What the writer of the ledger added up must be what the queries find in it.
///
/// # Errors
/// 65: it is not.
pub(crate) fn reconcile(month: &PublishedMonth, engine: &mut Engine) -> Result<()> {
    let mut found: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    for record in engine.ask("liability_by_payer")?.records() {
        let sums = found.entry(record.text("currency")?.to_owned()).or_default();
        sums.0 += record.integer("delayed_days")?;
        sums.1 += record.integer("amount_minor")?;
    }
    let written: i64 = month.amount_minor.values().map(|amount| amount.0).sum();
    let days: u64 = month.days_by_status.values().sum();
    let (found_days, found_amount) = found.values().fold((0, 0), |sum, next| (sum.0 + next.0, sum.1 + next.1));
    if found_days == days as i64 && found_amount == written {
        return Ok(());
    }
    let what = format!(
        "the ledger was written with {days} days and {written}, the queries find {found_days} and {found_amount}"
    );
    Err(Error::new("S_RECONCILE", Exit::Data, what)
        .effect("nothing was published; the last good month stays")
        .hint("this is our bug: please report it"))
}
