//! The store: deliveries as received, Parquet tables, and one manifest that is the only commit point.
//!
//! ```text
//! store/lock                     held by the kernel while a run is at work
//! store/manifest.json            what there is; readers start here and nowhere else
//! store/raw/<sha256>             deliveries as received; never removed
//! store/tables/<table>-<hash>.parquet
//! store/ledger/<month>-edition-<n>-<hash>.parquet    every edition ever published; never removed
//! store/history/<commit>-<hash>.json                 every earlier manifest, each naming the one before by its hash
//! ```
//!
//! A file is written as `….part`, made durable, and only then given a name, which holds the hash of its content. The
//! manifest comes last and in the same way, so that a run that dies at any moment leaves the month before it whole.
//! What it leaves behind is cleared away by the next run that ends well: `….part` files, and tables that neither the
//! new manifest nor the one before it names.

mod columns;
mod commit;
mod draft;
mod ledger;
mod ledger_writer;
mod lock;
mod manifest;
pub mod private;
mod rows;
pub mod schema;
mod table_reader;
mod table_writer;
mod verify;

use std::fs::{self, File};
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};

use crate::domain::{DelayPeriod, EventRecord, Month, Reason, Stay};
use crate::error::{Error, Exit, Position, Result};
use lock::Lock;
use rows::Row;

pub use commit::{Commit, Published, Received, Taken};
pub use draft::sha256;
pub use ledger::Ledger;
pub use ledger_writer::{LedgerTotals, LedgerWriter};
pub use manifest::{Basis, Delivery, FORMAT, Manifest, PublishedMonth, RegimeUsed, StoredFile};
pub use schema::tables_as_markdown;
pub use table_writer::GROUP_ROWS;
pub use verify::{Damage, Kind};

const RAW: &str = "raw";
const TABLES: &str = "tables";
const LEDGER: &str = "ledger";
const HISTORY: &str = "history";
const FOLDERS: [&str; 4] = [RAW, TABLES, LEDGER, HISTORY];
const MANIFEST: &str = "manifest.json";
const LOCK: &str = "lock";

/// The store of one project, open and locked. The lock ends when it is dropped.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    manifest: Manifest,
    manifest_sha256: String,
    /// Set while a commit is under way: a store whose commit failed half-way is not used again.
    failed: bool,
    _lock: Lock,
}

/// How much is checked before a store is used.
enum Check {
    /// Every file that the manifest names.
    All,
    /// The deliveries.
    Deliveries,
    /// Nothing yet: each file is checked when it is read.
    Later,
}

impl Store {
    /// Makes an empty store in the folder of a project. `key_id` names the key behind its pseudonyms.
    ///
    /// # Errors
    /// 73 if there is one, 77 if others could write to the project folder, 74 if the disk refuses.
    pub fn create(project: &Path, key_id: &str) -> Result<()> {
        private::refuse_if_writable(project)?;
        let folder = project.join("store");
        if !folder.exists() {
            private::create_folder(&folder)?;
        }
        private::refuse_if_open(&folder)?;
        let _lock = Lock::exclusive(&folder.join(LOCK))?;
        for name in FOLDERS {
            let inner = folder.join(name);
            if !inner.exists() {
                private::create_folder(&inner)?;
            } else if !names_in(&inner)?.is_empty() {
                return Err(exists(&folder));
            }
        }
        if folder.join(MANIFEST).exists() {
            return Err(exists(&folder));
        }
        draft::write_whole(&folder, MANIFEST, &Manifest::new(key_id).to_bytes()?)?;
        private::sync_folder(&folder)?;
        private::sync_folder(project)
    }

    /// Opens the store of a project for a run that may change it: alone, with every file that the manifest names
    /// checked.
    ///
    /// # Errors
    /// 75 if another run is at work, 77 if the store is open to others, 65 if a file is damaged, 78 if there is no
    /// store or a newer program wrote it.
    pub fn open(project: &Path) -> Result<Self> {
        Self::enter(project, Lock::exclusive, Check::All)
    }

