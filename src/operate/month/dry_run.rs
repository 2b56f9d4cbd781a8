//! A run that changes nothing: the month is made beside the store, and given up.

use crate::error::Result;
use crate::key::Key;
use crate::operate::deliveries::load;
use crate::operate::month::made_month::{MadeMonth, MakeRequest, RunRequest, make};
use crate::operate::month::run::opened;
use crate::operate::progress::Progress;
use crate::project::Project;
use crate::store::Store;

/// What a run would do.
pub struct MonthDryRun {
    /// The month, with the files of its reports, as they would be published.
    pub made: MadeMonth,
    /// Files of the inbox that came since, by name.
    pub new: Vec<String>,
    /// How many deliveries there would be in all.
    pub deliveries: usize,
    /// Whether anything in the store would be different from before.
    pub would_change: bool,
}

/// Makes a month as a run would, publishes nothing and leaves every file as it was. It holds the lock of a run meanwhile.
///
/// # Errors
/// As a run.
pub fn dry_run(project: &Project, request: RunRequest, progress: &dyn Progress) -> Result<MonthDryRun> {
    let (key, mut store) = opened(project, request)?;
    let mut outcome = made(project, &mut store, &key, (request, None), progress);
    if let Some(table) = outcome.as_ref().err().and_then(|error| store.damaged_table(error)) {
        let why = format!("the table `{table}` of the store is damaged or missing");
        outcome = made(project, &mut store, &key, (request, Some(&why)), progress);
    }
    store.clear_aside();
    outcome
}

fn made(
    project: &Project,
    store: &mut Store,
    key: &Key,
    (request, anew): (RunRequest, Option<&str>),
    progress: &dyn Progress,
) -> Result<MonthDryRun> {
    let inbox = load::find(project, store)?;
    let (held, again) = load::list_now((project, key), store, inbox)?;
    let new = held.iter().filter(|held| held.is_new).map(|held| held.file.clone()).collect();
    let request = RunRequest { as_of: request.as_of.or(project.as_of), ..request };
    let mut commit = store.begin_aside()?;
    let made = make(project, &mut commit, (&held, &again), MakeRequest { key, request, anew }, progress)?;
    Ok(MonthDryRun { made, new, deliveries: held.len(), would_change: commit.give_up()? })
}
