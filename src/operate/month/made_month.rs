//! A month, made: intake, link, judge, count, report. What is made belongs to a commit and is not seen before that ends.

use std::collections::HashSet;

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
use crate::operate::month::changes::{InView, MonthComparison};
use crate::operate::month::checks::check_counted;
use crate::operate::month::completeness::MonthAsked;
use crate::operate::month::judged::{JudgedMonth, RunContext};
use crate::operate::month::replaced::{ReplacedEdition, two_editions};
use crate::operate::month::restated::{Restated, Restating, law_used};
use crate::operate::month::statements::Statements;
use crate::operate::month::summary::{Summary, summary};
use crate::operate::month::{
    completeness, delays, doubts, editions, journal, open_questions, revisions, statements, statistics,
};
use crate::operate::progress::Progress;
use crate::operate::what_if::{self, WhatIfOutcome};
use crate::operate::{output_files, reference_data};
use crate::project::Project;
use crate::regime::Law;
use crate::report::model::Report;
use crate::report::statement::Accrual;
use crate::settle::Intake;
use crate::store::{Basis, Commit, PublishedMonth, ReportFile, Store};

/// What a run is asked.
#[derive(Clone, Copy, Debug)]
pub struct RunRequest {
    /// The month.
    pub month: Month,
    /// The last day whose news counts, if stated: then later facts are refused.
    pub as_of: Option<Day>,
}

/// By what a month is made.
#[derive(Clone, Copy)]
pub struct MakeRequest<'a> {
    /// The key of the pseudonyms.
    pub key: &'a Key,
    /// The month, and the last day whose news counts.
    pub request: RunRequest,
    /// Why everything has to be read and settled anew, whatever the store holds.
    pub anew: Option<&'a str>,
}

/// A month with the files of its reports.
pub struct MadeMonth {
    /// The month, as the commit has it.
    pub month: PublishedMonth,
    /// The statement.
    pub report: Report,
    /// The summary that `run.json` holds.
    pub summary: Summary,
    /// Every file of the month's folder.
    pub files: Vec<ReportFile>,
    /// What the month would come to under the other law that the project names.
    pub(crate) shadow: Vec<WhatIfOutcome>,
    /// How many records were settled.
    pub settled: usize,
    /// Why every delivery was read anew, where that was so.
    pub rebuilt: Option<String>,
}

/// The name of the summary of a run, among the files of the month.
pub const RUN_JSON: &str = "run.json";

