//! The returns of social care that deliveries are, as the store notes them: a return replaces an earlier one of its council
//! and period whole, so that all of them are known in every run, whatever records it settles.

use crate::intake::read_record::ReadRecord;
use crate::operate::deliveries::read::ReadDelivery;
use crate::settle::client_level_data::{Submissions, submitted};
use crate::store::{SettledBy, StoredReturn};

/// Those that the store noted, and those of deliveries that were read.
pub fn with(before: Option<&SettledBy>, read: &[ReadDelivery]) -> Submissions {
    let mut all = Submissions::new();
    for StoredReturn { authority, period, deliveries } in before.into_iter().flat_map(|before| &before.returns) {
        all.entry((*authority, *period)).or_default().extend(deliveries.iter().map(|delivery| *delivery as usize));
    }
    for ReadDelivery { delivery, records, .. } in read {
        for record in records {
            if let ReadRecord::Care(candidate) = record {
                submitted(&mut all, &candidate.row, *delivery);
            }
        }
    }
    all
}

/// As the store notes them.
pub fn stored(returns: &Submissions) -> Vec<StoredReturn> {
    let stored = |((authority, period), deliveries): (&(_, _), &std::collections::BTreeSet<usize>)| StoredReturn {
        authority: *authority,
        period: *period,
        deliveries: deliveries.iter().map(|delivery| *delivery as u32).collect(),
    };
    returns.iter().map(stored).collect()
}
