//! What of the store a claim is held against: the days of the month, and the charged days of other months that it names.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::sides::ClaimSides;
use crate::domain::{AuthorityId, Day, LedgerDay, LedgerStatus, Minor, Month};
use crate::error::Result;
use crate::reconcile::{ClaimLine, OwedDay, StayOfLine, is_same_organisation};
use crate::store::{PublishedMonth, Store};

/// What a claim is held against.
pub(super) struct HeldAgainst {
    pub payers: BTreeSet<AuthorityId>,
    pub payees: BTreeSet<Box<str>>,
    pub days: BTreeMap<(Box<str>, Day), OwedDay>,
    pub charged_elsewhere: HashMap<(Box<str>, Day), Month>,
}

/// The days of the ledgers.
///
/// # Errors
/// 65: a ledger is damaged.
pub(super) fn held_against(
    store: &Store,
    published: &PublishedMonth,
    sides: ClaimSides,
    lines: &[ClaimLine],
) -> Result<HeldAgainst> {
    let month = published.month;
    let ours: Vec<&ClaimLine> = lines.iter().filter(|line| !matches!(line.stay, StayOfLine::NotOurs(_))).collect();
    let ClaimSides { payers, payees } = sides;
    let claimed: HashSet<&str> = ours
        .iter()
        .filter_map(|line| if let StayOfLine::Found(stay_id) = &line.stay { Some(&**stay_id) } else { None })
        .collect();
    let is_between = |row: &LedgerDay<'_>| {
        row.payer.is_some_and(|payer| payers.contains(&payer))
            && payees.iter().any(|payee| is_same_organisation(payee, row.payee_code))
    };
    let is_charged = |row: &LedgerDay<'_>| row.status == LedgerStatus::Chargeable && is_between(row);
    let mut days = BTreeMap::new();
    let ledger = store.ledger(month)?.unwrap_or_default();
    for row in ledger.rows().filter(|row| claimed.contains(row.stay_id) || is_charged(row)) {
        add(&mut days, &row);
    }
    let mut others: BTreeSet<Month> = BTreeSet::new();
    for line in &ours {
        let (first, last) = line.claim.first_and_last().unwrap_or((line.claim.from_on, line.claim.to_on));
        let touched = |other: &&PublishedMonth| first <= other.month.last() && other.month.first() <= last;
        others.extend(store.manifest().months.iter().filter(touched).map(|other| other.month));
    }
    let mut charged_elsewhere = HashMap::new();
    for other in others.into_iter().filter(|other| *other != month) {
        let ledger = store.ledger(other)?.unwrap_or_default();
        for row in ledger.rows().filter(|row| claimed.contains(row.stay_id) && is_charged(row)) {
            charged_elsewhere.insert((row.stay_id.into(), row.day), other);
        }
    }
    Ok(HeldAgainst { payers, payees, days, charged_elsewhere })
}

/// Adds a row to the days. Of a day that stands in several delays of its stay, what is charged counts, all together.
fn add(days: &mut BTreeMap<(Box<str>, Day), OwedDay>, row: &LedgerDay<'_>) {
    let own = OwedDay {
        status: row.status,
        amount: row.amount_minor,
        payer: row.payer,
        payee: row.payee_code.into(),
        regime: row.regime.into(),
        rule: row.rule.into(),
        cite: row.cite.into(),
    };
    let key = (Box::from(row.stay_id), row.day);
    match days.get_mut(&key) {
        None => {
            days.insert(key, own);
        }
        Some(held) if own.status != LedgerStatus::Chargeable => _ = held,
        Some(held) if held.status == LedgerStatus::Chargeable => held.amount = Minor(held.amount.0 + own.amount.0),
        Some(held) => *held = own,
    }
}
