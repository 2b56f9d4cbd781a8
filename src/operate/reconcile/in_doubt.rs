//! What the statement of the same edition says is in doubt or charged twice: a line can agree with a ledger that is in doubt.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::domain::{Day, Language};
use crate::error::Result;
use crate::operate::month::run::RUN_JSON;
use crate::reconcile::{JudgedLine, StayOfLine};
use crate::store::{PublishedMonth, Store};

/// What is in doubt by the reports that the store keeps of an edition.
#[derive(Default)]
struct DoubtsOfEdition {
    /// In words, by stay.
    by_stay: BTreeMap<String, BTreeSet<String>>,
    /// Days that are charged in several stays of one person, by stay, with all of these stays.
    twice: BTreeMap<String, BTreeSet<(Day, String)>>,
}

/// Puts what is in doubt to the lines.
///
/// # Errors
/// 65: the reports are damaged.
pub(super) fn put(
    (store, language): (&Store, Language),
    published: &PublishedMonth,
    lines: &mut [JudgedLine],
) -> Result<()> {
    let Some(stored) = &published.reports else { return Ok(()) };
    let mut doubts = DoubtsOfEdition::default();
    for file in store.reports(stored)?.iter().filter(|file| file.name.ends_with(".json")) {
        let report: Value = serde_json::from_slice(&file.bytes).unwrap_or_default();
        if file.name == RUN_JSON {
            doubts.by_stay(language, &report);
        }
        let sections = report["sections"].as_array().into_iter().flatten();
        let tables = sections.filter_map(|section| section["tables"].as_array()).flatten();
        tables.filter(|table| table["id"] == "charged_twice").for_each(|table| doubts.charged_twice(table));
    }
    lines.iter_mut().for_each(|line| line.doubts = doubts.of(language, line));
    Ok(())
}

impl DoubtsOfEdition {
    /// Adds the doubts that the summary of a run lists.
    fn by_stay(&mut self, language: Language, summary: &Value) {
        for doubt in summary["doubts"].as_array().into_iter().flatten() {
            if let Some((stay, words)) = doubt["stay_id"].as_str().zip(doubt["words"].as_str()) {
                let id = format!("doubt-{}", doubt["kind"].as_str().unwrap_or_default());
                let words = language.instead(&id, &[], || words.to_owned());
                self.by_stay.entry(stay.to_owned()).or_default().insert(words);
            }
        }
    }

    /// Adds the days of a statement on which a person is charged for in several stays.
    fn charged_twice(&mut self, table: &Value) {
        let columns = || table["columns"].as_array().into_iter().flatten();
        let place = |name: &str| columns().position(|column| column["name"] == name);
        let Some((day, stays)) = place("day").zip(place("stays")) else { return };
        let rows = table["rows"].as_array().into_iter().flatten();
        for (day, stays) in rows.filter_map(|row| row[day].as_str()?.parse().ok().zip(row[stays].as_str())) {
            for stay in stays.split(", ") {
                self.twice.entry(stay.to_owned()).or_default().insert((day, stays.to_owned()));
            }
        }
    }

    /// What is in doubt about what is owed for a line; of a line for which nothing is owed nothing.
    fn of(&self, language: Language, judged: &JudgedLine) -> Vec<String> {
        let StayOfLine::Found(stay_id) = &judged.line.stay else { return Vec::new() };
        let mut found = Vec::new();
        if let Some(words) = self.by_stay.get(&**stay_id).filter(|_| judged.owed_days() > 0) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            found.push(language.say("claim-doubt", &[("doubts", words.join("; ").into())]));
        }
        for (day, stays) in self.twice.get(&**stay_id).into_iter().flatten() {
            if judged.parts.iter().any(|part| part.day == Some(*day) && part.owed_days > 0) {
                found.push(language.say("claim-twice", &[("day", (*day).into()), ("stays", stays.into())]));
            }
        }
        found
    }
}
