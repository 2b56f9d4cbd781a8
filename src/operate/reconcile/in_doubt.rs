//! What the statement of the same edition says is in doubt or charged twice: a line can agree with a ledger that is in doubt.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::domain::Day;
use crate::error::Result;
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
pub(super) fn put(store: &Store, published: &PublishedMonth, lines: &mut [JudgedLine]) -> Result<()> {
    let Some(stored) = &published.reports else { return Ok(()) };
    let mut doubts = DoubtsOfEdition::default();
    for file in store.reports(stored)?.iter().filter(|file| file.name.ends_with(".json")) {
        let report: Value = serde_json::from_slice(&file.bytes).unwrap_or_default();
        let sections = report["sections"].as_array().into_iter().flatten();
        sections.filter_map(|section| section["tables"].as_array()).flatten().for_each(|table| doubts.add(table));
    }
    lines.iter_mut().for_each(|line| line.doubts = doubts.of(line));
    Ok(())
}

impl DoubtsOfEdition {
    /// Adds a table of a statement, if it is one of these.
    fn add(&mut self, table: &Value) {
        let rows = || table["rows"].as_array().into_iter().flatten();
        match table["id"].as_str() {
            Some("doubtful_stays") => {
                for (stay, words) in rows().filter_map(|row| row[0].as_str().zip(row[2].as_str())) {
                    self.by_stay.entry(stay.to_owned()).or_default().insert(words.to_owned());
                }
            }
            Some("charged_twice") => {
                for (day, stays) in rows().filter_map(|row| row[0].as_str()?.parse().ok().zip(row[1].as_str())) {
                    for stay in stays.split(", ") {
                        self.twice.entry(stay.to_owned()).or_default().insert((day, stays.to_owned()));
                    }
                }
            }
            _ => {}
        }
    }

    /// What is in doubt about what is owed for a line; of a line for which nothing is owed nothing.
    fn of(&self, judged: &JudgedLine) -> Vec<String> {
        let StayOfLine::Found(stay_id) = &judged.line.stay else { return Vec::new() };
        let mut found = Vec::new();
        if let Some(words) = self.by_stay.get(&**stay_id).filter(|_| judged.owed_days() > 0) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            found.push(format!("the stay is in doubt by the statement of the month: {}", words.join("; ")));
        }
        for (day, stays) in self.twice.get(&**stay_id).into_iter().flatten() {
            if judged.parts.iter().any(|part| part.day == Some(*day) && part.owed_days > 0) {
                let day = day.long();
                found.push(format!("one person is charged for in two stays on {day}, {stays}: pay at most one"));
            }
        }
        found
    }
}
