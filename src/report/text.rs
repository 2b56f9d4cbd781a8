//! Text for display: characters that could hide or reorder text are made visible.

use std::borrow::Cow;

use crate::domain::spreadsheet::is_unseen;

/// The text with every character that a page cannot show, or that changes the order in which others are read, replaced
/// by a visible sign: `␛` for an escape, `␊` for a line feed, `�` where there is no sign of its own.
///
/// HTML and charts use it. CSV, JSON and XLSX can carry such characters and keep them.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|letter| sign(letter).is_none()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|letter| sign(letter).unwrap_or(letter)).collect())
}

/// What stands for a character that must not be shown as it is.
fn sign(letter: char) -> Option<char> {
    match letter {
        // "Control Pictures" holds one for each C0 control, in the same order.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + letter as u32),
        '\u{7f}' => Some('\u{2421}'),
        '\u{2028}' | '\u{2029}' => Some('\u{2424}'),
        '\u{80}'..='\u{9f}' | '\u{fff0}'..='\u{fff8}' | '\u{fffe}' | '\u{ffff}' => Some('\u{fffd}'),
        _ if is_unseen(letter) => Some('\u{fffd}'),
        _ => None,
    }
}

/// A number as people read it, with a true minus sign, which screen readers speak and which is as wide as a plus.
pub fn with_minus(shown: &str) -> String {
    shown.strip_prefix('-').map_or_else(|| shown.to_owned(), |rest| format!("\u{2212}{rest}"))
}
