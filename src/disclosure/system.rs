//! What an attacker knows, as whole numbers in ranges and sums of them that lie in ranges.

use std::collections::{HashMap, HashSet};

use super::cells::{CellPlace, Exact, Four, PackMeasure};
use super::draft::PackSum;
use super::figure::ShownFigure;
use super::rule::DisclosureRule;
use super::shown::{Pack, PackCell};

/// Higher than any figure, low enough for sums of products.
pub(super) const ENDLESS: i64 = 1 << 40;

/// A sum of figures with factors that lies in a range.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct BoundedSum {
    /// Figures with their factors.
    pub terms: Vec<(usize, i64)>,
    /// The least that the sum can be.
    pub low: i64,
    /// The greatest.
    pub high: i64,
}

/// Everything shown in some packs. A figure that several packs have at the same place and that did not change, nor the
/// people behind it, is one figure: an attacker may guess that much.
pub(super) struct System {
    /// What each figure is.
    pub truth: Vec<i64>,
    /// What is known of each figure by itself, from earlier packs alone.
    pub earlier: Vec<(i64, i64)>,
    /// The sums.
    pub rows: Vec<BoundedSum>,
    /// For each figure, its rows with its factor.
    pub rows_of: Vec<Vec<(usize, i64)>>,
    /// For each cell of the last pack, its figures.
    pub current: Vec<Four<usize>>,
    /// The figures that must not be opened, in the order of packs and cells, latest pack first.
    pub targets: Vec<usize>,
    /// A place and measure for each figure, for people.
    pub names: Vec<(CellPlace, PackMeasure)>,
}

impl System {
    /// The system of a pack and the packs before it.
    pub fn new(rule: &DisclosureRule, earlier: &[&Pack], current: &Pack) -> Self {
        let (index, seen, wanted) = (HashMap::new(), HashSet::new(), HashSet::new());
        let mut building = Building { rule, index, seen, wanted, system: Self::empty() };
        let current = building.add(current, true);
        for pack in earlier {
            building.add(pack, false);
        }
        let mut system = building.system;
        system.current = current;
        system.rows_of = vec![Vec::new(); system.truth.len()];
        for (at, row) in system.rows.iter().enumerate() {
            for (figure, factor) in &row.terms {
                system.rows_of[*figure].push((at, *factor));
            }
        }
        system
    }

    fn empty() -> Self {
        Self {
            truth: Vec::new(),
            earlier: Vec::new(),
            rows: Vec::new(),
            rows_of: Vec::new(),
            current: Vec::new(),
            targets: Vec::new(),
            names: Vec::new(),
        }
    }

    /// What is known of each figure by itself when the last pack shows this of its cells.
    pub fn ranges(&self, rule: &DisclosureRule, cells: &[PackCell]) -> Vec<(i64, i64)> {
        let mut ranges = self.earlier.clone();
        for (cell, figures) in cells.iter().zip(&self.current) {
            self.narrow(rule, cell, figures, &mut ranges);
        }
        ranges
    }

    /// Narrows the ranges of the figures of one cell to what the cell shows.
    pub fn narrow(&self, rule: &DisclosureRule, cell: &PackCell, figures: &Four<usize>, ranges: &mut [(i64, i64)]) {
        let known = known(rule, &cell.exact, &cell.shown);
        for measure in PackMeasure::ALL {
            let range = &mut ranges[*figures.get(measure)];
            let (low, high) = *known.get(measure);
            *range = (range.0.max(low), range.1.min(high));
        }
    }
}

struct Building<'a> {
    rule: &'a DisclosureRule,
    index: HashMap<(&'a CellPlace, PackMeasure, i64, i64), usize>,
    seen: HashSet<BoundedSum>,
    wanted: HashSet<usize>,
    system: System,
}

impl<'a> Building<'a> {
    fn add(&mut self, pack: &'a Pack, is_current: bool) -> Vec<Four<usize>> {
        let figures: Vec<Four<usize>> =
            pack.cells.iter().map(|cell| Four::from_fn(|measure| self.figure(cell, measure))).collect();
        for (cell, figures) in pack.cells.iter().zip(&figures) {
            self.within(&cell.exact, figures);
            if !is_current {
                let mut ranges = std::mem::take(&mut self.system.earlier);
                self.system.narrow(self.rule, cell, figures, &mut ranges);
                self.system.earlier = ranges;
            }
            for measure in PackMeasure::ALL {
                let (figure, people) = (*figures.get(measure), cell.exact.of(measure.people()));
                if self.rule.is_few(people) && self.wanted.insert(figure) {
                    self.system.targets.push(figure);
                }
            }
        }
        let at: HashMap<&CellPlace, usize> =
            pack.cells.iter().enumerate().map(|(at, cell)| (&cell.place, at)).collect();
        for sum in &pack.sums {
            self.sum(sum, &at, &figures);
        }
        figures
    }

