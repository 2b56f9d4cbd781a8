//! Is what came of claims what was written, and is it of the ledger that is published now?

use std::fs;
use std::path::Path;

use super::RECONCILED;
use super::claim_out::CLAIMS;
use crate::domain::Month;
use crate::operate::file_set::{left_behind, listed, unfinished};
use crate::store::{Damage, Store};

/// What is wrong in the folders of claims, and what needs a word.
pub(crate) fn reconciled(project: &Path, store: &Store) -> Vec<Damage> {
    let mut found = Vec::new();
    let outer = project.join(RECONCILED);
    for month in names_in(&outer).iter().filter_map(|name| name.parse::<Month>().ok()) {
        let folder = outer.join(month.to_string());
        found.extend(unfinished(&folder).iter().map(|name| left_behind(&folder.join(name))));
        let ledger = store.manifest().month(month).map(|published| published.ledger.sha256.as_str());
        for name in names_in(&folder).iter().filter(|name| !name.starts_with('.')) {
            let again = format!("`beddays reconcile CLAIM --month {month}` writes it anew");
            found.extend(of_folder(&folder.join(name), (ledger, &replaced(month)), again));
        }
    }
    let outer = project.join(CLAIMS);
    found.extend(unfinished(&outer).iter().map(|name| left_behind(&outer.join(name))));
    for month in names_in(&outer).iter().filter_map(|name| name.parse::<Month>().ok()) {
        let ledger = store.manifest().month(month).map(|published| published.ledger.sha256.as_str());
        let again = format!("`beddays report claim --month {month}` writes it anew");
        found.extend(of_folder(&outer.join(month.to_string()), (ledger, &replaced(month)), again));
    }
    found
}

fn replaced(month: Month) -> String {
    format!("was made of an edition of {month} that a later one replaced")
}

/// What is wrong in one folder, and whether it was made of what it should be; `otherwise` says what it is else.
pub(crate) fn of_folder(folder: &Path, (basis, otherwise): (Option<&str>, &str), again: String) -> Vec<Damage> {
    let Some(list) = listed(folder) else { return Vec::new() };
    let differences = list.differences(folder).into_iter();
    let mut found: Vec<Damage> =
        differences.map(|(name, what)| Damage::outside(folder.join(name), what, again.clone())).collect();
    if list.basis.as_deref() != basis {
        let what = format!("{otherwise}; {again}");
        found.push(Damage::note(folder.to_owned(), what, again));
    }
    found
}

pub(crate) fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}
