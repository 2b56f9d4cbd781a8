//! The forms in which days can be declared to be written, each by a pattern, which is also its name.

use std::borrow::Cow;

use crate::domain::Day;
use crate::domain::day::{digits, month_number};

macro_rules! styles {
    ($($(#[$attribute:meta])+ $style:ident = $name:literal, $example:literal;)+) => {
        /// How days are written: declared by the project, never guessed. Behind each form a time can stand: `13:45` or
        /// `13:45:10`, with a fraction of the second and an offset.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum DateStyle { $($(#[$attribute])+ $style,)+ }

        impl DateStyle {
            /// Every form that can be declared.
            pub const ALL: &'static [Self] = &[$(Self::$style,)+];

            /// How a project or a profile names it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$style => $name,)+ }
            }

            /// A day of this form and the time behind it, if someone wants to see how one is written.
            pub fn example(self) -> &'static str {
                match self { $(Self::$style => $example,)+ }
            }
        }
    };
}

styles! {
    /// `2018-03-31`.
    #[default]
    Iso = "yyyy-mm-dd", "2018-03-31T13:45";
    /// `31/03/2018`.
    DayMonthYear = "dd/mm/yyyy", "31/03/2018 13:45";
    /// `31/3/2018` or `31/03/2018`, with a time as `31/3/2018 9:45`; and `2018-03-31`, which cannot be mistaken for them.
    ShortDayMonthYear = "d/m/yyyy", "31/3/2018 13:45";
    /// `31.03.2018`.
    Dotted = "dd.mm.yyyy", "31.03.2018 13:45";
    /// `31.3.2018` or `31.03.2018`.
    ShortDotted = "d.m.yyyy", "31.3.2018 13:45";
    /// `31-03-2018`.
    Hyphened = "dd-mm-yyyy", "31-03-2018 13:45";
    /// `31-Mar-2018`, `31-MAR-2018` or `1-March-2018`: English names of months.
    MonthName = "dd-mon-yyyy", "31-Mar-2018 13:45";
    /// `31 Mar 2018` or `31 March 2018`.
    SpacedMonthName = "dd mon yyyy", "31 Mar 2018 13:45";
    /// `2018/03/31`.
    YearFirst = "yyyy/mm/dd", "2018/03/31 13:45";
    /// `20180331`, with a time also as `201803311345` or `20180331134500`.
    Compact = "yyyymmdd", "20180331 13:45";
    /// `43190`: the number by which a spreadsheet counts days from 1900; `43190.5` is noon of that day.
    Serial = "spreadsheet-serial", "43190.572917";
}

impl DateStyle {
    /// The form with this name, in upper or lower case.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|style| style.name().eq_ignore_ascii_case(name))
    }

    /// The names of all forms, each put into words by `put`.
    pub fn list(put: impl Fn(&str) -> String) -> String {
        Self::ALL.iter().map(|style| put(style.name())).collect::<Vec<_>>().join(" or ")
    }

    /// Whether everything that the other form writes is read in this one.
    pub fn reads(self, other: Self) -> bool {
        let wider = [
            (Self::ShortDayMonthYear, Self::Iso),
            (Self::ShortDayMonthYear, Self::DayMonthYear),
            (Self::ShortDotted, Self::Dotted),
        ];
        self == other || wider.contains(&(self, other))
    }
}

/// The day at the start of a text that is written by a pattern such as `dd/mm/yyyy`, and what follows it. `d` and `m` are
/// one or two digits, `mon` is the English name of a month.
pub fn day_by<'t>(mut pattern: &str, text: &'t str) -> Option<(Day, &'t str)> {
    let (mut year, mut month, mut day, mut rest) = (0, 0, 0, text);
    while let Some(sign) = pattern.chars().next() {
        let Some(part) = ["yyyy", "mon", "dd", "mm", "d", "m"].into_iter().find(|part| pattern.starts_with(part))
        else {
            rest = rest.strip_prefix(sign)?;
            pattern = &pattern[sign.len_utf8()..];
            continue;
        };
        // A day before the name of a month cannot be misread, with one digit or with two.
        let short = part.len() == 1 || pattern.starts_with("dd-mon") || pattern.starts_with("dd mon");
        pattern = &pattern[part.len()..];
        let letter: fn(&u8) -> bool = if part == "mon" { u8::is_ascii_alphabetic } else { u8::is_ascii_digit };
        let most = if part == "mon" { usize::MAX } else { part.len().max(2) };
        let length = rest.bytes().take_while(letter).count().min(most);
        let (value, behind) = rest.split_at(length);
        rest = behind;
        if part != "mon" && length != part.len() && !(short && length == 1) && !(short && length == 2) {
            return None;
        }
        match part {
            "yyyy" => year = digits(value.as_bytes())?,
            "mon" => month = month_number(value)?,
            "mm" | "m" => month = i8::try_from(digits(value.as_bytes())?).ok()?,
            _ => day = i8::try_from(digits(value.as_bytes())?).ok()?,
        }
    }
    Some((Day::from_ymd(year, month, day)?, rest))
}

/// A time behind a day, with `T` or a space before it, in the form of ISO 8601, as far as it can be brought into it: ` 9:45`
/// as ` 09:45` where the form of the day has single digits too, `1345` or `T134510` behind a compact day with colons.
pub fn iso_time<'t>(rest: &'t str, pattern: &str) -> Cow<'t, str> {
    let (sign, time) = match rest.strip_prefix(['T', ' ']) {
        Some(time) => (&rest[..1], time),
        None if pattern == "yyyymmdd" && !rest.is_empty() => ("T", rest),
        None => return Cow::Borrowed(rest),
    };
    let short = pattern.starts_with("d/") || pattern.starts_with("d.") || pattern.starts_with("m/");
    let numbers = time.bytes().take_while(u8::is_ascii_digit).count();
    let written = match time.as_bytes() {
        [hour, b':', ..] if short && hour.is_ascii_digit() => format!("{sign}0{time}"),
        _ if pattern == "yyyymmdd" && numbers == 4 => format!("{sign}{}:{}", &time[..2], &time[2..]),
        _ if pattern == "yyyymmdd" && numbers == 6 => format!("{sign}{}:{}:{}", &time[..2], &time[2..4], &time[4..]),
        _ => return Cow::Borrowed(rest),
    };
    Cow::Owned(written)
}