    fn figure(&mut self, cell: &'a PackCell, measure: PackMeasure) -> usize {
        let (place, truth) = (&cell.place, cell.exact.of(measure));
        let next = self.system.truth.len();
        let figure = *self.index.entry((place, measure, truth, cell.exact.of(measure.people()))).or_insert(next);
        if figure == next {
            self.system.truth.push(truth);
            self.system.earlier.push((0, ENDLESS));
            self.system.names.push((place.clone(), measure));
        }
        figure
    }

    fn row(&mut self, mut terms: Vec<(usize, i64)>, low: i64, high: i64) {
        terms.sort_unstable();
        let row = BoundedSum { terms, low, high };
        if self.seen.insert(row.clone()) {
            self.system.rows.push(row);
        }
    }

    /// `less` is at most `more` times `factor`, where that is so.
    fn at_most(&mut self, less: usize, more: usize, factor: i64) {
        if less != more && self.system.truth[less] <= factor * self.system.truth[more] {
            self.row(vec![(less, -1), (more, factor)], 0, ENDLESS);
        }
    }

    /// Within a cell: everybody has at least a day and at most those of the period, and who is charged for is delayed.
    fn within(&mut self, exact: &Exact, figures: &Four<usize>) {
        self.at_most(figures.people, figures.days, 1);
        self.at_most(figures.days, figures.people, exact.span_days);
        self.at_most(figures.charged_people, figures.charged_days, 1);
        self.at_most(figures.charged_days, figures.charged_people, exact.span_days);
        self.at_most(figures.charged_people, figures.people, 1);
        self.at_most(figures.charged_days, figures.days, 1);
    }

    /// Days add up. People do where no patient is in two parts; where one is, a sum is at most that of its parts and
    /// at least each of them.
    fn sum(&mut self, sum: &PackSum, at: &HashMap<&CellPlace, usize>, figures: &[Four<usize>]) {
        let Some(whole) = at.get(&sum.whole).map(|at| figures[*at]) else { return };
        let parts: Vec<Four<usize>> =
            sum.parts.iter().filter_map(|place| at.get(place)).map(|at| figures[*at]).collect();
        for measure in PackMeasure::ALL {
            let whole = *whole.get(measure);
            let parts: Vec<usize> = parts.iter().map(|part| *part.get(measure)).collect();
            let added: i64 = parts.iter().map(|part| self.system.truth[*part]).sum();
            let mut terms: Vec<(usize, i64)> = parts.iter().map(|part| (*part, 1)).collect();
            terms.push((whole, -1));
            if added == self.system.truth[whole] {
                self.row(terms, 0, 0);
                continue;
            }
            self.row(terms, 0, ENDLESS);
            for part in parts {
                self.at_most(part, whole, 1);
            }
        }
    }
}

/// What a cell shows, as the least and the greatest that each figure can be.
pub(super) fn known(rule: &DisclosureRule, exact: &Exact, shown: &Four<ShownFigure>) -> Four<(i64, i64)> {
    let mut known = Four::from_fn(|_| (0, ENDLESS));
    for [people, days] in
        [[PackMeasure::People, PackMeasure::Days], [PackMeasure::ChargedPeople, PackMeasure::ChargedDays]]
    {
        let marks = [*shown.get(people), *shown.get(days)];
        let most = rule.most_few();
        // A number beside it tells that many people are behind it; the mark for few tells that few are.
        let (low, high) = if marks.contains(&ShownFigure::Number(0)) {
            (0, 0)
        } else if marks.contains(&ShownFigure::PrimarySuppressed) {
            (1, most)
        } else if marks.iter().any(|mark| matches!(mark, ShownFigure::Number(_))) || !rule.is_few(exact.of(people)) {
            (most + 1, ENDLESS)
        } else {
            (1, ENDLESS)
        };
        *known.get_mut(people) = near(rule, *shown.get(people), (low, high));
        let high = if high == most { most * exact.span_days } else { high };
        *known.get_mut(days) = near(rule, *shown.get(days), (low, high));
    }
    known
}

/// The part of a range that rounds to what is shown.
fn near(rule: &DisclosureRule, shown: ShownFigure, (low, high): (i64, i64)) -> (i64, i64) {
    match shown {
        ShownFigure::Number(number) if number > 0 => (low.max(number - rule.slack()), high.min(number + rule.slack())),
        _ => (low, high),
    }
}
