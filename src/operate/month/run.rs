//! The monthly run: intake, link, judge, count, report, commit. Nothing is visible before the commit.

use std::collections::HashSet;
use std::path::PathBuf;

use crate::domain::sender::SenderMonth;
use crate::domain::{Day, Month, ReceiptList, Revision, Volume};
use crate::error::{Error, Exit, Result};
use crate::intake;
use crate::key::Key;
use crate::liability::{Assessed, Cases, Reasons, assess_days, delay_periods, doubts_of_not_taken};
use crate::operate::counting::counted_days::Count;
use crate::operate::deliveries::listed_findings::ListedFindings;
use crate::operate::deliveries::load::{HeldDelivery, RepeatedFile};
use crate::operate::deliveries::settled_month::{SettledMonth, ShardTarget};
use crate::operate::deliveries::settling::SettleRequest;
use crate::operate::deliveries::take::{TakeRequest, Taken};
use crate::operate::deliveries::{inbox, load, put, senders, take};
use crate::operate::file_set::PlacedSet;
use crate::operate::month::checks::check_counted;
use crate::operate::month::completeness::MonthAsked;
use crate::operate::month::judged::{JudgedMonth, RunContext};
use crate::operate::month::replaced::ReplacedEdition;
use crate::operate::month::restated::{Restated, Restating, law_used};
use crate::operate::month::statements::Statements;
use crate::operate::month::summary::summary;
use crate::operate::month::{
    asked, completeness, delays, doubts, editions, journal, refuse_closed, revisions, statements, statistics,
};
use crate::operate::progress::Progress;
use crate::operate::{output_files, reference_data, trend, what_if};
use crate::project::Project;
use crate::report::model::Report;
use crate::report::statement::Accrual;
use crate::settle::Intake;
use crate::store::{Basis, Commit, Published, PublishedMonth, ReportFile, ReportsLock, Store};

pub use crate::operate::month::summary::Summary;

/// What a run is asked.
#[derive(Clone, Copy, Debug)]
pub struct RunRequest {
    /// The month.
    pub month: Month,
    /// The last day whose news counts, if stated: then later facts are refused.
    pub as_of: Option<Day>,
}

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

/// The name of the summary of a run, among the files of the month.
pub const RUN_JSON: &str = "run.json";

/// Runs a month. Where a table of the store is damaged or missing, everything is made again from the deliveries.
///
/// # Errors
/// Input refused, a total that does not reconcile, a damaged delivery, a locked store, a disk that refuses: the last good
/// month stays.
pub fn run(project: &Project, request: RunRequest, progress: &dyn Progress) -> Result<RunOutcome> {
    asked::refuse_not_covered(project, request.month)?;
    asked::refuse_unknown(request.month, request.as_of.or(project.as_of))?;
    let key = Key::read(&project.folder)?;
    let mut store = Store::open_within(&project.folder, project.wait)?;
    store.require_key(&key.id())?;
    refuse_closed::refuse_closed(store.manifest(), request.month)?;
    let ran = run_with(project, &mut store, &key, (request, None), progress);
    let error = ran.as_ref().map_or_else(Some, |ran| ran.trend.as_ref().err());
    let Some(table) = error.and_then(|error| store.damaged_table(error)) else { return ran };
    let why = format!("the table `{table}` of the store is damaged or missing");
    let again = run_with(project, &mut store, &key, (request, Some(&why)), progress)?;
    store.clear_table(&table);
    Ok(RunOutcome { changed: again.changed || ran.is_ok_and(|ran| ran.changed), ..again })
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
    let (held, again) = load::list(store, inbox)?;
    let as_of = request.as_of.or(project.as_of);
    let mut commit = store.begin();
    let (month, records_at_once) = (Some(request.month), project.records_at_once);
    let asked = TakeRequest { key, settle: SettleRequest { as_of, month, records_at_once }, anew };
    let Taken { intake: mut taken, listed: mut findings, month: mut settled, update, parsed, rebuilt } =
        take::take(project, ShardTarget::Commit(&mut commit), &held, asked, progress)?;
    // Before anything that depends on when, and for which month, a run is made.
    let delivered = taken.receipts.clone();
    let volumes = account(project, (&held, &again), &mut taken, commit.store());
    let followed_to = as_of.unwrap_or_else(|| request.month.last());
    let asked = MonthAsked { month: request.month, as_of: followed_to, manifest: commit.store().manifest() };
    let senders = completeness::of_month(project, &held, &taken, asked);
    completeness::refuse(project, &senders, asked)?;
    let Restated { changes: restated, stays: restated_stays, corrections, corrected } =
        settled.restating.finish(commit.store())?;
    load::keep(&mut commit, &held)?;
    put::put_sums(&mut commit, &update, &delivered, &taken.fact_spans)?;
    commit.put_restated_stays(&restated_stays)?;
    taken.findings.extend(reference_data::put(project, &mut commit)?);
    findings.add_in_files(&taken.receipts, &taken.findings);
    let days = (request.month, followed_to, update.by.followed_to.unwrap_or(followed_to));
    let of_month = MonthToJudge { days, senders: &senders, corrections: &corrections };
    let mut judged = judge(project, of_month, (&taken, &mut settled), &mut commit, progress)?;
    commit.close_partitions()?;
    let revisions = put_revisions(&settled.restating, corrections, &judged.month, &mut commit)?;
    let replaces = ReplacedEdition::of(project, commit.store(), &judged.month)?;
    add_unjudged(&mut settled, &mut judged, &mut taken);
    let receipts = receipts_listed((&taken, &findings), held.len(), &senders);
    let found = RunContext {
        parsed,
        findings,
        receipts,
        volumes,
        senders,
        restated,
        replaces,
        revisions,
        corrected,
        shadow: what_if::of_run(project, &judged.month, (&taken.stays, &taken.events))?,
        open_stays: std::mem::take(&mut settled.open_stays),
    };
    let (report, summary, mut files) = files(project, &taken, &found, &judged, &commit)?;
    editions::keep_summary(commit.store(), &judged.month, &mut files)?;
    judged.month.sign_off = commit.put_reports(request.month, &files)?.sign_off.clone();
    check_counted(project, &commit)?;
    let was_signed = !commit.store().manifest().signatures(request.month).is_empty();
    let (published, PlacedSet { folder, kept }) = publish(project, commit, (&judged.month, files))?;
    let trend = trend::after_run(project, store)
        .map_err(|error| error.before_the_effect("the month is in the store and its statement in place"));
    Ok(RunOutcome {
        report,
        folder,
        kept,
        changed: published.changed,
        summary,
        trend,
        shadow: what_if::put_all(project, &judged.month, &found.shadow)?,
        settled: settled.settled,
        rebuilt,
        is_sign_off_void: was_signed && store.manifest().signatures(request.month).is_empty(),
    })
}

