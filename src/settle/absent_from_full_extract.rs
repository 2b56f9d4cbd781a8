//! Stays that an earlier delivery had and the latest one no longer has, where a feed is declared to be whole. Absence
//! alone deletes nothing: it is asked about.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::Alternative;
use crate::intake::Delivery;
use crate::intake::findings::candidate::Place;
use crate::intake::findings::disposition::Disposition;
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::records::stay::StayRow;
use crate::intake::validate::rows::ReadRows;
use crate::settle::delivery_order::DeliveryRank;

/// For each whole feed, the stays that its latest delivery does not name.
pub fn warn(
    rows: &ReadRows<StayRow>,
    deliveries: &[Delivery<'_>],
    ranks: &[DeliveryRank<'_>],
    audit: &mut RecordAudit,
) {
    let mut feeds: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, delivery) in deliveries.iter().enumerate().filter(|(_, delivery)| delivery.profile.whole) {
        feeds.entry(&delivery.profile.name).or_default().push(index);
    }
    for feed in feeds.into_values() {
        let is_latest =
            |index: &&usize| feed.iter().all(|other| other == *index || ranks[**index].is_later_than(&ranks[*other]));
        // Without an order among them the latest is unknown, and so is what it lacks.
        let Some(latest) = feed.iter().find(is_latest).copied() else { continue };
        let taken = rows.candidates.iter().map(|candidate| (candidate.place, &candidate.row.stay.stay_id));
        let refused = rows.refused.iter().map(|refused| (refused.place, &refused.stay_id));
        let named = taken.chain(refused).filter(|(place, _)| feed.contains(&place.delivery));
        let (now, before): (Vec<_>, Vec<_>) = named.partition(|(place, _)| place.delivery == latest);
        let now: BTreeSet<_> = now.into_iter().map(|(_, stay_id)| stay_id).collect();
        let gone: BTreeSet<_> = before.into_iter().map(|(_, stay_id)| stay_id).filter(|id| !now.contains(id)).collect();
        for stay_id in gone {
            let message = "an earlier delivery of this whole feed has the stay, this one has not; it was kept";
            let hint = "ask the sender whether the stay was taken back or forgotten";
            let place = Place { delivery: latest, record: 0, line: 1, offset: 0 };
            let disposition = Disposition::new("W_MISSING_STAY", stay_id, message, hint);
            audit.warn(place, disposition.supposing(Alternative::NoStay));
        }
    }
}
