//! One commit: everything new under names that no manifest has yet, then one rename that publishes all of it.

mod open_tables;
mod tables;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use super::lock::Lock;
use super::manifest::{FORMAT, Manifest, StoredDelivery, StoredFile, program};
use super::rows::StoreRow;
use super::schema::Table;
use super::verify::{history_name, stored};
use crate::domain::nhs_number::mask;
use crate::domain::{Day, Month, Partition};
use crate::error::{Error, Exit, Result};
use crate::store::commit::open_tables::OpenTables;
use crate::store::files::private::{refused, sync_folder};
use crate::store::files::temp_file::{FinishedFile, TempFile, UNFINISHED, hash_file, prepare, write_whole};
use crate::store::manifest_file::ManifestFile;
use crate::store::parquet::table_writer::{GROUP_ROWS, TableWriter};
use crate::store::rows::columns;
use crate::store::{ASIDE, FOLDERS, HISTORY, LEDGER, MANIFEST, RAW, REPORTS, Store, TABLES, names_in};

/// A commit under way. Dropping it leaves the store as it was.
///
/// A table of the whole is put at once. The tables of a partition are put in runs: each run is in order, and belongs to no stay
/// of another; [`Commit::close_partitions`] ends them.
#[derive(Debug)]
pub struct Commit<'a> {
    pub(super) store: &'a mut Store,
    pub(super) next: Manifest,
    /// Where what it makes is written: the folder of the store, or one beside it.
    pub(super) root: PathBuf,
    /// Of which partition the tables are that are put now; of none: the whole.
    pub(super) partition: Option<Partition>,
    /// The tables of partitions that are being written.
    pub(super) open: OpenTables,
    /// The partitions that were put.
    pub(super) put: BTreeSet<Partition>,
}

/// What a delivery is, beside its bytes.
#[derive(Clone, Copy, Debug)]
pub struct Received<'a> {
    /// The name under which it came.
    pub file: &'a str,
    /// The table that its records go to.
    pub table: &'a str,
    /// How its dates are written.
    pub dates: &'a str,
    /// The profile by which it is read.
    pub profile: &'a str,
    /// The profile itself, where it is the user's own.
    pub profile_text: Option<&'a str>,
    /// The source of the project that it is said to be of, where its name and profile would mean another.
    pub source: Option<&'a str>,
}

/// What became of a delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TakeOutcome {
    /// It is new; this is its SHA-256.
    New(String),
    /// The same bytes were taken before, under whatever name; this is their SHA-256. Nothing was stored.
    Known(String),
    /// It does not have the SHA-256 that was expected. Nothing was stored.
    Unexpected,
}

/// What a commit did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Whether anything is different from before. If not, the manifest is the same to the byte.
    pub changed: bool,
    /// The number of the commit that the store now stands at.
    pub commit: u64,
    /// The SHA-256 of the manifest.
    pub manifest_sha256: String,
    /// What was cleared away: remains of dead runs, and tables two commits old. Names within the store.
    pub cleared: Vec<String>,
}

impl<'a> Commit<'a> {
    pub(super) fn new(store: &'a mut Store, root: PathBuf) -> Self {
        let next = Manifest { format: FORMAT, program: program(), ..store.manifest.clone() };
        Self { store, next, root, partition: None, open: OpenTables::default(), put: BTreeSet::new() }
    }

    /// Gives up everything that was put.
    pub fn start_over(&mut self) {
        self.next = Manifest { format: FORMAT, program: program(), ..self.store.manifest.clone() };
        self.open = OpenTables::default();
        self.partition = None;
        self.put.clear();
    }

    /// The last day that the tables of counting know.
    pub(super) fn set_counted_to(&mut self, day: Option<Day>) {
        self.next.counted_to = day;
    }

    /// The store as it was before.
    pub fn store(&self) -> &Store {
        self.store
    }

