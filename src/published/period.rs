//! The ways in which publications write a month or a day, each read by its own rule and none guessed.

use crate::domain::day::{digits, month_number};
use crate::domain::{Day, Month};

fn year_of(text: &str) -> Option<i16> {
    match text.len() {
        4 => digits(text.as_bytes()).filter(|year| (1900..2200).contains(year)),
        2 => digits(text.as_bytes()).map(|year| 2000 + year),
        _ => None,
    }
}

fn month(year: i16, number: i8) -> Option<Month> {
    Day::from_ymd(year, number, 1).map(Day::month)
}

/// `MSitDT-NOVEMBER-2019`, in any case.
pub fn of_return(text: &str) -> Option<Month> {
    let mut parts = text.split('-');
    let (Some(head), Some(name), Some(year), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return None;
    };
    if !head.eq_ignore_ascii_case("MSitDT") || year.len() != 4 {
        return None;
    }
    month(year_of(year)?, month_number(name)?)
}

/// `201607`.
pub fn six_digits(text: &str) -> Option<Month> {
    let bytes = text.as_bytes();
    if bytes.len() != 6 {
        return None;
    }
    let number = i8::try_from(digits(&bytes[4..])?).ok()?;
    month(year_of(text.get(..4)?)?, number)
}

/// `2016-17` and `October`; a calendar year and a month; or a month that brings its own year.
pub fn of_year(label: &str, name: &str) -> Option<Month> {
    if let Some(month) = Month::named(name) {
        return Some(month);
    }
    let number = month_number(name)?;
    let Some((first, second)) = label.trim().split_once(['-', '/']) else {
        return month(year_of(label.trim()).filter(|_| label.trim().len() == 4)?, number);
    };
    let (first, last) = (year_of(first.trim()).filter(|_| first.trim().len() == 4)?, year_of(second.trim())?);
    if last != first + 1 {
        return None;
    }
    month(if number >= 4 { first } else { last }, number)
}

/// `01/06/2024`, day before month.
pub fn day_month_year(text: &str) -> Option<Day> {
    let mut parts = text.split('/');
    let (Some(day), Some(month), Some(year), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return None;
    };
    let short = |part: &str| (1..=2).contains(&part.len()).then(|| digits(part.as_bytes())).flatten();
    let number = |part: &str| short(part).and_then(|number| i8::try_from(number).ok());
    Day::from_ymd(year_of(year).filter(|_| year.len() == 4)?, number(month)?, number(day)?)
}

/// `13th December 2018`, as a publication day is written.
pub fn long_day(text: &str) -> Option<Day> {
    let mut parts = text.split_whitespace();
    let (Some(day), Some(name), Some(year), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return text.trim().parse().ok();
    };
    let day = day.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let day = (1..=2).contains(&day.len()).then(|| digits(day.as_bytes())).flatten()?;
    Day::from_ymd(year_of(year)?, month_number(name)?, i8::try_from(day).ok()?)
}
