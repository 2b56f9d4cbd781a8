//! Claims: each line goes to the stay that it claims for.

use std::collections::HashMap;

use crate::domain::{AmountAtStake, Claim, ClaimedDays, Day, LinkedKind};
use crate::settle::link::key::LinkKey;
use crate::settle::link::{Joined, Joining, SourcedRecord, claimed_twice};

pub(crate) fn link(mut claims: Vec<SourcedRecord<Claim>>, joining: &mut Joining<'_, '_>) {
    credited_days(&mut claims);
    let mut linked = Vec::with_capacity(claims.len());
    for SourcedRecord { row: claim, place } in claims {
        let key = LinkKey {
            stay_id: claim.claimed_stay_id.as_deref(),
            person: claim.person_key.as_ref(),
            hospital: Some(&claim.payee_code),
            from: claim.admitted_on.unwrap_or(claim.from_on),
            to: Some(claim.to_on),
            follows: false,
        };
        let origins = vec![claim.origin.clone()];
        let record = Joined { what: LinkedKind::Claim, key, place, origins, is_expected: true, without: None };
        // A line that does not count its days claims all from its first to its last.
        let days = claim.days.or_else(|| u32::try_from(claim.to_on - claim.from_on + 1).ok());
        let stake = AmountAtStake::Claimed { days, amount: claim.amount_minor, currency: claim.currency };
        let (at, link_quality) = joining.join(record, |_| stake);
        let stay_id = at.map(|at| joining.stay(at).stay_id.clone());
        linked.push(SourcedRecord { row: Claim { stay_id, link_quality, ..claim }, place });
    }
    claimed_twice::warn(&linked, joining.audit);
    joining.linked.claims.extend(linked.into_iter().map(|sourced| sourced.row));
}

/// A credit that says no number of days takes back those of the line whose amount it takes back whole.
fn credited_days(claims: &mut [SourcedRecord<Claim>]) {
    type Line = (Box<str>, Day, Day, i64);
    let key = |claim: &Claim, amount: i64| -> Line { (claim.payee_code.clone(), claim.from_on, claim.to_on, amount) };
    let lines = claims.iter().map(|sourced| &sourced.row).filter(|claim| !claim.is_credit());
    let known: HashMap<Line, ClaimedDays> =
        lines.map(|claim| (key(claim, claim.amount_minor.0), claim.claimed_days)).collect();
    for SourcedRecord { row: credit, .. } in claims {
        if credit.is_credit() && credit.days.is_none() {
            let credited = known.get(&key(credit, -credit.amount_minor.0));
            credit.claimed_days = credited.copied().unwrap_or(credit.claimed_days);
        }
    }
}
