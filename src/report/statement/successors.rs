//! Councils that ended or began about the month: who owes for their days, and why.

use crate::domain::{Authorities, Currency};

use super::{StatementBasis, counted};

/// What a reader must know of councils that ended: what passed to others, and by which reading.
pub(super) fn sentences(basis: &StatementBasis<'_>, currency: Currency) -> Vec<String> {
    let list = Authorities::liable();
    let why = match Authorities::own() {
        None => {
            "That liabilities pass to the one council that comes after is the reading successor_liability; the order of the reorganisation was not at hand."
        }
        Some(_) => "That it came after is what the project's list of municipalities says.",
    };
    let passed = basis.looked_at.passed.iter().map(|((ended, payer), sum)| {
        format!(
            "{}: {} of {} ({}) are owed by {}. {why}",
            list.ended(*ended),
            counted(sum.days, "chargeable day", "chargeable days"),
            counted(sum.stays, "stay", "stays"),
            sum.amount.with(currency),
            list.get(*payer).with_code(),
        )
    });
    passed.collect()
}

/// The council whose statement it is did not exist in the month.
pub(super) fn own_council(basis: &StatementBasis<'_>) -> Option<String> {
    let (own, list) = (basis.authority?, Authorities::liable());
    let (first, last) = list.days_of(own);
    if first.is_some_and(|first| basis.month.last() < first) {
        let rest = "No day of the month is its own: what the councils before it owe stands in their statements, or in that of the whole system (view = \"system\").";
        return Some(format!("{}. {rest}", list.began(own)));
    }
    let ended = last.is_some_and(|last| last < basis.month.first());
    ended.then(|| format!("{}. No day of the month is its own.", list.ended(own)))
}
