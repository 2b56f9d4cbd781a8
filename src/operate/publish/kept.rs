//! Packs that are out: the record of each with its exact figures, and the copy of what it shows that goes with it.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::disclosure::{CellPlace, DisclosureRule, Pack, PackDraft, ShownFigure};
use crate::domain::Month;
use crate::error::{Error, Exit, Position, Result};
use crate::report::json;
use crate::store::files::own_hash::{whole_if_own_fits, with_own_hash};
use crate::store::files::private;
use crate::store::{ReportFile, UNFINISHED, write_whole};

/// The folder of the packs.
pub(crate) const PUBLIC: &str = "public";
/// The folder of the records.
pub(crate) const RECORDS: &str = "disclosure";
/// The file of a pack that programs read.
pub(crate) const SHOWN: &str = "public-shown.json";

/// A record of a pack.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PackRecord<P> {
    class: String,
    pack: P,
    /// The SHA-256 of this file with this value empty; older programs wrote none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    self_sha256: Option<String>,
}

/// What to do about a record that is not as it was.
pub(super) const FROM_BACKUP: &str = "put the file back from a backup";

/// What a pack shows, for programs.
#[derive(Serialize)]
struct ShownFile<'a> {
    class: &'static str,
    schema: &'static str,
    month: Month,
    edition: u32,
    rule: &'a str,
    rule_sha256: &'a str,
    cells: Vec<ShownCell<'a>>,
}

#[derive(Serialize)]
struct ShownCell<'a> {
    place: &'a CellPlace,
    people: ShownFigure,
    days: ShownFigure,
    charged_people: ShownFigure,
    charged_days: ShownFigure,
}

/// The file of a pack that programs read.
pub(crate) fn shown(pack: &Pack) -> Result<ReportFile> {
    let cell = |cell: &'_ crate::disclosure::PackCell| (cell.place.clone(), cell.shown);
    let cells: Vec<_> = pack.cells.iter().map(cell).collect();
    let file = ShownFile {
        class: "PUBLIC: numbers are rounded; * stands for 1 to 7 people, [c] for a number withheld to protect others",
        schema: "beddays-shown/1",
        month: pack.month,
        edition: pack.edition,
        rule: &pack.rule,
        rule_sha256: &pack.rule_sha256,
        cells: cells
            .iter()
            .map(|(place, shown)| ShownCell {
                place,
                people: shown.people,
                days: shown.days,
                charged_people: shown.charged_people,
                charged_days: shown.charged_days,
            })
            .collect(),
    };
    Ok(ReportFile { name: SHOWN.to_owned(), bytes: json::headed(&file)? })
}

/// Every pack that is out, by month and edition. Each folder of `public/` must hold what its latest record says.
///
/// # Errors
/// 65: a record is missing, cannot be read or is not as it was written, or a pack has no record or shows something else.
pub(super) fn read(project: &Path, rule: &DisclosureRule) -> Result<Vec<Pack>> {
    let folder = project.join(RECORDS);
    let mut packs = Vec::new();
    if folder.is_dir() {
        private::refuse_if_open(&folder)?;
    }
    for path in entries(&folder)? {
        let (pack, _) = record(&path)?;
        if !pack.agrees(rule) {
            return Err(wrong_record(&path, "the record of a published pack contradicts itself".to_owned()));
        }
        packs.push(pack);
    }
    packs.sort_by_key(|pack| (pack.month, pack.edition));
    for packs in packs.chunk_by(|one, other| one.month == other.month) {
        if let Some(edition) = missing_edition(packs) {
            let path = folder.join(record_name(packs[0].month, edition));
            return Err(wrong_record(&path, "the record of a published pack is missing".to_owned()));
        }
    }
    compare(project, &packs)?;
    Ok(packs)
}

/// The pack of a record, and whether the record has a hash of its own.
///
/// # Errors
/// 65: it cannot be read or is not as it was written.
pub(crate) fn record(path: &Path) -> Result<(Pack, bool)> {
    let bytes = fs::read(path).map_err(|error| Error::io("read the record of a pack", path, &error))?;
    let record: PackRecord<Pack> = serde_json::from_slice(&bytes)
        .map_err(|error| wrong_record(path, format!("the record of a published pack cannot be read: {error}")))?;
    if record.self_sha256.is_some() && whole_if_own_fits(&bytes).is_none() {
        return Err(wrong_record(path, "the record of a published pack does not fit its own SHA-256".to_owned()));
    }
    Ok((record.pack, record.self_sha256.is_some()))
}