    /// Keeps a delivery as received; where a hash is expected, only if it has that.
    ///
    /// # Errors
    /// The disk refuses, or `content` cannot be read.
    pub fn add_delivery(
        &mut self,
        received: Received<'_>,
        content: &mut dyn Read,
        expected: Option<&str>,
    ) -> Result<TakeOutcome> {
        let folder = self.folder(RAW);
        let mut temp_file = TempFile::create(&folder, "delivery")?;
        io::copy(content, &mut temp_file)
            .map_err(|error| refused(&format!("keep the delivery `{}`", received.file), &folder, &error))?;
        let finished = temp_file.seal()?;
        let (hash, bytes) = (finished.sha256.clone(), finished.bytes);
        if expected.is_some_and(|expected| expected != hash) {
            finished.discard()?;
            return Ok(TakeOutcome::Unexpected);
        }
        if self.next.delivery(&hash).is_some() {
            finished.discard()?;
            return Ok(TakeOutcome::Known(hash));
        }
        finished.keep_as(&folder.join(&hash))?;
        let Received { file, table, dates, profile, profile_text, source } = received;
        self.next.deliveries.push(StoredDelivery {
            file: file.to_owned(),
            sha256: hash.clone(),
            bytes,
            received: self.store.manifest.commit + 1,
            table: table.to_owned(),
            dates: dates.to_owned(),
            profile: profile.to_owned(),
            profile_text: profile_text.map(str::to_owned),
            source: source.map(str::to_owned),
            outcome: None,
            kept: None,
        });
        Ok(TakeOutcome::New(hash))
    }

    /// Notes by which profile, and in which form of dates, a delivery of before is read now.
    pub fn read_otherwise(&mut self, sha256: &str, read: &Received<'_>) {
        if let Some(delivery) = self.next.deliveries.iter_mut().find(|delivery| delivery.sha256 == sha256) {
            delivery.profile = read.profile.to_owned();
            delivery.profile_text = read.profile_text.map(str::to_owned);
            delivery.dates = read.dates.to_owned();
        }
    }

    pub(super) fn put<'r, R: StoreRow + 'r>(
        &mut self,
        rows: impl IntoIterator<Item = &'r R>,
        stay_id: impl Fn(&R) -> &str,
    ) -> Result<()> {
        let table = R::TABLE;
        let mut sorted: Vec<&R> = rows.into_iter().collect();
        sorted.sort_unstable_by(|one, other| one.order(other));
        if let Some(pair) = sorted.windows(2).find(|pair| pair[0].order(pair[1]).is_eq()) {
            let what = format!("one row twice in table `{}` (stay {})", table.name, mask(stay_id(pair[0])));
            return Err(Error::new("X_BUG", Exit::Bug, what).effect("nothing was published; the last good month stays"));
        }
        self.write(&sorted)
    }

    /// Writes a table of rows that are in order; of a partition, some more rows of it.
    pub(super) fn write<R: StoreRow>(&mut self, sorted: &[&R]) -> Result<()> {
        let table = R::TABLE;
        if let Some(partition) = self.partition {
            // So that there is one: a table without rows has a file in the partition of open stays alone.
            if partition == Partition::Open {
                self.open_table(partition, table)?;
            }
            for group in sorted.chunks(GROUP_ROWS) {
                let columns = R::columns(&columns::RowSlice(group))?;
                self.write_group((partition, table), columns, group.len())?;
            }
            return Ok(());
        }
        let temp_file = self.draft_of(table)?;
        let mut writer = TableWriter::new(table, temp_file)?;
        for group in sorted.chunks(GROUP_ROWS) {
            writer.write_group(R::columns(&columns::RowSlice(group))?)?;
        }
        let temp_file = writer.finish()?;
        self.keep_table(table, temp_file, sorted.len() as u64)
    }

    /// A draft of a table of the whole or of the partition, before anything is in it.
    pub(super) fn draft_of(&self, table: &Table) -> Result<TempFile> {
        let folder = self.folder(TABLES);
        match self.partition {
            Some(partition) => TempFile::create(&folder, &format!("{}-{partition}", table.name)),
            None => TempFile::create(&folder, table.name),
        }
    }

