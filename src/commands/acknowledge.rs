//! `beddays acknowledge`: what was seen stays as it is, and no run says so again.

use std::path::Path;

use super::Out;
use crate::cli::AcknowledgeArguments;
use crate::domain::{Language, Month};
use crate::error::{Exit, Result};
use crate::operate::deliveries::acknowledge as deliveries;
use crate::operate::month::known_changes;
use crate::project::Project;
use crate::regime::Law;
use crate::report::statement::before_and_now;

pub(super) fn acknowledge(folder: &Path, arguments: &AcknowledgeArguments, out: &mut Out) -> Result<Exit> {
    let project = super::project_within(folder, arguments.wait)?;
    let note = arguments.note.as_deref().unwrap_or_default();
    match (arguments.month, &arguments.delivery) {
        (Some(month), _) => of_month(&project, month, note, out),
        (None, Some(named)) => of_delivery(&project, named, note, out),
        // The command line has one of the two.
        (None, None) => Ok(Exit::Done),
    }
}

/// A published month that would be different by now.
fn of_month(project: &Project, month: Month, note: &str, out: &mut Out) -> Result<Exit> {
    out.of_month(month);
    let change = known_changes::acknowledge(project, month, note)?;
    let edition = change.as_ref().map(|change| change.edition);
    out.changed(edition.map_or_else(
        || "nothing to acknowledge".to_owned(),
        |edition| format!("acknowledged what edition {edition} would be by now"),
    ));
    if out.json {
        out.value(&change)?;
        return Ok(Exit::Done);
    }
    let currency = Law::currency_of(&project.law);
    match change {
        Some(change) => {
            out.data(format!("acknowledged: {month}, edition {}", change.edition))?;
            out.data(format!("  {}", before_and_now(Language::English, &change.sums, currency)))?;
            out.talk("the month stays as it was published; if more news changes it, runs will say so again");
        }
        None => out.data(format!("{month} would be the same now: there is nothing to acknowledge"))?,
    }
    Ok(Exit::Done)
}

/// A delivery of odd size.
fn of_delivery(project: &Project, named: &str, note: &str, out: &mut Out) -> Result<Exit> {
    let volume = deliveries::acknowledge(project, named, note)?;
    out.changed(match &volume {
        Some(volume) => format!("acknowledged a delivery of {} records", volume.records),
        None => "nothing to acknowledge".to_owned(),
    });
    let Some(volume) = volume else {
        if out.json {
            out.value(&serde_json::Value::Null)?;
        } else {
            out.data("nothing is odd about this delivery: there is nothing to acknowledge")?;
        }
        return Ok(Exit::Done);
    };
    let median = volume.median();
    if out.json {
        out.value(&serde_json::json!({
            "file": volume.file, "sha256": volume.sha256, "records": volume.records, "median": median,
            "acknowledged": volume.acknowledged,
        }))?;
    } else {
        let beside = median.map_or_else(String::new, |median| format!(", beside a median of {median} before it"));
        out.data(format!("acknowledged: {}, {} records{beside}", volume.file, volume.records))?;
        out.talk("the next run does not ring for it; the statement keeps saying what is odd, with your note");
    }
    Ok(Exit::Done)
}
