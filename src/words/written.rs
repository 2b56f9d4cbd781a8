//! Numbers, days and money as the country of a language writes them.
//!
//! English reports write `£1,234.50` and `1 March 2018`; Norwegian `1 234,50 kr` and `1. mars 2018`; Swedish `1 234,50 kr` and
//! `1 mars 2018`; Danish `1.234,50 kr.` and `1. marts 2018`. Their blanks are those at which no line breaks.

use crate::domain::day::Weekday;
use crate::domain::money::thousands;
use crate::domain::{Currency, Day, Language, Minor, Month, decimal};

/// Between thousands in Norway and Sweden: a narrow blank at which no line breaks.
const NARROW: &str = "\u{202f}";
/// Before the currency: a blank at which no line breaks.
const BLANK: &str = "\u{a0}";

impl Language {
    /// What stands between thousands, and before decimals.
    pub fn separators(self) -> [&'static str; 2] {
        match self {
            Self::English => [",", "."],
            Self::Bokmal | Self::Swedish => [NARROW, ","],
            Self::Danish => [".", ","],
        }
    }

    /// A number in English signs, in those of the language.
    pub fn signs(self, english: &str) -> String {
        let [between, before] = self.separators();
        let sign = |letter: char| match letter {
            ',' => between.to_owned(),
            '.' => before.to_owned(),
            other => other.to_string(),
        };
        english.chars().map(sign).collect()
    }

    /// A whole number.
    pub fn count(self, number: i64) -> String {
        let sign = if number < 0 { "-" } else { "" };
        format!("{sign}{}", self.signs(&thousands(number.unsigned_abs())))
    }

    /// A measure with so many decimals.
    pub fn measure(self, number: f64, places: u8) -> String {
        self.signs(&decimal::decimal(number, places))
    }

    /// An amount with its currency.
    pub fn money(self, amount: Minor, currency: Currency) -> String {
        if self.is_english() {
            return amount.with(currency);
        }
        let (sign, magnitude) = (if amount.0 < 0 { "-" } else { "" }, amount.0.unsigned_abs());
        let figures = self.signs(&format!("{}.{:02}", thousands(magnitude / 100), magnitude % 100));
        format!("{sign}{figures}{BLANK}{}", self.mark(currency))
    }

    /// What stands behind an amount: the own krone as people write it, other currencies by sign or code.
    pub fn mark(self, currency: Currency) -> &'static str {
        match (self, currency) {
            (Self::Bokmal, Currency::Nok) | (Self::Swedish, Currency::Sek) => "kr",
            (Self::Danish, Currency::Dkk) => "kr.",
            _ => currency.mark().trim_end(),
        }
    }

    /// A day.
    pub fn day(self, day: Day) -> String {
        let date = day.date();
        let (month, year) = (self.month_name(day.month()), i64::from(date.year()));
        let arguments =
            [("day", i64::from(date.day())), ("year", year)].map(|(name, of)| (name, super::Argument::Plain(of)));
        let [own_day, own_year] = arguments;
        self.instead("day-long", &[own_day, ("month", month.into()), own_year], || day.long())
    }

    /// A month.
    pub fn month(self, month: Month) -> String {
        let year = super::Argument::Plain(i64::from(month.year()));
        self.instead("month-long", &[("month", self.month_name(month).into()), ("year", year)], || month.long())
    }

    /// A day of the week in three or four letters.
    pub fn weekday(self, weekday: Weekday) -> String {
        self.instead(&format!("weekday-{}", weekday as u8 + 1), &[], || weekday.short().to_owned())
    }

    /// A day with its day of the week.
    pub fn weekday_and_day(self, day: Day) -> String {
        format!("{} {}", self.weekday(day.weekday()), self.day(day))
    }

    /// A day without its year, its month in three letters.
    pub fn short_day(self, day: Day) -> String {
        let named = self.month_name(day.month()).chars().take(3).collect::<String>();
        let number = i64::from(day.date().day());
        self.instead("day-short", &[("day", super::Argument::Plain(number)), ("month", named.into())], || {
            format!("{number} {}", day.month().long().get(..3).unwrap_or_default())
        })
    }

    fn month_name(self, month: Month) -> &'static str {
        self.find(&format!("month-{}", month.first().date().month())).unwrap_or_default()
    }
}
