//! The order of the rows that are taken: by provider, admission and id.

use rayon::prelude::*;

use super::table::{PROVIDER, Table};

/// The rows that `keeps` keeps, in order. `words` are the providers.
pub fn order(table: &Table, providers: &[Box<str>], keeps: impl Fn(u32) -> bool) -> Vec<u32> {
    let mut by_name: Vec<usize> = (0..providers.len()).collect();
    by_name.sort_unstable_by_key(|provider| &providers[*provider]);
    let mut rank = vec![0_u32; providers.len() + 1];
    by_name.iter().zip(0..).for_each(|(provider, place)| rank[provider + 1] = place);
    let kept = || (0..table.len() as u32).filter(|row| keeps(*row));
    let rank_of = |row: u32| rank[table.word(PROVIDER, row) as usize] as usize;

    let mut starts = vec![0_usize; providers.len() + 1];
    kept().for_each(|row| starts[rank_of(row) + 1] += 1);
    (1..starts.len()).for_each(|place| starts[place] += starts[place - 1]);
    let mut next = starts.clone();
    let mut order = vec![0_u32; starts.last().copied().unwrap_or(0)];
    for row in kept() {
        let place = &mut next[rank_of(row)];
        order[*place] = row;
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

fn by_admission(table: &Table, rows: &mut [u32]) {
    let mut keyed: Vec<u64> =
        rows.par_iter().map(|row| u64::from(table.admitted(*row)) << 32 | u64::from(*row)).collect();
    keyed.par_sort_unstable();
    let moment = |key: &u64| key >> 32;
    for same in keyed.chunk_by_mut(|a, b| moment(a) == moment(b)).filter(|same| same.len() > 1) {
        same.sort_unstable_by(|a, b| table.id(*a as u32).cmp(table.id(*b as u32)));
    }
    rows.iter_mut().zip(keyed).for_each(|(row, key)| *row = key as u32);
}
