//! What a value that was refused may have meant. Nothing is taken by it: it only bounds what depends on a rejected record.

use crate::domain::day::month_number;
use crate::domain::{Day, EventKind, Moment};
use crate::files::grid::Serials;
use crate::intake::profile::dates::of_serial;

/// First and last year that a fact can have, as for values that are taken.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

/// A run of digits or of letters.
enum Token {
    Number { value: i64, digits: usize },
    Word(String),
}

/// The moments that a text may mean in any known form of a day, with or without a time. Of a day alone its first and its
/// last second, for the time may matter. None if nothing fits.
pub fn moments(text: &str) -> Vec<Moment> {
    let tokens = tokens(text);
    let mut found: Vec<Moment> = Vec::new();
    for (days, used) in [months_in_words(&tokens), in_one_number(&tokens), in_three_numbers(&tokens)] {
        let time = days.first().and_then(|_| time(&tokens[used..]));
        for day in days {
            found.extend(match time {
                Some(seconds) => vec![Moment::from_seconds(Moment::midnight(day).seconds() + seconds)],
                None => vec![Moment::midnight(day), Moment::end_of(day)],
            });
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The days that a text may mean in any known form.
pub fn days(text: &str) -> Vec<Day> {
    let mut days: Vec<Day> = moments(text).into_iter().map(Moment::day).collect();
    days.dedup();
    days
}

/// The kind of event that a text names, whatever its case and what stands between its words.
pub fn kind(text: &str) -> Option<EventKind> {
    let plain =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase() };
    let wanted = plain(text);
    EventKind::ALL.iter().copied().find(|kind| plain(kind.name()) == wanted)
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    while let Some(first) = rest.chars().next() {
        let same = |c: char| if first.is_numeric() { c.is_numeric() } else { c.is_alphabetic() };
        let end = rest.find(|c| !same(c)).unwrap_or(rest.len()).max(first.len_utf8());
        let (part, tail) = rest.split_at(end);
        tokens.push(match part.parse() {
            Ok(value) => Token::Number { value, digits: part.len() },
            Err(_) => Token::Word(part.to_lowercase()),
        });
        rest = tail.trim_start_matches(|c: char| !c.is_alphanumeric());
    }
    tokens
}

fn day(year: i64, month: i64, day: i64) -> Option<Day> {
    let year = i16::try_from(year).ok().filter(|year| YEARS.contains(year))?;
    Day::from_ymd(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// A year of four digits, or of two in this century.
fn year(token: &Token) -> Option<i64> {
    match token {
        Token::Number { value, digits: 4 } => Some(*value),
        Token::Number { value, digits: 2 } => Some(2000 + value),
        _ => None,
    }
}

fn number(token: &Token) -> Option<i64> {
    if let Token::Number { value, digits: 1 | 2 } = token { Some(*value) } else { None }
}

/// `12 June 2018`, `12-Jun-18`, `June 12, 2018`, `2018-Jun-12`.
fn months_in_words(tokens: &[Token]) -> (Vec<Day>, usize) {
    let named = |token: &Token| match token {
        // The first three letters name a month; whatever stands behind them may be another language's.
        Token::Word(word) => word.get(..3).and_then(month_number).map(i64::from),
        Token::Number { .. } => None,
    };
    let [one, two, three, ..] = tokens else { return (Vec::new(), 0) };
    let found = match (named(one), named(two)) {
        (Some(month), _) => number(two).zip(year(three)).and_then(|(of_month, year)| day(year, month, of_month)),
        (_, Some(month)) => {
            let usual = number(one).zip(year(three)).and_then(|(of_month, year)| day(year, month, of_month));
            usual.or_else(|| year(one).zip(number(three)).and_then(|(year, of_month)| day(year, month, of_month)))
        }
        _ => None,
    };
    (found.into_iter().collect(), 3)
}

/// `20180612`, `12062018`, `201806121500`, or the number by which a spreadsheet counts days.
fn in_one_number(tokens: &[Token]) -> (Vec<Day>, usize) {
    let Some(Token::Number { value, digits }) = tokens.first() else { return (Vec::new(), 0) };
    let of = |value: i64| {
        let (a, b, c) = (value / 10_000, value / 100 % 100, value % 100);
        let (d, e, f) = (value / 1_000_000, value / 10_000 % 100, value % 10_000);
        [day(a, b, c), day(f, e, d), day(f, d, e)]
    };
    let days: Vec<Day> = match digits {
        8 => of(*value).into_iter().flatten().collect(),
        12 => of(value / 10_000).into_iter().flatten().collect(),
        14 => of(value / 1_000_000).into_iter().flatten().collect(),
        5 => {
            let serial = of_serial(&value.to_string(), Serials::From1900).map(|(day, _)| day);
            serial.filter(|day| YEARS.contains(&day.date().year())).into_iter().collect()
        }
        _ => Vec::new(),
    };
    // What stands behind such a number is a fraction or an offset: no time is read from it.
    (days, tokens.len())
}

/// `12/06/2018` by either order, `12.6.18`, and `2018-06-12`, where the month is always in the middle.
fn in_three_numbers(tokens: &[Token]) -> (Vec<Day>, usize) {
    let [one, two, three, ..] = tokens else { return (Vec::new(), 0) };
    let year_last = year(three).zip(number(one).zip(number(two)));
    let year_last = year_last.map(|(year, (a, b))| [day(year, b, a), day(year, a, b)]);
    let year_first = year(one).zip(number(two).zip(number(three)));
    let year_first = year_first.map(|(year, (month, of_month))| [day(year, month, of_month), None]);
    let mut days: Vec<Day> = year_last.into_iter().chain(year_first).flatten().flatten().collect();
    days.sort_unstable();
    days.dedup();
    (days, 3)
}

/// The seconds after midnight that hours and minutes come to, with or without seconds, `am` or `pm`; 24:00 is the next
/// midnight.
fn time(tokens: &[Token]) -> Option<i64> {
    // The `T` between day and time.
    let tokens = if matches!(tokens.first(), Some(Token::Word(word)) if word == "t") { &tokens[1..] } else { tokens };
    let (hour, minute, rest) = match tokens {
        [Token::Number { value, digits: 4 }, rest @ ..] => (value / 100, value % 100, rest),
        [hour, minute, rest @ ..] => (number(hour)?, number(minute)?, rest),
        _ => return None,
    };
    let second = rest.first().and_then(number).filter(|second| *second < 60).unwrap_or(0);
    let said = |wanted: &str| rest.iter().any(|token| matches!(token, Token::Word(word) if word == wanted));
    let hour = match hour {
        12 if said("am") => 0,
        1..=11 if said("pm") => hour + 12,
        hour => hour,
    };
    let seconds = hour * 3600 + minute * 60 + second;
    (minute < 60 && seconds <= 86_400).then_some(seconds)
}
