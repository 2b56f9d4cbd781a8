//! What each stay is charged in a published month, in the project's view: by the ledger, and of a closed month with what
//! later statements correct of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{AuthorityId, LedgerStatus, Minor};
use crate::error::Result;
use crate::operate::month::changes::InView;
use crate::operate::month::corrected_months::{CorrectedMonths, apply_open};
use crate::operate::month::restated::ledger_of;
use crate::project::Project;
use crate::store::{PublishedMonth, Store};

/// A stay with delayed days of a month.
#[derive(Clone, Debug, Default)]
pub(super) struct ChargedStay {
    /// Whom its days are owed to: one, but for a stay whose hospital was corrected in part.
    pub payees: BTreeSet<Box<str>>,
    /// Who is charged, or would be.
    pub payers: BTreeSet<Option<AuthorityId>>,
    /// What is charged.
    pub charged: Minor,
}

/// The stays with delayed days of a month.
///
/// # Errors
/// 65: a table is damaged.
pub(super) fn charged_stays(
    project: &Project,
    store: &Store,
    published: &PublishedMonth,
) -> Result<BTreeMap<Box<str>, ChargedStay>> {
    let mut both = ledger_of(store, published)?;
    if store.manifest().closed_month(published.month).is_some() {
        CorrectedMonths::default().apply(store, published.month, &mut both)?;
        apply_open(store, published.month, &mut both)?;
    }
    let view = InView::of(project, published.month);
    let mut stays: BTreeMap<Box<str>, ChargedStay> = BTreeMap::new();
    for (stay_id, [days, _]) in both.stays() {
        for run in days.runs().iter().filter(|run| view.has(&run.state)) {
            let stay = stays.entry(stay_id.into()).or_default();
            stay.payees.insert(run.state.payee_code.clone());
            stay.payers.insert(run.state.payer);
            if run.state.status == LedgerStatus::Chargeable {
                stay.charged = stay.charged + run.state.amount_minor * run.days();
            }
        }
    }
    Ok(stays)
}
