//! The statement of a month as it stood on a day: the audit log says at which state the store was, and the store keeps what was
//! published then.

use crate::audit;
use crate::domain::{Day, Month};
use crate::error::{Error, Exit, Result};
use crate::key::Key;
use crate::operate::file_set::{FileSet, PlacedSet};
use crate::operate::month::editions::REPORTS;
use crate::operate::output_files;
use crate::project::Project;
use crate::store::{ReportsLock, Store};

/// Puts the files of a month as they were published up to the end of a day into a folder of their own.
///
/// # Errors
/// 66: the month was not published by then, or no command is known to have ended by then; 65: what is kept is damaged.
pub fn report_as_of(project: &Project, month: Option<Month>, day: Day) -> Result<PlacedSet> {
    let key = Key::read(&project.folder)?;
    let _lock = ReportsLock::take(&project.folder, project.wait)?;
    let store = Store::read_only(&project.folder)?;
    store.require_key(&key.id())?;
    let month = store.manifest().published(month, "nothing was written")?.month;
    let missing = |what: String, hint: &str| {
        Error::new("X_NO_MONTH", Exit::NoInput, what).effect("nothing was written").hint(hint)
    };
    let Some(state) = audit::state_on(&project.folder, day)? else {
        let what = format!("no command is known to have ended up to {day}: the audit log begins later");
        return Err(missing(what, "`beddays report statement --edition N` gives back an edition by its number"));
    };
    let then = store.manifest_at(&state)?;
    let then = then.as_ref().and_then(|manifest| manifest.month(month));
    let Some(stored) = then.and_then(|published| published.reports.as_ref()) else {
        let what = format!("{month} was not published up to {day}");
        return Err(missing(what, "a later day, or another month: `beddays verify` says where the audit log ends"));
    };
    let outer = output_files::folder_in(&project.folder, REPORTS)?;
    let name = format!("{month}-as-of-{day}");
    let set = FileSet::new((&outer, &name), "internal", store.reports(stored)?, Some(&stored.sha256));
    set.prepare()?.put_in_place()
}
