//! What is known of published months that would be others by now, without a run: as the last one noted it.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::Month;
use crate::domain::nhs_number_in_text::without_numbers;
use crate::domain::restated::MonthChange;
use crate::domain::revision::{DayState, RestatedStay};
use crate::error::{Error, Exit, Result};
use crate::key::Key;
use crate::operate::month::changes::{InView, MonthComparison};
use crate::operate::month::corrected_months::{CorrectedMonths, apply_corrections_of, apply_open, corrected_by};
use crate::operate::month::restated::{ledger_of, put_after};
use crate::project::Project;
use crate::store::{Acknowledged, PublishedMonth, Store};

/// The published months that would not be the same any more, as the last run noted them; of closed ones, those with more than
/// an open month corrects already.
pub(crate) fn known_changes(project: &Project, store: &Store) -> Result<Vec<MonthChange>> {
    let mut changes = Vec::new();
    each_noted(store, &mut |published, is_closed, both| {
        let view = InView::of(project, published.month);
        let change = both.change((published.month, published.edition), &|state| view.has(state));
        changes.extend((change.stays_changed > 0).then_some(MonthChange { is_closed, ..change }));
    })?;
    Ok(changes)
}

/// The published months that would have other days of some stays by now, which nothing corrects yet.
pub(crate) fn uncorrected(project: &Project, store: &Store, is_meant: &dyn Fn(&str) -> bool) -> Result<Vec<Month>> {
    let mut months = Vec::new();
    each_noted(store, &mut |published, _, both| {
        let view = InView::of(project, published.month);
        let counts = |state: &DayState| view.has(state);
        let is_there = both.differing(&counts).any(|(stay_id, _)| is_meant(stay_id));
        months.extend(is_there.then_some(published.month));
    })?;
    Ok(months)
}

/// The noted stays that still differ once a month is closed: what it corrects of closed months is settled then.
pub(super) fn uncorrected_stays(
    project: &Project,
    store: &Store,
    closing: &PublishedMonth,
) -> Result<Vec<RestatedStay>> {
    let mut noted = store.restated_stays()?;
    let mut corrected = CorrectedMonths::default();
    for published in corrected_by(store, closing)? {
        let mut both = ledger_of(store, published)?;
        corrected.apply(store, published.month, &mut both)?;
        apply_corrections_of(store, closing, published.month, &mut both)?;
        let of_month = noted.iter().filter(|stay| stay.month == published.month).cloned().collect();
        put_after(&mut both, of_month);
        let view = InView::of(project, published.month);
        let counts = |state: &DayState| view.has(state);
        let differing: BTreeSet<&str> = both.differing(&counts).map(|(stay_id, _)| stay_id).collect();
        noted.retain(|stay| stay.month != published.month || differing.contains(&*stay.stay_id));
    }
    Ok(noted)
}

/// Gives each published month of which the last run noted stays that are others by now, whether it is closed, and both states;
/// of a closed month that before is with what is corrected of it.
fn each_noted(store: &Store, take: &mut dyn FnMut(&PublishedMonth, bool, &MonthComparison)) -> Result<()> {
    let mut of_month: BTreeMap<Month, Vec<RestatedStay>> = BTreeMap::new();
    store.restated_stays()?.into_iter().for_each(|stay| of_month.entry(stay.month).or_default().push(stay));
    let mut corrected = CorrectedMonths::default();
    for published in &store.manifest().months {
        let Some(stays) = of_month.remove(&published.month) else { continue };
        let mut both = ledger_of(store, published)?;
        let is_closed = store.manifest().closed_month(published.month).is_some();
        if is_closed {
            corrected.apply(store, published.month, &mut both)?;
        }
        let reasons = put_after(&mut both, stays);
        both.keep_others(|stay_id| reasons.contains_key(stay_id));
        if is_closed {
            apply_open(store, published.month, &mut both)?;
        }
        both.keep_removed();
        take(published, is_closed, &both);
    }
    Ok(())
}

/// Notes that the user has seen how a published month would change now, and leaves it as it is. Gives back the change;
/// nothing if there is none.
///
/// # Errors
/// 66 if the month was never published; 65 if it is closed; as a run otherwise.
pub fn acknowledge(project: &Project, month: Month, note: &str) -> Result<Option<MonthChange>> {
    let key = Key::read(&project.folder)?;
    let mut store = Store::open_within(&project.folder, project.wait)?;
    store.require_key(&key.id())?;
    let published = store.manifest().published(Some(month), "nothing was noted")?.clone();
    if store.manifest().closed_month(month).is_some() {
        return Err(Error::new("X_CLOSED", Exit::Data, format!("{month} is closed"))
            .effect("nothing was noted")
            .hint("nothing to do: what changes of it is corrected in the statement of the first open month"));
    }
    let changes = known_changes(project, &store)?;
    let Some(change) = changes.into_iter().find(|change| change.month == month) else { return Ok(None) };
    let mut commit = store.begin();
    commit.acknowledge(Acknowledged {
        month,
        ledger_sha256: published.ledger.sha256,
        change_sha256: change.change_sha256.clone(),
        note: without_numbers(note).into_owned(),
    });
    commit.finish()?;
    Ok(Some(change))
}
