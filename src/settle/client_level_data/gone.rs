//! Open services that the council's next return no longer has. An open service belongs to every return until it ends, so
//! its absence is asked about; it alone takes nothing back.

use std::collections::BTreeMap;

use crate::domain::{AuthorityId, CareKind, Day};
use crate::intake::findings::candidate::Candidate;
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::records::client_level_data::CareRow;
use crate::settle::client_level_data::answered::Submissions;
use crate::settle::client_level_data::identity::last;
use crate::settle::delivery_order::DeliveryRank;

/// The returns of each council, in order, each with a delivery that brought it.
pub type Returns = BTreeMap<AuthorityId, BTreeMap<(Day, Day), usize>>;

/// The returns that no later one replaced.
pub fn returns(submissions: &Submissions, ranks: &[DeliveryRank<'_>]) -> Returns {
    let mut returns = Returns::new();
    for ((authority, (from, to)), deliveries) in submissions {
        let is_replaced = |at: usize| deliveries.iter().any(|other| ranks[*other].is_later_than(&ranks[at]));
        for delivery in deliveries.iter().copied().filter(|delivery| !is_replaced(*delivery)) {
            let held = returns.entry(*authority).or_default().entry((*to, *from)).or_insert(delivery);
            if ranks[delivery].order() < ranks[*held].order() {
                *held = delivery;
            }
        }
    }
    returns
}

/// In words, that a later return has no row of an open service; nothing if there is none, or it was not open.
pub fn not_in_the_next(held: &Candidate<CareRow>, returns: &Returns, audit: &RecordAudit) -> Option<String> {
    let event = held.row.event.as_ref().filter(|event| event.kind == CareKind::Service && event.to.is_none())?;
    let of_council = returns.get(&event.authority)?;
    let ((to, from), delivery) = of_council.range(last(&held.row)..).find(|((to, _), _)| *to > held.row.period.1)?;
    Some(format!(
        "this service has no end, and the next return, `{}` for {from} to {to}, has no row of it that could be read; it \
         was kept as it is",
        audit.file(*delivery)
    ))
}
