//! What a report rests on, by its messages.

use super::model::ReportFact;
use crate::domain::Language;

impl ReportFact {
    /// A value with its name in a language.
    pub fn of(language: Language, id: &'static str, value: impl ToString) -> Self {
        Self { name: language.word(id).to_owned(), value: value.to_string() }
    }

    /// The program.
    pub fn program(language: Language) -> Self {
        Self::of(language, "fact-program", format!("beddays {}", env!("CARGO_PKG_VERSION")))
    }
}
