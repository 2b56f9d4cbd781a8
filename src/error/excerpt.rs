//! The line of a file of settings, or of a question in SQL, that is wrong, with the words underlined. Never of a delivery: what
//! stands in a delivery is of patients.

use crate::domain::near;
use crate::domain::nhs_number_in_text::without_numbers;
use crate::domain::visible::visible;

/// Of longer lines the part round the words is shown.
const WIDEST: usize = 100;

/// The line of a byte with `^^^^` under the word, text or number that begins there. Nothing where that is a comment or blank, or
/// could name a person.
pub(super) fn excerpt(text: &str, byte: usize) -> Option<String> {
    let (before, after) = text.split_at_checked(byte)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let rest = after.split('\n').next().unwrap_or_default().trim_end();
    let head = &before[start..];
    if rest.is_empty() || rest.starts_with('#') || head.trim_start().starts_with('#') {
        return None;
    }
    // A question may name a person by a number.
    let line = format!("{head}{rest}");
    if *without_numbers(&line) != line {
        return None;
    }
    let number = (before.matches('\n').count() + 1).to_string();
    let word = &rest[..length(rest)];
    let shown = |part: &str| visible(&part.replace('\t', " ")).into_owned();
    let (head, word, tail) = (shown(head), shown(word), shown(&rest[word.len()..]));
    let (column, marks) = (head.chars().count(), word.chars().count());
    let cut = (column + marks).saturating_sub(WIDEST).min(column);
    let line: String = format!("{head}{word}{tail}").chars().skip(cut).take(WIDEST).collect();
    let marks = "^".repeat(marks.clamp(1, WIDEST));
    let (margin, indent) = (" ".repeat(number.len()), " ".repeat(column - cut));
    Some(format!("{margin} |\n{number} | {}\n{margin} | {indent}{marks}", line.trim_end()))
}

/// How long the word, text, list or number is with which a text begins.
fn length(text: &str) -> usize {
    let closed_by = |sign: char| text[1..].find(sign).map_or(text.len(), |at| at + 2);
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => closed_by(quote),
        Some('[') => closed_by(']'),
        Some(first) if is_of_word(first) => text.find(|sign| !is_of_word(sign)).unwrap_or(text.len()),
        Some(first) => first.len_utf8(),
        None => 0,
    }
}

fn is_of_word(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '_' | '-' | '.')
}

/// What to do about a key or value that the reader of TOML does not know: the nearest of those that it names, before what is
/// said anyway.
pub fn hint_of_toml(message: &str, otherwise: &str) -> String {
    let mut names = message.split('`').skip(1).step_by(2);
    match names.next() {
        Some(unknown) if message.starts_with("unknown ") => near::hint(unknown, names, otherwise),
        _ => otherwise.to_owned(),
    }
}