/// Counts what came again, and holds the size of each delivery against those before it.
fn account(
    project: &Project,
    (held, again): (&[HeldDelivery], &[RepeatedFile]),
    taken: &mut Intake,
    store: &Store,
) -> Vec<Volume> {
    let mut volumes = senders::check_volumes(held, taken);
    senders::note_acknowledged(&mut volumes, store.manifest());
    load::account_for_repeats(again, held, taken);
    senders::name(project, held, &mut taken.receipts);
    volumes
}

/// Puts the cases that no law could judge, which the month has nothing else to do with, beside its own.
fn add_unjudged(settled: &mut SettledMonth<'_>, judged: &mut JudgedMonth, taken: &mut Intake) {
    let (unjudged, stays): (Vec<_>, Vec<_>) = std::mem::take(&mut settled.unjudged).into_iter().unzip();
    judged.looked_at.unjudged.extend(unjudged);
    judged.looked_at.unjudged.sort_by(|one, other| one.stay_id.cmp(&other.stay_id));
    taken.stays.extend(stays);
    taken.sort_rows();
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

fn span(month: Month) -> (Day, Day) {
    (month.first(), month.last())
}

/// Keeps what the edition changed of the one before, beside what it corrects of closed months; of an edition that was there
/// before it stays as it was put then.
fn put_revisions(
    restating: &Restating<'_>,
    corrections: Vec<Revision>,
    month: &PublishedMonth,
    commit: &mut Commit<'_>,
) -> Result<Vec<Revision>> {
    let published = commit.store().manifest().month(month.month);
    if let Some(published) = published.filter(|published| published.edition == month.edition) {
        return commit.store().revisions(published);
    }
    let mut revisions = corrections;
    revisions.extend(restating.replaced(commit.store(), month)?);
    revisions.sort_by(|one, other| {
        let key = |row: &Revision| (row.month, row.stay_id.clone(), row.from_on, row.n);
        key(one).cmp(&key(other))
    });
    commit.put_revisions(month.month, &revisions)?;
    Ok(revisions)
}

/// What of a month is judged.
#[derive(Clone, Copy)]
struct MonthToJudge<'a> {
    /// The month, the last day whose news is in it, and the day to which rows of delays are followed.
    days: (Month, Day, Day),
    senders: &'a [SenderMonth],
    /// What it corrects of closed months.
    corrections: &'a [Revision],
}

