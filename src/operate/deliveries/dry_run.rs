//! What files would give if they were delivered, beside what the store of a project holds. Nothing is stored.
//!
//! The files are read, and settled with the partitions of the store that their records have to do with, as a run does it.
//! Deliveries of before are read only where a run would read them anew, too.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rayon::prelude::*;

use crate::domain::{Day, Partition, Receipt};
use crate::error::{Error, Exit, Result};
use crate::files::container::ProcessReader;
use crate::intake::findings::record_audit::{RecordAudit, check_sums};
use crate::intake::{Delivery, Rules};
use crate::key::Key;
use crate::operate::deliveries::basis;
use crate::operate::deliveries::finding_sample::FindingSample;
use crate::operate::deliveries::load::{self, HeldDelivery};
use crate::operate::deliveries::named_file::NamedFile;
use crate::operate::deliveries::read::read_each;
use crate::operate::deliveries::received::ReceivedDelivery;
use crate::operate::deliveries::settling::{SettleRequest, Settling, ShardSink, known};
use crate::operate::progress::Silent;
use crate::project::Project;
use crate::settle::Settled;
use crate::settle::delivery_order::DeliveryRank;
use crate::settle::gathered::firsts;
use crate::settle::shards::{SHARD_RECORDS, SettledShard};
use crate::settle::spool::Spool;
use crate::settle::trust::{EventsOfDelayed, Trust};
use crate::store::Store;

/// What stands behind the name of a delivery that the store holds, so that it is not taken for a file that was named.
const IN_THE_STORE: &str = " (in the store)";

/// The store of a project.
pub(super) struct StoreContext {
    /// The key of its pseudonyms.
    pub key: Key,
    /// Every delivery that it holds.
    pub held: Vec<HeldDelivery>,
    store: Store,
    /// Whether its partitions hold by what the project is now.
    holds: bool,
}

impl StoreContext {
    /// Opens the store of a project.
    ///
    /// # Errors
    /// The store is damaged, or a profile of its deliveries cannot be read; 77: the key is open to others.
    pub fn open(project: &Project) -> Result<Self> {
        let key = Key::read(&project.folder)?;
        let store = Store::read_only(&project.folder)?;
        store.require_key(&key.id())?;
        let (mut held, _) = load::list_now((project, &key), &store, Vec::new())?;
        held.iter_mut().for_each(|held| held.file.push_str(IN_THE_STORE));
        let holds = basis::why_anew(&store, &basis::of(project, &key)).is_none();
        Ok(Self { key, held, store, holds })
    }

    /// The number of the run that took these bytes.
    pub fn received(&self, sha256: &str) -> Option<u32> {
        self.held.iter().find(|held| held.sha256 == sha256).map(|held| held.received)
    }

    /// The number that the next run will have.
    pub fn next(&self) -> u32 {
        self.store.manifest().commit as u32 + 1
    }
}

/// What is settled.
pub(super) struct DryRun<'a> {
    /// The store beside which it is, if any.
    pub store: Option<&'a StoreContext>,
    /// The files.
    pub files: &'a [&'a NamedFile],
    /// What their rows are checked against.
    pub rules: &'a Rules<'a>,
    /// The last day whose facts count, if any.
    pub as_of: Option<Day>,
    /// How much of a file may be rejected.
    pub trust: Trust,
}

/// What became of the files.
#[derive(Default)]
pub(super) struct DryRunOutcome {
    /// For each file what was counted in it, and why a run would not take it although it can be read; or why it is refused.
    pub files: Vec<Result<(Receipt, Option<String>)>>,
    /// What was found in them.
    pub findings: FindingSample,
}

/// Where a file stands among the deliveries.
struct FilePlace {
    delivery: usize,
    /// By what its records are known: a hash of its own where the same bytes are read in another way, too.
    sha256: String,
    /// Whether it is the first with its bytes that is read in its way; the others are its repeats.
    is_first: bool,
}

