//! Stays that were removed under retention: what was counted of them stays in the sums of months by the conventions of then. By
//! another convention such a month is not known, and less than all of it is no figure.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::revision::DayState;
use crate::domain::{Authorities, Day, KeptCount, Month};
use crate::error::Result;
use crate::operate::month::changes::InView;
use crate::project::{Project, View};
use crate::regime::Convention;
use crate::store::{Removal, Store, removal_of};

/// Of these months the ones of which stays were removed whose days the convention did not count before, with why they are not
/// known.
///
/// # Errors
/// 65: a ledger is damaged.
pub(super) fn not_kept(
    project: &Project,
    store: &Store,
    convention: &Convention,
    months: &BTreeSet<Month>,
) -> Result<BTreeMap<Month, String>> {
    let lacking: BTreeMap<usize, &Removal> =
        (1..).zip(&store.manifest().removals).filter(|(_, removal)| !is_kept(removal, convention)).collect();
    if lacking.is_empty() {
        return Ok(BTreeMap::new());
    }
    // Where no law has days, what other conventions keep tells of the month.
    let by_others = store.kept_counts()?.into_iter().filter(|row| is_own(project, row)).map(|row| row.month);
    let by_others: BTreeSet<Month> = by_others.collect();
    let mut found = BTreeMap::new();
    for month in months {
        let (view, ledger) = (InView::of(project, *month), store.ledger(*month)?.unwrap_or_default());
        let own = ledger.rows().filter(|row| view.has(&DayState::of(row)));
        let mut stays: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
        for row in own {
            if let Some(removal) = removal_of(row.stay_id).filter(|number| lacking.contains_key(number)) {
                stays.entry(removal).or_default().insert(row.stay_id.to_owned());
            }
        }
        let mut said: Vec<(i64, Day)> =
            stays.iter().map(|(removal, stays)| (stays.len() as i64, lacking[removal].on)).collect();
        if said.is_empty() && by_others.contains(month) {
            let counted = lacking.values().filter(|removal| !removal.counted.is_empty());
            said = counted.map(|removal| (i64::from(removal.stays), removal.on)).collect();
        }
        let words = said.into_iter().map(|(stays, day)| {
            project.language.say("trend-removed", &[("stays", stays.into()), ("day", day.to_string().into())])
        });
        let words: Vec<String> = words.collect();
        if !words.is_empty() {
            found.insert(*month, words.join("; "));
        }
    }
    Ok(found)
}

/// Whether some days of a month are of removed stays.
///
/// # Errors
/// 65: the table is damaged.
pub(super) fn has_kept(project: &Project, store: &Store, month: Month) -> Result<bool> {
    Ok(store.kept_counts()?.iter().any(|row| row.month == month && is_own(project, row)))
}

/// Whether kept days are of the project's own: of such the sums of months are.
pub(crate) fn is_own(project: &Project, row: &KeptCount) -> bool {
    match project.view {
        View::Authority => project.councils().iter().any(|id| *Authorities::all().get(*id).code == *row.authority_code),
        View::Provider => Some(&*row.provider_code) == project.provider.as_deref(),
        View::System => true,
    }
}

fn is_kept(removal: &Removal, convention: &Convention) -> bool {
    removal.counted.iter().any(|label| label == convention.label())
}

/// What whoever reads counted tables must know of removed stays; nothing where none was removed.
pub fn said_of_removed(project: &Project, store: &Store) -> Vec<String> {
    let mut said = Vec::new();
    for removal in &store.manifest().removals {
        let labels = project.conventions.iter().filter(|convention| !is_kept(removal, convention));
        let lacking: Vec<&str> = labels.map(Convention::label).collect();
        let stays = crate::files::wording::count(removal.stays as usize, "stay");
        let kept = "in the days of months alone, and in no day, length, census or discharge";
        said.push(match lacking.is_empty() {
            true => format!("what was counted of {stays} removed on {} is {kept}", removal.on),
            false => format!(
                "what {} would count of {stays} removed on {} is not known: their months have less than all days",
                lacking.join(" and "),
                removal.on
            ),
        });
    }
    said
}
