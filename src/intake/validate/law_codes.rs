//! Codes that only a law of the project's country gives a meaning: kinds and places of care.
//!
//! A word that no law of the country knows is no stay that the law leaves out: taken so, it would make nothing of what may be
//! owed. Its row is refused, and what it may come to is a doubt.

use crate::domain::codes::CareType;
use crate::files::wording::{nearest, with_odd_character};
use crate::intake::OtherLaw;
use crate::intake::validate::checks::{self, Checked, ValueIssue};

/// What is meant where a kind of care is written in the words of another country.
const MEANT: [(&str, &[&str]); 3] =
    [("acute", &["somatic"]), ("psychiatric", &["mental_health"]), ("mental_health", &["psychiatric"])];

/// A kind of care that a law of the project's country knows, or leaves out by its common name.
///
/// # Errors
/// No list has it, or it is a word of another country.
pub fn care_type(text: &str, law: Option<&OtherLaw>) -> Checked<CareType> {
    let (care, remark) = checks::code::<CareType>(text)?;
    let Some(law) = law else { return Ok((care, remark)) };
    let known = law.care_types();
    if known.contains(&care.code()) {
        return Ok((care, remark));
    }
    let meant = MEANT.iter().filter(|(theirs, _)| *theirs == care.code()).flat_map(|(_, ours)| *ours);
    let meant = meant.copied().find(|ours| known.contains(ours));
    Err(unknown(text, &format!("no kind of care `{}`", care.code()), (law, &known), meant))
}

/// A place of care: any words where the law does not ask for it, else one that it knows or leaves out.
///
/// # Errors
/// The law asks for it and does not know this one.
pub fn setting(text: &str, law: Option<&OtherLaw>) -> Checked<Box<str>> {
    let (name, remark) = checks::name(text)?;
    let Some(law) = law.filter(|law| !law.settings.is_empty()) else { return Ok((name, remark)) };
    let known = law.settings();
    if known.contains(&&*name) {
        return Ok((name, remark));
    }
    if let Some(folded) = known.iter().find(|known| known.eq_ignore_ascii_case(&name)) {
        let remark = ValueIssue::new("W_CASE", text, format!("read as `{folded}`"), "");
        return Ok(((*folded).into(), Some(remark)));
    }
    let message = with_odd_character("no place of care of this name", text);
    Err(unknown(text, &message, (law, &known), nearest(text, known.iter().copied())))
}

fn unknown(text: &str, what: &str, (law, known): (&OtherLaw, &[&str]), meant: Option<&str>) -> ValueIssue {
    let message = format!("the law of {} knows {what}; wanted one of {}", law.country, known.join(", "));
    let hint = match meant {
        Some(meant) => {
            format!("did the sender mean `{meant}`? A list of codes in the profile says what the sender's words mean")
        }
        None => "a list of codes in the profile says what the sender's words mean".to_owned(),
    };
    ValueIssue::new("R_CODE", text, message, hint)
}
