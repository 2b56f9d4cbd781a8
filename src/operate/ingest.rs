//! A run without a month: files are taken into the store of the project, on the road of a run and in one commit.
//!
//! ```text
//! named files ─▶ their sources ─▶ take (read, settle) ─▶ partitions, delays, counted days, restated stays ─▶ commit
//! ```
//! The next run finds all of it in the store and reads none of these files again.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::domain::restated::MonthChange;
use crate::domain::revision::RestatedStay;
use crate::domain::visible::file_name;
use crate::domain::{Day, Finding, FindingCode, Receipt, Volume};
use crate::error::{Error, Exit, Position, Result};
use crate::key::Key;
use crate::operate::deliveries::load::{self, HeldDelivery, InboxFile};
use crate::operate::deliveries::put::StoreUpdate;
use crate::operate::deliveries::settled_month::ShardTarget;
use crate::operate::deliveries::settling::SettleRequest;
use crate::operate::deliveries::take::{TakeRequest, Taken};
use crate::operate::deliveries::{named_source, put, senders, take};
use crate::operate::month::checks::check_counted;
use crate::operate::progress::Progress;
use crate::operate::reference_data;
use crate::project::Project;
use crate::settle::Intake;
use crate::store::{Commit, Store};

/// What is to be taken.
#[derive(Clone, Copy, Debug)]
pub struct IngestRequest<'a> {
    /// The files.
    pub files: &'a [PathBuf],
    /// The source that sent all of them; else each file's own, by its name.
    pub source: Option<&'a str>,
    /// The last day whose facts count; else as the project says.
    pub as_of: Option<Day>,
    /// Whether nothing is stored.
    pub is_dry_run: bool,
}

/// What became of one file.
#[derive(Clone, Debug)]
pub struct IngestedFile {
    /// The file as it was named, fit to be shown.
    pub path: String,
    /// What was counted in it, under the name by which it is delivered.
    pub receipt: Receipt,
    /// The delivery that has the same bytes, where the file brings nothing new.
    pub repeats: Option<String>,
}

/// What became of the files.
#[derive(Debug, Default)]
pub struct Ingested {
    /// Each file, in the order in which they were named.
    pub files: Vec<IngestedFile>,
    /// How many findings there are about the new deliveries, by code.
    pub codes: BTreeMap<&'static str, u64>,
    /// New deliveries with far fewer or far more records than those before, or a far smaller share that can be read.
    pub volumes: Vec<Volume>,
    /// Published months that would be different by now.
    pub restated: Vec<MonthChange>,
    /// How many records were read of deliveries, and not out of the store.
    pub parsed: u64,
    /// Why every delivery was read anew, where that was so.
    pub rebuilt: Option<String>,
    /// Whether anything in the store is different from before.
    pub changed: bool,
}

impl Ingested {
    /// How many of the files bring something new.
    pub fn new_files(&self) -> usize {
        self.files.iter().filter(|file| file.repeats.is_none()).count()
    }
}

/// Takes files into the store. Where a table of the store is damaged or missing, everything is made again from the
/// deliveries.
///
/// # Errors
/// As those of a run: input refused, a damaged delivery, a locked store, a disk that refuses. The store is as it was then.
pub fn ingest(project: &Project, request: &IngestRequest<'_>, progress: &dyn Progress) -> Result<Ingested> {
    let key = Key::read(&project.folder)?;
    let named = named_source::read(project, request.files, request.source)?;
    refuse_one_name(&named)?;
    let deliveries: Vec<NamedDelivery> = named.iter().map(NamedDelivery::of).collect();
    let mut store = match request.is_dry_run {
        true => Store::read_only(&project.folder)?,
        false => Store::open_within(&project.folder, project.wait)?,
    };
    store.require_key(&key.id())?;
    let (held, _) = load::list_now((project, &key), &store, named)?;
    if held.iter().all(|held| !held.is_new)
        && let Some(files) = store.receipts().ok().and_then(|receipts| files(&deliveries, &held, receipts).ok())
    {
        if !request.is_dry_run {
            store.end_last_commit()?;
        }
        return Ok(Ingested { files, ..Ingested::default() });
    }
    let ingesting = Ingesting { project, key: &key, held: &held, request, progress };
    let taken = match ingesting.take(&mut store, None) {
        Err(error) => match store.damaged_table(&error) {
            Some(table) => {
                let why = format!("the table `{table}` of the store is damaged or missing");
                let taken = ingesting.take(&mut store, Some(&why))?;
                if !request.is_dry_run {
                    store.clear_table(&table);
                }
                Ok(taken)
            }
            None => Err(error),
        },
        taken => taken,
    };
    // A refused file goes by the name by which the user knows it.
    let as_named = |file: &Path| {
        let named = deliveries.iter().find(|named| Path::new(&named.file) == file);
        named.map(|named| named.path.clone())
    };
    let (ingested, receipts) = taken.map_err(|error| error.with_files_named(&as_named))?;
    Ok(Ingested { files: files(&deliveries, &held, receipts)?, ..ingested })
}

