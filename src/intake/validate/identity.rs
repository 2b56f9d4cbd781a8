//! The check of an identity number by the rules of its country.

use crate::domain::nhs_number::Pseudonyms;
use crate::domain::{NumberScheme, PersonKey};
use crate::files::wording::with_odd_character;
use crate::intake::validate::checks::{Checked, ValueIssue};

/// An identity number of another country than England, as the keyed pseudonym of the person.
pub fn person_number(text: &str, scheme: Option<NumberScheme>, pseudonyms: &Pseudonyms) -> Checked<PersonKey> {
    let Some(scheme) = scheme else {
        let message = "identity numbers of this country are not read";
        return Err(ValueIssue::masked("R_PERSON_NUMBER", text, message, "name the person by `person_key`"));
    };
    match scheme.parse(text) {
        Ok(number) => {
            let message = "the check digit does not fit, as is so of some numbers given since 2007; taken as it is";
            let remark = || ValueIssue::masked("W_PERSON_NUMBER", text, message, "check it against the register");
            Ok((pseudonyms.national(&number), (!number.fits()).then(remark)))
        }
        Err(reason) => {
            let message = with_odd_character(&format!("no {}: {reason}", scheme.name()), text);
            let hint = "check the number against the patient's record; leave the cell blank if it is not known";
            Err(ValueIssue::masked("R_PERSON_NUMBER", text, message, hint))
        }
    }
}
