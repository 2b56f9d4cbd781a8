//! Retention: a person, or the stays that ended before a month, are removed from every file of a project. What was published of
//! them stays in sums, days and amounts, without a name.
//!
//! ```text
//! whom ─▶ records of each delivery, written over ─▶ everything settled anew ─┐
//!      ─▶ ledgers and reports of every edition without names ────────────────┼─▶ one commit ─▶ what is left is cleared away
//!      ─▶ files outside the store ────────────────────────────────────────────┘
//! ```

mod counts;
mod finish;
mod markup;
mod outside;
mod records;
mod removing;
mod scrub;
mod whom;
mod words;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use serde::Serialize;

use crate::domain::Day;
use crate::domain::nhs_number::Pseudonyms;
use crate::error::{Error, Exit, Result};
use crate::key::Key;
use crate::operate::month::sign_off;
use crate::operate::progress::Progress;
use crate::project::Project;
use crate::store::{Damage, ReportsLock, Store};

use removing::Removing;
use whom::refuse_open;

pub use finish::resume;
pub use whom::Whom;

/// What is asked.
#[derive(Clone, Debug)]
pub struct RemoveRequest<'a> {
    /// Who is meant.
    pub whom: Whom,
    /// Who removes.
    pub by: &'a str,
    /// On which day; nothing for the day of today.
    pub on: Option<Day>,
    /// Whether nothing is changed.
    pub is_dry_run: bool,
}

/// What was removed, or would be.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Removed {
    /// How many stays.
    pub stays: usize,
    /// How many records of deliveries.
    pub records: usize,
    /// The deliveries that lost records, each with how many.
    pub deliveries: BTreeMap<String, usize>,
    /// How many files of published months lost names.
    pub published_files: usize,
    /// Files outside the store that are others.
    pub files: Vec<String>,
    /// Files outside the store that are deleted.
    pub deleted_files: Vec<String>,
    /// The hashes of deliveries and of ledgers and reports of closed months, before and after.
    #[serde(skip)]
    pub hashes: BTreeMap<String, String>,
}

/// Removes.
///
/// # Errors
/// 66: no record is about who is meant; 65: a month with one of the stays is not closed, a file cannot be rewritten, or other
/// stays would come to something else; 75: another command is at work. Nothing is changed then.
pub fn remove(project: &Project, request: &RemoveRequest<'_>, progress: &dyn Progress) -> Result<Removed> {
    let key = Key::read(&project.folder)?;
    let mut store = match request.is_dry_run {
        true => Store::read_only(&project.folder)?,
        false => Store::open_within(&project.folder, project.wait)?,
    };
    store.require_key(&key.id())?;
    let on = sign_off::day_of(project, request.on)?;
    let by = sign_off::name(request.by).map_err(|error| error.effect("nothing was removed or changed"))?;
    if matches!(&request.whom, Whom::Stay(stay_id) if stay_id.trim().is_empty()) {
        return Err(request.whom.unknown());
    }
    if let (Whom::Person(_), Some(law)) =
        (&request.whom, project.other_law.as_ref().filter(|law| law.numbers.is_none()))
    {
        let what =
            format!("no number of a person is read under the law of {}, so that none can be looked for", law.country);
        return Err(Error::new("X_REMOVE", Exit::Usage, what)
            .effect("nothing was removed or changed")
            .hint("name the stay: `beddays remove --stay STAY --by NAME`"));
    }
    let meant = request.whom.meant(&store, &Pseudonyms::new(key.bytes()))?;
    refuse_open(project, &store, &meant)?;
    let removing = Removing { project, key: &key, whom: &request.whom, on, progress };
    let lock = ReportsLock::take(&project.folder, project.wait)?;
    let removed = removing.remove(&mut store, meant, (&by, request.is_dry_run));
    if removed.is_err() && !request.is_dry_run && store.is_current().unwrap_or(false) {
        // What was written for nothing goes; what cannot go now goes with the next commit that clears up.
        let _ = store.purge();
    }
    let removed = removed?;
    drop(lock);
    if !request.is_dry_run {
        finish::finish(&project.folder, &mut store, project.wait.max(Duration::ZERO))?;
    }
    Ok(removed)
}

/// Deliveries that lie in the project as they were before records were removed from them.
pub(crate) fn came_back(project: &Path, store: &Store) -> Vec<Damage> {
    let what = "is a delivery as it was before records were removed from it: it is not taken, and has what was removed";
    let note = |path| Damage::note(project.join(path), what, "delete the file");
    outside::came_back(project, store).into_iter().map(note).collect()
}
