//! Is everything that the manifest names there, byte for byte?

use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::lock::LOCKS;
use super::manifest::{EarlierEdition, Manifest, PublishedMonth, StoredDelivery, StoredFile};
use super::{HISTORY, LEDGER, MANIFEST, RAW, REPORTS, TABLES};
use crate::domain::Month;
use crate::error::{Error, Exit, Position, Result};
use crate::store::files::temp_file::{UNFINISHED, hash_file};
use crate::store::sealed_past::list_of_past;

/// What is wrong with a stored file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DamageKind {
    /// It is not what was stored, or it is gone.
    Damaged,
    /// No manifest names it: a run that died left it behind. It harms nothing.
    Leftover,
    /// A file of reports, of a pack or of its record, or the audit log, outside the store, is not what was written, or it is gone.
    Outside,
}

/// One stored file with which something is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Damage {
    /// The file, spelt from the project folder as the user spelt it.
    pub file: PathBuf,
    /// What is wrong with it.
    pub kind: DamageKind,
    /// Found and wanted.
    pub what: String,
    /// The deliveries that it can be rebuilt from, as they were received.
    pub deliveries: Vec<String>,
    /// What to do.
    pub hint: String,
}

impl Damage {
    /// The damage as an error.
    pub fn into_error(self) -> Error {
        let (whose, effect) = match self.kind {
            DamageKind::Outside => ("a file outside the store", "the store does not rest on it"),
            _ => ("a stored file", "nothing was priced or published; the last good month stays"),
        };
        Error::new("S_DAMAGED", Exit::Data, format!("{whose} {}", self.what))
            .at(Position::file(&self.file))
            .effect(effect)
            .hint(self.hint)
    }

    /// Damage outside the store.
    pub fn outside(file: PathBuf, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { file, kind: DamageKind::Outside, what: what.into(), deliveries: Vec::new(), hint: hint.into() }
    }

    /// What is outside the store and needs a word, and is no damage.
    pub fn note(file: PathBuf, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { kind: DamageKind::Leftover, ..Self::outside(file, what, hint) }
    }
}

/// A file that some manifest names.
struct Named {
    file: String,
    sha256: String,
    bytes: Option<u64>,
    hint: String,
    deliveries: Vec<String>,
}

/// What a manifest names: deliveries, tables, ledgers and reports.
pub(super) fn check_named(store: &Path, manifest: &Manifest) -> Result<Vec<Damage>> {
    let names = manifest.deliveries.iter().map(raw).chain(derived(manifest));
    names.filter_map(|named| check(store, &named).transpose()).collect()
}

/// The deliveries, ledgers and reports that are not there, or not in their size.
pub(super) fn check_sizes(store: &Path, manifest: &Manifest) -> Vec<Damage> {
    let of_months = of_months(manifest).map(|stored| rebuilt(stored, manifest, None));
    manifest.deliveries.iter().map(raw).chain(of_months).filter_map(|named| other_size(store, named)).collect()
}

/// The deliveries that are not there, or not in their size.
pub(super) fn check_delivery_sizes(store: &Path, manifest: &Manifest) -> Vec<Damage> {
    manifest.deliveries.iter().map(raw).filter_map(|named| other_size(store, named)).collect()
}

