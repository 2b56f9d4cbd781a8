//! Late news: a delivery that says something about months that were published before it came.

use std::collections::BTreeSet;

use super::deliveries::Held;
use crate::domain::{Day, Finding, Moment, Month, Severity};
use crate::intake::Intake;
use crate::store::{PublishedMonth, Store};

/// Warns about each delivery that touches published months that were last run before it came, other than the month that
/// is run now. Their figures stay as they were published until somebody runs them again.
pub fn warn(held: &[Held], month: Month, store: &Store, taken: &mut Intake) {
    for delivery in held {
        let before =
            |published: &&PublishedMonth| published.month != month && published.news_to < u64::from(delivery.received);
        let months: Vec<Month> = store.manifest().months.iter().filter(before).map(|m| m.month).collect();
        let touched = if months.is_empty() { BTreeSet::new() } else { touched(&delivery.sha256[..16], &months, taken) };
        let receipt = taken.receipts.iter_mut().find(|receipt| receipt.sha256 == delivery.sha256);
        let Some(receipt) = receipt.filter(|_| !touched.is_empty()) else { continue };
        receipt.warnings += 1;
        let months: Vec<String> = touched.iter().map(ToString::to_string).collect();
        taken.findings.push(Finding {
            file: delivery.file.clone(),
            record: 0,
            line: 1,
            byte_offset: 0,
            column: String::new(),
            severity: Severity::Warning,
            code: "W_LATE",
            value: String::new(),
            message: format!("this news is about months that were published before it came: {}", months.join(", ")),
            hint: "they stay as they were published; `beddays run --month` makes a new edition of one".to_owned(),
            stay_id: String::new(),
        });
    }
    taken.findings.sort();
}

/// The published months in which a delivery's stays and facts lie.
fn touched(source: &str, months: &[Month], taken: &Intake) -> BTreeSet<Month> {
    let is_its = |id: &str| id == source;
    let stays = taken.stays.iter().filter(|stay| is_its(&stay.origin.source_id));
    // Before a patient is ready nothing of a stay is counted, so that is where it begins to matter.
    let stays = stays.filter_map(|stay| {
        let from = stay.ready_on?;
        Some((from, stay.discharged_at.map(Moment::day)))
    });
    let events = taken.events.iter().filter(|record| is_its(&record.origin.source_id));
    let events = events.map(|record| {
        let day = record.event.at.day();
        (day, Some(record.event.until.map_or(day, Moment::day)))
    });
    let reasons = taken.reasons.iter().filter(|reason| is_its(&reason.origin.source_id));
    let reasons = reasons.map(|reason| (reason.from_on, reason.to_on));
    let spans: Vec<(Day, Option<Day>)> = stays.chain(events).chain(reasons).collect();
    let meets =
        |month: &Month| spans.iter().any(|(from, to)| *from <= month.last() && to.is_none_or(|to| to >= month.first()));
    months.iter().copied().filter(meets).collect()
}
