//! Rows of one stay id, found without keeping the ids in a map: by a bit for each hash, then by comparing the few.

use rayon::prelude::*;

use super::packed::hash;
use super::table::Table;

/// Bits for each row: about one row in forty shares its bit by chance, and is compared.
const BITS: usize = 16;

/// Groups of rows with one id, each of two rows or more in rising order; the groups by their first row.
pub fn find(table: &Table, shards: usize) -> Vec<Vec<u32>> {
    let hashes: Vec<u32> = (0..table.len() as u32).into_par_iter().map(|row| hash(table.id(row))).collect();
    let bits = (hashes.len() * BITS).next_power_of_two().clamp(1 << 12, 1 << 32).trailing_zeros();
    let shard_bits = shards.next_power_of_two().trailing_zeros().min(6);
    let suspects = (0..1_u32 << shard_bits).into_par_iter().map(|shard| suspects(&hashes, shard, shard_bits, bits));
    let mut suspects: Vec<(u32, u32)> = suspects.flatten_iter().collect();
    drop(hashes);
    let id = |row: &(u32, u32)| table.id(row.1);
    suspects.par_sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| id(a).cmp(id(b))).then(a.1.cmp(&b.1)));
    let groups = suspects.chunk_by(|a, b| a.0 == b.0 && id(a) == id(b)).filter(|group| group.len() > 1);
    let mut groups: Vec<Vec<u32>> = groups.map(|group| group.iter().map(|(_, row)| *row).collect()).collect();
    groups.sort_unstable();
    groups
}

/// The hashes and rows of one shard whose bit another row has too.
fn suspects(hashes: &[u32], shard: u32, shard_bits: u32, bits: u32) -> Vec<(u32, u32)> {
    let (own, low) = (bits - shard_bits, 32 - bits);
    let place = |hash: u32| {
        let bit = hash >> low;
        let mine = u64::from(bit) >> own == u64::from(shard);
        let bit = bit as usize & ((1 << own) - 1);
        mine.then_some((bit >> 6, 1_u64 << (bit & 63)))
    };
    // All bits are set at first and taken away: pages that are first read and then written cost the system twice.
    let mut once = vec![u64::MAX; (1 << own) / 64];
    let mut twice = vec![u64::MAX; (1 << own) / 64];
    // A few of the bits again, so few that they stay near the processor: most rows are ruled out by them alone.
    let few = bits.saturating_sub(6).clamp(6, 23);
    let near = |hash: u32| ((hash >> (32 - few)) as usize >> 6, 1_u64 << (hash >> (32 - few) & 63));
    let mut marked = vec![0_u64; (1 << few) / 64];
    for hash in hashes {
        let Some((word, bit)) = place(*hash) else { continue };
        if once[word] & bit != 0 {
            once[word] &= !bit;
        } else {
            twice[word] &= !bit;
            let (word, bit) = near(*hash);
            marked[word] |= bit;
        }
    }
    drop(once);
    let mut found = Vec::new();
    for (row, hash) in (0..).zip(hashes) {
        let (word, bit) = near(*hash);
        if marked[word] & bit != 0 && place(*hash).is_some_and(|(word, bit)| twice[word] & bit == 0) {
            found.push((*hash, row));
        }
    }
    found
}
