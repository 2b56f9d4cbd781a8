//! Text that no spreadsheet takes for a formula, in whatever locale it splits the line, and the way back.

use std::borrow::Cow;

/// A text with an apostrophe in front of whatever a spreadsheet could take for a formula.
///
/// Where a cell could start (the first character, and behind a separator or control character, at which other programs
/// split), an apostrophe is put in front if the first visible character is one of `= + - @`, their full-width and
/// typographic relatives, or if there is an apostrophe already; also in front of a text that starts with a control
/// character. A whole text that is a plain number (`-130.00`) stays as it is. [`unmark_formula`] takes the marks away.
pub fn mark_formula(text: &str) -> Cow<'_, str> {
    if is_number(text) || starts(text).all(|at| !needs_mark(text, at)) {
        return Cow::Borrowed(text);
    }
    let mut marked = String::with_capacity(text.len() + 4);
    let mut done = 0;
    for at in starts(text).filter(|at| needs_mark(text, *at)) {
        marked.push_str(&text[done..at]);
        marked.push('\'');
        done = at;
    }
    marked.push_str(&text[done..]);
    Cow::Owned(marked)
}

/// The text that [`mark_formula`] was given.
pub fn unmark_formula(marked: &str) -> String {
    let mut text = String::with_capacity(marked.len());
    let mut done = 0;
    for at in starts(marked).filter(|at| marked[*at..].starts_with('\'')) {
        text.push_str(&marked[done..at]);
        done = at + 1;
    }
    text.push_str(&marked[done..]);
    text
}

/// Whether some program may take the text, or a part of it behind a sign at which it splits, for a formula. Wider than
/// what is marked: for a warning about what a sender wrote, plain negative numbers among it.
pub fn looks_like_formula(text: &str) -> bool {
    let wrapped = |letter: char| {
        letter.is_whitespace() || is_unseen(letter) || matches!(letter, '"' | '\'' | '`' | '%' | '\u{feff}')
    };
    // The end of a comment of markup has no operand in any spreadsheet.
    let is_markup = text.starts_with("-->");
    let triggers = |at: usize| {
        let rest = text[at..].trim_start_matches(wrapped);
        // In the middle of a sentence a dash is most often a dash.
        rest.starts_with(is_trigger) && (at == 0 || !rest.starts_with('-'))
    };
    !is_markup && starts(text).any(triggers)
}

/// The byte places where some program may see the first character of a cell.
fn starts(text: &str) -> impl Iterator<Item = usize> {
    let after = text.char_indices().filter(|(_, letter)| splits(*letter)).map(|(at, letter)| at + letter.len_utf8());
    std::iter::once(0).chain(after)
}

fn splits(letter: char) -> bool {
    letter.is_control() || matches!(letter, ',' | ';' | '|' | '\u{2028}' | '\u{2029}')
}

fn needs_mark(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    // Each separator starts a cell of its own, so the look ahead ends there; that keeps it linear.
    let blank = |letter: char| !splits(letter) && (letter.is_whitespace() || letter == '"' || is_unseen(letter));
    let is_control = at == 0 && rest.starts_with(char::is_control);
    is_control || rest.starts_with('\'') || rest.trim_start_matches(blank).starts_with(is_trigger)
}

fn is_trigger(letter: char) -> bool {
    let typographic = matches!(letter, '\u{2010}'..='\u{2015}' | '\u{2212}');
    let small = matches!(letter, '\u{fe62}' | '\u{fe63}' | '\u{fe66}' | '\u{fe6b}');
    let full_width = matches!(letter, '\u{ff0b}' | '\u{ff0d}' | '\u{ff1d}' | '\u{ff20}');
    matches!(letter, '=' | '+' | '-' | '@') || typographic || small || full_width
}

fn is_number(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    unsigned.split_once('.').map_or_else(|| digits(unsigned), |(whole, part)| digits(whole) && digits(part))
}

/// Invisible characters: soft hyphens, zero-width and direction marks, tags.
pub(crate) fn is_unseen(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}
