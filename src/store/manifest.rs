//! The manifest: the one list of what the store holds. A month is published when a new manifest has its name.

mod line_format;
mod written;
mod written_delivery;
mod written_file;

use std::collections::BTreeMap;
use std::io::{ErrorKind, Read};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::domain::sign_off::Signature;
use crate::domain::{Currency, Day, LedgerStatus, Minor, Month, Partition, near};
use crate::error::{Error, Exit, Position, Result};
use crate::store::amount_in_view::AmountInView;
use crate::store::closed_month::ClosedMonth;
use crate::store::files::own_hash::{WithOwnHash, whole_if_own_fits, with_own_hash};
use crate::store::files::private::refused;
use crate::store::files::temp_file::{self, open_plain};
use crate::store::manifest::written::WrittenManifest;
pub use crate::store::stored_delivery::{DeliveryOutcome, StoredDelivery};
pub use crate::store::stored_file::StoredFile;
pub use crate::store::stored_partition::{ReturnRows, SettledBy, StoredPartition, StoredReturn};
use crate::store::stored_removal::{Removal, SealedPast};

/// The layout of the store that this program writes, and the newest that it reads. 2 keeps the files of reports, earlier
/// editions and what was acknowledged; 3 keeps findings, receipts and records without a stay in full; 4 keeps what was read
/// of deliveries and what became of it, and its tables by partition; 6 keeps what differs from what was published day by day, and closed months. An older store is read, and its next run makes it one of this format.
pub const FORMAT: u32 = 6;

/// What the store holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "WrittenManifest", into = "WrittenManifest")]
pub struct Manifest {
    /// The layout of the store.
    pub format: u32,
    /// How many commits there were; 0 for a new store.
    pub commit: u64,
    /// The program that wrote it, as in `beddays 0.1.0`.
    pub program: String,
    /// A short hash of the key behind the pseudonyms: rows under two keys never mix.
    pub key_id: String,
    /// Every delivery ever taken, oldest first.
    pub deliveries: Vec<StoredDelivery>,
    /// The tables that are in no partition, by name.
    pub tables: BTreeMap<String, StoredFile>,
    /// The partitions of the others.
    pub partitions: BTreeMap<Partition, StoredPartition>,
    /// By what the partitions were settled; nothing if there are none.
    pub settled: Option<SettledBy>,
    /// The months, oldest first, each in its latest edition.
    pub months: Vec<PublishedMonth>,
    /// Who stands for statements, by month and step.
    pub signed: Vec<Signature>,
    /// The months that are closed, in the order in which they were.
    pub closed: Vec<ClosedMonth>,
    /// Changes of published months that the user has seen and leaves as they are, in the order of the months.
    pub acknowledged: Vec<Acknowledged>,
    /// Deliveries of odd size that the user has asked about and takes as they are, in the order of their SHA-256.
    pub acknowledged_deliveries: Vec<AcknowledgedDelivery>,
    /// The last day that the tables of counting know; nothing if there are none.
    pub counted_to: Option<Day>,
    /// What was removed under retention, in the order in which it was.
    pub removals: Vec<Removal>,
    /// Counted days of removed stays, without them: rows of the table of months beside those of its partitions.
    pub kept_counts: Option<StoredFile>,
    /// What the last removal has still to do after its commit.
    pub removal_work: Option<StoredFile>,
    /// The manifests before the last removal.
    pub past: Option<SealedPast>,
    /// The SHA-256 of the manifest before, which lies in `history/`; nothing for a new store.
    pub previous_manifest_sha256: Option<String>,
    /// The SHA-256 of this file with this value empty.
    pub self_sha256: String,
}

/// A body of law or a set of counting rules, with the hash of what was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegimeUsed {
    /// Its name.
    pub regime: String,
    /// The SHA-256 of its file.
    pub sha256: String,
}

/// What a month rests on, as the caller gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// The month.
    pub month: Month,
    /// The last day whose news is in it.
    pub as_of: Day,
    /// The law.
    pub regimes: Vec<RegimeUsed>,
    /// The SHA-256 of the readings that were chosen.
    pub readings_sha256: String,
    /// The sources whose data of the month did not come, or not to its end.
    pub incomplete: Vec<String>,
}

