//! Are the packs that are out, and the records behind them, what was written?

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::kept::{self, PUBLIC, RECORDS, SHOWN};
use crate::disclosure::Pack;
use crate::domain::Month;
use crate::error::Result;
use crate::operate::file_set::{left_behind, listed, unfinished};
use crate::store::Damage;

/// What is wrong with the packs of a project and their records, and what needs a word.
///
/// # Errors
/// 74: a folder cannot be listed.
pub(crate) fn packs(project: &Path) -> Result<Vec<Damage>> {
    let mut found = Vec::new();
    let mut packs: BTreeMap<Month, Vec<Pack>> = BTreeMap::new();
    let folder = project.join(RECORDS);
    for path in kept::entries(&folder)? {
        match kept::record(&path) {
            Ok((pack, has_hash)) => {
                if !has_hash {
                    let what =
                        "has no hash of its own, so that a changed figure would not be seen: an older program wrote it";
                    found.push(Damage::note(path, what, "`beddays publish` of its month writes it with one"));
                }
                packs.entry(pack.month).or_default().push(pack);
            }
            Err(error) => found.push(Damage::outside(path, error.what(), kept::FROM_BACKUP)),
        }
    }
    let is_readable = found.is_empty();
    for (month, packs) in &mut packs {
        packs.sort_by_key(|pack| pack.edition);
        if is_readable && let Some(edition) = kept::missing_edition(packs) {
            let path = folder.join(kept::record_name(*month, edition));
            found.push(Damage::outside(path, "is missing, and a later one is there", kept::FROM_BACKUP));
        }
        found.extend(of_month(&project.join(PUBLIC), *month, packs)?);
    }
    for path in kept::entries(&project.join(PUBLIC))? {
        let month = path.file_name().and_then(|name| name.to_str()?.parse::<Month>().ok());
        let is_pack = path.join(SHOWN).exists();
        if is_readable && is_pack && month.is_none_or(|month| !packs.contains_key(&month)) {
            let hint =
                format!("put its record in {RECORDS}/ back from a backup; a pack that never went out can be removed");
            found.push(Damage::outside(path, "is a pack of which there is no record", hint));
        }
    }
    Ok(found)
}

fn of_month(public: &Path, month: Month, packs: &[Pack]) -> Result<Vec<Damage>> {
    let (name, Some(latest)) = (month.to_string(), packs.last()) else { return Ok(Vec::new()) };
    let (place, wanted) = (public.join(&name), kept::shown(latest)?.bytes);
    let again = format!("`beddays publish --month {month}` writes it again");
    let shows = |folder: &Path, bytes: &[u8]| fs::read(folder.join(SHOWN)).is_ok_and(|found| found == bytes);
    let is_left = unfinished(public).contains(&name);
    let is_latest = shows(&place, &wanted);
    if is_left && !is_latest && shows(&public.join(format!(".{name}.next")), &wanted) {
        let what = format!(
            "has not the files of edition {} yet, of which the record is kept: a command was stopped before it put them in \
             place; {again}",
            latest.edition
        );
        return Ok(vec![Damage::note(place, what, again)]);
    }
    let mut found: Vec<Damage> = is_left.then(|| left_behind(&place)).into_iter().collect();
    if !place.is_dir() {
        found.push(Damage::outside(place, "is missing, and the record of the pack is kept", again));
        return Ok(found);
    }
    let back = format!("put it back from a backup, or move it away: {again}");
    let differences = listed(&place).map(|list| list.differences(&place)).unwrap_or_default();
    let is_whole = differences.is_empty();
    found.extend(differences.into_iter().map(|(name, what)| Damage::outside(place.join(name), what, back.clone())));
    if is_whole && !is_latest {
        let mut earlier = packs.iter().rev().skip(1);
        let other = earlier.find(|pack| kept::shown(pack).is_ok_and(|file| shows(&place, &file.bytes)));
        let what = match other {
            Some(pack) => {
                format!("shows edition {}, and the latest record is of edition {}", pack.edition, latest.edition)
            }
            None => "is not what its record says".to_owned(),
        };
        found.push(Damage::outside(place.join(SHOWN), what, back));
    }
    Ok(found)
}