impl DryRun<'_> {
    /// Reads and settles the files.
    ///
    /// # Errors
    /// The store is damaged. That a file is refused is no error here.
    pub fn outcome(&self) -> Result<DryRunOutcome> {
        if let Some(context) = self.store.filter(|context| context.holds) {
            match self.outcome_with(Some(&context.store)) {
                // A run would make the table again.
                Err(error) if context.store.damaged_table(&error).is_some() => {}
                outcome => return outcome,
            }
        }
        self.outcome_with(None)
    }

    /// `settled` is the store whose partitions count; without it, all of its deliveries are read.
    fn outcome_with(&self, settled: Option<&Store>) -> Result<DryRunOutcome> {
        let (reader, spool) = (ProcessReader::default(), Spool::in_folder(&std::env::temp_dir()));
        let (mut held, places) = self.places();
        let read_file = |(file, place): (&&NamedFile, &FilePlace)| {
            file.read((place.delivery, &place.sha256), (self.rules, &spool), &reader)
        };
        let each: Vec<Result<ReceivedDelivery>> = self.files.par_iter().zip(&places).map(read_file).collect();
        let (mut read, mut refused) = (Vec::new(), Vec::new());
        for ((file, place), result) in self.files.iter().zip(&places).zip(each) {
            refused.push(match result {
                Ok(of_file) if place.is_first => {
                    held[place.delivery] = file.held(&place.sha256);
                    read.push(of_file);
                    None
                }
                // The disk failed, and says nothing about the file.
                Err(error) if error.exit() == Exit::Io => return Err(error),
                result => result.err(),
            });
        }
        if read.is_empty() {
            let files = refused.into_iter().flatten().map(Err).collect();
            return Ok(DryRunOutcome { files, findings: FindingSample::default() });
        }
        let mut named: BTreeSet<usize> = read.iter().map(|read| read.delivery).collect();
        let mut outcomes = self.settle((settled, &held), (read, &named), &spool)?;
        let places: Vec<usize> =
            self.files.iter().zip(&places).map(|(file, place)| counted(file, place, &mut outcomes)).collect();
        named.extend(&places);
        let FileOutcomes { receipts, findings, of_delayed } = outcomes;
        let refusals = self.trust.refusals(&receipts, &of_delayed, |at| named.contains(&at));
        let mut untrusted: BTreeMap<usize, String> = refusals.into_iter().map(|(at, why)| (at, why.what)).collect();
        let outcome = |((file, at), refused): ((&&NamedFile, usize), Option<Error>)| match refused {
            Some(error) => Err(error),
            None => {
                let receipt = Receipt { sha256: file.sha256.clone(), ..receipts[at].clone() };
                Ok((receipt, untrusted.remove(&at)))
            }
        };
        let files = self.files.iter().zip(places).zip(refused).map(outcome).collect();
        Ok(DryRunOutcome { files, findings })
    }

    /// Every delivery of the store, then the files that are none of them; and where each file stands. A file that was
    /// delivered before is looked at as the delivery that it was.
    fn places(&self) -> (Vec<HeldDelivery>, Vec<FilePlace>) {
        let mut held: Vec<HeldDelivery> = self.store.map(|context| context.held.clone()).unwrap_or_default();
        let mut stored: HashMap<String, usize> = held.iter().map(|held| held.sha256.clone()).zip(0..).collect();
        let named: Vec<HeldDelivery> = self.files.iter().map(|file| file.held(&file.sha256)).collect();
        let named: Vec<Delivery<'_>> = named.iter().map(|held| known(held, &held.profile)).collect();
        let ranks: Vec<DeliveryRank<'_>> = named.iter().map(DeliveryRank::of).collect();
        let firsts = firsts(&named, &ranks);
        let mut by_first: HashMap<usize, (usize, String)> = HashMap::new();
        let mut hashes: HashSet<&str> = HashSet::new();
        for (file, at) in self.files.iter().zip(0..).filter(|(_, at)| firsts[*at] == *at) {
            let is_other_reading = !hashes.insert(&file.sha256);
            let sha256 = if is_other_reading { file.other_hash() } else { file.sha256.clone() };
            let delivery = stored.remove(&sha256).unwrap_or_else(|| {
                held.push(file.held(&sha256));
                held.len() - 1
            });
            by_first.insert(at, (delivery, sha256));
        }
        let place = |(at, first): (usize, &usize)| {
            let (delivery, sha256) = by_first[first].clone();
            FilePlace { delivery, sha256, is_first: at == *first }
        };
        let places = firsts.iter().enumerate().map(place).collect();
        (held, places)
    }

    /// Settles the files with the partitions of a store that they have to do with; without one, with all deliveries of before,
    /// which are read for it.
    fn settle(
        &self,
        (store, held): (Option<&Store>, &[HeldDelivery]),
        (mut read, named): (Vec<ReceivedDelivery>, &BTreeSet<usize>),
        spool: &Spool,
    ) -> Result<FileOutcomes> {
        if let Some(context) = self.store.filter(|_| store.is_none()) {
            let is_meant = |at: usize| at < context.held.len() && !named.contains(&at);
            let read_one = |at: usize, delivery: &Delivery<'_>, progress: &dyn Fn(u64)| {
                ReceivedDelivery::read(at, delivery, (self.rules, spool), progress)
            };
            read.extend(read_each(&context.store, held, is_meant, &Silent, &read_one)?);
        }
        let asked = SettleRequest { as_of: self.as_of, month: None, records_at_once: SHARD_RECORDS };
        let mut settling = Settling::new(store, held, &mut read, (self.rules, asked))?;
        let (received, records) = settling.accept(read);
        let receipts = settling.totals.receipts.clone();
        let mut shards = NamedShards { store, held, named, receipts, outcomes: FileOutcomes::default() };
        settling.settle((&records, spool), &mut shards)?;
        let mut outcomes = shards.outcomes;
        for found in received.values().flatten().filter(|found| named.contains(&found.delivery)) {
            found.findings.each(spool, &mut |findings| {
                findings.iter().for_each(|finding| outcomes.findings.add(finding));
                Ok(())
            })?;
        }
        for at in named {
            check_sums(std::slice::from_ref(&outcomes.receipts[*at]))?;
        }
        Ok(outcomes)
    }
}

