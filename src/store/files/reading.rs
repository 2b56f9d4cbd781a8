//! Reading what the store holds: every file is checked against its hash before the first row of it is used.

use std::fs::File;
use std::io::Seek;
use std::path::{Path, PathBuf};

use crate::domain::{
    Claim, DelayPeriod, EventRecord, Figure, Link, Month, OpenQuestion, Population, Reason, Receipt, Stay, Unlinked,
};
use crate::error::{Error, Exit, Position, Result};
use crate::store::counted::CountedDays;
use crate::store::files::temp_file;
use crate::store::ledger::Ledger;
use crate::store::manifest::{Manifest, StoredFile};
use crate::store::parquet::table_reader;
use crate::store::rows::StoreRow;
use crate::store::schema::COUNTED_DAY;
use crate::store::verify::Damage;
use crate::store::{Store, TABLES, verify};

/// The format from which on findings, receipts and records without a stay are kept in full.
const IN_FULL: u32 = 5;

impl Store {
    /// A delivery as it is kept, by the SHA-256 with which it was received or its `source_id`.
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
        self.kept_bytes(delivery.as_kept().0)
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

    /// The claimed lines, sorted by payee and name.
    ///
    /// # Errors
    /// 65 if the table is damaged.
    pub fn claims(&self) -> Result<Vec<Claim>> {
        self.read()
    }

    /// How records were linked, sorted by delivery and record.
    ///
    /// # Errors
    /// 65 if the table is damaged.
    pub fn links(&self) -> Result<Vec<Link>> {
        self.read()
    }

    /// What records leave open about stays, sorted by stay, file and record.
    ///
    /// # Errors
    /// 65 if the table is damaged.
    pub fn questions(&self) -> Result<Vec<OpenQuestion>> {
        self.read()
    }

    /// The delays, sorted by stay and delay.
    ///
    /// # Errors
    /// 65 if the table is damaged.
    pub fn delay_periods(&self) -> Result<Vec<DelayPeriod>> {
        self.read()
    }

    /// The counted days, sorted by convention, delay and day; none if the project names no convention.
    ///
    /// # Errors
    /// 65 if the table is damaged.
    pub fn counted_days(&self) -> Result<CountedDays> {
        let mut days = CountedDays::default();
        for stored in self.manifest.files_of(COUNTED_DAY.name) {
            let (file, path) = self.verified(&stored.file, &stored.sha256)?;
            days.add(file, &path)?;
        }
        Ok(days)
    }

    /// The official figures, sorted by publication, month, area and measure; every edition of each.
    ///
    /// # Errors
    /// 65 if the table is damaged.
    pub fn published(&self) -> Result<Vec<Figure>> {
        self.read()
    }

    /// What became of every delivery's records, in the order of the deliveries.
    ///
    /// # Errors
    /// 78: the store is of a format that keeps less. 65 if a table is damaged.
    pub fn receipts(&self) -> Result<Vec<Receipt>> {
        let Manifest { format, deliveries, tables, .. } = &self.manifest;
        if *format < IN_FULL && !deliveries.is_empty() {
            let what = format!(
                "the store is of format {format}, which keeps less of what became of deliveries than this report shows"
            );
            return Err(Error::new("S_FORMAT", Exit::Config, what)
                .at(Position::file(&self.folder))
                .effect("nothing was read or changed")
                .hint("run the last month again: the run makes the tables of the store anew"));
        }
        if tables.contains_key(Receipt::TABLE.name) {
            return self.read();
        }
        deliveries
            .iter()
            .map(|delivery| {
                let counted = delivery.receipt();
                counted.ok_or_else(|| Error::bug(format!("nothing is known of the records of `{}`", delivery.file)))
            })
            .collect()
    }

    /// Records that should have a stay and have none, by file and record.
    ///
    /// # Errors
    /// 65 if the table is damaged.
    pub fn unlinked(&self) -> Result<Vec<Unlinked>> {
        self.read()
    }

