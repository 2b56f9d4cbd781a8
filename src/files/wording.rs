//! Values and names fit to be shown in a message: masked, escaped, cut; and the nearest known name to a wrong one.

use std::fmt::Write;

use super::day_with_time;

use crate::domain::day::month_number;
pub use crate::domain::near::nearest;
use crate::domain::nhs_number::mask;
use crate::domain::nhs_number_in_text::could_be_number;

/// Values longer than this many characters are cut where they are shown.
const SHOWN: usize = 60;

/// A value of more words than this is a text that people wrote; dates and names of places have fewer.
const WORDS: usize = 3;

/// The days of the week by three letters.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A character that an eye cannot see or that can reorder what it sees.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// A name or a word of ours as a message may show it: hidden characters escaped, long ones cut, and anything with ten
/// digits that could be an NHS number, or with a postcode, masked.
pub fn shown(value: &str) -> String {
    if could_be_number(value) || holds_postcode(value) { mask(&escaped(value)) } else { escaped(value) }
}

/// A value of a file as a finding may show it: as [`shown`], and what people wrote in sentences masked too, for where a
/// row was shifted or cut a note can stand in any column.
pub fn value(value: &str) -> String {
    // The digits of a day with its time are as many as those of a number of a person, and are none.
    if day_with_time::is_one(value) {
        return escaped(value);
    }
    if value.split_whitespace().nth(WORDS).is_some() { mask(&shown(value)) } else { shown(value) }
}

/// As [`value`], but a day that is written in several words is shown: `2018 March 08 midnight`.
pub fn dated(text: &str) -> String {
    let word = |word: &str| {
        let letters = word.trim_matches(|sign: char| sign.is_ascii_digit());
        let known = ["am", "pm", "midnight", "noon", "at", "of", "st", "nd", "rd", "th", "z", "utc", "gmt", "bst"];
        letters.is_empty()
            || month_number(letters).is_some()
            || known.iter().any(|known| known.eq_ignore_ascii_case(letters))
            || (letters.len() >= 3 && DAYS.iter().any(|day| day.eq_ignore_ascii_case(&letters[..3])))
    };
    let is_day = text.is_ascii() && text.len() < SHOWN && text.split([' ', ',', '.', ':', '-', '/']).all(word);
    if is_day && !day_with_time::is_one(text) { shown(text) } else { value(text) }
}

/// Whether a value has the form of a day with its time: its digits are no number of a person.
pub fn is_day_with_time(value: &str) -> bool {
    day_with_time::is_one(value)
}

/// A value of which nothing may be shown.
pub fn hidden(text: &str) -> String {
    "*".repeat(text.chars().count().min(10))
}

/// Whether two words of it are a whole postcode, which names a few houses.
pub fn holds_postcode(value: &str) -> bool {
    let outward = |word: &str| {
        let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
        (1..=2).contains(&letters)
            && (letters + 1..=letters + 2).contains(&word.len())
            && word.as_bytes().get(letters).is_some_and(u8::is_ascii_digit)
    };
    let inward = |word: &str| {
        let bytes = word.as_bytes();
        bytes.len() == 3 && bytes[0].is_ascii_digit() && bytes[1..].iter().all(u8::is_ascii_alphabetic)
    };
    let mut words = value.split(|c: char| !c.is_ascii_alphanumeric());
    let mut before = words.next().unwrap_or_default();
    words.any(|word| outward(std::mem::replace(&mut before, word)) && inward(word))
}

/// Bytes of a file as a message may show them: those that are not UTF-8 as `\\x{C0}`.
pub fn shown_bytes(bytes: &[u8]) -> String {
    let mut text = String::new();
    // More than is shown, so that an NHS number at the edge is still seen to be one.
    for chunk in bytes[..bytes.len().min(4 * SHOWN)].utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let _ = write!(text, "\\x{{{byte:02X}}}");
        }
    }
    // A number with a damaged byte between its digits can still be recognised.
    let is_number = could_be_number(&String::from_utf8_lossy(bytes));
    if is_number { mask(&value(text.trim_end())) } else { value(text.trim_end()) }
}

fn escaped(value: &str) -> String {
    if value.len() <= SHOWN && value.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return value.to_owned();
    }
    let mut text = String::new();
    for (count, character) in value.chars().enumerate() {
        if count == SHOWN {
            text.push('…');
            break;
        }
        if is_hidden(character) {
            // Writing to a string cannot fail.
            let _ = write!(text, "\\u{{{:04X}}}", character as u32);
        } else {
            text.push(character);
        }
    }
    text
}

/// The first character beyond printable ASCII, named: `character 2 is U+0417`.
pub fn odd_character(value: &str) -> Option<String> {
    let odd = |character: &char| !matches!(character, ' '..='~');
    let (index, character) = value.chars().enumerate().find(|(_, character)| odd(character))?;
    Some(format!("character {} is U+{:04X}", index + 1, character as u32))
}

/// A message about a wrong value, with the odd character named where the eye may miss it.
pub fn with_odd_character(message: &str, value: &str) -> String {
    match odd_character(value) {
        Some(odd) => format!("{message}: {odd}"),
        None => message.to_owned(),
    }
}

/// `1 row`, `4 rows`.
pub fn count(number: usize, noun: &str) -> String {
    match noun.strip_suffix('y') {
        _ if number == 1 => format!("1 {noun}"),
        Some(stem) if !stem.ends_with(['a', 'e', 'o']) => format!("{number} {stem}ies"),
        _ => format!("{number} {noun}s"),
    }
}

/// Names in back quotes with commas.
pub fn list<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    names.into_iter().map(|name| format!("`{}`", shown(name))).collect::<Vec<_>>().join(", ")
}

/// Days as people write them, with commas.
pub fn list_of_days(days: &[crate::domain::Day]) -> String {
    days.iter().map(|day| day.long()).collect::<Vec<_>>().join(", ")
}

/// Values of a file in back quotes with commas, as names of unknown columns: they may be cells of a row.
pub fn list_of_values<'v>(values: impl IntoIterator<Item = &'v str>) -> String {
    values.into_iter().map(|text| format!("`{}`", value(text))).collect::<Vec<_>>().join(", ")
}
