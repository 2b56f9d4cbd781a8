//! Is everything outside the store what was written there: reports, packs, and the records of packs?

use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::audit;
use crate::domain::Language;
use crate::error::{Exit, Result};
use crate::operate::file_set::{FileSet, LEFT_UNFINISHED, left_behind, listed, unfinished};
use crate::operate::month::editions::{REPORTS, file_set_of};
use crate::operate::month::positions::sheet;
use crate::operate::publish::check::packs;
use crate::operate::reconcile::check::reconciled;
use crate::operate::remove::came_back;
use crate::operate::trend::TREND;
use crate::operate::what_if;
use crate::report::sign_off::LOG_FACT;
use crate::store::{Damage, FORMAT, PublishedMonth, ReportFile, ReportsLock, Store};

/// What is wrong outside the store of a project, and what needs a word.
///
/// # Errors
/// 75 if what looks wrong may be so because another command is writing there, which does not end.
pub fn outside(project: &Path, store: &Store) -> Result<Vec<Damage>> {
    let found = check(project, store)?;
    if found.is_empty() {
        return Ok(found);
    }
    // Another command may be between two steps: looked at again when none is.
    match ReportsLock::take(project, Duration::ZERO) {
        Ok(_lock) => check(project, &Store::read_only(project)?),
        Err(error) if error.exit() == Exit::Busy => Err(error),
        // What cannot be locked cannot be written either.
        Err(_) => Ok(found),
    }
}

fn check(project: &Path, store: &Store) -> Result<Vec<Damage>> {
    let mut found = Vec::new();
    for month in &store.manifest().months {
        // A damaged archive is named among the files of the store.
        let Ok(Some(set)) = file_set_of(project, store, month) else { continue };
        if store.manifest().format < FORMAT && set.lacks_only_lists() {
            let what = "has no list of its files: an older program wrote none, and the next run does";
            found.push(Damage::note(set.place(), what, "nothing to do"));
        } else {
            found.extend(of_month(month, &set));
        }
    }
    found.extend(sheets(project, store)?);
    found.extend(of_trend(&project.join(REPORTS), &store.manifest().content_sha256()));
    found.extend(reconciled(project, store));
    found.extend(sheet::check(project, store));
    found.extend(what_if::check::check(project, store));
    found.extend(packs(project)?);
    found.extend(came_back(project, store));
    Ok(found)
}

/// Lines of the audit log that the sheets of sign-offs name, and that are not in it: it was cut, its end too, or was begun anew.
fn sheets(project: &Path, store: &Store) -> Result<Vec<Damage>> {
    let log = audit::read(project)?.unwrap_or_default();
    let mut found = Vec::new();
    for month in &store.manifest().months {
        let Some(sheet) = month.sign_off.as_ref().and_then(|sheet| store.reports(sheet).ok()) else { continue };
        let Some((line, sha256)) = sheet.iter().find_map(named_line) else { continue };
        if log.hashes.get(&line).is_some_and(|found| *found == sha256) {
            continue;
        }
        let path = project.join(audit::LOG);
        let what = format!(
            "has no line {line} with the SHA-256 that the sheet of the sign-off of {} names: lines were cut or changed, or it was \
             begun anew",
            month.month
        );
        found.push(match log.is_later {
            true => Damage::note(path, what, "nothing to do if it was begun anew on purpose"),
            false => Damage::outside(path, what, audit::WAY_OUT),
        });
    }
    Ok(found)
}

/// The line of the audit log that a sheet names, with its SHA-256.
fn named_line(file: &ReportFile) -> Option<(u64, String)> {
    let sheet: serde_json::Value = serde_json::from_slice(&file.bytes).ok()?;
    let fact = sheet["provenance"]
        .as_array()?
        .iter()
        .find(|fact| Language::ALL.iter().any(|language| fact["name"] == language.word(LOG_FACT)))?;
    let (line, sha256) = fact["value"].as_str()?.split_once(' ')?;
    Some((line.parse().ok()?, sha256.to_owned()))
}

fn of_month(month: &PublishedMonth, set: &FileSet) -> Vec<Damage> {
    let (place, edition) = (set.place(), month.edition);
    let again =
        format!("`beddays report statement --month {}` puts the files in place as they were published", month.month);
    let is_left = place.parent().is_some_and(|outer| unfinished(outer).contains(&month.month.to_string()));
    let differences = set.differences();
    if !differences.is_empty() && set.is_waiting() {
        let what = format!(
            "has not the files of edition {edition} yet, which is in the store: a run was stopped before it put them in \
             place; {again}, and so does the next run"
        );
        return vec![Damage::note(place, what, again)];
    }
    let mut found: Vec<Damage> = match edition_of(&place) {
        _ if !place.is_dir() => vec![Damage::outside(place.clone(), "is missing", again)],
        Some(other) if other != u64::from(edition) && !differences.is_empty() => {
            let what = format!("has the files of edition {other}, and the store holds edition {edition}");
            vec![Damage::outside(place.clone(), what, again)]
        }
        _ => differences
            .into_iter()
            .map(|(name, what)| match what == LEFT_UNFINISHED {
                true => Damage::note(place.join(name), what, "nothing to do"),
                false => Damage::outside(place.join(name), what, again.clone()),
            })
            .collect(),
    };
    found.extend(is_left.then(|| left_behind(&place)));
    found
}

/// The edition of the statement in a folder, as its summary says.
fn edition_of(folder: &Path) -> Option<u64> {
    let summary: serde_json::Value = serde_json::from_slice(&fs::read(folder.join("run.json")).ok()?).ok()?;
    summary["edition"].as_u64()
}

fn of_trend(reports: &Path, content_sha256: &str) -> Vec<Damage> {
    let folder = reports.join(TREND);
    let mut found: Vec<Damage> =
        unfinished(reports).contains(TREND).then(|| left_behind(&folder)).into_iter().collect();
    // An older program wrote no list.
    let Some(list) = listed(&folder) else { return found };
    let again = "`beddays report trend` writes it anew";
    let differences = list.differences(&folder).into_iter();
    found.extend(differences.map(|(name, what)| Damage::outside(folder.join(name), what, again)));
    if list.basis.is_some_and(|basis| basis != content_sha256) {
        let what = format!("is of the store as it was before its last change; {again}");
        found.push(Damage::note(folder, what, again));
    }
    found
}
