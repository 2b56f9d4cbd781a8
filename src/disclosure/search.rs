//! The search for other figures that agree with everything known: each one found proves that an attacker cannot know the hidden figures.

use std::collections::HashMap;

use super::system::System;

/// How hard a search tries before it gives up: giving up never makes a figure safe, it only withholds more.
#[derive(Clone, Copy, Debug)]
pub(super) struct Effort {
    /// How often a step begins anew, each time with other chances among ways that look alike.
    pub starts: u64,
    /// How often other figures are moved about before the target is tried again.
    pub shakes: u64,
}

impl Effort {
    /// For a choice among several.
    pub const LITTLE: Self = Self { starts: 2, shakes: 0 };
    /// For the question whether more must be withheld.
    pub const SOME: Self = Self { starts: 2, shakes: 3 };
    /// For a verdict.
    pub const MUCH: Self = Self { starts: 4, shakes: 12 };
}

/// Changes that one start may try: enough for a long chain, too few to be lost in a corner.
const TRIES: usize = 120;
/// Moves of one start that wanders.
const TURNS: usize = 250;
/// Turns for which a figure rests after a move.
const REST: usize = 3;
/// Figures that one step may change.
const DEPTH: usize = 150;
/// Ways to mend one sum that are tried, best first.
const WAYS: usize = 8;

/// Figures that agree with the ranges and sums of a system; at first the true ones.
pub(super) struct Search<'a> {
    system: &'a System,
    ranges: Vec<(i64, i64)>,
    figures: Vec<i64>,
    sums: Vec<i64>,
    /// Sums that do not hold, and whether each is among them.
    broken: Vec<usize>,
    is_broken: Vec<bool>,
    /// In which direction each figure was moved in the step under way.
    moved: Vec<i8>,
    /// Every move since the beginning, to be taken back.
    trail: Vec<(usize, i64)>,
    tries: usize,
    /// Chances, the same on every run.
    chance: u64,
    /// The least and the greatest that each figure was in any whole set of figures that was found.
    found: Vec<(i64, i64)>,
}

impl<'a> Search<'a> {
    /// A search from the true figures.
    pub fn new(system: &'a System) -> Self {
        let figures = system.truth.clone();
        let sum =
            |row: &super::system::BoundedSum| row.terms.iter().map(|(figure, factor)| figures[*figure] * factor).sum();
        let sums = system.rows.iter().map(sum).collect();
        let moved = vec![0; figures.len()];
        let (ranges, broken, trail, is_broken) = (Vec::new(), Vec::new(), Vec::new(), vec![false; system.rows.len()]);
        let found = figures.iter().map(|figure| (*figure, *figure)).collect();
        Self { system, ranges, figures, sums, broken, is_broken, moved, trail, tries: 0, chance: 0, found }
    }

    /// Forgets every set of figures but the true one: needed where ranges have become narrower.
    pub fn forget(&mut self) {
        self.take_back();
        self.found = self.figures.iter().map(|figure| (*figure, *figure)).collect();
    }

    /// What was found so far of each figure.
    pub fn found(&self) -> Vec<(i64, i64)> {
        self.found.clone()
    }

    /// Goes back to the true figures and to what was found before ranges were made wider for a trial.
    pub fn go_back(&mut self, found: Vec<(i64, i64)>) {
        self.take_back();
        self.found = found;
    }

    /// How low and how high a figure can be made within the ranges, as far as it takes to have the two `width` apart.
    pub fn reach(&mut self, ranges: &[(i64, i64)], figure: usize, width: i64, effort: Effort) -> (i64, i64) {
        let (low, high) = ranges[figure];
        if high - low < width {
            return (low, high);
        }
        if self.width(figure) >= width {
            return self.found[figure];
        }
        self.ranges.clear();
        self.ranges.extend_from_slice(ranges);
        let (_, near) = self.system.near(figure);
        for shake in 0..=effort.shakes {
            for direction in [1, -1] {
                while self.width(figure) < width && self.step(figure, direction, effort.starts, TRIES) {}
            }
            if self.width(figure) >= width {
                break;
            }
            if shake == effort.shakes / 2 {
                self.take_back();
            } else if shake < effort.shakes {
                self.shake(&near, shake);
            }
        }
        self.found[figure]
    }

