//! Parquet's hybrid of run lengths and packed bits, for numbers of one width.

use crate::store::parquet::delta::varint;

/// So many equal numbers in a row are worth a run.
const RUN: usize = 64;

/// How many bits the largest of some numbers needs.
pub(crate) fn width(largest: u32) -> u32 {
    u32::BITS - largest.leading_zeros()
}

/// Adds numbers of `width` bits each.
pub(crate) fn pack(numbers: &[u32], width: u32, out: &mut Vec<u8>) {
    let (mut loose, mut at) = (0, 0);
    while at < numbers.len() {
        let run = run_at(&numbers[at..]);
        if run < RUN {
            at = numbers.len().min(at + 8);
            continue;
        }
        pack_bits(&numbers[loose..at], width, out);
        repeat(numbers[at], width, run, out);
        at += run;
        loose = at;
    }
    pack_bits(&numbers[loose..], width, out);
}

/// Adds one number of `width` bits so many times.
pub(crate) fn repeat(number: u32, width: u32, times: usize, out: &mut Vec<u8>) {
    if times == 0 {
        return;
    }
    varint((times as u64) << 1, out);
    out.extend_from_slice(&number.to_le_bytes()[..width.div_ceil(8) as usize]);
}

/// How many numbers at the start are equal.
fn run_at(numbers: &[u32]) -> usize {
    let first = numbers[0];
    if numbers.get(RUN - 1) != Some(&first) {
        return 1;
    }
    numbers.iter().position(|number| *number != first).unwrap_or(numbers.len())
}

/// A packed run; all but the last of a column have a multiple of eight numbers.
fn pack_bits(numbers: &[u32], width: u32, out: &mut Vec<u8>) {
    if numbers.is_empty() {
        return;
    }
    varint((numbers.len().div_ceil(8) as u64) << 1 | 1, out);
    let (eights, rest) = numbers.as_chunks::<8>();
    for eight in eights {
        pack_eight(eight, width, out);
    }
    if !rest.is_empty() {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        pack_eight(&last, width, out);
    }
}

fn pack_eight(numbers: &[u32; 8], width: u32, out: &mut Vec<u8>) {
    let together =
        |numbers: &[u32]| numbers.iter().rev().fold(0_u64, |packed, number| packed << width | u64::from(*number));
    // Two numbers of up to 32 bits fit into 64, and four into 128.
    let four =
        |numbers: &[u32]| u128::from(together(&numbers[..2])) | u128::from(together(&numbers[2..])) << (2 * width);
    let (mut first, mut second) = (0, 0);
    if width <= 8 {
        first = u128::from(together(numbers));
    } else if width <= 16 {
        first = u128::from(together(&numbers[..4])) | u128::from(together(&numbers[4..])) << (4 * width);
    } else {
        // The halves meet within a byte where the width is odd.
        let (low, high, half) = (four(&numbers[..4]), four(&numbers[4..]), 4 * width);
        first |= low | high.checked_shl(half).unwrap_or_default();
        second |= high >> (128 - half);
    }
    // A copy of fixed length costs less than one that fits.
    let end = out.len() + width as usize;
    out.extend_from_slice([first, second].map(u128::to_le_bytes).as_flattened());
    out.truncate(end);
}
