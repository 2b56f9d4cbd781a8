//! The month of a submission, as boards write it.

use crate::domain::Month;
use crate::intake::check::{Checked, Problem};
use crate::intake::{DateStyle, date};

const NAMES: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A month as `2020-02`, `202002`, `Feb 2020`, `February 2020`, or as any of its days in the declared form.
pub fn month(text: &str, style: DateStyle) -> Checked<Month> {
    let digits = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    let iso = if digits { format!("{}-{}", &text[..4], &text[4..]) } else { text.to_owned() };
    let read =
        iso.parse().ok().or_else(|| date::day(text, style).ok().map(|(day, _)| day.month())).or_else(|| named(text));
    read.map(|month| (month, None)).ok_or_else(|| {
        let hint = "write it as 2020-02 or Feb 2020";
        Problem::new("R_DATE", text, super::super::words::with_odd_character("not a month of the calendar", text), hint)
    })
}

fn named(text: &str) -> Option<Month> {
    let (name, year) = text.split_once([' ', '-'])?;
    let name = name.to_ascii_lowercase();
    let is_meant = |full: &str| full == name || full[..3] == name;
    let number = 1 + NAMES.iter().position(|full| is_meant(full))?;
    let year = if year.len() == 2 { format!("20{year}") } else { year.to_owned() };
    format!("{year}-{number:02}").parse().ok()
}
