//! The name of a stay, by the rules of [`crate::intake::check::id`] where it has nothing to say.

/// The longest name of a stay.
const LONGEST: usize = 64;

/// The byte behind the name that starts at `start`, if it is plain: neither wrong nor able to name a person.
///
/// Groups of digits that follow each other and have ten digits together may be somebody's number, whatever divides them;
/// the careful path says whether they are.
#[inline]
pub fn read(bytes: &[u8], start: usize) -> Option<usize> {
    let rest = bytes.get(start..bytes.len().min(start + LONGEST + 2))?;
    // Of every place where no digit stands: how many stand before it, as a bit.
    let (mut digits, mut ends, mut doubled) = (0_u32, 1_u64, false);
    let (mut before, mut length) = (b' ', 0);
    for byte in rest {
        let kind = KINDS[usize::from(*byte)];
        if kind == BAD {
            break;
        }
        doubled |= kind == DOUBLED && before == *byte;
        digits += u32::from(kind == DIGIT);
        ends |= u64::from(kind != DIGIT) << (digits & 63);
        before = *byte;
        length += 1;
    }
    ends |= 1 << (digits & 63);
    let may_name_person = ends & (ends >> DIGITS_OF_A_NUMBER) != 0;
    let sound = (1..=LONGEST).contains(&length) && rest[0].is_ascii_alphanumeric() && !doubled && digits < 64;
    (sound && !may_name_person).then_some(start + length)
}

/// An NHS number has so many digits.
const DIGITS_OF_A_NUMBER: u32 = 10;
const BAD: u8 = 0;
const DIGIT: u8 = 1;
/// A letter, `_` or `-`.
const LETTER: u8 = 4;
/// `.` or `/`, of which two in a row are wrong.
const DOUBLED: u8 = 8;

/// What each byte is in the name of a stay.
const KINDS: [u8; 256] = {
    let mut kinds = [BAD; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'0'..=b'9' => DIGIT,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'-' => LETTER,
            b'.' | b'/' => DOUBLED,
            _ => BAD,
        };
        byte += 1;
    }
    kinds
};
