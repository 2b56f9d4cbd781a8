//! The month of a submission, as boards write it.

use jiff::tz::TimeZone;

use crate::domain::Month;
use crate::intake::profile::{DateStyle, dates};
use crate::intake::validate::checks::{Checked, ValueIssue};

/// A month as `2020-02`, `202002`, `Feb 2020`, `February 2020`, or as any of its days in the declared form.
pub fn month(text: &str, style: DateStyle) -> Checked<Month> {
    let digits = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    let iso = if digits { format!("{}-{}", &text[..4], &text[4..]) } else { text.to_owned() };
    let read = iso
        .parse()
        .ok()
        .or_else(|| dates::day(text, style, &TimeZone::UTC).ok().map(|(day, _)| day.month()))
        .or_else(|| Month::named(text));
    read.map(|month| (month, None)).ok_or_else(|| {
        let hint = "write it as 2020-02 or Feb 2020";
        ValueIssue::new(
            "R_DATE",
            text,
            crate::files::wording::with_odd_character("not a month of the calendar", text),
            hint,
        )
    })
}
