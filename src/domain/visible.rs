//! Texts of others as a line or a page of ours may show them: characters that could hide, colour or reorder text, or end a
//! line, are made visible.

use std::borrow::Cow;
use std::path::Path;

use super::nhs_number_in_text::without_numbers;
use super::spreadsheet::is_unseen;

/// The name of a file as it is stored and shown: without what could be an NHS number, and every character visible.
pub fn file_name(path: &Path) -> String {
    visible(&without_numbers(&path.to_string_lossy())).into_owned()
}

/// A path of the user's own in a sentence: as it is spelt, and every character visible.
pub fn path_in_words(path: &Path) -> String {
    visible(&path.to_string_lossy()).into_owned()
}

/// The text with every character that a page cannot show, or that changes the order in which others are read, replaced
/// by a visible sign: `␛` for an escape, `␊` for a line feed, `�` where there is no sign of its own.
///
/// HTML, charts and terminals use it. CSV, JSON and XLSX can carry such characters and keep them.
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
