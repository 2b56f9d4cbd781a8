//! Closing a month: from then on it stays as it was published, and what changes of it is corrected in a later month.

use crate::domain::nhs_number_in_text::without_numbers;
use crate::domain::restated::MonthChange;
use crate::domain::{Currency, Minor, Month};
use crate::error::{Error, Exit, Result};
use crate::key::Key;
use crate::operate::month::editions::{self, REPORTS};
use crate::operate::month::restated::known_changes;
use crate::operate::output_files;
use crate::project::Project;
use crate::store::{ClosedMonth, Manifest, PublishedMonth, ReportsLock, Store};
use serde::Serialize;
use std::collections::BTreeMap;

/// A month that was closed.
#[derive(Clone, Debug, Serialize)]
pub struct Closing {
    /// How it was closed.
    #[serde(flatten)]
    pub closed: ClosedMonth,
    /// What the whole ledger comes to, by currency.
    pub amount_minor: BTreeMap<Currency, Minor>,
    /// The sources whose data of the month did not come, or not to its end.
    pub incomplete: Vec<String>,
    /// What is known by now and is not in it: the first open month corrects it.
    pub to_correct: Option<MonthChange>,
}

/// Refuses what would change a closed month.
pub(crate) fn refuse_closed(manifest: &Manifest, month: Month) -> Result<()> {
    let Some(closed) = manifest.closed_month(month) else { return Ok(()) };
    let what = format!("{month} is closed, in edition {}: it stays as it is", closed.edition);
    let next = match manifest.correcting_month() {
        Some(open) => format!("`beddays run --month {open}`"),
        None => "the run of the next month".to_owned(),
    };
    Err(Error::new("X_CLOSED", Exit::Data, what).effect("nothing was read or changed").hint(format!(
        "what came since then is corrected in the statement of the first open month: {next}; `beddays report statement --month \
         {month}` puts its files in place again"
    )))
}

/// Closes a month.
///
/// # Errors
/// 66: it was never published; 65: it is closed already, an earlier month is open, or its news ends before its last day; or the
/// system refuses. Nothing is changed then.
pub fn close(project: &Project, month: Month, by: &str) -> Result<Closing> {
    let key = Key::read(&project.folder)?;
    let mut store = Store::open_within(&project.folder, project.wait)?;
    store.require_key(&key.id())?;
    let published = store.manifest().published(Some(month), "nothing was closed")?.clone();
    refuse(store.manifest(), &published)?;
    let to_correct = known_changes(project, &store)?.into_iter().find(|change| change.month == month);
    let mut commit = store.begin();
    let closed = commit.close(month, &without_numbers(by))?;
    let _lock = ReportsLock::take(&project.folder, project.wait)?;
    commit.finish()?;
    let placed = put_read_only(project, &store, month);
    placed.map_err(|error| {
        let hint = format!("`beddays report statement --month {month}` puts its files in place, read-only");
        error.before_the_effect(format!("{month} is closed")).hint(hint)
    })?;
    let PublishedMonth { amount_minor, incomplete, .. } = published;
    Ok(Closing { closed, amount_minor, incomplete, to_correct })
}

/// Puts the files of a closed month in place as they can only be read. Whoever calls has the lock of reports.
fn put_read_only(project: &Project, store: &Store, month: Month) -> Result<()> {
    output_files::folder_in(&project.folder, REPORTS)?;
    let Some(published) = store.manifest().month(month) else { return Ok(()) };
    let Some(set) = editions::file_set_of(&project.folder, store, published)? else { return Ok(()) };
    set.prepare()?.put_in_place()?;
    Ok(())
}

fn refuse(manifest: &Manifest, published: &PublishedMonth) -> Result<()> {
    let month = published.month;
    let refusal = |what: String, hint: String| {
        Err(Error::new("X_CLOSED", Exit::Data, what).effect("nothing was closed").hint(hint))
    };
    if let Some(closed) = manifest.closed_month(month) {
        let by = if closed.by.is_empty() { String::new() } else { format!(" by {}", closed.by) };
        let what = format!("{month} is closed already, in edition {}{by}", closed.edition);
        return refusal(what, "nothing to do: what changes of it is corrected in the first open month".to_owned());
    }
    if let Some(open) = manifest.open_months().map(|open| open.month).find(|open| *open < month) {
        let what = format!("{open} is published before {month} and is open: months are closed in their order");
        return refusal(what, format!("`beddays close --month {open}` closes that one first"));
    }
    if !published.is_whole() {
        let what = format!("edition {} of {month} has news up to {} alone", published.edition, published.as_of);
        return refusal(what, format!("`beddays run --month {month}` runs it to its last day; then close it"));
    }
    Ok(())
}
