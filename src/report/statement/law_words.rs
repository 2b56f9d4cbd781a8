//! What files of law say, in the language of the report.

use crate::domain::Language;
use crate::regime::Law;
use crate::regime::file::Grade;

/// A grade as people read it.
pub fn grade(language: Language, grade: Grade) -> &'static str {
    language.word(match grade {
        Grade::Verified => "grade-verified",
        Grade::Secondary => "grade-secondary",
        Grade::Reading => "grade-reading",
        Grade::Unverified => "grade-unverified",
    })
}

/// What a file of law says of itself, or of one of its rules or questions, as in its country's own language where the report is
/// in it. An agreement has the rules and questions of the law that it extends.
pub fn in_words(language: Language, law: &Law, what: &str, in_file: impl FnOnce() -> String) -> String {
    let extended = law.readiness().and_then(|law| law.regime.extends.as_deref());
    let is_own = ["title", "not-seen"].contains(&what);
    let id = extended.filter(|_| !is_own).unwrap_or(law.id());
    language.instead(&format!("law-{id}-{what}"), &[], || match extended {
        // The one rule that an agreement adds to those of the law.
        Some(_) if what == "rule-over_ceiling" => language.instead("agreement-over_ceiling", &[], in_file),
        _ => in_file(),
    })
}
