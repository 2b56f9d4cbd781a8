//! Stays from consultants' episodes: records of hospital episode statistics, several of which make one stay.

mod doubts;
mod flags;
mod group;
mod row;
mod stay;

use super::Rules;
use super::news::Rank;
use super::sheet::Rows;
use super::stay::StayRow;
use super::tally::Tally;

pub use row::{EpisodeRow, read, word};

/// Builds the stays of all episodes, wherever they were delivered.
pub fn stays(rows: Rows<EpisodeRow>, rules: &Rules<'_>, ranks: &[Rank<'_>], tally: &mut Tally) -> Rows<StayRow> {
    let mut stays = Rows { candidates: Vec::new(), refused: Vec::new() };
    for spell in group::spells(rows.candidates, ranks, tally) {
        stay::build(spell, rules, tally, &mut stays);
    }
    stays
}