/// One month in its latest edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedMonth {
    /// The month.
    pub month: Month,
    /// Its edition, from 1.
    pub edition: u32,
    /// The last day whose news is in it.
    pub as_of: Day,
    /// The last commit whose deliveries are in it: what came later is late news about it.
    pub news_to: u64,
    /// The law.
    pub regimes: Vec<RegimeUsed>,
    /// The SHA-256 of the readings that were chosen.
    pub readings_sha256: String,
    /// The ledger.
    pub ledger: StoredFile,
    /// Delayed days by status; they add up to the rows of the ledger.
    pub days_by_status: BTreeMap<LedgerStatus, u64>,
    /// What is owed, by currency.
    pub amount_minor: BTreeMap<Currency, Minor>,
    /// What of it is in the view that published it; nothing of an earlier edition, or if an older program wrote the month.
    pub in_view: Option<AmountInView>,
    /// The sources whose data of the month did not come, or not to its end.
    pub incomplete: Vec<String>,
    /// The files of its reports; nothing if a program that kept none wrote the month.
    pub reports: Option<StoredFile>,
    /// What it changed of the edition before, and corrected of closed months; nothing if there is nothing.
    pub revisions: Option<StoredFile>,
    /// The sheet that shows who stands for it; nothing before a first signature.
    pub sign_off: Option<StoredFile>,
    /// What was said about its stays; nothing if nothing was.
    pub positions: Option<StoredFile>,
    /// Whether it corrects closed months.
    pub has_corrections: bool,
    /// Files of its reports that others of the same edition replaced, oldest first.
    pub replaced_reports: Vec<StoredFile>,
    /// The editions before, oldest first.
    pub earlier: Vec<EarlierEdition>,
}

/// An edition of a month that a later one replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierEdition {
    /// Its number.
    pub edition: u32,
    /// Its ledger.
    pub ledger: StoredFile,
    /// The files of its reports; nothing if a program that kept none wrote it.
    pub reports: Option<StoredFile>,
    /// What it changed of the edition before, and corrected of closed months; nothing if there is nothing.
    pub revisions: Option<StoredFile>,
    /// The sheet that shows who stands for it; nothing before a first signature.
    pub sign_off: Option<StoredFile>,
    /// Files of its reports that others of the same edition replaced, oldest first.
    pub replaced_reports: Vec<StoredFile>,
}

/// A change of a published month that the user has seen and leaves as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acknowledged {
    /// The month.
    pub month: Month,
    /// The SHA-256 of the published ledger.
    pub ledger_sha256: String,
    /// The SHA-256 of the difference between that ledger and what the month would be now.
    pub change_sha256: String,
    /// Why, in the user's words; may be empty.
    pub note: String,
}

/// A delivery of odd size that the user has asked about and takes as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcknowledgedDelivery {
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// Why, in the user's words; may be empty.
    pub note: String,
}

impl PublishedMonth {
    /// Whether its news reaches its last day: half a month looks like a better one.
    pub fn is_whole(&self) -> bool {
        self.as_of >= self.month.last()
    }

    /// The files of its latest edition.
    pub fn files(&self) -> impl Iterator<Item = &StoredFile> {
        std::iter::once(&self.ledger)
            .chain(&self.reports)
            .chain(&self.revisions)
            .chain(&self.sign_off)
            .chain(&self.positions)
            .chain(&self.replaced_reports)
    }
}

impl EarlierEdition {
    /// Its files.
    pub fn files(&self) -> impl Iterator<Item = &StoredFile> {
        std::iter::once(&self.ledger)
            .chain(&self.reports)
            .chain(&self.revisions)
            .chain(&self.sign_off)
            .chain(&self.replaced_reports)
    }
}