fn wrong_record(path: &Path, what: String) -> Error {
    Error::new("X_RECORD", Exit::Data, what)
        .at(Position::file(path))
        .effect("nothing was published: new packs are checked against every pack that is out")
        .hint(FROM_BACKUP)
}

/// The first edition that is missing before the last of those of a month, in order.
pub(super) fn missing_edition(packs: &[Pack]) -> Option<u32> {
    (1..).zip(packs).find(|(edition, pack)| pack.edition != *edition).map(|(edition, _)| edition)
}

/// The name of the record of a pack.
pub(super) fn record_name(month: Month, edition: u32) -> String {
    format!("internal-pack-{month}-{edition}.json")
}

/// What is in a folder, in order, but what is unfinished; nothing if the folder is not there.
pub(crate) fn entries(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let failed = |error: std::io::Error| Error::io("list the folder", folder, &error);
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let (path, name) = (entry.path(), entry.file_name());
        if path.extension().is_none_or(|ending| ending != UNFINISHED) && !name.as_encoded_bytes().starts_with(b".") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Whether what lies in `public/` is what the records say.
fn compare(project: &Path, packs: &[Pack]) -> Result<()> {
    for month in entries(&project.join(PUBLIC))? {
        let path = month.join(SHOWN);
        let Ok(bytes) = fs::read(&path) else { continue };
        let name = month.file_name().unwrap_or_default().to_string_lossy();
        // After a run that died half-way the folder may still hold the edition before.
        let mut editions = packs.iter().rev().filter(|pack| pack.month.to_string() == name);
        if editions.any(|pack| shown(pack).is_ok_and(|file| file.bytes == bytes)) {
            continue;
        }
        return Err(Error::new("X_RECORD", Exit::Data, "a published pack is not what its record says, or has none")
            .at(Position::file(&path))
            .effect("nothing was published: new packs are checked against every pack that is out")
            .hint("put the pack or its record in disclosure/ back from a backup; a pack that never went out can be removed"));
    }
    Ok(())
}

/// The packs of the months round a month, its own earlier editions among them.
pub(super) fn near<'a>(packs: &'a [Pack], month: Month, rule: &DisclosureRule) -> Vec<&'a Pack> {
    let step = |from: Month, next: fn(Month) -> Month| {
        (0..rule.file.protection.earlier_packs).fold(from, |month, _| next(month))
    };
    let (first, last) = (step(month, Month::previous), step(month, Month::next));
    packs.iter().filter(|pack| (first..=last).contains(&pack.month)).collect()
}

/// The latest pack of the month, if nothing has changed since: it is not published anew under another edition.
pub(super) fn same<'a>(packs: &'a [Pack], draft: &PackDraft, rule: &DisclosureRule) -> Option<&'a Pack> {
    let latest = packs.iter().rev().find(|pack| pack.month == draft.month)?;
    let cells = latest.cells.iter().map(|cell| (&cell.place, &cell.exact));
    (latest.rule_sha256 == rule.hash && cells.eq(draft.cells.iter()) && latest.sums.iter().eq(draft.sums.iter()))
        .then_some(latest)
}

/// Keeps the record of a pack.
///
/// # Errors
/// 73 or 74: the disk refuses.
pub(super) fn keep(project: &Path, pack: &Pack) -> Result<()> {
    let folder = project.join(RECORDS);
    if !folder.exists() {
        private::create_folder(&folder)?;
        private::sync_folder(project)?;
    }
    let class = "INTERNAL: exact figures behind a public pack; not for publication, never to be removed".to_owned();
    let bare = json::headed(&PackRecord { class, pack, self_sha256: Some(String::new()) })?;
    let whole = with_own_hash(&bare).ok_or_else(|| Error::bug("the record of a pack has no place for its hash"))?;
    write_whole(&folder, &record_name(pack.month, pack.edition), &whole.bytes)?;
    private::sync_folder(&folder)
}
