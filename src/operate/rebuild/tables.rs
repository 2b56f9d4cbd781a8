//! Every table once more: all deliveries are read and settled anew, on the road of a run without a month.

use std::collections::{BTreeMap, BTreeSet};

use super::Rebuilt;
use super::compared::{DifferentFile, FileComparison, compare};
use crate::domain::Partition;
use crate::error::Result;
use crate::key::Key;
use crate::operate::deliveries::load;
use crate::operate::deliveries::settled_month::ShardTarget;
use crate::operate::deliveries::settling::SettleRequest;
use crate::operate::deliveries::take::{self, TakeRequest};
use crate::operate::ingest::put_deliveries;
use crate::operate::progress::Progress;
use crate::project::Project;
use crate::store::{Commit, Manifest, Store, StoredFile};

/// A table, or a partition of it.
type TablePart<'m> = (Option<Partition>, &'m str);

/// Tables that are made of files which the project names, not of deliveries: the next run makes them anew where they are damaged.
const OF_OTHER_FILES: [&str; 2] = ["published", "population"];

pub(super) fn rebuild(
    project: &Project,
    (store, key): (&mut Store, &Key),
    rebuilt: &mut Rebuilt,
    progress: &dyn Progress,
) -> Result<()> {
    if store.manifest().settled.is_none() {
        rebuilt.tables_not_compared =
            Some("the store has no tables of this format: the next run makes them".to_owned());
        return Ok(());
    }
    let is_there = |month: &crate::store::PublishedMonth| store.is_whole(&month.ledger);
    if let Some(month) = store.manifest().months.iter().find(|month| !is_there(month)) {
        rebuilt.tables_not_compared = Some(format!("they rest on the ledger of {} too, which is lost", month.month));
        return Ok(());
    }
    let project = &Project { published: None, population: None, ..project.clone() };
    let (held, _) = load::list(None, store, Vec::new())?;
    let as_of = store.manifest().settled.as_ref().and_then(|settled| settled.as_of);
    let settle = SettleRequest { as_of, month: None, records_at_once: project.records_at_once };
    let asked = TakeRequest { key, settle, anew: Some("everything is made once more") };
    let mut commit = store.begin_aside()?;
    let taken = take::take(project, ShardTarget::Commit(&mut commit), &held, asked, progress)?;
    let delivered = taken.intake.receipts.clone();
    put_deliveries(project, &mut commit, &held, (taken, &delivered))?;
    commit.keep_tables(&OF_OTHER_FILES);
    let outcomes = compare_all(&commit, rebuilt)?;
    let has_other_bytes = outcomes.contains(&FileComparison::OtherBytes);
    if has_other_bytes && rebuilt.different.is_empty() {
        let before = commit.store().manifest().clone();
        let lost: Vec<String> = lost(commit.store(), &before).map(|stored| stored.file.clone()).collect();
        commit.finish()?;
        rebuilt.put_back.extend(lost);
    }
    Ok(())
}

/// The files of tables that are missing or damaged.
fn lost<'m>(store: &'m Store, manifest: &'m Manifest) -> impl Iterator<Item = &'m StoredFile> {
    parts(manifest).into_values().filter(|stored| !store.is_whole(stored))
}

/// Every file of a table by what it is.
fn parts(manifest: &Manifest) -> BTreeMap<TablePart<'_>, &StoredFile> {
    let whole = manifest.tables.iter().map(|(name, stored)| ((None, &**name), stored));
    let of_partition = manifest
        .partitions
        .iter()
        .flat_map(|(partition, part)| part.tables.iter().map(|(name, stored)| ((Some(*partition), &**name), stored)));
    whole.chain(of_partition).collect()
}

fn compare_all(commit: &Commit<'_>, rebuilt: &mut Rebuilt) -> Result<Vec<FileComparison>> {
    let (before, after) = (commit.store().manifest(), commit.next());
    let (stored, made) = (parts(before), parts(after));
    let all: BTreeSet<TablePart<'_>> = stored.keys().chain(made.keys()).copied().collect();
    let mut outcomes = Vec::new();
    for part in all {
        let outcome = match (stored.get(&part), made.get(&part)) {
            (Some(stored), made) => compare(commit, stored, made.copied())?,
            (None, Some(made)) => {
                FileComparison::Different(format!("{} rows are made, and the store has no such part", made.rows))
            }
            (None, None) => continue,
        };
        match &outcome {
            FileComparison::Same => rebuilt.tables_same += 1,
            FileComparison::SameRows => rebuilt.tables_same_rows += 1,
            FileComparison::PutBack => rebuilt.put_back.extend(stored.get(&part).map(|stored| stored.file.clone())),
            FileComparison::OtherBytes => {}
            FileComparison::Different(what) => rebuilt.different.push(different(part, what)),
        }
        outcomes.push(outcome);
    }
    for (at, (delivery, made)) in before.deliveries.iter().zip(&after.deliveries).enumerate() {
        if delivery.outcome != made.outcome {
            let what = format!("what became of the records of delivery {} (`{}`) differs", at + 1, delivery.file);
            rebuilt.different.push(different((None, "delivery"), &what));
        }
    }
    Ok(outcomes)
}

fn different((partition, table): TablePart<'_>, what: &str) -> DifferentFile {
    let part = partition.map_or_else(|| "whole".to_owned(), |partition| partition.to_string());
    DifferentFile { table: table.to_owned(), part, edition: None, what: what.to_owned() }
}
