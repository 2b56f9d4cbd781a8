//! The list of the manifests before a removal.

use crate::error::Result;
use crate::store::files::temp_file::{hash_file, sha256};
use crate::store::{HISTORY, names_in};

/// The names of the copies of manifests before a commit.
pub(super) fn copies_before(store: &std::path::Path, commit: u64) -> Result<Vec<String>> {
    let number = |name: &String| name.strip_suffix(".json")?.split_once('-')?.0.parse::<u64>().ok();
    let names = names_in(&store.join(HISTORY))?;
    Ok(names.into_iter().filter(|name| number(name).is_some_and(|number| number < commit)).collect())
}

/// The SHA-256 of the list of the manifests before a commit, and the names of their files within the store.
pub(super) fn list_of_past(store: &std::path::Path, before: u64) -> Result<(String, Vec<String>)> {
    let files: Vec<String> =
        copies_before(store, before)?.into_iter().map(|name| format!("{HISTORY}/{name}")).collect();
    let mut lines = Vec::new();
    for file in &files {
        let path = store.join(file);
        let hash = hash_file(&path).map_err(|error| crate::store::files::private::refused("read", &path, &error))?.0;
        lines.push(format!("{file} {hash}"));
    }
    Ok((sha256(lines.join("\n").as_bytes()), files))
}
