//! Names of sheets, which say what is on them.

use crate::domain::Language;
use crate::words::Argument;

/// As many letters as a name may have.
const LETTERS: usize = 31;

/// `5 Stays charged for`: the number of the table and what is on the sheet, within the letters that a name may have.
pub fn sheet_name(language: Language, number: usize, id: &str) -> String {
    let name = of_bridge(language, id).or_else(|| Some(language.find(&format!("sheet-{id}"))?.to_owned()));
    let name = name.unwrap_or_else(|| from_id(id.strip_suffix("_table").unwrap_or(id)));
    format!("{number} {name}").chars().take(LETTERS).collect()
}

/// `Chart 2 Bridge`: the number of the chart and what is on the sheet.
pub fn chart_name(language: Language, number: usize, id: &str) -> String {
    let name = of_bridge(language, id).or_else(|| Some(language.find(&format!("chart-{id}"))?.to_owned()));
    let name = name.unwrap_or_else(|| from_id(id));
    let arguments = [("number", Argument::Plain(number as i64)), ("name", name.into())];
    language.say("book-chart-sheet", &arguments).chars().take(LETTERS).collect()
}

/// The name of one bridge of several, as `bridge_2_table` is.
fn of_bridge(language: Language, id: &str) -> Option<String> {
    let number = id.strip_prefix("bridge_")?.split('_').next()?.parse().ok()?;
    Some(language.say("name-bridge", &[("number", Argument::Plain(number))]))
}

fn from_id(id: &str) -> String {
    let words = id.replace(['_', '-'], " ");
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
