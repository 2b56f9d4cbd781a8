//! An NHS number as it is written most often: ten digits.

use super::eight::{HIGHS, ONES};

/// The first nine digits of ten with a right check digit. A blank cell is worth a remark, so it is not plain.
#[inline]
pub fn read(text: &[u8; 10]) -> Option<u32> {
    const EVEN: u64 = 0x00FF_00FF_00FF_00FF;
    let [eight @ .., ninth, check] = *text;
    let values = u64::from_le_bytes(eight) ^ (ONES * u64::from(b'0'));
    let (ninth, check) = (u64::from(ninth.wrapping_sub(b'0')), u64::from(check.wrapping_sub(b'0')));
    // The high bit of a byte is set by whatever lies beyond nine.
    let beyond = (values | ((values & !HIGHS) + ONES * 0x76)) & HIGHS;
    if beyond != 0 || ninth > 9 || check > 9 {
        return None;
    }
    let (first, second) = (values & EVEN, (values >> 8) & EVEN);
    // The highest of four products is the sum of all digits, each times its weight.
    let weighed = |digits: u64, weights: u64| digits.wrapping_mul(weights) >> 48;
    let sum = weighed(first, 0x000A_0008_0006_0004) + weighed(second, 0x0009_0007_0005_0003) + 2 * ninth;
    // Digits become pairs, pairs become fours, fours become the number.
    let pairs = first * 10 + second;
    let fours = (pairs.wrapping_mul(1 + (100 << 16)) >> 16) & 0x0000_FFFF_0000_FFFF;
    let nine = (fours.wrapping_mul(1 + (10_000 << 32)) >> 32) * 10 + ninth;
    // One digit ten times belongs to nobody.
    let repeated = nine == 111_111_111 * ninth && check == ninth;
    ((sum + check) % 11 == 0 && !repeated).then_some(nine as u32)
}
