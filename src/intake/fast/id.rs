//! The name of a stay, by the rules of [`check::id`] where it has nothing to say.

use crate::domain::NhsNumber;
use crate::intake::check;

/// The longest name of a stay.
const LONGEST: usize = 64;

/// The byte behind the name that starts at `start`, if it is plain: neither wrong nor, with or without what stands round
/// it, an NHS number.
#[inline]
pub fn read(bytes: &[u8], start: usize) -> Option<usize> {
    let rest = bytes.get(start..bytes.len().min(start + LONGEST + 2))?;
    // A run of ten digits, with or without the hyphens in it, and three, three and four of them in a row can be an NHS
    // number, and ask for the careful check.
    let (mut run, mut before, mut length, mut suspect, mut long) = (0_u32, b' ', 0, false, false);
    let (mut group, mut groups) = (0_u32, 0_u32);
    for byte in rest {
        let kind = KINDS[usize::from(*byte)];
        if kind == BAD {
            break;
        }
        suspect |= kind == DOUBLED && before == *byte;
        long |= run >= 10 && kind & DIGIT_OR_HYPHEN == 0;
        run = if kind == DIGIT {
            run + 1
        } else if kind == HYPHEN {
            run
        } else {
            0
        };
        if kind == DIGIT {
            group += 1;
        } else if group > 0 {
            groups = groups << 8 | group;
            suspect |= can_be_number(group, groups);
            group = 0;
        }
        before = *byte;
        length += 1;
    }
    suspect |= can_be_number(group, groups << 8 | group);
    if !(1..=LONGEST).contains(&length) || !rest[0].is_ascii_alphanumeric() {
        return None;
    }
    let end = start + length;
    if suspect || ((long || run >= 10) && asks_for_care(&rest[..length])) {
        let text = std::str::from_utf8(&bytes[start..end]).ok()?;
        if !matches!(check::id(text), Ok((_, None))) || NhsNumber::parse(text).is_ok() {
            return None;
        }
    }
    Some(end)
}

/// Whether a run of digits, with or without hyphens in it, has ten of them, or more and a group that begins with a zero,
/// behind which ten can stand.
fn asks_for_care(id: &[u8]) -> bool {
    let is_in_run = |byte: &u8| KINDS[usize::from(*byte)] & DIGIT_OR_HYPHEN != 0;
    let asks = |run: &[u8]| match run.iter().filter(|byte| byte.is_ascii_digit()).count() {
        0..10 => false,
        10 => true,
        _ => run.split(|byte| *byte == b'-').any(|group| group.starts_with(b"0")),
    };
    id.split(|byte| !is_in_run(byte)).any(asks)
}

/// Whether digits that stand together, or they and the two groups before them by their sizes, can be an NHS number.
#[inline]
fn can_be_number(group: u32, groups: u32) -> bool {
    group == 10 || groups & 0xFF_FFFF == 0x03_03_04
}

const BAD: u8 = 0;
const DIGIT: u8 = 1;
const HYPHEN: u8 = 2;
const DIGIT_OR_HYPHEN: u8 = DIGIT | HYPHEN;
/// A letter or `_`.
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
            b'-' => HYPHEN,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => LETTER,
            b'.' | b'/' => DOUBLED,
            _ => BAD,
        };
        byte += 1;
    }
    kinds
};
