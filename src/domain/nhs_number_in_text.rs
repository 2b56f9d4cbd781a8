//! What could be an NHS number (or a CHI number, which has the same check digit) in any text, however it is spelt.

use std::borrow::Cow;
use std::ops::Range;

use super::nhs_number::mask;
use super::{Day, NhsNumber, NumberScheme};

/// Where the digits 0 to 9 of scripts in use begin; a digit of any of them reads as a digit.
const ZEROS: [u32; 18] = [
    0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xF20,
    0x1040, 0xFF10,
];

/// The mathematical digits: five alphabets, one behind the other.
const MATHEMATICAL: Range<u32> = 0x1D7CE..0x1D800;

/// Digits that stand together, and what stands between them and the next.
struct DigitGroup<'t> {
    bytes: Range<usize>,
    digits: Cow<'t, str>,
    /// What stands before the next digits, if there are any and no letter stands between; behind the last, no character.
    gap: Option<&'t str>,
}

/// Whether ten digits stand in it, however they are spaced: too cautious rather than too bold, for a text to be shown.
pub fn could_be_number(text: &str) -> bool {
    if !has_ten_digits(text) {
        return false;
    }
    let groups = groups(text);
    let mut run = 0;
    let mut at = 0;
    while let Some(group) = groups.get(at) {
        if is_date(&groups[at..]) {
            (at, run) = (at + 3, 0);
            continue;
        }
        run += group.digits.len();
        if run >= 10 {
            return true;
        }
        if !group.gap.is_some_and(|gap| gap.chars().all(is_space) || is_sign(gap)) {
            run = 0;
        }
        at += 1;
    }
    let by_a_point =
        |pair: &[DigitGroup<'_>]| pair[0].digits.len() == 1 && pair[1].digits.len() >= 9 && pair[0].gap == Some(".");
    groups.windows(2).any(by_a_point) || groups.windows(3).any(is_grouped)
}

/// Whether an NHS number stands in it, right to its check digit: for a text that is kept as it is. Digits that something
/// else bounds on both sides are looked at as a whole, with zeros before them too.
pub fn holds_number(text: &str) -> bool {
    if !has_ten_digits(text) {
        return false;
    }
    let groups = groups(text);
    let valid = |digits: &str| behind_zeros(digits).is_some();
    let mut run = String::with_capacity(text.len());
    for group in &groups {
        run.push_str(&group.digits);
        if valid(&group.digits) {
            return true;
        }
        if !group.gap.is_some_and(|gap| gap.chars().all(is_space)) {
            if valid(&run) {
                return true;
            }
            run.clear();
        }
    }
    let begins = |at: usize| at == 0 || !groups[at - 1].gap.is_some_and(is_sign);
    let is_split = |at: usize| begins(at) && !is_year(&groups[at]) && in_pieces(&groups[at..]) > 0;
    groups.windows(3).any(|three| is_grouped(three) && valid(&joined(three))) || (0..groups.len()).any(is_split)
}

/// Whether a number of a series may follow: `2018/004711`.
fn is_year(group: &DigitGroup<'_>) -> bool {
    group.digits.len() == 4 && (*group.digits >= *"1990") && (*group.digits <= *"2100")
}

/// The NHS or CHI number that some digits are, right to its check digit, or that stands behind zeros. Of ten digits behind
/// zeros those count that begin with no further zero, or with the day and month of a CHI number: a small number padded to
/// many digits is none.
fn behind_zeros(digits: &str) -> Option<&str> {
    let (zeros, number) = digits.split_at_checked(digits.len().checked_sub(10)?)?;
    let part = |range: Range<usize>| number.get(range).and_then(|part| part.parse::<u8>().ok()).unwrap_or_default();
    let is_padded = number.starts_with('0') && !((1..=9).contains(&part(0..2)) && (1..=12).contains(&part(2..4)));
    let is_bare = zeros.is_empty() || (zeros.bytes().all(|digit| digit == b'0') && !is_padded);
    (is_bare && NhsNumber::parse(number).is_ok()).then_some(number)
}

/// The name of a file without what could be an NHS number: ten digits that are no date and hour, three, three and four,
/// or a number right to its check digit in other pieces or behind zeros. Nothing else is changed, so that a date in the
/// name still orders the file among others.
pub fn without_numbers(name: &str) -> Cow<'_, str> {
    let groups = groups(name);
    let mut text = String::new();
    let (mut copied, mut at) = (0, 0);
    while at < groups.len() {
        let many = match &groups[at..] {
            three if is_grouped(three) => 3,
            [group, ..] if group.digits.len() == 10 && !is_hour(&group.digits) => 1,
            [group, ..] if group.digits.len() > 10 && behind_zeros(&group.digits).is_some() => 1,
            [group, ..] if is_national(&group.digits) => 1,
            pieces if is_split_in_two(pieces) => 2,
            pieces if !is_date(pieces) => in_pieces(pieces),
            _ => 0,
        };
        if many > 0 {
            let found = groups[at].bytes.start..groups[at + many - 1].bytes.end;
            text.push_str(&name[copied..found.start]);
            text.push_str(&mask(&name[found.clone()]));
            copied = found.end;
        }
        at += many.max(1);
    }
    if copied == 0 {
        return Cow::Borrowed(name);
    }
    text.push_str(&name[copied..]);
    Cow::Owned(text)
}