    fn width(&self, figure: usize) -> i64 {
        self.found[figure].1 - self.found[figure].0
    }

    /// Moves some figures about, so that the next try begins elsewhere.
    fn shake(&mut self, near: &[usize], seed: u64) {
        let mut chance = seed * 2 + 1;
        for _ in 0..12 {
            let at = (mixed(&mut chance) << 3 | mixed(&mut chance)) << 3 | mixed(&mut chance);
            let direction = if mixed(&mut chance) & 1 == 0 { 1 } else { -1 };
            if let Some(figure) = near.get(at as usize % near.len().max(1)) {
                self.step(*figure, direction, 1, TRIES / 4);
            }
        }
    }

    /// Moves a figure by one, and others so that everything agrees again.
    fn step(&mut self, figure: usize, direction: i64, starts: u64, tries: usize) -> bool {
        let (low, high) = self.ranges[figure];
        let wanted = self.figures[figure] + direction;
        if wanted < low || wanted > high {
            return false;
        }
        (0..starts).any(|start| {
            self.chance = start;
            self.try_step(figure, direction, tries)
        })
    }

    fn try_step(&mut self, figure: usize, direction: i64, tries: usize) -> bool {
        let start = self.trail.len();
        self.tries = tries;
        self.change(figure, direction);
        // The figure itself may go no further and not back while the rest is mended.
        self.moved[figure] = 2;
        let mended = if self.chance == 0 { self.mend(DEPTH) } else { self.wander(figure) };
        for at in start..self.trail.len() {
            let figure = self.trail[at].0;
            self.moved[figure] = 0;
            if mended {
                let (value, found) = (self.figures[figure], &mut self.found[figure]);
                *found = (found.0.min(value), found.1.max(value));
            }
        }
        self.moved[figure] = 0;
        if !mended {
            self.take_back_to(start);
        }
        mended
    }

    /// Moves figures one after the other so that the broken sums come nearer, each time the move that helps most; a sum
    /// that stays broken weighs more and more, which leads out of corners.
    fn wander(&mut self, target: usize) -> bool {
        let mut weights: HashMap<usize, i64> = HashMap::new();
        let mut moved: HashMap<usize, usize> = HashMap::new();
        for turn in 0..TURNS {
            if self.broken.is_empty() {
                return true;
            }
            let at = mixed(&mut self.chance) << 3 | mixed(&mut self.chance);
            let row = self.broken[at as usize % self.broken.len()];
            let mut best: Option<(i64, u64, usize, i64)> = None;
            for (figure, by) in self.moves(row) {
                let is_fresh = moved.get(&figure).is_some_and(|last| turn - last < REST);
                if figure == target || is_fresh {
                    continue;
                }
                let way = (self.worse(figure, by, &weights), mixed(&mut self.chance), figure, by);
                best = Some(best.map_or(way, |best| best.min(way)));
            }
            let Some((worse, _, figure, by)) = best else {
                *weights.entry(row).or_insert(1) += 1;
                continue;
            };
            if worse >= 0 {
                self.broken.iter().for_each(|row| *weights.entry(*row).or_insert(1) += 1);
            }
            moved.insert(figure, turn);
            self.change(figure, by);
        }
        self.broken.is_empty()
    }

    /// How much worse all sums of a figure are after a move, by their weights.
    fn worse(&self, figure: usize, by: i64, weights: &HashMap<usize, i64>) -> i64 {
        let rows = self.system.rows_of[figure].iter();
        let change = |(row, factor): &(usize, i64)| {
            let (before, after) =
                (self.excess(*row, self.sums[*row]), self.excess(*row, self.sums[*row] + factor * by));
            weights.get(row).copied().unwrap_or(1) * (after.abs() - before.abs())
        };
        rows.map(change).sum()
    }

