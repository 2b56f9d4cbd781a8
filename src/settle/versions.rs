//! Resolves several versions of one record: equal ones count once, the later of two counts, and neither of two that contradict
//! each other.

use std::cmp::Ordering;

use crate::intake::findings::candidate::Candidate;
use crate::intake::findings::candidate::Place;
use crate::intake::findings::disposition::Disposition;
use crate::intake::findings::record_audit::RecordAudit;
use crate::settle::delivery_order::DeliveryRank;

/// Records that contradict each other, each with its fate. None of them is counted yet.
pub type Contradiction<T> = Vec<(Candidate<T>, Disposition)>;

/// Settles records of one thing, in any order. Of the one that holds nothing is said yet; the others are counted.
///
/// `name` is what findings may call it.
///
/// # Errors
/// The records contradict each other.
pub fn resolve_versions<T>(
    mut group: Vec<Candidate<T>>,
    name: &str,
    same: impl Fn(&T, &T) -> bool,
    ranks: &[DeliveryRank<'_>],
    audit: &mut RecordAudit,
) -> Result<Candidate<T>, Contradiction<T>> {
    group.sort_unstable_by(|a, b| earlier(ranks, a.place, b.place));
    let rank = |index: usize| &ranks[group[index].place.delivery];
    let newest = (1..group.len()).fold(0, |best, next| if rank(next).is_later_than(rank(best)) { next } else { best });
    let says_it = |index: usize| same(&group[index].row, &group[newest].row);
    let contradicted = (0..group.len()).find(|other| !says_it(*other) && !rank(newest).is_later_than(rank(*other)));
    if let Some(other) = contradicted {
        let disposition = |index: usize| {
            let against = group[if says_it(index) { other } else { newest }].place;
            let (record, file) = (against.record, audit.file(against.delivery));
            let message = format!("record {record} of `{file}` says otherwise about the same; neither was taken");
            let hint =
                "ask the sender which is right; a later delivery, or a date in the names of the files, settles it";
            Disposition::new("R_CONFLICT", name, message, hint)
        };
        let dispositions: Vec<Disposition> = (0..group.len()).map(disposition).collect();
        return Err(group.into_iter().zip(dispositions).collect());
    }
    let first = (0..group.len()).find(|index| says_it(*index)).unwrap_or(newest);
    for (index, candidate) in group.iter().enumerate().filter(|(index, _)| *index != first) {
        let disposition = if says_it(index) {
            again(name, group[first].place, audit)
        } else {
            superseded(name, group[newest].place, audit)
        };
        audit.duplicate_all(candidate, &disposition);
    }
    Ok(group.swap_remove(first))
}

/// The fate of a row that says what was said.
pub fn again(stay_id: &str, first: Place, audit: &RecordAudit) -> Disposition {
    let message = format!("the same as record {} of `{}`", first.record, audit.file(first.delivery));
    Disposition::new("D_EXACT", stay_id, message, "nothing to do; it counts once")
}

/// The fate of a row that newer news took the place of.
pub fn superseded(stay_id: &str, newer: Place, audit: &RecordAudit) -> Disposition {
    let message = format!("newer news is in record {} of `{}`", newer.record, audit.file(newer.delivery));
    let hint = "nothing to do; the older record stays in the delivery as it was received";
    Disposition::new("D_SUPERSEDED", stay_id, message, hint)
}

/// An order of rows that does not depend on how the deliveries were listed.
pub fn earlier(ranks: &[DeliveryRank<'_>], a: Place, b: Place) -> Ordering {
    let order = |place: Place| (ranks[place.delivery].order(), place.record);
    order(a).cmp(&order(b))
}
