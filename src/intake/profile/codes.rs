//! What a sender's codes mean: a list from the code as sent to the code that the tables keep, closed unless it says.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::files::wording::{nearest, with_odd_character};
use crate::intake::profile::field::Field;
use crate::intake::validate::checks::ValueIssue;

/// A list of codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeMap {
    /// The code as sent, and what it means.
    pub list: Vec<(String, String)>,
    /// What becomes of codes that are not in the list.
    pub others: Others,
    /// Where each code stands in the list, the first of several.
    places: HashMap<String, usize, FixedState>,
}

/// What becomes of a code that its list does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Others {
    /// Its row is refused: the list is closed.
    Refuse,
    /// It means itself.
    AsIs,
    /// It means itself, with a warning: not all of the list is known.
    Warn,
}

impl CodeMap {
    /// Codes as sent, each with what it means.
    pub fn new(list: Vec<(String, String)>, others: Others) -> Self {
        let mut places = HashMap::with_hasher(FixedState::default());
        for (place, (code, _)) in list.iter().enumerate() {
            places.entry(code.clone()).or_insert(place);
        }
        Self { list, others, places }
    }

    /// Whether the list has a code, in any case of its letters.
    pub fn has(&self, text: &str) -> bool {
        self.places.contains_key(text) || self.list.iter().any(|(theirs, _)| theirs.eq_ignore_ascii_case(text))
    }

    /// What a code means, with a warning where only the case of its letters differs.
    ///
    /// # Errors
    /// The list does not have it.
    pub fn read<'c>(&'c self, field: Field, text: &'c str) -> Result<(&'c str, Option<ValueIssue>), ValueIssue> {
        if let Some(place) = self.places.get(text) {
            return Ok((&self.list[*place].1, None));
        }
        let folded = self.list.iter().find(|(theirs, _)| text.is_ascii() && theirs.eq_ignore_ascii_case(text));
        if let Some((theirs, ours)) = folded {
            return Ok((ours, Some(ValueIssue::new("W_CASE", text, format!("read as `{theirs}`"), ""))));
        }
        match self.others {
            Others::Refuse => {}
            Others::AsIs => return Ok((text, None)),
            Others::Warn => {
                let message = "not among the codes that are known of a list that is not known in full; kept as it is";
                return Ok((text, Some(ValueIssue::new("W_CODE_UNLISTED", text, message, "add it to the profile"))));
            }
        }
        let message = with_odd_character("the profile's list for this column has no such code", text);
        let hint = match nearest(text, self.list.iter().map(|(theirs, _)| theirs.as_str())) {
            Some(name) => format!("did the sender mean `{name}`? A new code is added to the profile"),
            None => "ask the sender what it means; a new code is added to the profile".to_owned(),
        };
        Err(ValueIssue::new(code_of(field), text, message, hint))
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
