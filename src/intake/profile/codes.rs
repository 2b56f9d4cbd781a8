//! What a sender's codes mean: a closed list from the code as sent to the code that the tables keep.

use crate::intake::check::Problem;
use crate::intake::field::Field;
use crate::intake::words::{nearest, with_odd_character};

/// A closed list of codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeMap(pub Vec<(String, String)>);

impl CodeMap {
    /// What a code means, with a warning where only the case of its letters differs.
    ///
    /// # Errors
    /// The list does not have it.
    pub fn read(&self, field: Field, text: &str) -> Result<(&str, Option<Problem>), Problem> {
        if let Some((_, ours)) = self.0.iter().find(|(theirs, _)| theirs == text) {
            return Ok((ours, None));
        }
        let folded = self.0.iter().find(|(theirs, _)| text.is_ascii() && theirs.eq_ignore_ascii_case(text));
        if let Some((theirs, ours)) = folded {
            return Ok((ours, Some(Problem::new("W_CASE", text, format!("read as `{theirs}`"), ""))));
        }
        let message = with_odd_character("the profile's list for this column has no such code", text);
        let hint = match nearest(text, self.0.iter().map(|(theirs, _)| theirs.as_str())) {
            Some(name) => format!("did the sender mean `{name}`? A new code is added to the profile"),
            None => "ask the sender what it means; a new code is added to the profile".to_owned(),
        };
        Err(Problem::new(code_of(field), text, message, hint))
    }
}

fn code_of(field: Field) -> &'static str {
    match field {
        Field::ProviderCode | Field::SiteCode | Field::AuthorityCode => "R_ORG",
        Field::ReasonCode => "R_REASON",
        Field::Kind => "R_KIND",
        _ => "R_CODE",
    }
}
