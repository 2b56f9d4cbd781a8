//! The store: deliveries as received, Parquet tables, and one manifest that is the only commit point.
//!
//! ```text
//! store/lock, lock-readers, lock-reports             held by the kernel while a command is at work
//! store/manifest.json                                what there is; readers start here and nowhere else
//! store/raw/<sha256>             deliveries as received, or what `remove` left of them
//! store/tables/<table>-<hash>.parquet                what is of no partition
//! store/tables/<table>-<partition>-<hash>.parquet    what was read of records about ended stays of a month, or open ones
//! store/ledger/<month>-edition-<n>-<hash>.parquet    every edition ever published; never removed
//! store/ledger/<month>-edition-<n>-revisions-<hash>.parquet what an edition changed and corrected; never removed
//! store/ledger/<month>-positions-<hash>.parquet      what was said about stays of a month; never removed
//! store/reports/<month>-edition-<n>-<hash>.zip       the files of every edition's reports; never removed
//! store/history/<commit>-<hash>.json                 every manifest, each naming the one before by its hash
//! store/rebuilt/                                     what a rebuild makes once more, while it is at work
//! ```
//!
//! A file is written as `….part`, made durable, and only then given a name, which holds the hash of its content. The
//! manifest comes last and in the same way, so that a run that dies at any moment leaves the month before it whole.
//! What it leaves behind is cleared away by the next run that ends well: `….part` files, and tables and reports that
//! neither the new manifest nor the one before it names.

mod amount_in_view;
mod aside;
mod closed;
mod closed_month;
mod commit;
mod counted;
mod editions;
pub mod files;
mod ledger;
mod lock;
mod manifest;
mod manifest_file;
mod open;
mod parquet;
mod partitions;
mod past;
mod positions;
mod removal;
mod reports;
mod rollback;
mod sealed_past;
mod signatures;
mod stored_delivery;
mod stored_file;
mod stored_partition;
mod stored_removal;
mod unpriced;
mod verify;

use std::fs;
use std::path::Path;

use crate::error::{Error, Exit, Position, Result};
use crate::frames::rows;

pub use crate::frames::schema;
pub use crate::store::counted::tables::CountedRows;
pub use crate::store::counted::writer::CountedWriter;
pub use crate::store::files::temp_file::{FinishedFile, UNFINISHED, hash_of, prepare, sha256, write_whole};
pub use crate::store::ledger::writer::{LedgerTotals, LedgerWriter};
pub use crate::store::parquet::table_writer::GROUP_ROWS;
pub(crate) use crate::store::parquet::table_writer::TableWriter;
pub use amount_in_view::AmountInView;
pub use aside::DifferingRow;
pub use closed_month::ClosedMonth;
pub use commit::{Commit, Published, Received, TakeOutcome, has_committed};
pub use counted::CountedDays;
pub use ledger::Ledger;
pub(crate) use lock::LOCK;
pub use lock::ReportsLock;
pub(crate) use manifest::program;
pub use manifest::{
    Acknowledged, AcknowledgedDelivery, Basis, DeliveryOutcome, EarlierEdition, FORMAT, Manifest, PublishedMonth,
    RegimeUsed, ReturnRows, SettledBy, StoredDelivery, StoredFile, StoredPartition, StoredReturn,
};
pub use open::Store;
pub use partitions::{KeyKind, RecordPlace, RecordPlaces, stored_key};
pub use removal::{NewNames, ReplacedFile, is_nameless, nameless, removal_of};
pub use reports::ReportFile;
pub use rows::records::{DeliveryPart, FactDay};
pub(crate) use rows::{StoreRow, columns_of};
pub use schema::tables_as_markdown;
pub use stored_removal::{KeptBytes, Removal, SealedPast};
pub use verify::{Damage, DamageKind};

const RAW: &str = "raw";
const TABLES: &str = "tables";
const LEDGER: &str = "ledger";
const HISTORY: &str = "history";
const REPORTS: &str = "reports";
/// What a rebuild makes, while it is at work.
const ASIDE: &str = "rebuilt";
const FOLDERS: [&str; 5] = [RAW, TABLES, LEDGER, HISTORY, REPORTS];
pub(crate) const MANIFEST: &str = "manifest.json";

/// The names in a folder, sorted.
fn names_in(folder: &Path) -> Result<Vec<String>> {
    let list = || -> std::io::Result<Vec<String>> {
        fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
    };
    let mut names = list().map_err(|error| crate::store::files::private::refused("list", folder, &error))?;
    names.sort();
    Ok(names)
}

fn no_store(folder: &Path) -> Error {
    Error::new("S_NO_STORE", Exit::Config, "the project has no store")
        .at(Position::file(folder))
        .effect("nothing was read or changed")
        .hint("`beddays init` makes one")
}
