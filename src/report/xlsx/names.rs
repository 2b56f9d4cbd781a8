//! Names of sheets, which say what is on them.

use crate::domain::Language;
use crate::words::Argument;

/// As many letters as a name may have.
const LETTERS: usize = 31;

/// What is on the sheet of a table of a report that is English alone, by the id of the table.
const NAMES: [(&str, &str); 17] = [
    ("all_by_month", "Delayed days by month"),
    ("attribution_last", "Responsible, last month"),
    ("attribution_months", "Responsible, by month"),
    ("reason_last", "Reasons, last month"),
    ("reason_months", "Reasons, by month"),
    ("authority_last", "Authorities, last month"),
    ("authority_months", "Authorities, by month"),
    ("provider_last", "Providers, last month"),
    ("provider_months", "Providers, by month"),
    ("care_last", "Kinds of care, last month"),
    ("care_months", "Kinds of care, by month"),
    ("few_reasons_table", "Most frequent reasons"),
    ("lengths_table", "Length of delays"),
    ("people_by_day_table", "People on each day"),
    ("peers_table", "Areas compared"),
    ("sources", "Published files"),
    ("by_month", "People and days by month"),
];

/// `5 Stays charged for`: the number of the table and what is on the sheet, within the letters that a name may have.
pub fn sheet_name(language: Language, number: usize, id: &str) -> String {
    let known = language.find(&format!("sheet-{id}"));
    let known = known.or_else(|| NAMES.iter().find(|(known, _)| *known == id).map(|(_, name)| *name));
    let name = known.map_or_else(|| from_id(id.strip_suffix("_table").unwrap_or(id)), str::to_owned);
    format!("{number} {name}").chars().take(LETTERS).collect()
}

/// `Chart 2 Bridge`: the number of the chart and what is on the sheet.
pub fn chart_name(language: Language, number: usize, id: &str) -> String {
    let name = language.find(&format!("chart-{id}")).map_or_else(|| from_id(id), str::to_owned);
    let arguments = [("number", Argument::Plain(number as i64)), ("name", name.into())];
    language.say("book-chart-sheet", &arguments).chars().take(LETTERS).collect()
}

fn from_id(id: &str) -> String {
    let words = id.replace(['_', '-'], " ");
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
