//! The manifests of before without what they said of stays. They still say what was published when; their own chain of hashes
//! ends, and the manifest holds the hash of the list of all of them.

use std::collections::HashMap;

use super::ReplacedFile;
use crate::error::Result;
use crate::store::files::private::sync_folder;
use crate::store::files::temp_file::write_whole;
use crate::store::manifest::{EarlierEdition, Manifest, PublishedMonth};
use crate::store::sealed_past::{copies_before, list_of_past};
use crate::store::stored_file::StoredFile;
use crate::store::stored_removal::SealedPast;
use crate::store::{HISTORY, Store};

impl Store {
    /// Takes what they said of stays out of the manifests before the one that stands. To be done twice changes nothing.
    ///
    /// # Errors
    /// 65: one is damaged; the disk refuses.
    pub(crate) fn reduce_past(&self, replaced: &[ReplacedFile]) -> Result<SealedPast> {
        let now: HashMap<&str, &ReplacedFile> = replaced.iter().map(|file| (file.file.as_str(), file)).collect();
        let before = self.manifest.commit;
        for name in copies_before(&self.folder, before)? {
            let file = format!("{HISTORY}/{name}");
            let past = reduced(Manifest::read(&self.folder.join(&file))?.0, &self.manifest, &now);
            write_whole(&self.folder, &file, &past.sealed()?.1)?;
        }
        sync_folder(&self.folder.join(HISTORY))?;
        Ok(SealedPast { before, sha256: list_of_past(&self.folder, before)?.0 })
    }
}

fn reduced(mut past: Manifest, current: &Manifest, now: &HashMap<&str, &ReplacedFile>) -> Manifest {
    let put = |stored: &mut StoredFile| {
        if let Some(other) = now.get(stored.file.as_str()) {
            stored.clone_from(&other.now);
        }
    };
    for published in &mut past.months {
        let PublishedMonth { ledger, reports, revisions, sign_off, replaced_reports, earlier, .. } = published;
        put(ledger);
        published.positions = None;
        reports.iter_mut().chain(revisions).chain(sign_off).chain(replaced_reports).for_each(put);
        for before in earlier {
            let EarlierEdition { ledger, reports, revisions, sign_off, replaced_reports, .. } = before;
            put(ledger);
            reports.iter_mut().chain(revisions).chain(sign_off).chain(replaced_reports).for_each(put);
        }
    }
    for closed in &mut past.closed {
        if let Some(other) = current.closed_month(closed.month) {
            closed.clone_from(other);
        }
    }
    for delivery in &mut past.deliveries {
        if let Some(other) = current.delivery(&delivery.sha256) {
            delivery.clone_from(other);
        }
    }
    past.signed.clear();
    past.acknowledged.clear();
    past.acknowledged_deliveries.clear();
    past.tables.clear();
    past.partitions.clear();
    past.settled = None;
    past.kept_counts = None;
    past.removal_work = None;
    past
}
