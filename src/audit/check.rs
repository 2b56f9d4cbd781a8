//! What `beddays verify` says of the audit log.

use std::path::Path;

use super::{HEAD, LOG, WAY_OUT, read};
use crate::error::Result;
use crate::store::{Damage, Store};

/// What is wrong with the log of a project, and what needs a word.
///
/// # Errors
/// As [`read`].
pub fn check(project: &Path, store: &Store) -> Result<Vec<Damage>> {
    let path = project.join(LOG);
    let Some(chain) = read(project)? else {
        let what = "is not there: no command was run by a program that keeps it, or it was removed";
        let is_new = store.manifest().is_new();
        return Ok(if is_new { Vec::new() } else { vec![Damage::note(path, what, "nothing to do")] });
    };
    let damage =
        |gap: &super::AuditGap| Damage::outside(path.clone(), format!("line {}: {}", gap.line, gap.what), WAY_OUT);
    let mut found: Vec<Damage> = chain.gaps.iter().map(damage).collect();
    if chain.pending.is_some() {
        let what = format!(
            "lacks its last line, which stands in {HEAD}: a command was stopped while it added it, or the line was cut; the \
             next command adds it"
        );
        found.push(Damage::note(path.clone(), what, "nothing to do"));
    }
    let is_state = |shown: &str| !shown.is_empty() && store.manifest_sha256().starts_with(shown);
    if chain.last.is_some_and(|last| !is_state(&last.store)) {
        let what = "has no line about the last change of the store: a command was stopped before it added its line, or a \
                    program that keeps no log made it, or lines were cut";
        found.push(Damage::note(path, what, "nothing to do"));
    }
    Ok(found)
}