/// Makes a month and hands it to the commit. `again` are files of the inbox that came before.
///
/// # Errors
/// Input refused, a total that does not reconcile, a damaged file of the store, a disk that refuses.
pub fn make(
    project: &Project,
    commit: &mut Commit<'_>,
    (held, again): (&[HeldDelivery], &[RepeatedFile]),
    MakeRequest { key, request: RunRequest { month: asked_month, as_of }, anew }: MakeRequest<'_>,
    progress: &dyn Progress,
) -> Result<MadeMonth> {
    let (month, records_at_once) = (Some(asked_month), project.records_at_once);
    let asked = TakeRequest { key, settle: SettleRequest { as_of, month, records_at_once }, anew };
    let Taken { intake: mut taken, listed: mut findings, month: mut settled, update, parsed, rebuilt } =
        take::take(project, ShardTarget::Commit(commit), held, asked, progress)?;
    // Before anything that depends on when, and for which month, a run is made.
    let delivered = taken.receipts.clone();
    let volumes = account(project, (held, again), &mut taken, commit.store());
    let followed_to = as_of.unwrap_or_else(|| asked_month.last());
    let asked = MonthAsked { month: asked_month, as_of: followed_to, manifest: commit.store().manifest() };
    let senders = completeness::of_month(project, held, &taken, asked);
    completeness::refuse(project, &senders, asked)?;
    let Restated { changes: restated, stays: restated_stays, corrections, corrected } =
        settled.restating.finish(commit.store())?;
    load::keep(commit, held)?;
    put::put_sums(commit, &update, &delivered, &taken.fact_spans)?;
    commit.put_restated_stays(&restated_stays)?;
    taken.findings.extend(reference_data::put(project, commit)?);
    findings.add_in_files(&taken.receipts, &taken.findings);
    let days = (asked_month, followed_to, update.by.followed_to.unwrap_or(followed_to));
    let of_month = MonthToJudge { days, senders: &senders, corrections: &corrections };
    let mut judged = judge(project, of_month, (&taken, &mut settled), commit, progress)?;
    commit.close_partitions()?;
    let both = two_editions(commit, &judged.month)?;
    let revisions = put_revisions((&settled.restating, both.as_ref()), corrections, &judged.month, commit)?;
    let replaces = ReplacedEdition::of(project, commit.store(), (&judged.month, both.as_ref()))?;
    add_unjudged(&mut settled, &mut judged, &mut taken);
    let receipts = receipts_listed((&taken, &findings), held.len(), &senders);
    let found = RunContext {
        currency: Law::currency_of(&project.law),
        parsed,
        findings,
        receipts,
        volumes,
        senders,
        restated,
        replaces,
        revisions,
        corrected,
        other_answers: open_questions::other_answers(
            project,
            (&taken.stays, &taken.events),
            (asked_month, followed_to),
        )?,
        shadow: what_if::of_run(project, &judged.month, (&taken.stays, &taken.events))?,
        open_stays: std::mem::take(&mut settled.open_stays),
    };
    let (report, summary, mut files) = files(project, &taken, &found, &judged, commit)?;
    editions::keep_summary(commit.store(), &judged.month, &mut files)?;
    judged.month.sign_off = commit.put_reports(asked_month, &files)?.sign_off.clone();
    check_counted(project, commit)?;
    let (month, settled, shadow) = (judged.month, settled.settled, found.shadow);
    Ok(MadeMonth { month, report, summary, files, shadow, settled, rebuilt })
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

fn span(month: Month) -> (Day, Day) {
    (month.first(), month.last())
}

/// Keeps what the edition changed of the one before, beside what it corrects of closed months; of an edition that was there
/// before it stays as it was put then.
fn put_revisions(
    (restating, both): (&Restating<'_>, Option<&MonthComparison>),
    corrections: Vec<Revision>,
    month: &PublishedMonth,
    commit: &mut Commit<'_>,
) -> Result<Vec<Revision>> {
    let published = commit.store().manifest().month(month.month);
    if let Some(published) = published.filter(|published| published.edition == month.edition) {
        return commit.store().revisions(published);
    }
    let mut revisions = corrections;
    revisions.extend(both.map(|both| restating.replaced(both, month.month)).into_iter().flatten());
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
    let view = InView::of(project, month);
    let mut amount = view.nothing();
    let published = commit.put_ledger(basis, corrections, |writer| {
        progress.begin("judging", cases.len() as u64);
        let done = |cases| progress.done(cases);
        amount = view.nothing();
        assessed = assess_days(&cases, laws, span(month), beside, &done, &mut |rows| {
            rows.iter().filter(|row| view.is_between(row.payee_code, row.payer)).for_each(|row| amount.add(row));
            writer.push(rows)
        })?;
        Ok(())
    })?;
    let month = PublishedMonth { in_view: Some(amount.clone()), ..published.clone() };
    commit.put_amount_in_view(month.month, amount);
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
    let (report, mut files, figures, of_councils, accrual, prices_wanted) = if project.law.is_empty() {
        let report = statistics::report(project, &found.receipts, judged, &mut statements::engine(&[], taken, found)?)?;
        let files = output_files::render(&report)?;
        (report, files, None, Vec::new(), Accrual::default(), Vec::new())
    } else {
        let Statements { report, files, figures, of_councils, accrual, prices_wanted } =
            statements::statements(project, taken, found, judged, commit)?;
        (report, files, Some(figures), of_councils, accrual, prices_wanted)
    };
    if let Some(figures) = figures {
        files.extend(revisions::files(project, taken, found, &judged.month)?);
        files.push(journal::journal(project, (commit, &judged.month), &found.revisions, figures.to_pay())?);
    }
    files.push(ReportFile { name: "rejects.csv".to_owned(), bytes: rejects(&found.findings)? });
    if !project.conventions.is_empty() {
        files.push(ReportFile {
            name: "not-counted.csv".to_owned(),
            bytes: judged.count.not_counted_csv(project.language)?,
        });
    }
    let summary = summary(taken, judged, (figures, &of_councils, accrual), found, (project, inbox::unread(project)?));
    let summary = Summary { prices_wanted, ..summary };
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
