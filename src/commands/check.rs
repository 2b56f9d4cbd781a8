//! `beddays check`: what would be taken, what not and why. Nothing is stored.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::Out;
use crate::cli::CheckArguments;
use crate::domain::{EventKind, Finding, Receipt, Severity};
use crate::error::{Error, Exit, Result};
use crate::files::wording::count;
use crate::intake::profile::{self, Profile, ProfileColumn};
use crate::operate::deliveries::look::{FileOutcome, LookRequest, Looked, look};
use crate::project::PROJECT_FILE;
use serde_json::json;

/// How many findings of one code are listed one by one.
const LISTED: u64 = 20;

pub(super) fn check(folder: &Path, arguments: &CheckArguments, out: &mut Out) -> Result<Exit> {
    if arguments.columns {
        return columns(out);
    }
    let request = LookRequest {
        files: &arguments.files,
        profile: arguments.profile.as_deref().map(|name| profile::find(name, Path::new(""))).transpose()?,
        dates: super::dates(arguments.dates.as_deref())?,
        as_of: arguments.as_of,
    };
    // Outside of a project there is no store to look in, and a folder that was named must hold one.
    let is_project = folder != Path::new(".") || folder.join(PROJECT_FILE).exists();
    let project = is_project.then(|| super::project(folder)).transpose()?;
    let looked = look(project.as_ref(), &request)?;
    if out.json {
        out.value(&to_json(&looked))?;
    } else {
        tell(&looked, out)?;
    }
    let rejected = receipts(&looked).any(|receipt| receipt.rejected > 0);
    match Error::several(looked.files.into_iter().filter_map(|file| file.counted.err()).collect()) {
        Some(error) => Err(error),
        None => Ok(if rejected { Exit::Alarm } else { Exit::Done }),
    }
}

fn receipts(looked: &Looked) -> impl Iterator<Item = &Receipt> {
    looked.files.iter().filter_map(|file| file.counted.as_ref().ok())
}

/// Of the files that can be read; where there are none nothing is known, and nothing is 0.
fn to_json(looked: &Looked) -> serde_json::Value {
    let found: u64 = looked.codes.values().sum();
    let is_any = receipts(looked).next().is_some();
    let sum = |part: fn(&Receipt) -> u32| is_any.then(|| receipts(looked).map(part).sum::<u32>());
    let entry = |outcome: &FileOutcome| {
        let mut entry = match &outcome.counted {
            Ok(receipt) => json!(receipt),
            Err(error) => json!({ "file": outcome.file, "error": error.to_json()["error"] }),
        };
        entry["profile"] = json!(outcome.profile);
        entry["run_would_refuse"] = match &outcome.counted {
            Ok(_) => json!(outcome.untrusted),
            Err(error) => json!(error.what()),
        };
        entry
    };
    json!({
        "records": sum(|receipt| receipt.read),
        "accepted": sum(|receipt| receipt.accepted),
        "passed_over": sum(|receipt| receipt.passed_over),
        "rejected": sum(|receipt| receipt.rejected),
        "duplicates": sum(|receipt| receipt.duplicates),
        "codes": looked.codes,
        "files": looked.files.iter().map(entry).collect::<Vec<_>>(),
        "findings": looked.findings,
        "findings_not_listed": found - looked.findings.len() as u64,
        "deliveries_in_store": looked.beside,
    })
}

fn tell(looked: &Looked, out: &mut Out) -> Result<()> {
    let mut shown: BTreeMap<&str, u64> = BTreeMap::new();
    for finding in &looked.findings {
        let count = shown.entry(finding.code).or_default();
        *count += 1;
        if *count <= LISTED {
            tell_finding(finding, out)?;
        }
    }
    for (code, count) in looked.codes.iter().filter(|(_, count)| **count > LISTED) {
        out.data(format!("{code}: and {} more", count - LISTED))?;
    }
    for FileOutcome { file, profile, counted, untrusted } in &looked.files {
        let receipt = match counted {
            Ok(receipt) => receipt,
            Err(error) => {
                out.data(format!("{file}: refused[{}], nothing was taken from it", error.code()))?;
                continue;
            }
        };
        let profile = profile.as_deref().unwrap_or_default();
        out.data(format!("{file}: {} (profile {profile})", receipt.sum()))?;
        for (name, count) in &receipt.counts {
            out.data(format!("  {name}: {count}"))?;
        }
        if let Some(why) = untrusted {
            out.data(format!("  a run would refuse this delivery as a whole: {why}"))?;
        }
    }
    let refused = looked.files.iter().filter(|file| file.counted.is_err()).count();
    if refused > 0 && refused < looked.files.len() {
        out.talk("the counts are as if the refused files had not been given");
    }
    match looked.beside {
        Some(deliveries) => {
            let held = count(deliveries, "delivery");
            out.talk(format!("the project's store was looked at ({held}); nothing was stored"));
        }
        None if shown.contains_key("R_UNKNOWN_STAY") => out.talk(
            "stays were looked for in these files alone: in the folder of a project, or with --project DIR, its store is \
             looked at too",
        ),
        None => {}
    }
    Ok(())
}

fn tell_finding(finding: &Finding, out: &mut Out) -> Result<()> {
    let outcome = match finding.severity {
        Severity::Rejected => "rejected",
        Severity::Duplicate => "duplicate",
        Severity::Warning => "warning",
    };
    let column = if finding.column.is_empty() { String::new() } else { format!(", {}", finding.column) };
    let Finding { code, message, file, line, hint, .. } = finding;
    out.data(format!("{outcome}[{code}]: {message} in `{file}` line {line}{column}"))?;
    if !hint.is_empty() {
        out.data(format!("  hint: {hint}"))?;
    }
    Ok(())
}

fn columns(out: &mut Out) -> Result<Exit> {
    let kinds: Vec<&str> = EventKind::ALL.iter().map(|kind| kind.name()).collect();
    if out.json {
        let column = |column: &ProfileColumn| json!({ "headers": column.headers, "required": column.required });
        let profile = |profile: &Arc<Profile>| {
            let columns: Vec<_> = profile.columns.iter().map(column).collect();
            json!({ "name": profile.name, "about": profile.about, "columns": columns })
        };
        let profiles: Vec<_> = profile::built_in()?.iter().map(profile).collect();
        out.value(&json!({ "profiles": profiles, "kinds_of_events": kinds }))?;
        return Ok(Exit::Done);
    }
    for profile in profile::built_in()? {
        out.data(format!("{}: {}", profile.name, profile.about))?;
        for column in &profile.columns {
            let required = if column.required { "  (required)" } else { "" };
            out.data(format!("  {}{required}", column.headers.join(" | ")))?;
        }
    }
    out.talk(format!("kinds of events: {}", kinds.join(", ")));
    Ok(Exit::Done)
}
