//! Who stands for a statement: prepared, checked and approved, each by somebody and on a day, before its month is closed.

use serde::Serialize;

use crate::audit;
use crate::clock;
use crate::domain::nhs_number_in_text::without_numbers;
use crate::domain::sign_off::{SignOffRole, SignOffState, Signature};
use crate::domain::visible::visible;
use crate::domain::{Day, Minor, Month};
use crate::error::{Error, Exit, Result};
use crate::key::Key;
use crate::operate::month::editions::{self, REPORTS};
use crate::operate::month::made_month::RUN_JSON;
use crate::operate::month::refuse_closed::refuse_closed;
use crate::operate::month::which::refuse_before_last_command;
use crate::operate::output_files;
use crate::project::Project;
use crate::regime::Law;
use crate::report::sign_off::{SignOffBasis, sheet};
use crate::report::{html, json};
use crate::store::{Commit, Manifest, PublishedMonth, ReportFile, ReportsLock, Store};

/// What a step is.
#[derive(Clone, Copy, Debug)]
pub struct SignOffRequest<'a> {
    /// The month.
    pub month: Month,
    /// The step.
    pub role: SignOffRole,
    /// Who takes it.
    pub by: &'a str,
    /// On which day; nothing for the day of today.
    pub on: Option<Day>,
}

/// A step that was taken.
#[derive(Clone, Debug, Serialize)]
pub struct SignedOff {
    /// The step.
    #[serde(flatten)]
    pub signature: Signature,
    /// The edition.
    pub edition: u32,
    /// How far the statement has come.
    pub state: SignOffState,
}

/// The day that was given, else the day of today by the clocks of the project.
///
/// # Errors
/// 2: what stands in place of the clock is no day. 75: the clock went back.
pub(crate) fn day_of(project: &Project, on: Option<Day>) -> Result<Day> {
    if let Some(on) = on {
        return Ok(on);
    }
    let today = clock::today(project.zone())?;
    if !today.is_given {
        let hint = "look at the clock (`date`); `--on YYYY-MM-DD` gives the day, whatever the clock says";
        refuse_before_last_command(&project.folder).map_err(|error| error.hint(hint))?;
    }
    Ok(today.day)
}

/// Takes a step.
///
/// # Errors
/// 66: the month was never published; 65: the step is not the next one, its author takes it, its day is before that of the step
/// before, or the files that lie there are not those that were published. Nothing is changed then.
pub fn sign_off(project: &Project, request: SignOffRequest<'_>) -> Result<SignedOff> {
    let key = Key::read(&project.folder)?;
    let mut store = Store::open_within(&project.folder, project.wait)?;
    store.require_key(&key.id())?;
    let published = store.manifest().published(Some(request.month), "nothing was signed")?.clone();
    refuse_closed(store.manifest(), request.month)?;
    let Some(reports) = &published.reports else {
        return refused("no files of reports are kept".to_owned(), format!("`beddays run --month {}`", request.month));
    };
    let signature = Signature {
        month: request.month,
        role: request.role,
        by: name(request.by)?,
        on: day_of(project, request.on)?,
        reports_sha256: reports.sha256.clone(),
    };
    refuse(store.manifest(), &signature)?;
    let _lock = ReportsLock::take(&project.folder, project.wait)?;
    let in_place = editions::file_set_of(&project.folder, &store, &published)?.is_some_and(|set| set.is_in_place());
    if !in_place {
        let what = format!("the files in {REPORTS}/{} are not those that were published", request.month);
        let again =
            format!("`beddays report statement --month {}` puts them in place; look at them, then sign", request.month);
        return refused(what, again);
    }
    let mut commit = store.begin();
    commit.sign(signature.clone());
    put_sheet(project, &mut commit, &published, None)?;
    commit.finish()?;
    put_in_place(project, &store, request.month)?;
    let (edition, state) = (published.edition, store.manifest().sign_off_state(request.month));
    Ok(SignedOff { signature, edition, state })
}

/// A name as it is kept.
///
/// # Errors
/// 65: it has a character that is not seen, or one that changes another: two names could look alike.
pub(crate) fn name(by: &str) -> Result<String> {
    let by = by.split_whitespace().collect::<Vec<_>>().join(" ");
    if visible(&by) != by || by.chars().any(is_mark) {
        let what = format!("the name `{}` has a character that is not seen by itself", visible(&by));
        return refused(what, "write the name in letters that stand alone".to_owned());
    }
    Ok(without_numbers(&by).into_owned())
}

/// Whether a character is a mark on the one before it, as an accent that is written apart.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