    /// A table that was written, in place of the one before. A table without rows has a file in the partition of
    /// open stays alone, so that there is one.
    pub(super) fn keep_table(&mut self, table: &Table, temp_file: TempFile, rows: u64) -> Result<()> {
        if rows == 0 && self.partition.is_some_and(|partition| partition != Partition::Open) {
            self.drop_table(table);
            return Ok(());
        }
        let finished = temp_file.seal()?;
        let file = table_name(table.name, self.partition, &finished.sha256[..16]);
        let stored = self.keep(finished, file, rows)?;
        self.tables().insert(table.name.to_owned(), stored);
        Ok(())
    }

    /// No such table any more.
    pub(super) fn drop_table(&mut self, table: &Table) {
        self.tables().remove(table.name);
    }

    /// The tables that are put now.
    fn tables(&mut self) -> &mut BTreeMap<String, StoredFile> {
        match self.partition {
            Some(partition) => &mut self.next.partitions.entry(partition).or_default().tables,
            None => &mut self.next.tables,
        }
    }

    pub(super) fn keep(&self, finished: FinishedFile, file: String, rows: u64) -> Result<StoredFile> {
        let (sha256, bytes) = (finished.sha256.clone(), finished.bytes);
        finished.keep_as(&self.folder(&file))?;
        Ok(StoredFile { file, sha256, bytes, rows })
    }

    /// Where a file of this commit lies. It can be read before [`Commit::finish`], by the run that made it.
    pub fn path(&self, stored: &StoredFile) -> PathBuf {
        let folder = if self.is_aside(stored) { &self.root } else { &self.store.folder };
        folder.join(&stored.file)
    }

    /// The files of a table that can have to do with a month or later ones, as this commit will publish them; none if the
    /// table was never written. Those of before are checked: whoever reads them does not.
    ///
    /// # Errors
    /// 65 if one is damaged.
    pub fn table_since(&self, name: &str, month: Month) -> Result<Vec<PathBuf>> {
        let before: HashSet<&str> = self.store.manifest.files_of(name).map(|stored| &*stored.file).collect();
        let checked = |stored: &StoredFile| match before.contains(&*stored.file) && !self.is_aside(stored) {
            true => self.store.verified(&stored.file, &stored.sha256).map(|(_, path)| path),
            false => Ok(self.path(stored)),
        };
        self.next.files_since(name, month).map(checked).collect()
    }

    /// The files of a table, of the whole and of the partitions that this commit puts.
    pub fn table_put(&self, name: &str) -> Vec<PathBuf> {
        let put = self.put.iter().filter_map(|partition| self.next.partitions.get(partition)?.tables.get(name));
        self.next.tables.get(name).into_iter().chain(put).map(|stored| self.path(stored)).collect()
    }

    /// Publishes everything at once. When it returns, a power cut cannot undo it.
    ///
    /// # Errors
    /// The disk refuses; the last good month stays, and this store is not used again.
    pub fn finish(mut self) -> Result<Published> {
        self.close_partitions()?;
        self.forget_signatures();
        self.move_into_store()?;
        let Self { store, mut next, .. } = self;
        if store.failed {
            let what = "a commit after one that failed: the disk may hold less than it seems to";
            return Err(Error::new("X_BUG", Exit::Bug, what).hint("end the program and run again"));
        }
        store.failed = true;
        for folder in [RAW, TABLES, LEDGER, REPORTS].map(|name| store.folder.join(name)) {
            // A store of format 1 has no folder of reports before a month is run.
            if folder.exists() {
                sync_folder(&folder)?;
            }
        }
        let Manifest { months, acknowledged, .. } = &mut next;
        acknowledged.retain(|seen| months.iter().any(|month| month.ledger.sha256 == seen.ledger_sha256));
        let by_arrival = |delivery: &StoredDelivery| (delivery.received, delivery.table.clone(), delivery.file.clone());
        next.deliveries
            .sort_by(|one, other| by_arrival(one).cmp(&by_arrival(other)).then_with(|| one.sha256.cmp(&other.sha256)));
        let changed = !next.holds_the_same(&store.manifest);
        let mut named: HashSet<String> = stored(&next).map(|stored| stored.file.clone()).collect();
        if changed {
            named.extend(stored(&store.manifest).map(|stored| stored.file.clone()));
            publish(store, next)?;
        }
        keep_manifest(store).map_err(|error| {
            error.effect("the commit is in the store; a copy of its list of what the store holds is not, and the next run makes it; files outside the store are those of before")
        })?;
        store.failed = false;
        Ok(Published {
            changed,
            commit: store.manifest.commit,
            manifest_sha256: store.manifest_sha256().to_owned(),
            cleared: clear(store, changed.then_some(&named)),
        })
    }

