//! The audit: which hidden figures could be worked out from everything shown.

use std::fmt;

use super::cells::{CellPlace, PackMeasure};
use super::rule::DisclosureRule;
use super::search::{Effort, Search};
use super::shown::Pack;
use super::system::System;

/// A hidden figure for which no sets of figures far enough apart were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosive {
    /// Where it stands.
    pub place: CellPlace,
    /// What it measures.
    pub measure: PackMeasure,
    /// The least value that was found possible.
    pub low: i64,
    /// The greatest.
    pub high: i64,
}

impl fmt::Display for Disclosive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.measure.words(), self.place)
    }
}

/// The hidden figures of a pack, and of the packs before it, that are opened once the pack is out. None means that the
/// pack is proven safe against everything that [`super`] takes an attacker to know.
pub fn audit(rule: &DisclosureRule, earlier: &[&Pack], pack: &Pack) -> Vec<Disclosive> {
    let system = System::new(rule, earlier, pack);
    let mut ranges = system.ranges(rule, &pack.cells);
    system.tighten(&mut ranges, 0..system.rows.len());
    let mut search = Search::new(&system);
    let least_width = rule.file.protection.least_width;
    let disclosive = system.targets.iter().filter_map(|target| {
        let (low, high) = search.reach(&ranges, *target, least_width, Effort::MUCH);
        let (place, measure) = system.names[*target].clone();
        (high - low < least_width).then_some(Disclosive { place, measure, low, high })
    });
    disclosive.collect()
}