    /// The populations, sorted by authority and year.
    ///
    /// # Errors
    /// 65 if the table is damaged.
    pub fn populations(&self) -> Result<Vec<Population>> {
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

    /// A ledger that the manifest or a commit under way names.
    ///
    /// # Errors
    /// 65 if it is damaged.
    pub fn ledger_in(&self, stored: &StoredFile) -> Result<Ledger> {
        let (file, path) = self.verified(&stored.file, &stored.sha256)?;
        Ledger::read(file, &path)
    }

    /// The files of a table, checked, for an engine that reads files; none if the table was never written.
    ///
    /// # Errors
    /// 65 if one is damaged.
    pub fn table_files(&self, table: &str) -> Result<Vec<PathBuf>> {
        let files = self.manifest.files_of(table);
        let files = files.map(|stored| self.verified(&stored.file, &stored.sha256).map(|(_, path)| path));
        files.chain(self.kept_file_of(table).transpose()).collect()
    }

    /// The stays that can have to do with a month or later ones, sorted by id.
    ///
    /// # Errors
    /// 65 if a table is damaged.
    pub fn stays_since(&self, month: Month) -> Result<Vec<Stay>> {
        self.read_of(self.manifest.files_since(Stay::TABLE.name, month))
    }

    /// Their events, sorted by stay, moment and kind.
    ///
    /// # Errors
    /// 65 if a table is damaged.
    pub fn events_since(&self, month: Month) -> Result<Vec<EventRecord>> {
        self.read_of(self.manifest.files_since(EventRecord::TABLE.name, month))
    }

    /// Their reasons, sorted by stay and first day.
    ///
    /// # Errors
    /// 65 if a table is damaged.
    pub fn reasons_since(&self, month: Month) -> Result<Vec<Reason>> {
        self.read_of(self.manifest.files_since(Reason::TABLE.name, month))
    }

    /// The files of a table that can have to do with a month or later ones, checked.
    ///
    /// # Errors
    /// 65 if one is damaged.
    pub fn table_files_since(&self, table: &str, month: Month) -> Result<Vec<PathBuf>> {
        let files = self.manifest.files_since(table, month);
        let files = files.map(|stored| self.verified(&stored.file, &stored.sha256).map(|(_, path)| path));
        files.chain(self.kept_file_of(table).transpose()).collect()
    }

    /// The files of all months' ledgers, each in its latest edition, checked.
    ///
    /// # Errors
    /// 65 if one is damaged.
    pub fn ledger_files(&self) -> Result<Vec<PathBuf>> {
        let ledgers = self.manifest.months.iter().map(|published| &published.ledger);
        ledgers.map(|stored| self.verified(&stored.file, &stored.sha256).map(|(_, path)| path)).collect()
    }

    /// The file of what the latest edition of a month changed and corrected, checked; none if there is none.
    ///
    /// # Errors
    /// 65 if it is damaged.
    pub fn revision_files(&self, month: Month) -> Result<Vec<PathBuf>> {
        let revisions = self.manifest.month(month).and_then(|published| published.revisions.as_ref());
        revisions.into_iter().map(|stored| self.verified(&stored.file, &stored.sha256).map(|(_, path)| path)).collect()
    }

    /// The file of what was said about stays of a month, checked; none where nothing was.
    ///
    /// # Errors
    /// 65 if it is damaged.
    pub fn position_files(&self, month: Month) -> Result<Vec<PathBuf>> {
        let positions = self.manifest.month(month).and_then(|published| published.positions.as_ref());
        positions.into_iter().map(|stored| self.verified(&stored.file, &stored.sha256).map(|(_, path)| path)).collect()
    }

    /// The file of a month's ledger, checked; nothing if the month was never published.
    ///
    /// # Errors
    /// 65 if it is damaged.
    pub fn ledger_file(&self, month: Month) -> Result<Option<PathBuf>> {
        let ledger = self.manifest.month(month).map(|published| &published.ledger);
        ledger.map(|stored| self.verified(&stored.file, &stored.sha256)).transpose().map(path)
    }

    /// The name of the table file that cannot be read, if that is what is in the way: tables are made again from the
    /// deliveries.
    pub fn damaged_table(&self, error: &Error) -> Option<String> {
        let is_table = |file: &&Path| file.parent() == Some(&self.folder.join(TABLES));
        let file = error.file().filter(is_table).filter(|_| matches!(error.code(), "S_DAMAGED" | "S_COLUMNS"))?;
        Some(file.file_name()?.to_string_lossy().into_owned())
    }

    /// Clears a damaged table away that was made again under another name.
    pub fn clear_table(&self, name: &str) {
        let file = format!("{TABLES}/{name}");
        if verify::stored(&self.manifest).all(|stored| stored.file != file) {
            // What cannot be removed harms nothing: no figure rests on it.
            let _ = std::fs::remove_file(self.folder.join(file));
        }
    }

    fn read<R: StoreRow>(&self) -> Result<Vec<R>> {
        self.read_of(self.manifest.files_of(R::TABLE.name))
    }

    /// The rows of some files of a table, in order.
    fn read_of<'f, R: StoreRow>(&self, files: impl Iterator<Item = &'f StoredFile>) -> Result<Vec<R>> {
        let mut rows: Vec<R> = Vec::new();
        for stored in files {
            self.read_file(stored, &mut rows)?;
        }
        // Each file is in order, so that one alone is left as it is.
        if !rows.is_sorted_by(|one, other| one.order(other).is_le()) {
            rows.sort_by(R::order);
        }
        Ok(rows)
    }

    /// Adds the rows of one file of a table.
    pub(in crate::store) fn read_file<R: StoreRow>(&self, stored: &StoredFile, rows: &mut Vec<R>) -> Result<()> {
        let (file, path) = self.verified(&stored.file, &stored.sha256)?;
        rows.extend(table_reader::read(R::TABLE, file, &path, R::take)?);
        Ok(())
    }

    /// Opens a file at its start after checking the very bytes that will be read.
    pub(crate) fn verified(&self, name: &str, sha256: &str) -> Result<(File, PathBuf)> {
        let path = self.folder.join(name);
        let checked = temp_file::open_plain(&path).and_then(|mut file| {
            let (found, _) = temp_file::hash_open(&mut file)?;
            file.rewind()?;
            Ok((file, found))
        });
        match checked {
            Ok((file, found)) if found == sha256 => Ok((file, path)),
            _ => {
                let damage = verify::check_named(&self.folder, &self.manifest)?;
                let found = damage.into_iter().find(|damage| damage.file == path);
                Err(found.map_or_else(|| changed_meanwhile(&path), Damage::into_error))
            }
        }
    }
}

fn path(found: Option<(File, PathBuf)>) -> Option<PathBuf> {
    found.map(|(_, path)| path)
}

pub(crate) fn changed_meanwhile(path: &Path) -> Error {
    Error::new("S_DAMAGED", Exit::Data, "a stored file changed while it was read")
        .at(Position::file(path))
        .effect("nothing was priced or published; the last good month stays")
        .hint("find out what else writes to the store, then run again")
}
