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

/// Puts things into piles by the number that comes with each, in their order within a pile; and where each pile ends.
pub fn piles<T: Copy + Default>(things: impl Iterator<Item = (usize, T)> + Clone, count: usize) -> (Vec<T>, Vec<u32>) {
    let mut next = vec![0_u32; count + 1];
    things.clone().for_each(|(pile, _)| next[pile + 1] += 1);
    (1..next.len()).for_each(|pile| next[pile] += next[pile - 1]);
    let mut piled = vec![T::default(); next[count] as usize];
    for (pile, thing) in things {
        let place = &mut next[pile];
        piled[*place as usize] = thing;
        *place += 1;
    }
    // Now each place is where the pile ends.
    next.truncate(count);
    (piled, next)
}

/// Sorts cards that are spread evenly between the smallest and the largest: they are dealt into piles of a few by their
/// first bits, and each pile is sorted. Others take longer, and end as well.
pub fn sort(cards: Vec<u64>) -> Vec<u64> {
    /// About so many cards in a pile, as a power of two.
    const PILE_BITS: u32 = 3;
    let Some((least, most)) = cards.iter().min().zip(cards.iter().max()) else { return cards };
    let (least, span) = (*least, most - least);
    let pile_bits = (usize::BITS - cards.len().leading_zeros()).saturating_sub(PILE_BITS).max(1);
    let shift = (u64::BITS - span.leading_zeros()).saturating_sub(pile_bits);
    let pile = |card: &u64| (((card - least) >> shift) as usize, *card);
    let (mut sorted, ends) = piles(cards.iter().map(pile), (span >> shift) as usize + 1);
    let mut start = 0;
    for end in ends {
        sorted[start..end as usize].sort_unstable();
        start = end as usize;
    }
    sorted
}
