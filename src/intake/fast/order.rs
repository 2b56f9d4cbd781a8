//! The order of the rows that are taken: by provider, admission and id.

use rayon::prelude::*;

use super::dealt::{deal, sort};
use super::packed::PROVIDER;
use super::table::Table;

/// The rows that `keeps` keeps, in order. `providers` are the words.
pub fn order(table: &Table, providers: &[Box<str>], keeps: impl Fn(u32) -> bool + Sync) -> Vec<u32> {
    let mut by_name: Vec<usize> = (0..providers.len()).collect();
    by_name.sort_unstable_by_key(|provider| &providers[*provider]);
    let mut rank = vec![0_usize; providers.len() + 1];
    by_name.iter().zip(0..).for_each(|(provider, place)| rank[provider + 1] = place);
    let of_providers = deal(table.len(), providers.len(), |row| {
        let packed = table.row(row);
        let provider = rank[table.word_of(PROVIDER, row, packed) as usize];
        keeps(row).then_some((provider, u64::from(packed.admitted) << 32 | u64::from(row)))
    });
    let lengths: Vec<usize> = (0..providers.len()).map(|provider| of_providers.length(provider)).collect();
    let mut order = vec![0; lengths.iter().sum()];
    let mut rest = order.as_mut_slice();
    let mut places = Vec::with_capacity(providers.len());
    for length in lengths {
        let (place, behind) = rest.split_at_mut(length);
        places.push(place);
        rest = behind;
    }
    places.into_par_iter().enumerate().for_each(|(provider, place)| {
        let rows = by_admission(table, of_providers.group(provider).collect::<Vec<_>>().concat());
        place.iter_mut().zip(rows).for_each(|(place, row)| *place = row as u32);
    });
    order
}

/// Sorts rows that have their packed moment of admission before them.
fn by_admission(table: &Table, rows: Vec<u64>) -> Vec<u64> {
    let mut rows = sort(rows);
    let moment = |row: &u64| row >> 32;
    for same in rows.chunk_by_mut(|a, b| moment(a) == moment(b)).filter(|same| same.len() > 1) {
        same.sort_unstable_by(|a, b| table.id(*a as u32).cmp(table.id(*b as u32)));
    }
    rows
}
