//! The check of an organisation's code, by the law of the project.

use crate::files::wording::with_odd_character;
use crate::intake::OtherLaw;
use crate::intake::validate::checks::{self, Checked, ValueIssue};

/// The longest HSA-id of Sweden.
const LONGEST: usize = 31;

/// A code as in England, or under the law of another country one of its own: the number of an organisation of Norway, an HSA-id
/// of Sweden, a SHAK or SOR code of Denmark. In upper case.
pub fn organisation(text: &str, law: Option<&OtherLaw>) -> Checked<Box<str>> {
    let Some(law) = law else { return checks::organisation(text) };
    let is_plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if (3..=LONGEST).contains(&text.len()) && text.split('-').count() <= 2 && text.split('-').all(is_plain) {
        let code = text.to_ascii_uppercase();
        let folded = (code != text).then(|| ValueIssue::new("W_CASE", text, format!("read as `{code}`"), ""));
        return Ok((code.into(), folded));
    }
    let wanted = format!("an organisation code is 3 to {LONGEST} ASCII letters and digits, with one hyphen at most");
    let hint =
        format!("look the code up in the register of {}, as in SE2321000016-1003 or 265161000016000", law.country);
    Err(ValueIssue::new("R_ORG", text, with_odd_character(&wanted, text), hint))
}