impl Manifest {
    pub(super) fn new(key_id: &str) -> Self {
        Self {
            format: FORMAT,
            commit: 0,
            program: program(),
            key_id: key_id.to_owned(),
            deliveries: Vec::new(),
            tables: BTreeMap::new(),
            partitions: BTreeMap::new(),
            settled: None,
            months: Vec::new(),
            signed: Vec::new(),
            closed: Vec::new(),
            acknowledged: Vec::new(),
            acknowledged_deliveries: Vec::new(),
            counted_to: None,
            removals: Vec::new(),
            kept_counts: None,
            removal_work: None,
            past: None,
            previous_manifest_sha256: None,
            self_sha256: String::new(),
        }
    }

    /// Whether the store is as it was made: nothing was committed.
    pub fn is_new(&self) -> bool {
        self.commit == 0
    }

    /// The note with which a change of a published month was acknowledged; nothing if it was not.
    pub fn acknowledgement(&self, month: Month, change_sha256: &str) -> Option<&str> {
        let ledger = &self.month(month)?.ledger.sha256;
        let is_it = |seen: &&Acknowledged| {
            seen.month == month && seen.ledger_sha256 == *ledger && seen.change_sha256 == change_sha256
        };
        self.acknowledged.iter().find(is_it).map(|seen| seen.note.as_str())
    }

    /// The files of a table, of the whole and of every partition.
    pub fn files_of(&self, table: &str) -> impl Iterator<Item = &StoredFile> {
        let parts = self.partitions.values().filter_map(move |partition| partition.tables.get(table));
        self.tables.get(table).into_iter().chain(parts)
    }

    /// How many files of tables there are.
    pub fn tables_in_all(&self) -> usize {
        self.tables.len() + self.partitions.values().map(|partition| partition.tables.len()).sum::<usize>()
    }

    /// Of these the files that can have to do with a month or later ones.
    pub fn files_since<'m>(&'m self, table: &'m str, month: Month) -> impl Iterator<Item = &'m StoredFile> {
        let is_over = move |partition: &Partition| matches!(partition, Partition::Ended(last) if *last < month);
        let parts = self.partitions.iter().filter(move |(partition, _)| !is_over(partition));
        let parts = parts.filter_map(move |(_, partition)| partition.tables.get(table));
        self.tables.get(table).into_iter().chain(parts)
    }

    /// The entry of a month.
    pub fn month(&self, month: Month) -> Option<&PublishedMonth> {
        self.months.iter().find(|published| published.month == month)
    }

    /// The published month that is meant: the one that is named, else the last.
    ///
    /// # Errors
    /// 66: it was never published; `effect` says what did not happen.
    pub fn published(&self, month: Option<Month>, effect: &str) -> Result<&PublishedMonth> {
        let found = month.map_or_else(|| self.months.last(), |month| self.month(month));
        found.ok_or_else(|| {
            let known: Vec<String> = self.months.iter().map(|published| published.month.to_string()).collect();
            let (what, run) = match month {
                Some(month) => (format!("{month} was never published"), format!("`beddays run --month {month}`")),
                None => ("no month was published yet".to_owned(), "`beddays run --month YYYY-MM`".to_owned()),
            };
            let run = if known.is_empty() { run } else { format!("{run} runs it; published are {}", known.join(", ")) };
            let meant = month.map_or_else(String::new, |month| month.to_string());
            Error::new("X_NO_MONTH", Exit::NoInput, what).effect(effect).hint(near::hint(
                &meant,
                known.iter().map(String::as_str),
                &run,
            ))
        })
    }

    /// The delivery with this SHA-256, or with this `source_id` (its first sixteen characters).
    pub fn delivery(&self, hash: &str) -> Option<&StoredDelivery> {
        self.deliveries.iter().find(|delivery| hash.len() >= 16 && delivery.sha256.starts_with(hash))
    }

    /// A hash of all rows and editions, whatever commits brought them: two stores that hold the same have the same.
    pub fn content_sha256(&self) -> String {
        let parts = self.partitions.values().flat_map(|partition| &partition.tables);
        let tables = self.tables.iter().chain(parts).map(|(name, stored)| format!("{name} {}", stored.sha256));
        let months = self.months.iter();
        let months = months.map(|month| format!("{} {} {}", month.month, month.edition, month.ledger.sha256));
        let closed = self.closed.iter().map(|closed| format!("{} closed {}", closed.month, closed.seal_sha256));
        let deliveries = self.deliveries.iter().map(|delivery| delivery.sha256.clone());
        let mut lines: Vec<String> = tables.chain(months).chain(closed).chain(deliveries).collect();
        lines.sort();
        temp_file::sha256(lines.join("\n").as_bytes())
    }