    pub(super) fn folder(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }
}

/// Whether this process has committed anything.
static HAS_COMMITTED: AtomicBool = AtomicBool::new(false);

/// Whether this process has committed anything, to whatever store: for what is said when it ends by a bug.
pub fn has_committed() -> bool {
    HAS_COMMITTED.load(Ordering::Relaxed)
}

/// The commit point.
fn publish(store: &mut Store, mut next: Manifest) -> Result<()> {
    store.held.refuse_other(&store.folder.join(MANIFEST))?;
    let before = store.manifest_sha256().to_owned();
    keep_manifest(store)?;

    next.commit = store.manifest.commit + 1;
    next.previous_manifest_sha256 = Some(before);
    let (next, bytes, sha256) = next.sealed()?;
    prepare(&store.folder, MANIFEST, &bytes)?.replace(&store.folder.join(MANIFEST))?;
    HAS_COMMITTED.store(true, Ordering::Relaxed);
    sync_folder(&store.folder).map_err(|error| {
        error.effect("the commit is in the store, but a power cut could still bring back the one before; files outside the store are those of before")
    })?;
    store.held = ManifestFile::of(&store.folder.join(MANIFEST), bytes, sha256);
    store.manifest = next;
    Ok(())
}

impl Store {
    /// Ends what a command left undone that was stopped right after its commit: the copy of its manifest, and files that it
    /// did not end.
    ///
    /// # Errors
    /// The disk refuses the copy.
    pub fn end_last_commit(&self) -> Result<()> {
        keep_manifest(self)?;
        clear(self, None);
        Ok(())
    }
}

/// Keeps the manifest that stands among all there ever were.
fn keep_manifest(store: &Store) -> Result<()> {
    let copy = history_name(store.manifest.commit, store.manifest_sha256());
    if hash_file(&store.folder.join(&copy)).is_ok_and(|(sha256, _)| sha256 == store.manifest_sha256()) {
        return Ok(());
    }
    write_whole(&store.folder, &copy, &store.held.bytes)?;
    sync_folder(&store.folder.join(HISTORY))
}

/// The name of a file of a table, by the first characters of its hash.
pub(super) fn table_name(table: &str, partition: Option<Partition>, hash: &str) -> String {
    match partition {
        Some(partition) => format!("{TABLES}/{table}-{partition}-{hash}.parquet"),
        None => format!("{TABLES}/{table}-{hash}.parquet"),
    }
}

/// Clears away what dead runs left unfinished and, after a change, the tables that are not among `named`, unless somebody
/// reads: it may be of an earlier commit. Deliveries, ledgers and past manifests stay for ever. It comes after the commit, so that what it cannot remove is no failure:
/// the next run tries again.
fn clear(store: &Store, named: Option<&HashSet<String>>) -> Vec<String> {
    let mut cleared = Vec::new();
    let without_readers = Lock::without_readers(&store.folder);
    let named = named.filter(|_| without_readers.is_some());
    for folder in FOLDERS.into_iter().chain([""]) {
        for name in names_in(&store.folder.join(folder)).unwrap_or_default() {
            let file = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            let unfinished = file.ends_with(&format!(".{UNFINISHED}"));
            let outdated = (folder == TABLES || folder == REPORTS) && named.is_some_and(|named| !named.contains(&file));
            if (unfinished || outdated) && fs::remove_file(store.folder.join(&file)).is_ok() {
                cleared.push(file);
            }
        }
    }
    // What a rebuild that was stopped left behind.
    let _ = fs::remove_dir_all(store.folder.join(ASIDE));
    cleared
}
