//! Are the reports of what would be as they were written, and of the ledgers that are published now?

use std::path::Path;

use super::WHAT_IF;
use crate::operate::file_set::{left_behind, unfinished};
use crate::operate::reconcile::check::{names_in, of_folder};
use crate::store::{Damage, Store};

/// What is wrong with them, and what needs a word.
pub(crate) fn check(project: &Path, store: &Store) -> Vec<Damage> {
    let mut found = Vec::new();
    for published in &store.manifest().months {
        let outer = project.join(WHAT_IF).join(published.month.to_string());
        found.extend(unfinished(&outer).iter().map(|name| left_behind(&outer.join(name))));
        for name in names_in(&outer).iter().filter(|name| !name.starts_with('.')) {
            let again = format!("`beddays run --month {} --what-if FILE` writes it anew", published.month);
            let otherwise = "was made of an edition that a later one replaced";
            found.extend(of_folder(&outer.join(name), (Some(&published.ledger.sha256), otherwise), again));
        }
    }
    found
}
