//! Lists that explain codes: councils of the delayed-transfers returns, and the reasons of these returns.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::domain::scotland::ScottishReason;
use crate::domain::{Authorities, AuthorityId, Day, Month};

const BOARDS: &str = include_str!("../../regimes/published/boards-scotland.csv");
const REASONS: &str = include_str!("../../regimes/published/reason_codes.csv");

/// One council under one number of the returns and one code, as the list of authorities has it.
#[derive(Clone, Copy, Debug)]
pub struct Council {
    /// Its place in the list.
    pub id: AuthorityId,
    /// Three digits, or four characters for the councils of 2009; text, never a number.
    pub la_code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Nine characters of the Office for National Statistics.
    pub ons_code: &'static str,
    /// First and last day under this code.
    days: (Option<Day>, Option<Day>),
}

impl Council {
    /// Whether returns of a month have the council under this code. A council that ended is in returns for one month more.
    pub fn was_in(&self, month: Option<Month>) -> bool {
        let Some(month) = month else { return true };
        let (first, last) = self.days;
        first.is_none_or(|first| first <= month.last()) && last.is_none_or(|last| month.previous().first() <= last)
    }

    /// Every code of the council: its nine characters changed with its area, and the files that say when are not all at hand.
    pub fn codes(&self) -> Vec<&'static str> {
        Authorities::england().codes_of(self.id)
    }
}

/// One reason for a delay.
#[derive(Clone, Debug)]
pub struct DelayReason {
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

/// The codes of Scotland's boards, those of former years too.
static BOARD_LIST: LazyLock<HashSet<String>> =
    LazyLock::new(|| rows(BOARDS).filter_map(|row| row.get(0).map(str::to_owned)).collect());

static REASON_LIST: LazyLock<Vec<DelayReason>> = LazyLock::new(|| {
    let of = |row: csv::StringRecord| {
        let text = |at: usize| row.get(at).unwrap_or_default().to_owned();
        let yes = |at: usize| row.get(at) == Some("Y");
        Some(DelayReason {
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

/// The code of the Office for National Statistics of a council that a return names. One number can have meant two councils
/// (809 was Dorset before and after 2019): then the month decides, and without one there is no answer.
pub fn ons_code(la_code: &str, month: Option<Month>) -> Option<&'static str> {
    let mut same: Vec<Council> = councils().filter(|council| council.la_code == la_code).collect();
    same.sort_by_key(|council| council.days.0);
    let list = Authorities::england();
    let (first, last) = (same.first()?, same.last()?);
    let found = match month {
        Some(month) => same.iter().find(|council| council.was_in(Some(month))),
        None => Some(last).filter(|_| list.council(first.id) == list.council(last.id)),
    };
    found.map(|council| council.ons_code)
}

/// The councils that are in the returns, in the order of their codes.
pub fn councils() -> impl Iterator<Item = Council> {
    let numbered = Authorities::england().iter().filter(|(_, one)| !one.dtoc_code.is_empty());
    numbered.map(|(id, one)| Council {
        id,
        la_code: &one.dtoc_code,
        name: &one.name,
        ons_code: &one.code,
        days: (one.first_day, one.last_day),
    })
}

/// The codes of Scotland's boards.
pub fn boards() -> &'static HashSet<String> {
    &BOARD_LIST
}

/// The reasons in order.
pub fn reasons() -> &'static [DelayReason] {
    &REASON_LIST
}

/// A reason by its code in its list, however it was written.
pub fn reason_code(code: &str) -> &str {
    let england = || reason_by_letter(code).or_else(|| reason_by_token(code)).map(|found| &*found.code);
    ScottishReason::find(code).map(|reason| &*reason.code).or_else(england).unwrap_or(code)
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
pub fn reason_by_token(token: &str) -> Option<&'static DelayReason> {
    reasons().iter().find(|reason| reason.token.eq_ignore_ascii_case(token))
}

/// A reason by its letter, in any case.
pub fn reason_by_letter(letter: &str) -> Option<&'static DelayReason> {
    reasons().iter().find(|reason| reason.code.eq_ignore_ascii_case(letter))
}

/// A reason by the label of a workbook, whose wording changed twice: by the letter in front of the bracket.
pub fn reason_by_label(label: &str) -> Option<&'static DelayReason> {
    let (letter, rest) = label.split_once(')')?;
    if rest.trim().is_empty() { None } else { reason_by_letter(letter.trim()) }
}
