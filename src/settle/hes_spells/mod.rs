//! Stays from consultants' episodes.

mod doubts;
mod group;
mod stay;

pub use group::identity;
pub use stay::names;

use crate::domain::Day;
use crate::intake::Rules;
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::records::hes_spells::EpisodeRow;
use crate::intake::records::stay::StayRow;
use crate::intake::validate::rows::ReadRows;
use crate::settle::delivery_order::DeliveryRank;

/// Builds the stays of all episodes, wherever they were delivered. One without an end lasts until the as-of date.
pub fn stays(
    rows: ReadRows<EpisodeRow>,
    (rules, as_of): (&Rules<'_>, Option<Day>),
    ranks: &[DeliveryRank<'_>],
    audit: &mut RecordAudit,
) -> ReadRows<StayRow> {
    let mut stays = ReadRows::default();
    for spell in crate::settle::hes_spells::group::spells(rows.candidates, ranks, audit) {
        crate::settle::hes_spells::stay::build(spell, (rules, as_of), audit, &mut stays);
    }
    stays
}
