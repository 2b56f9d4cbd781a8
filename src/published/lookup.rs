//! Lists that explain codes: councils of the delayed-transfers returns, and the reasons of these returns.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::domain::Month;
use crate::domain::scotland::ScottishReason;

const COUNCILS: &str = include_str!("../../regimes/published/la_code_to_ons_lookup.csv");
const BOARDS: &str = include_str!("../../regimes/published/boards-scotland.csv");
const REASONS: &str = include_str!("../../regimes/published/reason_codes.csv");

/// One council under one code, and the months for which the published files say so.
#[derive(Clone, Debug)]
pub struct Council {
    /// Three digits, or four characters for the councils of 2009; text, never a number.
    pub la_code: String,
    /// Its name.
    pub name: String,
    /// Nine characters of the Office for National Statistics.
    pub ons_code: String,
    /// First month in which files give the two together.
    pub first: Month,
    /// Last such month.
    pub last: Month,
}

impl Council {
    /// Whether returns of a month have the council under this code. Files give it with its nine characters from July 2015
    /// on, and it is in returns from before; the last month of the list is not the last of the returns.
    pub fn was_in(&self, month: Option<Month>) -> bool {
        let (list_first, list_last) = *LIST_MONTHS;
        let Some(month) = month else { return true };
        (Some(self.first) == list_first || self.first <= month) && (Some(self.last) == list_last || month <= self.last)
    }
}

/// One reason for a delay.
#[derive(Clone, Debug)]
pub struct Reason {
    /// Its letter, as in `Di`.
    pub code: String,
    /// How the record-level files write it, as in `DI_RESIDENTIAL_HOME`.
    pub token: String,
    /// In words.
    pub label: String,
    /// Whether the health service, social care, or both together may be responsible.
    pub may_be: [bool; 3],
    /// Whether it can be given for acute care. For non-acute care every reason can.
    pub acute: bool,
    /// First month of it.
    pub first: Month,
}

static COUNCIL_LIST: LazyLock<HashMap<String, Vec<Council>>> = LazyLock::new(|| {
    let mut list: HashMap<String, Vec<Council>> = HashMap::new();
    for row in rows(COUNCILS) {
        let month = |at: usize| row.get(at).and_then(|text| text.parse().ok());
        let text = |at: usize| row.get(at).unwrap_or_default().to_owned();
        let (Some(first), Some(last)) = (month(3), month(4)) else { continue };
        let council = Council { la_code: text(0), name: text(1), ons_code: text(2), first, last };
        list.entry(council.la_code.clone()).or_default().push(council);
    }
    list.values_mut().for_each(|same| same.sort_by_key(|council| council.first));
    list
});

/// The first and the last month of the list.
static LIST_MONTHS: LazyLock<(Option<Month>, Option<Month>)> =
    LazyLock::new(|| (councils().map(|council| council.first).min(), councils().map(|council| council.last).max()));

/// The codes of Scotland's boards, those of former years too.
static BOARD_LIST: LazyLock<HashSet<String>> =
    LazyLock::new(|| rows(BOARDS).filter_map(|row| row.get(0).map(str::to_owned)).collect());

static REASON_LIST: LazyLock<Vec<Reason>> = LazyLock::new(|| {
    let of = |row: csv::StringRecord| {
        let text = |at: usize| row.get(at).unwrap_or_default().to_owned();
        let yes = |at: usize| row.get(at) == Some("Y");
        Some(Reason {
            code: text(0),
            token: text(1),
            label: text(2),
            may_be: [yes(3), yes(4), yes(5)],
            acute: yes(6),
            first: text(8).parse().ok()?,
        })
    };
    rows(REASONS).filter_map(of).collect()
});

fn rows(text: &'static str) -> impl Iterator<Item = csv::StringRecord> {
    csv::Reader::from_reader(text.as_bytes()).into_records().map_while(Result::ok)
}

/// The code of the Office for National Statistics of a council that a return names. One code can have meant two councils
/// (809 was Dorset before and after 2019): then the month decides. Outside the months that are known, the nearest ones
/// do; councils whose nine characters changed before July 2015 are not in the list.
pub fn ons_code(la_code: &str, month: Option<Month>) -> Option<&'static str> {
    let same = COUNCIL_LIST.get(la_code)?;
    let at = match (month, same.len()) {
        (_, 1) => 0,
        (Some(month), _) => same.iter().rposition(|council| council.first <= month).unwrap_or(0),
        (None, _) => return None,
    };
    same.get(at).map(|council| council.ons_code.as_str())
}

/// The councils of the list, in no order.
pub fn councils() -> impl Iterator<Item = &'static Council> {
    COUNCIL_LIST.values().flatten()
}

/// The codes of Scotland's boards.
pub fn boards() -> &'static HashSet<String> {
    &BOARD_LIST
}

/// The reasons in order.
pub fn reasons() -> &'static [Reason] {
    &REASON_LIST
}

/// What people call a reason, by its code: England's letters, Scotland's numbers, else as it is.
pub fn reason_name(code: &str) -> String {
    if let Some(reason) = ScottishReason::find(code) {
        return reason.description.clone();
    }
    let label = reason_by_letter(code).or_else(|| reason_by_token(code)).map(|found| &*found.label);
    // "Awaiting" stands before most of them, and a remark on old law behind one.
    let Some(label) = label else { return code.to_owned() };
    let label = label.strip_prefix("Awaiting ").unwrap_or(label);
    let label = label.split_once(" (").map_or(label, |(label, _)| label);
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A reason by the token of the record-level files, whole and exact but for case.
pub fn reason_by_token(token: &str) -> Option<&'static Reason> {
    reasons().iter().find(|reason| reason.token.eq_ignore_ascii_case(token))
}

/// A reason by its letter, in any case.
pub fn reason_by_letter(letter: &str) -> Option<&'static Reason> {
    reasons().iter().find(|reason| reason.code.eq_ignore_ascii_case(letter))
}

/// A reason by the label of a workbook, whose wording changed twice: by the letter in front of the bracket.
pub fn reason_by_label(label: &str) -> Option<&'static Reason> {
    let (letter, rest) = label.split_once(')')?;
    if rest.trim().is_empty() { None } else { reason_by_letter(letter.trim()) }
}
