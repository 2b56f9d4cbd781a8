//! Rows dealt into groups, on every core: what is looked for within a group is then near the processor.

use rayon::prelude::*;

/// What was dealt: by share of the rows, and in it by group.
pub struct Dealt(Vec<Vec<Vec<u64>>>);

/// Deals rows into groups: `card` gives the group of a row and what is kept of it, or nothing. Within a group the cards
/// stand in the order of their rows.
pub fn deal(rows: usize, groups: usize, card: impl Fn(u32) -> Option<(usize, u64)> + Sync) -> Dealt {
    let shares = rayon::current_num_threads();
    let share = |share: usize| {
        let (from, to) = (rows * share / shares, rows * (share + 1) / shares);
        // Most are dealt evenly: with a little room to spare no group grows and is copied.
        let room = (to - from) / groups.max(1);
        let mut dealt: Vec<Vec<u64>> = (0..groups).map(|_| Vec::with_capacity(room + room / 16)).collect();
        for (group, card) in (from as u32..to as u32).filter_map(&card) {
            dealt[group].push(card);
        }
        dealt
    };
    Dealt((0..shares).into_par_iter().map(share).collect())
}

impl Dealt {
    /// The cards of a group, in pieces.
    pub fn group(&self, group: usize) -> impl Iterator<Item = &[u64]> + Clone {
        self.0.iter().map(move |share| share[group].as_slice())
    }

    /// How many cards a group has.
    pub fn length(&self, group: usize) -> usize {
        self.group(group).map(<[u64]>::len).sum()
    }
}
