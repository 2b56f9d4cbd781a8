//! The monthly run: a month is made, and one commit publishes it. Nothing is visible before the commit.

use std::path::PathBuf;

use crate::domain::Month;
use crate::error::{Error, Exit, Result};
use crate::key::Key;
use crate::operate::deliveries::load;
use crate::operate::file_set::PlacedSet;
use crate::operate::month::made_month::{MadeMonth, MakeRequest, make};
use crate::operate::month::positions::{PositionOutcome, sheet};
use crate::operate::month::{asked, editions, refuse_closed};
use crate::operate::progress::Progress;
use crate::operate::{output_files, trend, what_if};
use crate::project::Project;
use crate::report::model::Report;
use crate::store::{Commit, Published, PublishedMonth, ReportFile, ReportsLock, Store};

pub use crate::operate::month::made_month::{RUN_JSON, RunRequest};
pub use crate::operate::month::summary::Summary;

/// What a run did.
#[derive(Debug)]
pub struct RunOutcome {
    /// The statement.
    pub report: Report,
    /// The folder with its files.
    pub folder: PathBuf,
    /// Files in it that the user had changed, under the names under which they are kept.
    pub kept: Vec<PathBuf>,
    /// Whether anything in the store is different from before.
    pub changed: bool,
    /// The summary that `run.json` holds.
    pub summary: Summary,
    /// The page of the trend report, nothing where there is none to make, or why there is none: the month stands without.
    pub trend: Result<Option<PathBuf>>,
    /// What the month would come to under the other law that the project names, each with its page.
    pub shadow: Vec<(String, PathBuf)>,
    /// The sheets of positions that were written anew, by month, or why one could not be.
    pub positions: Vec<(Month, Result<PositionOutcome>)>,
    /// How many records were settled: those that were parsed, and those of the partitions that they or the month have to do
    /// with.
    pub settled: usize,
    /// Why every delivery was read anew, where that was so.
    pub rebuilt: Option<String>,
    /// Whether the statement had signatures and is another now: it has none any more.
    pub is_sign_off_void: bool,
}

impl RunOutcome {
    /// Why the trend report could be made and is not there: the disk refused, or something is in the way. Months of which no
    /// trend can be made are no failure.
    pub fn trend_failure(&self) -> Option<&Error> {
        let is_failure = |error: &&Error| {
            matches!(error.exit(), Exit::Bug | Exit::CannotCreate | Exit::Io | Exit::Busy | Exit::Open)
                || error.code() == "S_DAMAGED"
        };
        self.trend.as_ref().err().filter(is_failure)
    }
}

/// Runs a month. Where a table of the store is damaged or missing, everything is made again from the deliveries.
///
/// # Errors
/// Input refused, a total that does not reconcile, a damaged delivery, a locked store, a disk that refuses: the last good
/// month stays.
pub fn run(project: &Project, request: RunRequest, progress: &dyn Progress) -> Result<RunOutcome> {
    let (key, mut store) = opened(project, request)?;
    let ran = run_with(project, &mut store, &key, (request, None), progress);
    let error = ran.as_ref().map_or_else(Some, |ran| ran.trend.as_ref().err());
    let Some(table) = error.and_then(|error| store.damaged_table(error)) else { return ran };
    let why = format!("the table `{table}` of the store is damaged or missing");
    let again = run_with(project, &mut store, &key, (request, Some(&why)), progress)?;
    store.clear_table(&table);
    Ok(RunOutcome { changed: again.changed || ran.is_ok_and(|ran| ran.changed), ..again })
}

/// The key and the store for a month that can be run.
///
/// # Errors
/// The month cannot be known, or is closed; the store is locked or has another key.
pub(super) fn opened(project: &Project, request: RunRequest) -> Result<(Key, Store)> {
    asked::refuse_not_covered(project, request.month)?;
    asked::refuse_unknown(request.month, request.as_of.or(project.as_of))?;
    let key = Key::read(&project.folder)?;
    let store = Store::open_within(&project.folder, project.wait)?;
    store.require_key(&key.id())?;
    refuse_closed::refuse_closed(store.manifest(), request.month)?;
    Ok((key, store))
}

/// Runs a month; everything anew if a reason for that is given.
fn run_with(
    project: &Project,
    store: &mut Store,
    key: &Key,
    (request, anew): (RunRequest, Option<&str>),
    progress: &dyn Progress,
) -> Result<RunOutcome> {
    let inbox = load::find(project, store)?;
    let (held, again) = load::list_now((project, key), store, inbox)?;
    let request = RunRequest { as_of: request.as_of.or(project.as_of), ..request };
    let mut commit = store.begin();
    let made = make(project, &mut commit, (&held, &again), MakeRequest { key, request, anew }, progress)?;
    let MadeMonth { month, report, summary, files, shadow, settled, rebuilt } = made;
    let was_signed = !commit.store().manifest().signatures(request.month).is_empty();
    let (published, PlacedSet { folder, kept }) = publish(project, commit, (&month, files))?;
    let trend = trend::after_run(project, store)
        .map_err(|error| error.before_the_effect("the month is in the store and its statement in place"));
    Ok(RunOutcome {
        report,
        folder,
        kept,
        changed: published.changed,
        summary,
        trend,
        shadow: what_if::put_all(project, &month, &shadow)?,
        positions: put_positions(project, store)?,
        settled,
        rebuilt,
        is_sign_off_void: was_signed && store.manifest().signatures(request.month).is_empty(),
    })
}

/// Puts the sheets of positions in place that are not of what holds now.
fn put_positions(project: &Project, store: &Store) -> Result<Vec<(Month, Result<PositionOutcome>)>> {
    let _lock = ReportsLock::take(&project.folder, project.wait)?;
    sheet::put_stale_in_place(project, store)
        .map_err(|error| error.before_the_effect("the month is in the store and its statement in place"))
}

/// The commit, with the files of the month's reports: they are whole beside their place before it, and one rename puts them
/// there after it.
fn publish(
    project: &Project,
    commit: Commit<'_>,
    (month, files): (&PublishedMonth, Vec<ReportFile>),
) -> Result<(Published, PlacedSet)> {
    let _lock = ReportsLock::take(&project.folder, project.wait)?;
    output_files::folder_in(&project.folder, editions::REPORTS)?;
    editions::finish(&project.folder, commit.store())
        .map_err(|error| error.before_the_effect("nothing was published; the last good month stays"))?;
    let set = editions::file_set(&project.folder, commit.store(), month, files)?.prepare()?;
    let published = commit.finish()?;
    let placed = set.put_in_place().map_err(|error| {
        let hint = format!("`beddays report statement --month {}` puts the files in place", month.month);
        error.before_the_effect(format!("{}, edition {}, is in the store", month.month, month.edition)).hint(hint)
    })?;
    Ok((published, placed))
}
