//! The store as it was: manifests of before, by their hashes.

use super::manifest::Manifest;
use crate::error::Result;
use crate::store::{HISTORY, Store, names_in};

impl Store {
    /// The list of what the store held at the state that the first characters of a SHA-256 name; nothing if it is not kept.
    ///
    /// # Errors
    /// 65: it is damaged; the system refuses.
    pub fn manifest_at(&self, state: &str) -> Result<Option<Manifest>> {
        if self.manifest_sha256().starts_with(state) {
            return Ok(Some(self.manifest.clone()));
        }
        let folder = self.folder.join(HISTORY);
        let is_it = |name: &String| name.split_once('-').is_some_and(|(_, hash)| hash.starts_with(state));
        match names_in(&folder)?.into_iter().find(is_it) {
            Some(name) => Manifest::read(&folder.join(name)).map(|(manifest, ..)| Some(manifest)),
            None => Ok(None),
        }
    }
}
