//! Scotland's Community Health Index number: a birthday, a number whose last digit tells the sex, a check digit.

use crate::domain::PersonKey;
use crate::domain::day::digits;
use crate::domain::nhs_number::{Pseudonyms, mask};
use crate::domain::{Day, NhsNumber};
use crate::intake::validate::checks::{Checked, ValueIssue};

/// A checked number and what it says. It is never kept.
pub struct Chi {
    /// The number itself, whose check digit is made as that of an NHS number.
    pub number: NhsNumber,
    /// Day, month and the last two digits of the year of birth.
    birthday: [i16; 3],
    /// Whether the ninth digit is that of a man.
    pub male: bool,
}

/// Reads a number; where a spreadsheet took the zero of its first digit, it is put back.
pub fn chi(text: &str) -> Checked<Chi> {
    let plain: String = text.chars().filter(|letter| !matches!(letter, ' ' | '-')).collect();
    let short = plain.len() == 9 && plain.bytes().all(|byte| byte.is_ascii_digit());
    let number = if short { format!("0{plain}") } else { plain };
    let wrong = |message: &str| {
        let hint = "check the number against the patient's record";
        Err(ValueIssue { value: mask(text), ..ValueIssue::new("R_CHI", "", message, hint) })
    };
    let parsed = match NhsNumber::parse(&number) {
        Ok(parsed) => parsed,
        Err(reason) => return wrong(&reason.to_string().replace("an NHS number", "a CHI number")),
    };
    let pair = |at: usize| digits(&number.as_bytes()[at..at + 2]).unwrap_or_default();
    let birthday = [pair(0), pair(2), pair(4)];
    let is_day = |century: i16| Day::from_ymd(century + birthday[2], birthday[1] as i8, birthday[0] as i8).is_some();
    if !is_day(1900) && !is_day(2000) {
        return wrong("its first six digits are no birthday");
    }
    let male = !(number.as_bytes()[8] - b'0').is_multiple_of(2);
    let remark = || {
        let message = "nine digits; a zero was put in front, as spreadsheets take it away";
        ValueIssue {
            value: mask(text),
            ..ValueIssue::new("W_CHI", "", message, "format the column as text before the export")
        }
    };
    Ok((Chi { number: parsed, birthday, male }, short.then(remark)))
}

impl Chi {
    /// Whether the number was made for someone born on this day.
    pub fn is_of(&self, birth: Day) -> bool {
        let date = birth.date();
        self.birthday == [i16::from(date.day()), i16::from(date.month()), date.year().rem_euclid(100)]
    }
}

/// The person of a CHI number.
///
/// # Errors
/// It is none.
pub fn by_chi(text: &str, pseudonyms: &Pseudonyms) -> Checked<PersonKey> {
    chi(text).map(|(chi, remark)| (pseudonyms.person(&chi.number), remark))
}