fn refused<T>(what: String, hint: String) -> Result<T> {
    Err(Error::new("X_SIGN_OFF", Exit::Data, what).effect("nothing was signed").hint(hint))
}

/// Refuses a step that cannot be taken now, or not by this person.
fn refuse(manifest: &Manifest, next: &Signature) -> Result<()> {
    let (month, taken) = (next.month, manifest.signatures(next.month));
    if next.by.is_empty() {
        return refused("nobody is named".to_owned(), "`--by NAME` names who takes the step".to_owned());
    }
    if let Some(before) = taken.iter().find(|before| before.role == next.role) {
        let what =
            format!("the statement of {month} was {} already, by {} on {}", done(next.role), before.by, before.on);
        return refused(what, "nothing to do; a new edition begins anew".to_owned());
    }
    let due = SignOffRole::ALL[taken.len().min(SignOffRole::ALL.len() - 1)];
    if due != next.role {
        let what = format!("the statement of {month} cannot be {} before it is {}", done(next.role), done(due));
        return refused(what, format!("`beddays sign-off --month {month} --as {due} --by NAME` comes first"));
    }
    let author = taken.iter().find(|before| before.role == SignOffRole::Author);
    if author.is_some_and(|author| author.is_of(&next.by)) {
        let what = format!("{} prepared the statement of {month}: somebody else has it {}", next.by, done(next.role));
        return refused(what, "ask another person, and name them by `--by`".to_owned());
    }
    match taken.last().filter(|before| before.on > next.on) {
        Some(before) => {
            let what =
                format!("the statement of {month} was {} on {}, after {}", done(before.role), before.on, next.on);
            refused(what, "look at the clock (`date`); `--on YYYY-MM-DD` gives the day".to_owned())
        }
        None => Ok(()),
    }
}

fn done(role: SignOffRole) -> String {
    role.words().to_lowercase()
}

/// What `run.json` of a published month says; nothing where no files of it are kept.
pub(super) fn run_summary(store: &Store, published: &PublishedMonth) -> Result<serde_json::Value> {
    let files = published.reports.as_ref().map_or_else(|| Ok(Vec::new()), |stored| store.reports(stored))?;
    let summary = files.iter().find(|file| file.name == RUN_JSON).map(|file| &*file.bytes).unwrap_or_default();
    Ok(serde_json::from_slice(summary).unwrap_or_default())
}

/// Puts the sheet of a month into a commit, as the commit has its signatures; `closed` says who closes the month, and when.
///
/// # Errors
/// As [`Commit::put_sign_off`]; 65: the archive of the reports is damaged.
pub(crate) fn put_sheet(
    project: &Project,
    commit: &mut Commit<'_>,
    published: &PublishedMonth,
    closed: Option<(&str, Day)>,
) -> Result<()> {
    let Some(stored) = &published.reports else { return Ok(()) };
    let summary = run_summary(commit.store(), published)?;
    let amount = |name: &str| summary[name].as_i64().map(Minor);
    let next = commit.next();
    let signatures = next.signatures(published.month);
    let log = audit::read_end(&project.folder)?.unwrap_or_default();
    let report = sheet(&SignOffBasis {
        owner: &project.name,
        language: project.language,
        month: published.month,
        edition: published.edition,
        signatures: &signatures,
        closed,
        amounts: amount("statement_amount_minor").zip(amount("to_pay_minor")),
        currency: Law::currency_of(&project.law),
        log: log.last.as_ref().map(|line| (line.n, &*log.last_sha256)),
        hashes: (&published.ledger.sha256, &stored.sha256),
    });
    let file = |ending: &str, bytes| ReportFile { name: format!("internal-sign-off.{ending}"), bytes };
    let files = [file("html", html::render(&report)?.into_bytes()), file("json", json::write(&report)?)];
    commit.put_sign_off(published.month, &files)
}

/// Puts the files of a month in place, with the sheet, after the commit. Whoever calls has the lock of reports.
///
/// # Errors
/// The system refuses: the error says what is stored.
pub(crate) fn put_in_place(project: &Project, store: &Store, month: Month) -> Result<()> {
    let place = || -> Result<()> {
        output_files::folder_in(&project.folder, REPORTS)?;
        let Some(published) = store.manifest().month(month) else { return Ok(()) };
        let Some(set) = editions::file_set_of(&project.folder, store, published)? else { return Ok(()) };
        set.prepare()?.put_in_place().map(drop)
    };
    place().map_err(|error| {
        let hint = format!("`beddays report statement --month {month}` puts the files in place");
        error.before_the_effect(format!("what was done with {month} is in the store")).hint(hint)
    })
}
