//! What an agreement sets, value by value, and what it cannot set.

use std::fmt::Display;

use crate::domain::{Currency, Day, Minor, near};

use super::super::check::{RegimeProblems, no_price};
use super::super::file::Grade;
use super::super::readiness::CutOff;
use super::file::{AgreedNumber, AgreedPrice, AgreedTime};

/// A value as the regime has it and as was agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreedChange {
    /// The value, as in `price of standard`.
    pub value: String,
    /// As the regime has it.
    pub before: String,
    /// As was agreed.
    pub after: String,
    /// Where the agreement says so.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}

/// The values that were set so far, and the problems that were found.
#[derive(Default)]
pub(super) struct AgreedChanges {
    pub found: Vec<AgreedChange>,
    pub problems: RegimeProblems,
}

impl AgreedChanges {
    /// A value that the regime does not have.
    pub fn refuse(&mut self, byte: usize, regime: &str, value: &str) {
        self.problems.add(byte, format!("`{regime}` has no {value} that an agreement could set"));
    }

    /// A name that is none of those that the regime has.
    pub fn unknown(&mut self, byte: usize, regime: &str, (value, name): (&str, &str), known: &[&str]) {
        let there_are = format!("there is {}", known.join(", "));
        let hint = near::hint(name, known.iter().copied(), &there_are);
        self.problems.add(byte, format!("`{regime}` has no {value} of `{name}`: {hint}"));
    }

    /// A value that was set before in the same file.
    pub fn twice(&mut self, byte: usize, value: &str) {
        self.problems.add(byte, format!("the {value} is set twice: an overlap"));
    }

    pub fn days(&mut self, value: &str, before: i32, agreed: &AgreedNumber) {
        let (cite, grade) = (agreed.cite.clone(), agreed.grade);
        self.add(value, format!("{before} days"), format!("{} days", agreed.days), (cite, grade));
    }

    pub fn price(&mut self, value: &str, before: Option<Minor>, agreed: &AgreedPrice, currency: Currency) {
        let before = before.map_or_else(|| "no price".to_owned(), |price| price.with(currency).to_string());
        let dated = |word: &str, day: Option<Day>| day.map_or_else(String::new, |day| format!(" {word} {day}"));
        let dates = dated("from", agreed.from) + &dated("to", agreed.to);
        let after = format!("{}{dates}", agreed.amount_minor.with(currency));
        self.add(value, before, after, (agreed.cite.clone(), agreed.grade));
    }

    pub fn time(&mut self, value: &str, before: Option<impl Display>, agreed: &AgreedTime) {
        let after = match agreed.time {
            CutOff::After(time) => time.to_string(),
            _ => "none".to_owned(),
        };
        let before = before.map_or_else(|| "none".to_owned(), |time| time.to_string());
        self.add(value, before, after, (agreed.cite.clone(), agreed.grade));
    }

    pub fn add(&mut self, value: &str, before: String, after: String, (cite, grade): (String, Grade)) {
        self.found.push(AgreedChange { value: value.to_owned(), before, after, cite, grade });
    }

    /// Whether a price is one, of days of the agreement.
    pub fn is_price(&mut self, byte: usize, agreed: &AgreedPrice, (first, last): (Day, Day)) -> bool {
        let (from, to) = (agreed.from.unwrap_or(first), agreed.to.unwrap_or(last));
        let is_within = first <= from && from <= to && to <= last;
        if !is_within {
            self.problems.add(byte, format!("{from} to {to} is not within the agreement, {first} to {last}"));
        }
        let problem = no_price(byte, agreed.amount_minor);
        let is_price = is_within && problem.is_none();
        self.problems.0.extend(problem);
        is_price
    }

    /// Whether a time can be set; one that is to be filled in cannot.
    pub fn is_time(&mut self, byte: usize, agreed: &AgreedTime) -> bool {
        let is_one = agreed.time != CutOff::Answered;
        if !is_one {
            self.problems.add(byte, "`HH:MM` is to be filled in: a time of day such as `16:00`, or `none`");
        }
        is_one
    }
}
