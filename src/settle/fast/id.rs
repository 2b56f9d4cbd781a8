//! The name of a stay, by the rules of [`crate::intake::validate::checks::id`] where it has nothing to say.

use super::eight::{HIGHS, ONES, side_by_side};

/// The longest name of a stay.
const LONGEST: usize = 64;
/// An NHS number has so many digits.
const DIGITS_OF_A_NUMBER: u32 = 10;

/// The byte behind the name that starts at `start`, if it is plain: neither wrong nor able to name a person.
#[inline]
pub fn read(bytes: &[u8], start: usize) -> Option<usize> {
    let (mut digits, mut zeros, mut signs, mut length) = (0, 0, 0, 0);
    loop {
        let at = start + length;
        let kinds = Kinds::of(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?));
        let known = (kinds.end.trailing_zeros() / 8) as usize;
        // Bytes behind the end of the name say nothing.
        let own = 0xFF_u64 >> (8 - known);
        digits |= (side_by_side(kinds.digit) & own) << length;
        zeros |= (side_by_side(kinds.zero) & own) << length;
        signs |= (side_by_side(kinds.sign) & own) << length;
        length += known;
        if known < 8 {
            break;
        }
        if length == LONGEST {
            return None;
        }
    }
    let sound = length > 0 && bytes[start].is_ascii_alphanumeric() && signs & (signs >> 1) == 0;
    (sound && !may_name_person(digits, zeros)).then_some(start + length)
}

/// Whether groups of digits that follow each other have ten digits together, or ten behind zeros, whatever divides them:
/// they may be somebody's number, and the careful path says whether they are. Of the bytes `digits` has a bit for each that
/// is a digit, `zeros` for each that is a zero.
#[inline]
fn may_name_person(mut digits: u64, mut zeros: u64) -> bool {
    if digits.count_ones() < DIGITS_OF_A_NUMBER {
        return false;
    }
    // As bits: before how many digits a group starts or ends; and where a number that stands behind zeros would end.
    let (mut ends, mut behind_zeros) = (1_u128, 0_u128);
    let (mut before, mut zeros_before) = (0, false);
    while digits != 0 {
        let gap = digits.trailing_zeros();
        (digits, zeros) = (digits >> gap, zeros >> gap);
        let (group, led) = (digits.trailing_ones(), zeros.trailing_ones());
        (digits, zeros) = (digits >> group, zeros >> group);
        if (zeros_before || led > 0) && led < group {
            // The number itself begins with one zero at most: numbers padded with more are none.
            behind_zeros |= 0b11 << (before + led + DIGITS_OF_A_NUMBER - 1);
        }
        zeros_before = led == group;
        before += group;
        ends |= 1 << before;
    }
    ends & ((ends >> DIGITS_OF_A_NUMBER) | behind_zeros) != 0
}

/// What eight bytes are in the name of a stay: the high bit of each is set where it is so.
struct Kinds {
    /// No part of a name.
    end: u64,
    digit: u64,
    zero: u64,
    /// `.` or `/`.
    sign: u64,
}

impl Kinds {
    #[inline]
    fn of(eight: u64) -> Self {
        let low = eight & !HIGHS;
        let from = |bytes: u64, least: u8| bytes + ONES * u64::from(0x80 - least);
        let (point, zero, one, colon) = (from(low, b'.'), from(low, b'0'), from(low, b'1'), from(low, b':'));
        let folded = low | (ONES * u64::from(b'a' - b'A'));
        let letter = from(folded, b'a') & !from(folded, b'{');
        let underscore = !((low ^ (ONES * u64::from(b'_'))) + (ONES * 0x7F));
        // From the hyphen on come point, stroke and the digits.
        let part = (from(low, b'-') & !colon) | letter | underscore;
        let (end, digit) = ((!part | eight) & HIGHS, zero & !colon & HIGHS);
        Self { end, digit, zero: digit & !one, sign: point & !zero & HIGHS }
    }
}