/// What was counted of every delivery, and found in the files.
#[derive(Default)]
struct FileOutcomes {
    receipts: Vec<Receipt>,
    findings: FindingSample,
    of_delayed: BTreeMap<usize, EventsOfDelayed>,
}

impl FileOutcomes {
    /// Adds what was settled, and found in some deliveries.
    fn add(&mut self, settled: &Settled, (held, named): (&[HeldDelivery], &BTreeSet<usize>)) {
        let found = settled.intake.findings.iter().zip(&settled.finding_deliveries);
        let found = found.filter(|(_, delivery)| named.contains(delivery));
        found.for_each(|(finding, _)| self.findings.add(finding));
        let sources = named.iter().map(|at| (held[*at].source_id(), *at)).collect();
        EventsOfDelayed::add(&mut self.of_delayed, settled, &sources);
    }
}

/// Takes shards with the files: nothing is stored.
struct NamedShards<'a> {
    store: Option<&'a Store>,
    held: &'a [HeldDelivery],
    /// The deliveries that the files are.
    named: &'a BTreeSet<usize>,
    /// What was counted of every delivery when it was read.
    receipts: Vec<Receipt>,
    outcomes: FileOutcomes,
}

impl ShardSink for NamedShards<'_> {
    fn store(&self) -> Option<&Store> {
        self.store
    }

    fn start(&mut self, _: &BTreeSet<Partition>) {
        self.outcomes = FileOutcomes { receipts: self.receipts.clone(), ..FileOutcomes::default() };
    }

    fn add(&mut self, SettledShard { settled, partitioned, .. }: SettledShard) -> Result<()> {
        self.outcomes.add(&settled, (self.held, self.named));
        let parts = partitioned.rows.values().flat_map(|rows| &rows.sums.receipts);
        for (delivery, part) in parts.filter(|(delivery, _)| self.named.contains(delivery)) {
            part.add_to(&mut self.outcomes.receipts[*delivery]);
        }
        Ok(())
    }
}

/// Where the receipt of a file is; that of a repeat is made.
fn counted(file: &NamedFile, place: &FilePlace, outcomes: &mut FileOutcomes) -> usize {
    if place.is_first {
        return place.delivery;
    }
    let first = outcomes.receipts[place.delivery].clone();
    let (name, table) = (file.name.clone(), first.table.clone());
    let blank = Receipt { file: name, sha256: first.sha256.clone(), table, ..Receipt::default() };
    let mut audit = RecordAudit::from_parts(vec![first, blank], Vec::new());
    audit.repeat(1, 0);
    let (mut receipts, findings, _) = audit.into_parts();
    outcomes.receipts.extend(receipts.pop());
    findings.iter().for_each(|finding| outcomes.findings.add(finding));
    outcomes.receipts.len() - 1
}
