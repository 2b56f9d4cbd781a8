//! Eight bytes looked at in one word.

/// One in each byte.
pub const ONES: u64 = u64::MAX / 255;
/// The high bit of each byte.
pub const HIGHS: u64 = ONES << 7;

/// The high bits of the bytes, side by side.
#[inline]
pub fn side_by_side(highs: u64) -> u64 {
    (highs >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}