    /// Whether two manifests hold the same, however often and by whichever run it was written.
    pub(super) fn holds_the_same(&self, other: &Self) -> bool {
        let lists = |manifest: &Self| (manifest.format, manifest.program.clone(), manifest.key_id.clone());
        lists(self) == lists(other)
            && self.deliveries == other.deliveries
            && self.tables == other.tables
            && self.partitions == other.partitions
            && self.settled == other.settled
            && self.months == other.months
            && self.signed == other.signed
            && self.closed == other.closed
            && self.acknowledged == other.acknowledged
            && self.acknowledged_deliveries == other.acknowledged_deliveries
            && self.counted_to == other.counted_to
            && self.kept_counts == other.kept_counts
            && (&self.removals, &self.removal_work, &self.past) == (&other.removals, &other.removal_work, &other.past)
    }

    /// The manifest with its own hash filled in, and the bytes of its file with their SHA-256.
    pub(super) fn sealed(mut self) -> Result<(Self, Vec<u8>, String)> {
        self.self_sha256.clear();
        let bug = |error| Error::new("X_BUG", Exit::Bug, format!("the manifest cannot be written as JSON: {error}"));
        let bare = line_format::to_lines(&self).map_err(bug)?;
        let WithOwnHash { bytes, own, whole } =
            with_own_hash(&bare).ok_or_else(|| Error::bug("the manifest has no place for its hash"))?;
        self.self_sha256 = own;
        Ok((self, bytes, whole))
    }

    /// Reads a manifest and checks it against its own hash; also gives the bytes of the whole file, with their
    /// SHA-256.
    pub(super) fn read(path: &Path) -> Result<(Self, Vec<u8>, String)> {
        let bytes = open_plain(path).and_then(|mut file| {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).map(|_| bytes)
        });
        let bytes = bytes.map_err(|error| match error.kind() {
            ErrorKind::NotFound => damaged(path, "is missing"),
            ErrorKind::Other => damaged(path, &format!("cannot be read: {error}")),
            _ => refused("read", path, &error),
        })?;
        let Some(whole) = whole_if_own_fits(&bytes) else {
            return Err(damaged(path, "does not fit its own SHA-256"));
        };
        let format_of = |bytes: &[u8]| serde_json::from_slice::<FormatOnly>(bytes).ok().map(|format| format.format);
        match serde_json::from_slice::<Self>(&bytes) {
            Ok(manifest) if manifest.format <= FORMAT => Ok((manifest, bytes, whole)),
            Ok(manifest) => Err(newer(path, manifest.format)),
            Err(error) => Err(match format_of(&bytes).filter(|format| *format > FORMAT) {
                Some(format) => newer(path, format),
                None => damaged(path, &error.to_string()),
            }),
        }
    }
}

/// The one field that every version of the manifest has, so that a newer one is distinguished from a damaged one.
#[derive(Deserialize)]
struct FormatOnly {
    format: u32,
}

/// The program and its version.
pub(crate) fn program() -> String {
    concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")).to_owned()
}

fn damaged(path: &Path, what: &str) -> Error {
    Error::new("S_DAMAGED", Exit::Data, format!("the list of what the store holds {what}"))
        .at(Position::file(path))
        .effect("nothing was read or changed; the deliveries in `store/raw` are as they were")
        .hint("put the file back from a backup; or set the `store` folder aside and run again from its deliveries")
}

fn newer(path: &Path, format: u32) -> Error {
    let what = format!("the store has format {format}, and this is {}, which knows formats up to {FORMAT}", program());
    Error::new("S_NEWER", Exit::Config, what)
        .at(Position::file(path))
        .effect("nothing was read or changed")
        .hint("use the newer program that wrote it")
}
