//! Other claims of the same sender for the same month that were reconciled before: a day in two of them would be agreed twice.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{RECONCILED, files};
use crate::domain::{Day, Minor, Month};
use crate::reconcile::JudgedLine;
use crate::report::reconcile::OtherClaim;

/// The other claims, with the days that they have in common with these lines as both name them.
pub(super) fn of(
    project: &Path,
    (month, own): (Month, &str),
    payees: &BTreeSet<Box<str>>,
    lines: &[JudgedLine],
) -> Vec<OtherClaim> {
    let outer = project.join(RECONCILED).join(month.to_string());
    let entries = fs::read_dir(&outer).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.retain(|name| name != own && !name.starts_with('.'));
    names.sort();
    names.iter().filter_map(|name| other(&outer.join(name), payees, lines)).collect()
}

fn other(folder: &Path, payees: &BTreeSet<Box<str>>, lines: &[JudgedLine]) -> Option<OtherClaim> {
    let document: Value = serde_json::from_slice(&fs::read(folder.join(files::VERDICTS)).ok()?).ok()?;
    let of_sender = document["payee_codes"].as_array()?.iter().filter_map(Value::as_str);
    if !of_sender.into_iter().any(|code| payees.contains(code)) {
        return None;
    }
    let claimed: BTreeSet<(&str, Day)> = document["lines"].as_array()?.iter().flat_map(days_of).collect();
    let mut found = OtherClaim { claim: document["claim"].as_str()?.to_owned(), days: 0, claimed: Minor(0) };
    for line in lines {
        let Some(stay_id) = line.line.claim.claimed_stay_id.as_deref() else { continue };
        let is_there = |day: Option<Day>| day.is_some_and(|day| claimed.contains(&(stay_id, day)));
        for part in line.parts.iter().filter(|part| part.days != 0 && is_there(part.day)) {
            found.days += part.days;
            found.claimed = found.claimed + part.claimed;
        }
    }
    Some(found)
}

/// The days that a line of a document claims, with the stay as it names it.
fn days_of(line: &Value) -> Vec<(&str, Day)> {
    let Some(stay_id) = line["stay_id"].as_str() else { return Vec::new() };
    let parts = line["parts"].as_array().into_iter().flatten();
    let claiming = parts.filter(|part| part["days"].as_i64().is_some_and(|days| days > 0));
    claiming.filter_map(|part| Some((stay_id, part["day"].as_str()?.parse().ok()?))).collect()
}
