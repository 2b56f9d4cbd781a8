//! Rows of one stay id, found without keeping the ids in a map: by a bit for each hash, then by comparing the few.

use rayon::prelude::*;

use super::dealt::{Dealt, deal};
use super::packed::hash;
use super::table::Table;

/// Bits for each row: about one row in forty shares its bit by chance, and is compared.
const BITS: usize = 16;
/// The rows are looked at in so many groups by their hash, as a power of two.
const GROUP_BITS: u32 = 8;

/// Groups of rows with one id, each of two rows or more in rising order; the groups by their first row.
pub fn find(table: &Table) -> Vec<Vec<u32>> {
    let hashed = deal(table.len(), 1 << GROUP_BITS, |row| {
        let hash = hash(table.id(row));
        Some(((hash >> (u32::BITS - GROUP_BITS)) as usize, u64::from(hash) << 32 | u64::from(row)))
    });
    let suspects = (0..1 << GROUP_BITS).into_par_iter().flat_map_iter(|group| suspects(&hashed, group));
    let mut suspects: Vec<u64> = suspects.collect();
    drop(hashed);
    let (hash, id) = (|suspect: &u64| suspect >> 32, |suspect: &u64| table.id(*suspect as u32));
    suspects.par_sort_unstable_by(|a, b| hash(a).cmp(&hash(b)).then_with(|| id(a).cmp(id(b))).then(a.cmp(b)));
    let groups = suspects.chunk_by(|a, b| hash(a) == hash(b) && id(a) == id(b)).filter(|group| group.len() > 1);
    let mut groups: Vec<Vec<u32>> = groups.map(|group| group.iter().map(|suspect| *suspect as u32).collect()).collect();
    groups.sort_unstable();
    groups
}

/// The hashes and rows of a group whose bit another row has too.
fn suspects(hashed: &Dealt, group: usize) -> Vec<u64> {
    let bits = (hashed.length(group) * BITS).next_power_of_two().clamp(64, 1 << (u32::BITS - GROUP_BITS));
    let place = |suspect: u64| {
        let bit = (suspect >> 32) as usize & (bits - 1);
        (bit / 64, 1_u64 << (bit % 64))
    };
    let (mut once, mut twice) = (vec![0_u64; bits / 64], vec![0_u64; bits / 64]);
    let all = hashed.group(group).flatten().copied();
    for suspect in all.clone() {
        let (word, bit) = place(suspect);
        twice[word] |= once[word] & bit;
        once[word] |= bit;
    }
    all.filter(|suspect| {
        let (word, bit) = place(*suspect);
        twice[word] & bit != 0
    })
    .collect()
}