/// Whether digits are a number of Norway, or of Sweden with its century and no day and time: both by their check digits.
fn is_national(digits: &str) -> bool {
    match digits.len() {
        11 => NumberScheme::Norway.parse(digits).is_ok(),
        12 => NumberScheme::Sweden.parse(digits).is_ok() && !is_hour(&digits[..10]),
        _ => false,
    }
}

/// Whether the first two are a number of Norway with one sign behind the day of birth.
fn is_split_in_two(groups: &[DigitGroup<'_>]) -> bool {
    let [one, two, ..] = groups else { return false };
    one.digits.len() == 6
        && one.gap.is_some_and(|gap| gap.len() == 1)
        && is_national(&joined(&groups[..2]))
        && !two.digits.is_empty()
}

/// How many groups make up one NHS number, right to its check digit, with a sign between each two; 0 if none do.
fn in_pieces(groups: &[DigitGroup<'_>]) -> usize {
    let (mut digits, mut pieces) = (String::new(), 0);
    for group in groups {
        digits.push_str(&group.digits);
        pieces += 1;
        if digits.len() >= 10 || !group.gap.is_some_and(|gap| is_sign(gap) || gap == " ") {
            break;
        }
    }
    let is_number = pieces > 1 && digits.len() == 10 && !is_hour(&digits) && NhsNumber::parse(&digits).is_ok();
    if is_number { pieces } else { 0 }
}

/// Whether there may be ten digits in it: without them no number stands in it, however it is spelt.
fn has_ten_digits(text: &str) -> bool {
    !text.is_ascii() || text.bytes().filter(u8::is_ascii_digit).nth(9).is_some()
}

fn groups(text: &str) -> Vec<DigitGroup<'_>> {
    let mut groups: Vec<DigitGroup<'_>> = Vec::with_capacity(4);
    // Whether a letter stands behind the last digits.
    let mut letter = false;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        match (digit(character), groups.last_mut()) {
            (Some(digit), Some(group)) if group.bytes.end == at => {
                group.bytes.end = end;
                match &mut group.digits {
                    Cow::Borrowed(digits) if character.is_ascii() => *digits = &text[group.bytes.clone()],
                    digits => digits.to_mut().push(digit),
                }
            }
            (Some(digit), last) => {
                if let Some(group) = last {
                    group.gap = (!letter).then(|| &text[group.bytes.end..at]);
                }
                let digits =
                    if character.is_ascii() { Cow::Borrowed(&text[at..end]) } else { String::from(digit).into() };
                groups.push(DigitGroup { bytes: at..end, digits, gap: None });
                letter = false;
            }
            (None, _) => letter |= character.is_alphanumeric(),
        }
    }
    groups
}

fn digit(character: char) -> Option<char> {
    let code = u32::from(character);
    if character.is_ascii_digit() {
        return Some(character);
    }
    if character.is_ascii() {
        return None;
    }
    let value = if MATHEMATICAL.contains(&code) {
        (code - MATHEMATICAL.start) % 10
    } else {
        ZEROS.iter().find_map(|zero| code.checked_sub(*zero).filter(|value| *value < 10))?
    };
    char::from_digit(value, 10)
}

/// Whether people or programs put it between the digits of one number.
fn is_space(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '-' | '\'' | '"' | '\\' | '\u{AD}' | '\u{200B}'..='\u{2015}' | '\u{2060}'..='\u{206F}' | '\u{2212}' | '\u{FEFF}' | '\u{FFFD}')
}

/// Whether it is one sign that may stand between the digits of one number, or between a number and something else.
fn is_sign(gap: &str) -> bool {
    matches!(gap, "." | "_" | "/" | "," | "-" | ". " | ", ")
}

/// Three, three and four digits with one sign between them, whichever it is.
fn is_grouped(groups: &[DigitGroup<'_>]) -> bool {
    let [one, two, three, ..] = groups else { return false };
    let one_sign = |group: &DigitGroup<'_>| group.gap.is_some_and(|gap| gap.chars().count() == 1);
    [one, two, three].map(|group| group.digits.len()) == [3, 3, 4] && one_sign(one) && one_sign(two)
}

fn joined(groups: &[DigitGroup<'_>]) -> String {
    groups.iter().map(|group| &*group.digits).collect()
}

/// Whether the first three are a day of the calendar with one sign between them.
fn is_date(groups: &[DigitGroup<'_>]) -> bool {
    let [one, two, three, ..] = groups else { return false };
    let signs = one.gap == two.gap && matches!(one.gap, Some("-" | "/" | "." | "_"));
    let part = |group: &DigitGroup<'_>| group.digits.parse::<i16>().unwrap_or_default();
    let (one_long, three_long) = (one.digits.len() == 4, three.digits.len() == 4);
    let short = |group: &DigitGroup<'_>| group.digits.len() == 2;
    let day = match (one_long, three_long) {
        (true, false) if short(two) && short(three) => (part(one), part(two), part(three)),
        (false, true) if short(one) && short(two) => (part(three), part(two), part(one)),
        _ => return false,
    };
    signs && Day::from_ymd(day.0, day.1 as i8, day.2 as i8).is_some()
}

/// Whether ten digits are a day and an hour, as in `2018033109`, and no NHS number.
fn is_hour(digits: &str) -> bool {
    let part = |range: Range<usize>| digits.get(range).and_then(|text| text.parse::<i16>().ok()).unwrap_or_default();
    let year = part(0..4);
    let is_day = Day::from_ymd(year, part(4..6) as i8, part(6..8) as i8).is_some();
    (1990..=2100).contains(&year) && is_day && part(8..10) < 24 && NhsNumber::parse(digits).is_err()
}
