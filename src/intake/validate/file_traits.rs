//! What is noted while a file is read, and reported of the file as a whole.

use crate::domain::NhsNumber;
use crate::files::csv_records::LineEnding;
use crate::intake::validate::cells::CellIssue;
use crate::intake::validate::checks::ValueIssue;

/// How many rows name their stay, and how many by what is an NHS number: by chance it is one of eleven numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ids {
    /// Rows that name their stay.
    pub all: usize,
    numbers: usize,
}

impl Ids {
    /// Adds those of another part of the file.
    pub fn merge(&mut self, other: Self) {
        self.all += other.all;
        self.numbers += other.numbers;
    }

    /// Notes a row.
    pub fn note(&mut self, stay_id: Option<&str>) {
        self.all += usize::from(stay_id.is_some());
        self.numbers += usize::from(stay_id.is_some_and(|id| NhsNumber::parse(id).is_ok()));
    }

    /// Whether all are numbers, and too many for chance.
    pub fn are_numbers(&self) -> bool {
        self.all >= 4 && self.numbers == self.all
    }
}

/// What kinds of line ends a file has.
#[derive(Clone, Copy, Debug, Default)]
pub struct Endings {
    line_feed: bool,
    both: bool,
    alone: bool,
}

impl Endings {
    /// Adds those of another part of the file.
    pub fn merge(&mut self, other: Self) {
        self.line_feed |= other.line_feed;
        self.both |= other.both;
        self.alone |= other.alone;
    }

    /// Notes the end of a record.
    pub fn note(&mut self, ending: LineEnding) {
        match ending {
            LineEnding::LineFeed => self.line_feed = true,
            LineEnding::Both => self.both = true,
            LineEnding::Return => self.alone = true,
            LineEnding::File => {}
        }
    }

    /// Whether some program on the way joined or converted files.
    pub fn are_odd(&self) -> bool {
        self.alone || (self.line_feed && self.both)
    }
}

/// The problem in the leftmost column, with the names of the other columns that have one.
pub(crate) fn first_of(mut problems: Vec<CellIssue>) -> CellIssue {
    problems.sort_by_key(|issue| issue.position);
    let mut problems = problems.into_iter();
    let Some(mut first) = problems.next() else {
        // A row reader that gives nothing has noted why; if one ever does not, the row is still counted and named.
        let problem = ValueIssue::new("R_ROW", "", "the row cannot be read", "");
        return CellIssue { position: 0, column: String::new(), problem };
    };
    let mut others: Vec<String> = problems.map(|issue| issue.column).filter(|column| *column != first.column).collect();
    others.dedup();
    if !others.is_empty() {
        let columns = crate::files::wording::list(others.iter().map(String::as_str));
        first.problem.message.push_str(&format!("; wrong in the same row: {columns}"));
    }
    first
}

/// A stay id as a finding about a refused row may show it: where columns were mixed up, it can be an NHS number.
pub(crate) fn named(stay_id: Option<&str>) -> String {
    stay_id.map(crate::files::wording::shown).unwrap_or_default()
}
