//! Why a file is refused as a whole, and the warnings that concern a whole file.

use std::path::Path;

use crate::error::{Error, Exit, Position};

/// Why nothing of a file was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// A stable code, `F_…`.
    pub code: &'static str,
    /// What is wrong.
    pub what: String,
    /// Line and column in characters, both from 1, where there is such a place.
    pub place: Option<(usize, usize)>,
    /// What the sender or the user can do.
    pub hint: String,
    /// What happened to the data, where there is more to say than that nothing was taken.
    pub effect: String,
}

const EFFECT: &str = "nothing was taken from it; the last good month stays";

impl Refusal {
    /// A refusal without a place.
    pub fn new(code: &'static str, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code, what: what.into(), place: None, hint: hint.into(), effect: EFFECT.to_owned() }
    }

    /// With line and column.
    #[must_use]
    pub fn at(mut self, place: (usize, usize)) -> Self {
        self.place = Some(place);
        self
    }

    /// With a sentence before the usual one about what happened to the data.
    #[must_use]
    pub fn because(mut self, sentence: &str) -> Self {
        self.effect = format!("{sentence}, so {EFFECT}");
        self
    }

    /// The error for the user.
    pub fn error(self, file: &str) -> Error {
        let mut position = Position::file(Path::new(file));
        if let Some((line, column)) = self.place {
            (position.line, position.column) = (Some(line), Some(column));
        }
        Error::new(self.code, Exit::Data, self.what).at(position).effect(self.effect).hint(self.hint)
    }
}

/// A warning about a whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileWarning {
    /// A stable code, `W_…`.
    pub code: &'static str,
    /// What was found and what was done about it.
    pub message: String,
    /// What to do, or empty.
    pub hint: String,
}

impl FileWarning {
    /// A warning.
    pub fn new(code: &'static str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: hint.into() }
    }
}
