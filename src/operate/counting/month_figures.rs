//! What a month comes to by one convention, and what it says of itself.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::{Day, Language};
use crate::operate::counting::doubts::DoubtfulCount;
use crate::words::Argument;

/// A month by one convention: part of `run.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CountedMonth {
    /// The convention with every reading that is not the default.
    pub convention: String,
    /// SHA-256 of its file.
    pub sha256: String,
    /// Delayed days of the month in the project's own view; nothing where no stay could be counted, which is not 0.
    pub days: Option<u64>,
    /// The last day that is known, if the month goes on after it: then the days are those so far, and no table has them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known_to: Option<Day>,
    /// Stays that touch the month and cannot be counted, by what is not known of them. They are not among the days.
    pub not_counted: BTreeMap<String, u64>,
    /// Stays with days of the month that lack a code which could have excluded them, by the code.
    pub counted_without_code: BTreeMap<&'static str, u64>,
    /// Stays that would be counted otherwise if a record meant something else than what was taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub in_doubt: Vec<DoubtfulCount>,
    /// The days by hospital and authority, by their codes; the authority is empty where it is not recorded.
    #[serde(skip)]
    pub places: BTreeMap<(String, String), u64>,
}

impl CountedMonth {
    /// Adds what other stays came to.
    pub(crate) fn merge(&mut self, other: Self) {
        if let Some(days) = other.days {
            *self.days.get_or_insert(0) += days;
        }
        let more = |sums: &mut BTreeMap<String, u64>, other: BTreeMap<String, u64>| {
            other.into_iter().for_each(|(name, count)| *sums.entry(name).or_default() += count);
        };
        more(&mut self.not_counted, other.not_counted);
        for (code, count) in other.counted_without_code {
            *self.counted_without_code.entry(code).or_default() += count;
        }
        for (place, days) in other.places {
            *self.places.entry(place).or_default() += days;
        }
    }

    /// Of a month of which stays are there and none could be counted there is no figure.
    pub(crate) fn settle(&mut self) {
        let days = self.days.unwrap_or_default();
        self.days = (days > 0 || self.not_counted.is_empty()).then_some(days);
    }

    /// What is not in the figure, in words; empty where nothing is.
    pub fn lacking(&self, language: Language) -> String {
        let not_counted: u64 = self.not_counted.values().sum();
        if not_counted == 0 {
            return String::new();
        }
        let causes: Vec<String> = self.not_counted.iter().map(|(what, stays)| format!("{what} {stays}")).collect();
        let of = [("stays", Argument::Plain(not_counted as i64)), ("causes", causes.join(", ").into())];
        format!("{} (not-counted.csv)", language.say("trend-not-counted", &of))
    }

    /// For people, on one line.
    pub fn line(&self) -> String {
        let figure = match self.days {
            Some(1) => "1 day".to_owned(),
            Some(days) => format!("{days} days"),
            None => "no figure".to_owned(),
        };
        let so_far = self.known_to.map_or_else(String::new, |day| {
            format!(" so far: the news ends on {day}, before the month does, so no table, trend or pack has it")
        });
        let in_doubt = match &self.in_doubt[..] {
            [] => String::new(),
            [one] => format!("; 1 stay in doubt: {} or {} days ({})", one.days, one.otherwise, one.record),
            several => format!("; {} doubts about the days of stays, in run.json", several.len()),
        };
        let lacking = self.lacking(Language::English);
        let lacking = if lacking.is_empty() { lacking } else { format!("; {lacking}") };
        format!("counted by {}: {figure}{so_far}{in_doubt}{lacking}", self.convention)
    }
}
