//! Stays from consultants' episodes: records of hospital episode statistics, several of which make one stay.

mod flags;
mod row;

use crate::intake::Rules;
use crate::settle::delivery_order::Rank;
use crate::intake::validate::rows::Rows;
use crate::intake::records::stay::StayRow;
use crate::intake::findings::record_audit::Tally;

pub use crate::intake::records::hes_spells::row::{EpisodeRow, read, word};

/// Builds the stays of all episodes, wherever they were delivered.
pub fn stays(rows: Rows<EpisodeRow>, rules: &Rules<'_>, ranks: &[Rank<'_>], tally: &mut Tally) -> Rows<StayRow> {
    let mut stays = Rows { candidates: Vec::new(), refused: Vec::new() };
    for spell in crate::settle::hes_spells::group::spells(rows.candidates, ranks, tally) {
        crate::settle::hes_spells::stay::build(spell, rules, tally, &mut stays);
    }
    stays
}
