//! Whether there is space for the next run.

use super::Concern;
use super::stored::or_concern;
use crate::operate::deliveries::inbox::matching;
use crate::project::Project;
use crate::store::files::private::refused;
use crate::store::{Manifest, Store};
use crate::system::free_space;

/// A run writes new files beside the old ones, and its reports twice: so many times what it may write must be free.
const TIMES: u64 = 2;
/// What the smallest run writes at most, in bytes.
const LEAST: u64 = 4 << 20;

pub(super) fn look(project: &Project, store: &Store) -> Vec<Concern> {
    let mut found = Vec::new();
    let delivered: u64 = project
        .sources
        .iter()
        .flat_map(|source| or_concern(matching(project, &source.name, &source.files), &mut Vec::new()))
        .filter_map(|file| file.metadata().ok())
        .map(|metadata| metadata.len())
        .sum();
    let needed = TIMES * (LEAST + delivered + written(store.manifest()));
    let folder = project.folder.join("store");
    match free_space(&folder) {
        Ok(free) if free < needed => {
            let what =
                format!("{} are free on the disk, and the next run may need {}", megabytes(free), megabytes(needed));
            found.push(Concern::attention(what, "free some space before the next run").at(&folder));
        }
        Ok(_) => {}
        Err(error) => {
            let refused = refused("ask the disk how much is free", &folder, &error);
            found.push(Concern::refused(&refused));
        }
    }
    found
}

/// What a run that makes everything anew writes: all tables, and a month as large as the last one.
fn written(manifest: &Manifest) -> u64 {
    let tables = manifest.tables.values().chain(manifest.partitions.values().flat_map(|part| part.tables.values()));
    let month = manifest.months.last();
    let of_month = month.map_or(0, |month| month.ledger.bytes + month.reports.as_ref().map_or(0, |file| file.bytes));
    tables.map(|file| file.bytes).sum::<u64>() + of_month
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1 << 20))
}
