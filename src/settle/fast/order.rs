//! The order of the rows that are taken: by provider, admission and id.

use rayon::prelude::*;

use super::dealt::{deal, sort};
use super::packed::PROVIDER;
use super::table::Table;

/// Rows are dealt into about so many groups: by provider and, where there are few, by time.
const GROUPS: usize = 64;

/// The rows that `keeps` keeps, in order. `providers` are the words.
pub fn order(table: &Table, providers: &[Box<str>], keeps: impl Fn(u32) -> bool + Sync) -> Vec<u32> {
    let mut by_name: Vec<usize> = (0..providers.len()).collect();
    by_name.sort_unstable_by_key(|provider| &providers[*provider]);
    let mut rank = vec![0_usize; providers.len() + 1];
    by_name.iter().zip(0..).for_each(|(provider, place)| rank[provider + 1] = place);
    let times = Times::of(table, GROUPS / providers.len().max(1));
    let count = providers.len() * times.count;
    let groups = deal(table.len(), count, |row| {
        let packed = table.row(row);
        let group = rank[table.word_of(PROVIDER, row, packed) as usize] * times.count + times.time(packed.admitted);
        keeps(row).then_some((group, u64::from(packed.admitted) << 32 | u64::from(row)))
    });
    let lengths: Vec<usize> = (0..count).map(|group| groups.length(group)).collect();
    let mut order = vec![0; lengths.iter().sum()];
    let mut rest = order.as_mut_slice();
    let mut places = Vec::with_capacity(count);
    for length in lengths {
        let (place, behind) = rest.split_at_mut(length);
        places.push(place);
        rest = behind;
    }
    places.into_par_iter().enumerate().for_each(|(group, place)| {
        let rows = by_admission(table, groups.group(group).collect::<Vec<_>>().concat());
        place.iter_mut().zip(rows).for_each(|(place, row)| *place = row as u32);
    });
    order
}

/// Stretches of time, one as long as the other, in which rows were admitted.
struct Times {
    first: u32,
    shift: u32,
    count: usize,
}

impl Times {
    /// At most so many, but one at least.
    fn of(table: &Table, most: usize) -> Self {
        if most < 2 {
            return Self { first: 0, shift: u32::BITS, count: 1 };
        }
        let admitted = || table.rows().par_iter().map(|row| row.admitted);
        let (first, last) = (admitted().min().unwrap_or_default(), admitted().max().unwrap_or_default());
        let shift = (0..u32::BITS).find(|shift| ((last - first) >> shift) < most as u32).unwrap_or(u32::BITS);
        Self { first, shift, count: ((last - first) >> shift) as usize + 1 }
    }

    #[inline]
    fn time(&self, admitted: u32) -> usize {
        (u64::from(admitted - self.first) >> self.shift) as usize
    }
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
