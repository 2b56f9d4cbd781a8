//! Whether a text has the form of a day with a time behind it, whatever its numbers are: `31.02.2023 09:00`. Such a text may be
//! shown, so that the sender sees what was wrong with it.

/// Whether it is written as a day, in any form that a profile can declare, and a time. The year has four digits and a sign stands
/// between hours and minutes: no number of a person is written so.
pub(super) fn is_one(text: &str) -> bool {
    let text = text.trim();
    day(text).and_then(time).is_some_and(|rest| rest.is_empty() || is_offset(rest))
}

/// Behind some digits, how many there were.
fn digits(text: &str) -> (usize, &str) {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    (length, &text[length..])
}

/// What stands behind a day.
fn day(text: &str) -> Option<&str> {
    let (first, rest) = digits(text);
    if first == 8 {
        return Some(rest);
    }
    let sign = rest.chars().next().filter(|sign| matches!(sign, '-' | '/' | '.' | ' '))?;
    let rest = rest.strip_prefix(sign)?;
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (second, rest) = if (3..=9).contains(&letters) { (2, &rest[letters..]) } else { digits(rest) };
    let (third, rest) = digits(rest.strip_prefix(sign)?);
    let is_short = |digits: usize| (1..=2).contains(&digits);
    let fits = (first == 4 && is_short(third)) || (is_short(first) && third == 4);
    (fits && is_short(second) && (sign != ' ' || letters > 0)).then_some(rest)
}

/// What stands behind the time behind a day.
fn time(text: &str) -> Option<&str> {
    let text = text.strip_prefix('T').or_else(|| text.strip_prefix(' ').map(str::trim_start))?;
    let (hours, rest) = digits(text);
    let sign = rest.chars().next().filter(|sign| matches!(sign, ':' | '.'))?;
    let (minutes, rest) = digits(rest.strip_prefix(sign)?);
    if !(1..=2).contains(&hours) || minutes != 2 {
        return None;
    }
    let Some(behind) = rest.strip_prefix(sign) else { return Some(rest) };
    let (seconds, rest) = digits(behind);
    let rest = match rest.strip_prefix(['.', ',']) {
        Some(fraction) => digits(fraction).1,
        None => rest,
    };
    (seconds == 2).then_some(rest)
}

/// `Z`, `+01:00`, `+0100` or `+01`.
fn is_offset(text: &str) -> bool {
    let offset = text.trim_start();
    let Some(offset) = offset.strip_prefix(['+', '-']) else { return offset == "Z" };
    let numbers: String = offset.chars().filter(|sign| *sign != ':').collect();
    matches!(numbers.len(), 2 | 4) && numbers.bytes().all(|byte| byte.is_ascii_digit())
}
