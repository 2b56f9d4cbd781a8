//! What files would give if they were delivered, beside what the store of a project holds. Nothing is stored.
//!
//! The files are read, and settled with the partitions of the store that their records have to do with, as a run does it.
//! Deliveries of before are read only where a run would read them anew, too.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use crate::domain::{Day, Finding, Receipt};
use crate::error::{Error, Result};
use crate::files::container::ProcessReader;
use crate::intake::findings::candidate::Place;
use crate::intake::findings::record_audit::{PlacedFinding, RecordAudit, check_sums};
use crate::intake::read_record::ReadRecord;
use crate::intake::{Delivery, Rules};
use crate::key::Key;
use crate::operate::deliveries::delivery_totals::DeliveryTotals;
use crate::operate::deliveries::load::{self, HeldDelivery};
use crate::operate::deliveries::named_file::NamedFile;
use crate::operate::deliveries::read::{ReadDelivery, read_each};
use crate::operate::deliveries::take::{Settling, TakeRequest, known};
use crate::operate::deliveries::{basis, returns};
use crate::operate::progress::Silent;
use crate::project::Project;
use crate::settle::delivery_order::DeliveryRank;
use crate::settle::gathered::{Gathered, firsts};
use crate::settle::trust::Trust;
use crate::settle::{self, Intake, Settled};
use crate::store::{SettledBy, Store, sha256};

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
        let (mut held, _) = load::list(&store, Vec::new())?;
        held.iter_mut().for_each(|held| held.file.push_str(IN_THE_STORE));
        let now = SettledBy { basis: basis::of(project, &key), ..SettledBy::default() };
        let holds = basis::why_anew(&store, &now).is_none();
        Ok(Self { key, held, store, holds })
    }

    /// The number of the run that took these bytes, else of the next run.
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
    /// What was found in them, by file and record.
    pub findings: Vec<Finding>,
}

/// Where a file stands among the deliveries.
struct FilePlace {
    delivery: usize,
    /// The name by which origins know it: a hash of its own where the same bytes are read in two ways.
    sha256: String,
    /// Whether an other file, which stands at this place, has the same bytes and is read in the same way.
    is_repeat: bool,
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
                Err(error) if context.store.can_be_made_again(&error) => {}
                outcome => return outcome,
            }
        }
        self.outcome_with(None)
    }

    /// `settled` is the store whose partitions count; without it, all of its deliveries are read.
    fn outcome_with(&self, settled: Option<&Store>) -> Result<DryRunOutcome> {
        let reader = ProcessReader::default();
        let (mut held, places) = self.places();
        let read = |(file, place): (&&NamedFile, &FilePlace)| {
            let opened = file.open(&place.sha256, &reader)?;
            file.read(place.delivery, &opened, self.rules)
        };
        let each: Vec<Result<ReadDelivery>> = self.files.par_iter().zip(&places).map(read).collect();
        let (mut read, mut refused) = (Vec::new(), Vec::new());
        for ((file, place), result) in self.files.iter().zip(&places).zip(each) {
            refused.push(match result {
                Ok(of_file) if !place.is_repeat => {
                    held[place.delivery] = file.held(&place.sha256);
                    read.push(of_file);
                    None
                }
                result => result.err(),
            });
        }
        if read.is_empty() {
            let files = refused.into_iter().flatten().map(Err).collect();
            return Ok(DryRunOutcome { files, findings: Vec::new() });
        }
        let named: BTreeSet<usize> = read.iter().map(|read| read.delivery).collect();
        let intake = match (settled, self.store) {
            (Some(store), Some(context)) => self.beside_partitions((store, &context.key), &held, read)?,
            (_, context) => self.beside_deliveries(context.map(|context| &context.store), &held, read)?,
        };
        self.outcome_of(intake, (&named, &places), refused)
    }

    /// Every delivery of the store, then the files that are none of them; and where each file stands.
    fn places(&self) -> (Vec<HeldDelivery>, Vec<FilePlace>) {
        let mut held: Vec<HeldDelivery> = self.store.map(|context| context.held.clone()).unwrap_or_default();
        let mut by_hash: HashMap<String, usize> =
            held.iter().zip(0..).map(|(held, at)| (held.sha256.clone(), at)).collect();
        let named: Vec<HeldDelivery> = self.files.iter().map(|file| file.held(&file.sha256)).collect();
        let named: Vec<Delivery<'_>> = named.iter().map(|held| known(held, &held.profile)).collect();
        let ranks: Vec<DeliveryRank<'_>> = named.iter().map(DeliveryRank::of).collect();
        let firsts = firsts(&named, &ranks);
        let mut places: Vec<Option<FilePlace>> = Vec::new();
        places.resize_with(named.len(), || None);
        for at in 0..named.len() {
            let (file, is_repeat) = (self.files[at], firsts[at] != at);
            if is_repeat {
                continue;
            }
            // A file that was delivered before is looked at as the delivery that it was.
            let (sha256, stored) = match by_hash.remove(&file.sha256) {
                Some(stored) => (file.sha256.clone(), Some(stored)),
                None if places.iter().flatten().any(|place| place.sha256 == file.sha256) => (file.other_hash(), None),
                None => (file.sha256.clone(), None),
            };
            let delivery = stored.unwrap_or_else(|| {
                held.push(file.held(&sha256));
                held.len() - 1
            });
            places[at] = Some(FilePlace { delivery, sha256, is_repeat });
        }
        todo!()
    }
}
