//! A council that a record names, held to the days on which it was one: another had the function before and after them.

use crate::domain::{Authorities, AuthorityId, Day, Standing};
use crate::intake::validate::checks;
use crate::intake::validate::checks::{Checked, ValueIssue};

const HINT: &str = "ask the sender for the council of that day";

/// An authority by code, name or other spelling, on the day that the record is about; a name that two councils bore after
/// each other means the one of that day. One that had ended is taken as it stands, with a remark: what falls due later is
/// for the law to place.
///
/// # Errors
/// No English authority is called so, or it had not begun.
pub fn on(text: &str, list: &Authorities, code: &'static str, day: Option<Day>) -> Checked<AuthorityId> {
    let found = checks::authority(text, list, code)?;
    match day {
        Some(day) => held(list.find_on(text, day).unwrap_or(found), text, list, day),
        None => Ok((found, None)),
    }
}

/// A known authority held to a day.
///
/// # Errors
/// It had not begun.
pub fn held(id: AuthorityId, text: &str, list: &Authorities, day: Day) -> Checked<AuthorityId> {
    match list.on(id, day) {
        Standing::Is(code) => Ok((code, None)),
        Standing::Passed(_) => {
            let message =
                format!("{}, and this is about {day}; later days are of the council that came after", list.ended(id));
            Ok((id, Some(ValueIssue::new("W_ORG_TERM", text, message, HINT))))
        }
        Standing::Split => {
            let message = format!("{}, and this is about {day}; no later day can be charged to either", list.ended(id));
            Ok((id, Some(ValueIssue::new("W_ORG_TERM", text, message, HINT))))
        }
        Standing::NotYet => {
            let message = format!("{}, and this is about {day}", list.began(id));
            Err(ValueIssue::new("R_ORG_TERM", text, message, HINT))
        }
    }
}
