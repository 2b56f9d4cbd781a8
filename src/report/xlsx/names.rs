//! Names of sheets, which say what is on them.

/// As many letters as a name may have.
const LETTERS: usize = 31;

/// What is on the sheet of a table, by the id of the table.
const NAMES: [(&str, &str); 35] = [
    ("owed", "Owed by hospital"),
    ("bridge", "Delayed days by status"),
    ("hospitals", "Delayed days by hospital"),
    ("patients_by_day", "Patients on each day"),
    ("stays", "Stays charged for"),
    ("senders", "Records by sender"),
    ("receipts", "Records by delivery"),
    ("findings", "Findings by sender"),
    ("links", "How records were linked"),
    ("not_linked", "Records without a stay"),
    ("volumes", "Records over time"),
    ("doubts", "Doubts by kind"),
    ("doubtful_stays", "Stays to look at"),
    ("not_judged", "Stays not judged"),
    ("charged_twice", "Charged twice"),
    ("rules", "Rules of law used"),
    ("readings", "Readings of the law"),
    ("open_questions", "Worth of open questions"),
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
pub fn sheet_name(number: usize, id: &str) -> String {
    let known = NAMES.iter().find(|(known, _)| *known == id).map(|(_, name)| (*name).to_owned());
    let name = known.unwrap_or_else(|| from_id(id.strip_suffix("_table").unwrap_or(id)));
    format!("{number} {name}").chars().take(LETTERS).collect()
}

/// `Chart 2 Bridge`: the number of the chart and what is on the sheet.
pub fn chart_name(number: usize, id: &str) -> String {
    format!("Chart {number} {}", from_id(id)).chars().take(LETTERS).collect()
}

fn from_id(id: &str) -> String {
    let words = id.replace(['_', '-'], " ");
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
