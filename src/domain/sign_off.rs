//! Who stands for a statement before a month is closed.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::codes::{NotInList, codes};
use super::day::{Day, Month};

codes! {
    /// What somebody did with a statement. The steps are taken in this order.
    SignOffRole {
        /// Prepared it.
        Author = "author",
        /// Checked it; another than the author.
        Checker = "checker",
        /// Approved it; another than the author.
        Approver = "approver",
    }
}

impl SignOffRole {
    /// What people call the step.
    pub fn words(self) -> &'static str {
        match self {
            Self::Author => "Prepared",
            Self::Checker => "Checked",
            Self::Approver => "Approved",
        }
    }
}

codes! {
    /// How far a statement has come.
    SignOffState {
        /// It was published and is not checked.
        Draft = "draft",
        /// It was checked.
        Checked = "checked",
        /// It was approved.
        Approved = "approved",
        /// Its month is closed.
        Closed = "closed",
    }
}

impl SignOffState {
    /// After the last step that was taken, if any was.
    pub fn after(last: Option<SignOffRole>, is_closed: bool) -> Self {
        match last {
            _ if is_closed => Self::Closed,
            None | Some(SignOffRole::Author) => Self::Draft,
            Some(SignOffRole::Checker) => Self::Checked,
            Some(SignOffRole::Approver) => Self::Approved,
        }
    }
}

/// One step of one statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// The month.
    pub month: Month,
    /// The step.
    pub role: SignOffRole,
    /// Who, as given.
    pub by: String,
    /// The day, as given, or that of the clock.
    pub on: Day,
    /// The SHA-256 of the archive of the reports: of no others is it a signature.
    pub reports_sha256: String,
}

impl Signature {
    /// Whether a name is that of the same person, however it is spaced or capitalised.
    pub fn is_of(&self, name: &str) -> bool {
        plain(&self.by) == plain(name)
    }
}

fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
