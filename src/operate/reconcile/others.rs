//! Other claims for the same month that were reconciled before: a day in two of them would be agreed twice.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use super::claimed_days::{CLAIMED_DAYS, ClaimedDays, ClaimedLine};
use super::{ComparedClaim, RECONCILED};
use crate::domain::Minor;
use crate::error::{Error, Exit, Position, Result};
use crate::operate::file_set::listed;
use crate::report::reconcile::OtherClaim;
use crate::store::sha256;

/// The other claims, each with the days of this one that it has too: by the stay that the lines were matched with, whatever
/// they call it. Nothing is netted: what a credit takes off does not make another day that is in both less so. Whoever calls
/// has the lock of reports.
///
/// # Errors
/// 65: what was kept of another claim is not as it was written.
pub(super) fn of(compared: &ComparedClaim<'_>, own: &str) -> Result<Vec<OtherClaim>> {
    let outer = compared.project.folder.join(RECONCILED).join(compared.published.month.to_string());
    let entries = fs::read_dir(&outer).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.retain(|name| name != own && !name.starts_with('.'));
    names.sort();
    let (mine, mut found) = (ClaimedDays::of(compared), Vec::new());
    for name in names {
        let Some(other) = kept(&outer.join(name))? else { continue };
        let common = in_common(&mine, &other);
        if common.days != 0 || mine.is_of_sender(&other) {
            found.push(common);
        }
    }
    Ok(found)
}

/// What was kept of another claim; nothing where the folder has nothing of ours.
pub(crate) fn kept(folder: &Path) -> Result<Option<ClaimedDays>> {
    let Some(list) = listed(folder) else { return Ok(None) };
    let wanted = list.files.iter().find(|(name, _)| name == CLAIMED_DAYS).map(|(_, hash)| hash);
    let bytes = fs::read(folder.join(CLAIMED_DAYS)).ok();
    let bytes = bytes.filter(|bytes| wanted.is_some_and(|wanted| *wanted == sha256(bytes)));
    let read = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    read.map(Some).ok_or_else(|| {
        let what =
            "the days of another claim are not as they were written, so that days in both claims cannot be found";
        Error::new("S_RECONCILED", Exit::Data, what)
            .at(Position::file(&folder.join(CLAIMED_DAYS)))
            .effect("nothing was written or changed")
            .hint("move that folder out of `reconciled`, then reconcile its claim again")
    })
}

/// The days of the lines of one claim that lines of another have too. Of a line that says how many days it claims and not
/// which, as many as it may have.
fn in_common(mine: &ClaimedDays, other: &ClaimedDays) -> OtherClaim {
    let mut by_stay: HashMap<&str, Vec<&ClaimedLine>> = HashMap::new();
    other.lines.iter().for_each(|line| by_stay.entry(&line.stay).or_default().push(line));
    let mut found = OtherClaim { claim: other.claim.clone(), days: 0, claimed: Minor(0) };
    for line in &mine.lines {
        let theirs = by_stay.get(&*line.stay).map_or(&[][..], Vec::as_slice);
        let has = |day| theirs.iter().any(|one| one.is_exact() && one.from_on <= day && day <= one.to_on);
        let surely = line.from_on.to(line.to_on).filter(|day| has(*day)).count() as i64;
        let perhaps: i64 = theirs.iter().filter(|one| !one.is_exact()).map(|one| one.days.min(line.overlap(one))).sum();
        let days = (surely + perhaps).min(line.days);
        if days > 0 {
            found.days += days;
            found.claimed = found.claimed + Minor(line.claimed_minor.0 * days / line.days);
        }
    }
    found
}