fn judge(
    project: &Project,
    MonthToJudge { days: (month, followed_to, rows_to), senders, corrections }: MonthToJudge<'_>,
    (taken, settled): (&Intake, &mut SettledMonth<'_>),
    commit: &mut Commit<'_>,
    progress: &dyn Progress,
) -> Result<JudgedMonth> {
    let laws = &project.law;
    let of_stays = |followed_to| Cases::of(&taken.stays, &taken.events, laws, followed_to);
    let cases = of_stays(followed_to).asking(&taken.questions);
    let (regimes, readings_sha256) = law_used(project);
    let basis = Basis {
        month,
        as_of: followed_to,
        regimes,
        readings_sha256,
        incomplete: senders
            .iter()
            .filter(|sender| sender.is_incomplete())
            .map(|sender| sender.source.clone())
            .collect(),
    };
    let linked = settled.link_qualities();
    let beside = (&Reasons::new(&taken.reasons), &linked);
    let mut assessed = Assessed::default();
    let month = commit.put_ledger(basis, corrections, |writer| {
        progress.begin("judging", cases.len() as u64);
        let done = |cases| progress.done(cases);
        assessed = assess_days(&cases, laws, span(month), beside, &done, &mut |rows| writer.push(rows))?;
        Ok(())
    })?;
    let month = month.clone();
    let Assessed { mut looked_at, mut delays } = assessed;
    if rows_to != followed_to {
        // Delays are followed as far as the store knows; the month may end before.
        delays = delay_periods(&of_stays(rows_to), laws, beside.1).delays;
    }
    delays::put(commit, delays, |stay_id| settled.partitions.get(stay_id).copied())?;
    looked_at.doubts.extend(doubts_of_not_taken(
        &taken.questions,
        &taken.stays,
        laws,
        (span(month.month), followed_to),
    ));
    looked_at.doubts.sort_by(|one, other| one.stay_id.cmp(&other.stay_id));
    looked_at.doubts.retain(|doubt| doubts::in_view(project, doubt));
    let count = count(project, settled, (taken, &month), commit)?;
    Ok(JudgedMonth { month, looked_at, count })
}

/// The figures of the month that was counted while it was settled.
fn count(
    project: &Project,
    settled: &mut SettledMonth<'_>,
    (taken, month): (&Intake, &PublishedMonth),
    commit: &mut Commit<'_>,
) -> Result<Count> {
    let Some(counting) = settled.counting.take() else { return Ok(Count::default()) };
    let mut count = counting.finish(commit)?;
    count.ask(project, taken, month);
    Ok(count)
}

/// The statement and every file of the month's folder.
fn files(
    project: &Project,
    taken: &Intake,
    found: &RunContext,
    judged: &JudgedMonth,
    commit: &Commit<'_>,
) -> Result<(Report, Summary, Vec<ReportFile>)> {
    let (report, mut files, figures, of_councils, accrual) = if project.law.is_empty() {
        let report = statistics::report(project, &found.receipts, judged, &mut statements::engine(&[], taken, found)?)?;
        let files = output_files::render(&report)?;
        (report, files, None, Vec::new(), Accrual::default())
    } else {
        let Statements { report, files, figures, of_councils, accrual } =
            statements::statements(project, taken, found, judged, commit)?;
        (report, files, Some(figures), of_councils, accrual)
    };
    if let Some(figures) = figures {
        files.extend(revisions::files(project, taken, found, &judged.month)?);
        files.push(journal::journal(project, (commit.store(), &judged.month), &found.revisions, figures.to_pay())?);
    }
    files.push(ReportFile { name: "rejects.csv".to_owned(), bytes: rejects(&found.findings)? });
    if !project.conventions.is_empty() {
        files.push(ReportFile { name: "not-counted.csv".to_owned(), bytes: judged.count.not_counted_csv()? });
    }
    let summary = summary(taken, judged, (figures, &of_councils, accrual), found, inbox::unread(project)?);
    files.push(ReportFile { name: RUN_JSON.to_owned(), bytes: crate::report::json::pretty(&summary)? });
    Ok((report, summary, files))
}

/// The deliveries that the reports list: those that the month has to do with, those of this run that came again, and those
/// that a finding or the list of senders names.
fn receipts_listed((taken, findings): (&Intake, &ListedFindings), held: usize, senders: &[SenderMonth]) -> ReceiptList {
    let named: HashSet<&str> =
        findings.counts.files().chain(senders.iter().filter_map(|sender| sender.file.as_deref())).collect();
    ReceiptList::of(&taken.receipts, |at, receipt| {
        at >= held || taken.listed_deliveries.contains(&at) || named.contains(receipt.file.as_str())
    })
}

fn rejects(findings: &ListedFindings) -> Result<Vec<u8>> {
    let (mut bytes, mut listed) = (Vec::new(), findings.sample.kept());
    listed.extend(findings.sample.not_kept());
    listed.sort();
    intake::findings::write_findings_csv(&listed, &mut bytes)
        .map_err(|error| Error::new("X_BUG", Exit::Bug, format!("the reject report: {error}")))?;
    Ok(bytes)
}
