//! What a pack shows, cell by cell, beside what the cells are exactly.

use super::cells::{CellPlace, Exact, Four, PackMeasure};
use super::draft::PackSum;
use super::figure::ShownFigure;
use super::rule::DisclosureRule;
use crate::domain::Month;
use serde::{Deserialize, Serialize};

/// One cell of a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackCell {
    /// Where it stands.
    pub place: CellPlace,
    /// What it is. Never leaves the project.
    pub exact: Exact,
    /// What is shown of it.
    pub shown: Four<ShownFigure>,
}

/// A pack: what it shows, and what that is exactly. Kept in the project so that later packs can be checked against it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// The month.
    pub month: Month,
    /// Its edition, from 1.
    pub edition: u32,
    /// The rule.
    pub rule: String,
    /// SHA-256 of the rule.
    pub rule_sha256: String,
    /// The cells, by place. A combination that is not there is a true zero.
    pub cells: Vec<PackCell>,
    /// Which cells add up to which.
    pub sums: Vec<PackSum>,
}

impl Pack {
    /// The cell at a place.
    pub fn at(&self, place: &CellPlace) -> Option<&PackCell> {
        self.cells.binary_search_by(|cell| cell.place.cmp(place)).ok().map(|at| &self.cells[at])
    }

    /// Whether what is shown, and what adds up to what, is what the exact figures make it. A record that someone edited
    /// does not.
    pub fn agrees(&self, rule: &DisclosureRule) -> bool {
        let shown = |cell: &PackCell, measure: PackMeasure| {
            let (figure, people) = (cell.exact.of(measure), cell.exact.of(measure.people()));
            match *cell.shown.get(measure) {
                ShownFigure::Number(0) => figure == 0 && people == 0,
                ShownFigure::Number(number) => !rule.is_few(people) && (number - figure).abs() <= rule.slack(),
                ShownFigure::PrimarySuppressed => rule.is_few(people) && figure > 0,
                ShownFigure::SecondarySuppressed => figure > 0,
                ShownFigure::Unknown => false,
            }
        };
        let adds_up = |sum: &PackSum| {
            let whole = self.at(&sum.whole);
            [PackMeasure::Days, PackMeasure::ChargedDays].iter().all(|measure| {
                let parts = sum.parts.iter().filter_map(|place| self.at(place)).map(|cell| cell.exact.of(*measure));
                whole.is_some_and(|whole| whole.exact.of(*measure) == parts.sum::<i64>())
            })
        };
        let is_sorted = self.cells.windows(2).all(|pair| pair[0].place < pair[1].place);
        let cells = || self.cells.iter().all(|cell| PackMeasure::ALL.iter().all(|measure| shown(cell, *measure)));
        is_sorted && cells() && self.sums.iter().all(adds_up)
    }

    /// Figures that are withheld to protect others.
    pub fn withheld(&self) -> usize {
        let all = self.cells.iter().flat_map(|cell| PackMeasure::ALL.map(|measure| *cell.shown.get(measure)));
        all.filter(|figure| *figure == ShownFigure::SecondarySuppressed).count()
    }
}
