//! What a cell with an amount of money must be.

use crate::domain::{Authorities, Minor};
use crate::files::wording::with_odd_character;
use crate::intake::profile::Amounts;
use crate::intake::validate::checks::{Checked, ValueIssue};

/// The most that one day can cost, in minor units of money: a rate above it is a slip.
const MOST_A_DAY: i64 = 1_000_000;

/// What one day costs: a plain whole number of minor units from 1 to a million.
pub fn daily_amount(text: &str) -> Checked<i64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let amount = text.parse().ok().filter(|amount: &i64| digits && (1..=MOST_A_DAY).contains(amount));
    let Some(amount) = amount else {
        let message = with_odd_character(&format!("wanted a whole number of pence from 1 to {MOST_A_DAY}"), text);
        return Err(ValueIssue::new("R_AMOUNT", text, message, "write pence without signs, separators or fractions"));
    };
    let zeros = || ValueIssue::new("W_LEADING_ZERO", text, format!("read as {amount}"), "");
    Ok((amount, text.starts_with('0').then(zeros)))
}

/// Most digits of an amount in minor units: a line of nearly a billion pounds. Ninety million such lines fit into a sum.
const MOST_DIGITS: usize = 11;

/// What reads an amount in the form in which a profile says that amounts are written.
pub fn reader(form: Amounts) -> fn(&str) -> Checked<Minor> {
    match form {
        Amounts::Pounds => pounds,
        Amounts::Minor => amount,
    }
}

/// An amount in whole minor units of money, up to a stated number of digits; below zero in a credit.
pub fn amount(text: &str) -> Checked<Minor> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = (1..=MOST_DIGITS).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse().ok().filter(|_| plain) {
        Some(amount) => Ok((Minor(amount), None)),
        None => {
            let wanted = format!("wanted a whole number of pence (or other minor units), at most {MOST_DIGITS} digits");
            let message = with_odd_character(&wanted, text);
            let hint = match pounds(text) {
                Ok(_) => "if the sender writes pounds, declare it in a profile of your own: amounts = \"pounds\"",
                Err(_) => "write pence without signs, separators or fractions",
            };
            Err(ValueIssue::new("R_AMOUNT", text, message, hint))
        }
    }
}

/// An amount in pounds, as in `£1,234.50`, `1234.5` or `-520`; in a credit also in brackets.
pub fn pounds(text: &str) -> Checked<Minor> {
    // A project with municipalities of its own has another currency.
    let in_pounds = Authorities::own().is_none();
    let minor = |text: &str| {
        let (negative, text) = match text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
            Some(inner) => (true, inner),
            None => (false, text),
        };
        let (sign, text) = text.strip_prefix('-').map_or((false, text), |text| (true, text));
        let text = text.strip_prefix('£').filter(|_| in_pounds).unwrap_or(text);
        let (sign, text) = text.strip_prefix('-').filter(|_| !sign).map_or((sign, text), |text| (true, text));
        let (pounds, pence) = text.split_once('.').unwrap_or((text, "00"));
        let groups: Vec<&str> = pounds.split(',').collect();
        let grouped = groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
        let digits: String = groups.concat();
        let plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !grouped
            || groups[0].is_empty()
            || !plain(&digits)
            || digits.len() > MOST_DIGITS - 2
            || !plain(pence)
            || pence.len() > 2
        {
            return None;
        }
        let amount: i64 = format!("{digits}{pence:0<2}").parse().ok()?;
        (!(negative && sign)).then_some(Minor(if negative || sign { -amount } else { amount }))
    };
    minor(text).map(|amount| (amount, None)).ok_or_else(|| {
        let wanted = match in_pounds {
            true => "wanted an amount in pounds below a billion, as in £1,234.50 or 1234.5",
            false => "wanted an amount below a billion, as in 1,234.50 or 1234.5",
        };
        let message = with_odd_character(wanted, text);
        let hint = "the profile says that amounts are in pounds: write pence behind a point, in two digits at most";
        ValueIssue::new("R_AMOUNT", text, message, hint)
    })
}
