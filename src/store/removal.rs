//! What was removed under retention: deliveries kept without the records of a person, ledgers and reports without a name. Of a
//! removal the manifest says when, by whom and how much; what is still to be cleared away stands in it until it is gone.

mod counts;
mod months;
mod past;

pub use months::NewNames;

use std::collections::HashSet;
use std::fs::{self, File};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::domain::Month;
use crate::error::{Error, Result};
use crate::store::commit::Commit;
use crate::store::files::private::{refused, sync_folder};
use crate::store::files::temp_file::{sha256, write_whole};
use crate::store::lock::Lock;
use crate::store::stored_file::StoredFile;
use crate::store::stored_removal::{KeptBytes, Removal, SealedPast};
use crate::store::{LEDGER, RAW, REPORTS, ReportFile, Store, TABLES, names_in, verify};

/// What the name of an archive of work that is left begins with.
const WORK: &str = "removal";

/// A file of a published month that another took the place of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplacedFile {
    /// The month.
    pub month: Month,
    /// Its name before.
    pub file: String,
    /// Its SHA-256 before.
    pub sha256: String,
    /// The other.
    pub now: StoredFile,
}

/// The name that a stay has in ledgers and reports after it was removed: no sender can give it to a stay.
pub fn nameless(removal: usize, stay: usize) -> String {
    format!("(removed-{removal}.{stay})")
}

/// Whether a name in a ledger is that of a stay that was removed.
pub fn is_nameless(stay_id: &str) -> bool {
    stay_id.starts_with("(removed-")
}

/// By which removal, from 1, a stay got the name that it has in a ledger; nothing where it was not removed.
pub fn removal_of(stay_id: &str) -> Option<usize> {
    let (removal, _) = stay_id.strip_prefix("(removed-")?.split_once('.')?;
    removal.parse().ok()
}

impl Store {
    /// A delivery as it is kept, by the SHA-256 of its bytes.
    ///
    /// # Errors
    /// 65 if it is damaged or missing.
    pub(crate) fn kept_bytes(&self, sha256: &str) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let (mut file, path) = self.kept_file(sha256)?;
        std::io::Read::read_to_end(&mut file, &mut bytes).map_err(|error| refused("read", &path, &error))?;
        Ok(bytes)
    }

    /// As [`Store::kept_bytes`], opened, and where it lies.
    ///
    /// # Errors
    /// 65 if it is damaged or missing.
    pub(crate) fn kept_file(&self, sha256: &str) -> Result<(File, PathBuf)> {
        self.verified(&format!("{RAW}/{sha256}"), sha256)
    }

    /// Whether a removal of a project was stopped before it had cleared everything away, or the files of one are left that was
    /// stopped before it removed anything.
    pub fn has_removal_work(project: &std::path::Path) -> bool {
        let names = fs::read_dir(project.join("store").join(REPORTS)).into_iter().flatten().flatten();
        names.filter_map(|entry| entry.file_name().into_string().ok()).any(|name| name.starts_with(WORK))
    }

    /// Deletes every delivery, table, ledger and report that the manifest does not name.
    ///
    /// # Errors
    /// 75: others read the store; 73, 74: the system refuses.
    pub(crate) fn purge(&self) -> Result<()> {
        let named: HashSet<String> = verify::named_files(&self.manifest).collect();
        let Some(_lock) = Lock::without_readers_for(&self.folder) else {
            return Err(Error::new("S_BUSY", crate::error::Exit::Busy, "other commands read the store, whose old files have to go")
                .effect("what was removed is out of the store's list; its old files are still there, and the next command that changes something removes them")
                .hint("wait until the other commands have ended, then `beddays remove --finish`"));
        };
        for folder in [RAW, TABLES, LEDGER, REPORTS] {
            let path = self.folder.join(folder);
            for name in if path.exists() { names_in(&path)? } else { Vec::new() } {
                let file = format!("{folder}/{name}");
                if !named.contains(&file) {
                    let path = self.folder.join(&file);
                    fs::remove_file(&path).map_err(|error| refused("remove", &path, &error))?;
                }
            }
            if path.exists() {
                sync_folder(&path)?;
            }
        }
        Ok(())
    }
}

impl Commit<'_> {
    /// Keeps bytes of a delivery under their hash, before any list names them.
    ///
    /// # Errors
    /// The disk refuses.
    pub(crate) fn keep_bytes(&self, bytes: &[u8]) -> Result<KeptBytes> {
        let kept = KeptBytes { sha256: sha256(bytes), bytes: bytes.len() as u64 };
        write_whole(&self.store.folder, &format!("{RAW}/{}", kept.sha256), bytes)?;
        Ok(kept)
    }

    /// A delivery is kept so from now on, under a name without what was removed.
    pub(crate) fn set_kept(&mut self, delivery: &str, (file, kept): (String, KeptBytes)) {
        let deliveries = self.next.deliveries.iter_mut();
        for held in deliveries.filter(|held| held.sha256 == delivery) {
            held.file.clone_from(&file);
            held.kept = Some(kept.clone());
        }
    }

    /// Notes a removal, with the work that is left after the commit.
    ///
    /// # Errors
    /// The disk refuses.
    pub(crate) fn note_removal(&mut self, removal: Removal, work: &[ReportFile]) -> Result<()> {
        self.next.removals.push(removal);
        self.next.removal_work = Some(self.archive(work, |hash| format!("{REPORTS}/{WORK}-{hash}.zip"))?);
        Ok(())
    }

    /// The work is done: nothing of what was removed is left.
    pub(crate) fn end_removal(&mut self, past: SealedPast) {
        self.next.removal_work = None;
        self.next.past = Some(past);
    }
}
