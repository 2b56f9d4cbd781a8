//! Closing a month: from then on it stays as it was published, and what changes of it is corrected in a later month.

use crate::domain::restated::MonthChange;
use crate::domain::sign_off::SignOffState;
use crate::domain::{Currency, Day, Minor, Month};
use crate::error::{Error, Exit, Result};
use crate::key::Key;
use crate::operate::month::known_changes::{known_changes, uncorrected_stays};
use crate::operate::month::positions::sheet;
use crate::operate::month::sign_off;
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
    /// What is known by now and is not in it, of the month itself and of those closed before: the first open month corrects it.
    pub to_correct: Vec<MonthChange>,
}

/// Closes a month.
///
/// # Errors
/// 66: it was never published; 65: it is closed already, an earlier month is open, its news ends before its last day, or it is
/// not approved where it must be; or the system refuses. Nothing is changed then.
pub fn close(project: &Project, month: Month, (by, on): (&str, Option<Day>)) -> Result<Closing> {
    let key = Key::read(&project.folder)?;
    let mut store = Store::open_within(&project.folder, project.wait)?;
    store.require_key(&key.id())?;
    let published = store.manifest().published(Some(month), "nothing was closed")?.clone();
    let on = sign_off::day_of(project, on)?;
    refuse(store.manifest(), &published, (project.must_be_approved, on))?;
    let mut to_correct = known_changes(project, &store)?;
    to_correct.retain(|change| change.month == month || change.is_closed);
    let _lock = ReportsLock::take(&project.folder, project.wait)?;
    let mut commit = store.begin();
    let by = sign_off::name(by).map_err(|error| error.effect("nothing was closed"))?;
    sign_off::put_sheet(project, &mut commit, &published, Some((&by, on)))?;
    if published.has_corrections {
        let restated = uncorrected_stays(project, commit.store(), &published)?;
        commit.put_restated_stays(&restated)?;
    }
    let closed = commit.close(month, (&by, on))?;
    commit.finish()?;
    sign_off::put_in_place(project, &store, month)?;
    sheet::put_stale_in_place(project, &store)
        .map_err(|error| error.before_the_effect(format!("what was done with {month} is in the store")))?;
    let PublishedMonth { amount_minor, incomplete, .. } = published;
    Ok(Closing { closed, amount_minor, incomplete, to_correct })
}

fn refuse(manifest: &Manifest, published: &PublishedMonth, (must_be_approved, on): (bool, Day)) -> Result<()> {
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
    let state = manifest.sign_off_state(month);
    if must_be_approved && state != SignOffState::Approved {
        let what = format!("the statement of {month} is not approved, and the project closes no other: it is {state}");
        return refusal(what, format!("`beddays sign-off --month {month}` takes the steps"));
    }
    if let Some(last) = manifest.signatures(month).last().filter(|last| last.on > on) {
        let what = format!("the statement of {month} was signed on {}, after {on}", last.on);
        return refusal(what, "look at the clock (`date`); `--on YYYY-MM-DD` gives the day".to_owned());
    }
    if on <= month.last() {
        let what = format!("{month} ends on {}, and {on} is no day after it", month.last());
        return refusal(what, "close it when it is over; `--on YYYY-MM-DD` gives the day".to_owned());
    }
    if !published.is_whole() {
        let what = format!("edition {} of {month} has news up to {} alone", published.edition, published.as_of);
        return refusal(what, format!("`beddays run --month {month}` runs it to its last day; then close it"));
    }
    Ok(())
}
