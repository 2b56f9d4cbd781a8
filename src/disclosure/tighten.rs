//! Ranges narrowed by sums: what follows with certainty. It finds disclosive figures early, and narrows the search.

use std::collections::VecDeque;

use super::system::System;

/// Figures that are looked at together with one.
const SIGHT: usize = 200;
/// How often a sum is looked at again; ranges are right, if wider, after any number.
const ROUNDS: usize = 12;

impl System {
    /// The sums and the figures near a figure, itself among them.
    pub fn near(&self, figure: usize) -> (Vec<usize>, Vec<usize>) {
        let (mut is_row, mut is_seen) = (vec![false; self.rows.len()], vec![false; self.truth.len()]);
        let (mut rows, mut figures) = (Vec::new(), vec![figure]);
        is_seen[figure] = true;
        let mut at = 0;
        while at < figures.len() && figures.len() < SIGHT {
            for (row, _) in &self.rows_of[figures[at]] {
                if is_row[*row] {
                    continue;
                }
                is_row[*row] = true;
                rows.push(*row);
                for (other, _) in &self.rows[*row].terms {
                    if !is_seen[*other] {
                        is_seen[*other] = true;
                        figures.push(*other);
                    }
                }
            }
            at += 1;
        }
        (rows, figures)
    }

    /// Narrows ranges by some sums.
    pub fn tighten(&self, ranges: &mut [(i64, i64)], rows: impl Iterator<Item = usize>) {
        let mut times = vec![0_u8; self.rows.len()];
        let mut waiting = vec![false; self.rows.len()];
        let mut pending: VecDeque<usize> = rows.collect();
        pending.iter().for_each(|row| waiting[*row] = true);
        let mut among = waiting.clone();
        while let Some(row) = pending.pop_front() {
            waiting[row] = false;
            times[row] += 1;
            among[row] = usize::from(times[row]) < ROUNDS;
            for figure in self.narrowed(ranges, row) {
                for (other, _) in &self.rows_of[figure] {
                    if among[*other] && !waiting[*other] {
                        waiting[*other] = true;
                        pending.push_back(*other);
                    }
                }
            }
        }
    }

    /// Narrows the ranges of the figures of one sum; the figures that it narrowed.
    fn narrowed(&self, ranges: &mut [(i64, i64)], row: usize) -> Vec<usize> {
        let row = &self.rows[row];
        let ends = |(low, high): (i64, i64), factor: i64| {
            if factor > 0 { (factor * low, factor * high) } else { (factor * high, factor * low) }
        };
        let (mut least, mut most) = (0, 0);
        for (figure, factor) in &row.terms {
            let own = ends(ranges[*figure], *factor);
            (least, most) = (least + own.0, most + own.1);
        }
        let mut narrowed = Vec::new();
        for (figure, factor) in &row.terms {
            let (low, high) = ranges[*figure];
            let own = ends((low, high), *factor);
            let (from, to) = (row.low - (most - own.1), row.high - (least - own.0));
            let (from, to) = if *factor > 0 { (from, to) } else { (-to, -from) };
            let factor = factor.abs();
            let found = (low.max(-(-from).div_euclid(factor)), high.min(to.div_euclid(factor)));
            if found != (low, high) {
                ranges[*figure] = found;
                narrowed.push(*figure);
            }
        }
        narrowed
    }
}
