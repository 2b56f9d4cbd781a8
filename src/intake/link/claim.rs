//! Claims: each line goes to the stay that it claims for.

use super::key::LinkKey;
use super::{Joined, Joining, Told};
use crate::domain::{Claim, LinkedKind, Stake};

pub(super) fn link(claims: Vec<Told<Claim>>, joining: &mut Joining<'_, '_>) {
    for Told { row: claim, place } in claims {
        let key = LinkKey {
            stay_id: claim.claimed_stay_id.as_deref(),
            person: claim.person_key.as_ref(),
            hospital: Some(&claim.payee_code),
            from: claim.admitted_on.unwrap_or(claim.from_on),
            to: Some(claim.to_on),
            follows: false,
        };
        let origins = vec![claim.origin.clone()];
        let record = Joined { what: LinkedKind::Claim, key, place, origins, is_expected: true };
        // A line that does not count its days claims all from its first to its last.
        let days = claim.days.or_else(|| u32::try_from(claim.to_on - claim.from_on + 1).ok());
        let stake = Stake::Claimed { days, amount: claim.amount_minor, currency: claim.currency };
        let (at, link_quality) = joining.join(record, |_| stake);
        let stay_id = at.map(|at| joining.stay(at).stay_id.clone());
        joining.linked.claims.push(Claim { stay_id, link_quality, ..claim });
    }
}
