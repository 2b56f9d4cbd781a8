//! How much of a report a page and a workbook show, so that neither grows with the data without end. The CSV and JSON files
//! have everything; what a page or a sheet leaves out is said there, with the file that has it.

use std::borrow::Cow;

use super::model::ChartBar;
use crate::domain::Language;

/// Rows of a table on a page, and entries of what the report rests on.
pub const PAGE_ROWS: usize = 2_000;
/// UTF-16 units of one text on a page.
pub const PAGE_LETTERS: usize = 8_000;
/// Rows of a table on a sheet, far below the 1,048,576 that spreadsheets have.
pub const SHEET_ROWS: usize = 50_000;
/// UTF-16 units of a cell: as many as spreadsheets have.
pub const SHEET_LETTERS: usize = 32_767;
/// Bars of a chart.
pub const BARS: usize = 40;
/// Rows of a table on a terminal.
pub const SCREEN_ROWS: usize = 40;

/// The text, or as much of it as a limit allows with how much more there is, and where.
pub fn cut<'t>(language: Language, text: &'t str, most: usize, file: &str) -> Cow<'t, str> {
    // No letter has fewer bytes than UTF-16 units.
    if text.len() <= most || text.encode_utf16().count() <= most {
        return Cow::Borrowed(text);
    }
    let room = most.saturating_sub(file.len() + 64);
    let mut units = 0;
    let end = text.char_indices().find(|(_, letter)| {
        units += letter.len_utf16();
        units > room
    });
    let (kept, rest) = text.split_at(end.map_or(text.len(), |(at, _)| at));
    let more = [("count", (rest.chars().count() as i64).into()), ("file", file.into())];
    Cow::Owned(format!("{kept} {}", language.say("cut-letters", &more)))
}

/// What is left out of a list, by the message that says it; nothing where all of it is shown.
pub fn left_out(language: Language, (all, most): (usize, usize), id: &'static str, file: &str) -> Option<String> {
    let more = all.checked_sub(most).filter(|more| *more > 0)?;
    let [shown, count, more] =
        [("shown", most), ("count", all), ("more", more)].map(|(name, of)| (name, (of as i64).into()));
    Some(language.say(id, &[shown, count, more, ("file", file.into())]))
}

/// As many bars as a chart has, of more the longest; and how many are left out.
pub fn largest(mut bars: Vec<ChartBar>) -> (Vec<ChartBar>, usize) {
    let left_out = bars.len().saturating_sub(BARS);
    if left_out > 0 {
        bars.sort_by_key(|bar| std::cmp::Reverse(bar.value));
        bars.truncate(BARS);
    }
    (bars, left_out)
}

/// How many bars are left out of a chart, as the end of what it says; empty where none is.
pub fn more_bars(language: Language, drawn: usize, left_out: usize) -> String {
    match left_out {
        0 => String::new(),
        more => {
            let counts = [("drawn", (drawn as i64).into()), ("more", (more as i64).into())];
            format!(" {}", language.say("bars-drawn", &counts))
        }
    }
}