fn other_size(store: &Path, named: Named) -> Option<Damage> {
    let path = store.join(&named.file);
    let what = match path.metadata() {
        Ok(found) if named.bytes.is_none_or(|wanted| found.len() == wanted) => return None,
        Ok(found) => format!("has {} bytes, {} wanted", found.len(), named.bytes.unwrap_or_default()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => "is missing".to_owned(),
        Err(error) => format!("cannot be read: {error}"),
    };
    let Named { hint, deliveries, .. } = named;
    Some(Damage { file: path, kind: DamageKind::Damaged, what, deliveries, hint })
}

/// Everything in the store, the past included: what the manifest names, every manifest before it, the ledgers of
/// earlier editions, and what no manifest names.
pub(super) fn check_all(store: &Path, manifest: &Manifest, sha256: &str) -> Result<Vec<Damage>> {
    let mut damage = check_named(store, manifest)?;
    if manifest.removal_work.is_some() {
        damage.push(unfinished_removal(store));
        return Ok(damage);
    }
    damage.extend(manifest.broken_seals().into_iter().map(|month| broken_seal(store, month)));
    damage.extend(writable_closed(store, manifest));
    let own = history(manifest.commit, sha256, manifest);
    // A run that was stopped right after its commit has made no copy, and neither has an older program.
    if store.join(&own.file).exists() {
        damage.extend(check(store, &own)?);
    }
    let mut known: HashSet<String> = manifest.deliveries.iter().map(|delivery| raw(delivery).file).collect();
    known.insert(own.file);
    let mut ledgers = BTreeMap::new();
    let mut tables = BTreeMap::new();
    let current: HashSet<&String> = stored(manifest).map(|stored| &stored.file).collect();
    let mut previous = manifest.previous_manifest_sha256.clone();
    let mut commit = manifest.commit;
    let mut whole = true;
    let sealed_before = manifest.past.as_ref().map_or(0, |past| past.before);
    while let (Some(hash), Some(earlier)) = (previous.take(), commit.checked_sub(1)) {
        if earlier < sealed_before {
            break;
        }
        let named = history(earlier, &hash, manifest);
        known.insert(named.file.clone());
        if let Some(found) = check(store, &named)? {
            damage.push(found);
            whole = false;
            break;
        }
        let (past, ..) = Manifest::read(&store.join(&named.file))?;
        ledgers.extend(past.months.iter().map(|month| (month.ledger.file.clone(), month.ledger.clone())));
        tables.extend(of_tables(&past).map(|(_, table)| (table.file.clone(), table.clone())));
        let of_months = past.months.iter().flat_map(|month| month.files().filter(|stored| **stored != month.ledger));
        tables.extend(of_months.map(|file| (file.file.clone(), file.clone())));
        (previous, commit) = (past.previous_manifest_sha256, earlier);
    }
    if let Some(past) = &manifest.past {
        let (found, files) = list_of_past(store, past.before)?;
        damage.extend((found != past.sha256).then(|| broken_past(store)));
        known.extend(files);
    }
    for (must, past) in [(true, &ledgers), (false, &tables)] {
        for stored in past.values().filter(|stored| !current.contains(&stored.file)) {
            if must || store.join(&stored.file).exists() {
                damage.extend(check(store, &rebuilt(stored, manifest, None))?);
            }
        }
    }
    known.extend(current.into_iter().chain(ledgers.keys()).chain(tables.keys()).cloned());
    // With a gap in the past, what it named is unknown.
    if whole {
        damage.extend(leftovers(store, &known)?);
    }
    Ok(damage)
}

/// The files beside deliveries that a manifest names.
pub(super) fn stored(manifest: &Manifest) -> impl Iterator<Item = &StoredFile> {
    of_tables(manifest)
        .map(|(_, table)| table)
        .chain(of_months(manifest))
        .chain(&manifest.kept_counts)
        .chain(&manifest.removal_work)
}

/// The files of every table, with its name.
fn of_tables(manifest: &Manifest) -> impl Iterator<Item = (&String, &StoredFile)> {
    let parts = manifest.partitions.values().flat_map(|partition| &partition.tables);
    manifest.tables.iter().chain(parts)
}

/// The names of all files that a manifest names.
pub(super) fn named_files(manifest: &Manifest) -> impl Iterator<Item = String> {
    manifest.deliveries.iter().map(|delivery| raw(delivery).file).chain(stored(manifest).map(|file| file.file.clone()))
}

/// The ledgers and reports of every month and edition.
fn of_months(manifest: &Manifest) -> impl Iterator<Item = &StoredFile> {
    manifest.months.iter().flat_map(|month| month.files().chain(month.earlier.iter().flat_map(EarlierEdition::files)))
}

fn raw(delivery: &StoredDelivery) -> Named {
    let (sha256, bytes) = delivery.as_kept();
    let hint = match delivery.kept {
        None => format!("put the sender's file `{}` back as store/{RAW}/{sha256}", delivery.file),
        Some(_) => {
            format!("put store/{RAW}/{sha256} back from a backup: the sender's file has records that were removed")
        }
    };
    Named {
        file: format!("{RAW}/{sha256}"),
        sha256: sha256.to_owned(),
        bytes: Some(bytes),
        hint,
        deliveries: vec![delivery.file.clone()],
    }
}

fn derived(manifest: &Manifest) -> impl Iterator<Item = Named> {
    let tables = of_tables(manifest).map(|(name, stored)| rebuilt(stored, manifest, Some(name)));
    let of_months = of_months(manifest).map(|stored| rebuilt(stored, manifest, None));
    tables.chain(of_months).chain(manifest.kept_counts.as_ref().map(kept_counts))
}

/// Counted days of removed stays: no delivery has them any more.
fn kept_counts(stored: &StoredFile) -> Named {
    Named {
        file: stored.file.clone(),
        sha256: stored.sha256.clone(),
        bytes: Some(stored.bytes),
        hint: "put it back from a backup: the records of these days were removed".to_owned(),
        deliveries: Vec::new(),
    }
}

/// A file that can be made again from deliveries: those of its table, or all where it has none of its own.
fn rebuilt(stored: &StoredFile, manifest: &Manifest, table: Option<&str>) -> Named {
    let of_table = |delivery: &&StoredDelivery| table.is_some_and(|table| delivery.table == table);
    let mut sources: Vec<&StoredDelivery> = manifest.deliveries.iter().filter(of_table).collect();
    if sources.is_empty() {
        sources = manifest.deliveries.iter().collect();
    }
    let some: Vec<_> =
        sources.iter().take(3).map(|from| format!("`{}` (store/{RAW}/{})", from.file, from.sha256)).collect();
    let more = if sources.len() > 3 { format!(" and {} more", sources.len() - 3) } else { String::new() };
    Named {
        file: stored.file.clone(),
        sha256: stored.sha256.clone(),
        bytes: Some(stored.bytes),
        hint: format!(
            "`beddays rebuild` makes it again from {}{more}; else put it back from a backup",
            some.join(", ")
        ),
        deliveries: sources.iter().map(|from| from.file.clone()).collect(),
    }
}

/// The manifest of an earlier commit.
fn history(commit: u64, sha256: &str, manifest: &Manifest) -> Named {
    Named {
        file: history_name(commit, sha256),
        sha256: sha256.to_owned(),
        bytes: None,
        hint: "put it back from a backup; the months themselves do not depend on it".to_owned(),
        deliveries: manifest.deliveries.iter().map(|delivery| delivery.file.clone()).collect(),
    }
}

/// Where the manifest of a commit lies once a later one has taken its place.
pub(super) fn history_name(commit: u64, sha256: &str) -> String {
    format!("{HISTORY}/{commit}-{}.json", sha256.get(..16).unwrap_or(sha256))
}

fn check(store: &Path, named: &Named) -> Result<Option<Damage>> {
    let path = store.join(&named.file);
    let what = match hash_file(&path) {
        Ok((_, bytes)) if named.bytes.is_some_and(|wanted| wanted != bytes) => {
            format!("has {bytes} bytes, {} wanted", named.bytes.unwrap_or_default())
        }
        Ok((sha256, _)) if sha256 != named.sha256 => format!("has SHA-256 {sha256}, {} wanted", named.sha256),
        Ok(_) => return Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => "is missing".to_owned(),
        Err(error) => format!("cannot be read: {error}"),
    };
    let (hint, deliveries) = (named.hint.clone(), named.deliveries.clone());
    Ok(Some(Damage { file: path, kind: DamageKind::Damaged, what, deliveries, hint }))
}

/// A closed month that is not what it was when it was closed.
fn broken_seal(store: &Path, month: Month) -> Damage {
    Damage {
        file: store.join(MANIFEST),
        kind: DamageKind::Damaged,
        what: format!(
            "has a seal of {month} that does not fit: the month, or one closed before it, is not as it was closed"
        ),
        deliveries: Vec::new(),
        hint: "put the store back from a backup that was made after the month was closed".to_owned(),
    }
}

/// Files of closed months that can be written again: nothing of them has changed, and nothing keeps it so.
fn writable_closed(store: &Path, manifest: &Manifest) -> Vec<Damage> {
    let closed = manifest.months.iter().filter(|month| manifest.closed_month(month.month).is_some());
    let files = closed.flat_map(PublishedMonth::files).map(|stored| store.join(&stored.file));
    let can_be_written = |path: &PathBuf| path.metadata().is_ok_and(|found| !found.permissions().readonly());
    let note = |path| {
        let what = "can be written, and its month is closed: a copy that forgot the modes, or somebody, made it so";
        Damage::note(path, what, "`beddays rebuild` makes it read-only again")
    };
    files.filter(can_be_written).map(note).collect()
}

/// Manifests of before a removal that are not as they were left.
fn broken_past(store: &Path) -> Damage {
    Damage {
        file: store.join(HISTORY),
        kind: DamageKind::Damaged,
        what: "has not the lists of before a removal as it left them".to_owned(),
        deliveries: Vec::new(),
        hint: "put the folder back from a backup that was made after the removal; the months do not depend on it"
            .to_owned(),
    }
}

/// A removal that was stopped after its commit: files with what was removed are still there.
fn unfinished_removal(store: &Path) -> Damage {
    Damage {
        file: store.to_owned(),
        kind: DamageKind::Damaged,
        what: "still has files with what was removed: the command was stopped before it had cleared them away"
            .to_owned(),
        deliveries: Vec::new(),
        hint: "`beddays remove --finish`; the next command that changes something does so too".to_owned(),
    }
}

fn leftovers(store: &Path, known: &HashSet<String>) -> Result<Vec<Damage>> {
    let mut found = Vec::new();
    let ours = [RAW, TABLES, LEDGER, HISTORY, REPORTS, MANIFEST].into_iter().chain(LOCKS).collect::<HashSet<_>>();
    // A store of format 1 has no folder of reports.
    let folders = [RAW, TABLES, LEDGER, HISTORY, REPORTS, ""].into_iter().filter(|name| store.join(name).exists());
    for folder in folders {
        for name in super::names_in(&store.join(folder))? {
            let file = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            if !ours.contains(&*file) && !known.contains(&file) {
                let what = if file.ends_with(&format!(".{UNFINISHED}")) {
                    "was left unfinished by a run that was stopped: it is of no harm, and the next run removes it"
                } else {
                    "is named by no manifest: a run that was stopped left it behind, and no figure rests on it"
                };
                found.push(Damage {
                    file: store.join(file),
                    kind: DamageKind::Leftover,
                    what: what.to_owned(),
                    deliveries: Vec::new(),
                    hint: "nothing to do".to_owned(),
                });
            }
        }
    }
    Ok(found)
}
