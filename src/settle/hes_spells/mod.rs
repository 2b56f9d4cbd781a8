//! Stays from consultants' episodes.

mod doubts;
mod group;
mod stay;

use crate::intake::Rules;
use crate::intake::findings::record_audit::Tally;
use crate::intake::records::hes_spells::EpisodeRow;
use crate::intake::records::stay::StayRow;
use crate::intake::validate::rows::Rows;
use crate::settle::delivery_order::Rank;

/// Builds the stays of all episodes, wherever they were delivered.
pub fn stays(rows: Rows<EpisodeRow>, rules: &Rules<'_>, ranks: &[Rank<'_>], tally: &mut Tally) -> Rows<StayRow> {
    let mut stays = Rows { candidates: Vec::new(), refused: Vec::new() };
    for spell in crate::settle::hes_spells::group::spells(rows.candidates, ranks, tally) {
        crate::settle::hes_spells::stay::build(spell, rules, tally, &mut stays);
    }
    stays
}
