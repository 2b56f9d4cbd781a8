//! What an edition of a month changed of the edition before.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::restated::MonthChange;
use crate::domain::revision::DayState;
use crate::domain::{AuthorityId, Revision};
use crate::error::Result;
use crate::operate::month::changes::{InView, MonthComparison};
use crate::project::Project;
use crate::store::{Commit, PublishedMonth, Store};

/// An edition of a month beside the edition before; nothing for a first edition.
pub(super) fn two_editions(commit: &Commit<'_>, month: &PublishedMonth) -> Result<Option<MonthComparison>> {
    let Some(before) = month.earlier.last() else { return Ok(None) };
    let mut both = MonthComparison::default();
    commit.ledger_in(&before.ledger)?.rows().for_each(|row| both.before(&row));
    commit.ledger_in(&month.ledger)?.rows().for_each(|row| both.after(&row));
    Ok(Some(both))
}

/// What an edition of a month changed of the one before, as a whole and for each payer by itself; nothing for a first edition.
#[derive(Debug, Default)]
pub(crate) struct ReplacedEdition {
    /// The whole month in the project's view.
    pub change: Option<MonthChange>,
    /// The same for each payer; nothing stands for days without one.
    pub by_payer: BTreeMap<Option<AuthorityId>, MonthChange>,
    /// What the edition before corrected of closed months.
    pub corrections: Vec<Revision>,
}

impl ReplacedEdition {
    /// Compares the edition with the one before.
    ///
    /// # Errors
    /// 65: a ledger is damaged.
    pub fn of(
        project: &Project,
        store: &Store,
        (month, both): (&PublishedMonth, Option<&MonthComparison>),
    ) -> Result<Self> {
        let (Some(both), Some(before)) = (both, month.earlier.last()) else {
            return Ok(Self::default());
        };
        let (view, edition) = (InView::of(project, month.month), (month.month, before.edition));
        let change = both.change(edition, &|state| view.has(state));
        let payers: BTreeSet<Option<AuthorityId>> = both.payers(&|state| view.has(state)).collect();
        let of_payer = |payer| both.change(edition, &|state: &DayState| view.has(state) && state.payer == payer);
        let by_payer = payers.into_iter().map(|payer| (payer, of_payer(payer))).collect();
        Ok(Self { change: Some(change), by_payer, corrections: store.corrections_before(month)? })
    }
}
