//! What files of law say, in the language of the report.

use crate::domain::Language;
use crate::regime::Law;
use crate::regime::file::Grade;

use super::StatementBasis;

/// A grade as people read it.
pub(super) fn grade(language: Language, grade: Grade) -> &'static str {
    language.word(match grade {
        Grade::Verified => "grade-verified",
        Grade::Secondary => "grade-secondary",
        Grade::Reading => "grade-reading",
        Grade::Unverified => "grade-unverified",
    })
}

/// What a file of law says, as in its country's own language where the report is in it.
pub(super) fn in_words(basis: &StatementBasis<'_>, law: &Law, what: &str, in_file: impl FnOnce() -> String) -> String {
    basis.language.instead(&format!("law-{}-{what}", law.id()), &[], in_file)
}