    /// Opens the store as [`Store::open`] does, but insists on the deliveries only: for a run that makes everything
    /// else again. Tables that come out as before take the place of damaged ones under the same name.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_to_rebuild(project: &Path) -> Result<Self> {
        Self::enter(project, Lock::exclusive, Check::Deliveries)
    }

    /// Opens the store for a run that changes nothing, beside others of its kind. Files are checked as they are read.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn read_only(project: &Path) -> Result<Self> {
        Self::enter(project, Lock::shared, Check::Later)
    }

    fn enter(project: &Path, lock: impl Fn(&Path) -> Result<Lock>, check: Check) -> Result<Self> {
        let folder = project.join("store");
        if !folder.is_dir() {
            return Err(no_store(&folder));
        }
        private::refuse_if_writable(project)?;
        private::refuse_if_open(&folder)?;
        let lock = lock(&folder.join(LOCK))?;
        for name in FOLDERS.into_iter().chain([MANIFEST]).filter(|name| folder.join(name).exists()) {
            private::refuse_if_open(&folder.join(name))?;
        }
        let (manifest, manifest_sha256) = Manifest::read(&folder.join(MANIFEST))?;
        let damage = match check {
            Check::All => verify::check_named(&folder, &manifest, false)?,
            Check::Deliveries => verify::check_named(&folder, &manifest, true)?,
            Check::Later => Vec::new(),
        };
        match damage.into_iter().next() {
            Some(damage) => Err(damage.into_error()),
            None => Ok(Self { folder, manifest, manifest_sha256, failed: false, _lock: lock }),
        }
    }

    /// What the store holds.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The SHA-256 of the manifest: with it, all that the store holds.
    pub fn manifest_sha256(&self) -> &str {
        &self.manifest_sha256
    }

    /// Refuses a key other than the one behind the pseudonyms that are stored: one person would become two.
    ///
    /// # Errors
    /// 78 if it is another key.
    pub fn require_key(&self, key_id: &str) -> Result<()> {
        if self.manifest.key_id == key_id {
            return Ok(());
        }
        let what = format!("the store was made with key {}, and the key at hand is {key_id}", self.manifest.key_id);
        Err(Error::new("S_KEY", Exit::Config, what)
            .effect("nothing was read or changed")
            .hint("put the project's own key file back"))
    }

    /// Checks every file of the store, the past included, and lists what no manifest names.
    ///
    /// # Errors
    /// The system refuses to list a folder. Damaged files are no error here, but in the list.
    pub fn verify(&self) -> Result<Vec<Damage>> {
        verify::check_all(&self.folder, &self.manifest)
    }

    /// A delivery as it was received, by its SHA-256 or its `source_id`.
    ///
    /// # Errors
    /// 66 if it was never taken, 65 if it is damaged.
    pub fn raw(&self, hash: &str) -> Result<Vec<u8>> {
        let Some(delivery) = self.manifest.delivery(hash) else {
            return Err(Error::new(
                "S_NO_DELIVERY",
                Exit::NoInput,
                format!("no delivery with hash {hash} was ever taken"),
            )
            .hint("`store/manifest.json` lists the deliveries"));
        };
        let mut bytes = Vec::new();
        let (mut file, path) = self.verified(&format!("{RAW}/{}", delivery.sha256), &delivery.sha256)?;
        file.read_to_end(&mut bytes).map_err(|error| private::refused("read", &path, &error))?;
        Ok(bytes)
    }

    /// The stays, sorted by id; none if there never were any.
    ///
    /// # Errors
    /// 65 if the table is damaged.
    pub fn stays(&self) -> Result<Vec<Stay>> {
        self.read()
    }

    /// The events, sorted by stay, moment and kind.
    ///
    /// # Errors
    /// 65 if the table is damaged.
    pub fn events(&self) -> Result<Vec<EventRecord>> {
        self.read()
    }

    /// The reasons, sorted by stay and first day.
    ///
    /// # Errors
    /// 65 if the table is damaged.
    pub fn reasons(&self) -> Result<Vec<Reason>> {
        self.read()
    }

    /// The delays, sorted by stay and delay.
    ///
    /// # Errors
    /// 65 if the table is damaged.
    pub fn delay_periods(&self) -> Result<Vec<DelayPeriod>> {
        self.read()
    }

    /// The ledger of a month in its latest edition; nothing if the month was never published.
    ///
    /// # Errors
    /// 65 if it is damaged.
    pub fn ledger(&self, month: Month) -> Result<Option<Ledger>> {
        let Some(published) = self.manifest.month(month) else { return Ok(None) };
        let (file, path) = self.verified(&published.ledger.file, &published.ledger.sha256)?;
        Ledger::read(file, &path).map(Some)
    }

    /// The file of a table, checked, for an engine that reads files; nothing if the table was never written.
    ///
    /// # Errors
    /// 65 if it is damaged.
    pub fn table_file(&self, table: &str) -> Result<Option<PathBuf>> {
        self.manifest.tables.get(table).map(|stored| self.verified(&stored.file, &stored.sha256)).transpose().map(path)
    }

    /// The file of a month's ledger, checked; nothing if the month was never published.
    ///
    /// # Errors
    /// 65 if it is damaged.
    pub fn ledger_file(&self, month: Month) -> Result<Option<PathBuf>> {
        let ledger = self.manifest.month(month).map(|published| &published.ledger);
        ledger.map(|stored| self.verified(&stored.file, &stored.sha256)).transpose().map(path)
    }

    /// Starts a commit. Nothing that it does is seen by anybody before [`Commit::finish`].
    pub fn begin(&mut self) -> Commit<'_> {
        Commit::new(self)
    }

    fn read<R: Row>(&self) -> Result<Vec<R>> {
        let Some(stored) = self.manifest.tables.get(R::TABLE.name) else { return Ok(Vec::new()) };
        let (file, path) = self.verified(&stored.file, &stored.sha256)?;
        table_reader::read(R::TABLE, file, &path, R::take)
    }

    /// Opens a file at its start after checking the very bytes that will be read.
    fn verified(&self, name: &str, sha256: &str) -> Result<(File, PathBuf)> {
        let path = self.folder.join(name);
        let checked = draft::open_plain(&path).and_then(|mut file| {
            let (found, _) = draft::hash_open(&mut file)?;
            file.rewind()?;
            Ok((file, found))
        });
        match checked {
            Ok((file, found)) if found == sha256 => Ok((file, path)),
            _ => {
                let damage = verify::check_named(&self.folder, &self.manifest, false)?;
                let found = damage.into_iter().find(|damage| damage.file == path);
                Err(found.map_or_else(|| changed_meanwhile(&path), Damage::into_error))
            }
        }
    }
}

fn path(found: Option<(File, PathBuf)>) -> Option<PathBuf> {
    found.map(|(_, path)| path)
}

/// The names in a folder, sorted.
fn names_in(folder: &Path) -> Result<Vec<String>> {
    let list = || -> std::io::Result<Vec<String>> {
        fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
    };
    let mut names = list().map_err(|error| private::refused("list", folder, &error))?;
    names.sort();
    Ok(names)
}

fn exists(folder: &Path) -> Error {
    Error::new("S_EXISTS", Exit::CannotCreate, "the project has a store already")
        .at(Position::file(folder))
        .effect("nothing was changed")
        .hint("use it as it is, or set the folder aside to start anew")
}

fn no_store(folder: &Path) -> Error {
    Error::new("S_NO_STORE", Exit::Config, "the project has no store")
        .at(Position::file(folder))
        .effect("nothing was read or changed")
        .hint("`beddays init` makes one")
}

fn changed_meanwhile(path: &Path) -> Error {
    Error::new("S_DAMAGED", Exit::Data, "a stored file changed while it was read")
        .at(Position::file(path))
        .effect("nothing was priced or published; the last good month stays")
        .hint("find out what else writes to the store, then run again")
}
