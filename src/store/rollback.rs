//! A manifest that was put back: the store has known a later one.
//!
//! A commit copies its manifest to `history/` as soon as the manifest has its name, and never before. What a run leaves
//! there that dies earlier is a copy of the manifest that still stands. A copy of a later commit therefore shows that an
//! earlier manifest was put in place of the one that stood.

use std::path::Path;

use super::manifest::Manifest;
use super::{HISTORY, MANIFEST, names_in};
use crate::error::{Error, Exit, Position, Result};

/// Refuses a manifest after which there was a later one.
///
/// # Errors
/// 65, with the copy of the later one; 74: the folder cannot be listed.
pub(super) fn refuse(store: &Path, manifest: &Manifest) -> Result<()> {
    let Some((commit, copy)) = later(store, manifest.commit)? else { return Ok(()) };
    let path = store.join(MANIFEST);
    let what = format!(
        "the list of what the store holds is that of commit {}, and {HISTORY}/{copy} is of commit {commit}: an earlier list \
         was put back, and what was published since is not in it",
        manifest.commit
    );
    Err(Error::new("S_DAMAGED", Exit::Data, what)
        .at(Position::file(&path))
        .effect("nothing was read or changed; no delivery, ledger or report of the later state was removed")
        .hint(format!(
            "copy store/{HISTORY}/{copy} to store/{MANIFEST}: that is the later state; or, if the whole store was put back \
             from a backup on purpose, move what is later than commit {} out of store/{HISTORY}",
            manifest.commit
        )))
}

/// The latest commit after this one of which there is a copy, with the name of the copy.
fn later(store: &Path, commit: u64) -> Result<Option<(u64, String)>> {
    let folder = store.join(HISTORY);
    if !folder.exists() {
        return Ok(None);
    }
    let copies = names_in(&folder)?.into_iter().filter_map(|name| {
        let number: u64 = name.strip_suffix(".json")?.split_once('-')?.0.parse().ok()?;
        (number > commit).then_some((number, name))
    });
    Ok(copies.max())
}
