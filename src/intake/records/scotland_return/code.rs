//! The codes of the return: what each means, and whether a profile's word for a column is one of them.

use crate::domain::scotland::ScottishReason;
use crate::domain::{Authorities, AuthorityId, Day, Event, EventKind, EventValue, Moment};
use crate::files::wording::{nearest, with_odd_character};
use crate::intake::profile::DateStyle;
use crate::intake::profile::field::Field;
use crate::intake::records::scotland_return::month;
use crate::intake::validate::checks;
use crate::intake::validate::checks::{Checked, ValueIssue};

/// Whether a column can have this word, which a profile writes for a sender's code.
///
/// # Errors
/// Every row with it would be refused, and why.
pub fn word(field: Field, text: &str) -> Result<(), ValueIssue> {
    match field {
        Field::Month => month(text, DateStyle::Iso).map(drop),
        Field::ChiNumber => crate::intake::validate::chi::chi(text).map(drop),
        Field::Sex => is_male(text).map(drop),
        Field::ProviderCode | Field::SiteCode => checks::organisation(text).map(drop),
        Field::AuthorityCode => council(text).map(drop),
        Field::OutOfArea => yes_or_no(text).map(drop),
        Field::ReasonCode | Field::SecondReasonCode => reason(text).map(drop),
        Field::DischargeReason => ending(text).map(drop),
        _ => checks::name(text).map(drop),
    }
}

/// A council of Scotland by its nine characters, those of today or those before them, or by its name; and what the return
/// has for somewhere else and for an unknown place. The profile has made these of the return's numbers.
pub fn council(text: &str) -> Checked<AuthorityId> {
    let list = Authorities::built_in();
    let is_of_return = |code: &str| code.starts_with("S12") || code.starts_with("PHS-");
    // Only ASCII: the list folds case, and a Kelvin sign would fold to k.
    let found = text.is_ascii().then(|| list.find(text)).flatten();
    if let Some(id) = found.filter(|id| is_of_return(&list.get(*id).code)) {
        let upper = text.to_ascii_uppercase();
        let is_code =
            upper.len() == 9 && upper.starts_with("S12") && upper[3..].bytes().all(|byte| byte.is_ascii_digit());
        let folded = || ValueIssue::new("W_CASE", text, format!("read as `{upper}`"), "");
        return Ok((id, (is_code && upper != text).then(folded)));
    }
    let message = with_odd_character("no council of Scotland has this number, code or name", text);
    let names = list.iter().filter(|(_, one)| one.code.starts_with("S12"));
    let hint = match nearest(text, names.map(|(_, one)| one.name.as_str())) {
        Some(name) => format!("did the board mean `{name}`? See regimes/authorities-elsewhere.csv"),
        None => "numbers 1 to 32, 90 and 99, or codes and names of regimes/authorities-elsewhere.csv".to_owned(),
    };
    Err(ValueIssue::new("R_ORG", text, message, hint))
}

/// How a delay ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum DelayOutcome {
    /// The patient left.
    Left,
    /// The patient died.
    Died,
    /// The patient was no longer fit to leave.
    NotFit,
}

impl DelayOutcome {
    /// The event that it is; leaving is none, for the stay says it.
    pub fn event(self, day: Day) -> Option<Event> {
        let (kind, at) = match self {
            Self::Left => return None,
            Self::Died => (EventKind::Died, Moment::end_of(day)),
            Self::NotFit => (EventKind::FurtherTreatment, Moment::end_of(day)),
        };
        Some(Event { kind, at, until: None, value: EventValue::Nothing })
    }
}

/// 1 placement, 2 home with home care, 3 home, 4 death, 5 not fit for discharge.
pub fn ending(text: &str) -> Checked<DelayOutcome> {
    match text.trim_start_matches('0') {
        "1" | "2" | "3" => Ok((DelayOutcome::Left, None)),
        "4" => Ok((DelayOutcome::Died, None)),
        "5" => Ok((DelayOutcome::NotFit, None)),
        _ => {
            let message = with_odd_character("a reason for the discharge is a number from 1 to 5", text);
            Err(ValueIssue::new("R_CODE", text, message, "ask the board which it should be"))
        }
    }
}

/// Y or N.
pub fn yes_or_no(text: &str) -> Checked<bool> {
    match text.to_ascii_uppercase().as_str() {
        "Y" | "YES" | "1" => Ok((true, None)),
        "N" | "NO" | "0" => Ok((false, None)),
        _ => Err(ValueIssue::new(
            "R_CODE",
            text,
            with_odd_character("Y or N is wanted", text),
            "ask the board which it is",
        )),
    }
}

/// Whether it is a man; nothing where unknown.
pub fn is_male(text: &str) -> Checked<Option<bool>> {
    match text.trim_start_matches('0').to_ascii_uppercase().as_str() {
        "1" | "M" | "MALE" => Ok((Some(true), None)),
        "2" | "F" | "FEMALE" => Ok((Some(false), None)),
        "" | "9" | "U" | "UNKNOWN" | "NOT KNOWN" | "NOT SPECIFIED" => Ok((None, None)),
        _ => {
            let message = with_odd_character("1 or M, 2 or F, 0 or 9 where it is not known", text);
            Err(ValueIssue::new("R_CODE", text, message, "ask the board which it should be"))
        }
    }
}

/// A reason for delay; nothing for 9, which says that the second reason has it.
pub fn reason(text: &str) -> Checked<Option<&'static ScottishReason>> {
    let plain = text.trim_start_matches('0');
    match ScottishReason::find(plain) {
        _ if plain == "9" => Ok((None, None)),
        Some(reason) => Ok((Some(reason), None)),
        None => {
            let message = with_odd_character("the return has no such reason", text);
            Err(ValueIssue::new("R_REASON", text, message, "see regimes/reasons-scotland.csv"))
        }
    }
}
