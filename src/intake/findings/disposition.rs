//! What became of one record, and what that leaves open about a stay.

use serde::{Deserialize, Serialize};

use crate::domain::finding_codes::{self, FindingCode};
use crate::domain::{Alternative, Day, PersonKey};
use crate::intake::validate::cells::CellIssue;

/// Whose stays a record is about that names none of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whose {
    /// The person, by any of the numbers that the record has.
    pub persons: Vec<PersonKey>,
    /// First and last day on which a stay must touch for the record to bear on it; nothing: any stay of the person.
    pub within: Option<(Day, Day)>,
    /// The sender's own name of the fact, by which a later record of the same fact is known.
    pub fact: Option<Box<str>>,
}

/// What becomes of a record or is said about it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Disposition {
    /// A stable code.
    #[serde(with = "finding_codes::as_word")]
    pub code: FindingCode,
    /// The stay it is about, or empty.
    pub stay_id: String,
    /// The column it is about, or empty.
    pub column: String,
    /// The value, fit to be shown.
    pub value: String,
    /// Found and wanted.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// The stay as the record names it, where `stay_id` is masked or cut.
    pub named: Option<Box<str>>,
    /// Whose stays it is about, where it names none that is here.
    pub whose: Whose,
    /// How the stay may have gone otherwise. A rejected record that names a stay and has none may mean anything.
    pub alternatives: Vec<Alternative>,
    /// Whether no bill can depend on the record, whatever it says.
    pub is_beside_the_bill: bool,
}

impl Disposition {
    /// About a whole record.
    pub fn new(code: &'static str, stay_id: &str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        let (column, value) = (String::new(), String::new());
        let (stay_id, message, hint) = (stay_id.to_owned(), message.into(), hint.into());
        let (named, whose, alternatives) = (None, Whose::default(), Vec::new());
        let is_beside_the_bill = false;
        Self { code, stay_id, column, value, message, hint, named, whose, alternatives, is_beside_the_bill }
    }

    /// The stay may have gone so; each further one is one more way.
    #[must_use]
    pub fn supposing(mut self, alternative: Alternative) -> Self {
        self.alternatives.push(alternative);
        self
    }

    /// The stay by its whole name, where the one that is shown is masked or cut.
    #[must_use]
    pub fn naming(mut self, stay_id: Option<&str>) -> Self {
        self.named = stay_id.map(Into::into);
        self
    }

    /// About one column of it.
    #[must_use]
    pub fn column(mut self, column: &str) -> Self {
        self.column = column.to_owned();
        self
    }

    /// About a cell.
    pub fn cell(issue: CellIssue, stay_id: &str) -> Self {
        let problem = issue.problem;
        let disposition = Self::new(problem.code, stay_id, problem.message, problem.hint);
        Self { column: issue.column, value: problem.value, ..disposition }
    }
}

/// What became of a record by its own fault, or because of what came beside it.
pub fn waits(code: &str) -> bool {
    matches!(code, "R_UNKNOWN_STAY" | "R_FUTURE")
}
