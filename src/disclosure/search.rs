//! The search for other figures that agree with everything known: each one found proves that an attacker cannot tell.

use std::collections::BTreeSet;

use super::system::System;

/// Changes that one step of the search may try before it gives up.
const TRIES: usize = 600;
/// Figures that one step may change.
const DEPTH: usize = 24;
/// Ways to mend one sum that are tried, best first.
const WAYS: usize = 8;

/// Figures that agree with the ranges and sums of a system; at first the true ones.
pub(super) struct Search<'a> {
    system: &'a System,
    ranges: &'a [(i64, i64)],
    figures: Vec<i64>,
    sums: Vec<i64>,
    broken: BTreeSet<usize>,
    /// In which direction each figure was moved in the step under way.
    moved: Vec<i8>,
    /// Every move since the beginning, to be taken back.
    trail: Vec<(usize, i64)>,
    tries: usize,
}

impl<'a> Search<'a> {
    /// A search from the true figures.
    pub fn new(system: &'a System, ranges: &'a [(i64, i64)]) -> Self {
        let figures = system.truth.clone();
        let sum = |row: &super::system::Row| row.terms.iter().map(|(figure, factor)| figures[*figure] * factor).sum();
        let sums = system.rows.iter().map(sum).collect();
        let moved = vec![0; figures.len()];
        Self { system, ranges, figures, sums, broken: BTreeSet::new(), moved, trail: Vec::new(), tries: 0 }
    }

    /// How low and how high a figure can be made, as far as it takes to have the two `width` apart.
    pub fn reach(&mut self, figure: usize, width: i64) -> (i64, i64) {
        let truth = self.system.truth[figure];
        let high = self.walk(figure, 1, width);
        let low = self.walk(figure, -1, width - (high - truth));
        (low, high)
    }

    /// Walks a figure up to `steps` steps in a direction and back; how far it came.
    fn walk(&mut self, figure: usize, direction: i64, steps: i64) -> i64 {
        let start = self.trail.len();
        let from = self.figures[figure];
        while (self.figures[figure] - from) * direction < steps && self.step(figure, direction) {}
        let reached = self.figures[figure];
        self.take_back(start);
        reached
    }

    fn step(&mut self, figure: usize, direction: i64) -> bool {
        let (low, high) = self.ranges[figure];
        let wanted = self.figures[figure] + direction;
        if wanted < low || wanted > high {
            return false;
        }
        let start = self.trail.len();
        self.tries = TRIES;
        self.change(figure, direction);
        // The figure itself may go no further and not back while the rest is mended.
        self.moved[figure] = 2;
        let mended = self.mend(DEPTH);
        for at in start..self.trail.len() {
            self.moved[self.trail[at].0] = 0;
        }
        self.moved[figure] = 0;
        if !mended {
            self.take_back(start);
        }
        mended
    }

    /// Moves other figures until every sum holds again.
    fn mend(&mut self, depth: usize) -> bool {
        let shortest = self.broken.iter().min_by_key(|row| self.system.rows[**row].terms.len()).copied();
        let Some(row) = shortest else { return true };
        if depth == 0 {
            return false;
        }
        for (figure, by) in self.ways(row) {
            if self.tries == 0 {
                return false;
            }
            self.tries -= 1;
            let (start, before) = (self.trail.len(), self.moved[figure]);
            self.change(figure, by);
            self.moved[figure] = by.signum() as i8;
            if self.mend(depth - 1) {
                return true;
            }
            self.take_back(start);
            self.moved[figure] = before;
        }
        false
    }

    /// Moves that mend a sum, or as much of it as they can: those first that break the fewest other sums.
    fn ways(&self, row: usize) -> Vec<(usize, i64)> {
        let (system, sum) = (self.system, self.sums[row]);
        let bounds = &system.rows[row];
        let excess = if sum > bounds.high { sum - bounds.high } else { sum - bounds.low };
        let mut ways: Vec<(usize, usize, i64)> = Vec::new();
        for (figure, factor) in &bounds.terms {
            let direction = -(excess.signum() * factor.signum());
            if self.moved[*figure] == 2 || i64::from(self.moved[*figure]) == -direction {
                continue;
            }
            let (low, high) = self.ranges[*figure];
            let value = self.figures[*figure];
            let room = if direction > 0 { high - value } else { value - low };
            let by = room.min((excess.abs() + factor.abs() - 1) / factor.abs());
            if by > 0 {
                let partly = usize::from(by * factor.abs() < excess.abs());
                ways.push((partly + self.breaks(*figure, by * direction), *figure, by * direction));
            }
        }
        ways.sort_unstable();
        ways.truncate(WAYS);
        ways.into_iter().map(|(_, figure, by)| (figure, by)).collect()
    }

    /// How many sums a move would break that hold now.
    fn breaks(&self, figure: usize, by: i64) -> usize {
        let rows = self.system.rows_of[figure].iter();
        let broken =
            rows.filter(|(row, factor)| !self.broken.contains(row) && !self.holds(*row, self.sums[*row] + factor * by));
        broken.count()
    }

    fn holds(&self, row: usize, sum: i64) -> bool {
        (self.system.rows[row].low..=self.system.rows[row].high).contains(&sum)
    }

    fn change(&mut self, figure: usize, by: i64) {
        self.trail.push((figure, by));
        self.put(figure, by);
    }

    fn put(&mut self, figure: usize, by: i64) {
        self.figures[figure] += by;
        let system = self.system;
        for (row, factor) in &system.rows_of[figure] {
            self.sums[*row] += factor * by;
            if self.holds(*row, self.sums[*row]) {
                self.broken.remove(row);
            } else {
                self.broken.insert(*row);
            }
        }
    }

    fn take_back(&mut self, start: usize) {
        while self.trail.len() > start {
            if let Some((figure, by)) = self.trail.pop() {
                self.put(figure, -by);
            }
        }
    }
}