    /// How far a sum lies outside of its range.
    fn excess(&self, row: usize, sum: i64) -> i64 {
        let row = &self.system.rows[row];
        if sum > row.high { sum - row.high } else { (sum - row.low).min(0) }
    }

    /// Moves that mend a sum, or as much of it as they can.
    fn moves(&self, row: usize) -> impl Iterator<Item = (usize, i64)> + use<'a> {
        let excess = self.excess(row, self.sums[row]);
        let (system, figures, ranges) = (self.system, &self.figures, &self.ranges);
        let moves = system.rows[row].terms.iter().filter_map(|(figure, factor)| {
            let direction = -(excess.signum() * factor.signum());
            let ((low, high), value) = (ranges[*figure], figures[*figure]);
            let room = if direction > 0 { high - value } else { value - low };
            let by = room.min((excess.abs() + factor.abs() - 1) / factor.abs());
            (by > 0).then_some((*figure, by * direction))
        });
        moves.collect::<Vec<_>>().into_iter()
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
            self.take_back_to(start);
            self.moved[figure] = before;
        }
        false
    }

    /// Moves that mend a sum, or as much of it as they can: those first that break the fewest other sums.
    fn ways(&mut self, row: usize) -> Vec<(usize, i64)> {
        let excess = self.excess(row, self.sums[row]);
        let mut ways: Vec<(u64, usize, i64)> = Vec::new();
        let mut chance = self.chance;
        for (figure, by) in self.moves(row) {
            if self.moved[figure] == 2 || i64::from(self.moved[figure]) == -by.signum() {
                continue;
            }
            let factor = self.system.rows_of[figure].iter().find(|(of, _)| *of == row).map_or(1, |(_, factor)| *factor);
            let partly = u64::from((by * factor).abs() < excess.abs());
            let score = (partly + self.breaks(figure, by)) * 4;
            ways.push((score + mixed(&mut chance), figure, by));
        }
        self.chance = chance;
        ways.sort_unstable();
        ways.truncate(WAYS);
        ways.into_iter().map(|(_, figure, by)| (figure, by)).collect()
    }

    /// How many sums a move would break that hold now.
    fn breaks(&self, figure: usize, by: i64) -> u64 {
        let rows = self.system.rows_of[figure].iter();
        let broken =
            rows.filter(|(row, factor)| !self.is_broken[*row] && !self.holds(*row, self.sums[*row] + factor * by));
        broken.count() as u64
    }

    fn holds(&self, row: usize, sum: i64) -> bool {
        let row = &self.system.rows[row];
        row.low <= sum && sum <= row.high
    }

    fn change(&mut self, figure: usize, by: i64) {
        self.trail.push((figure, by));
        self.put(figure, by);
    }

    fn put(&mut self, figure: usize, by: i64) {
        self.figures[figure] += by;
        let system = self.system;
        for (row, factor) in &system.rows_of[figure] {
            let sum = self.sums[*row] + factor * by;
            self.sums[*row] = sum;
            let holds = self.holds(*row, sum);
            if holds == self.is_broken[*row] {
                self.is_broken[*row] = !holds;
                if holds {
                    self.broken.retain(|other| other != row);
                } else {
                    self.broken.push(*row);
                }
            }
        }
    }

    /// Back to the true figures.
    fn take_back(&mut self) {
        self.take_back_to(0);
    }

    fn take_back_to(&mut self, start: usize) {
        while self.trail.len() > start {
            if let Some((figure, by)) = self.trail.pop() {
                self.put(figure, -by);
            }
        }
    }
}

/// The next of a row of small numbers; the first start has none, so that it is led by the scores alone.
fn mixed(chance: &mut u64) -> u64 {
    if *chance == 0 {
        return 0;
    }
    *chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407) | 1;
    *chance >> 61
}