/// Puts the tables that were made without a month into a commit, with the stays of which published months would have other days.
fn put_tables(
    project: &Project,
    commit: &mut Commit<'_>,
    (taken, delivered): (Taken<'_>, &[Receipt]),
    restated: &[RestatedStay],
) -> Result<()> {
    let Taken { intake, month: settled, update, .. } = taken;
    put::put_sums(commit, &update, delivered, &intake.fact_spans)?;
    commit.put_restated_stays(restated)?;
    if settled.is_anew {
        reference_data::put(project, commit)?;
    }
    // Before the first month there is no day to follow to: the run of that month settles what has come until then.
    settled.counting.map(|counting| counting.finish(commit)).transpose()?;
    commit.close_partitions()?;
    check_counted(project, commit)
}

/// Puts deliveries and the tables that were made of them into a commit. Gives the published months that would be different by now.
///
/// # Errors
/// As a run.
pub(crate) fn put_deliveries(
    project: &Project,
    commit: &mut Commit<'_>,
    held: &[HeldDelivery],
    (mut taken, delivered): (Taken<'_>, &[Receipt]),
) -> Result<Vec<MonthChange>> {
    let restated = taken.month.restating.finish(commit.store())?;
    load::keep(commit, held)?;
    put_tables(project, commit, (taken, delivered), &restated.stays)?;
    Ok(restated.changes)
}

/// Makes every table anew from deliveries that were taken before, as they are kept from now on. Gives the stays, without those
/// that are removed, of which published months would have other days.
///
/// # Errors
/// 65: a delivery cannot be read, or is damaged; the disk refuses.
pub(crate) fn settle_anew(
    project: &Project,
    (key, held): (&Key, &[HeldDelivery]),
    commit: &mut Commit<'_>,
    is_removed: &dyn Fn(&str) -> bool,
    progress: &dyn Progress,
) -> Result<Vec<RestatedStay>> {
    let as_of = commit.store().manifest().settled.as_ref().map_or(project.as_of, |settled| settled.as_of);
    let settle = SettleRequest { as_of, month: None, records_at_once: project.records_at_once };
    let asked = TakeRequest { key, settle, anew: Some("records were removed from deliveries") };
    let mut taken = take::take(project, ShardTarget::Commit(commit), held, asked, progress)?;
    let mut restated = taken.month.restating.finish(commit.store())?.stays;
    restated.retain(|stay| !is_removed(&stay.stay_id));
    let delivered = taken.intake.receipts.clone();
    put_tables(project, commit, (taken, &delivered), &restated)?;
    Ok(restated)
}

/// Refuses files of one name that are not the same: which of them has the later news could not be known.
fn refuse_one_name(named: &[InboxFile]) -> Result<()> {
    let mut known: HashMap<&str, &InboxFile> = HashMap::new();
    let mut errors = Vec::new();
    for file in named {
        let first = *known.entry(&file.file).or_insert(file);
        if first.sha256 != file.sha256 {
            let what = format!("it would be delivered as `{}`, as `{}` would", file.file, file_name(&first.path));
            errors.push(
                Error::new("F_ONE_NAME", Exit::Data, what)
                    .at(Position::file(&file.path))
                    .effect("nothing was taken: which of the two has the later news is not known")
                    .hint("take one after the other, the older one first; or give each a name with its date"),
            );
        }
    }
    Error::several(errors).map_or(Ok(()), Err)
}

/// A file as it was named, and the delivery that it is.
struct NamedDelivery {
    path: PathBuf,
    file: String,
    sha256: String,
}

impl NamedDelivery {
    fn of(named: &InboxFile) -> Self {
        Self { path: named.path.clone(), file: named.file.clone(), sha256: named.sha256.clone() }
    }
}

/// What became of each file: all records of one whose bytes came before are duplicates.
fn files(named: &[NamedDelivery], held: &[HeldDelivery], receipts: Vec<Receipt>) -> Result<Vec<IngestedFile>> {
    let receipts: HashMap<String, Receipt> =
        receipts.into_iter().map(|receipt| (receipt.sha256.clone(), receipt)).collect();
    let mut taken: HashSet<&str> = HashSet::new();
    let mut file = |NamedDelivery { path, file, sha256 }: &NamedDelivery| {
        let is_it = |held: &&HeldDelivery| held.sha256 == *sha256 || held.kept.as_ref() == Some(sha256);
        let first = held.iter().find(is_it)?;
        let receipt = receipts.get(&first.sha256)?.clone();
        let is_repeat = !first.is_new || !taken.insert(&first.sha256);
        let receipt = if is_repeat { receipt.of_repeat(file) } else { receipt };
        Some(IngestedFile { path: file_name(path), receipt, repeats: is_repeat.then(|| first.file.clone()) })
    };
    let counted = named.iter().map(|named| {
        file(named).ok_or_else(|| Error::bug(format!("nothing was counted in `{}`", file_name(&named.path))))
    });
    counted.collect()
}

/// What a run without a month is given.
struct Ingesting<'a> {
    project: &'a Project,
    key: &'a Key,
    held: &'a [HeldDelivery],
    request: &'a IngestRequest<'a>,
    progress: &'a dyn Progress,
}

impl Ingesting<'_> {
    /// Takes the new deliveries; everything anew if a reason for that is given. Also gives what was counted of each.
    fn take(&self, store: &mut Store, anew: Option<&str>) -> Result<(Ingested, Vec<Receipt>)> {
        let (project, held) = (self.project, self.held);
        let as_of = self.request.as_of.or(project.as_of);
        let settle = SettleRequest { as_of, month: None, records_at_once: project.records_at_once };
        let asked = TakeRequest { key: self.key, settle, anew };
        let take = |target: ShardTarget<'_, '_>| take::take(project, target, held, asked, self.progress);
        if self.request.is_dry_run {
            let (mut ingested, mut taken, _) = self.compared(take(ShardTarget::Nowhere(store))?);
            ingested.restated = taken.month.restating.finish(store)?.changes;
            return Ok((ingested, taken.intake.receipts));
        }
        let mut commit = store.begin();
        let (mut ingested, taken, delivered) = self.compared(take(ShardTarget::Commit(&mut commit))?);
        let receipts = taken.intake.receipts.clone();
        ingested.restated = put_deliveries(project, &mut commit, held, (taken, &delivered))?;
        ingested.changed = commit.finish()?.changed;
        Ok((ingested, receipts))
    }

    /// What became of the deliveries, and their receipts before those are compared with others.
    fn compared<'t>(&self, taken: Taken<'t>) -> (Ingested, Taken<'t>, Vec<Receipt>) {
        let Taken { intake: mut taken, listed, month, update, parsed, rebuilt } = taken;
        let delivered = taken.receipts.clone();
        let mut volumes = senders::check_volumes(self.held, &mut taken);
        volumes.retain(|volume| {
            volume.is_odd() && self.held.iter().any(|held| held.is_new && held.sha256 == volume.sha256)
        });
        let codes = self.codes(&update, &taken);
        let ingested = Ingested { codes, volumes, parsed, rebuilt: rebuilt.clone(), ..Ingested::default() };
        (ingested, Taken { intake: taken, listed, month, update, parsed, rebuilt }, delivered)
    }

    /// How many findings there are about the new deliveries, by code: beside those about their records, what reading found, and
    /// what their size says.
    fn codes(&self, update: &StoreUpdate, taken: &Intake) -> BTreeMap<FindingCode, u64> {
        let of_records = update.sums.values().map(|sums| &sums.found);
        let of_reading = update.received.values().flatten().map(|found| &found.counts);
        let mut codes = BTreeMap::new();
        for counts in of_records.chain(of_reading) {
            for (code, found) in counts.codes(|delivery| self.held[delivery].is_new) {
                *codes.entry(code).or_default() += found;
            }
        }
        let of_volume = |finding: &&Finding| matches!(finding.code, "W_VOLUME" | "W_SHARE");
        for finding in taken.findings.iter().filter(of_volume) {
            *codes.entry(finding.code).or_default() += 1;
        }
        codes
    }
}
