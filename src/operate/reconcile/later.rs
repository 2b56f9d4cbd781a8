//! What statements corrected of owed days. A claim is held against its month as it was published, and written as it was published:
//! what was corrected of it since is paid, or taken back, by the statement that corrects it.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::revision::DayState;
use crate::domain::{AuthorityId, Currency, Language, LedgerStatus, Minor, Month, Revision};
use crate::error::Result;
use crate::reconcile::{JudgedLine, StayOfLine, is_same_organisation};
use crate::report::reconcile::LaterCorrection;
use crate::store::{PublishedMonth, Store};

/// The corrections that change what is owed between these sides, by stay and by the month whose statement has them.
///
/// # Errors
/// 65: a table is damaged.
pub(super) fn corrections(
    store: &Store,
    published: &PublishedMonth,
    (payers, payees): (&BTreeSet<AuthorityId>, &BTreeSet<Box<str>>),
) -> Result<Vec<LaterCorrection>> {
    let is_owed = |state: &DayState| {
        state.status == LedgerStatus::Chargeable
            && state.payer.is_some_and(|payer| payers.contains(&payer))
            && payees.iter().any(|payee| is_same_organisation(payee, &state.payee_code))
    };
    let mut sums: BTreeMap<(Box<str>, Month), (i64, Minor)> = BTreeMap::new();
    each_owed(store, &is_owed, &mut |statement_of, row, (days, amount)| {
        if row.month == published.month {
            let sum = sums.entry((row.stay_id.clone(), statement_of)).or_default();
            *sum = (sum.0 + days, sum.1 + amount);
        }
    })?;
    sums.retain(|_, sum| *sum != (0, Minor(0)));
    let correction = |((stay_id, statement_of), (days, amount)): ((Box<str>, Month), (i64, Minor))| LaterCorrection {
        stay_id: stay_id.into(),
        statement_of,
        days,
        amount,
    };
    Ok(sums.into_iter().map(correction).collect())
}

/// Takes a correction: the month whose statement has it, and the owed days and their amount that it changes.
type TakeOwed<'t> = dyn FnMut(Month, &Revision, (i64, Minor)) + 't;

/// Gives each correction with the month whose statement has it, and the owed days and their amount that it changes.
///
/// # Errors
/// 65: a table is damaged.
pub(super) fn each_owed(store: &Store, is_owed: &dyn Fn(&DayState) -> bool, take: &mut TakeOwed<'_>) -> Result<()> {
    for statement in store.manifest().months.iter().filter(|month| month.has_corrections) {
        for row in store.corrections(statement)? {
            take(statement.month, &row, difference(&row, is_owed));
        }
    }
    Ok(())
}

/// The owed days and their amount by which a correction changes what was published.
fn difference(row: &Revision, is_owed: &dyn Fn(&DayState) -> bool) -> (i64, Minor) {
    let [before, now] = row.amounts(is_owed);
    let days = |state: &Option<DayState>| if state.as_ref().is_some_and(is_owed) { row.days() } else { 0 };
    (days(&row.new) - days(&row.old), Minor(now.0 - before.0))
}

/// Says of each line whose stay was corrected since what the correction is.
pub(super) fn put(
    corrections: &[LaterCorrection],
    (language, currency): (Language, Currency),
    lines: &mut [JudgedLine],
) {
    for line in lines {
        let StayOfLine::Found(stay_id) = &line.line.stay else { continue };
        let of_stay = corrections.iter().filter(|correction| *correction.stay_id == **stay_id);
        line.remarks.extend(of_stay.map(|correction| correction.words(language, currency)));
    }
}
