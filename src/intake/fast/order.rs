//! The order of the rows that are taken: by provider, admission and id.

use rayon::prelude::*;

use super::packed::PROVIDER;
use super::table::Table;

/// The rows that `keeps` keeps, in order, each with its packed moment of admission before it. `providers` are the words.
pub fn order(table: &Table, providers: &[Box<str>], keeps: impl Fn(u32) -> bool) -> Vec<u64> {
    let mut by_name: Vec<usize> = (0..providers.len()).collect();
    by_name.sort_unstable_by_key(|provider| &providers[*provider]);
    let mut rank = vec![0_usize; providers.len() + 1];
    by_name.iter().zip(0..).for_each(|(provider, place)| rank[provider + 1] = place);
    let rows = || (0_u32..).zip(table.rows()).filter(|(row, _)| keeps(*row));

    let mut starts = vec![0_usize; providers.len() + 1];
    rows().for_each(|(row, packed)| starts[rank[table.word_of(PROVIDER, row, packed) as usize] + 1] += 1);
    (1..starts.len()).for_each(|place| starts[place] += starts[place - 1]);
    let mut next = starts.clone();
    let mut order = vec![0_u64; starts.last().copied().unwrap_or(0)];
    for (row, packed) in rows() {
        let place = &mut next[rank[table.word_of(PROVIDER, row, packed) as usize]];
        order[*place] = u64::from(packed.admitted) << 32 | u64::from(row);
        *place += 1;
    }
    let mut rest = order.as_mut_slice();
    let mut of_provider = Vec::with_capacity(providers.len());
    for ends in starts.windows(2) {
        let (rows, behind) = std::mem::take(&mut rest).split_at_mut(ends[1] - ends[0]);
        of_provider.push(rows);
        rest = behind;
    }
    of_provider.into_par_iter().for_each(|rows| by_admission(table, rows));
    order
}

fn by_admission(table: &Table, rows: &mut [u64]) {
    rows.par_sort_unstable();
    let moment = |row: &u64| row >> 32;
    for same in rows.chunk_by_mut(|a, b| moment(a) == moment(b)).filter(|same| same.len() > 1) {
        same.sort_unstable_by(|a, b| table.id(*a as u32).cmp(table.id(*b as u32)));
    }
}
